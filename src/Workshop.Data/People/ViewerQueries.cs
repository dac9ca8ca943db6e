using Microsoft.EntityFrameworkCore;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;

namespace Workshop.Data.People;

public static class ViewerQueries
{
    /// <summary>
    /// The same person at a desk that a link has opened: a reviewer of one event and nothing else. Their addresses keep them away from papers as ever, and open none; anonymous when they review no more.
    /// </summary>
    public static async Task<Viewer> LoadDeskViewerAsync(this WorkshopDb db, Guid personId, Guid reviewerId, Guid eventId, CancellationToken cancel)
    {
        var whole = await db.LoadViewerAsync(personId, cancel);
        return whole.ReviewerIds.Contains(reviewerId) && whole.ReviewerOf.Contains(eventId)
            ? whole with
            {
                IsAdministrator = false,
                ConfirmedEmails = [],
                InvitedEmails = [.. whole.VouchedEmails],
                OrganizerOf = [],
                ReviewerIds = [reviewerId],
                ReviewerOf = [eventId],
                IsAtDesk = true,
            }
            : Viewer.Anonymous;
    }

    /// <summary>The viewer for a person, with every role that the person has; anonymous when the person is gone. Two queries, whatever the number of roles.</summary>
    public static async Task<Viewer> LoadViewerAsync(this WorkshopDb db, Guid personId, CancellationToken cancel)
    {
        var person = await db.People
            .Where(person => person.Id == personId)
            .Select(person => new
            {
                person.Name,
                person.IsAdministrator,
                Emails = person.Emails.Select(email => new { email.NormalizedAddress, Confirmed = email.ConfirmedAt != null }).ToList(),
            })
            .SingleOrDefaultAsync(cancel);
        if (person is null)
        {
            return Viewer.Anonymous;
        }

        string[] confirmed = [.. person.Emails.Where(email => email.Confirmed).Select(email => email.NormalizedAddress)];
        var roles = await db.Organizers
            .Where(organizer => confirmed.Contains(organizer.NormalizedEmail))
            .Select(organizer => new { organizer.EventId, ReviewerId = (Guid?)null, organizer.NormalizedEmail })
            .Concat(db.Reviewers
                .Where(reviewer => reviewer.PersonId == personId && reviewer.State == ReviewerState.Accepted)
                .Select(reviewer => new { reviewer.EventId, ReviewerId = (Guid?)reviewer.Id, reviewer.NormalizedEmail }))
            .ToListAsync(cancel);
        return new Viewer(
            personId,
            person.Name,
            person.IsAdministrator,
            confirmed,
            [.. person.Emails.Select(email => email.NormalizedAddress)],
            [.. roles.Where(role => role.ReviewerId is null).Select(role => role.EventId)],
            [.. roles.Where(role => role.ReviewerId is not null).Select(role => role.ReviewerId!.Value)],
            [.. roles.Where(role => role.ReviewerId is not null).Select(role => role.EventId)])
        {
            InvitedEmails = [.. roles.Where(role => role.ReviewerId is not null).Select(role => role.NormalizedEmail).Distinct()],
        };
    }
}

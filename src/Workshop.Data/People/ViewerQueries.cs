using Microsoft.EntityFrameworkCore;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;

namespace Workshop.Data.People;

public static class ViewerQueries
{
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

using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Decisions;

/// <summary>
/// Releases every staged decision of the event at once, with a mail to each author in the same save. That includes the papers that this organizer must keep away
/// from: the act is blind to them, and leaving them behind would tell their authors apart. Running it again releases what was staged since.
/// </summary>
public sealed class ReleaseDecisions(WorkshopDb db, TimeProvider time, SiteAddress site)
{
    private static readonly Refusal ChangedElsewhere =
        new("decisions.changed-elsewhere", "Decisions were changed after you opened this page, and nothing was released. Look at the list again, then release.");

    /// <param name="fingerprint">Of the preview that the organizer saw.</param>
    /// <returns>How many were released, as far as this organizer may know; zero when everything was released before.</returns>
    public async Task<Outcome<int>> RunAsync(Viewer organizer, Guid eventId, string fingerprint, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var rows = await db.ReadDecisionRowsAsync(organizer, eventId, now, cancel);
        var shown = rows.Count(row => row.IsStaged);
        if (shown > 0 && ReleasePreview.FingerprintOf(rows) != fingerprint)
        {
            return ChangedElsewhere;
        }

        var e = await db.Events.SingleAsync(e => e.Id == eventId, cancel);
        var staged = await (
            from decision in db.Decisions
            join submission in db.Submissions.Include(s => s.Authors) on decision.SubmissionId equals submission.Id
            where decision.EventId == eventId && decision.ReleasedAt == null && submission.SubmittedAt != null && submission.WithdrawnAt == null
            orderby submission.Number
            select new { Decision = decision, Submission = submission })
            .ToListAsync(cancel);
        if (staged.Count == 0)
        {
            return 0;
        }

        var ids = staged.Select(pair => pair.Submission.Id).ToList();
        var reviews = (await db.ForAuthors(db.Submissions.Where(s => ids.Contains(s.Id)).Select(s => s.Id)).ToListAsync(cancel)).ToLookup(review => review.SubmissionId, review => review.Comments);
        var ownerIds = staged.Select(pair => pair.Submission.OwnerId).OfType<Guid>().ToList();
        var owners = await db.People.Include(person => person.Emails).Where(person => ownerIds.Contains(person.Id)).ToDictionaryAsync(person => person.Id, cancel);
        foreach (var pair in staged)
        {
            pair.Decision.Release(now);
            db.Add(AuditEntry.Of("decision.released", $"Released: {DecisionWords.Status(pair.Decision.Outcome)}.", organizer.PersonId, eventId, now, pair.Submission.Id));
            WriteMails(e, pair.Decision, pair.Submission, [.. reviews[pair.Submission.Id]], owners.GetValueOrDefault(pair.Submission.OwnerId ?? Guid.Empty), now);
        }

        e.ReleaseDecisions(now);
        try
        {
            await db.SaveChangesAsync(cancel);
            return shown;
        }
        catch (DbUpdateConcurrencyException)
        {
            return ChangedElsewhere;
        }
        catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.MailOnce))
        {
            // Another release of the same decisions was faster; its mails are on their way.
            return ChangedElsewhere;
        }
    }

    private void WriteMails(WorkshopEvent e, Decision decision, Submission submission, IReadOnlyList<string> reviews, Person? owner, DateTimeOffset now)
    {
        var letter = new DecisionLetter(submission.Id, submission.Number, submission.Title, decision.Outcome, decision.Note, reviews, site.Link(Link(e.Slug, submission.Id)));
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var author in submission.AuthorsToTell)
        {
            if (EmailAddress.Parse(author.Email) is { Succeeded: true } address && written.Add(address.Value.Normalized))
            {
                db.Add(OutgoingMail.Write(DecisionMails.Released(e, letter, address.Value, author.Name), now));
            }
        }

        // Who submitted for others is told too, unless one of their addresses was written to already.
        if (owner?.PrimaryEmail is { } primary && !owner.Emails.Any(email => written.Contains(email.NormalizedAddress)) && EmailAddress.Parse(primary.Address) is { Succeeded: true } own)
        {
            db.Add(OutgoingMail.Write(DecisionMails.Released(e, letter, own.Value, owner.Name), now));
        }
    }

    public static string Link(string slug, Guid submissionId) => $"/e/{slug}/submissions/{submissionId}/decision";
}

using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Events;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions;

/// <summary>Withdraws a submission, or takes the withdrawal back; while submissions are open. Every author is told.</summary>
public sealed class WithdrawSubmission(WorkshopDb db, SiteAddress site, TimeProvider time)
{
    /// <returns>Null when the viewer has no such submission.</returns>
    public async Task<Outcome<Done>?> RunAsync(Viewer author, Guid eventId, Guid submissionId, bool withdraw, DateTimeOffset arrivedAt, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var of = await db.Events.AsNoTracking().SingleAsync(e => e.Id == eventId, cancel);
        var submission = await db.Submissions.Include(s => s.Authors).WrittenBy(author).SingleOrDefaultAsync(s => s.Id == submissionId && s.EventId == eventId, cancel);
        if (submission is null)
        {
            return null;
        }

        var window = await db.LoadWindowAsync(of, author, submissionId, null, cancel);
        if (window.Check(arrivedAt, now) is { } closed)
        {
            return closed;
        }

        if (submission.SubmittedAt is null)
        {
            return new Refusal("submission.draft", "This is a draft, which nobody but its authors can see. There is nothing to withdraw.");
        }

        var before = submission.State;
        if (withdraw)
        {
            submission.Withdraw(now);
        }
        else
        {
            submission.Restore(now);
        }

        if (submission.State == before)
        {
            return Done.Instance;
        }

        var link = site.Link($"/e/{of.Slug}/submissions/{submission.Id}");
        foreach (var each in submission.Authors.Where(each => EmailAddress.Parse(each.Email).Succeeded).DistinctBy(each => each.NormalizedEmail))
        {
            var to = EmailAddress.Parse(each.Email).Value!;
            var mail = withdraw
                ? SubmissionMails.Withdrawn(of, submission, submission.Revision, to, each.Name, link)
                : SubmissionMails.Restored(of, submission, submission.Revision, to, each.Name, link);
            db.Add(OutgoingMail.Write(mail, now));
        }

        var (action, what) = withdraw ? ("submission.withdrawn", "was withdrawn") : ("submission.restored", "is submitted again");
        db.Add(AuditEntry.Of(action, $"Submission #{submission.Number} {what}.", author.PersonId, eventId, now, submission.Id));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Refusal("submission.changed-elsewhere", "This submission was changed in another window a moment ago. Look at it again before you go on.");
        }

        return Done.Instance;
    }
}

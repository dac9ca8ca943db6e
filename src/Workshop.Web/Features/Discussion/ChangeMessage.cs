using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;

namespace Workshop.Web.Features.Discussion;

public enum MessageChange
{
    Edit,
    Withdraw,
    Restore,
}

/// <summary>Changes one's own message, withdraws it, or takes that back; as long as the discussion is open.</summary>
public sealed class ChangeMessage(WorkshopDb db, TimeProvider time)
{
    /// <param name="text">For <see cref="MessageChange.Edit"/>.</param>
    /// <param name="revision">Of the message, when the form was opened; for <see cref="MessageChange.Edit"/>.</param>
    /// <returns>Null when there is no such message of this person in a discussion that they still take part in.</returns>
    public async Task<Outcome<Done>?> RunAsync(Viewer writer, Guid eventId, Guid submissionId, Guid messageId, MessageChange change, string? text, int revision, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var e = await db.Events.AsNoTracking().SingleAsync(e => e.Id == eventId, cancel);
        var rules = await db.LoadReviewingRulesAsync(eventId, cancel);
        var me = writer.RequiredPersonId;
        var message = await db.MessagesShownTo(writer, e, rules, now).SingleOrDefaultAsync(message => message.Id == messageId && message.SubmissionId == submissionId && message.PersonId == me, cancel);
        if (message is null)
        {
            return null;
        }

        var paper = await db.Submissions
            .Where(s => s.Id == submissionId)
            .Select(s => new { IsWithdrawn = s.WithdrawnAt != null, Released = db.Decisions.Where(decision => decision.SubmissionId == s.Id).Select(decision => decision.ReleasedAt).FirstOrDefault() })
            .SingleAsync(cancel);
        if (DiscussionAccess.WhyNotWrite(rules, e.Timeline, paper.Released, paper.IsWithdrawn, now) is { } refusal)
        {
            return refusal;
        }

        switch (change)
        {
            case MessageChange.Edit:
                var edited = message.Edit(text, revision, now);
                if (!edited.Succeeded)
                {
                    return edited;
                }

                break;
            case MessageChange.Withdraw:
                message.Withdraw(now);
                db.Add(AuditEntry.Of("discussion.withdrawn", "A message in the discussion was withdrawn.", me, eventId, now, submissionId));
                break;
            default:
                message.Restore();
                db.Add(AuditEntry.Of("discussion.restored", "A withdrawn message in the discussion was put back.", me, eventId, now, submissionId));
                break;
        }

        try
        {
            await db.SaveChangesAsync(cancel);
            return Done.Instance;
        }
        catch (DbUpdateConcurrencyException)
        {
            return DiscussionMessage.ChangedElsewhere;
        }
    }
}

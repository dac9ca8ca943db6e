using Microsoft.EntityFrameworkCore;
using Workshop.Data.Submissions;
using Workshop.Domain.Audit;
using Workshop.Domain.Decisions;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Data.Decisions;

/// <summary>What waits for the end of an undo window follows what happens to its submission meanwhile. Nothing is saved here: it belongs to the save of what happened.</summary>
public static class WaitingDecisionQueries
{
    private static readonly string[] Kinds = [DecisionRelease.MailKind, PlaceOffer.MailKind];

    /// <summary>
    /// For a submission that is withdrawn: a decision whose authors know nothing yet is staged again and its mails do not go, so that it can be released later should the withdrawal be
    /// taken back; an offered place is free again.
    /// </summary>
    public static async Task TakeWaitingDecisionBackAsync(this WorkshopDb db, Submission submission, Guid? by, DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.Decisions.SingleOrDefaultAsync(decision => decision.SubmissionId == submission.Id && decision.ReleasedAt > now, cancel) is { } decision)
        {
            decision.Unrelease();
            db.Add(AuditEntry.Of("decision.release-undone", "The submission was withdrawn before anybody was told. The decision is staged again.", by, submission.EventId, now, submission.Id));
        }

        if (await db.PlaceOffers.SingleOrDefaultAsync(offer => offer.SubmissionId == submission.Id && offer.AnsweredAt == null && offer.UndoneAt == null, cancel) is { } offer)
        {
            _ = now < offer.VisibleFrom ? offer.Undo(false, now) : offer.Close(now);
            db.Add(AuditEntry.Of("decision.place-offer-closed", "The submission was withdrawn, so the place that was offered is free again.", by, submission.EventId, now, submission.Id));
        }

        db.RemoveRange((await db.LoadDecisionMailsAsync(submission.Id, cancel)).Where(mail => Waits(mail, now)));
    }

    /// <summary>Mails that wait go to those who are told of the submission now: not to who is none of its authors any more, and to who joined them.</summary>
    /// <param name="submission">With its authors, as they are to be saved.</param>
    public static async Task ReaddressWaitingDecisionMailsAsync(this WorkshopDb db, Submission submission, DateTimeOffset now, CancellationToken cancel)
    {
        var mails = await db.LoadDecisionMailsAsync(submission.Id, cancel);
        if (!mails.Exists(mail => Waits(mail, now)))
        {
            return;
        }

        var recipients = await db.LoadRecipientsAsync(submission, cancel);
        var missing = new List<MailDraft>();
        foreach (var fact in mails.GroupBy(mail => (mail.Kind, mail.About)))
        {
            if (fact.FirstOrDefault(mail => Waits(mail, now)) is not { } written)
            {
                continue;
            }

            db.RemoveRange(fact.Where(mail => Waits(mail, now) && !recipients.Any(recipient => recipient.Email.Normalized == mail.NormalizedTo)));
            missing.AddRange(recipients.Where(recipient => !fact.Any(mail => mail.NormalizedTo == recipient.Email.Normalized)).Select(recipient => Copy(written, recipient)));
        }

        foreach (var draft in missing)
        {
            db.Add(OutgoingMail.Write(draft, now));
        }
    }

    private static Task<List<OutgoingMail>> LoadDecisionMailsAsync(this WorkshopDb db, Guid submissionId, CancellationToken cancel) =>
        db.OutgoingMails.Where(mail => mail.SubmissionId == submissionId && Kinds.Contains(mail.Kind)).ToListAsync(cancel);

    /// <summary>For its instant, not for another attempt.</summary>
    private static bool Waits(OutgoingMail mail, DateTimeOffset now) => mail is { State: MailState.Queued or MailState.Held, Attempts: 0 } && mail.NextAttemptAt > now;

    /// <summary>The same mail to somebody else: these mails differ in nothing but the name. Saving it puts it into the event's own words.</summary>
    private static MailDraft Copy(OutgoingMail mail, Recipient to)
    {
        var draft = mail.Values is { } values
            ? MailTemplates.Write(mail.Kind, mail.About, to.Email, to.Name, MailValues.FromJson(values).Text("name", to.Name.Length > 0 ? to.Name : to.Email.Address))
            : new MailDraft(mail.Kind, mail.About, to.Email, to.Name, mail.Subject, Greeting(mail.Body, to));
        return draft with { EventId = mail.EventId, SubmissionId = mail.SubmissionId, Why = mail.Why, NotBefore = mail.NextAttemptAt };
    }

    /// <summary>For mails that were written before they had values: the greeting is their first line.</summary>
    private static string Greeting(string body, Recipient to) =>
        body.StartsWith("Dear ", StringComparison.Ordinal) && body.IndexOf('\n', StringComparison.Ordinal) is var rest and >= 0 ? $"Dear {Person.Clean(to.Name)},{body[rest..]}" : body;
}

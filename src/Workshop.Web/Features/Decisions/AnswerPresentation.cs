using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Decisions;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Decisions;

/// <summary>An author says who presents and what may be published, or that they will not come. Declining gives the place back: only organizers can turn that round, because it may be somebody else's by then.</summary>
public sealed class AnswerPresentation(WorkshopDb db, TimeProvider time)
{
    private static readonly Refusal ChangedElsewhere =
        new("presentation.changed-elsewhere", "Another author answered at the same moment. Your own answer is still in the form: save again to replace theirs.");

    /// <param name="choice">Null declines.</param>
    /// <returns>Null when it is no accepted submission of theirs.</returns>
    public async Task<Outcome<Done>?> RunAsync(Viewer author, Guid eventId, Guid submissionId, PresentationChoice? choice, string reason, int revision, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var submission = await db.AcceptedOf(author, eventId, now).Include(s => s.Authors).SingleOrDefaultAsync(s => s.Id == submissionId, cancel);
        if (submission is null)
        {
            return null;
        }

        var decision = await db.Decisions.SingleAsync(decision => decision.SubmissionId == submissionId, cancel);
        if (decision.WhyNotPresented() is { } declined)
        {
            return declined;
        }

        var answer = await db.PresentationAnswers.SingleOrDefaultAsync(answer => answer.SubmissionId == submissionId, cancel);
        if (revision != (answer?.Revision ?? 0))
        {
            return ChangedElsewhere;
        }

        var isNew = answer is null;
        answer ??= PresentationAnswer.Open(eventId, submissionId);
        var said = choice is not null
            ? answer.Confirm(choice, [.. submission.Authors.Select(listed => listed.NormalizedEmail)], author.RequiredPersonId, now)
            : answer.Decline(reason, author.RequiredPersonId, now);
        if (!said.Succeeded)
        {
            db.ChangeTracker.Clear();
            return said;
        }

        if (isNew)
        {
            db.Add(answer);
        }

        if (choice is null)
        {
            decision.Decline(now);
            await TellAuthorsAsync(author, submission, decision, answer, now, cancel);
        }

        db.Add(AuditEntry.Of(
            choice is null ? "presentation.declined" : "presentation.confirmed",
            choice is null ? "The authors will not present it and gave the place back." : "The authors said who presents it.",
            author.PersonId, eventId, now, submissionId));
        try
        {
            await db.SaveChangesAsync(cancel);
            return said;
        }
        catch (DbUpdateConcurrencyException)
        {
            return ChangedElsewhere;
        }
        catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.PresentationOnce))
        {
            return ChangedElsewhere;
        }
    }

    /// <summary>Nobody's co-author gives the place away unseen.</summary>
    private async Task TellAuthorsAsync(Viewer author, Submission submission, Decision decision, PresentationAnswer answer, DateTimeOffset now, CancellationToken cancel)
    {
        var e = await db.Events.AsNoTracking().SingleAsync(e => e.Id == submission.EventId, cancel);
        foreach (var recipient in await db.LoadRecipientsAsync(submission, cancel))
        {
            db.Add(OutgoingMail.Write(DecisionMails.Declined(e, submission.Id, decision.Revision, submission.Number, submission.Title, author.Name, answer.Reason, recipient.Email, recipient.Name), now));
        }
    }
}

/// <summary>An organizer gives a place back to authors who declined it and can come after all.</summary>
public sealed class ReinstatePresentation(WorkshopDb db, TimeProvider time)
{
    /// <returns>Null when there is none that this organizer may see.</returns>
    public async Task<Outcome<Done>?> RunAsync(Viewer organizer, Guid eventId, Guid submissionId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var visible = db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now).Where(s => s.EventId == eventId && s.Id == submissionId);
        var decision = await db.Decisions.SingleOrDefaultAsync(decision => decision.DeclinedAt != null && visible.Any(s => s.Id == decision.SubmissionId), cancel);
        if (decision is null)
        {
            return null;
        }

        decision.Decline(null);
        db.RemoveRange(await db.PresentationAnswers.Where(answer => answer.SubmissionId == submissionId).ToListAsync(cancel));
        db.Add(AuditEntry.Of("presentation.reinstated", "Gave the place back to the authors who had declined it.", organizer.PersonId, eventId, now, submissionId));
        try
        {
            await db.SaveChangesAsync(cancel);
            return Done.Instance;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Refusal("presentation.changed-elsewhere", "Somebody changed this at the same moment. Look how it stands now.");
        }
    }
}

/// <summary>An author takes an offered place, or does not. Before the offer's instant there is nothing to answer.</summary>
public sealed class AnswerOffer(WorkshopDb db, TimeProvider time)
{
    /// <returns>Null when they may not know of any.</returns>
    public async Task<Outcome<Done>?> RunAsync(Viewer author, Guid eventId, Guid submissionId, bool take, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var own = db.Submissions.WrittenBy(author).Where(s => s.EventId == eventId && s.Id == submissionId && s.SubmittedAt != null && s.WithdrawnAt == null);
        var offer = await db.PlaceOffers.Where(offer => (offer.UndoneAt == null || offer.UndoneAt >= offer.VisibleFrom) && offer.VisibleFrom <= now && own.Any(s => s.Id == offer.SubmissionId))
            .OrderByDescending(offer => offer.OfferedAt).FirstOrDefaultAsync(cancel);
        if (offer is null)
        {
            return null;
        }

        var answered = offer.Answer(take, now);
        if (!answered.Succeeded)
        {
            return answered;
        }

        if (take)
        {
            (await db.Decisions.SingleAsync(decision => decision.SubmissionId == submissionId, cancel)).TakePlace(offer.Outcome, offer.LabelId);
        }

        db.Add(AuditEntry.Of("decision.place-answered", take ? "The authors took the place that was offered." : "The authors did not take the place that was offered.", author.PersonId, eventId, now, submissionId));
        try
        {
            await db.SaveChangesAsync(cancel);
            return answered;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Refusal("offer.closed", "This offer has been answered or taken back at the same moment. The page shows how it stands now.");
        }
    }
}

using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Events;
using Workshop.Data.Decisions;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Decisions;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Decisions;

/// <summary>Offers a place to a submission on the waiting list, with a mail to each author that goes when the event's undo window is over.</summary>
public sealed class OfferPlace(WorkshopDb db, TimeProvider time, SiteAddress site)
{
    public async Task<Outcome<PlaceOffer>> RunAsync(Viewer organizer, Guid eventId, Guid submissionId, DecisionOutcome outcome, Guid? labelId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var submission = await db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now).Include(s => s.Authors)
            .SingleOrDefaultAsync(s => s.EventId == eventId && s.Id == submissionId && s.SubmittedAt != null && s.WithdrawnAt == null, cancel);
        var decision = submission is null ? null : await db.Decisions.SingleOrDefaultAsync(decision => decision.SubmissionId == submissionId, cancel);
        if (submission is null || decision is null)
        {
            return new Refusal("offer.not-waiting", "This submission is not on the waiting list.");
        }

        if (outcome is not (DecisionOutcome.Talk or DecisionOutcome.Poster))
        {
            return new Refusal("offer.place", "Choose a talk or a poster.");
        }

        var offered = await db.PlaceOffers.AnyAsync(offer => offer.SubmissionId == submissionId && offer.AnsweredAt == null && offer.UndoneAt == null, cancel);
        if (PlaceOffer.WhyNot(decision, offered, now) is { } refusal)
        {
            return refusal;
        }

        var e = await db.Events.AsNoTracking().SingleAsync(e => e.Id == eventId, cancel);
        var settings = await db.LoadDecisionSettingsAsync(eventId, cancel);
        var scheme = await db.LoadSchemeAsync(eventId, cancel);
        var visible = db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now).Where(s => s.EventId == eventId);
        var free = await db.FreePlaces(visible, now).AsNoTracking().ToListAsync(cancel);
        var given = free.OrderBy(one => one.Outcome == outcome ? 0 : 1).ThenBy(one => one.LabelId == labelId ? 0 : 1).ThenByDescending(one => one.DeclinedAt).FirstOrDefault();
        var made = PlaceOffer.Make(decision, outcome, labelId, organizer.RequiredPersonId, settings.UndoWindow, now, given?.SubmissionId);
        db.Add(made);
        db.Add(AuditEntry.Of("decision.place-offered", $"Offered a place from the waiting list: {scheme.Word(outcome, labelId)}.", organizer.PersonId, eventId, now, submissionId));
        var words = DecisionWords.Place(outcome, scheme.LabelOf(outcome, labelId)?.Words ?? "");
        var link = site.Link(DecisionLetters.Link(e.Slug, submissionId));
        foreach (var recipient in await db.LoadRecipientsAsync(submission, cancel))
        {
            db.Add(OutgoingMail.Write(DecisionMails.Offered(e, made, submission.Number, submission.Title, words, link, recipient.Email, recipient.Name), now));
        }

        try
        {
            await db.SaveChangesAsync(cancel);
            return made;
        }
        catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.OfferOnce))
        {
            return PlaceOffer.Made;
        }
    }
}

/// <summary>Takes an offer back before its mail goes; as <see cref="UndoRelease"/>, either the delivery finds nothing or it is refused.</summary>
public sealed class UndoOffer(WorkshopDb db, TimeProvider time)
{
    /// <returns>Null when there is no such offer that this organizer may see.</returns>
    public async Task<Outcome<Done>?> RunAsync(Viewer organizer, Guid eventId, Guid offerId, CancellationToken cancel)
    {
        await using var turn = await db.TakeTurnAsync(eventId, cancel);
        var now = time.GetUtcNow();
        var visible = db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now).Where(s => s.EventId == eventId);
        var offer = await db.PlaceOffers.SingleOrDefaultAsync(offer => offer.Id == offerId && visible.Any(s => s.Id == offer.SubmissionId), cancel);
        if (offer is null)
        {
            return null;
        }

        var about = offerId.ToString("n");
        var mails = await db.OutgoingMails.Where(mail => mail.Kind == DecisionMails.OfferKind && mail.About == about).ToListAsync(cancel);
        var undone = offer.Undo(mails.Exists(mail => mail.MayHaveLeft), now);
        if (!undone.Succeeded)
        {
            return undone;
        }

        db.RemoveRange(mails);
        db.Add(AuditEntry.Of("decision.place-offer-undone", "Took the offer of a place back before anybody was told.", organizer.PersonId, eventId, now, offer.SubmissionId));
        try
        {
            await db.SaveChangesAsync(cancel);
            await turn.CommitAsync(cancel);
            return undone;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Refusal("offer.changed-elsewhere", "The mail with this offer was taken for delivery at the same moment. Nothing was undone.");
        }
    }
}

/// <summary>Ends an offer that its authors do not answer, with a mail to each of them: the place may go to somebody else.</summary>
public sealed class CloseOffer(WorkshopDb db, TimeProvider time)
{
    /// <returns>Null when there is no such offer that this organizer may see.</returns>
    public async Task<Outcome<Done>?> RunAsync(Viewer organizer, Guid eventId, Guid offerId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var visible = db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now).Where(s => s.EventId == eventId);
        var offer = await db.PlaceOffers.SingleOrDefaultAsync(offer => offer.Id == offerId && visible.Any(s => s.Id == offer.SubmissionId), cancel);
        if (offer is null)
        {
            return null;
        }

        var closed = offer.Close(now);
        if (!closed.Succeeded)
        {
            return closed;
        }

        var e = await db.Events.AsNoTracking().SingleAsync(e => e.Id == eventId, cancel);
        var submission = await db.Submissions.Include(s => s.Authors).SingleAsync(s => s.Id == offer.SubmissionId, cancel);
        foreach (var recipient in await db.LoadRecipientsAsync(submission, cancel))
        {
            db.Add(OutgoingMail.Write(DecisionMails.OfferClosed(e, offer, submission.Number, submission.Title, recipient.Email, recipient.Name), now));
        }

        db.Add(AuditEntry.Of("decision.place-offer-closed", "Closed the offer of a place, which nobody had answered.", organizer.PersonId, eventId, now, offer.SubmissionId));
        try
        {
            await db.SaveChangesAsync(cancel);
            return closed;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Refusal("offer.changed-elsewhere", "Its authors answered, or somebody else closed it, at the same moment. The page shows how it stands now.");
        }
    }
}

using Workshop.Domain.Decisions;
using Workshop.Domain.Submissions;

namespace Workshop.Data.Decisions;

public static class FreePlaceQueries
{
    /// <summary>Acceptances that were given back or withdrawn after their authors knew of them, and whose place nobody has been asked to take: no offer that names them is open or taken.</summary>
    /// <param name="visible">What the organizer may see; of the other offers they must not even learn that they exist.</param>
    public static IQueryable<Decision> FreePlaces(this WorkshopDb db, IQueryable<Submission> visible, DateTimeOffset now) => db.Decisions.Where(decision =>
        decision.ReleasedAt <= now && (decision.Outcome == DecisionOutcome.Talk || decision.Outcome == DecisionOutcome.Poster)
        && visible.Any(s => s.Id == decision.SubmissionId && (decision.DeclinedAt != null || s.WithdrawnAt != null))
        && !db.PlaceOffers.Any(offer => offer.ReplacesSubmissionId == decision.SubmissionId && offer.UndoneAt == null && offer.IsTaken != false && visible.Any(s => s.Id == offer.SubmissionId)));
}

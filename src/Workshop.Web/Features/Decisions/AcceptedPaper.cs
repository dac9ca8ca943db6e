using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.Decisions;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Decisions;

/// <summary>Where everything begins that authors do after an acceptance.</summary>
internal static class AcceptedPaper
{
    /// <summary>An own submission, accepted and known to be so, declined or not; withdrawn ones are not here.</summary>
    public static IQueryable<Submission> AcceptedOf(this WorkshopDb db, Viewer author, Guid eventId, DateTimeOffset now)
    {
        var own = db.Submissions.WrittenBy(author);
        return db.Submissions.VisibleTo(author, SubmissionPart.ReleasedDecision, now).Where(s =>
            s.EventId == eventId && s.SubmittedAt != null && s.WithdrawnAt == null && own.Any(other => other.Id == s.Id)
            && db.Decisions.Any(d => d.SubmissionId == s.Id && (d.Outcome == DecisionOutcome.Talk || d.Outcome == DecisionOutcome.Poster)));
    }
}

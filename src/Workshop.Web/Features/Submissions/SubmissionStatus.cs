using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Submissions;

/// <summary>The one word for how far a submission has come, as its authors may know it; the status tag gives it its colour.</summary>
public static class SubmissionStatus
{
    /// <summary>As <see cref="ForAuthors(SubmissionState, DecisionOutcome?, Phase)"/>, and "problem" while its authors must mend the PDF.</summary>
    public static string ForAuthors(Submission submission, DecisionOutcome? released, Phase phase) =>
        released is null && submission.Problem is not null ? "problem" : ForAuthors(submission.State, released, phase);

    /// <param name="released">The decision, only when it is released.</param>
    public static string ForAuthors(SubmissionState state, DecisionOutcome? released, Phase phase) => (state, released) switch
    {
        (SubmissionState.Draft, _) => "draft",
        (SubmissionState.Withdrawn, _) => "withdrawn",
        (_, DecisionOutcome.Talk) => "accepted talk",
        (_, DecisionOutcome.Poster) => "accepted poster",
        (_, DecisionOutcome.Waitlist) => "waitlist",
        (_, DecisionOutcome.Reject) => "rejected",
        _ => phase is Phase.Reviewing ? "in review" : "submitted",
    };
}

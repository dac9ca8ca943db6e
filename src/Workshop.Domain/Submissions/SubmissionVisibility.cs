using Workshop.Domain.People;

namespace Workshop.Domain.Submissions;

/// <summary>The parts of a submission that are shown or hidden separately.</summary>
public enum SubmissionPart
{
    /// <summary>Title, abstract, topics, preference, and the PDF without its metadata.</summary>
    Content,

    /// <summary>Who wrote it: author list, affiliations, submitter, the PDF as uploaded with its file name.</summary>
    Authors,

    /// <summary>Its place in the organizers' lists: state, reviewers with their names, reviews as they come in, staged decision, mails, log.</summary>
    Management,

    /// <summary>The decision, and the reviewers' comments to authors, without names.</summary>
    ReleasedDecision,

    /// <summary>Title and abstract in the list in which reviewers declare conflicts.</summary>
    ConflictList,

    /// <summary>
    /// Number, title, abstract, authors and the word "accepted", for whoever builds or reads the programme. Once a decision is released to its authors an acceptance is no
    /// secret among organizers any more, their own papers and conflicts included: somebody has to place them. Scores, reviews and rejections stay with
    /// <see cref="Management"/>.
    /// </summary>
    Programme,

    /// <summary>Every version of it and what changed when, with the PDFs as uploaded: for its authors and for the organizers who handle it.</summary>
    History,

    /// <summary>Its place on a reviewer's desk: title, abstract, PDF without its metadata, the reviewer's own review. Unlike the content, never one's own paper.</summary>
    ReviewDesk,
}

/// <summary>What the policy needs to know of one submission, for one viewer.</summary>
/// <param name="AuthorEmails">Normalized.</param>
/// <param name="HasDeclaredConflict">The viewer declared a conflict, or an organizer recorded one for the viewer.</param>
/// <param name="IsAssignedReviewer">The viewer has a published, not removed assignment to it.</param>
/// <param name="IsOnProgramme">It stands in the last released version of the programme with a released acceptance that its authors did not decline.</param>
public sealed record SubmissionFacts(
    Guid EventId,
    Guid? OwnerId,
    IReadOnlyCollection<string> AuthorEmails,
    SubmissionState State,
    bool HasDeclaredConflict,
    bool IsAssignedReviewer,
    bool DecisionReleased,
    bool IsOnProgramme,
    bool DoubleBlind,
    bool ProgrammeReleased,
    bool CallClosed)
{
    /// <summary>A talk or a poster, and its authors have been told; whether it has a place in the programme or not.</summary>
    public bool HasReleasedAcceptance { get; init; }

    /// <summary>Normalized: those who say now that they are no authors, in the author list or not any more. It is not theirs, and yet a conflict: they were told what it is.</summary>
    public IReadOnlyCollection<string> DisavowedBy { get; init; } = [];

    /// <summary>Normalized: those who said so once and took it back. Nothing but a conflict follows, should they not be listed any more.</summary>
    public IReadOnlyCollection<string> OnceDisavowedBy { get; init; } = [];
}

/// <summary>
/// Who may see what of a submission: the one policy that pages, lists, counts, exports, mails and PDFs ask. <c>SubmissionQueries</c> in Data says the
/// same in SQL, and a test walks all combinations to prove that the two agree.
/// </summary>
public static class SubmissionVisibility
{
    /// <summary>Authors by any confirmed address that did not say otherwise, and the submitter.</summary>
    public static bool IsAuthor(Viewer viewer, SubmissionFacts facts) =>
        (viewer.PersonId is { } person && person == facts.OwnerId) || facts.AuthorEmails.Except(facts.DisavowedBy).Any(viewer.ConfirmedEmails.Contains);

    /// <summary>Whether an organizer must be kept away from everything that others think of it: own paper by every known address, or a conflict.</summary>
    public static bool IsKeptAway(Viewer organizer, SubmissionFacts facts) => IsKeptAway(organizer, organizer.KnownEmails, facts);

    /// <summary>Whether a reviewer must be kept away from it: own paper by every address that is vouched for, or a conflict. A mere claim hides nothing, see <see cref="Viewer"/>.</summary>
    public static bool IsKeptFromReviewing(Viewer reviewer, SubmissionFacts facts) => IsKeptAway(reviewer, reviewer.VouchedEmails, facts);

    public static bool MaySee(Viewer viewer, SubmissionFacts facts, SubmissionPart part)
    {
        var isPublic = facts is { ProgrammeReleased: true, IsOnProgramme: true, State: SubmissionState.Submitted };
        var author = IsAuthor(viewer, facts);
        var organizer = viewer.Organizes(facts.EventId) && !IsKeptAway(viewer, facts) && facts.State != SubmissionState.Draft;
        var reviewer = viewer.Reviews(facts.EventId) && !IsKeptFromReviewing(viewer, facts) && facts.State == SubmissionState.Submitted;
        return part switch
        {
            SubmissionPart.Content => isPublic || author || organizer || (reviewer && facts.IsAssignedReviewer),
            SubmissionPart.Authors => isPublic || author || organizer || (reviewer && facts.IsAssignedReviewer && !facts.DoubleBlind),
            SubmissionPart.Management => organizer,
            SubmissionPart.History => author || organizer,
            SubmissionPart.ReleasedDecision => facts.DecisionReleased && (author || organizer),
            SubmissionPart.ReviewDesk => reviewer && facts.IsAssignedReviewer,
            SubmissionPart.ConflictList => reviewer && facts.CallClosed && !facts.DecisionReleased,
            SubmissionPart.Programme => isPublic || (viewer.Organizes(facts.EventId) && facts.HasReleasedAcceptance && facts.State != SubmissionState.Draft),
            _ => false,
        };
    }

    private static bool IsKeptAway(Viewer viewer, IEnumerable<string> emails, SubmissionFacts facts) =>
        (viewer.PersonId is { } person && person == facts.OwnerId) || facts.AuthorEmails.Concat(facts.DisavowedBy).Concat(facts.OnceDisavowedBy).Any(emails.Contains) || facts.HasDeclaredConflict;
}

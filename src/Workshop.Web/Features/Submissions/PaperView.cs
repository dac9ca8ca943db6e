using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions;

/// <summary>A submission with its authors, for whoever may see them: shown by <c>_Paper</c>.</summary>
public sealed record PaperView(Submission Submission, IReadOnlyList<string> TopicNames)
{
    public AnswersView? Answers { get; init; }

    /// <summary>Null when the event has no types.</summary>
    public string? TypeName { get; init; }

    public IReadOnlyList<Author> Authors => [.. Submission.Authors.OrderBy(author => author.Position)];

    public string PreferenceWords => Submission.Preference switch
    {
        PresentationPreference.Talk => "a talk",
        PresentationPreference.Poster => "a poster",
        _ => "either a talk or a poster",
    };
}

/// <summary>The uploads of a submission, newest first: shown by <c>_Versions</c>.</summary>
/// <param name="Root">The address of the submission's page for its authors.</param>
public sealed record VersionsView(Submission Submission, string Root, string ZoneId)
{
    public IReadOnlyList<SubmissionVersion> Versions => [.. Submission.Versions.OrderByDescending(version => version.Number)];
}

using Workshop.Domain.Pdf;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions;

/// <summary>
/// What the check says of one upload, for those who may know its authors: shown by <c>_Check</c>, which is the first picture on a page and the fragment that
/// <see cref="PollHref"/> answers until there is a verdict.
/// </summary>
/// <param name="Root">The address of the submission's page for its authors.</param>
public sealed record CheckView(SubmissionVersion Version, string Root)
{
    /// <summary>A GET that answers this partial alone; null where the page does not wait for the verdict.</summary>
    public string? PollHref { get; init; }

    /// <summary>Said below the verdict when another version stands in the place of this one.</summary>
    public string? InPlace { get; init; }

    public string Id => $"check-{Version.Id:n}";

    public string Word => Version.Check switch
    {
        CheckState.BeingChecked => "being checked",
        CheckState.Acceptable => "acceptable",
        _ => "problem",
    };

    /// <summary>The verdict alone, without what stands among the findings below it.</summary>
    public string Sentence => Version switch
    {
        { IsBeingChecked: true } => "It is stored, and being checked now.",
        { Findings.Count: 0 } => Version.Verdict,
        { Check: CheckState.Blocked } => Version.Pages is { } pages ? $"{pages} {(pages == 1 ? "page" : "pages")}, not acceptable as it is." : "Not acceptable as it is.",
        _ => Version.Verdict.Replace(Version.Findings[0].Message, "", StringComparison.Ordinal).Trim(),
    };

    public string PageHref(int page) => $"{Root}/versions/{Version.Id}/pages/{page}";

    /// <summary>For authors: polls while there is no verdict, and says what stands meanwhile.</summary>
    public static CheckView ForAuthors(Submission submission, string root)
    {
        var latest = submission.LatestVersion!;
        return new CheckView(latest, root)
        {
            PollHref = $"{root}?handler=check&version={latest.Id}",
            InPlace = submission.State == SubmissionState.Submitted && submission.CurrentVersion is { } standing && standing.Id != latest.Id
                ? $"Version {standing.Number} stays in place{(latest.IsBeingChecked ? " until then" : "")}."
                : null,
        };
    }

    public static string WordsOf(Finding finding) => FindingWords.Of(finding.Severity);
}

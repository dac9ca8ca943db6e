using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions;

/// <summary>Every submission that this organizer may manage. Own papers and conflicts are neither listed nor counted.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class OrganizerListModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, FindDuplicates findDuplicates, TimeProvider time) : PageModel
{
    /// <summary>"submitted", "withdrawn", "problems" (of the PDF), "duplicates" or nothing for all.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    /// <summary>Words of the title or of an author's name.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Sort { get; set; }

    public WorkshopEvent Event => current.Required;

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    /// <summary>Pairs that are not dismissed and of which this organizer manages both, by the submission they are seen from.</summary>
    public ILookup<Guid, DuplicateOf> Duplicates { get; private set; } = Array.Empty<DuplicateOf>().ToLookup(pair => pair.SubmissionId);

    public int Total { get; private set; }

    /// <summary>The viewer's own, which the other organizers handle. Conflicts that others recorded are not counted: their number would tell that there are some.</summary>
    public int Own { get; private set; }

    /// <summary>Compares all submissions of the event again, also those from before duplicates were looked for.</summary>
    public async Task<IActionResult> OnPostDuplicatesAsync(CancellationToken cancel)
    {
        await findDuplicates.RunAsync(Event.Id, cancel);
        this.Flash("Compared.");
        return Redirect($"/e/{Event.Slug}/organize/submissions?show=duplicates");
    }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var organizer = await viewer.GetAsync();
        var eventId = Event.Id;
        var now = time.GetUtcNow();
        var all = db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now).Where(s => s.EventId == eventId);
        Duplicates = (await db.DuplicatesShownTo(organizer, eventId, now).Where(pair => !pair.IsDismissed).ToListAsync(cancel)).ToLookup(pair => pair.SubmissionId);
        var alike = Duplicates.Select(pairs => pairs.Key).ToArray();
        Total = await all.CountAsync(cancel);
        Own = await db.Submissions.WrittenBy(organizer).CountAsync(s => s.EventId == eventId && (s.SubmittedAt != null || s.WithdrawnAt != null), cancel);
        var shown = Show switch
        {
            "submitted" => all.Where(s => s.WithdrawnAt == null),
            "duplicates" => all.Where(s => alike.Contains(s.Id)),
            "withdrawn" => all.Where(s => s.WithdrawnAt != null),
            _ => all,
        };
        if (!string.IsNullOrWhiteSpace(Q))
        {
            // Compared in lower case on both sides: the two databases disagree about LIKE otherwise.
            var words = Q.Trim().ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862 // Translated to SQL's lower().
            shown = shown.Where(s => s.Title.ToLower().Contains(words) || s.Authors.Any(author => author.Name.ToLower().Contains(words)));
#pragma warning restore CA1304, CA1311, CA1862
        }

        var current = db.CurrentVersions();
        var problems = db.PdfProblems();
        if (Show == "problems")
        {
            shown = shown.Where(s => problems.Any(version => version.SubmissionId == s.Id));
        }

        Rows = await Sorted(shown)
            .Select(s => new Row(
                s.Id,
                s.Number,
                s.Title,
                s.Authors.OrderBy(author => author.Position).Select(author => author.Name).ToList(),
                s.WithdrawnAt != null,
                problems.Where(version => version.SubmissionId == s.Id).Select(version => version.Verdict).FirstOrDefault(),
                db.Decisions.Where(decision => decision.SubmissionId == s.Id && decision.ReleasedAt <= now).Select(decision => (DecisionOutcome?)decision.Outcome).FirstOrDefault(),
                s.Preference,
                current.Where(version => version.SubmissionId == s.Id).Select(version => version.Pages).FirstOrDefault(),
                s.SubmittedAt,
                db.ReviewAssignments.Count(assignment => assignment.SubmissionId == s.Id && assignment.RemovedAt == null),
                db.ReviewAssignments.Count(assignment => assignment.SubmissionId == s.Id && assignment.RemovedAt == null && db.Reviews.Any(review => review.AssignmentId == assignment.Id && review.SubmittedAt != null))))
            .ToListAsync(cancel);
    }

    private IQueryable<Submission> Sorted(IQueryable<Submission> submissions) => Sort switch
    {
        "title" => submissions.OrderBy(s => s.Title).ThenBy(s => s.Number),
        "-title" => submissions.OrderByDescending(s => s.Title).ThenBy(s => s.Number),
        "submitted" => submissions.OrderBy(s => s.SubmittedAt).ThenBy(s => s.Number),
        "-submitted" => submissions.OrderByDescending(s => s.SubmittedAt).ThenBy(s => s.Number),
        "-number" => submissions.OrderByDescending(s => s.Number),
        _ => submissions.OrderBy(s => s.Number),
    };

    public sealed record Row(Guid Id, int Number, string Title, IReadOnlyList<string> Authors, bool Withdrawn, string? Problem, DecisionOutcome? Released, PresentationPreference Preference, int? Pages, DateTimeOffset? SubmittedAt, int Assigned, int Reviewed)
    {
        public string Status => Problem is not null && Released is null ? "problem" : SubmissionStatus.ForAuthors(Withdrawn ? SubmissionState.Withdrawn : SubmissionState.Submitted, Released, Phase.CallOpen);
    }
}

using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Data.Events;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Assignment;

/// <summary>Why there is no assignment, without a word about submissions that the reader must keep away from.</summary>
public sealed partial class AssignmentRefusals(WorkshopDb db, TimeProvider time)
{
    /// <summary>For everybody who organizes: only what all of them may know.</summary>
    public async Task<string> RunAsync(Guid eventId, EventConflicts inputs, IReadOnlyList<Refusal> causes, CancellationToken cancel)
    {
        var forAll = inputs.Papers.Select(paper => paper.Id).ToHashSet();
        foreach (var organizer in await db.LoadOrganizersAsync(eventId, cancel))
        {
            forAll.IntersectWith(await VisibleAsync(organizer.Viewer, eventId, cancel));
        }

        return "No assignment keeps every limit. " + string.Join(' ', Tell(causes, inputs.Papers.Where(paper => forAll.Contains(paper.Id)).Select(paper => paper.Code)));
    }

    /// <summary>For one of them.</summary>
    public async Task<IReadOnlyList<string>> ForAsync(Viewer organizer, Guid eventId, StoredProblem problem, IReadOnlyList<Refusal> causes, CancellationToken cancel)
    {
        var visible = await VisibleAsync(organizer, eventId, cancel);
        return Tell(causes, problem.Papers.Where(paper => visible.Contains(paper.Id)).Select(paper => paper.Code));
    }

    private async Task<HashSet<Guid>> VisibleAsync(Viewer organizer, Guid eventId, CancellationToken cancel) =>
        [.. await db.Submissions.VisibleTo(organizer, SubmissionPart.Management, time.GetUtcNow()).Where(s => s.EventId == eventId).Select(s => s.Id).ToListAsync(cancel)];

    private static List<string> Tell(IReadOnlyList<Refusal> causes, IEnumerable<string> codes)
    {
        var open = codes.ToHashSet(StringComparer.Ordinal);
        var told = causes.Where(cause => PaperCode().Matches(cause.Message).All(code => open.Contains(code.Value))).Select(cause => cause.Message).ToList();
        if (told.Count < causes.Count)
        {
            told.Add("What else is in the way concerns submissions that not every organizer may see; the list on the assignment page shows each organizer what they may know.");
        }

        return told;
    }

    [GeneratedRegex("#[0-9]+")]
    private static partial Regex PaperCode();
}

using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Data.Events;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Assignment;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Assignment;

/// <summary>Why there is no assignment, without a word about submissions that the reader must keep away from.</summary>
public sealed partial class AssignmentRefusals(WorkshopDb db, TimeProvider time)
{
    private const int WaysShown = 4;

    /// <summary>For everybody who organizes: only what all of them may know. With the cheapest ways out, each of which suffices by itself.</summary>
    public async Task<string> RunAsync(Guid eventId, EventConflicts inputs, StoredProblem problem, IReadOnlyList<Refusal> causes, CancellationToken cancel)
    {
        var forAll = inputs.Papers.Select(paper => paper.Id).ToHashSet();
        foreach (var organizer in await db.LoadOrganizersAsync(eventId, cancel))
        {
            forAll.IntersectWith(await VisibleAsync(organizer.Viewer, eventId, cancel));
        }

        var open = inputs.Papers.Where(paper => forAll.Contains(paper.Id)).Select(paper => paper.Code).ToHashSet(StringComparer.Ordinal);
        return "No assignment keeps every limit. " + string.Join(' ', Tell(causes, open)) + await Task.Run(() => SayWaysOut(inputs, problem, open, cancel), cancel);
    }

    /// <summary>For one of them.</summary>
    public async Task<IReadOnlyList<string>> ForAsync(Viewer organizer, Guid eventId, StoredProblem problem, IReadOnlyList<Refusal> causes, CancellationToken cancel)
    {
        var visible = await VisibleAsync(organizer, eventId, cancel);
        return Tell(causes, problem.Papers.Where(paper => visible.Contains(paper.Id)).Select(paper => paper.Code).ToHashSet(StringComparer.Ordinal));
    }

    private static string SayWaysOut(EventConflicts inputs, StoredProblem stored, HashSet<string> open, CancellationToken cancel)
    {
        var names = inputs.Reviewers.ToDictionary(reviewer => reviewer.Email, reviewer => reviewer.Name, StringComparer.Ordinal);
        var ways = WaysOut.Find(stored.Problem, [.. Liftable(inputs, stored)], cancel)
            .Select(way => way.Sentence(stored.Problem, code => code, email => names.GetValueOrDefault(email, email)))
            .Where(sentence => PaperCode().Matches(sentence).All(code => open.Contains(code.Value)))
            .Take(WaysShown)
            .ToList();
        return ways.Count == 0 ? "" : $" {(ways.Count == 1 ? "The cheapest way out" : "Ways out, each of which suffices")}: {string.Join(" Or: ", ways)}";
    }

    /// <summary>Pairs that only inferred conflicts forbid, which an organizer may overrule. What they would count does not matter here.</summary>
    private static IEnumerable<Candidate> Liftable(EventConflicts inputs, StoredProblem stored) =>
        from paper in inputs.Papers
        from reviewer in inputs.Reviewers
        let reasons = inputs.ReasonsAgainst(paper, reviewer).Standing
        where reasons.Count > 0 && reasons.All(reason => reason.MayBeOverruled) && !inputs.HasHandedBack(paper, reviewer)
        let p = stored.PaperAt(paper.Id)
        let r = stored.ReviewerAt(reviewer.Id)
        where p >= 0 && r >= 0
        select new Candidate(p, r, null);

    private async Task<HashSet<Guid>> VisibleAsync(Viewer organizer, Guid eventId, CancellationToken cancel) =>
        [.. await db.Submissions.VisibleTo(organizer, SubmissionPart.Management, time.GetUtcNow()).Where(s => s.EventId == eventId).Select(s => s.Id).ToListAsync(cancel)];

    private static List<string> Tell(IReadOnlyList<Refusal> causes, HashSet<string> open)
    {
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

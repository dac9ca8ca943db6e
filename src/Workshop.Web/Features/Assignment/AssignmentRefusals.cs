using System.Text.RegularExpressions;
using Workshop.Data;
using Workshop.Data.Events;
using Workshop.Data.Reviewing;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Assignment;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Assignment;

/// <summary>
/// Why there is no assignment, without a word about submissions that the reader must keep away from. Such a reader is told what is in the way of the other submissions alone: a cause worked out from
/// all of them counts the hidden ones, whether it names them or not.
/// </summary>
public sealed partial class AssignmentRefusals(WorkshopDb db, TimeProvider time)
{
    private const int WaysShown = 4;

    /// <summary>Causes that compare all reviews asked for with all places: they name nobody, and how many submissions there are is no secret among organizers.</summary>
    private static readonly HashSet<string> Totals = new(StringComparer.Ordinal) { "assignment.capacity", "assignment.minimum" };

    private const string Elsewhere = "What is in the way concerns submissions that not every organizer may see; the list on the assignment page shows each organizer what they may know.";

    /// <summary>For everybody who organizes: only what all of them may know. With the cheapest ways out, each of which suffices by itself.</summary>
    public async Task<string> RunAsync(Guid eventId, EventConflicts inputs, StoredProblem problem, IReadOnlyList<Refusal> causes, CancellationToken cancel)
    {
        var forAll = inputs.Papers.Select(paper => paper.Id).ToHashSet();
        foreach (var organizer in await db.LoadOrganizersAsync(eventId, cancel))
        {
            forAll.IntersectWith(await db.LoadManagedIdsAsync(organizer.Viewer, eventId, time.GetUtcNow(), cancel));
        }

        var part = problem.Only(forAll);
        var names = inputs.Reviewers.ToDictionary(reviewer => reviewer.Email, reviewer => reviewer.Name, StringComparer.Ordinal);
        return await Task.Run(
            () =>
            {
                var told = Tell(problem, part, causes, names, cancel);
                return $"{Heading(causes)} {string.Join(' ', told)}{(told[0] == Elsewhere ? "" : SayWaysOut(inputs, part, names, cancel))}";
            },
            cancel);
    }

    /// <summary>For one of them, about a problem that may be their part of it already.</summary>
    public async Task<IReadOnlyList<string>> ForAsync(Viewer organizer, Guid eventId, StoredProblem problem, IReadOnlyList<Refusal> causes, CancellationToken cancel)
    {
        var part = problem.Only(await db.LoadManagedIdsAsync(organizer, eventId, time.GetUtcNow(), cancel));
        var names = (await db.LoadReviewerNamesAsync(eventId, cancel)).ToDictionary(reviewer => reviewer.Email, reviewer => reviewer.Name, StringComparer.Ordinal);
        return await Task.Run(() => Tell(problem, part, causes, names, cancel), cancel);
    }

    /// <summary>A search that gave up has not shown that there is none.</summary>
    public static string Heading(IReadOnlyList<Refusal> causes) =>
        causes.Any(cause => cause.Code.EndsWith("not-found", StringComparison.Ordinal)) ? "No assignment was found that keeps every limit." : "No assignment keeps every limit.";

    private static List<string> Tell(StoredProblem whole, StoredProblem part, IReadOnlyList<Refusal> causes, IReadOnlyDictionary<string, string> names, CancellationToken cancel)
    {
        IReadOnlyList<Refusal> known = part.Papers.Count == whole.Papers.Count
            ? causes
            : [.. causes.Where(cause => Totals.Contains(cause.Code)), .. OptimalAssignment.Find(part.Problem, new AssignmentOptions { PriceOptions = false }, null, cancel).Refusals.Where(cause => !Totals.Contains(cause.Code))];
        return known.Count == 0 ? [Elsewhere] : [.. known.Select(cause => Plain(cause.Message, names))];
    }

    /// <summary>The solver speaks of papers and calls people by the address that files use.</summary>
    private static string Plain(string sentence, IReadOnlyDictionary<string, string> names) =>
        Address().Replace(
            sentence.Replace("These papers ", "The submissions ", StringComparison.Ordinal).Replace("Paper ", "Submission ", StringComparison.Ordinal).Replace("the papers ", "the submissions ", StringComparison.Ordinal).Replace("The papers ", "The submissions ", StringComparison.Ordinal),
            address => names.GetValueOrDefault(address.Value, address.Value));

    private static string SayWaysOut(EventConflicts inputs, StoredProblem part, Dictionary<string, string> names, CancellationToken cancel)
    {
        var ways = WaysOut.Find(part.Problem, [.. Liftable(inputs, part)], cancel)
            .Select(way => way.Sentence(part.Problem, code => code, email => names.GetValueOrDefault(email, email)))
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

    [GeneratedRegex(@"[^\s,;:()]+@[^\s,;:()]+[^\s,;:().]")]
    private static partial Regex Address();
}

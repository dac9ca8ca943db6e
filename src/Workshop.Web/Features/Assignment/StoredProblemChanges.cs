using Workshop.Domain.Assignment;

namespace Workshop.Web.Features.Assignment;

/// <summary>Other problems made of a stored one.</summary>
public static class StoredProblemChanges
{
    /// <summary>The same papers and reviewers with another problem over them; what is known of pairs goes along.</summary>
    public static StoredProblem With(this StoredProblem stored, AssignmentProblem problem)
    {
        var facts = new PairFacts[problem.PairCount];
        for (var p = 0; p < stored.Papers.Count; p++)
        {
            var (first, end) = problem.PairsOf(p);
            for (var pair = first; pair < end; pair++)
            {
                facts[pair] = stored.Problem.Find(p, problem.ReviewerOf(pair)) is >= 0 and var before
                    ? stored.Facts[before]
                    : new PairFacts(problem.IsAffinityMissing(pair) ? null : (double)problem.WeightOf(pair) / AssignmentProblem.Scale, null);
            }
        }

        return new StoredProblem { Problem = problem, Papers = stored.Papers, Reviewers = stored.Reviewers, Facts = facts };
    }

    /// <summary>
    /// What an organizer may know of it who keeps away from some submissions: the others alone, as if these did not exist. Nothing that is worked out from it can tell about what is left
    /// out, not even a reviewer's load; prices are then those of a smaller problem.
    /// </summary>
    public static StoredProblem Only(this StoredProblem stored, IReadOnlySet<Guid> submissions)
    {
        var kept = Enumerable.Range(0, stored.Papers.Count).Where(p => submissions.Contains(stored.Papers[p].Id)).ToList();
        if (kept.Count == stored.Papers.Count)
        {
            return stored;
        }

        var place = kept.Select((paper, at) => (paper, at)).ToDictionary(pair => pair.paper, pair => pair.at);
        var candidates = new List<Candidate>();
        var facts = new List<PairFacts>();
        foreach (var p in kept)
        {
            var (first, end) = stored.Problem.PairsOf(p);
            for (var pair = first; pair < end; pair++)
            {
                double? affinity = stored.Problem.IsAffinityMissing(pair) ? null : (double)stored.Problem.WeightOf(pair) / AssignmentProblem.Scale;
                candidates.Add(new Candidate(place[p], stored.Problem.ReviewerOf(pair), affinity, stored.Problem.IsPinned(pair)));
                facts.Add(stored.Facts[pair]);
            }
        }

        var problem = AssignmentProblem.Create(
            [.. kept.Select(p => stored.Problem.Papers[p])],
            [.. stored.Problem.Reviewers.Select(reviewer => reviewer with { Least = 0 })],
            candidates,
            [.. stored.Problem.Groups.Where(group => place.ContainsKey(group.Paper)).Select(group => group with { Paper = place[group.Paper] })],
            [
                .. stored.Problem.Exclusions.Where(exclusion => place.ContainsKey(exclusion.First.Paper) && place.ContainsKey(exclusion.Second.Paper))
                    .Select(exclusion => new Exclusion((place[exclusion.First.Paper], exclusion.First.Reviewer), (place[exclusion.Second.Paper], exclusion.Second.Reviewer))),
            ]);
        return new StoredProblem
        {
            Problem = problem.Value ?? throw new InvalidOperationException($"A part of a problem makes no sense: {problem.Refusal!.Code}."),
            Papers = [.. kept.Select(p => stored.Papers[p])],
            Reviewers = stored.Reviewers,
            Facts = [.. facts],
        };
    }
}

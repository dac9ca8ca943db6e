using System.Numerics;
using Workshop.Domain.Assignment;

namespace Workshop.UnitTests.Assignment;

public class RepairTests
{
    [Fact]
    public void Each_mode_finds_what_trying_everything_finds()
    {
        var solved = new int[3];
        var (refused, moved) = (0, 0);
        for (var seed = 0; seed < 1200; seed++)
        {
            var random = new Random(seed);
            var before = TinyProblem.Random(seed, groups: seed % 3 == 0, crossing: seed % 6 == 0, exclusions: seed % 9 == 0);
            if (before.Allowed.Count == 0)
            {
                continue;
            }

            // Published, then something changed; some reviews have begun.
            var existing = before.Names(before.Allowed[random.Next(before.Allowed.Count)]).Select(p => new ExistingPair(p.Paper, p.Reviewer, random.Next(4) == 0)).ToList();
            var now = (random.Next(3) switch
            {
                0 => WhatIf.Without(before.Problem, $"r{random.Next(before.Problem.Reviewers.Count)}"),
                1 => WhatIf.MorePlaces(before.Problem, $"r{random.Next(before.Problem.Reviewers.Count)}"),
                _ => WhatIf.Forbid(before.Problem, $"p{random.Next(before.Problem.Papers.Count)}", $"r{random.Next(before.Problem.Reviewers.Count)}"),
            }).Value!;
            foreach (var mode in Enum.GetValues<RepairMode>())
            {
                var outcome = Repair.Find(now, existing, mode, cancel: TestContext.Current.CancellationToken);
                var tiny = TinyProblem.Of(Expected(now, existing, pinAll: mode == RepairMode.FillOnly));
                Assert.True(tiny.Best() is null != outcome.Succeeded, $"seed {seed} {mode}: {outcome.Refusal?.Message}");
                if (outcome.Value is not { } repaired)
                {
                    refused++;
                    continue;
                }

                solved[(int)mode]++;
                var pairs = repaired.Assignment.Pairs.Select(p => (p.Paper, p.Reviewer)).ToList();
                var set = tiny.SetOf(pairs);
                var old = tiny.SetOf(existing.Select(e => (e.Paper, e.Reviewer)));
                int Kept(int s) => BitOperations.PopCount((uint)(s & old));
                var mostKept = tiny.Allowed.Max(Kept);
                Assert.Contains(set, tiny.Allowed);
                var expected = tiny.Best(s => mode != RepairMode.KeepAlmostEverything || Kept(s) == mostKept);
                Assert.True(expected == tiny.Value(set), $"seed {seed} {mode}: {expected} is not {tiny.Value(set)}");
                Assert.Equal(tiny.Value(set) / 1e6, repaired.Total, 1e-9);
                Assert.All(existing.Where(e => e.IsLocked), e => Assert.Contains((e.Paper, e.Reviewer), pairs));
                Assert.Equal(existing.Select(e => (e.Paper, e.Reviewer)).Order(), repaired.Kept.Concat(repaired.Gone).Order());
                Assert.Equal(pairs.Order(), repaired.Kept.Concat(repaired.New).Order());
                Assert.Equal(repaired.New.Select(p => p.Reviewer).Distinct().Count(), repaired.PeopleWithNews);
                Assert.Equal(mode != RepairMode.Reoptimize, repaired.IsFewest);
                Assert.True(repaired.Assignment.Search?.IsComplete ?? true);
                Assert.Empty(CertificateCheck.Check(repaired.Problem, pairs, repaired.Assignment.Certificate));
                moved += repaired.Gone.Count;
            }
        }

        Assert.True(solved.All(n => n > 150) && refused > 100 && moved > 100, $"{string.Join(' ', solved)} {refused} {moved}");
    }

    [Fact]
    public void A_locked_pair_never_moves_and_what_is_wrong_with_it_is_said()
    {
        var now = AssignmentProblem.Create(
            [new("p", 1, 1), new("q", 1, 1)], [new("a", 0, 1), new("b", 0, 1), new("c", 0, 2)], [new(0, 1, 0.9), new(0, 2, 0.1), new(1, 1, 0.9), new(1, 2, 0.1)],
            exclusions: null).Value!;

        // a may not review p any more; c had two and now... takes them; x is gone.
        var repaired = Repair.Find(
            WhatIf.Load(now, "c", 0, 0).Value!, [new("p", "a", true), new("q", "c", true), new("gone", "b", true), new("q", "x", true)], RepairMode.Reoptimize, cancel: TestContext.Current.CancellationToken).Value!;

        Assert.Equal([("p", "a"), ("q", "c")], repaired.Assignment.Pairs.Select(p => (p.Paper, p.Reviewer)));
        Assert.Equal(
            [("gone", "b", LockedTroubleKind.NoLongerThere), ("p", "a", LockedTroubleKind.Forbidden), ("q", "c", LockedTroubleKind.LimitRaised), ("q", "x", LockedTroubleKind.NoLongerThere)],
            repaired.Troubles.Select(t => (t.Paper, t.Reviewer, t.Kind)).Order());
        Assert.Equal([("gone", "b"), ("q", "x")], repaired.Gone);
        Assert.Equal(0.1, repaired.Total, 1e-9);
    }

    [Fact]
    public void Filling_only_is_refused_with_its_cause_when_a_reviewer_takes_fewer_than_they_have()
    {
        var now = AssignmentProblem.Create([new("p", 1, 1), new("q", 1, 1)], [new("a", 0, 1), new("b", 0, 2)], [new(0, 0, 1), new(1, 0, 1), new(0, 1, 0), new(1, 1, 0)]).Value!;
        ExistingPair[] existing = [new("p", "a", false), new("q", "a", false)];

        Assert.Equal(["assignment.too-many-pins"], Repair.Find(now, existing, RepairMode.FillOnly, cancel: TestContext.Current.CancellationToken).Refusals.Select(r => r.Code));
        var kept = Repair.Find(now, existing, RepairMode.KeepAlmostEverything, cancel: TestContext.Current.CancellationToken).Value!;
        Assert.Equal((1, 1, true), (kept.Kept.Count, kept.New.Count, kept.IsFewest));
    }

    // The problem of now with the locked pairs pinned whatever speaks against them, made without Repair's own code.
    private static AssignmentProblem Expected(AssignmentProblem now, List<ExistingPair> existing, bool pinAll)
    {
        var candidates = new Dictionary<(int Paper, int Reviewer), Candidate>();
        for (var p = 0; p < now.Papers.Count; p++)
        {
            var (first, end) = now.PairsOf(p);
            for (var pair = first; pair < end; pair++)
            {
                candidates.Add((p, now.ReviewerOf(pair)), new Candidate(p, now.ReviewerOf(pair), now.IsAffinityMissing(pair) ? null : now.WeightOf(pair) / 1e6, now.IsPinned(pair)));
            }
        }

        foreach (var pair in existing)
        {
            (int Paper, int Reviewer) at = (now.Papers.Select(p => p.Id).ToList().IndexOf(pair.Paper), now.Reviewers.Select(r => r.Id).ToList().IndexOf(pair.Reviewer));
            if (pair.IsLocked || (pinAll && candidates.ContainsKey(at)))
            {
                candidates[at] = candidates.GetValueOrDefault(at, new Candidate(at.Paper, at.Reviewer, null)) with { IsPinned = true };
            }
        }

        return AssignmentProblem.Create(
            [.. now.Papers.Select(p => p with { Most = Math.Max(p.Most, existing.Count(e => e.IsLocked && e.Paper == p.Id)) })],
            [.. now.Reviewers.Select(r => r with { Most = Math.Max(r.Most, existing.Count(e => e.IsLocked && e.Reviewer == r.Id)) })],
            candidates.Values.ToList(),
            [.. now.Groups.Select(g => g with { Most = Math.Max(g.Most, existing.Count(e => e.IsLocked && e.Paper == now.Papers[g.Paper].Id && g.Reviewers.Any(r => now.Reviewers[r].Id == e.Reviewer))) })],
            [.. now.Exclusions.Where(x => !(IsLocked(x.First) && IsLocked(x.Second)))]).Value!;

        bool IsLocked((int Paper, int Reviewer) pair) => existing.Exists(e => e.IsLocked && e.Paper == now.Papers[pair.Paper].Id && e.Reviewer == now.Reviewers[pair.Reviewer].Id);
    }
}

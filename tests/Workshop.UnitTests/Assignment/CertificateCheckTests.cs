using Workshop.Domain.Assignment;

namespace Workshop.UnitTests.Assignment;

public class CertificateCheckTests
{
    private static readonly AssignmentProblem Problem = OptimalAssignmentTests.Random(30, 12, 3, 2, 12);
    private static readonly ProvenAssignment Found = Solving.Solve(Problem).Value!;

    [Fact]
    public void The_untouched_certificate_is_accepted()
    {
        Assert.Empty(CertificateCheck.Check(Problem, OptimalAssignmentTests.PairsOf(Found), Found.Certificate));
    }

    [Fact]
    public void Every_number_of_the_certificate_altered_by_one_is_rejected()
    {
        var certificate = Found.Certificate;
        var altered = new List<Certificate>
        {
            certificate with { Value = certificate.Value + 1 },
            certificate with { Value = certificate.Value - 1 },
            certificate with { Bound = certificate.Bound + 1 },
            certificate with { Bound = certificate.Bound - 1 },
            certificate with { Gap = 1 },
            certificate with { Gap = -1 },
            certificate with { PairsChecked = certificate.PairsChecked + 1 },
            certificate with { PairsChecked = certificate.PairsChecked - 1 },
            certificate with { Value = certificate.Value + 1, Bound = certificate.Bound + 1 },
            certificate with { Fingerprint = new string('0', 64) },
        };
        foreach (var paper in certificate.PaperPrices.Keys)
        {
            altered.Add(certificate with { PaperPrices = Altered(certificate.PaperPrices, paper, 1) });
            altered.Add(certificate with { PaperPrices = Altered(certificate.PaperPrices, paper, -1) });
        }

        foreach (var reviewer in certificate.ReviewerPrices.Keys)
        {
            altered.Add(certificate with { ReviewerPrices = Altered(certificate.ReviewerPrices, reviewer, 1) });
            altered.Add(certificate with { ReviewerPrices = Altered(certificate.ReviewerPrices, reviewer, long.MinValue) });
        }

        Assert.All(altered, a => Assert.NotEmpty(CertificateCheck.Check(Problem, OptimalAssignmentTests.PairsOf(Found), a)));
    }

    [Fact]
    public void Every_pair_dropped_doubled_or_handed_to_somebody_else_is_rejected()
    {
        var pairs = OptimalAssignmentTests.PairsOf(Found);
        for (var i = 0; i < pairs.Count; i++)
        {
            var dropped = pairs.Where((_, j) => j != i).ToList();
            Assert.NotEmpty(CertificateCheck.Check(Problem, dropped, Found.Certificate));
            Assert.NotEmpty(CertificateCheck.Check(Problem, [.. pairs, pairs[i]], Found.Certificate));
            foreach (var reviewer in Problem.Reviewers.Where(r => r.Id != pairs[i].Reviewer))
            {
                Assert.NotEmpty(CertificateCheck.Check(Problem, [.. dropped, (pairs[i].Paper, reviewer.Id)], Found.Certificate));
            }
        }
    }

    [Fact]
    public void A_worse_assignment_with_its_own_honest_numbers_is_not_proved_best()
    {
        var problem = AssignmentProblem.Create(
            [new PaperDemand("p", 1, 1)], [new ReviewerLoad("a", 0, 1), new ReviewerLoad("b", 0, 1)], [new Candidate(0, 0, 0.75), new Candidate(0, 1, 0.5)]).Value!;
        var worse = new[] { ("p", "b") };
        var papers = new Dictionary<string, long> { ["p"] = 750_000 };
        var reviewers = new Dictionary<string, long> { ["a"] = 0, ["b"] = 0 };
        var certificate = new Certificate(papers, reviewers, 500_000, 750_000, 0, 2, ""); certificate = certificate with { Fingerprint = Certificate.FingerprintOf(problem, worse, certificate) };

        var refusal = Assert.Single(CertificateCheck.Check(problem, worse, certificate));

        Assert.Equal("certificate.gap", refusal.Code);
        Assert.Equal("The assignment is not proved best: it is worth 0.5 and the prices only prove that nothing exceeds 0.75.", refusal.Message);
    }

    [Fact]
    public void A_certificate_for_another_input_is_rejected()
    {
        var other = OptimalAssignmentTests.Random(30, 12, 3, 1, 12);

        Assert.Equal(["certificate.fingerprint"], CertificateCheck.Check(other, OptimalAssignmentTests.PairsOf(Found), Found.Certificate).Select(r => r.Code).Where(c => c == "certificate.fingerprint"));
    }

    [Fact]
    public void Pairs_that_are_forbidden_or_unknown_are_named()
    {
        var problem = AssignmentProblem.Create([new PaperDemand("p", 0, 3)], [new ReviewerLoad("a", 0, 1)], []).Value!;
        var none = Solving.Solve(problem).Value!;

        var refusals = CertificateCheck.Check(problem, [("p", "a"), ("x", "a"), ("p", "y")], none.Certificate);

        Assert.Equal(["assignment.forbidden", "assignment.unknown-paper", "assignment.unknown-reviewer", "certificate.fingerprint"], refusals.Select(r => r.Code));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Every_number_of_a_certificate_with_rules_a_floor_or_a_draw_altered_is_rejected(bool withFloor, bool withDraw)
    {
        var problem = withDraw ? Problem : OptionTests.Ruled(20, 16, mutual: true);
        var options = new AssignmentOptions { Floor = withFloor ? Floor.Best : Floor.None, MaxProbability = withDraw ? 0.6 : null, MaxNodes = 50, PriceOptions = false };
        var found = Solving.Solve(problem, options).Value!;
        var certificate = found.Certificate;
        var altered = new List<Certificate>
        {
            certificate with { Value = certificate.Value + 1 },
            certificate with { Bound = certificate.Bound + 1 },
            certificate with { Bound = certificate.Bound - 1, Gap = certificate.Gap - 1 },
            certificate with { Gap = certificate.Gap + 1 },
            certificate with { PriceScale = certificate.PriceScale + 1 },
            certificate with { PriceScale = 0 },
            certificate with { GroupPrices = [.. certificate.GroupPrices, 0] },
            certificate with { ExclusionPrices = [.. certificate.ExclusionPrices, 0] },
        };
        altered.AddRange(certificate.GroupPrices.Select((_, i) => certificate with { GroupPrices = Altered(certificate.GroupPrices, i) }));
        altered.AddRange(certificate.ExclusionPrices.Select((_, i) => certificate with { ExclusionPrices = Altered(certificate.ExclusionPrices, i) }));
        if (certificate.Floor is { } floor)
        {
            altered.AddRange(new[]
            {
                floor with { Least = floor.Least + 1 }, floor with { Least = floor.Least - 1 }, floor with { Bound = floor.Bound + 1 }, floor with { Bound = floor.Bound - 1 }, floor with { Bound = long.MaxValue },
                floor with { Bound = null }, floor with { GroupPrices = Altered(floor.GroupPrices, 0) }, floor with { ExclusionPrices = Altered(floor.ExclusionPrices, 0) },
            }.Select(f => certificate with { Floor = f }));
            foreach (var paper in floor.Prices.Keys)
            {
                altered.Add(certificate with { Floor = floor with { Prices = Altered(floor.Prices, paper, 1) } });
                altered.Add(certificate with { Floor = floor with { Weights = Altered(floor.Weights, paper, 1) } });
                altered.Add(certificate with { Floor = floor with { PaperPrices = Altered(floor.PaperPrices, paper, 1) } });
            }

            altered.AddRange(floor.ReviewerPrices.Keys.Select(r => certificate with { Floor = floor with { ReviewerPrices = Altered(floor.ReviewerPrices, r, -1) } }));
            altered.Add(certificate with { Floor = null });
        }

        if (certificate.Randomization is { } drawn)
        {
            altered.Add(certificate with { Randomization = null });
            altered.Add(certificate with { Randomization = drawn with { Grid = drawn.Grid + 1 } });
            altered.Add(certificate with { Randomization = drawn with { Grid = 0 } });
            altered.Add(certificate with { Randomization = drawn with { Most = drawn.Most - 1 } });
            for (var i = 0; i < drawn.Probabilities.Count; i++)
            {
                var probabilities = drawn.Probabilities.ToList();
                probabilities[i] = probabilities[i] with { Probability = probabilities[i].Probability + (i % 2 == 0 ? 1 : -1) };
                altered.Add(certificate with { Randomization = drawn with { Probabilities = probabilities } });
            }
        }

        Solving.AssertAccepted(problem, found, options);
        Assert.All(altered, a => Assert.NotEmpty(CertificateCheck.Check(problem, OptimalAssignmentTests.PairsOf(found), a)));
    }

    [Fact]
    public void A_certificate_with_invented_numbers_and_its_own_fingerprint_proves_nothing()
    {
        // A cheat who can compute fingerprints still cannot state a bound that the prices do not prove, or a floor that is not there.
        var problem = OptionTests.Ruled(20, 16, mutual: true);
        var found = Solving.Solve(problem, new AssignmentOptions { Floor = Floor.Best, MaxNodes = 20, PriceOptions = false }).Value!;
        var floor = found.Certificate.Floor!;
        Certificate Signed(Certificate c) => c with { Fingerprint = Certificate.FingerprintOf(problem, OptimalAssignmentTests.PairsOf(found), c) };
        var cheats = new[]
        {
            Signed(found.Certificate with { Floor = floor with { Least = floor.Least + 1 } }),
            Signed(found.Certificate with { Floor = floor with { Bound = floor.Least - 1 } }),
            Signed(found.Certificate with { Floor = floor with { Prices = Altered(floor.Prices, "p0", -1_000_000) } }),
            Signed(found.Certificate with { ExclusionPrices = [.. found.Certificate.ExclusionPrices.Select(_ => -1L)] }),
        };

        Assert.All(cheats, c => Assert.NotEmpty(CertificateCheck.Check(problem, OptimalAssignmentTests.PairsOf(found), c)));
    }

    [Fact]
    public void Another_floor_or_probability_than_asked_for_is_rejected()
    {
        IEnumerable<string> MadeFor(AssignmentOptions made, AssignmentOptions asked)
        {
            var found = Solving.Solve(Problem, made with { PriceOptions = false, MaxNodes = 20 }).Value!;
            return CertificateCheck.Check(Problem, OptimalAssignmentTests.PairsOf(found), found.Certificate, asked).Select(r => r.Code);
        }

        var none = new AssignmentOptions();
        var best = new AssignmentOptions { Floor = Floor.Best };
        var half = new AssignmentOptions { MaxProbability = 0.5 };
        var low = new AssignmentOptions { Floor = Floor.Of(0.1) };
        Assert.Empty(MadeFor(none, none));
        Assert.Empty(MadeFor(best, best));
        Assert.Empty(MadeFor(half, half));
        Assert.Empty(MadeFor(low, low));
        Assert.Equal(["certificate.floor"], MadeFor(none, best));
        Assert.Equal(["certificate.floor"], MadeFor(best, none));
        Assert.Equal(["certificate.floor"], MadeFor(low, new AssignmentOptions { Floor = Floor.Of(0.2) }));
        Assert.Equal(["certificate.floor"], MadeFor(low, best));
        Assert.Equal(["certificate.probability"], MadeFor(none, half));
        Assert.Equal(["certificate.probability"], MadeFor(half, none));
        Assert.Equal(["certificate.probability"], MadeFor(half, new AssignmentOptions { MaxProbability = 0.49 }));
    }

    [Fact]
    public void Prices_that_would_wrap_around_128_bits_prove_nothing()
    {
        // Eight papers that each get the worse of two reviewers. −Σ price·floor alone is a little under 2^128; a paper's price below 0 adds what is missing, so
        // that modulo 2^128 the bound was the value.
        var problem = Two(papers: 8);
        var worse = problem.Papers.Select(p => (p.Id, "b")).ToList();
        const long Floor = -long.MaxValue;
        const long Value = 8 * 500_000;
        const long OfPaper = 750_000 + 500_000;
        var each = (Int128)long.MaxValue + OfPaper;
        var sum = UInt128.MaxValue / (UInt128)each;
        var missing = UInt128.MaxValue - (sum * (UInt128)each) + 1;
        var floorPrices = problem.Papers.Select((p, i) => (p.Id, Price: (long)(sum / 8) + (i == 0 ? (long)(sum % 8) : 0))).ToDictionary(p => p.Id, p => p.Price);
        var paperPrices = problem.Papers.Select((p, i) => (p.Id, Price: i == 0 ? -(long)((Int128)missing + Value - (8 * OfPaper)) : 0L)).ToDictionary(p => p.Id, p => p.Price);
        var none = new Dictionary<string, long>();
        var certificate = new Certificate(paperPrices, new Dictionary<string, long> { ["a"] = 0, ["b"] = 0 }, Value, Value, 0, problem.PairCount, "")
        {
            Floor = new FloorProof(Floor, floorPrices, null, none, none, none, [], []),
        };

        Assert.Equal(["certificate.floor"], Codes(problem, worse, certificate));
        Assert.Equal(["certificate.prices"], Codes(problem, worse, certificate with { Floor = certificate.Floor with { Least = -1_000_000_000_000_000 } }));
    }

    [Fact]
    public void A_grid_of_its_own_or_a_smaller_probability_than_asked_for_is_rejected()
    {
        // The best draw that may give a up to 0.9 is worth more than one half of each, which is the best in halves.
        var problem = Two(papers: 1);
        var asked = new AssignmentOptions { MaxProbability = 0.9 };
        var halves = Drawn(problem, 2, 1, 500_000, [("p0", "a", 1), ("p0", "b", 1)], 1_250_000, 1_250_000);
        Assert.Equal(["certificate.probability", "certificate.grid"], Codes(problem, [("p0", "b")], halves, asked));
        Assert.Equal(["certificate.grid"], Codes(problem, [("p0", "b")], halves));

        var less = Solving.Solve(Problem, new AssignmentOptions { MaxProbability = 37_799 / 42_000.0, PriceOptions = false }).Value!;
        Assert.Equal(["certificate.probability"], Codes(Problem, OptimalAssignmentTests.PairsOf(less), less.Certificate, asked));
    }

    [Fact]
    public void A_draw_with_a_floor_or_exclusions_or_a_gap_below_zero_is_rejected()
    {
        var problem = Two(papers: 1);
        var none = new Dictionary<string, long>();
        FloorProof Least(long floor) => new(floor, new Dictionary<string, long> { ["p0"] = 0 }, null, none, none, none, [], []);
        const int Half = AssignmentOptions.ProbabilityGrid / 2;
        var drawn = Drawn(problem, 2 * Half, Half, 500_000, [("p0", "a", Half), ("p0", "b", Half)], Half * 1_250_000L, Half * 1_250_000L);
        Assert.Empty(Codes(problem, [("p0", "a")], drawn));
        Assert.Equal(["certificate.floor-and-probability"], Codes(problem, [("p0", "a")], drawn with { Floor = Least(-1) }));
        // On that floor b is out, and the bound is on a alone: less than the value.
        var low = Drawn(problem, 2 * Half, Half, 0, [("p0", "a", Half), ("p0", "b", Half)], Half * 1_250_000L, Half * 750_000L);
        Assert.Equal(["certificate.floor-and-probability", "certificate.gap"], Codes(problem, [("p0", "a")], low with { Floor = Least(750_000) }));

        var excluding = Two(papers: 2, new Exclusion((0, 0), (1, 1)));
        var both = Drawn(excluding, 2 * Half, Half, 500_000, [("p0", "a", Half), ("p0", "b", Half), ("p1", "a", Half), ("p1", "b", Half)], Half * 2_500_000L, Half * 2_500_000L) with { ExclusionPrices = [0] };
        Assert.Equal(["certificate.exclusions-and-probability"], Codes(excluding, [("p0", "b"), ("p1", "a")], both));
    }

    [Fact]
    public void A_draw_that_its_probabilities_cannot_give_is_rejected()
    {
        const int Grid = AssignmentOptions.ProbabilityGrid;
        AssignmentProblem Optional(int most, int reviewers = 2) => AssignmentProblem.Create(
            [new PaperDemand("p0", 0, most)], [.. Enumerable.Range(0, reviewers).Select(r => new ReviewerLoad(r == 0 ? "a" : "b", 0, 1))],
            [.. Enumerable.Range(0, reviewers).Select(r => new Candidate(0, r, r == 0 ? 0.75 : 0.5))], [new GroupRule(0, [.. Enumerable.Range(0, reviewers)], 0, most, GroupKind.Other, "all")]).Value!;

        // Certain, but not drawn; and two drawn of whom one is expected.
        var certain = Drawn(Optional(1, 1), Grid, Grid, 0, [("p0", "a", Grid)], Grid * 750_000L, Grid * 750_000L) with { GroupPrices = [0] };
        Assert.Empty(Codes(Optional(1, 1), [("p0", "a")], certain));
        Assert.Equal(["certificate.draw"], Codes(Optional(1, 1), [], certain).Distinct());

        var halves = Drawn(Optional(2), Grid, Grid / 2, 0, [("p0", "a", Grid / 2), ("p0", "b", Grid / 2)], Grid / 2 * 1_250_000L, Grid / 2 * 1_250_000L) with { GroupPrices = [0] };
        Assert.Empty(Codes(Optional(2), [("p0", "a")], halves));
        // Once for the paper and once for its group.
        Assert.Equal(["certificate.draw", "certificate.draw"], Codes(Optional(2), [("p0", "a"), ("p0", "b")], halves));
        Assert.Equal(["certificate.draw", "certificate.draw"], Codes(Optional(2), [], halves));
    }

    [Fact]
    public void A_reviewer_drawn_too_often_or_too_rarely_is_rejected()
    {
        const int Half = AssignmentOptions.ProbabilityGrid / 2;
        var problem = Two(papers: 2);
        (string, string, int)[] halves = [("p0", "a", Half), ("p0", "b", Half), ("p1", "a", Half), ("p1", "b", Half)];
        var drawn = Drawn(problem, 2 * Half, Half, 500_000, halves, Half * 2_500_000L, Half * 2_500_000L);

        Assert.Empty(Codes(problem, [("p0", "a"), ("p1", "b")], drawn));
        Assert.Equal(["certificate.draw", "certificate.draw"], Codes(problem, [("p0", "a"), ("p1", "a")], drawn));
    }

    [Fact]
    public void The_best_floor_is_the_lowest_score_and_no_lower_one()
    {
        var problem = Two(papers: 1);
        var one = new Dictionary<string, long> { ["p0"] = 1 };
        var zero = new Dictionary<string, long> { ["p0"] = 0 };
        var reviewers = new Dictionary<string, long> { ["a"] = 0, ["b"] = 0 };
        var price = new Dictionary<string, long> { ["p0"] = 750_000 };
        var certificate = new Certificate(price, reviewers, 750_000, 750_000, 0, 2, "")
        {
            Floor = new FloorProof(0, zero, 750_000, one, price, reviewers, [], []),
        };
        var best = new AssignmentOptions { Floor = Floor.Best };

        Assert.Equal(["certificate.floor"], Codes(problem, [("p0", "a")], certificate, best));
        Assert.Empty(Codes(problem, [("p0", "a")], certificate with { Floor = certificate.Floor with { Least = 750_000 } }, best));
    }

    // Reviewer a is worth 0.75 to every paper and b 0.5; each paper needs one of them.
    private static AssignmentProblem Two(int papers, params Exclusion[] exclusions) => AssignmentProblem.Create(
        [.. Enumerable.Range(0, papers).Select(p => new PaperDemand($"p{p}", 1, 1))], [new ReviewerLoad("a", 0, papers), new ReviewerLoad("b", 0, papers)],
        [.. Enumerable.Range(0, papers).SelectMany(p => new[] { new Candidate(p, 0, 0.75), new Candidate(p, 1, 0.5) })], [], exclusions).Value!;

    private static Certificate Drawn(AssignmentProblem problem, int grid, int most, long paperPrice, (string Paper, string Reviewer, int Probability)[] probabilities, long value, long bound) =>
        new(problem.Papers.ToDictionary(p => p.Id, _ => paperPrice), problem.Reviewers.ToDictionary(r => r.Id, _ => 0L), value, bound, bound - value, problem.PairCount, "")
        {
            Randomization = new Randomization(grid, most, [.. probabilities.Select(p => new PairProbability(p.Paper, p.Reviewer, p.Probability))]),
        };

    // As a cheat would hand it in, with its own fingerprint.
    private static IEnumerable<string> Codes(AssignmentProblem problem, IReadOnlyCollection<(string Paper, string Reviewer)> pairs, Certificate certificate, AssignmentOptions? asked = null) =>
        CertificateCheck.Check(problem, pairs, certificate with { Fingerprint = Certificate.FingerprintOf(problem, pairs, certificate) }, asked).Select(r => r.Code);

    private static List<long> Altered(IReadOnlyList<long> prices, int at)
    {
        var altered = prices.ToList();
        altered[at]++;
        return altered;
    }

    private static Dictionary<string, long> Altered(IReadOnlyDictionary<string, long> prices, string id, long by)
    {
        var altered = new Dictionary<string, long>(prices);
        altered[id] = unchecked(altered[id] + by);
        return altered;
    }
}

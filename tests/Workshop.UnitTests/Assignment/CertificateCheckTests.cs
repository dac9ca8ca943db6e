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
        IEnumerable<string> Codes(AssignmentOptions made, AssignmentOptions asked)
        {
            var found = Solving.Solve(Problem, made with { PriceOptions = false, MaxNodes = 20 }).Value!;
            return CertificateCheck.Check(Problem, OptimalAssignmentTests.PairsOf(found), found.Certificate, asked).Select(r => r.Code);
        }

        var none = new AssignmentOptions();
        var best = new AssignmentOptions { Floor = Floor.Best };
        var half = new AssignmentOptions { MaxProbability = 0.5 };
        var low = new AssignmentOptions { Floor = Floor.Of(0.1) };
        Assert.Empty(Codes(none, none));
        Assert.Empty(Codes(best, best));
        Assert.Empty(Codes(half, half));
        Assert.Empty(Codes(low, low));
        Assert.Equal(["certificate.floor"], Codes(none, best));
        Assert.Equal(["certificate.floor"], Codes(best, none));
        Assert.Equal(["certificate.floor"], Codes(low, new AssignmentOptions { Floor = Floor.Of(0.2) }));
        Assert.Equal(["certificate.floor"], Codes(low, best));
        Assert.Equal(["certificate.probability"], Codes(none, half));
        Assert.Equal(["certificate.probability"], Codes(half, none));
        Assert.Equal(["certificate.probability"], Codes(half, new AssignmentOptions { MaxProbability = 0.49 }));
    }

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

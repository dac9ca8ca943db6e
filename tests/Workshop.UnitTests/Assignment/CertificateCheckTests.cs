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

    private static Dictionary<string, long> Altered(IReadOnlyDictionary<string, long> prices, string id, long by)
    {
        var altered = new Dictionary<string, long>(prices);
        altered[id] = unchecked(altered[id] + by);
        return altered;
    }
}

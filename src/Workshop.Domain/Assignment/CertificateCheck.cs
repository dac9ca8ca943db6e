using System.Globalization;

namespace Workshop.Domain.Assignment;

/// <summary>
/// Whether an assignment is allowed and whether its certificate proves that none is better. It reads the problem and the certificate and
/// shares nothing with the solver; it counts in 128 bits, so no made-up number can overflow it.
/// </summary>
public static class CertificateCheck
{
    /// <summary>Everything that is wrong; empty when the assignment is allowed and proved best for exactly this problem.</summary>
    public static IReadOnlyList<Refusal> Check(
        AssignmentProblem problem, IReadOnlyCollection<(string Paper, string Reviewer)> pairs, Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(certificate);
        var wrong = new List<Refusal>();
        var value = CheckPairs(problem, pairs, wrong);
        if (value != certificate.Value)
        {
            wrong.Add(new Refusal("certificate.value", $"The assignment is worth {Show(value)}, not {Show(certificate.Value)} as the certificate says."));
        }

        if (PricesOf(problem.Papers.Select(p => p.Id).ToList(), certificate.PaperPrices, "paper", wrong) is { } paperPrices
            && PricesOf(problem.Reviewers.Select(r => r.Id).ToList(), certificate.ReviewerPrices, "reviewer", wrong) is { } reviewerPrices)
        {
            var bound = Bound(problem, paperPrices, reviewerPrices);
            if (bound != certificate.Bound)
            {
                wrong.Add(new Refusal("certificate.bound", $"The prices prove a bound of {Show(bound)}, not {Show(certificate.Bound)} as the certificate says."));
            }

            if (bound != value)
            {
                wrong.Add(new Refusal("certificate.gap", $"The assignment is not proved best: it is worth {Show(value)} and the prices only prove that nothing exceeds {Show(bound)}."));
            }
        }

        if (certificate.Gap != 0)
        {
            wrong.Add(new Refusal("certificate.gap", $"The certificate itself states a gap of {Show(certificate.Gap)}."));
        }

        if (certificate.PairsChecked != problem.PairCount)
        {
            wrong.Add(new Refusal("certificate.pairs", $"The certificate covers {certificate.PairsChecked} candidate pairs, the input has {problem.PairCount}."));
        }

        if (certificate.Fingerprint != Certificate.FingerprintOf(problem, pairs, certificate.PaperPrices, certificate.ReviewerPrices))
        {
            wrong.Add(new Refusal("certificate.fingerprint", "The certificate was made for another input, another assignment or other prices than these."));
        }

        return wrong;
    }

    private static Int128 CheckPairs(AssignmentProblem problem, IReadOnlyCollection<(string Paper, string Reviewer)> pairs, List<Refusal> wrong)
    {
        var papers = Positions(problem.Papers.Select(p => p.Id));
        var reviewers = Positions(problem.Reviewers.Select(r => r.Id));
        var reviews = new int[problem.Papers.Count];
        var load = new int[problem.Reviewers.Count];
        var taken = new HashSet<int>();
        Int128 value = 0;
        foreach (var (paper, reviewer) in pairs)
        {
            if (!papers.TryGetValue(paper, out var p))
            {
                wrong.Add(new Refusal("assignment.unknown-paper", $"There is no paper {paper}."));
            }
            else if (!reviewers.TryGetValue(reviewer, out var r))
            {
                wrong.Add(new Refusal("assignment.unknown-reviewer", $"There is no reviewer {reviewer}."));
            }
            else if (problem.Find(p, r) is var pair && pair < 0)
            {
                wrong.Add(new Refusal("assignment.forbidden", $"Reviewer {reviewer} may not review paper {paper}."));
            }
            else if (!taken.Add(pair))
            {
                wrong.Add(new Refusal("assignment.pair-twice", $"Reviewer {reviewer} has paper {paper} twice."));
            }
            else
            {
                reviews[p]++;
                load[r]++;
                value += problem.WeightOf(pair);
            }
        }

        for (var p = 0; p < reviews.Length; p++)
        {
            var demand = problem.Papers[p];
            if (reviews[p] < demand.Least || reviews[p] > demand.Most)
            {
                wrong.Add(new Refusal("assignment.demand", $"Paper {demand.Id} has {reviews[p]} reviewers; it needs {Range(demand.Least, demand.Most)}."));
            }

            var (first, end) = problem.PairsOf(p);
            for (var pair = first; pair < end; pair++)
            {
                if (problem.IsPinned(pair) && !taken.Contains(pair))
                {
                    wrong.Add(new Refusal("assignment.pin", $"Paper {demand.Id} is pinned to reviewer {problem.Reviewers[problem.ReviewerOf(pair)].Id}, who does not have it."));
                }
            }
        }

        for (var r = 0; r < load.Length; r++)
        {
            var limit = problem.Reviewers[r];
            if (load[r] < limit.Least || load[r] > limit.Most)
            {
                wrong.Add(new Refusal("assignment.load", $"Reviewer {limit.Id} has {load[r]} papers; they take {Range(limit.Least, limit.Most)}."));
            }
        }

        return value;
    }

    private static Int128 Bound(AssignmentProblem problem, long[] paperPrices, long[] reviewerPrices)
    {
        Int128 bound = 0;
        for (var p = 0; p < paperPrices.Length; p++)
        {
            bound += (Int128)paperPrices[p] * (paperPrices[p] >= 0 ? problem.Papers[p].Most : problem.Papers[p].Least);
            var (first, end) = problem.PairsOf(p);
            for (var pair = first; pair < end; pair++)
            {
                var gain = (Int128)problem.WeightOf(pair) - paperPrices[p] - reviewerPrices[problem.ReviewerOf(pair)];
                if (gain > 0 || problem.IsPinned(pair))
                {
                    bound += gain;
                }
            }
        }

        for (var r = 0; r < reviewerPrices.Length; r++)
        {
            bound += (Int128)reviewerPrices[r] * (reviewerPrices[r] >= 0 ? problem.Reviewers[r].Most : problem.Reviewers[r].Least);
        }

        return bound;
    }

    private static long[]? PricesOf(List<string> ids, IReadOnlyDictionary<string, long> prices, string kind, List<Refusal> wrong)
    {
        var byPosition = new long[ids.Count];
        var missing = prices.Count != ids.Count;
        for (var i = 0; i < ids.Count; i++)
        {
            missing |= !prices.TryGetValue(ids[i], out byPosition[i]);
        }

        if (!missing)
        {
            return byPosition;
        }

        wrong.Add(new Refusal("certificate.prices", $"The certificate must have one price for every {kind} of the input and no other."));
        return null;
    }

    private static Dictionary<string, int> Positions(IEnumerable<string> ids)
    {
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            positions.Add(id, positions.Count);
        }

        return positions;
    }

    private static string Range(int least, int most) => least == most ? $"exactly {least}" : $"{least} to {most}";

    // Not through decimal: a made-up price may be too large for it.
    private static string Show(Int128 millionths)
    {
        var size = Int128.Abs(millionths);
        var fraction = (size % AssignmentProblem.Scale).ToString("000000", CultureInfo.InvariantCulture).TrimEnd('0');
        var whole = (size / AssignmentProblem.Scale).ToString(CultureInfo.InvariantCulture);
        return (millionths < 0 ? "-" : "") + whole + (fraction.Length > 0 ? "." + fraction : "");
    }
}

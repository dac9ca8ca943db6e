using System.Globalization;

namespace Workshop.Domain.Assignment;

/// <summary>
/// Whether an assignment is allowed and whether its certificate proves what it says. It reads the problem and the certificate and shares nothing with the
/// solver. It counts in 128 bits and refuses prices whose bound does not fit: nothing wraps around.
/// </summary>
public static class CertificateCheck
{
    private const int LargestScale = 1_000_000;

    // In millionths: a million reviewers of one paper who all have the largest affinity.
    private const long LargestScore = 1_000_000_000_000_000;

    // Beyond any bound of a certificate, which are 64 bits times a scale, and far from where 128 bits end.
    private static readonly Int128 LargestBound = Int128.One << 100;

    /// <summary>
    /// Everything that is wrong; empty when the assignment keeps every rule and the certificate's bound and gap are true for exactly this problem. Where only
    /// demands, loads, conflicts and pins are asked for, the gap must be 0. With <paramref name="asked"/>, floor and largest probability must be those asked for;
    /// null takes the certificate's word for them. Seed, candidates and nodes do not matter here.
    /// </summary>
    public static IReadOnlyList<Refusal> Check(
        AssignmentProblem problem, IReadOnlyCollection<(string Paper, string Reviewer)> pairs, Certificate certificate, AssignmentOptions? asked = null)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(certificate);
        var wrong = new List<Refusal>();
        var taken = CheckPairs(problem, pairs, wrong);
        CheckAsked(problem, certificate, asked, wrong);
        CheckKinds(problem, certificate, wrong);
        Int128 value = taken.Sum(pair => (long)problem.WeightOf(pair));
        var (grid, most) = (1, 1);
        if (certificate.Randomization is { } randomization)
        {
            (grid, most) = (randomization.Grid, randomization.Most);
            // Of another grid the largest probability would be another one.
            if (grid != AssignmentOptions.ProbabilityGrid || most < 1 || most > grid)
            {
                wrong.Add(new Refusal("certificate.grid", $"Probabilities must be in 1/{AssignmentOptions.ProbabilityGrid} and at most 1; the certificate has them in 1/{grid} up to {most}."));
                return wrong;
            }

            value = CheckProbabilities(problem, randomization, taken, wrong);
        }

        if (value != certificate.Value)
        {
            wrong.Add(new Refusal("certificate.value", $"The assignment is worth {Show(value, grid)}, not {Show(certificate.Value, grid)} as the certificate says."));
        }

        if (certificate.Floor is { } floor)
        {
            if (!IsScore(floor.Least) || !IsScore(floor.Bound ?? 0))
            {
                wrong.Add(new Refusal("certificate.floor", "The certificate states a floor, or a bound on it, that no paper's score can have."));
                return wrong;
            }

            CheckFloor(problem, taken, floor, wrong);
        }

        if (certificate.PriceScale is < 1 or > LargestScale)
        {
            wrong.Add(new Refusal("certificate.scale", $"A price scale of {certificate.PriceScale} makes no sense."));
            return wrong;
        }

        var read = new List<Refusal>();
        var prices = new Prices(
            PricesOf(problem.Papers.Select(p => p.Id), certificate.PaperPrices, "paper", read), PricesOf(problem.Reviewers.Select(r => r.Id), certificate.ReviewerPrices, "reviewer", read),
            certificate.GroupPrices, certificate.ExclusionPrices,
            certificate.Floor is null ? [] : PricesOf(problem.Papers.Select(p => p.Id), certificate.Floor.Prices, "floor of a paper", read));
        CheckSigns(problem, prices, read);
        wrong.AddRange(read);
        if (read.Count == 0 && Bound(problem, prices, certificate.PriceScale, certificate.Floor?.Least, grid, most, wrong) is { } scaled)
        {
            CheckBound(problem, certificate, value, RoundedDown(scaled, certificate.PriceScale), grid, wrong);
        }

        if (certificate.PairsChecked != problem.PairCount)
        {
            wrong.Add(new Refusal("certificate.pairs", $"The certificate covers {certificate.PairsChecked} candidate pairs, the input has {problem.PairCount}."));
        }

        if (certificate.Fingerprint != Certificate.FingerprintOf(problem, pairs, certificate))
        {
            wrong.Add(new Refusal("certificate.fingerprint", "The certificate was made for another input, another assignment or other prices than these."));
        }

        return wrong;
    }

    private static void CheckBound(AssignmentProblem problem, Certificate certificate, Int128 value, Int128 bound, int grid, List<Refusal> wrong)
    {
        if (bound != certificate.Bound)
        {
            wrong.Add(new Refusal("certificate.bound", $"The prices prove a bound of {Show(bound, grid)}, not {Show(certificate.Bound, grid)} as the certificate says."));
        }

        if (problem.Groups.Count == 0 && problem.Exclusions.Count == 0 && certificate.Floor is null)
        {
            if (bound != value)
            {
                wrong.Add(new Refusal("certificate.gap", $"The assignment is not proved best: it is worth {Show(value, grid)} and the prices only prove that nothing exceeds {Show(bound, grid)}."));
            }

            if (certificate.Gap != 0)
            {
                wrong.Add(new Refusal("certificate.gap", $"The certificate itself states a gap of {Show(certificate.Gap, grid)}."));
            }
        }
        else if (certificate.Gap != bound - value)
        {
            wrong.Add(new Refusal("certificate.gap", $"The gap between the assignment and what the prices prove is {Show(bound - value, grid)}, not {Show(certificate.Gap, grid)} as the certificate says."));
        }
    }

    // What holds for any certificate, whatever was asked for.
    private static void CheckKinds(AssignmentProblem problem, Certificate certificate, List<Refusal> wrong)
    {
        if (certificate.Randomization is not null && certificate.Floor is not null)
        {
            wrong.Add(new Refusal("certificate.floor-and-probability", "The certificate states a floor and probabilities; a drawn assignment could fall below the floor."));
        }

        if (certificate.Randomization is not null && problem.Exclusions.Count > 0)
        {
            wrong.Add(new Refusal("certificate.exclusions-and-probability", "The certificate states probabilities, but pairs exclude each other; two of them could be drawn at once."));
        }

        if (certificate.Gap < 0)
        {
            wrong.Add(new Refusal("certificate.gap", "The certificate states a gap below 0: no assignment is worth more than what none exceeds."));
        }
    }

    private static void CheckAsked(AssignmentProblem problem, Certificate certificate, AssignmentOptions? asked, List<Refusal> wrong)
    {
        if (asked is null)
        {
            return;
        }

        var floor = certificate.Floor;
        var matters = problem.Papers.Any(p => p.Least > 0);
        if (asked.Floor.AtLeast is { } least
            ? floor is null || floor.Least != (long)Math.Round(least * AssignmentProblem.Scale, MidpointRounding.ToEven)
            : asked.Floor.IsBest ? matters && floor?.Bound is null : floor is not null)
        {
            wrong.Add(new Refusal("certificate.floor", $"The certificate was not made for the floor that is asked for, {asked.Floor}."));
        }

        var probability = certificate.Randomization;
        if (asked.MaxProbability is { } most
            ? probability is null || probability.Most != (int)Math.Floor((most * AssignmentOptions.ProbabilityGrid) + 1e-6)
            : probability is not null)
        {
            wrong.Add(new Refusal("certificate.probability", "The certificate was not made for the largest probability that is asked for."));
        }
    }

    // Adds up what is in the list, wrong or not, but no pair twice.
    private static HashSet<int> CheckPairs(AssignmentProblem problem, IReadOnlyCollection<(string Paper, string Reviewer)> pairs, List<Refusal> wrong)
    {
        var papers = Positions(problem.Papers.Select(p => p.Id));
        var reviewers = Positions(problem.Reviewers.Select(r => r.Id));
        var reviews = new int[problem.Papers.Count];
        var load = new int[problem.Reviewers.Count];
        var taken = new HashSet<int>();
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

        CheckRules(problem, taken, wrong);
        return taken;
    }

    private static void CheckRules(AssignmentProblem problem, HashSet<int> taken, List<Refusal> wrong)
    {
        foreach (var group in problem.Groups)
        {
            var count = group.Reviewers.Distinct().Count(r => taken.Contains(problem.Find(group.Paper, r)));
            if (count < group.Least || count > group.Most)
            {
                wrong.Add(new Refusal("assignment.group", $"Paper {problem.Papers[group.Paper].Id} has {count} reviewers of \"{group.Label}\"; the rule asks for {Range(group.Least, group.Most)}."));
            }
        }

        foreach (var (first, second) in problem.Exclusions)
        {
            if (taken.Contains(problem.Find(first.Paper, first.Reviewer)) && taken.Contains(problem.Find(second.Paper, second.Reviewer)))
            {
                wrong.Add(new Refusal("assignment.exclusion", $"Reviewer {problem.Reviewers[first.Reviewer].Id} has paper {problem.Papers[first.Paper].Id} and reviewer {problem.Reviewers[second.Reviewer].Id} has paper {problem.Papers[second.Paper].Id}: these two pairs exclude each other."));
            }
        }
    }

    // The probabilities are an assignment in fractions; each rule must hold for them, and only what is possible may have been drawn. Answers the expected value.
    private static Int128 CheckProbabilities(AssignmentProblem problem, Randomization randomization, HashSet<int> taken, List<Refusal> wrong)
    {
        var papers = Positions(problem.Papers.Select(p => p.Id));
        var reviewers = Positions(problem.Reviewers.Select(r => r.Id));
        var ofPaper = new long[problem.Papers.Count];
        var ofReviewer = new long[problem.Reviewers.Count];
        var ofPair = new Dictionary<int, int>();
        Int128 value = 0;
        foreach (var (paper, reviewer, probability) in randomization.Probabilities)
        {
            if (!papers.TryGetValue(paper, out var p) || !reviewers.TryGetValue(reviewer, out var r) || problem.Find(p, r) is not (>= 0 and var pair) || !ofPair.TryAdd(pair, probability))
            {
                wrong.Add(new Refusal("certificate.probability", $"Paper {paper} and reviewer {reviewer} have a probability, but are no candidates or are listed twice."));
                continue;
            }

            var most = problem.IsPinned(pair) ? randomization.Grid : randomization.Most;
            if (probability < 1 || probability > most || (problem.IsPinned(pair) && probability != most))
            {
                wrong.Add(new Refusal("certificate.probability", $"Paper {paper} and reviewer {reviewer} have a probability of {probability}/{randomization.Grid}; allowed is {(problem.IsPinned(pair) ? "exactly" : "at most")} {most}/{randomization.Grid}."));
            }

            ofPaper[p] += probability;
            ofReviewer[r] += probability;
            value += (Int128)probability * problem.WeightOf(pair);
        }

        bool Fits(long sum, int least, int most) => sum >= (long)least * randomization.Grid && sum <= (long)most * randomization.Grid;
        for (var p = 0; p < ofPaper.Length; p++)
        {
            if (!Fits(ofPaper[p], problem.Papers[p].Least, problem.Papers[p].Most))
            {
                wrong.Add(new Refusal("certificate.probability", $"The probabilities of paper {problem.Papers[p].Id} add up to {ofPaper[p]}/{randomization.Grid}; it needs {Range(problem.Papers[p].Least, problem.Papers[p].Most)}."));
            }
        }

        for (var r = 0; r < ofReviewer.Length; r++)
        {
            if (!Fits(ofReviewer[r], problem.Reviewers[r].Least, problem.Reviewers[r].Most))
            {
                wrong.Add(new Refusal("certificate.probability", $"The probabilities of reviewer {problem.Reviewers[r].Id} add up to {ofReviewer[r]}/{randomization.Grid}; they take {Range(problem.Reviewers[r].Least, problem.Reviewers[r].Most)}."));
            }
        }

        foreach (var group in problem.Groups)
        {
            if (!Fits(group.Reviewers.Distinct().Sum(r => (long)ofPair.GetValueOrDefault(problem.Find(group.Paper, r))), group.Least, group.Most))
            {
                wrong.Add(new Refusal("certificate.probability", $"The probabilities of paper {problem.Papers[group.Paper].Id} break the rule \"{group.Label}\"."));
            }
        }

        if (!taken.All(ofPair.ContainsKey))
        {
            wrong.Add(new Refusal("certificate.probability", "A pair is assigned that had no probability."));
        }

        CheckDraw(problem, randomization.Grid, taken, ofPair, wrong);
        return value;
    }

    // What is certain must have been drawn, and every count of reviews is its expectation rounded down or up.
    private static void CheckDraw(AssignmentProblem problem, int grid, HashSet<int> taken, Dictionary<int, int> ofPair, List<Refusal> wrong)
    {
        void Add(string of, long expected, int drawn)
        {
            if (drawn < expected / grid || drawn > (expected + grid - 1) / grid)
            {
                wrong.Add(new Refusal("certificate.draw", $"{of} has {drawn} reviews in the draw, which is not {expected}/{grid} rounded down or up."));
            }
        }

        var expected = new long[problem.Reviewers.Count];
        var drawn = new int[problem.Reviewers.Count];
        for (var p = 0; p < problem.Papers.Count; p++)
        {
            var (first, end) = problem.PairsOf(p);
            var (sum, count) = (0L, 0);
            for (var pair = first; pair < end; pair++)
            {
                var (probability, isDrawn) = (ofPair.GetValueOrDefault(pair), taken.Contains(pair));
                if (probability >= grid && !isDrawn)
                {
                    wrong.Add(new Refusal("certificate.draw", $"Paper {problem.Papers[p].Id} and reviewer {problem.Reviewers[problem.ReviewerOf(pair)].Id} have a probability of 1, but were not drawn."));
                }

                sum += probability;
                expected[problem.ReviewerOf(pair)] += probability;
                count += isDrawn ? 1 : 0;
                drawn[problem.ReviewerOf(pair)] += isDrawn ? 1 : 0;
            }

            Add($"Paper {problem.Papers[p].Id}", sum, count);
        }

        for (var r = 0; r < drawn.Length; r++)
        {
            Add($"Reviewer {problem.Reviewers[r].Id}", expected[r], drawn[r]);
        }

        foreach (var group in problem.Groups)
        {
            var pairs = group.Reviewers.Distinct().Select(r => problem.Find(group.Paper, r)).Where(pair => pair >= 0).ToList();
            Add($"The group \"{group.Label}\" of paper {problem.Papers[group.Paper].Id}", pairs.Sum(pair => (long)ofPair.GetValueOrDefault(pair)), pairs.Count(taken.Contains));
        }
    }

    private static void CheckFloor(AssignmentProblem problem, HashSet<int> taken, FloorProof floor, List<Refusal> wrong)
    {
        long? lowest = null;
        for (var p = 0; p < problem.Papers.Count; p++)
        {
            var (first, end) = problem.PairsOf(p);
            var score = 0L;
            for (var pair = first; pair < end; pair++)
            {
                score += taken.Contains(pair) ? problem.WeightOf(pair) : 0;
            }

            if (problem.Papers[p].Least > 0)
            {
                lowest = Math.Min(lowest ?? score, score);
            }

            if (problem.Papers[p].Least > 0 && score < floor.Least)
            {
                wrong.Add(new Refusal("assignment.floor", $"Paper {problem.Papers[p].Id} has a score of {Show(score, 1)}, below the floor of {Show(floor.Least, 1)}."));
            }
        }

        if (floor.Bound is not { } claimed)
        {
            return;
        }

        // A bound is there when the best floor is asked for: a lower one than the assignment reaches would be the floor of another question.
        if (lowest > floor.Least)
        {
            wrong.Add(new Refusal("certificate.floor", $"The lowest score of a paper is {Show(lowest.Value, 1)}; the certificate is for a floor of {Show(floor.Least, 1)} only."));
        }

        var read = new List<Refusal>();
        var ids = problem.Papers.Select(p => p.Id).ToList();
        var prices = new Prices(
            PricesOf(ids, floor.PaperPrices, "paper, for the floor,", read), PricesOf(problem.Reviewers.Select(r => r.Id), floor.ReviewerPrices, "reviewer, for the floor,", read),
            floor.GroupPrices, floor.ExclusionPrices, PricesOf(ids, floor.Weights, "weight of a paper", read));
        CheckSigns(problem, prices, read);
        wrong.AddRange(read);
        // Were every score above what is claimed, Σ weight·(score − claimed − 1) would be 0 or more.
        var reached = read.Count == 0 ? Bound(problem, prices, 0, claimed + 1, 1, 1, wrong) : null;
        if (reached >= 0)
        {
            wrong.Add(new Refusal("certificate.floor-bound", $"It is not proved that no assignment has a lowest score above {Show(claimed, 1)}."));
        }
    }

    private static bool IsScore(long millionths) => millionths is >= -LargestScore and <= LargestScore;

    private static void CheckSigns(AssignmentProblem problem, Prices prices, List<Refusal> wrong)
    {
        if (prices.Groups.Count != problem.Groups.Count || prices.Exclusions.Count != problem.Exclusions.Count)
        {
            wrong.Add(new Refusal("certificate.prices", "The certificate must have one price for every group and every exclusion of the input and no other."));
        }
        else if (prices.Exclusions.Any(y => y < 0) || prices.Floor.Any(m => m < 0) || prices.Floor.Where((m, p) => m != 0 && problem.Papers[p].Least == 0).Any())
        {
            wrong.Add(new Refusal("certificate.prices", "A price of an exclusion or of a floor is below 0, or a paper without a floor has one."));
        }
    }

    private static Int128? Bound(AssignmentProblem problem, Prices prices, int scale, long? floor, int grid, int pairMost, List<Refusal> wrong)
    {
        try
        {
            if (Bound(problem, prices, scale, floor, grid, pairMost) is var bound && bound >= -LargestBound && bound <= LargestBound)
            {
                return bound;
            }
        }
        catch (OverflowException)
        {
            // Said below.
        }

        wrong.Add(new Refusal("certificate.prices", "The prices are so large that no sensible bound follows from them."));
        return null;
    }

    // Σ most or least times price, and what each pair could gain, in 1/scale of a millionth; with a scale of 0 the bound on Σ floor price·(score − floor).
    // OverflowException when it does not fit.
    private static Int128 Bound(AssignmentProblem problem, Prices prices, int scale, long? floor, int grid, int pairMost)
    {
        checked
        {
            Int128 bound = 0;
            var ofRules = new Dictionary<int, Int128>();
            void Charge(int paper, int reviewer, long price)
            {
                if (problem.Find(paper, reviewer) is >= 0 and var pair)
                {
                    ofRules[pair] = ofRules.GetValueOrDefault(pair) + price;
                }
            }

            for (var g = 0; g < prices.Groups.Count; g++)
            {
                var (group, price) = (problem.Groups[g], prices.Groups[g]);
                bound += (Int128)price * grid * (price >= 0 ? group.Most : group.Least);
                foreach (var reviewer in price == 0 ? [] : group.Reviewers.Distinct())
                {
                    Charge(group.Paper, reviewer, price);
                }
            }

            for (var e = 0; e < prices.Exclusions.Count; e++)
            {
                var (exclusion, price) = (problem.Exclusions[e], prices.Exclusions[e]);
                bound += (Int128)price * grid;
                Charge(exclusion.First.Paper, exclusion.First.Reviewer, price);
                Charge(exclusion.Second.Paper, exclusion.Second.Reviewer, price);
            }

            for (var p = 0; p < problem.Papers.Count; p++)
            {
                var paper = problem.Papers[p];
                var ofFloor = prices.Floor.Length == 0 ? 0 : prices.Floor[p];
                bound += (Int128)prices.Papers[p] * grid * (prices.Papers[p] >= 0 ? paper.Most : paper.Least);
                bound -= (Int128)ofFloor * grid * (floor ?? 0);
                var (first, end) = problem.PairsOf(p);
                var (best, bar) = floor is not null && paper.Least > 0 ? BestOthers(problem, first, end, paper.Most) : (0, int.MinValue);
                for (var pair = first; pair < end; pair++)
                {
                    var weight = problem.WeightOf(pair);
                    // The most that a set with this pair can reach: it takes the place of the last of the best, unless it is one of them.
                    if (floor is { } asked && paper.Least > 0 && !problem.IsPinned(pair) && best - (weight >= bar && weight > 0 ? 0 : Math.Max(bar, 0) - weight) < asked)
                    {
                        continue;
                    }

                    var gain = (((Int128)scale + ofFloor) * weight) - prices.Papers[p] - prices.Reviewers[problem.ReviewerOf(pair)] - ofRules.GetValueOrDefault(pair);
                    bound += problem.IsPinned(pair) ? gain * grid : gain > 0 ? gain * pairMost : 0;
                }
            }

            for (var r = 0; r < prices.Reviewers.Length; r++)
            {
                bound += (Int128)prices.Reviewers[r] * grid * (prices.Reviewers[r] >= 0 ? problem.Reviewers[r].Most : problem.Reviewers[r].Least);
            }

            return bound;
        }
    }

    // The largest sum of at most so many weights of a paper, and the smallest weight in it; 0 when there is still a place.
    private static (long Sum, int Smallest) BestOthers(AssignmentProblem problem, int first, int end, int most)
    {
        var weights = new List<int>();
        for (var pair = first; pair < end; pair++)
        {
            weights.Add(Math.Max(0, problem.WeightOf(pair)));
        }

        weights.Sort();
        var sum = 0L;
        for (var i = Math.Max(0, weights.Count - most); i < weights.Count; i++)
        {
            sum += weights[i];
        }

        return (sum, weights.Count > most ? weights[^most] : 0);
    }

    private static long[] PricesOf(IEnumerable<string> ids, IReadOnlyDictionary<string, long> prices, string kind, List<Refusal> wrong)
    {
        var byPosition = new List<long>();
        var missing = false;
        foreach (var id in ids)
        {
            missing |= !prices.TryGetValue(id, out var price);
            byPosition.Add(price);
        }

        if (missing || prices.Count != byPosition.Count)
        {
            wrong.Add(new Refusal("certificate.prices", $"The certificate must have one price for every {kind} of the input and no other."));
        }

        return [.. byPosition];
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

    private static Int128 RoundedDown(Int128 number, int by) => (number / by) - (number % by < 0 ? 1 : 0);

    private static string Range(int least, int most) => least == most ? $"exactly {least}" : $"{least} to {most}";

    // Not through decimal: a made-up price may be too large for it.
    private static string Show(Int128 number, int grid)
    {
        var millionths = number / grid;
        var size = Int128.Abs(millionths);
        var fraction = (size % AssignmentProblem.Scale).ToString("000000", CultureInfo.InvariantCulture).TrimEnd('0');
        var whole = (size / AssignmentProblem.Scale).ToString(CultureInfo.InvariantCulture);
        return (millionths < 0 ? "-" : "") + whole + (fraction.Length > 0 ? "." + fraction : "");
    }

    private sealed record Prices(long[] Papers, long[] Reviewers, IReadOnlyList<long> Groups, IReadOnlyList<long> Exclusions, long[] Floor);
}

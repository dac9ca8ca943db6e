using System.Security.Cryptography;

namespace Workshop.Domain.Assignment;

/// <summary>
/// The proof that no assignment has a larger total affinity, or how much larger one could be. Every number is in whole millionths of an affinity, prices in
/// whole 1/<see cref="PriceScale"/> of that. With a price u for each paper, v for each reviewer and t for each group, of any sign, and prices y ≥ 0 for each
/// exclusion and m ≥ 0 for each paper under a floor F, no assignment can exceed
/// Σ papers (u·most if u ≥ 0, else u·least) + Σ reviewers (v·most if v ≥ 0, else v·least) + Σ groups (t·most if t ≥ 0, else t·least) + Σ exclusions y
/// − Σ papers m·F + Σ pairs max(0, (1 + m)·weight − u − v − Σ its groups t − Σ its exclusions y),
/// a pinned pair counting its term whatever its sign. That, rounded down, is the bound; when the value reaches it, nothing is better. Without a floor,
/// exclusions and groups that cut across each other it always does. With them, whole assignments may stay below what any prices can prove: then the gap
/// is stated, and <see cref="SearchOutcome"/> says what the search knows beyond it.
/// Source: linear programming duality, e.g. Ahuja, Magnanti and Orlin, Network Flows, 1993, chapters 9 and 11; Lagrangian relaxation, chapter 16.
/// </summary>
/// <param name="PaperPrices">What one more review of a paper is worth to the total, by paper id; one entry for every paper.</param>
/// <param name="ReviewerPrices">What one more place of a reviewer is worth to the total, by reviewer id; one entry for every reviewer.</param>
/// <param name="Value">The total of the assignment.</param>
/// <param name="Bound">What no assignment exceeds, by these prices.</param>
/// <param name="Gap">Bound − value; 0 when the assignment is proved best. Never below 0.</param>
/// <param name="PairsChecked">How many candidate pairs went into the bound.</param>
/// <param name="Fingerprint">See <see cref="FingerprintOf"/>.</param>
public sealed record Certificate(
    IReadOnlyDictionary<string, long> PaperPrices,
    IReadOnlyDictionary<string, long> ReviewerPrices,
    long Value,
    long Bound,
    long Gap,
    long PairsChecked,
    string Fingerprint)
{
    /// <summary>Prices are in whole 1/<see cref="PriceScale"/> of a millionth; 1 unless a floor needs finer ones.</summary>
    public int PriceScale { get; init; } = 1;

    /// <summary>What one more place in a group is worth, in the order of <see cref="AssignmentProblem.Groups"/>; of any sign.</summary>
    public IReadOnlyList<long> GroupPrices { get; init; } = [];

    /// <summary>What breaking an exclusion once would be worth, in the order of <see cref="AssignmentProblem.Exclusions"/>; never below 0.</summary>
    public IReadOnlyList<long> ExclusionPrices { get; init; } = [];

    /// <summary>Null when no floor was asked for.</summary>
    public FloorProof? Floor { get; init; }

    /// <summary>Null when nothing is drawn.</summary>
    public Randomization? Randomization { get; init; }

    /// <summary>
    /// SHA-256, in lower-case hexadecimal, of the problem without the labels and kinds of its groups, of the pairs, and of the prices, the floor and the
    /// probabilities of the certificate. Value, bound, gap and the number of pairs are not in it: they follow from the rest. It ties a certificate to one input and
    /// one assignment: two assignments can have the same total and two sets of prices can prove it, so the bound alone would not notice such an
    /// exchange. It is no signature.
    /// </summary>
    public static string FingerprintOf(AssignmentProblem problem, IEnumerable<(string Paper, string Reviewer)> pairs, Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(certificate);
        using var hash = SHA256.Create();
        using var sink = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write);
        // Numbers are little-endian and strings carry their length, lists theirs, so no two inputs are written alike.
        using var writer = new BinaryWriter(new BufferedStream(sink, 1 << 16));
        writer.Write("workshop assignment 2");
        Write(writer, problem);
        writer.Write(certificate.PriceScale);
        Write(writer, certificate.PaperPrices);
        Write(writer, certificate.ReviewerPrices);
        Write(writer, certificate.GroupPrices);
        Write(writer, certificate.ExclusionPrices);
        Write(writer, certificate.Floor);
        Write(writer, certificate.Randomization);
        foreach (var (paper, reviewer) in pairs.OrderBy(p => p.Paper, StringComparer.Ordinal).ThenBy(p => p.Reviewer, StringComparer.Ordinal))
        {
            writer.Write(paper);
            writer.Write(reviewer);
        }

        writer.Flush();
        sink.FlushFinalBlock();
        return Convert.ToHexStringLower(hash.Hash!);
    }

    private static void Write(BinaryWriter writer, AssignmentProblem problem)
    {
        writer.Write(problem.Papers.Count);
        foreach (var paper in problem.Papers)
        {
            writer.Write(paper.Id);
            writer.Write(paper.Least);
            writer.Write(paper.Most);
        }

        writer.Write(problem.Reviewers.Count);
        foreach (var reviewer in problem.Reviewers)
        {
            writer.Write(reviewer.Id);
            writer.Write(reviewer.Least);
            writer.Write(reviewer.Most);
        }

        for (var p = 0; p < problem.Papers.Count; p++)
        {
            var (first, end) = problem.PairsOf(p);
            writer.Write(end - first);
            for (var pair = first; pair < end; pair++)
            {
                writer.Write(problem.ReviewerOf(pair));
                writer.Write(problem.WeightOf(pair));
                writer.Write(problem.IsPinned(pair));
                writer.Write(problem.IsAffinityMissing(pair));
            }
        }

        writer.Write(problem.Groups.Count);
        foreach (var group in problem.Groups)
        {
            writer.Write(group.Paper);
            writer.Write(group.Least);
            writer.Write(group.Most);
            writer.Write(group.Reviewers.Count);
            foreach (var reviewer in group.Reviewers)
            {
                writer.Write(reviewer);
            }
        }

        writer.Write(problem.Exclusions.Count);
        foreach (var (first, second) in problem.Exclusions)
        {
            writer.Write(first.Paper);
            writer.Write(first.Reviewer);
            writer.Write(second.Paper);
            writer.Write(second.Reviewer);
        }
    }

    private static void Write(BinaryWriter writer, IReadOnlyDictionary<string, long> prices)
    {
        writer.Write(prices.Count);
        foreach (var (id, price) in prices.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            writer.Write(id);
            writer.Write(price);
        }
    }

    private static void Write(BinaryWriter writer, IReadOnlyList<long> prices)
    {
        writer.Write(prices.Count);
        foreach (var price in prices)
        {
            writer.Write(price);
        }
    }

    private static void Write(BinaryWriter writer, FloorProof? floor)
    {
        writer.Write(floor is not null);
        if (floor is not null)
        {
            writer.Write(floor.Least);
            Write(writer, floor.Prices);
            writer.Write(floor.Bound is not null);
            writer.Write(floor.Bound ?? 0);
            Write(writer, floor.Weights);
            Write(writer, floor.PaperPrices);
            Write(writer, floor.ReviewerPrices);
            Write(writer, floor.GroupPrices);
            Write(writer, floor.ExclusionPrices);
        }
    }

    private static void Write(BinaryWriter writer, Randomization? randomization)
    {
        writer.Write(randomization is not null);
        if (randomization is not null)
        {
            writer.Write(randomization.Grid);
            writer.Write(randomization.Most);
            writer.Write(randomization.Probabilities.Count);
            foreach (var (paper, reviewer, probability) in randomization.Probabilities)
            {
                writer.Write(paper);
                writer.Write(reviewer);
                writer.Write(probability);
            }
        }
    }
}

/// <summary>
/// The floor that the bound of a certificate holds for, and how high a floor can be. With a weight m ≥ 0 for each paper, not all 0, the lowest score is at
/// most Σ m·score / Σ m, and the sum is bounded by prices as in <see cref="Certificate"/>, each affinity counting m times.
/// </summary>
/// <param name="Least">Every paper that needs a review has at least this score, in millionths; the certificate's bound is for such assignments.</param>
/// <param name="Prices">What lowering the floor of a paper by 1 is worth to the total, in 1/<see cref="Certificate.PriceScale"/>, by paper id; never below 0.</param>
/// <param name="Bound">No assignment has a larger lowest score, in millionths, by the numbers that follow; null when only a value was asked for.</param>
/// <param name="Weights">The weights m by paper id; empty when the bound is null.</param>
/// <param name="PaperPrices">By paper id, for the bound on the floor; empty when the bound is null.</param>
/// <param name="ReviewerPrices">By reviewer id, for the bound on the floor; empty when the bound is null.</param>
/// <param name="GroupPrices">In the order of the groups, for the bound on the floor; empty when the bound is null.</param>
/// <param name="ExclusionPrices">In the order of the exclusions, for the bound on the floor; empty when the bound is null.</param>
public sealed record FloorProof(
    long Least,
    IReadOnlyDictionary<string, long> Prices,
    long? Bound,
    IReadOnlyDictionary<string, long> Weights,
    IReadOnlyDictionary<string, long> PaperPrices,
    IReadOnlyDictionary<string, long> ReviewerPrices,
    IReadOnlyList<long> GroupPrices,
    IReadOnlyList<long> ExclusionPrices);

/// <summary>
/// The probabilities that an assignment was drawn with. Value, bound and gap of the certificate are then about the expected total, in whole
/// 1/<paramref name="Grid"/> of a millionth.
/// </summary>
/// <param name="Grid">Probabilities are whole multiples of 1/Grid.</param>
/// <param name="Most">No pair that is not pinned has a larger probability, in 1/Grid.</param>
/// <param name="Probabilities">Every pair that can be drawn.</param>
public sealed record Randomization(int Grid, int Most, IReadOnlyList<PairProbability> Probabilities);

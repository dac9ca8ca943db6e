using System.Security.Cryptography;

namespace Workshop.Domain.Assignment;

/// <summary>
/// The proof that no assignment has a larger total affinity. Every number is in whole millionths of an affinity. With a price u for each
/// paper and v for each reviewer, of any sign, no assignment can exceed
/// Σ papers (u·most if u ≥ 0, else u·least) + Σ reviewers (v·most if v ≥ 0, else v·least) + Σ pairs max(0, weight − u − v),
/// a pinned pair counting weight − u − v whatever its sign. That is the bound; when the value reaches it, nothing is better.
/// Source: linear programming duality, e.g. Ahuja, Magnanti and Orlin, Network Flows, 1993, chapters 9 and 11.
/// </summary>
/// <param name="PaperPrices">What one more review of a paper is worth to the total, by paper id; one entry for every paper.</param>
/// <param name="ReviewerPrices">What one more place of a reviewer is worth to the total, by reviewer id; one entry for every reviewer.</param>
/// <param name="Value">The total of the assignment.</param>
/// <param name="Bound">What no assignment exceeds, by these prices.</param>
/// <param name="Gap">Bound − value; 0 when the assignment is proved best.</param>
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
    /// <summary>
    /// SHA-256, in lower-case hexadecimal, of the problem, the pairs and the prices. It ties a certificate to one input and one assignment: two
    /// assignments can have the same total and two sets of prices can prove it, so the bound alone would not notice such an exchange. It is
    /// no signature.
    /// </summary>
    public static string FingerprintOf(
        AssignmentProblem problem, IEnumerable<(string Paper, string Reviewer)> pairs,
        IReadOnlyDictionary<string, long> paperPrices, IReadOnlyDictionary<string, long> reviewerPrices)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(paperPrices);
        ArgumentNullException.ThrowIfNull(reviewerPrices);
        using var hash = SHA256.Create();
        using var sink = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write);
        // Numbers are little-endian and strings carry their length, so no two inputs are written alike.
        using var writer = new BinaryWriter(new BufferedStream(sink, 1 << 16));
        writer.Write("workshop assignment 1");
        writer.Write(problem.Papers.Count);
        writer.Write(problem.Reviewers.Count);
        foreach (var paper in problem.Papers)
        {
            writer.Write(paper.Id);
            writer.Write(paper.Least);
            writer.Write(paper.Most);
            writer.Write(paperPrices.GetValueOrDefault(paper.Id));
        }

        foreach (var reviewer in problem.Reviewers)
        {
            writer.Write(reviewer.Id);
            writer.Write(reviewer.Least);
            writer.Write(reviewer.Most);
            writer.Write(reviewerPrices.GetValueOrDefault(reviewer.Id));
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

        foreach (var (paper, reviewer) in pairs.OrderBy(p => p.Paper, StringComparer.Ordinal).ThenBy(p => p.Reviewer, StringComparer.Ordinal))
        {
            writer.Write(paper);
            writer.Write(reviewer);
        }

        writer.Flush();
        sink.FlushFinalBlock();
        return Convert.ToHexStringLower(hash.Hash!);
    }
}

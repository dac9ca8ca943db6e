namespace Workshop.Domain.Matching;

/// <summary>The weights of a text's terms, (1+ln tf)·idf scaled to length 1, in the ordinal order of their stems.</summary>
internal readonly record struct TermVector(int[] Terms, double[] Weights)
{
    // Most terms stand once or twice in a text; logarithms are dear.
    private static readonly double[] ByCount = [.. Enumerable.Range(0, 256).Select(times => 1 + Math.Log(times))];

    public static TermVector Of(TermCounts text, double[] idf)
    {
        var weights = new double[text.Terms.Length];
        var square = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            var times = text.Counts[i];
            var weight = (times < ByCount.Length ? ByCount[times] : 1 + Math.Log(times)) * idf[text.Terms[i]];
            weights[i] = weight;
            square += weight * weight;
        }

        var length = Math.Sqrt(square);
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] /= length;
        }

        return new TermVector(text.Terms, weights);
    }
}

/// <summary>
/// Cosines of one submission with many past papers. For each term it knows the papers that hold it, so that a submission only meets papers with
/// which it shares something; each cosine is summed in the order of the submission's terms.
/// </summary>
internal sealed class Postings
{
    private readonly int[] _first;
    private readonly int[] _papers;
    private readonly double[] _weights;

    /// <summary>Papers are numbered by their place in <paramref name="papers"/>; an empty one meets nothing.</summary>
    public Postings(IReadOnlyList<TermCounts> papers, double[] idf)
    {
        _first = new int[idf.Length + 1];
        foreach (var paper in papers)
        {
            foreach (var term in paper.Terms)
            {
                _first[term + 1]++;
            }
        }

        for (var t = 0; t < idf.Length; t++)
        {
            _first[t + 1] += _first[t];
        }

        var next = _first[..^1];
        _papers = new int[_first[^1]];
        _weights = new double[_first[^1]];
        for (var p = 0; p < papers.Count; p++)
        {
            var vector = TermVector.Of(papers[p], idf);
            for (var i = 0; i < vector.Terms.Length; i++)
            {
                var at = next[vector.Terms[i]]++;
                _papers[at] = p;
                _weights[at] = vector.Weights[i];
            }
        }
    }

    public void Cosines(TermVector text, double[] cosines)
    {
        Array.Clear(cosines);
        for (var i = 0; i < text.Terms.Length; i++)
        {
            var weight = text.Weights[i];
            var first = _first[text.Terms[i]];
            var papers = _papers.AsSpan(first, _first[text.Terms[i] + 1] - first);
            var weights = _weights.AsSpan(first, papers.Length);
            for (var at = 0; at < papers.Length; at++)
            {
                cosines[papers[at]] += weight * weights[at];
            }
        }
    }
}

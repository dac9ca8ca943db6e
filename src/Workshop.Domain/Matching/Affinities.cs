namespace Workshop.Domain.Matching;

/// <summary>
/// A text to compare: title and abstract, or what the caller has. Every text of one run must be of the same regime (all with full text, or
/// none). The id is only handed back, never read.
/// </summary>
public sealed record MatchingText(string Id, string Text);

/// <summary>What a reviewer has written. No past paper, or none with a term in it, means that nothing is known about them.</summary>
public sealed record ReviewerProfile(string Id, IReadOnlyList<MatchingText> PastPapers);

/// <summary>
/// How close each submission is to what each reviewer has written, from 0 (no term in common) to 1 (the same text). Term weights are
/// (1+ln tf)·(ln((1+N)/(1+df))+1) with N and df over all texts given, submissions and past papers, scaled to length 1; s_i is the cosine of
/// the submission and past paper i; the affinity is (mean of s_i³)^(1/3), which lets one close paper count more than many distant ones.
/// The result depends on the texts alone: no clock, no chance, no culture, no order of reviewers or submissions.
/// Sources: Charlin and Zemel, The Toronto Paper Matching System, 2013; Stelmakh et al., arXiv:2303.16750.
/// </summary>
public sealed class Affinities
{
    private readonly IReadOnlyList<MatchingText> _submissions;
    private readonly IReadOnlyList<ReviewerProfile> _reviewers;
    private readonly string[] _terms;
    private readonly Dictionary<string, string> _words;
    private readonly SparseVector[] _submissionVectors;
    private readonly SparseVector[] _pastVectors;
    private readonly int[] _firstPast;
    private readonly double?[][] _affinities;

    private Affinities(
        IReadOnlyList<MatchingText> submissions, IReadOnlyList<ReviewerProfile> reviewers, string[] terms, Dictionary<string, string> words,
        SparseVector[] submissionVectors, SparseVector[] pastVectors, int[] firstPast, double?[][] affinities)
    {
        _submissions = submissions;
        _reviewers = reviewers;
        _terms = terms;
        _words = words;
        _submissionVectors = submissionVectors;
        _pastVectors = pastVectors;
        _firstPast = firstPast;
        _affinities = affinities;
    }

    public IReadOnlyList<MatchingText> Submissions => _submissions;

    public IReadOnlyList<ReviewerProfile> Reviewers => _reviewers;

    /// <summary>
    /// The affinity by position in the lists given. Null means missing, which is not zero: the reviewer has no past paper with a
    /// term in it, or the submission has no term. A past paper without a term is left out of the mean.
    /// </summary>
    public double? Of(int submission, int reviewer) => _affinities[submission][reviewer];

    /// <exception cref="OperationCanceledException">The caller lost interest.</exception>
    public static Affinities Compute(
        IReadOnlyList<MatchingText> submissions, IReadOnlyList<ReviewerProfile> reviewers, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(submissions);
        ArgumentNullException.ThrowIfNull(reviewers);
        var reading = new Reading();
        var counts = new List<Dictionary<int, int>>();
        foreach (var submission in submissions)
        {
            cancel.ThrowIfCancellationRequested();
            counts.Add(reading.Count(submission.Text));
        }

        var firstPast = new int[reviewers.Count + 1];
        for (var r = 0; r < reviewers.Count; r++)
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var past in reviewers[r].PastPapers)
            {
                counts.Add(reading.Count(past.Text));
            }

            firstPast[r + 1] = counts.Count - submissions.Count;
        }

        var terms = reading.SortedTerms(out var rank);
        var vectors = Weigh(counts, rank);
        var submissionVectors = vectors[..submissions.Count];
        var pastVectors = vectors[submissions.Count..];
        var postings = Postings.Of(pastVectors, terms.Length);
        var affinities = new double?[submissions.Count][];
        var cosines = new double[pastVectors.Length];
        for (var s = 0; s < submissions.Count; s++)
        {
            cancel.ThrowIfCancellationRequested();
            postings.Cosines(submissionVectors[s], cosines);
            var row = new double?[reviewers.Count];
            for (var r = 0; submissionVectors[s].Terms.Length > 0 && r < reviewers.Count; r++)
            {
                row[r] = CubicMean(cosines, pastVectors, firstPast[r], firstPast[r + 1]);
            }

            affinities[s] = row;
        }

        return new Affinities(submissions, reviewers, terms, reading.WordsByStem(), submissionVectors, pastVectors, firstPast, affinities);
    }

    /// <summary>
    /// Where an affinity comes from: a = Σ a·s_i³/Σ s_j³ over past papers, and each of these over the terms that the two texts share. The
    /// shares add up to the affinity (to rounding, 1e-12); the largest comes first. Null when the affinity is missing.
    /// </summary>
    public AffinityExplanation? Explain(int submission, int reviewer)
    {
        if (Of(submission, reviewer) is not { } affinity)
        {
            return null;
        }

        var mine = _submissionVectors[submission];
        var first = _firstPast[reviewer];
        var count = _firstPast[reviewer + 1] - first;
        var cosines = new double[count];
        var cubes = 0.0;
        for (var i = 0; i < count; i++)
        {
            cosines[i] = mine.Dot(_pastVectors[first + i]);
            cubes += Cube(cosines[i]);
        }

        var papers = new List<PastPaperShare>(count);
        for (var i = 0; i < count; i++)
        {
            var share = cubes > 0 ? affinity * Cube(cosines[i]) / cubes : 0;
            papers.Add(new PastPaperShare(_reviewers[reviewer].PastPapers[i].Id, cosines[i], share, Shared(mine, _pastVectors[first + i], cosines[i], share)));
        }

        return new AffinityExplanation(affinity, [.. papers.OrderByDescending(p => p.Share).ThenBy(p => p.Id, StringComparer.Ordinal)]);
    }

    private List<TermShare> Shared(SparseVector mine, SparseVector past, double cosine, double share)
    {
        var terms = new List<TermShare>();
        for (int i = 0, j = 0; i < mine.Terms.Length && j < past.Terms.Length;)
        {
            if (mine.Terms[i] == past.Terms[j])
            {
                var stem = _terms[mine.Terms[i]];
                terms.Add(new TermShare(stem, _words[stem], share * (mine.Weights[i] * past.Weights[j] / cosine)));
                i++;
                j++;
            }
            else if (mine.Terms[i] < past.Terms[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return [.. terms.OrderByDescending(t => t.Share).ThenBy(t => t.Stem, StringComparer.Ordinal)];
    }

    private static SparseVector[] Weigh(List<Dictionary<int, int>> counts, int[] rank)
    {
        var documents = new int[rank.Length];
        foreach (var count in counts)
        {
            foreach (var term in count.Keys)
            {
                documents[rank[term]]++;
            }
        }

        var vectors = new SparseVector[counts.Count];
        for (var d = 0; d < counts.Count; d++)
        {
            var terms = new int[counts[d].Count];
            var weights = new double[terms.Length];
            var at = 0;
            foreach (var (term, times) in counts[d])
            {
                terms[at] = rank[term];
                weights[at] = (1 + Math.Log(times)) * (Math.Log((1.0 + counts.Count) / (1 + documents[rank[term]])) + 1);
                at++;
            }

            // Sorted by the term itself: sums run in the same order wherever the text stood in the input.
            Array.Sort(terms, weights);
            var square = 0.0;
            foreach (var weight in weights)
            {
                square += weight * weight;
            }

            var length = Math.Sqrt(square);
            for (var i = 0; i < weights.Length; i++)
            {
                weights[i] /= length;
            }

            vectors[d] = new SparseVector(terms, weights);
        }

        return vectors;
    }

    private static double? CubicMean(double[] cosines, SparseVector[] past, int first, int end)
    {
        var cubes = 0.0;
        var readable = 0;
        for (var i = first; i < end; i++)
        {
            if (past[i].Terms.Length > 0)
            {
                cubes += Cube(cosines[i]);
                readable++;
            }
        }

        // Rounding can carry the cosine of a text with itself a hair above one.
        return readable == 0 ? null : Math.Min(1, Math.Cbrt(cubes / readable));
    }

    private static double Cube(double x) => x * x * x;

    private sealed record SparseVector(int[] Terms, double[] Weights)
    {
        public double Dot(SparseVector other)
        {
            var sum = 0.0;
            for (int i = 0, j = 0; i < Terms.Length && j < other.Terms.Length;)
            {
                if (Terms[i] == other.Terms[j])
                {
                    sum += Weights[i++] * other.Weights[j++];
                }
                else if (Terms[i] < other.Terms[j])
                {
                    i++;
                }
                else
                {
                    j++;
                }
            }

            return sum;
        }
    }

    // For each term, the past papers that hold it: a submission then only meets papers with which it shares something.
    private sealed class Postings(int[] first, int[] papers, double[] weights)
    {
        public static Postings Of(SparseVector[] vectors, int terms)
        {
            var first = new int[terms + 1];
            foreach (var vector in vectors)
            {
                foreach (var term in vector.Terms)
                {
                    first[term + 1]++;
                }
            }

            for (var t = 0; t < terms; t++)
            {
                first[t + 1] += first[t];
            }

            var next = first[..^1];
            var papers = new int[first[terms]];
            var weights = new double[first[terms]];
            for (var d = 0; d < vectors.Length; d++)
            {
                for (var i = 0; i < vectors[d].Terms.Length; i++)
                {
                    var at = next[vectors[d].Terms[i]]++;
                    papers[at] = d;
                    weights[at] = vectors[d].Weights[i];
                }
            }

            return new Postings(first, papers, weights);
        }

        public void Cosines(SparseVector text, double[] cosines)
        {
            Array.Clear(cosines);
            for (var i = 0; i < text.Terms.Length; i++)
            {
                var weight = text.Weights[i];
                var end = first[text.Terms[i] + 1];
                for (var at = first[text.Terms[i]]; at < end; at++)
                {
                    cosines[papers[at]] += weight * weights[at];
                }
            }
        }
    }

    // Counts terms by number while reading, and remembers which spelling of a stem people use most.
    private sealed class Reading
    {
        private readonly Tokens _tokens = new();
        private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
        private readonly Dictionary<string, (string Stem, int Times)> _spellings = new(StringComparer.Ordinal);

        public Dictionary<int, int> Count(string text)
        {
            var counts = new Dictionary<int, int>();
            foreach (var token in _tokens.Read(text))
            {
                if (!_numbers.TryGetValue(token.Stem, out var number))
                {
                    number = _numbers.Count;
                    _numbers.Add(token.Stem, number);
                }

                counts[number] = counts.GetValueOrDefault(number) + 1;
                _spellings[token.Word] = (token.Stem, _spellings.GetValueOrDefault(token.Word).Times + 1);
            }

            return counts;
        }

        public string[] SortedTerms(out int[] rank)
        {
            var terms = _numbers.Keys.ToArray();
            Array.Sort(terms, StringComparer.Ordinal);
            rank = new int[terms.Length];
            for (var t = 0; t < terms.Length; t++)
            {
                rank[_numbers[terms[t]]] = t;
            }

            return terms;
        }

        public Dictionary<string, string> WordsByStem()
        {
            var words = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (word, (stem, times)) in _spellings)
            {
                if (!words.TryGetValue(stem, out var best)
                    || times > _spellings[best].Times
                    || (times == _spellings[best].Times && string.CompareOrdinal(word, best) < 0))
                {
                    words[stem] = word;
                }
            }

            return words;
        }
    }
}

namespace Workshop.Domain.Matching;

/// <summary>
/// How close each submission is to what each reviewer has written, from 0 (no term in common) to 1 (the same text). Term weights are
/// (1+ln tf)·(ln((1+N)/(1+df))+1) with N and df over all texts given, submissions and past papers, scaled to length 1; s_i is the cosine of
/// the submission and past paper i; the affinity is (mean of s_i³)^(1/3), which lets one close paper count more than many distant ones.
/// <para>
/// A pair is compared by full text when the submission and every readable past paper of the reviewer have one with a term in it, otherwise by title and abstract alone, also for
/// those past papers that do have full text. Each of the two regimes has its own N and df: by title and abstract over all texts, by full text over those
/// that have it. A paper with full text and without a term in title and abstract says nothing where it is compared by title and abstract; see
/// <see cref="RegimeSummary.LeftOut"/>. What one regime gives is not to be compared with what the other gives without saying so.
/// </para>
/// The result depends on the texts alone: no clock, no chance, no culture, no order of reviewers or submissions; it is the same to the last bit on any number of threads.
/// Sources: Charlin and Zemel, The Toronto Paper Matching System, 2013; Stelmakh et al., arXiv:2303.16750.
/// </summary>
public sealed class Affinities
{
    private readonly MatchingText[] _submissions;
    private readonly ReviewerProfile[] _reviewers;
    private readonly ReadText[] _submissionTexts;
    private readonly ReadProfile[] _profiles;
    private readonly string[] _stems;
    private readonly string?[] _words;
    private readonly double[][] _idf;
    private readonly double[][] _affinities;

    internal Affinities(Corpus corpus, MatchingText[] submissions, ReadText[] submissionTexts, ReviewerProfile[] reviewers, ReadProfile[] profiles, CancellationToken cancel)
    {
        _submissions = submissions;
        _submissionTexts = submissionTexts;
        _reviewers = reviewers;
        _profiles = profiles;
        // Copies: the corpus may go on changing.
        _stems = [.. corpus.Stems];
        _words = corpus.MostUsedSpellings();
        _idf = [corpus.Idf(MatchingRegime.TitleAndAbstract), corpus.Idf(MatchingRegime.FullText)];
        _affinities = Measure(cancel);
    }

    public IReadOnlyList<MatchingText> Submissions => _submissions;

    public IReadOnlyList<ReviewerProfile> Reviewers => _reviewers;

    /// <summary>
    /// The affinity by position in the lists given. Null means missing, which is not zero: there is no past paper or no submission with a
    /// term in the texts that are compared. A past paper without such a term is left out of the mean.
    /// </summary>
    public double? Of(int submission, int reviewer) => _affinities[submission][reviewer] is var affinity && double.IsNaN(affinity) ? null : affinity;

    /// <summary>By which texts the pair is compared, by position; for a missing affinity, would be.</summary>
    public MatchingRegime RegimeOf(int submission, int reviewer) => Regime(_submissionTexts[submission], _profiles[reviewer]);

    /// <exception cref="OperationCanceledException">The caller lost interest.</exception>
    public static Affinities Compute(
        IReadOnlyList<MatchingText> submissions, IReadOnlyList<ReviewerProfile> reviewers, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(submissions);
        ArgumentNullException.ThrowIfNull(reviewers);
        var corpus = new Corpus();
        var texts = corpus.ReadAll([.. submissions, .. reviewers.SelectMany(r => r.PastPapers)], cancel);
        foreach (var text in texts)
        {
            corpus.Add(text);
        }

        var profiles = new ReadProfile[reviewers.Count];
        var next = submissions.Count;
        for (var r = 0; r < profiles.Length; r++)
        {
            var end = next + reviewers[r].PastPapers.Count;
            profiles[r] = new ReadProfile(texts[next..end]);
            next = end;
        }

        return new Affinities(corpus, [.. submissions], texts[..submissions.Count], [.. reviewers], profiles, cancel);
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

        var regime = RegimeOf(submission, reviewer);
        var idf = _idf[(int)regime];
        var mine = TermVector.Of(_submissionTexts[submission].In(regime), idf);
        var dense = new double[idf.Length];
        for (var i = 0; i < mine.Terms.Length; i++)
        {
            dense[mine.Terms[i]] = mine.Weights[i];
        }

        var past = Array.ConvertAll(_profiles[reviewer].Texts, text => TermVector.Of(text.In(regime), idf));
        var cosines = Array.ConvertAll(past, vector => Dot(vector, dense));
        var cubes = cosines.Sum(Cube);
        var papers = new List<PastPaperShare>(past.Length);
        for (var i = 0; i < past.Length; i++)
        {
            var share = cubes > 0 ? affinity * Cube(cosines[i]) / cubes : 0;
            papers.Add(new PastPaperShare(_reviewers[reviewer].PastPapers[i].Id, cosines[i], share, Shared(past[i], dense, cosines[i], share)));
        }

        return new AffinityExplanation(affinity, regime, [.. papers.OrderByDescending(p => p.Share).ThenBy(p => p.Id, StringComparer.Ordinal)]);
    }

    /// <summary>How many pairs and who were compared by which texts, and what had to be left out. In the order of the lists given.</summary>
    public RegimeSummary Summarize()
    {
        var pairs = new int[2];
        var missing = 0;
        for (var s = 0; s < _submissions.Length; s++)
        {
            for (var r = 0; r < _reviewers.Length; r++)
            {
                if (double.IsNaN(_affinities[s][r]))
                {
                    missing++;
                }
                else
                {
                    pairs[(int)RegimeOf(s, r)]++;
                }
            }
        }

        var leftOut = new List<(string? Reviewer, string Paper)>();
        var anyByAbstract = _profiles.Any(p => p.IsReadable && !p.HasFullText);
        leftOut.AddRange(_submissionTexts.Index().Where(s => s.Item.FullText is not null && s.Item.TitleAndAbstract.IsEmpty && anyByAbstract).Select(s => ((string?)null, _submissions[s.Index].Id)));
        var submissionWithout = _submissionTexts.Any(s => s.IsReadable && s.FullText is null);
        foreach (var (r, profile) in _profiles.Index())
        {
            if (!profile.HasFullText ? _submissions.Length > 0 : submissionWithout)
            {
                leftOut.AddRange(profile.Texts.Index().Where(t => t.Item.FullText is not null && t.Item.TitleAndAbstract.IsEmpty).Select(t => ((string?)_reviewers[r].Id, _reviewers[r].PastPapers[t.Index].Id)));
            }
        }

        return new RegimeSummary(
            pairs[(int)MatchingRegime.FullText], pairs[(int)MatchingRegime.TitleAndAbstract], missing,
            [.. ReviewersWhere(p => p.HasFullText)], [.. ReviewersWhere(p => p.IsReadable && !p.HasFullText)], [.. ReviewersWhere(p => !p.IsReadable)],
            [.. SubmissionsWhere(t => t.IsReadable && t.FullText is null)], [.. SubmissionsWhere(t => !t.IsReadable)], leftOut);
    }

    internal static MatchingRegime Regime(ReadText submission, ReadProfile profile) =>
        submission.FullText is not null && profile.HasFullText ? MatchingRegime.FullText : MatchingRegime.TitleAndAbstract;

    /// <summary>(Mean of the cubes)^(1/3) over the past papers that have a term in this regime; NaN when there is none.</summary>
    internal static double CubicMean(ReadOnlySpan<double> cosines, ReadOnlySpan<ReadText> past, MatchingRegime regime)
    {
        var cubes = 0.0;
        var readable = 0;
        for (var i = 0; i < past.Length; i++)
        {
            if (!past[i].In(regime).IsEmpty)
            {
                cubes += Cube(cosines[i]);
                readable++;
            }
        }

        // Rounding can carry the cosine of a text with itself a hair above one.
        return readable == 0 ? double.NaN : Math.Min(1, Math.Cbrt(cubes / readable));
    }

    /// <summary>The cosine with a text whose weights stand at the place of their term, summed in the order of the terms.</summary>
    internal static double Dot(TermVector vector, double[] dense)
    {
        var sum = 0.0;
        for (var i = 0; i < vector.Terms.Length; i++)
        {
            sum += vector.Weights[i] * dense[vector.Terms[i]];
        }

        return sum;
    }

    private double[][] Measure(CancellationToken cancel)
    {
        var firstPast = new int[_profiles.Length + 1];
        for (var r = 0; r < _profiles.Length; r++)
        {
            firstPast[r + 1] = firstPast[r] + _profiles[r].Texts.Length;
        }

        var past = _profiles.SelectMany(p => p.Texts).ToArray();
        var byAbstract = new Postings([.. past.Select(t => t.TitleAndAbstract)], _idf[0]);
        Postings? byFullText = null;
        if (_submissionTexts.Any(s => s.FullText is not null) && _profiles.Any(p => p.HasFullText))
        {
            byFullText = new Postings([.. _profiles.SelectMany(p => p.Texts.Select(t => p.HasFullText ? t.In(MatchingRegime.FullText) : TermCounts.None))], _idf[1]);
        }

        var allByFullText = _profiles.All(p => p.HasFullText || !p.IsReadable);
        var affinities = new double[_submissions.Length][];
        var parallel = new ParallelOptions { CancellationToken = cancel };
        Parallel.For(0, affinities.Length, parallel, () => (Abstract: new double[past.Length], FullText: new double[byFullText is null ? 0 : past.Length]), (s, _, cosines) =>
        {
            var submission = _submissionTexts[s];
            var fullText = submission.FullText is not null && byFullText is not null;
            if (!fullText || !allByFullText)
            {
                byAbstract.Cosines(TermVector.Of(submission.TitleAndAbstract, _idf[0]), cosines.Abstract);
            }

            if (fullText)
            {
                byFullText!.Cosines(TermVector.Of(submission.FullText!, _idf[1]), cosines.FullText);
            }

            var row = new double[_profiles.Length];
            for (var r = 0; r < row.Length; r++)
            {
                var regime = Regime(submission, _profiles[r]);
                var of = regime == MatchingRegime.FullText ? cosines.FullText : cosines.Abstract;
                row[r] = submission.In(regime).IsEmpty ? double.NaN : CubicMean(of.AsSpan(firstPast[r]..firstPast[r + 1]), _profiles[r].Texts, regime);
            }

            affinities[s] = row;
            return cosines;
        }, _ => { });
        return affinities;
    }

    private List<TermShare> Shared(TermVector past, double[] mine, double cosine, double share)
    {
        var terms = new List<TermShare>();
        for (var i = 0; i < past.Terms.Length; i++)
        {
            if (mine[past.Terms[i]] > 0)
            {
                var stem = _stems[past.Terms[i]];
                terms.Add(new TermShare(stem, _words[past.Terms[i]] ?? stem, share * (mine[past.Terms[i]] * past.Weights[i] / cosine)));
            }
        }

        return [.. terms.OrderByDescending(t => t.Share).ThenBy(t => t.Stem, StringComparer.Ordinal)];
    }

    private IEnumerable<string> ReviewersWhere(Func<ReadProfile, bool> holds) => _profiles.Index().Where(p => holds(p.Item)).Select(p => _reviewers[p.Index].Id);

    private IEnumerable<string> SubmissionsWhere(Func<ReadText, bool> holds) => _submissionTexts.Index().Where(t => holds(t.Item)).Select(t => _submissions[t.Index].Id);

    private static double Cube(double x) => x * x * x;
}

/// <summary>A reviewer's past papers, read.</summary>
internal sealed record ReadProfile(ReadText[] Texts)
{
    public bool IsReadable { get; } = Array.Exists(Texts, t => t.IsReadable);

    /// <summary>Whether every past paper that can be read at all has full text, and there is one.</summary>
    public bool HasFullText { get; } = Array.Exists(Texts, t => t.IsReadable) && Array.TrueForAll(Texts, t => !t.IsReadable || t.FullText is not null);
}

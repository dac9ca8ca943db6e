namespace Workshop.Domain.Matching;

/// <summary>
/// Affinities that follow their texts: submissions, reviewers and past papers come, change and go one by one, and only the text that
/// changed is read. Every answer is the one of <see cref="Affinities.Compute"/> on the texts at hand, to the last bit, whatever happened
/// before. One reviewer's or one submission's affinities are worked out without all the others. Ids are compared by character; a submission's is
/// unique among submissions, a reviewer's among reviewers. Lists keep the order in which ids first came. Words of removed texts
/// stay in memory as long as the index does. Not thread-safe, not even for reading.
/// </summary>
public sealed class AffinityIndex
{
    private readonly Corpus _corpus = new();
    private readonly OrderedDictionary<string, (MatchingText Text, ReadText Read)> _submissions = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, (ReviewerProfile Profile, ReadProfile Read)> _reviewers = new(StringComparer.Ordinal);

    public IReadOnlyList<MatchingText> Submissions => [.. _submissions.Values.Select(s => s.Text)];

    public IReadOnlyList<ReviewerProfile> Reviewers => [.. _reviewers.Values.Select(r => r.Profile)];

    /// <summary>An index of many texts at once, read on several threads.</summary>
    /// <exception cref="ArgumentException">A submission's or a reviewer's id comes twice.</exception>
    /// <exception cref="OperationCanceledException">The caller lost interest.</exception>
    public static AffinityIndex Of(IReadOnlyList<MatchingText> submissions, IReadOnlyList<ReviewerProfile> reviewers, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(submissions);
        ArgumentNullException.ThrowIfNull(reviewers);
        var index = new AffinityIndex();
        var texts = index._corpus.ReadAll([.. submissions, .. reviewers.SelectMany(r => r.PastPapers)], cancel);
        foreach (var text in texts)
        {
            index._corpus.Add(text);
        }

        for (var s = 0; s < submissions.Count; s++)
        {
            index._submissions.Add(submissions[s].Id, (submissions[s], texts[s]));
        }

        var next = submissions.Count;
        foreach (var reviewer in reviewers)
        {
            var end = next + reviewer.PastPapers.Count;
            index._reviewers.Add(reviewer.Id, (reviewer with { PastPapers = [.. reviewer.PastPapers] }, new ReadProfile(texts[next..end])));
            next = end;
        }

        return index;
    }

    /// <summary>Adds a submission, or replaces the one of this id.</summary>
    public void PutSubmission(MatchingText submission)
    {
        ArgumentNullException.ThrowIfNull(submission);
        var read = _corpus.Read(submission);
        if (_submissions.TryGetValue(submission.Id, out var old))
        {
            _corpus.Remove(old.Read);
        }

        _corpus.Add(read);
        _submissions[submission.Id] = (submission, read);
    }

    /// <summary>False when there is none of this id.</summary>
    public bool RemoveSubmission(string id)
    {
        if (!_submissions.Remove(id, out var old))
        {
            return false;
        }

        _corpus.Remove(old.Read);
        return true;
    }

    /// <summary>Adds a reviewer, or replaces the past papers of the one of this id. Texts that they had before are not read again.</summary>
    public void PutReviewer(ReviewerProfile reviewer)
    {
        ArgumentNullException.ThrowIfNull(reviewer);
        var known = new Dictionary<(string, string?), ReadText>();
        if (_reviewers.TryGetValue(reviewer.Id, out var old))
        {
            for (var i = 0; i < old.Read.Texts.Length; i++)
            {
                var paper = old.Profile.PastPapers[i];
                known[(paper.Text, paper.FullText)] = old.Read.Texts[i];
                _corpus.Remove(old.Read.Texts[i]);
            }
        }

        MatchingText[] papers = [.. reviewer.PastPapers];
        var texts = Array.ConvertAll(papers, paper => known.TryGetValue((paper.Text, paper.FullText), out var text) ? text : _corpus.Read(paper));
        foreach (var text in texts)
        {
            _corpus.Add(text);
        }

        _reviewers[reviewer.Id] = (reviewer with { PastPapers = papers }, new ReadProfile(texts));
    }

    /// <summary>False when there is none of this id.</summary>
    public bool RemoveReviewer(string id)
    {
        if (!_reviewers.Remove(id, out var old))
        {
            return false;
        }

        foreach (var text in old.Read.Texts)
        {
            _corpus.Remove(text);
        }

        return true;
    }

    /// <summary>Adds a past paper at the end of a reviewer's, or replaces their first of this id. A reviewer who is not there yet is added.</summary>
    public void PutPastPaper(string reviewer, MatchingText paper)
    {
        ArgumentNullException.ThrowIfNull(paper);
        List<MatchingText> papers = _reviewers.TryGetValue(reviewer, out var old) ? [.. old.Profile.PastPapers] : [];
        var at = papers.FindIndex(p => p.Id == paper.Id);
        if (at < 0)
        {
            papers.Add(paper);
        }
        else
        {
            papers[at] = paper;
        }

        PutReviewer(new ReviewerProfile(reviewer, papers));
    }

    /// <summary>Removes a reviewer's first past paper of this id; false when there is none. The reviewer stays, without past papers if need be.</summary>
    public bool RemovePastPaper(string reviewer, string paper)
    {
        if (!_reviewers.TryGetValue(reviewer, out var old))
        {
            return false;
        }

        var papers = old.Profile.PastPapers.ToList();
        var at = papers.FindIndex(p => p.Id == paper);
        if (at < 0)
        {
            return false;
        }

        papers.RemoveAt(at);
        PutReviewer(new ReviewerProfile(reviewer, papers));
        return true;
    }

    /// <summary>The reviewer's affinity with every submission, in the order of <see cref="Submissions"/>; null where it is missing.</summary>
    /// <param name="withoutFullText">By title and abstract also where both sides have full text: for whoever may not see the full texts, in which a search could otherwise be made by writing past papers.</param>
    /// <exception cref="KeyNotFoundException">There is no such reviewer.</exception>
    public double?[] OfReviewer(string reviewer, bool withoutFullText = false)
    {
        var profile = _reviewers[reviewer].Read;
        var cosines = new double[profile.Texts.Length];
        var postings = new Postings?[2];
        var column = new double?[_submissions.Count];
        foreach (var (s, (_, (_, submission))) in _submissions.Index())
        {
            var regime = withoutFullText ? MatchingRegime.TitleAndAbstract : Affinities.Regime(submission, profile);
            var idf = _corpus.Idf(regime);
            if (!submission.In(regime).IsEmpty)
            {
                postings[(int)regime] ??= new Postings(Array.ConvertAll(profile.Texts, t => t.In(regime)), idf);
                postings[(int)regime]!.Cosines(TermVector.Of(submission.In(regime), idf), cosines);
                column[s] = Affinities.CubicMean(cosines, profile.Texts, regime) is var affinity && double.IsNaN(affinity) ? null : affinity;
            }
        }

        return column;
    }

    /// <summary>The submission's affinity with every reviewer, in the order of <see cref="Reviewers"/>; null where it is missing.</summary>
    /// <exception cref="KeyNotFoundException">There is no such submission.</exception>
    public double?[] OfSubmission(string submission)
    {
        var read = _submissions[submission].Read;
        var dense = new double[]?[2];
        var row = new double?[_reviewers.Count];
        foreach (var (r, (_, (_, profile))) in _reviewers.Index())
        {
            var regime = Affinities.Regime(read, profile);
            if (read.In(regime).IsEmpty)
            {
                continue;
            }

            var idf = _corpus.Idf(regime);
            var mine = dense[(int)regime] ??= Dense(TermVector.Of(read.In(regime), idf), idf.Length);
            var cosines = Array.ConvertAll(profile.Texts, text => Affinities.Dot(TermVector.Of(text.In(regime), idf), mine));
            row[r] = Affinities.CubicMean(cosines, profile.Texts, regime) is var affinity && double.IsNaN(affinity) ? null : affinity;
        }

        return row;
    }

    /// <summary>All affinities of the texts as they are now; later changes of the index do not touch it.</summary>
    /// <exception cref="OperationCanceledException">The caller lost interest.</exception>
    public Affinities Snapshot(CancellationToken cancel = default) => new(
        _corpus,
        [.. _submissions.Values.Select(s => s.Text)], [.. _submissions.Values.Select(s => s.Read)],
        [.. _reviewers.Values.Select(r => r.Profile)], [.. _reviewers.Values.Select(r => r.Read)], cancel);

    /// <summary>
    /// What matching sees of a reviewer, for their own page: at most <paramref name="most"/> terms, the heaviest first, over their past papers and for each of them.
    /// By full text when all their readable past papers have one and some submission does, otherwise by title and abstract. Words are
    /// spelled as in their own past papers, never as in somebody else's text; how rare a term is among all texts of the event does show in the weights.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is no such reviewer.</exception>
    public ProfileTerms TermsOf(string reviewer, int most = 30)
    {
        var (profile, read) = _reviewers[reviewer];
        var regime = read.HasFullText && _submissions.Values.Any(s => s.Read.FullText is not null) ? MatchingRegime.FullText : MatchingRegime.TitleAndAbstract;
        var words = _corpus.MostUsedSpellings(read.Texts);
        var sums = new Dictionary<int, double>();
        var papers = new List<PastPaperTerms>();
        var readable = 0;
        for (var i = 0; i < read.Texts.Length; i++)
        {
            var vector = TermVector.Of(read.Texts[i].In(regime), _corpus.Idf(regime));
            readable += vector.Terms.Length > 0 ? 1 : 0;
            for (var t = 0; t < vector.Terms.Length; t++)
            {
                sums[vector.Terms[t]] = sums.GetValueOrDefault(vector.Terms[t]) + vector.Weights[t];
            }

            papers.Add(new PastPaperTerms(profile.PastPapers[i].Id, vector.Terms.Length > 0, Heaviest(vector.Terms.Zip(vector.Weights))));
        }

        return new ProfileTerms(regime, Heaviest(sums.Select(s => (s.Key, s.Value / readable))), papers);

        List<TermWeight> Heaviest(IEnumerable<(int Term, double Weight)> terms) =>
        [
            .. terms.Select(t => new TermWeight(_corpus.Stems[t.Term], words[t.Term] ?? _corpus.Stems[t.Term], t.Weight))
                .OrderByDescending(t => t.Weight).ThenBy(t => t.Stem, StringComparer.Ordinal).Take(most),
        ];
    }

    private static double[] Dense(TermVector vector, int terms)
    {
        var dense = new double[terms];
        for (var i = 0; i < vector.Terms.Length; i++)
        {
            dense[vector.Terms[i]] = vector.Weights[i];
        }

        return dense;
    }
}

/// <summary>What matching sees of one reviewer.</summary>
/// <param name="Regime">By which texts they are compared.</param>
/// <param name="Terms">Over all past papers: the mean of the weights in each, so that no long paper outweighs a short one.</param>
/// <param name="PastPapers">In the reviewer's order.</param>
public sealed record ProfileTerms(MatchingRegime Regime, IReadOnlyList<TermWeight> Terms, IReadOnlyList<PastPaperTerms> PastPapers);

/// <param name="IsRead">False when there is no term in the texts that are compared: the paper then says nothing.</param>
public sealed record PastPaperTerms(string Id, bool IsRead, IReadOnlyList<TermWeight> Terms);

/// <param name="Weight">From 0 to 1; the squares of all weights of one paper add up to 1.</param>
public sealed record TermWeight(string Stem, string Word, double Weight);

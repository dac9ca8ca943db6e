namespace Workshop.Domain.Matching;

/// <summary>
/// How much the abstracts of one programme have in common, from 0 (no term) to 1 (the same terms): the cosine of two texts by title and abstract, weighted as in <see cref="Affinities"/> with
/// N and df over these texts. Symmetric to the last bit. A text without a term has nothing in common with any other.
/// </summary>
public sealed class TextSimilarity
{
    private readonly Corpus _corpus;
    private readonly IReadOnlyList<MatchingText> _texts;
    private readonly ReadText[] _read;
    private readonly TermVector[] _vectors;
    private readonly double[] _total;
    private readonly double[][] _cosines;

    private TextSimilarity(Corpus corpus, IReadOnlyList<MatchingText> texts, ReadText[] read, CancellationToken cancel)
    {
        (_corpus, _texts, _read) = (corpus, texts, read);
        var idf = corpus.Idf(MatchingRegime.TitleAndAbstract);
        _vectors = Array.ConvertAll(read, text => TermVector.Of(text.TitleAndAbstract, idf));
        _total = new double[idf.Length];
        foreach (var vector in _vectors)
        {
            for (var i = 0; i < vector.Terms.Length; i++)
            {
                _total[vector.Terms[i]] += vector.Weights[i];
            }
        }

        var postings = new Postings(Array.ConvertAll(read, text => text.TitleAndAbstract), idf);
        _cosines = new double[read.Length][];
        for (var i = 0; i < read.Length; i++)
        {
            cancel.ThrowIfCancellationRequested();
            postings.Cosines(_vectors[i], _cosines[i] = new double[read.Length]);
        }
    }

    public int Count => _read.Length;

    /// <summary>By position in the list given.</summary>
    public double this[int one, int other] => Math.Min(1, _cosines[one][other]);

    /// <summary>Full texts are not read.</summary>
    /// <exception cref="OperationCanceledException">The caller lost interest.</exception>
    public static TextSimilarity Of(IReadOnlyList<MatchingText> texts, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var corpus = new Corpus();
        MatchingText[] shown = [.. texts.Select(text => text with { FullText = null })];
        var read = corpus.ReadAll(shown, cancel);
        foreach (var text in read)
        {
            corpus.Add(text);
        }

        return new TextSimilarity(corpus, shown, read, cancel);
    }

    /// <summary>
    /// The words that say what some of the texts are about and the others are not: the largest differences between a term's mean weight inside and outside, of terms that at least two of
    /// them hold; spelled as these texts spell them most. Fewer when there are no more, none when they have nothing in common.
    /// Source: Manning, Raghavan and Schütze, Introduction to Information Retrieval, 2008, 17.7 (differential cluster labelling).
    /// </summary>
    /// <param name="group">Positions in the list given, each once.</param>
    public IReadOnlyList<string> TopicOf(IReadOnlyCollection<int> group, int most = 3)
    {
        ArgumentNullException.ThrowIfNull(group);
        var sums = new Dictionary<int, (double Weight, int Texts)>();
        foreach (var text in group)
        {
            var vector = _vectors[text];
            for (var i = 0; i < vector.Terms.Length; i++)
            {
                var (weight, texts) = sums.GetValueOrDefault(vector.Terms[i]);
                sums[vector.Terms[i]] = (weight + vector.Weights[i], texts + 1);
            }
        }

        var words = _corpus.MostUsedSpellings(group.Select(text => _read[text]));
        var outside = Math.Max(1, Count - group.Count);
        return
        [
            .. sums.Where(term => term.Value.Texts >= Math.Min(2, group.Count))
                .Select(term => (Stem: _corpus.Stems[term.Key], Word: words[term.Key] ?? _corpus.Stems[term.Key], Difference: (term.Value.Weight / group.Count) - ((_total[term.Key] - term.Value.Weight) / outside)))
                .Where(term => term.Difference > 0 && term.Word.Length > 2 && !term.Word.All(char.IsAsciiDigit))
                .OrderByDescending(term => term.Difference).ThenBy(term => term.Stem, StringComparer.Ordinal)
                .Take(most)
                .Select(term => AsWritten(term.Word, group)),
        ];
    }

    /// <summary>With the capitals that the texts give it most often: "Shapley", "LLMs". A word that they spell with accents stays without.</summary>
    private string AsWritten(string word, IReadOnlyCollection<int> group)
    {
        var spellings = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var text in group)
        {
            var plain = LatexText.Plain(_texts[text].Text).AsSpan();
            for (var start = 0; start < plain.Length;)
            {
                var end = start;
                while (end < plain.Length && char.IsLetterOrDigit(plain[end]))
                {
                    end++;
                }

                if (plain[start..end].Equals(word, StringComparison.OrdinalIgnoreCase))
                {
                    var spelling = plain[start..end].ToString();
                    spellings[spelling] = spellings.GetValueOrDefault(spelling) + 1;
                }

                start = end + 1;
            }
        }

        // Of two that are equally frequent the one in small letters: titles have capitals that mean nothing.
        return spellings.Count == 0 ? word : spellings.OrderByDescending(spelling => spelling.Value).ThenByDescending(spelling => spelling.Key, StringComparer.Ordinal).First().Key;
    }
}

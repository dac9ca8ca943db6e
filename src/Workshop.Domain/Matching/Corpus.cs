using System.Runtime.InteropServices;

namespace Workshop.Domain.Matching;

/// <summary>How often each term stands in a text: terms by their number, sorted by the stem itself (ordinal), and their counts.</summary>
internal sealed record TermCounts(int[] Terms, int[] Counts)
{
    public static TermCounts None { get; } = new([], []);

    public bool IsEmpty => Terms.Length == 0;
}

/// <summary>How often each spelling stands in a text, by the number of the word.</summary>
internal sealed record WordCounts(int[] Words, int[] Counts)
{
    public static WordCounts None { get; } = new([], []);
}

/// <summary>
/// A text that has been read. <see cref="FullText"/> holds title, abstract and full text together; null when there is no term in the full text.
/// Title and abstract are read apart from the full text, so nothing runs over from one to the other.
/// </summary>
internal sealed record ReadText(WordCounts Words, WordCounts MoreWords, TermCounts TitleAndAbstract, TermCounts? FullText)
{
    /// <summary>Whether there is a term in any of it.</summary>
    public bool IsReadable => !TitleAndAbstract.IsEmpty || FullText is not null;

    /// <summary>What is compared in a regime; empty when the text has nothing for it.</summary>
    public TermCounts In(MatchingRegime regime) => regime == MatchingRegime.FullText ? FullText ?? TermCounts.None : TitleAndAbstract;
}

/// <summary>
/// The words and terms that have been met, by number, and in how many of the documents at hand each term stands. A number is never given twice
/// and never taken back: what a removed document alone had stays as a term of no document. Not thread-safe.
/// </summary>
internal sealed class Corpus
{
    private const int StopWord = -1;

    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _terms = new(StringComparer.Ordinal);
    private readonly List<string> _spellings = [];
    private readonly List<int> _termOf = [];
    private readonly List<int> _timesOf = [];
    private readonly List<string> _stems = [];
    private readonly List<int>[] _documentsWith = [[], []];
    private readonly int[] _documents = new int[2];
    private readonly double[]?[] _idf = new double[2][];

    // While one text is read: how often each word has been met so far.
    private int[] _met = new int[1024];
    private readonly List<int> _metWords = [];

    public IReadOnlyList<string> Stems => _stems;

    /// <summary>Reads a text without adding it to the documents.</summary>
    public ReadText Read(MatchingText text)
    {
        var words = CountWords(text.Text);
        return Assemble(words, CountFullText(text), null);
    }

    /// <summary>Reads many texts on several threads. The numbers of words and terms depend on their order alone.</summary>
    /// <exception cref="OperationCanceledException">The caller lost interest.</exception>
    public ReadText[] ReadAll(IReadOnlyList<MatchingText> texts, CancellationToken cancel)
    {
        const int textsOfPart = 256;
        var parts = new (Corpus Corpus, WordCounts[] Words)[(texts.Count + textsOfPart - 1) / textsOfPart];
        Parallel.For(0, parts.Length, new ParallelOptions { CancellationToken = cancel }, part =>
        {
            var first = part * textsOfPart;
            var corpus = new Corpus();
            var words = new WordCounts[2 * Math.Min(textsOfPart, texts.Count - first)];
            for (var i = 0; i < words.Length; i += 2)
            {
                cancel.ThrowIfCancellationRequested();
                var text = texts[first + (i / 2)];
                words[i] = corpus.CountWords(text.Text);
                words[i + 1] = corpus.CountFullText(text);
            }

            parts[part] = (corpus, words);
        });

        foreach (var (corpus, words) in parts)
        {
            var number = new int[corpus._spellings.Count];
            for (var w = 0; w < number.Length; w++)
            {
                number[w] = Number(corpus._spellings[w], corpus._stems[corpus._termOf[w]]);
            }

            foreach (var count in words)
            {
                for (var i = 0; i < count.Words.Length; i++)
                {
                    count.Words[i] = number[count.Words[i]];
                }
            }
        }

        var order = TermOrder.OfAll(_stems);
        var read = new ReadText[texts.Count];
        Parallel.For(0, texts.Count, new ParallelOptions { CancellationToken = cancel }, i =>
        {
            var words = parts[i / textsOfPart].Words;
            var at = 2 * (i % textsOfPart);
            read[i] = Assemble(words[at], words[at + 1], order);
        });
        return read;
    }

    public void Add(ReadText text) => Change(text, 1);

    public void Remove(ReadText text) => Change(text, -1);

    /// <summary>
    /// ln((1+N)/(1+df))+1 for every term, with N documents of the regime: all of them by title and abstract, those that have full text by full text.
    /// The array is never written again.
    /// </summary>
    public double[] Idf(MatchingRegime regime)
    {
        if (_idf[(int)regime] is { } known)
        {
            return known;
        }

        var documentsWith = CollectionsMarshal.AsSpan(_documentsWith[(int)regime]);
        var idf = new double[documentsWith.Length];
        // Few counts are met often: one logarithm for each is enough.
        var byCount = new double[_documents[(int)regime] + 1];
        for (var term = 0; term < idf.Length; term++)
        {
            ref var value = ref byCount[documentsWith[term]];
            if (value == 0)
            {
                value = Math.Log((1.0 + _documents[(int)regime]) / (1 + documentsWith[term])) + 1;
            }

            idf[term] = value;
        }

        return _idf[(int)regime] = idf;
    }

    /// <summary>For every term the spelling that the documents use most, the first in ordinal order of several; null for a term of no document.</summary>
    public string?[] MostUsedSpellings() => MostUsed(CollectionsMarshal.AsSpan(_timesOf));

    /// <summary>The same, in these texts alone.</summary>
    public string?[] MostUsedSpellings(IEnumerable<ReadText> texts)
    {
        var times = new int[_spellings.Count];
        foreach (var text in texts)
        {
            foreach (var words in (ReadOnlySpan<WordCounts>)[text.Words, text.MoreWords])
            {
                for (var i = 0; i < words.Words.Length; i++)
                {
                    times[words.Words[i]] += words.Counts[i];
                }
            }
        }

        return MostUsed(times);
    }

    private string?[] MostUsed(ReadOnlySpan<int> times)
    {
        var best = new int[_stems.Count];
        Array.Fill(best, -1);
        for (var w = 0; w < times.Length; w++)
        {
            ref var known = ref best[_termOf[w]];
            if (times[w] > 0
                && (known < 0 || times[w] > times[known] || (times[w] == times[known] && string.CompareOrdinal(_spellings[w], _spellings[known]) < 0)))
            {
                known = w;
            }
        }

        return Array.ConvertAll(best, w => w < 0 ? null : _spellings[w]);
    }

    private void Change(ReadText text, int by)
    {
        _idf[0] = _idf[1] = null;
        foreach (var words in (ReadOnlySpan<WordCounts>)[text.Words, text.MoreWords])
        {
            for (var i = 0; i < words.Words.Length; i++)
            {
                _timesOf[words.Words[i]] += by * words.Counts[i];
            }
        }

        Count(MatchingRegime.TitleAndAbstract, text.TitleAndAbstract, by);
        if (text.FullText is { } fullText)
        {
            Count(MatchingRegime.FullText, fullText, by);
        }
    }

    private void Count(MatchingRegime regime, TermCounts text, int by)
    {
        _documents[(int)regime] += by;
        var documentsWith = CollectionsMarshal.AsSpan(_documentsWith[(int)regime]);
        foreach (var term in text.Terms)
        {
            documentsWith[term] += by;
        }
    }

    private WordCounts CountWords(string text)
    {
        _metWords.Clear();
        var known = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        var reader = new WordReader(text);
        while (reader.Next(out var word))
        {
            if (!known.TryGetValue(word, out var number))
            {
                var spelt = word.ToString();
                number = StopWords.Contains(spelt) ? StopWord : Number(spelt, PorterStem.Of(spelt));
                _words[spelt] = number;
            }

            if (number == StopWord)
            {
                continue;
            }

            if (number >= _met.Length)
            {
                Array.Resize(ref _met, Math.Max(number + 1, 2 * _met.Length));
            }

            if (_met[number]++ == 0)
            {
                _metWords.Add(number);
            }
        }

        var words = _metWords.ToArray();
        var counts = new int[words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            counts[i] = _met[words[i]];
            _met[words[i]] = 0;
        }

        return new WordCounts(words, counts);
    }

    private int Number(string word, string stem)
    {
        if (_words.TryGetValue(word, out var number))
        {
            return number;
        }

        if (!_terms.TryGetValue(stem, out var term))
        {
            term = _stems.Count;
            _terms.Add(stem, term);
            _stems.Add(stem);
            _documentsWith[0].Add(0);
            _documentsWith[1].Add(0);
        }

        number = _spellings.Count;
        _words.Add(word, number);
        _spellings.Add(word);
        _termOf.Add(term);
        _timesOf.Add(0);
        return number;
    }

    private WordCounts CountFullText(MatchingText text) =>
        string.IsNullOrEmpty(text.FullText) ? WordCounts.None : CountWords(MatchingText.CutToFirstWords(text.FullText));

    private ReadText Assemble(WordCounts words, WordCounts more, TermOrder? order) =>
        new(words, more, Terms(words, WordCounts.None, order), more.Words.Length == 0 ? null : Terms(words, more, order));

    // Sorted by the stem: sums then run in the same order whatever was read before, so no bit of a result depends on it.
    private TermCounts Terms(WordCounts words, WordCounts more, TermOrder? order)
    {
        var terms = new int[words.Words.Length + more.Words.Length];
        var counts = new int[terms.Length];
        for (var i = 0; i < terms.Length; i++)
        {
            var inMore = i - words.Words.Length;
            terms[i] = _termOf[inMore < 0 ? words.Words[i] : more.Words[inMore]];
            counts[i] = inMore < 0 ? words.Counts[i] : more.Counts[inMore];
        }

        // One text alone is sorted by comparing strings; for many it pays to rank all terms first.
        order ??= TermOrder.Of(terms.Distinct().ToArray(), _stems);
        for (var i = 0; i < terms.Length; i++)
        {
            terms[i] = order.RankOf(terms[i]);
        }

        Array.Sort(terms, counts);
        var last = -1;
        for (var i = 0; i < terms.Length; i++)
        {
            // Spellings of one stem come together.
            if (last >= 0 && terms[last] == terms[i])
            {
                counts[last] += counts[i];
            }
            else
            {
                last++;
                (terms[last], counts[last]) = (terms[i], counts[i]);
            }
        }

        Array.Resize(ref terms, last + 1);
        Array.Resize(ref counts, last + 1);
        for (var i = 0; i < terms.Length; i++)
        {
            terms[i] = order.TermAt(terms[i]);
        }

        return new TermCounts(terms, counts);
    }

    // Some terms in the ordinal order of their stems.
    private sealed class TermOrder(int[] sorted, Func<int, int> rankOf)
    {
        public static TermOrder OfAll(List<string> stems)
        {
            var sorted = Sort([.. Enumerable.Range(0, stems.Count)], stems);
            var rank = new int[sorted.Length];
            for (var i = 0; i < sorted.Length; i++)
            {
                rank[sorted[i]] = i;
            }

            return new TermOrder(sorted, term => rank[term]);
        }

        public static TermOrder Of(int[] terms, List<string> stems)
        {
            var sorted = Sort(terms, stems);
            var rank = new Dictionary<int, int>(sorted.Length);
            for (var i = 0; i < sorted.Length; i++)
            {
                rank.Add(sorted[i], i);
            }

            return new TermOrder(sorted, term => rank[term]);
        }

        public int RankOf(int term) => rankOf(term);

        public int TermAt(int rank) => sorted[rank];

        private static int[] Sort(int[] terms, List<string> stems)
        {
            Array.Sort(Array.ConvertAll(terms, term => stems[term]), terms, StringComparer.Ordinal);
            return terms;
        }
    }
}

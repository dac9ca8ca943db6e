using System.Globalization;
using System.Text;

namespace Workshop.Domain.Decisions;

/// <summary>What the table of decisions knows of one submission; a search looks at nothing else.</summary>
/// <param name="Score">Mean of the scores; null without one.</param>
/// <param name="Fair">The adjusted mean, see <see cref="FairScores"/>; null without a score.</param>
/// <param name="Spread">Highest minus lowest; null with fewer than two scores.</param>
/// <param name="Confidence">Mean; null without one.</param>
/// <param name="Reviews">Submitted.</param>
/// <param name="Outstanding">Assigned and not submitted.</param>
/// <param name="Wish">"talk", "poster", "either".</param>
/// <param name="Statuses">Every word that is true of it: "undecided", "staged", "released", "pending", "talk", "poster", "accepted", "waitlist", "rejected", the label's name.</param>
/// <param name="Flags">"disagree", "missing", "note", "condition", "declined".</param>
public sealed record SearchedDecision(
    int Number,
    string Title,
    IReadOnlyList<string> Authors,
    IReadOnlyList<string> Topics,
    double? Score,
    double? Fair,
    double? Spread,
    double? Confidence,
    int Reviews,
    int Outstanding,
    string Wish,
    IReadOnlyCollection<string> Statuses,
    IReadOnlyCollection<string> Flags);

/// <summary>
/// The small language of the search box: terms side by side must all hold; <c>OR</c> between them makes alternatives and binds weaker; <c>-</c> negates a term or a group in
/// parentheses. <c>key:word</c> and <c>key:"two words"</c> look for text that contains it, without regard to case and accents; <c>key&gt;=4</c>, <c>&gt;</c>, <c>&lt;</c>, <c>&lt;=</c>, <c>=</c>
/// (also <c>:</c>) compare numbers. What has no number (a score without reviews) meets no comparison, so that its negation does. A bare word looks into title, authors, topics and #number.
/// Pure and deterministic.
/// </summary>
public sealed class DecisionSearch
{
    public const int MaxLength = 300;

    /// <summary>Parentheses inside each other.</summary>
    private const int MaxDepth = 20;

    private static readonly string[] NumberKeys = ["score", "fair", "spread", "confidence", "reviews", "outstanding", "number"];
    private static readonly string[] TextKeys = ["title", "author", "topic", "wish", "status", "flag"];

    private static readonly Dictionary<string, string> Synonyms = new(StringComparer.Ordinal)
    {
        ["mean"] = "score", ["scores"] = "score", ["adjusted"] = "fair", ["conf"] = "confidence", ["review"] = "reviews", ["missing"] = "outstanding", ["id"] = "number",
        ["authors"] = "author", ["name"] = "author", ["topics"] = "topic", ["preference"] = "wish", ["decision"] = "status", ["is"] = "status", ["flags"] = "flag", ["label"] = "status",
    };

    private static readonly string[] Wishes = ["talk", "poster", "either"];
    private static readonly string[] StatusWords = ["undecided", "staged", "pending", "released", "accepted", "talk", "poster", "waitlist", "rejected"];
    private static readonly string[] FlagWords = ["disagree", "missing", "note", "condition", "declined"];

    private readonly Func<SearchedDecision, bool> _matches;

    private DecisionSearch(Func<SearchedDecision, bool> matches, bool isEmpty) => (_matches, IsEmpty) = (matches, isEmpty);

    /// <summary>It matches everything.</summary>
    public bool IsEmpty { get; }

    public static IReadOnlyList<string> Keys { get; } = [.. NumberKeys, .. TextKeys];

    public bool Matches(SearchedDecision row) => _matches(row);

    /// <summary>Refused under the field "Search" with where (counted in characters from 1) and what to write instead.</summary>
    /// <param name="labels">The event's names for decisions, so that a status that does not exist is told; null when nobody knows them, and then any word may be one.</param>
    public static Outcome<DecisionSearch> Parse(string? text, IReadOnlyCollection<string>? labels = null)
    {
        // As telephones write quotes.
        text = (text ?? "").Replace('“', '"').Replace('”', '"').Replace('„', '"').Replace('«', '"').Replace('»', '"');
        if (text.Length > MaxLength)
        {
            return new Refusal("search.too-long", $"Shorten the search to {MaxLength} characters.", "Search");
        }

        try
        {
            var reader = new Reader(text, labels);
            var all = reader.ReadAlternatives(0);
            return reader.Rest is { } at ? throw Wrong(at, "There is a “)” too many. Remove it, or open a “(” before it.") : new DecisionSearch(all ?? (_ => true), all is null);
        }
        catch (SearchException wrong)
        {
            return new Refusal("search.wrong", string.Create(CultureInfo.InvariantCulture, $"At character {wrong.At + 1}: {wrong.Message}"), "Search");
        }
    }

    private static SearchException Wrong(int at, string message) => new(at, message);

    /// <summary>Never leaves this class: a parser that returns from any depth.</summary>
#pragma warning disable CA1032, CA1064 // Nobody else may catch or make it.
    private sealed class SearchException(int at, string message) : Exception(message)
    {
        public int At { get; } = at;
    }
#pragma warning restore CA1032, CA1064

    private sealed class Reader(string text, IReadOnlyCollection<string>? labels)
    {
        private int _at;

        /// <summary>Where something is left that nobody read; null at the end.</summary>
        public int? Rest
        {
            get
            {
                Skip();
                return _at < text.Length ? _at : null;
            }
        }

        /// <summary>Null when there is nothing.</summary>
        public Func<SearchedDecision, bool>? ReadAlternatives(int depth)
        {
            var first = ReadTerms(depth);
            while (TakeWord("OR") is { } or)
            {
                var left = first ?? throw Wrong(or, "OR needs something before it.");
                var right = ReadTerms(depth) ?? throw Wrong(or, "OR needs something after it.");
                first = row => left(row) || right(row);
            }

            return first;
        }

        private Func<SearchedDecision, bool>? ReadTerms(int depth)
        {
            Func<SearchedDecision, bool>? all = null;
            while (Rest is not null && text[_at] != ')' && !PeekWord("OR"))
            {
                if (TakeWord("AND") is not null)
                {
                    continue;
                }

                if (PeekWord("or") || PeekWord("Or"))
                {
                    throw Wrong(_at, "Write OR in capitals between two alternatives, or \"or\" in quotes to look for the word.");
                }

                var term = ReadTerm(depth);
                var before = all;
                all = before is null ? term : row => before(row) && term(row);
            }

            return all;
        }

        private Func<SearchedDecision, bool> ReadTerm(int depth)
        {
            var start = _at;
            if (text[_at] == '-')
            {
                _at++;
                if (_at >= text.Length || char.IsWhiteSpace(text[_at]) || text[_at] is '-' or ')')
                {
                    throw Wrong(start, "Write what is not wanted directly after the “-”: -topic:theory.");
                }

                var negated = ReadTerm(depth);
                return row => !negated(row);
            }

            if (text[_at] == '(')
            {
                if (depth == MaxDepth)
                {
                    throw Wrong(_at, "There are too many parentheses inside each other.");
                }

                _at++;
                var inner = ReadAlternatives(depth + 1);
                if (Rest is null)
                {
                    throw Wrong(start, "This “(” is never closed. Write a “)”.");
                }

                _at++;
                return inner ?? throw Wrong(start, "There is nothing between the parentheses.");
            }

            if (text[_at] == '"')
            {
                return Anywhere(ReadQuoted());
            }

            while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] is '_' or '.' or '\'' or '#' or '’' or '-' or '/' or '+' or '&'))
            {
                _at++;
            }

            var word = text[start.._at];
            if (_at < text.Length && text[_at] is ':' or '<' or '>' or '=' or '!')
            {
                return ReadComparison(word, start);
            }

            if (word.Length == 0)
            {
                // A sign that nothing begins with: looked for as it is, up to the next blank or parenthesis.
                do
                {
                    _at++;
                }
                while (_at < text.Length && !char.IsWhiteSpace(text[_at]) && text[_at] is not ('(' or ')' or '"'));
                word = text[start.._at];
            }

            return Anywhere(word);
        }

        private Func<SearchedDecision, bool> ReadComparison(string word, int start)
        {
            if (word.Length == 0)
            {
                throw Wrong(start, $"Write what to compare before “{text[_at]}”: score{text[_at]}4.");
            }

            var key = word.ToLowerInvariant();
            key = Synonyms.GetValueOrDefault(key, key);
            if (!Keys.Contains(key))
            {
                var near = Keys.Concat(Synonyms.Keys).MinBy(known => Distance(known, key))!;
                var hint = Distance(near, key) <= 2 ? $"Did you mean “{Synonyms.GetValueOrDefault(near, near)}”?" : $"Choose one of {string.Join(", ", Keys)}.";
                throw Wrong(start, $"“{word}” is nothing that can be searched. {hint} To look for the words themselves, put them into quotes.");
            }

            var operatorAt = _at;
            var sign = text[_at++].ToString();
            if (_at < text.Length && text[_at] == '=' && sign is "<" or ">" or "!" or "=")
            {
                sign += text[_at++];
            }

            sign = sign switch { "==" => "=", "!" => throw Wrong(operatorAt, "Write != for “not equal”."), _ => sign };
            var valueAt = _at;
            var value = ReadValue();
            if (value.Length == 0)
            {
                throw Wrong(operatorAt, NumberKeys.Contains(key) ? $"Write a number directly after it: {key}>=3." : $"Write a word directly after it: {key}:theory.");
            }

            if (TextKeys.Contains(key))
            {
                if (sign is not (":" or "=" or "!="))
                {
                    throw Wrong(operatorAt, $"“{key}” is no number. Write {key}:{value}.");
                }

                var matches = OfText(key, value, valueAt, labels);
                return sign == "!=" ? row => !matches(row) : matches;
            }

            if (!double.TryParse(value.TrimStart('#').Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            {
                throw Wrong(valueAt, $"“{value}” is no number. Write one after {key}, such as {key}>=3.");
            }

            if (Math.Abs((number * 10) - Math.Round(number * 10)) > 1e-6)
            {
                throw Wrong(valueAt, $"Numbers are compared as the table shows them. Write “{value}” with at most one digit after the point.");
            }

            return OfNumber(key, sign, number);
        }

        private string ReadValue()
        {
            if (_at < text.Length && text[_at] == '"')
            {
                return ReadQuoted();
            }

            var start = _at;
            while (_at < text.Length && !char.IsWhiteSpace(text[_at]) && text[_at] is not ('(' or ')' or '"'))
            {
                _at++;
            }

            return text[start.._at];
        }

        private string ReadQuoted()
        {
            var start = _at++;
            var end = text.IndexOf('"', _at);
            if (end < 0)
            {
                throw Wrong(start, "This quote is never closed. Write another “\"” after the words.");
            }

            var words = text[_at..end].Trim();
            _at = end + 1;
            return words.Length == 0 ? throw Wrong(start, "There is nothing between the quotes.") : words;
        }

        private void Skip()
        {
            while (_at < text.Length && char.IsWhiteSpace(text[_at]))
            {
                _at++;
            }
        }

        private bool PeekWord(string word)
        {
            Skip();
            return string.CompareOrdinal(text, _at, word, 0, word.Length) == 0 && (_at + word.Length == text.Length || char.IsWhiteSpace(text[_at + word.Length]) || text[_at + word.Length] is '(' or ')');
        }

        /// <summary>Where it stood; null when it does not.</summary>
        private int? TakeWord(string word)
        {
            if (!PeekWord(word))
            {
                return null;
            }

            _at += word.Length;
            return _at - word.Length;
        }
    }

    private static Func<SearchedDecision, bool> OfNumber(string key, string sign, double number)
    {
        double? Value(SearchedDecision row) => key switch
        {
            "score" => row.Score,
            "fair" => row.Fair,
            "spread" => row.Spread,
            "confidence" => row.Confidence,
            "reviews" => row.Reviews,
            "outstanding" => row.Outstanding,
            _ => row.Number,
        };

        // Means are compared as they are shown, to a tenth for a whole score: 3.95 is not "less than 4" for somebody who reads 4.0.
        bool Compare(double value) => (Math.Round(value, 1, MidpointRounding.AwayFromZero) - number) switch
        {
            var gap when Math.Abs(gap) < 1e-9 => sign is ":" or "=" or ">=" or "<=",
            > 0 => sign is ">" or ">=" or "!=",
            _ => sign is "<" or "<=" or "!=",
        };
        return row => Value(row) is { } value && Compare(value);
    }

    private static Func<SearchedDecision, bool> OfText(string key, string value, int at, IReadOnlyCollection<string>? labels)
    {
        var wanted = Fold(value);
        string Known(string[] words) => Array.Find(words, word => word.StartsWith(wanted, StringComparison.Ordinal))
            ?? throw Wrong(at, $"“{value}” is no {key}. Choose one of {string.Join(", ", words)}.");
        switch (key)
        {
            case "title":
                return row => Fold(row.Title).Contains(wanted, StringComparison.Ordinal);
            case "author":
                return row => row.Authors.Any(author => Fold(author).Contains(wanted, StringComparison.Ordinal));
            case "topic":
                return row => row.Topics.Any(topic => Fold(topic).Contains(wanted, StringComparison.Ordinal));
            case "wish":
                var wish = Known(Wishes);
                return row => row.Wish == wish;
            case "flag":
                var flag = Known(FlagWords);
                return row => row.Flags.Contains(flag);
            default:
                // The start of one is enough.
                if (labels is not null && !StatusWords.Concat(labels).Any(status => Fold(status).StartsWith(wanted, StringComparison.Ordinal)))
                {
                    var near = StatusWords.Concat(labels).MinBy(status => Distance(Fold(status), wanted))!;
                    throw Wrong(at, Distance(Fold(near), wanted) <= 2 ? $"“{value}” is no status. Did you mean “{near}”?" : $"“{value}” is no status. Choose one of {string.Join(", ", StatusWords.Concat(labels))}.");
                }

                return row => row.Statuses.Any(status => Fold(status).StartsWith(wanted, StringComparison.Ordinal));
        }
    }

    private static Func<SearchedDecision, bool> Anywhere(string words)
    {
        var wanted = Fold(words);
        var number = int.TryParse(wanted.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : (int?)null;
        if (number is not null && wanted.StartsWith('#'))
        {
            return row => row.Number == number;
        }

        return row => row.Number == number
            || Fold(row.Title).Contains(wanted, StringComparison.Ordinal)
            || row.Authors.Any(author => Fold(author).Contains(wanted, StringComparison.Ordinal))
            || row.Topics.Any(topic => Fold(topic).Contains(wanted, StringComparison.Ordinal));
    }

    /// <summary>Lower case without accents; letters that no decomposition takes apart become those that people type for them.</summary>
    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var character in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark)
            {
                folded.Append(BaseLetters.Of(character)?.ToLowerInvariant() ?? char.ToLowerInvariant(character).ToString());
            }
        }

        return folded.ToString();
    }

    /// <summary>Insertions, removals and replacements from one to the other (Levenshtein).</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (left[i - 1] == right[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[right.Length];
    }
}

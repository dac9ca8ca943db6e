using System.Globalization;
using System.Text;

namespace Workshop.Domain.Matching;

/// <summary>One term of a text: the word as it stood (lower case, without accents) and its stem, by which texts are compared.</summary>
public readonly record struct Token(string Word, string Stem);

/// <summary>
/// The terms of a text, in its order, repeats included: LaTeX read away, compatibility decomposition (NFKD), lower case, runs of
/// letters and digits of any script, no stop words, Porter stems. A single letter or digit is no term. Deterministic, free of culture.
/// </summary>
public sealed class Tokens
{
    // Longer runs are DNA, hashes or broken PDFs, never words.
    private const int LongestWord = 50;

    private readonly Dictionary<string, Token?> _known = new(StringComparer.Ordinal);

    /// <summary>The terms of one text. Read many texts through one instance instead: it remembers the stems it has worked out.</summary>
    public static IReadOnlyList<Token> Of(string text) => new Tokens().Read(text);

    public IReadOnlyList<Token> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = new List<Token>();
        var word = new StringBuilder();
        var plain = Decompose(LatexText.Plain(text));
        for (var i = 0; i < plain.Length;)
        {
            if (Rune.DecodeFromUtf16(plain.AsSpan(i), out var rune, out var length) != System.Buffers.OperationStatus.Done)
            {
                rune = Rune.ReplacementChar;
            }

            var category = Rune.GetUnicodeCategory(rune);
            if (Rune.IsLetterOrDigit(rune))
            {
                Append(word, Rune.ToLowerInvariant(rune));
            }
            else if (category is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format)
            {
                // Accents that NFKD split off, soft hyphens and zero-width joiners are inside a word, not between two.
            }
            else if (rune.Value == '-' && EndsLine(plain, i, out var next))
            {
                // "optimi-⏎zation" in text taken from a PDF is one word.
                i = next;
                continue;
            }
            else
            {
                Finish(word, tokens);
            }

            i += length;
        }

        Finish(word, tokens);
        return tokens;
    }

    private void Finish(StringBuilder word, List<Token> tokens)
    {
        if (word.Length is > 1 and <= LongestWord)
        {
            var text = word.ToString();
            if (!_known.TryGetValue(text, out var token))
            {
                token = StopWords.Contains(text) ? null : new Token(text, PorterStem.Of(text));
                _known.Add(text, token);
            }

            if (token is { } term)
            {
                tokens.Add(term);
            }
        }

        word.Clear();
    }

    // Letters that Unicode does not take apart, though every reader does.
    private static void Append(StringBuilder word, Rune rune)
    {
        switch (rune.Value)
        {
            case 'ß': word.Append("ss"); break;
            case 'æ': word.Append("ae"); break;
            case 'œ': word.Append("oe"); break;
            case 'ø': word.Append('o'); break;
            case 'ł': word.Append('l'); break;
            case 'đ': word.Append('d'); break;
            case 'ı': word.Append('i'); break;
            default: word.Append(rune.ToString()); break;
        }
    }

    private static bool EndsLine(string text, int hyphen, out int next)
    {
        next = hyphen + 1;
        while (next < text.Length && text[next] is ' ' or '\r')
        {
            next++;
        }

        if (next >= text.Length || text[next] != '\n')
        {
            return false;
        }

        while (next < text.Length && char.IsWhiteSpace(text[next]))
        {
            next++;
        }

        return hyphen > 0 && char.IsLetter(text[hyphen - 1]) && next < text.Length && char.IsLower(text[next]);
    }

    private static string Decompose(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKD);
        }
        catch (ArgumentException)
        {
            // Half of a surrogate pair, as broken exports have it: drop the halves, keep the rest.
            var whole = new StringBuilder(text.Length);
            foreach (var rune in text.EnumerateRunes())
            {
                whole.Append(rune.ToString());
            }

            return whole.ToString().Normalize(NormalizationForm.FormKD);
        }
    }
}

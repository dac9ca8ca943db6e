using System.Buffers;
using System.Globalization;
using System.Text;

namespace Workshop.Domain.Matching;

/// <summary>
/// Reads the words of one text in their order: LaTeX read away, compatibility decomposition (NFKD), lower case, runs of letters and digits
/// of any script, without accents. Words of one letter and of more than 50 are passed over; stop words are not, they are the caller's
/// business. The span that it hands out lives until the next call.
/// </summary>
internal ref struct WordReader(string text)
{
    // Longer runs are DNA, hashes or broken PDFs, never words.
    private const int LongestWord = 50;

    private readonly string _text = Decompose(LatexText.Plain(text));
    private readonly char[] _word = new char[LongestWord];
    private int _at;
    private int _length;

    public bool Next(out ReadOnlySpan<char> word)
    {
        _length = 0;
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (c < 0x80)
            {
                if (char.IsAsciiLetterOrDigit(c))
                {
                    Append(char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c);
                    _at++;
                    continue;
                }

                if (c == '-' && EndsLine(_text, _at, out var next))
                {
                    // "optimi-⏎zation" in text taken from a PDF is one word.
                    _at = next;
                    continue;
                }

                _at++;
            }
            else if (GoesOn())
            {
                continue;
            }

            if (_length is > 1 and <= LongestWord)
            {
                break;
            }

            _length = 0;
        }

        var isWord = _length is > 1 and <= LongestWord;
        word = isWord ? _word.AsSpan(0, _length) : [];
        return isWord;
    }

    // Reads one character beyond ASCII; false when it stands between two words.
    private bool GoesOn()
    {
        if (Rune.DecodeFromUtf16(_text.AsSpan(_at), out var rune, out var length) != OperationStatus.Done)
        {
            rune = Rune.ReplacementChar;
        }

        _at += length;
        if (Rune.IsLetterOrDigit(rune))
        {
            Append(Rune.ToLowerInvariant(rune));
            return true;
        }

        // Accents that NFKD split off, soft hyphens and zero-width joiners are inside a word, not between two.
        return Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format;
    }

    // Letters that Unicode does not take apart, though every reader does.
    private void Append(Rune rune)
    {
        switch (rune.Value)
        {
            case 'ß': Append('s'); Append('s'); break;
            case 'æ': Append('a'); Append('e'); break;
            case 'œ': Append('o'); Append('e'); break;
            case 'ø': Append('o'); break;
            case 'ł': Append('l'); break;
            case 'đ': Append('d'); break;
            case 'ı': Append('i'); break;
            default:
                Span<char> characters = stackalloc char[2];
                foreach (var character in characters[..rune.EncodeToUtf16(characters)])
                {
                    Append(character);
                }

                break;
        }
    }

    // Counts on past the longest word, so that it can be told to be too long.
    private void Append(char character)
    {
        if (_length < LongestWord)
        {
            _word[_length] = character;
        }

        _length++;
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

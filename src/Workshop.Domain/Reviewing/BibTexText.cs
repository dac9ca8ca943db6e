using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Workshop.Domain.Reviewing;

/// <summary>
/// A BibTeX value as people read it: <c>G{\"o}del</c> → Gödel, <c>Erd\H{o}s</c> → Erdős, <c>\&amp;</c> → &amp;, <c>--</c> → –, braces gone, white space single.
/// Maths between dollars stays as it stands. A command that is not known vanishes and its text stays. Unlike
/// <see cref="Matching.LatexText"/>, which prepares text for comparison, it keeps accents and maths. Never throws.
/// </summary>
internal static class BibTexText
{
    // The combining character that each accent command puts on the next letter.
    private static readonly FrozenDictionary<string, char> Accents = new Dictionary<string, char>
    {
        ["`"] = '\u0300', ["'"] = '\u0301', ["^"] = '\u0302', ["~"] = '\u0303', ["="] = '\u0304', ["u"] = '\u0306', ["."] = '\u0307', ["\""] = '\u0308',
        ["r"] = '\u030A', ["H"] = '\u030B', ["v"] = '\u030C', ["d"] = '\u0323', ["c"] = '\u0327', ["k"] = '\u0328', ["b"] = '\u0331',
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Letters = new Dictionary<string, string>
    {
        ["ss"] = "ß", ["o"] = "ø", ["O"] = "Ø", ["l"] = "ł", ["L"] = "Ł", ["ae"] = "æ", ["AE"] = "Æ", ["oe"] = "œ", ["OE"] = "Œ", ["aa"] = "å", ["AA"] = "Å",
        ["i"] = "ı", ["j"] = "ȷ", ["dh"] = "ð", ["DH"] = "Ð", ["th"] = "þ", ["TH"] = "Þ", ["dj"] = "đ", ["DJ"] = "Đ",
        ["textendash"] = "–", ["textemdash"] = "—", ["textquoteright"] = "’", ["textquoteleft"] = "‘", ["ldots"] = "…", ["dots"] = "…",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string Plain(string value)
    {
        var plain = new StringBuilder(value.Length);
        var at = 0;
        while (at < value.Length)
        {
            var c = value[at];
            if (c == '\\' && at + 1 < value.Length)
            {
                at = Command(value, at + 1, plain);
            }
            else if (c == '$' && value.IndexOf('$', at + 1) is var end && end > 0)
            {
                plain.Append(value, at, end + 1 - at);
                at = end + 1;
            }
            else if (c is '{' or '}')
            {
                at++;
            }
            else if (c == '-' && at + 1 < value.Length && value[at + 1] == '-')
            {
                var em = at + 2 < value.Length && value[at + 2] == '-';
                plain.Append(em ? '—' : '–');
                at += em ? 3 : 2;
            }
            else if ((c == '`' || c == '\'') && at + 1 < value.Length && value[at + 1] == c)
            {
                plain.Append(c == '`' ? '“' : '”');
                at += 2;
            }
            else
            {
                plain.Append(c is '~' || char.IsWhiteSpace(c) ? ' ' : c);
                at++;
            }
        }

        return Tidy(plain.ToString());
    }

    private static int Command(string value, int start, StringBuilder plain)
    {
        var end = start;
        while (end < value.Length && char.IsAsciiLetter(value[end]))
        {
            end++;
        }

        var name = end == start ? value[start..(start + 1)] : value[start..end];
        end = Math.Max(end, start + 1);
        if (Accents.TryGetValue(name, out var accent))
        {
            return Accent(value, end, accent, plain);
        }

        if (Letters.TryGetValue(name, out var letters))
        {
            plain.Append(letters);
            // TeX swallows the blank that ends a command's name.
            return end < value.Length && value[end] == ' ' ? end + 1 : end;
        }

        if (name is "\\" or " " or "," or ";" or "/" or "\n")
        {
            plain.Append(name == "/" ? "" : " ");
        }
        else if (!char.IsAsciiLetter(name[0]))
        {
            // \& \% \_ \$ \# \{ \}: the character itself. \- only says where a word may break.
            plain.Append(name == "-" ? "" : name);
        }

        return end;
    }

    // The accent goes behind the letter that follows, which may stand in braces or be \i.
    private static int Accent(string value, int at, char accent, StringBuilder plain)
    {
        while (at < value.Length && value[at] is '{' or ' ')
        {
            at++;
        }

        if (at >= value.Length || value[at] == '}')
        {
            return at;
        }

        if (value[at] == '\\' && at + 1 < value.Length && value[at + 1] is 'i' or 'j')
        {
            plain.Append(value[at + 1]).Append(accent);
            return at + 2 < value.Length && value[at + 2] == ' ' ? at + 3 : at + 2;
        }

        if (value[at] == '\\')
        {
            return at;
        }

        var length = char.IsHighSurrogate(value[at]) && at + 1 < value.Length ? 2 : 1;
        plain.Append(value, at, length).Append(accent);
        return at + length;
    }

    private static string Tidy(string text)
    {
        var tidy = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            // Half of a surrogate pair cannot be stored or normalized, and control characters mean nothing.
            if (c == ' ' ? tidy.Length > 0 && tidy[^1] != ' ' : !char.IsControl(c))
            {
                tidy.Append(c);
            }
        }

        var whole = tidy.ToString().TrimEnd();
        try
        {
            return whole.Normalize();
        }
        catch (ArgumentException)
        {
            return string.Concat(whole.EnumerateRunes().Where(rune => Rune.GetUnicodeCategory(rune) != UnicodeCategory.Surrogate && rune != Rune.ReplacementChar)).Normalize();
        }
    }
}

using System.Buffers;
using System.Text;

namespace Workshop.Domain.Submissions;

/// <summary>A piece of a title, an abstract or a review: text for reading, or the LaTeX source of a formula with its delimiters.</summary>
public readonly record struct TypedRun(string Text, bool IsFormula);

/// <summary>
/// Reads what authors paste from their LaTeX source: which parts are formulas, and what the rest says. Formulas stand between <c>$…$</c>, <c>$$…$$</c>,
/// <c>\(…\)</c> or <c>\[…\]</c>. Elsewhere an escaped sign is the sign (<c>85\%</c> → 85%, <c>\$5</c> → $5) and an accent joins its letter
/// (<c>Fr\'echet</c> → Fréchet); any other command stays as typed. Money is no formula: in "$5 and $7" a blank stands on one side only, or a digit follows.
/// Never throws: what is not closed, or has unbalanced braces, is text.
/// </summary>
public static class TypedText
{
    private static readonly SearchValues<char> SaysMaths = SearchValues.Create("\\^_=<>");

    private const string Escapable = "$%&#_{}";

    private static readonly (string Opens, string Closes)[] Delimiters = [("$$", "$$"), ("\\[", "\\]"), ("\\(", "\\)"), ("$", "$")];

    private static readonly Dictionary<char, char> Marks = new()
    {
        ['\''] = '\u0301', ['`'] = '\u0300', ['^'] = '\u0302', ['"'] = '\u0308', ['~'] = '\u0303', ['='] = '\u0304', ['.'] = '\u0307',
    };

    // These have a letter for a name and take their letter in braces only: "\c" or "\v" alone may be anything.
    private static readonly Dictionary<char, char> NamedMarks = new()
    {
        ['c'] = '\u0327', ['v'] = '\u030C', ['H'] = '\u030B', ['u'] = '\u0306', ['k'] = '\u0328', ['r'] = '\u030A',
    };

    /// <summary>Joined in order they say everything that <paramref name="text"/> says; two pieces of text never stand side by side.</summary>
    public static IReadOnlyList<TypedRun> Read(string text)
    {
        var runs = new List<TypedRun>();
        var plain = new StringBuilder();
        var i = 0;
        while (i < text.Length)
        {
            var end = EndOfFormula(text, i);
            if (end > i)
            {
                AddText();
                runs.Add(new TypedRun(text[i..end], true));
                i = end;
            }
            else if (text[i] == '\\' && ReadEscape(text, i) is var (says, next))
            {
                plain.Append(says);
                i = next;
            }
            else
            {
                plain.Append(text[i++]);
            }
        }

        AddText();
        return runs;

        void AddText()
        {
            if (plain.Length > 0)
            {
                runs.Add(new TypedRun(plain.ToString(), false));
                plain.Clear();
            }
        }
    }

    /// <summary>Formulas, and what stands between them as it was typed: nothing is read into it.</summary>
    internal static IEnumerable<TypedRun> Formulas(string text)
    {
        var from = 0;
        for (var i = 0; i < text.Length;)
        {
            var end = EndOfFormula(text, i);
            if (end > i)
            {
                yield return new TypedRun(text[from..i], false);
                yield return new TypedRun(text[i..end], true);
                (i, from) = (end, end);
            }
            else
            {
                // As Read does: an escaped dollar opens no formula.
                i = text[i] == '\\' && ReadEscape(text, i) is var (_, next) ? next : i + 1;
            }
        }

        yield return new TypedRun(text[from..], false);
    }

    /// <summary>Where the formula that begins at <paramref name="start"/> ends, its delimiter included; <paramref name="start"/> itself when none begins there.</summary>
    internal static int EndOfFormula(string text, int start)
    {
        foreach (var (opens, closes) in Delimiters)
        {
            if (string.CompareOrdinal(text, start, opens, 0, opens.Length) != 0)
            {
                continue;
            }

            var from = start + opens.Length;
            var to = FindClosing(text, from, closes);
            var isFormula = to > from && !string.IsNullOrWhiteSpace(text[from..to]) && (closes != "$" || !IsMoney(text, from, to));
            return isFormula ? to + closes.Length : start;
        }

        return start;
    }

    /// <summary>Outside of all braces, and not escaped; −1 when there is none.</summary>
    private static int FindClosing(string text, int from, string closes)
    {
        var depth = 0;
        for (var i = from; i < text.Length; i++)
        {
            if (depth == 0 && string.CompareOrdinal(text, i, closes, 0, closes.Length) == 0)
            {
                return i;
            }

            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '{')
            {
                depth++;
            }
            else if (text[i] == '}' && --depth < 0)
            {
                return -1;
            }
        }

        return -1;
    }

    private static bool IsMoney(string text, int from, int to)
    {
        var (blankBefore, blankAfter) = (char.IsWhiteSpace(text[from]), char.IsWhiteSpace(text[to - 1]));
        var digitFollows = to + 1 < text.Length && char.IsAsciiDigit(text[to + 1]);
        // "$ x $" is a formula, "$ 7 or $ 8" is none.
        var content = text.AsSpan(from, to - from);
        var saysMaths = content.ContainsAny(SaysMaths) || content.Trim().Length == 1;
        return digitFollows || blankBefore != blankAfter || (blankBefore && !saysMaths);
    }

    /// <summary>What the backslash at <paramref name="at"/> and what belongs to it say, and where to go on; null when it is to stay as typed.</summary>
    private static (string Says, int Next)? ReadEscape(string text, int at)
    {
        if (at + 1 >= text.Length)
        {
            return null;
        }

        var sign = text[at + 1];
        if (Escapable.Contains(sign, StringComparison.Ordinal))
        {
            return (sign.ToString(), at + 2);
        }

        if (Marks.TryGetValue(sign, out var mark))
        {
            return Letter(text, at + 2) is var (letter, next) && Accented(letter, mark) is { } accented ? (accented, next) : null;
        }

        var inBraces = at + 2 < text.Length && text[at + 2] == '{';
        return inBraces && NamedMarks.TryGetValue(sign, out mark) && Letter(text, at + 2) is var (named, after) && Accented(named, mark) is { } joined ? (joined, after) : null;
    }

    /// <summary>One letter, bare or in braces; LaTeX's dotless i stands for i.</summary>
    private static (char Letter, int Next)? Letter(string text, int at)
    {
        var inBraces = at < text.Length && text[at] == '{';
        var i = inBraces ? at + 1 : at;
        if (i + 1 < text.Length && text[i] == '\\' && text[i + 1] is 'i')
        {
            i++;
        }

        if (i >= text.Length || !char.IsAsciiLetter(text[i]) || (inBraces && (i + 1 >= text.Length || text[i + 1] != '}')))
        {
            return null;
        }

        return (text[i], inBraces ? i + 2 : i + 1);
    }

    /// <summary>Null when there is no such letter.</summary>
    private static string? Accented(char letter, char mark)
    {
        var composed = string.Concat(letter, mark).Normalize(NormalizationForm.FormC);
        return composed.Length == 1 ? composed : null;
    }
}

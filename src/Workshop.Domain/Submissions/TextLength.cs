using System.Globalization;
using System.Text;

namespace Workshop.Domain.Submissions;

/// <summary>What a limit counts.</summary>
public enum TextUnit
{
    Words,
    Characters,
}

/// <summary>
/// How long a text is, the same on the server and in the browser: <c>lengthOf</c> of site.js repeats this line by line, and a test compares the two.
/// A text is measured after <see cref="Clean"/>, so it counts the same before and after it is saved.
/// </summary>
public static class TextLength
{
    /// <summary>
    /// Characters are Unicode code points, LaTeX counted as typed. Words are what stands between blanks and has a letter, a digit or a formula in it: a lone
    /// dash is none. A formula counts as one character of the word that it stands in, however long it is and whatever blanks it has: "the bound
    /// $O(n \log n)$ holds" has four words, "$k$-means" is one. Text without blanks, such as Chinese, is better limited by characters.
    /// </summary>
    public static int Of(string text, TextUnit unit)
    {
        var clean = Clean(text);
        return unit == TextUnit.Words ? Words(clean) : clean.EnumerateRunes().Count();
    }

    /// <summary>The text as it is stored: no blanks around it, lines end in LF, composed characters, no NUL.</summary>
    public static string Clean(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal).Trim().Normalize();

    private static int Words(string text)
    {
        var words = 0;
        var inWord = false;
        foreach (var run in TypedText.Formulas(text))
        {
            foreach (var rune in run.IsFormula ? "x".EnumerateRunes() : run.Text.EnumerateRunes())
            {
                if (Rune.IsWhiteSpace(rune))
                {
                    inWord = false;
                }
                else if (!inWord && IsLetterOrDigit(rune))
                {
                    inWord = true;
                    words++;
                }
            }
        }

        return words;
    }

    /// <summary>The categories L and Nd, as <c>[\p{L}\p{Nd}]</c> in the browser.</summary>
    private static bool IsLetterOrDigit(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
        or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber;
}

using System.Globalization;
using System.Text;
using Workshop.Domain.Submissions;

namespace Workshop.Domain.Programme;

/// <summary>What a paper's file is called in a folder with the others: "012 Zolkiewicz - Sufficient reasons.pdf".</summary>
public static class PaperFileName
{
    /// <summary>Far below what any file system and the longest folder around it allow.</summary>
    private const int MostLetters = 60;

    /// <summary>
    /// ASCII letters, digits, spaces and hyphens, so that it is the same on every system and in every ZIP program. Unique in an event by its number, also where case is ignored.
    /// A part with no such letter (a title in Chinese, a formula alone) is left out.
    /// </summary>
    /// <param name="firstAuthor">As typed; null or blank when the names are not known.</param>
    public static string Of(int number, string? firstAuthor, string title)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{number:000}");
        var family = Plain(string.IsNullOrWhiteSpace(firstAuthor) ? "" : CitedName.Of(firstAuthor).Family);
        var words = Plain(string.Concat(TypedText.Read(title).Where(run => !run.IsFormula).Select(run => run.Text)));
        return $"{name}{(family.Length > 0 ? " " + family : "")}{(words.Length > 0 ? (family.Length > 0 ? " - " : " ") + words : "")}.pdf";
    }

    private static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (var character in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.NonSpacingMark || character is '\'' or '’')
            {
                continue;
            }

            foreach (var letter in BaseLetters.Of(character) ?? character.ToString())
            {
                if (char.IsAsciiLetterOrDigit(letter) || (letter == '-' && plain.Length > 0 && char.IsAsciiLetterOrDigit(plain[^1])))
                {
                    plain.Append(letter);
                }
                else if (plain.Length > 0 && plain[^1] != ' ')
                {
                    plain.Append(' ');
                }
            }
        }

        var whole = plain.ToString().Trim(' ', '-');
        if (whole.Length <= MostLetters)
        {
            return whole;
        }

        var cut = whole.LastIndexOf(' ', MostLetters);
        return whole[..(cut > MostLetters / 2 ? cut : MostLetters)].Trim(' ', '-');
    }
}

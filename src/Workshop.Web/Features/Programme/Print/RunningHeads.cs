using System.Globalization;
using System.Text;

namespace Workshop.Web.Features.Programme.Print;

/// <summary>
/// The heads of the pages: the event on the left page, the section on the right one. Chromium knows no string-set, so each section is a named page with rules of its own.
/// </summary>
internal static class RunningHeads
{
    private const int MostCharacters = 80;

    public static Html Rules(string eventName, IEnumerable<(string Page, string Head)> sections)
    {
        var css = new StringBuilder();
        foreach (var (page, head) in sections)
        {
            css.Append(CultureInfo.InvariantCulture, $"@page {page}:left{{@top-left{{content:{Quote(eventName)}}}}}@page {page}:right{{@top-right{{content:{Quote(head)}}}}}.{page}{{page:{page}}}");
        }

        return new Html(css.ToString());
    }

    /// <summary>A CSS string in which nothing but letters and digits stands for itself, so that no title can end it, nor the style element around it.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in Shorten(text).EnumerateRunes())
        {
            if (rune.Value < 128 ? Rune.IsLetterOrDigit(rune) || rune.Value == ' ' : !Rune.IsControl(rune))
            {
                quoted.Append(rune.ToString());
            }
            else
            {
                // One blank after an escape belongs to it, even when it has all its six digits.
                quoted.Append(CultureInfo.InvariantCulture, $"\\{rune.Value:x6} ");
            }
        }

        return quoted.Append('"').ToString();
    }

    private static string Shorten(string text)
    {
        var elements = new StringInfo(text);
        return elements.LengthInTextElements <= MostCharacters ? text : elements.SubstringByTextElements(0, MostCharacters - 1).TrimEnd() + "…";
    }
}

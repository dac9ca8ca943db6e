using System.Text.RegularExpressions;

namespace Workshop.Domain.Pdf;

/// <summary>Title and abstract as the front of a paper shows them: a guess, for somebody to correct. Either may be empty.</summary>
public sealed partial record PaperFront(string Title, string Abstract)
{
    private const int LongestTitle = 400;
    private const int LongestAbstract = 5_000;

    /// <summary>
    /// The title is what stands in the largest type on the upper part of the first page, stamps in the margin and lines with hardly a letter left out; of one type throughout, the first line.
    /// The abstract is what follows a line that begins with that word, up to the key words or the first section. Never throws; linear in the text.
    /// </summary>
    /// <param name="first">The first page; null when its type is not known.</param>
    /// <param name="text">Of the first pages in reading order, with line ends.</param>
    public static PaperFront Of(PdfPageText? first, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var title = first is null ? "" : TitleOf(first);
        return new PaperFront(title.Length > 0 ? title : text.Split('\n').Select(line => line.Trim()).FirstOrDefault(HasWords) is { Length: <= LongestTitle } line ? line : title, AbstractOf(text));
    }

    private static string TitleOf(PdfPageText page)
    {
        var lines = PageLine.Of(page).FindAll(line => line.Box.Top < page.Height * 0.6 && HasWords(line.Text) && !Stamp().IsMatch(line.Text));
        if (lines.Count == 0)
        {
            return "";
        }

        var largest = lines.Max(line => line.Size);
        var start = lines.FindIndex(line => line.Size > largest - 0.4);
        var isSetOff = lines.Exists(line => line.Size < largest - 0.4);
        var title = lines[start].Text;
        for (var i = start + 1; isSetOff && i < lines.Count && lines[i].Size > largest - 0.4 && lines[i].Box.Top - lines[i - 1].Bottom < 1.5 * largest; i++)
        {
            title += " " + lines[i].Text;
        }

        return title.Length <= LongestTitle ? title : "";
    }

    private static string AbstractOf(string text)
    {
        var lines = text.Split('\n');
        var start = Array.FindIndex(lines, line => Opening().IsMatch(line));
        if (start < 0)
        {
            return "";
        }

        var body = new List<string> { Opening().Replace(lines[start], "") };
        var length = 0;
        for (var i = start + 1; i < lines.Length && length < LongestAbstract && !Ending().IsMatch(lines[i]); i++)
        {
            body.Add(lines[i].Trim());
            length += lines[i].Length + 1;
        }

        var joined = Hyphen().Replace(string.Join('\n', body).Trim(), "${before}${after}");
        joined = string.Join("\n\n", joined.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(paragraph => paragraph.Replace('\n', ' ').Trim()).Where(paragraph => paragraph.Length > 0));
        return CutText.To(joined, LongestAbstract);
    }

    private static bool HasWords(string text) => text.Count(char.IsLetter) >= 3;

    /// <summary>What preprint servers and publishers print above or beside the title.</summary>
    [GeneratedRegex(@"^(arXiv:|Preprint|Published |Under review|Proceedings of|Accepted |Workshop |Extended abstract|Research article|Original (article|paper)|doi:|https?://)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Stamp();

    [GeneratedRegex(@"^\s*(abstract|a\s+b\s+s\s+t\s+r\s+a\s+c\s+t|summary|zusammenfassung|r[ée]sum[ée]|resumen|sommario)\b\s*[.:—–-]*\s*", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Opening();

    [GeneratedRegex(
        @"^\s*(((1|I)\s*[.:]?\s+)?(introduction|einleitung)\b|(1|I)\s*[.:]?\s+\p{Lu}|key\s?words|index terms|ccs concepts|categories and subject|general terms|acm reference format|mathematics subject|(ams )?msc\b|jel class)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ending();

    [GeneratedRegex(@"(?<before>\p{Ll})-\n(?<after>\p{Ll})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hyphen();
}

using System.Text.RegularExpressions;

namespace Workshop.Domain.Pdf;

/// <summary>Where the main text ends and the references begin.</summary>
/// <param name="References">Null when no heading was found.</param>
/// <param name="LastPage">The last page that has main text, counted from 1; null without a heading.</param>
/// <param name="AppendixBefore">An appendix that begins before the references: it counts as main text, because nobody could tell where it ends.</param>
/// <param name="AfterReferences">The heading of what follows the references, an appendix; null when nothing does.</param>
public sealed record MainText(PdfHeading? References, int? LastPage, PdfHeading? AppendixBefore, PdfHeading? AfterReferences);

/// <summary>
/// Looks for the first heading of references that is followed by something like references and not by a conclusion; so neither a table of contents, nor a running head, nor a
/// section *about* references, nor a figure that shows some ends the main text.
/// </summary>
internal static partial class MainTextSearch
{
    /// <summary>Lines looked at behind a heading.</summary>
    private const int Ahead = 14;

    /// <param name="lines">By page, without running heads.</param>
    /// <param name="every">By page, with everything: the numbers of a table of contents too.</param>
    public static MainText Find(IReadOnlyList<List<PageLine>> lines, IReadOnlyList<List<PageLine>> every, double body, int columns)
    {
        var read = lines.Select(page => InReadingOrder(page, columns)).ToList();
        var candidates = Candidates(read, every, body);
        var at = 0;
        while (at + 1 < candidates.Count && MainTextGoesOn(read, body, candidates[at], candidates[at + 1]))
        {
            at++;
        }

        if (candidates.Count == 0)
        {
            return new MainText(null, null, null, null);
        }

        var place = candidates[at];
        var heading = read[place.Page][place.At];

        // Headings of floats and of the page itself do not make it a page of main text; a line of text does.
        var textBefore = read[place.Page].Take(place.At).Any(line => line.Characters > 1);
        var last = Math.Max(1, textBefore ? heading.Page : LastWithText(read, place.Page - 1));
        var appendix = read.Take(place.Page).SelectMany(page => page).Concat(read[place.Page].Take(place.At)).FirstOrDefault(line => Headings.IsAppendix(line, body));
        var after = read[place.Page].Skip(place.At + 1).Concat(read.Skip(place.Page + 1).SelectMany(page => page)).FirstOrDefault(line => Headings.IsAppendix(line, body));
        return new MainText(Heading(heading)!, last, Heading(appendix), Heading(after));
    }

    private static List<(int Page, int At)> Candidates(List<List<PageLine>> read, IReadOnlyList<List<PageLine>> every, double body)
    {
        var candidates = new List<(int, int)>();
        for (var page = 0; page < read.Count; page++)
        {
            for (var at = 0; at < read[page].Count; at++)
            {
                if (Headings.IsReferences(read[page][at], body) && !IsInContents(read[page][at], every[page]) && LooksLikeReferences(Following(read, page, at)))
                {
                    candidates.Add((page, at));
                }
            }
        }

        return candidates;
    }

    /// <summary>A list of references in a figure, or one for a part of the text: introduction or conclusion still follow, and references after them.</summary>
    private static bool MainTextGoesOn(List<List<PageLine>> read, double body, (int Page, int At) from, (int Page, int At) to)
    {
        for (var page = from.Page; page <= to.Page; page++)
        {
            for (var at = page == from.Page ? from.At : 0; at < (page == to.Page ? to.At : read[page].Count); at++)
            {
                if (Headings.IsMainSection(read[page][at], body))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Down the left column, then down the right; what reaches across begins a new pair of columns.</summary>
    internal static List<PageLine> InReadingOrder(List<PageLine> lines, int columns)
    {
        if (columns < 2 || lines.Count == 0)
        {
            return [.. lines.OrderBy(line => line.Box.Top)];
        }

        var (left, right) = (lines.Min(line => line.Box.Left), lines.Max(line => line.Right));
        var middle = (left + right) / 2;
        var slack = (right - left) * 0.03;
        var ordered = new List<PageLine>();
        var band = new List<PageLine>();
        foreach (var line in lines.OrderBy(line => line.Box.Top))
        {
            if (line.Box.Left < middle - slack && line.Right > middle + slack)
            {
                Flush();
                ordered.Add(line);
            }
            else
            {
                band.Add(line);
            }
        }

        Flush();
        return ordered;

        void Flush()
        {
            ordered.AddRange(band.Where(line => line.Box.Left + (line.Box.Width / 2) <= middle));
            ordered.AddRange(band.Where(line => line.Box.Left + (line.Box.Width / 2) > middle));
            band.Clear();
        }
    }

    private static PdfHeading? Heading(PageLine? line) => line is null ? null : new PdfHeading(line.Page, line.Text, line.Box);

    private static int LastWithText(List<List<PageLine>> read, int from)
    {
        var page = from;
        while (page > 0 && read[page].Count == 0)
        {
            page--;
        }

        return page + 1;
    }

    /// <summary>Its number stands at the end of the row, as do those of its neighbours.</summary>
    private static bool IsInContents(PageLine here, List<PageLine> lines)
    {
        var numbers = lines.Where(line => line.IsNumber && line.Box.Left > here.Right && line.Characters <= 4).ToList();
        return numbers.Exists(number => Math.Abs(number.Middle - here.Middle) < here.Size * 0.5)
            && numbers.Count(number => Math.Abs(number.Middle - here.Middle) < here.Size * 12) > 2;
    }

    private static List<PageLine> Following(List<List<PageLine>> read, int page, int at)
    {
        var following = read[page].Skip(at + 1).Take(Ahead).ToList();
        for (var next = page + 1; next < read.Count && following.Count < Ahead; next++)
        {
            following.AddRange(read[next].Take(Ahead - following.Count));
        }

        return following;
    }

    private static bool LooksLikeReferences(List<PageLine> following)
    {
        var marks = following.Count(line => Entry().IsMatch(line.Text));
        return marks >= 2 || (marks == 1 && following.Count <= 4);
    }

    [GeneratedRegex(@"^\s*\[\w[\w+,. ]{0,20}\]|^\s*\(?\d{1,3}[.)\]]\s|\b(1[89]|20)\d\d[a-z]?\b|\bet al\b|\bdoi\b|arXiv|\bpp?\.\s?\d|\bIn Proc|\bvol\.", RegexOptions.IgnoreCase)]
    private static partial Regex Entry();
}

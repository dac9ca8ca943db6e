using System.Globalization;

namespace Workshop.Domain.Pdf;

/// <summary>How many pages there are, how many count, and where the main text ends.</summary>
internal static class PageRules
{
    public static IEnumerable<Finding> Judge(PdfFacts facts, FormatRules rules)
    {
        if (facts is not { Opening: PdfOpening.Opened, Pages: { } pages })
        {
            yield break;
        }

        if (pages < 1)
        {
            yield return Say.Of("pdf.no-pages", "The PDF has no pages. Export it again and choose the new file.");
            yield break;
        }

        var counted = Counted(facts, rules);
        if (rules.PageLimit is { } most && counted > most)
        {
            yield return Say.Of("pdf.too-many-pages", TooMany(facts, rules, pages, counted!.Value, most), page: most + 1);
        }

        if (rules.Counting != PageCounting.WithoutReferences)
        {
            yield break;
        }

        if (facts.MainText is { References: { } heading, LastPage: { } last })
        {
            var behind = facts.MainText.AfterReferences is { } after ? $" \"{Short(after.Text)}\" on page {after.Page} is not counted either." : "";
            yield return Say.Of(
                "pdf.main-text-ends",
                string.Create(CultureInfo.InvariantCulture, $"The main text ends on page {last}: the references begin on page {heading.Page} (\"{Short(heading.Text)}\") and are not counted.{behind}"),
                heading.Page,
                heading.Box);
        }
        else
        {
            yield return Say.Of(
                "pdf.no-references-heading",
                pages == 1
                    ? "No heading \"References\" was found, so the page counts in full. If there are references, give them a heading of their own."
                    : string.Create(CultureInfo.InvariantCulture, $"No heading \"References\" was found, so all {pages} pages were counted. If there are references, give them a heading of their own."));
        }
    }

    /// <summary>The pages that count towards the limit; null when they could not be counted.</summary>
    public static int? Counted(PdfFacts facts, FormatRules rules) =>
        rules.Counting == PageCounting.WithoutReferences && facts.MainText?.LastPage is { } last ? Math.Min(last, facts.Pages ?? last) : facts.Pages;

    private static string TooMany(PdfFacts facts, FormatRules rules, int pages, int counted, int most)
    {
        var to = string.Create(CultureInfo.InvariantCulture, $"{most} {(most == 1 ? "page" : "pages")}");
        if (rules.Counting == PageCounting.All || facts.MainText?.LastPage is null)
        {
            return string.Create(CultureInfo.InvariantCulture, $"The PDF has {pages} pages; the limit is {most}. Shorten it to {to} and choose the new file.");
        }

        var appendix = facts.MainText.AppendixBefore is { } before
            ? string.Create(CultureInfo.InvariantCulture, $" \"{Short(before.Text)}\" on page {before.Page} stands before the references and counts; behind them it would not.")
            : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"The main text ends on page {counted}; the limit is {most} without references.{appendix} Shorten the main text to {to} and choose the new file.");
    }

    private static string Short(string text) => text.Length <= 60 ? text : text[..59] + "…";
}

using Workshop.Domain.Programme;
using Workshop.Web.Platform.Pdf;

namespace Workshop.Web.Features.Programme.Print.Booklet;

/// <summary>
/// The booklet as one HTML document: its parts in order. A pure function of the content and of the page numbers that the last pass found; how it looks is said in
/// wwwroot/print/booklet.css.
/// </summary>
public static class BookletLayout
{
    private const string HouseColour = "#1c4a72";
    private const string Ink = "#16181b";
    private const string Scripts = "\"Noto Serif\",\"Noto Serif CJK SC\",\"Noto Serif CJK JP\",\"Noto Naskh Arabic\",\"Noto Serif Hebrew\",\"DejaVu Serif\",\"Noto Sans\",\"Noto Color Emoji\",serif";
    private const string Serif = $"\"Source Serif 4\",{Scripts}";
    private const string Sans = "\"Noto Sans\",\"Noto Sans CJK SC\",\"Noto Sans CJK JP\",\"Noto Sans Arabic\",\"Noto Sans Hebrew\",\"DejaVu Sans\",\"Noto Color Emoji\",sans-serif";

    public static string Write(ProgrammeDocument programme, PageNumbers numbers) => Write(new BookletContent(programme), numbers);

    public static string Write(BookletContent content, PageNumbers numbers)
    {
        var writer = new BookletWriter(content, numbers);
        var isBook = content.Kind == BookletKind.BookOfAbstracts;
        var name = isBook ? "Book of abstracts" : "Programme";
        IReadOnlyList<BookletPart> parts = isBook
            ? [.. TextParts.Front(writer), .. SpeakersPart.All(writer), .. AbstractParts.All(writer), .. NotIncludedPart.All(writer), .. IndexParts.All(writer)]
            : [.. TextParts.Front(writer), .. GlancePart.All(writer), PlanPart.Of(writer), .. SpeakersPart.All(writer), .. TableParts.All(writer), .. AbstractParts.All(writer), .. IndexParts.All(writer), .. TextParts.Back(writer)];
        var heads = parts.SelectMany(part => part.Heads).Prepend(("contents", "Contents"));
        var accent = content.IsBlack ? Ink : content.Programme.Front.Accent is { Length: > 0 } chosen && AccentColour.Read(chosen).Succeeded ? chosen : HouseColour;
        var family = content.IsSans ? Sans : Serif;
        var rules = new Html($"{content.Paper.Rules(family, accent)}body{{font-family:{family}}}\n{RunningHeads.Rules(content.Programme.Name, heads)}");
        return Html.Of($"""
            <!DOCTYPE html>
            <html lang="en" class="{(content.IsSans ? "sans" : "serif")} {(content.HasTwoColumns ? "two-columns" : "one-column")}">
            <head>
            <meta charset="utf-8">
            <title>{content.Programme.Name}: {(isBook ? "book of abstracts" : "programme")}</title>
            <link rel="stylesheet" href="/lib/source-serif/400.css">
            <link rel="stylesheet" href="/lib/source-serif/400-italic.css">
            <link rel="stylesheet" href="/lib/source-serif/600.css">
            <link rel="stylesheet" href="/lib/katex/katex.min.css">
            <link rel="stylesheet" href="/print/booklet.css">
            <style>{rules}</style>
            <script src="/lib/katex/katex.min.js" defer></script>
            <script src="/lib/katex/contrib/auto-render.min.js" defer></script>
            <script src="/print/programme.js" defer></script>
            </head>
            <body>
            {CoverPart.Write(writer, name)}
            {ContentsPart.Write(writer, parts)}
            {parts.Select(part => part.Content)}
            </body>
            </html>
            """).Text;
    }
}

/// <summary>One part of a booklet: what stands in the contents, what stands at the head of its pages, and the pages.</summary>
internal sealed record BookletPart(string Id, string Title, Html Content)
{
    /// <summary>Items of the part that the contents name.</summary>
    public IReadOnlyList<ProgrammeItem> Items { get; init; } = [];

    /// <summary>Named pages of the part and their running heads.</summary>
    public IReadOnlyList<(string Page, string Head)> Heads { get; init; } = [(Id, Title)];

    /// <summary>False for what belongs to the part before it.</summary>
    public bool IsInContents { get; init; } = true;
}

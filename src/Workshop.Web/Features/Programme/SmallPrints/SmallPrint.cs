using System.Globalization;
using System.Text.RegularExpressions;
using Workshop.Domain;
using Workshop.Domain.Programme;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Programme.Print;
using Workshop.Web.Features.Shared;
using Workshop.Web.Platform.Pdf;
using static Workshop.Web.Features.Programme.SmallPrints.PaperSize;

namespace Workshop.Web.Features.Programme.SmallPrints;

/// <summary>What the small prints share: the page around them, and how titles and names stand on it. Looks are said in wwwroot/print/small.css and one style sheet for each kind.</summary>
internal static partial class SmallPrint
{
    /// <param name="style">Of wwwroot/print, without its ending.</param>
    /// <param name="rules">More rules, for pages with margins or for the logo.</param>
    public static string Page(string title, string style, PaperSize paper, string accent, Html body, Html? rules = null) => Html.Of($"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>{title}</title>
        <link rel="stylesheet" href="/lib/source-serif/400.css">
        <link rel="stylesheet" href="/lib/source-serif/400-italic.css">
        <link rel="stylesheet" href="/lib/source-serif/600.css">
        <link rel="stylesheet" href="/lib/katex/katex.min.css">
        <link rel="stylesheet" href="/print/small.css">
        <link rel="stylesheet" href="/print/{style}.css">
        <style>@page{"{"}size:{Mm(paper.Width)} {Mm(paper.Height)}{"}"}:root{"{"}--sheet-width:{Mm(paper.Width)};--sheet-height:{Mm(paper.Height - 0.1)}{(IsColour(accent) ? $";--accent:{accent}" : "")}{"}"}{rules ?? Html.Empty}</style>
        <script src="/lib/katex/katex.min.js" defer></script>
        <script src="/lib/katex/contrib/auto-render.min.js" defer></script>
        <script src="/print/programme.js" defer></script>
        <script src="/print/fit.js" defer></script>
        </head>
        <body>
        {body}
        </body>
        </html>
        """).Text;

    public static Html Title(ProgrammeItem item) => item.Title is { } title ? Title(title) : Html.Of($"""<span class="title unknown">{ProgrammeItem.TitleToBeAnnounced}</span>""");

    public static Html Title(string title) => Html.Of($"""<span class="title maths" dir="auto">{TypedText.Read(title).Select(run => run.IsFormula ? Html.Of($"""<span class="formula">{run.Text}</span>""") : Html.Of($"{run.Text}"))}</span>""");

    /// <summary>At most so many names; whoever presents is among them in any case.</summary>
    public static Html Names(IReadOnlyList<ProgrammeAuthor> authors, int most, bool marksPresenters = false)
    {
        var shown = authors.Count <= most ? authors : [.. authors.Where((author, place) => place < most - 1 || author.IsPresenter)];
        var names = Html.Join(", ", shown.Select(author => marksPresenters && author.IsPresenter && authors.Count > 1 ? Html.Of($"<b><bdi>{author.Name}</bdi></b>") : Html.Of($"<bdi>{author.Name}</bdi>")));
        return shown.Count == authors.Count ? names : Html.Of($"{names} and {authors.Count - shown.Count} others");
    }

    /// <summary>Who speaks: the presenters, or the first author when nobody says.</summary>
    public static IReadOnlyList<ProgrammeAuthor> Speakers(ProgrammeItem item) => item.Authors.Any(author => author.IsPresenter)
        ? [.. item.Authors.Where(author => author.IsPresenter)]
        : [.. item.Authors.Take(1)];

    /// <summary>The picture of an address; nothing without one.</summary>
    public static Html Code(string address) => address.Length == 0 ? Html.Empty : Html.Of($"""<div class="code" role="img" aria-label="QR code of {address}">{new Html(QrDrawing.Svg(address))}</div>""");

    /// <summary>Where the page of an abstract is; empty when there is no site, or nothing to see there.</summary>
    public static string AbstractAddress(PrintMaterial material, ProgrammeItem item) =>
        material.ProgrammeAddress.Length == 0 || item.Number is not { } number ? "" : string.Create(CultureInfo.InvariantCulture, $"{material.ProgrammeAddress}/abstracts/{number}");

    /// <summary>The picture of the event's logo as a data URI; empty without one.</summary>
    public static string LogoOf(PrintMaterial material) => material.Pictures.GetValueOrDefault(material.Programme.Front.Logo, "");

    /// <summary>Where a logo stands; the picture is in the style sheet.</summary>
    public static Html Logo(string picture) => picture.Length == 0 ? Html.Empty : Html.Of($"""<img class="logo" alt="">""");

    /// <summary>Says the picture of every logo of a page once: repeated on each of hundreds of badges, it would make the page as many times as large.</summary>
    /// <param name="picture">A data URI that we made: base64 has nothing in it that ends a string or a style sheet.</param>
    public static Html LogoRule(string picture) => picture.Length == 0 ? Html.Empty : new Html($".logo{{content:url(\"{picture}\")}}");

    /// <summary>Lines of a text that an organizer typed, without the empty ones.</summary>
    public static IReadOnlyList<string> Lines(string typed, int most) => [.. typed.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(most)];

    public static string Count(int number, string what) => string.Create(CultureInfo.InvariantCulture, $"{number} {what}{(number == 1 ? "" : "s")}");

    public static Task<Outcome<Func<PageNumbers, string>>> Laid(string html) => Task.FromResult<Outcome<Func<PageNumbers, string>>>(new Func<PageNumbers, string>(_ => html));

    public static Task<Outcome<Func<PageNumbers, string>>> Refused(Refusal refusal) => Task.FromResult<Outcome<Func<PageNumbers, string>>>(refusal);

    private static bool IsColour(string accent) => Colour().IsMatch(accent);

    [GeneratedRegex("^#[0-9a-fA-F]{6}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Colour();
}

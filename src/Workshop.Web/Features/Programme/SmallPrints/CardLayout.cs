using System.Globalization;
using Workshop.Domain.Programme;
using Workshop.Web.Features.Programme.Print;

namespace Workshop.Web.Features.Programme.SmallPrints;

/// <summary>One submission or invited talk as a card.</summary>
/// <param name="Title">Null means "title to be announced".</param>
/// <param name="Outcome">"Talk", "Poster", "Invited talk".</param>
/// <param name="Minutes">Null while it has no place.</param>
/// <param name="Place">Where it stands in the programme; empty while it has no place.</param>
internal sealed record Card(int? Number, string? Title, IReadOnlyList<ProgrammeAuthor> Authors, IReadOnlyList<string> Topics, string Outcome, int? Minutes, string Place);

/// <summary>Cards to cut out and lay the day with on a table.</summary>
internal static class CardLayout
{
    public static string Write(PrintMaterial material, PaperSize paper, int each, IReadOnlyList<Card> cards)
    {
        var sheet = each switch
        {
            4 => CutSheet.Divided(paper.Landscape, 2, 2),
            6 => CutSheet.Divided(paper, 2, 3),
            _ => CutSheet.Divided(paper, 2, 4),
        };
        return SmallPrint.Page($"{material.Programme.Name}: cards", "cards", sheet.Paper, material.Programme.Front.Accent, Html.Of($"""<div class="cards-{each}">{sheet.Lay([.. cards.Select(card => Front(card, each switch { 4 => "22 4", 6 => "17 4", _ => "15 4" }))])}</div>"""));
    }

    /// <param name="type">From which size to which, in points.</param>
    private static Html Front(Card card, string type) => Html.Of($"""
        <div class="card {(card.Outcome == "Poster" ? "poster" : "")}">
        <header><p class="number">{(card.Number is { } number ? $"#{number.ToString(CultureInfo.InvariantCulture)}" : "★")}</p><p class="outcome">{card.Outcome}{(card.Minutes is { } minutes ? Html.Of($"""<span class="soft"> · {minutes} min</span>""") : Html.Empty)}</p></header>
        <div class="card-what" data-fit="{type}"><h2>{(card.Title is { } title ? SmallPrint.Title(title) : Html.Of($"""<span class="title unknown">{ProgrammeItem.TitleToBeAnnounced}</span>"""))}</h2><p class="by">{SmallPrint.Names(card.Authors, 12, marksPresenters: true)}</p></div>
        <footer data-fit="8.5 4"><p class="topics">{Html.Join(" · ", card.Topics.Select(topic => Html.Of($"<bdi>{topic}</bdi>")))}</p>{(card.Place.Length == 0 ? Html.Empty : Html.Of($"""<p class="soft" dir="auto">{card.Place}</p>"""))}</footer>
        </div>
        """);
}

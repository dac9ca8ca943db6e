using System.Globalization;
using Workshop.Domain.Programme;

namespace Workshop.Web.Features.Programme.Print.Booklet;

/// <summary>The abstracts, session by session, and behind each the pages on which its paper will be laid.</summary>
internal static class AbstractParts
{
    /// <summary>Shorter abstracts stay in one piece.</summary>
    private const int ShortText = 500;

    /// <summary>So many authors and their affiliations may take a page.</summary>
    private const int ManyAuthors = 15;

    public static IEnumerable<BookletPart> All(BookletWriter writer) => writer.Sections.Select(section => Of(writer, section.Id, section.Session, section.Items));

    public static Html Authors(ProgrammeItem item)
    {
        if (item.Authors.Count == 0)
        {
            return Html.Empty;
        }

        var affiliations = NumberedAffiliations.Of(item.Authors);
        var names = new List<Html>();
        for (var i = 0; i < item.Authors.Count; i++)
        {
            var numbers = affiliations.AreNeeded ? string.Join(",", affiliations.NumbersOf[i].Select(number => number.ToString(CultureInfo.InvariantCulture))) : "";

            // The comma belongs to the name: no line begins with one.
            var comma = i < item.Authors.Count - 1 ? "," : "";
            names.Add(Html.Of($"""<span class="author"><bdi>{item.Authors[i].Name}</bdi>{comma}{(numbers.Length == 0 ? Html.Empty : Html.Of($"<sup>{numbers}</sup>"))}</span>"""));
        }

        var places = affiliations.Places.Select((place, index) => affiliations.AreNeeded
            ? Html.Of($"""<span class="place"><sup>{index + 1}</sup>&#8239;<bdi>{place}</bdi></span>""")
            : Html.Of($"""<span class="place"><bdi>{place}</bdi></span>"""));
        return Html.Of($"""
            <p class="names">{Html.Join(" ", names)}</p>
            {(affiliations.Places.Count == 0 ? Html.Empty : Html.Of($"""<p class="places">{Html.Join(" ", places)}</p>"""))}
            """);
    }

    public static Html PaperAt(BookletWriter writer, ProgrammeItem item) =>
        writer.Content.Papers.ContainsKey(item.Key) ? Html.Of($"""<p class="paper-at">The paper begins on page {writer.PageOf($"paper-{item.Key}")}.</p>""") : Html.Empty;

    /// <summary>A page for each page of the paper that is bound in behind its abstract.</summary>
    public static IEnumerable<Html> PaperPages(BookletWriter writer, ProgrammeItem item) =>
        Enumerable.Range(0, writer.Content.Papers.GetValueOrDefault(item.Key)).Select(page => page == 0 ? Html.Of($"""<div class="paper" id="paper-{item.Key}"></div>""") : Html.Of($"""<div class="paper"></div>"""));

    private static BookletPart Of(BookletWriter writer, string id, ProgrammeSession session, IReadOnlyList<ProgrammeItem> items)
    {
        var where = ProgrammeText.RoomAndChair(session);
        var content = Html.Of($"""
            <section class="part abstracts {id}" id="{id}">
            <header class="opener">
            <h2 dir="auto">{session.Title}</h2>
            <p class="opener-when">{ProgrammeText.DayWithoutYear(session.Starts)}, {ProgrammeText.Times(session)}{(where.Length == 0 ? "" : " · " + where)}</p>
            </header>
            <div class="items">
            {items.Select(item => Abstract(writer, item))}
            </div>
            </section>
            """);
        return new BookletPart(id, session.Title, content) { Items = items };
    }

    private static Html Abstract(BookletWriter writer, ProgrammeItem item)
    {
        var code = writer.CodeOf(item);
        var pages = writer.Content.Papers.GetValueOrDefault(item.Key);
        var css = $"{(code.Text.Length > 0 ? " has-code" : "")}{(item.Abstract.Length < ShortText ? " is-short" : "")}{(item.Authors.Count > ManyAuthors ? " has-many" : "")}{(pages > 0 ? " has-paper" : "")}";
        return Html.Of($"""
            <article class="item{css}" id="{writer.PlaceOf(item)}">
            <div class="item-head">
            <div class="side"><span class="mark">{ProgrammeText.Mark(item)}</span>{code}</div>
            <h3>{BookletWriter.Title(item)}</h3>
            {Authors(item)}
            </div>
            <div class="text maths">{BookletWriter.Paragraphs(item.Abstract)}</div>
            {(item.Topics.Count == 0 ? Html.Empty : Html.Of($"""<p class="topics-of" dir="auto">{string.Join(" · ", item.Topics)}</p>"""))}
            {PaperAt(writer, item)}
            </article>
            {PaperPages(writer, item)}
            """);
    }
}

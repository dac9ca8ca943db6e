using System.Globalization;
using Workshop.Domain.Programme;

namespace Workshop.Web.Features.Programme.Print.Booklet;

/// <summary>A day at a glance: a grid of rooms and times on one page. The script of the page sets it as small as it must be, and leaves titles of talks out before it gets too small to read.</summary>
internal static class GlancePart
{
    /// <summary>A short day does not fill a page.</summary>
    private const double MillimetresPerMinute = 0.55;

    /// <summary>Fewer sessions than this in a day are at a glance already.</summary>
    private const int WorthAGrid = 3;

    public static IEnumerable<BookletPart> All(BookletWriter writer)
    {
        var days = RoomGrid.Of(writer.Programme);
        if (days.All(day => day.Blocks.Count < WorthAGrid))
        {
            yield break;
        }

        for (var i = 0; i < days.Count; i++)
        {
            var id = $"glance-{(i + 1).ToString(CultureInfo.InvariantCulture)}";
            var title = days.Count == 1 ? "The day at a glance" : "The days at a glance";
            yield return new BookletPart(id, title, Html.Of($"""
                <section class="part glance {id}" id="{id}">
                {(i == 0 ? Html.Of($"<h2>{title}</h2>") : Html.Empty)}
                <h3>{ProgrammeText.Day(days[i].Day)}</h3>
                {Grid(writer, days[i], isFirst: i == 0)}
                </section>
                """))
            { IsInContents = i == 0 };
        }
    }

    private static Html Grid(BookletWriter writer, RoomGrid day, bool isFirst)
    {
        var available = writer.Content.Paper.TextHeight - (writer.Content.Paper.Type * (isFirst ? 3.6 : 1.9));
        var height = Math.Min(available, 12 + day.Rows.Sum(row => row.Minutes) * MillimetresPerMinute);
        var template = string.Create(CultureInfo.InvariantCulture, $"height:{height:0.#}mm;grid-template-columns:max-content repeat({day.Lanes},minmax(0,1fr));grid-template-rows:auto {string.Join(' ', day.Rows.Select(row => $"minmax(min-content,{row.Minutes.ToString(CultureInfo.InvariantCulture)}fr)"))}");
        return Html.Of($"""
            <div class="grid" style="{template}">
            {day.Columns.Select(column => Html.Of($"""<p class="grid-room" style="grid-area:1/{column.First + 1}/auto/span {column.Lanes}" dir="auto">{column.Room}</p>"""))}
            {day.Rows.Select((row, place) => Html.Of($"""<p class="grid-time" style="grid-area:{place + 2}/1">{ProgrammeText.Time(row.At)}</p>"""))}
            {day.Blocks.Select(block => Cell(day, block))}
            </div>
            """);
    }

    private static Html Cell(RoomGrid day, RoomBlock block)
    {
        var session = block.Session;
        var isPause = session.Kind is SessionKind.Break or SessionKind.Social;
        var where = day.RoomToSay(block);
        return Html.Of($"""
            <div class="grid-cell{(isPause ? " pause" : "")}" style="grid-area:{block.Row + 1}/{block.Lane + 1}/span {block.Rows}/span {block.Lanes}">
            <h4 dir="auto">{session.Title}{(where.Length == 0 ? Html.Empty : Html.Of($"""<span class="grid-where">{where}</span>"""))}</h4>
            {(session.HasPosters ? Html.Of($"""<p class="grid-item whole">{session.Items.Count} {(session.Items.Count == 1 ? "poster" : "posters")}</p>""") : Html.Join("", session.Items.Select(item => Html.Of($"""
                <p class="grid-item"><span class="grid-start">{(item.SharesSlot ? "" : ProgrammeText.Mark(item))}</span><span>{BookletWriter.Presenters(item)}<span class="grid-title">{(item.Authors.Count > 0 ? ": " : "")}{BookletWriter.Title(item)}</span></span></p>
                """))))}
            </div>
            """);
    }
}

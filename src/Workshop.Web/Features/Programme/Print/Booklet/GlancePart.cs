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
        var days = DayGrid.Of(writer.Programme);
        if (days.All(day => day.Cells.Count < WorthAGrid))
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

    private static Html Grid(BookletWriter writer, DayGrid day, bool isFirst)
    {
        var rows = Enumerable.Range(0, day.Lines.Count - 1).ToList();
        var available = writer.Content.Paper.TextHeight - (writer.Content.Paper.Type * (isFirst ? 3.6 : 1.9));
        var height = Math.Min(available, 12 + rows.Sum(day.MinutesOf) * MillimetresPerMinute);
        var template = string.Create(CultureInfo.InvariantCulture, $"height:{height:0.#}mm;grid-template-columns:max-content repeat({day.Columns.Count},minmax(0,1fr));grid-template-rows:auto {string.Join(' ', rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"minmax(min-content,{day.MinutesOf(row):0.#}fr)")))}");
        return Html.Of($"""
            <div class="grid" style="{template}">
            {day.Columns.Select((column, i) => Html.Of($"""<p class="grid-room" style="grid-area:1/{i + 2}" dir="auto">{column.Room}</p>"""))}
            {rows.Select(row => Html.Of($"""<p class="grid-time" style="grid-area:{row + 2}/1">{ProgrammeText.Time(day.Lines[row])}</p>"""))}
            {day.Cells.Select(cell => Cell(day, cell))}
            </div>
            """);
    }

    private static Html Cell(DayGrid day, DayGridCell cell)
    {
        var session = cell.Session;
        var isPause = session.Kind is SessionKind.Break or SessionKind.Social;
        var namesRoom = cell.EndColumn - cell.FirstColumn == day.Columns.Count && session.Room.Length > 0 && !day.Columns.All(column => string.Equals(column.Room, session.Room, StringComparison.OrdinalIgnoreCase));
        return Html.Of($"""
            <div class="grid-cell{(isPause ? " pause" : "")}" style="grid-area:{cell.FirstRow + 2}/{cell.FirstColumn + 2}/{cell.EndRow + 2}/{cell.EndColumn + 2}">
            <h4 dir="auto">{session.Title}{(namesRoom ? Html.Of($"""<span class="grid-where">{session.Room}</span>""") : Html.Empty)}</h4>
            {(session.HasPosters ? Html.Of($"""<p class="grid-item whole">{session.Items.Count} {(session.Items.Count == 1 ? "poster" : "posters")}</p>""") : Html.Join("", session.Items.Select(item => Html.Of($"""
                <p class="grid-item"><span class="grid-start">{(item.SharesSlot ? "" : ProgrammeText.Mark(item))}</span><span>{BookletWriter.Presenters(item)}<span class="grid-title">{(item.Authors.Count > 0 ? ": " : "")}{BookletWriter.Title(item)}</span></span></p>
                """))))}
            </div>
            """);
    }
}

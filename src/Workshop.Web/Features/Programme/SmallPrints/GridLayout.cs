using Workshop.Domain.Programme;
using Workshop.Web.Features.Programme.Print;
using static Workshop.Web.Features.Programme.SmallPrints.PaperSize;

namespace Workshop.Web.Features.Programme.SmallPrints;

/// <summary>A day on one page: rooms side by side, time downwards. The type is as large as the page allows.</summary>
internal static class GridLayout
{
    public static string Write(PrintMaterial material, PaperSize paper, bool withTalks)
    {
        var programme = material.Programme;
        var days = RoomGrid.Of(programme).Select(day => Day(material, day, withTalks));
        return SmallPrint.Page($"{programme.Name}: day at a glance", "grid", paper.Landscape, programme.Front.Accent, Html.Of($"{days}"), SmallPrint.LogoRule(SmallPrint.LogoOf(material)));
    }

    private static Html Day(PrintMaterial material, RoomGrid day, bool withTalks) => Html.Of($"""
        <section class="sheet grid-sheet">
        <header class="grid-head">
        {SmallPrint.Logo(SmallPrint.LogoOf(material))}
        <div class="grid-names" data-fit="30 9">
        <p class="kicker" dir="auto">{material.Programme.Name}</p>
        <h1>{ProgrammeText.Day(day.Day)}</h1>
        <p class="soft" dir="auto">{string.Join(" · ", new[] { material.Programme.Venue, $"times are {material.Programme.ZoneName}" }.Where(part => part.Length > 0))}</p>
        </div>
        {SmallPrint.Code(material.ProgrammeAddress)}
        </header>
        <div class="day-grid" data-fit="24 3" style="grid-template-columns:max-content repeat({day.Lanes},minmax(0,1fr));grid-template-rows:auto {string.Join(' ', day.Rows.Select((row, place) => $"minmax(min-content,{Number(Weight(day, row, place + 1))}fr)"))}">
        {day.Columns.Where(column => column.Room.Length > 0).Select(column => Html.Of($"""<p class="room" dir="auto" style="grid-row:1;grid-column:{column.First + 1}/span {column.Lanes}">{column.Room}</p>"""))}
        {day.Rows.Select((row, place) => (row, place)).Where(row => row.row.IsStart).Select(row => Html.Of($"""<span class="axis" aria-hidden="true" style="grid-row:{row.place + 2};grid-column:1">{ProgrammeText.Time(row.row.At)}</span>"""))}
        {day.Blocks.Select(block => Block(day, block, withTalks))}
        </div>
        </section>
        """);

    /// <summary>Longer takes more room, but not in proportion: a lunch needs no third of the page.</summary>
    private static double Weight(RoomGrid day, RoomRow row, int place)
    {
        var isPause = day.Blocks.Where(block => block.Row <= place && place < block.Row + block.Rows).All(block => block.Session.Kind is SessionKind.Break or SessionKind.Social);
        return Math.Pow(row.Minutes, isPause ? 0.4 : 0.7);
    }

    private static Html Block(RoomGrid day, RoomBlock block, bool withTalks)
    {
        var session = block.Session;
        var isPause = session.Kind is SessionKind.Break or SessionKind.Social;
        var about = string.Join(" · ", new[] { day.RoomToSay(block), session.Chair.Length == 0 ? "" : $"Chair: {session.Chair}" }.Where(part => part.Length > 0));
        return Html.Of($"""
            <article class="block {(isPause ? "pause" : session.Kind == SessionKind.Keynote ? "keynote" : "")}" style="grid-row:{block.Row + 1}/span {block.Rows};grid-column:{block.Lane + 1}/span {block.Lanes}">
            <h2 dir="auto">{session.Title}</h2>
            <p class="when">{ProgrammeText.Times(session)}{(about.Length == 0 ? Html.Empty : Html.Of($""" · <bdi>{about}</bdi>"""))}</p>
            {(isPause || session.Items.Count == 0 ? Html.Empty : session.HasPosters ? Posters(session) : withTalks ? Talks(session) : Html.Empty)}
            </article>
            """);
    }

    private static Html Posters(ProgrammeSession session)
    {
        var boards = session.Items.Select(item => item.Board).OfType<string>().Order(BoardName.Order).ToList();
        var which = boards.Count switch { 0 => "", 1 => $", board {boards[0]}", _ => $", boards {boards[0]}–{boards[^1]}" };
        return Html.Of($"""<p class="posters">{SmallPrint.Count(session.Items.Count, "poster")}{which}</p>""");
    }

    private static Html Talks(ProgrammeSession session) => Html.Of($"""
        <ul>
        {session.Items.Select(item => Html.Of($"""<li><span class="at">{ProgrammeText.Mark(item)}</span><span>{SmallPrint.Title(item)} <span class="by">{SmallPrint.Names(SmallPrint.Speakers(item), 4)}</span></span></li>"""))}
        </ul>
        """);
}

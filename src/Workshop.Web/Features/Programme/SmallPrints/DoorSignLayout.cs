using Workshop.Domain.Programme;
using Workshop.Web.Features.Programme.Print;

namespace Workshop.Web.Features.Programme.SmallPrints;

/// <summary>What hangs at the door of a room on a day. A sign that does not fit on one page goes on on the next, with the room at its head again: wwwroot/print/fit.js breaks it.</summary>
internal static class DoorSignLayout
{
    public static string Write(PrintMaterial material, PaperSize paper, bool withTalks)
    {
        var programme = material.Programme;
        var signs = programme.Sessions.Where(session => session.Room.Trim().Length > 0)
            .GroupBy(session => session.Room.Trim(), StringComparer.OrdinalIgnoreCase).OrderBy(room => room.Key, BoardName.Order)
            .SelectMany(room => room.GroupBy(ProgrammeText.DayOf).OrderBy(day => day.Key).Where(day => !day.All(IsPause)).Select(day => Sign(material, room.Key, day.Key, [.. day], withTalks)));
        return SmallPrint.Page($"{programme.Name}: door signs", "door-signs", paper, programme.Front.Accent, Html.Of($"{signs}"));
    }

    public static bool HasRooms(ProgrammeDocument programme) => programme.Sessions.Any(session => session.Room.Trim().Length > 0 && !IsPause(session));

    /// <summary>A room in which nothing but breaks happen needs no sign.</summary>
    private static bool IsPause(ProgrammeSession session) => session.Kind is SessionKind.Break or SessionKind.Social;

    private static Html Sign(PrintMaterial material, string room, DateOnly day, List<ProgrammeSession> sessions, bool withTalks) => Html.Of($"""
        <section class="sheet sign" data-flow>
        <header class="sign-head">
        <div class="sign-room" data-fit="76 26"><h1 dir="auto">{room}</h1></div>
        <p class="sign-day">{ProgrammeText.Day(day)}<span class="flow-number"></span></p>
        </header>
        <div class="sign-body" data-flow-body data-fit="30 16.5" data-flow-size="20">
        {sessions.Select(session => Session(session, withTalks))}
        </div>
        <footer class="sign-foot">
        <p dir="auto">{material.Programme.Name}</p>
        {SmallPrint.Code(material.ProgrammeAddress)}
        </footer>
        </section>
        """);

    private static Html Session(ProgrammeSession session, bool withTalks) => Html.Of($"""
        <div class="sign-session {(IsPause(session) ? "pause" : "")}" data-flow-head><p class="at">{ProgrammeText.Time(session.Starts)}<span class="until">–{ProgrammeText.Time(session.Ends)}</span></p><div><h2 dir="auto">{session.Title}</h2>{(session.Chair.Length == 0 ? Html.Empty : Html.Of($"""<p class="by">Chair: <bdi>{session.Chair}</bdi></p>"""))}{(session.HasPosters && session.Items.Count > 0 ? Html.Of($"""<p class="by">{SmallPrint.Count(session.Items.Count, "poster")}</p>""") : Html.Empty)}</div></div>
        {(withTalks && !session.HasPosters ? session.Items.Select(Talk) : [])}
        """);

    private static Html Talk(ProgrammeItem item) => Html.Of($"""
        <div class="sign-talk"><p class="at">{ProgrammeText.Mark(item)}</p><div><p class="what">{SmallPrint.Title(item)}</p><p class="by">{SmallPrint.Names(SmallPrint.Speakers(item), 6)}</p></div></div>
        """);
}

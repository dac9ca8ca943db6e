using Workshop.Domain.Programme;

namespace Workshop.Web.Features.Programme.Print.Booklet;

/// <summary>The sessions in order, day by day, each item with the page of its abstract.</summary>
internal static class PlanPart
{
    public static BookletPart Of(BookletWriter writer) => new("day-plan", "Programme", BookletWriter.Part("day-plan", "Programme", Html.Of($"""
        {writer.Programme.Sessions.GroupBy(ProgrammeText.DayOf).OrderBy(day => day.Key).Select(day => Html.Of($"""
            <section class="day">
            <h3>{ProgrammeText.Day(day.Key)}</h3>
            {day.Select(session => Session(writer, session))}
            </section>
            """))}
        """)));

    private static Html Session(BookletWriter writer, ProgrammeSession session)
    {
        var where = ProgrammeText.RoomAndChair(session);
        var kind = session.Kind is SessionKind.Break or SessionKind.Social ? "pause" : "session";
        return Html.Of($"""
            <section class="{kind}">
            <div class="session-head"><span class="mark">{ProgrammeText.Times(session)}</span><h4 dir="auto">{session.Title}</h4>{(where.Length == 0 ? Html.Empty : Html.Of($"""<p class="where" dir="auto">{where}</p>"""))}</div>
            {session.Items.Select(item => Item(writer, item))}
            </section>
            """);
    }

    private static Html Item(BookletWriter writer, ProgrammeItem item)
    {
        var names = Html.Of($"""{BookletWriter.Title(item)}<span class="by">{BookletWriter.Names(item)}</span>""");
        var place = writer.PlaceOf(item);
        var mark = Html.Of($"""<span class="mark">{(item.SharesSlot ? "" : ProgrammeText.Mark(item))}</span>""");
        return place == $"plan-{item.Key}"
            ? Html.Of($"""<p class="entry plan-item" id="plan-{item.Key}">{mark}<span class="unlinked">{names}</span></p>""")
            : Html.Of($"""<p class="entry plan-item">{mark}<a href="#{place}">{names}</a> {writer.PageOf(place)}</p>""");
    }
}

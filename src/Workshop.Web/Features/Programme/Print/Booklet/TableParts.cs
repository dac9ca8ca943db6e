using Workshop.Domain.Programme;

namespace Workshop.Web.Features.Programme.Print.Booklet;

/// <summary>Where and when: all talks by time across the rooms, all posters by board.</summary>
internal static class TableParts
{
    public static IEnumerable<BookletPart> All(BookletWriter writer)
    {
        // With one room the day plan is this table already.
        var talks = writer.Programme.Sessions.Where(session => !session.HasPosters).SelectMany(session => session.Items.Where(item => item.Starts is not null).Select(item => (Session: session, Item: item))).ToList();
        if (talks.Select(talk => talk.Session.Room).Distinct(StringComparer.OrdinalIgnoreCase).Count() > 1)
        {
            yield return new BookletPart("talks", "Talks by time", BookletWriter.Part("talks", "Talks by time", Html.Of($"""
                {talks.GroupBy(talk => ProgrammeText.DayOf(talk.Session)).OrderBy(day => day.Key).Select(day => Html.Of($"""
                    <table class="list"><caption>{ProgrammeText.Day(day.Key)}</caption>
                    <thead><tr><th scope="col">Time</th><th scope="col">Room</th><th scope="col">Talk</th><th scope="col" class="page-column">Page</th></tr></thead>
                    <tbody>{day.OrderBy(talk => talk.Item.Starts).ThenBy(talk => talk.Session.Room, BoardName.Order).Select(talk => Html.Of($"""
                    <tr><th scope="row">{ProgrammeText.Mark(talk.Item)}</th><td class="room" dir="auto">{talk.Session.Room}</td>{What(writer, talk.Item)}</tr>
                    """))}</tbody></table>
                    """))}
                """)));
        }

        var posters = writer.Programme.Sessions.Where(session => session.HasPosters).ToList();
        if (posters.Sum(session => session.Items.Count) > 0)
        {
            yield return new BookletPart("posters", "Posters by board", BookletWriter.Part("posters", "Posters by board", Html.Of($"""
                {posters.Where(session => session.Items.Count > 0).Select(session => Html.Of($"""
                    <table class="list"><caption dir="auto">{session.Title}<span class="by">{ProgrammeText.DayWithoutYear(session.Starts)}, {ProgrammeText.Times(session)}{(session.Room.Length == 0 ? "" : " · " + session.Room)}</span></caption>
                    <thead><tr><th scope="col">Board</th><th scope="col">Poster</th><th scope="col" class="page-column">Page</th></tr></thead>
                    <tbody>{session.Items.OrderBy(item => item.Board, BoardName.Order).Select(item => Html.Of($"""
                    <tr><th scope="row">{item.Board}</th>{What(writer, item)}</tr>
                    """))}</tbody></table>
                    """))}
                """)));
        }
    }

    private static Html What(BookletWriter writer, ProgrammeItem item)
    {
        var place = writer.PlaceOf(item);
        return Html.Of($"""<td><a href="#{place}">{BookletWriter.Title(item)}</a><span class="by">{BookletWriter.Presenters(item)}</span></td><td class="page-column">{writer.PageOf(place)}</td>""");
    }
}

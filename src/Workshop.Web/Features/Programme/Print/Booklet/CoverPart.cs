using System.Globalization;

namespace Workshop.Web.Features.Programme.Print.Booklet;

internal static class CoverPart
{
    public static Html Write(BookletWriter writer, string name)
    {
        var programme = writer.Programme;
        var address = writer.Content.ProgrammeAddress;
        return Html.Of($"""
            <header class="cover">
            <div class="cover-logo">{writer.Picture(writer.Front.Logo, "logo", programme.Name)}</div>
            <div class="cover-title">
            <p class="cover-kind">{name}</p>
            <h1 dir="auto">{programme.Name}</h1>
            <p class="cover-when">{ProgrammeText.Days(programme.StartsOn, programme.EndsOn)}</p>
            <p class="cover-where" dir="auto">{programme.Venue}</p>
            </div>
            <div class="cover-foot">
            <p class="cover-note">{Summary(writer)}All times are {programme.ZoneName}.{(programme.Version.Length == 0 ? "" : $" {programme.Version}.")}</p>
            {(address.Length == 0 ? Html.Empty : Html.Of($"""<p class="cover-code">{QrPath.Svg(address, "Code: the programme on the web")}<span>The programme as it is now</span></p>"""))}
            </div>
            </header>
            """);
    }

    private static string Summary(BookletWriter writer)
    {
        var posters = writer.Programme.Sessions.Where(session => session.HasPosters).Sum(session => session.Items.Count);
        var talks = writer.Programme.Sessions.Where(session => !session.HasPosters).Sum(session => session.Items.Count);
        var parts = new[] { Count(talks, "talk"), Count(posters, "poster") }.Where(part => part.Length > 0).ToList();
        return parts.Count == 0 ? "" : $"{string.Join(" and ", parts)}. ";
    }

    private static string Count(int number, string what) => number == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{number} {what}{(number == 1 ? "" : "s")}");
}

using System.Globalization;
using Workshop.Domain.Programme;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;
using Workshop.Web.Platform.Pdf;

namespace Workshop.Web.Features.Programme.Print;

/// <summary>
/// The programme as a booklet: cover, contents, day plan, abstracts by session, author index. A pure function of the programme and of the page numbers that
/// the last pass found; how it looks is said in wwwroot/print/programme.css.
/// </summary>
public sealed class ProgrammeLayout
{
    private const int MostNamesInLists = 8;

    private readonly ProgrammeDocument _programme;
    private readonly PageNumbers _numbers;
    private readonly List<(string Id, ProgrammeSession Session)> _sections = [];
    private readonly Dictionary<string, string> _places = [];

    private ProgrammeLayout(ProgrammeDocument programme, PageNumbers numbers)
    {
        _programme = programme;
        _numbers = numbers;
        foreach (var session in programme.Sessions)
        {
            if (session.Items.Any(item => item.HasAbstract))
            {
                _sections.Add(($"session-{(_sections.Count + 1).ToString(CultureInfo.InvariantCulture)}", session));
            }

            foreach (var item in session.Items)
            {
                // Without an abstract to turn to, the day plan is where the item stands.
                _places.Add(item.Key, item.HasAbstract ? $"abstract-{item.Key}" : $"plan-{item.Key}");
            }
        }
    }

    public static string Write(ProgrammeDocument programme, PageNumbers numbers) => new ProgrammeLayout(programme, numbers).Page().Text;

    private Html Page()
    {
        var title = $"{_programme.Name}: programme";
        var sections = _sections.Select(section => (section.Id, section.Session.Title)).Prepend(("day-plan", "Programme")).Prepend(("contents", "Contents")).Append(("authors", "Authors"));
        return Html.Of($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>{title}</title>
            <link rel="stylesheet" href="/lib/source-serif/400.css">
            <link rel="stylesheet" href="/lib/source-serif/400-italic.css">
            <link rel="stylesheet" href="/lib/source-serif/600.css">
            <link rel="stylesheet" href="/lib/katex/katex.min.css">
            <link rel="stylesheet" href="/print/programme.css">
            <style>{RunningHeads.Rules(_programme.Name, sections)}</style>
            <script src="/lib/katex/katex.min.js" defer></script>
            <script src="/lib/katex/contrib/auto-render.min.js" defer></script>
            <script src="/print/programme.js" defer></script>
            </head>
            <body>
            {Cover()}
            {Contents()}
            {DayPlan()}
            {_sections.Select(section => Abstracts(section.Id, section.Session))}
            {Authors()}
            </body>
            </html>
            """);
    }

    private Html Cover() => Html.Of($"""
        <header class="cover">
        <p class="cover-kind">Programme</p>
        <h1 dir="auto">{_programme.Name}</h1>
        <p class="cover-when">{ProgrammeText.Days(_programme.StartsOn, _programme.EndsOn)}</p>
        <p class="cover-where" dir="auto">{_programme.Venue}</p>
        <p class="cover-note">{Summary()}All times are {_programme.ZoneName}.</p>
        </header>
        """);

    private string Summary()
    {
        var posters = _programme.Sessions.Where(session => session.HasPosters).Sum(session => session.Items.Count);
        var talks = _programme.Sessions.Where(session => !session.HasPosters).Sum(session => session.Items.Count);
        var parts = new[] { Count(talks, "talk"), Count(posters, "poster") }.Where(part => part.Length > 0).ToList();
        return parts.Count == 0 ? "" : $"{string.Join(" and ", parts)}. ";
    }

    private static string Count(int number, string what) => number == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{number} {what}{(number == 1 ? "" : "s")}");

    private Html Contents() => Html.Of($"""
        <section class="part contents">
        <h2>Contents</h2>
        <p class="entry part-entry"><a href="#day-plan"><span>Programme</span></a> {PageOf("day-plan")}</p>
        {_sections.Select(ContentsOf)}
        {(HasAuthors ? Html.Of($"""<p class="entry part-entry"><a href="#authors"><span>Authors</span></a> {PageOf("authors")}</p>""") : Html.Empty)}
        </section>
        """);

    private Html ContentsOf((string Id, ProgrammeSession Session) section) => Html.Of($"""
        <div class="contents-session">
        <p class="entry part-entry"><a href="#{section.Id}"><span dir="auto">{section.Session.Title}</span></a> {PageOf(section.Id)}</p>
        {section.Session.Items.Where(item => item.HasAbstract).Select(item => Html.Of($"""
            <p class="entry"><a href="#{_places[item.Key]}">{Title(item)}<span class="by">{Names(item)}</span></a> {PageOf(_places[item.Key])}</p>
            """))}
        </div>
        """);

    private Html DayPlan()
    {
        var days = _programme.Sessions.GroupBy(ProgrammeText.DayOf).OrderBy(day => day.Key).ToList();
        return Html.Of($"""
            <section class="part day-plan" id="day-plan">
            <h2>Programme</h2>
            {days.Select(day => Html.Of($"""
                <section class="day">
                <h3>{ProgrammeText.Day(day.Key)}</h3>
                {day.Select(PlanOf)}
                </section>
                """))}
            </section>
            """);
    }

    private Html PlanOf(ProgrammeSession session)
    {
        var where = ProgrammeText.RoomAndChair(session);
        var kind = session.Kind is SessionKind.Break or SessionKind.Social ? "pause" : "session";
        return Html.Of($"""
            <section class="{kind}">
            <div class="session-head"><span class="mark">{ProgrammeText.Times(session)}</span><h4 dir="auto">{session.Title}</h4>{(where.Length == 0 ? Html.Empty : Html.Of($"""<p class="where" dir="auto">{where}</p>"""))}</div>
            {session.Items.Select(PlanItem)}
            </section>
            """);
    }

    private Html PlanItem(ProgrammeItem item)
    {
        var names = Html.Of($"""{Title(item)}<span class="by">{Names(item)}</span>""");
        return item.HasAbstract
            ? Html.Of($"""<p class="entry plan-item" id="plan-{item.Key}"><span class="mark">{ProgrammeText.Mark(item)}</span><a href="#{_places[item.Key]}">{names}</a> {PageOf(_places[item.Key])}</p>""")
            : Html.Of($"""<p class="entry plan-item" id="plan-{item.Key}"><span class="mark">{ProgrammeText.Mark(item)}</span><span class="unlinked">{names}</span></p>""");
    }

    private Html Abstracts(string id, ProgrammeSession session)
    {
        var where = ProgrammeText.RoomAndChair(session);
        return Html.Of($"""
            <section class="part abstracts {id}" id="{id}">
            <header class="opener">
            <h2 dir="auto">{session.Title}</h2>
            <p class="opener-when">{ProgrammeText.DayWithoutYear(session.Starts)}, {ProgrammeText.Times(session)}{(where.Length == 0 ? "" : " · " + where)}</p>
            </header>
            {session.Items.Where(item => item.HasAbstract).Select(Abstract)}
            </section>
            """);
    }

    private Html Abstract(ProgrammeItem item) => Html.Of($"""
        <article class="item" id="{_places[item.Key]}">
        <div class="item-head">
        <span class="mark">{ProgrammeText.Mark(item)}</span>
        <h3>{Title(item)}</h3>
        {AuthorsOf(item)}
        </div>
        <div class="text maths">{MathsTagHelper.Split(item.Abstract).Select(paragraph => Html.Of($"""<p dir="auto">{Typed(paragraph)}</p>"""))}</div>
        </article>
        """);

    private static Html AuthorsOf(ProgrammeItem item)
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

    private bool HasAuthors => _programme.Sessions.Any(session => session.Items.Any(item => item.Authors.Count > 0));

    private Html Authors()
    {
        if (!HasAuthors)
        {
            return Html.Empty;
        }

        var letters = AuthorIndex.Of(_programme).GroupBy(entry => entry.Name.Letter);
        return Html.Of($"""
            <section class="part authors" id="authors">
            <h2>Authors</h2>
            <div class="index">
            {letters.Select(letter => Html.Of($"""
                <div class="letter"><h3>{letter.Key}</h3>
                {letter.Select(IndexLine)}
                </div>
                """))}
            </div>
            </section>
            """);
    }

    private Html IndexLine(AuthorIndexEntry entry)
    {
        var pages = entry.Items.Select(key => _places[key]).GroupBy(place => _numbers[place] ?? 0).OrderBy(page => page.Key).SelectMany(page => page.Key == 0 ? page : page.Take(1));
        return Html.Of($"""<p><bdi>{entry.Name.Shown}</bdi><span class="pages">{Html.Join(", ", pages.Select(PageOf))}</span></p>""");
    }

    private static Html Title(ProgrammeItem item) => item.Title is null
        ? Html.Of($"""<span class="title unknown">{ProgrammeItem.TitleToBeAnnounced}</span>""")
        : Html.Of($"""<span class="title maths" dir="auto">{Typed(item.Title)}</span>""");

    private static IEnumerable<Html> Typed(string text) =>
        TypedText.Read(text).Select(run => run.IsFormula ? Html.Of($"""<span class="formula">{run.Text}</span>""") : Html.Of($"{run.Text}"));

    /// <summary>In lists a long author list is cut short; the abstract and the index have everybody.</summary>
    private static Html Names(ProgrammeItem item)
    {
        var shown = item.Authors.Count > MostNamesInLists ? MostNamesInLists - 2 : item.Authors.Count;
        var names = Html.Join(", ", item.Authors.Take(shown).Select(author => Html.Of($"<bdi>{author.Name}</bdi>")));
        return shown == item.Authors.Count ? names : Html.Of($"{names} and {item.Authors.Count - shown} others");
    }

    /// <summary>Two figures until the number is known, so that the first pass breaks its lines like the last.</summary>
    private Html PageOf(string place) =>
        Html.Of($"""<a class="page" href="#{place}">{_numbers[place]?.ToString(CultureInfo.InvariantCulture) ?? "00"}</a>""");
}

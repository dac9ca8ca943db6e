using System.Globalization;
using System.Text;
using Workshop.Domain.Events;
using Workshop.Domain.Programme;

namespace Workshop.Web.Features.Exports.Site;

/// <summary>
/// The pages of the static site. Every link is relative and every file is inside, so that it works from a folder, under any address, and in twenty years. Without script the
/// formulas are LaTeX, all else is the same.
/// </summary>
internal static class SitePages
{
    private const string Assets = "assets";

    public static string Call(SiteContent site)
    {
        var e = site.Event;
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<h1>{HtmlText.Encode(e.Name)}</h1>\n<p class=\"lede\">{HtmlText.Encode(Days(e))}{HtmlText.Encode(e.Venue.Length > 0 ? $", {e.Venue}" : "")}</p>\n<dl class=\"facts\">\n");
        foreach (var (what, when) in site.Deadlines)
        {
            Fact(what, HtmlText.Encode(when));
        }

        Fact("Reviewing", e.DoubleBlind ? "Double-blind: reviewers do not learn who wrote what" : "Single-blind: reviewers know the authors");
        if (e.Topics.Count > 0)
        {
            Fact("Topics", HtmlText.Encode(string.Join(" · ", e.Topics.Select(topic => topic.Name))));
        }

        if (e.ContactEmail is { } contact)
        {
            Fact("Questions", $"<a href=\"mailto:{HtmlText.Encode(Uri.EscapeDataString(contact).Replace("%40", "@", StringComparison.Ordinal))}\">{HtmlText.Encode(contact)}</a>");
        }

        html.Append("</dl>\n");
        if (site.CallHtml.Length > 0)
        {
            html.Append(CultureInfo.InvariantCulture, $"<article class=\"reading call-text\">\n{site.CallHtml}</article>\n");
        }

        return Page(site, "Call for abstracts", "index.html", "", html.ToString());

        void Fact(string name, string value) => html.Append(CultureInfo.InvariantCulture, $"<dt>{HtmlText.Encode(name)}</dt><dd>{value}</dd>\n");
    }

    public static string Programme(SiteContent site, ProgrammeDocument programme)
    {
        var html = new StringBuilder($"<h1>Programme</h1>\n<p class=\"lede\">{HtmlText.Encode(Lede(programme))}</p>\n");
        var days = programme.Sessions.Select(session => DateOnly.FromDateTime(session.Starts.DateTime)).Distinct().ToList();
        if (days.Count > 1)
        {
            html.Append(CultureInfo.InvariantCulture, $"<nav aria-label=\"Days\"><ul class=\"days\">{string.Concat(days.Select(day => $"<li><a href=\"#{DayId(day)}\">{day.ToString("dddd d MMMM", CultureInfo.InvariantCulture)}</a></li>"))}</ul></nav>\n");
        }

        html.Append(Sessions(programme, item => $"abstracts/{item.Key}.html", ""));
        return Page(site, "Programme", "programme.html", "", html.ToString());
    }

    public static string Abstract(SiteContent site, ProgrammeDocument programme, ProgrammeSession session, ProgrammeItem item, ProgrammeItem? before, ProgrammeItem? after)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"kicker\"><a href=\"../programme.html#{item.Key}\">{HtmlText.Encode(session.Title)}</a></p>\n<h1>{HtmlText.Typed(item.ShownTitle)}</h1>\n{Authors(item)}");
        html.Append(CultureInfo.InvariantCulture, $"<dl class=\"facts\">\n<dt>When</dt><dd>{HtmlText.Encode(When(programme, session, item))}</dd>\n");
        if (session.Room.Length > 0)
        {
            html.Append(CultureInfo.InvariantCulture, $"<dt>Where</dt><dd>{HtmlText.Encode(session.Room)}{HtmlText.Encode(item.Board is { } board ? $", board {board}" : "")}</dd>\n");
        }
        else if (item.Board is { } board)
        {
            html.Append(CultureInfo.InvariantCulture, $"<dt>Board</dt><dd>{HtmlText.Encode(board)}</dd>\n");
        }

        if (item.Topics.Count > 0)
        {
            html.Append(CultureInfo.InvariantCulture, $"<dt>Topics</dt><dd>{HtmlText.Encode(string.Join(" · ", item.Topics))}</dd>\n");
        }

        if (item.Number is { } number && site.Papers.TryGetValue(number, out var paper))
        {
            html.Append(CultureInfo.InvariantCulture, $"<dt>Paper</dt><dd><a href=\"../{HtmlText.Encode(Escaped(paper))}\">PDF<span class=\"hidden\">: {HtmlText.Encode(item.ShownTitle)}</span></a></dd>\n");
        }

        html.Append("</dl>\n");
        if (item.HasAbstract)
        {
            html.Append(CultureInfo.InvariantCulture, $"<h2>Abstract</h2>\n<div class=\"reading abstract\" dir=\"auto\">\n{HtmlText.Paragraphs(item.Abstract)}</div>\n");
        }

        if (item.Biography.Length > 0)
        {
            html.Append(CultureInfo.InvariantCulture, $"<h2>About the speaker</h2>\n<div class=\"reading\" dir=\"auto\">\n{HtmlText.Paragraphs(item.Biography)}</div>\n");
        }

        if (Citation.Of(programme, item, site.Links.Item(item)) is { } citation)
        {
            html.Append(CultureInfo.InvariantCulture, $"<h2>Cite</h2>\n<p class=\"reading\">{HtmlText.Typed(citation.ToText())}</p>\n<details><summary>BibTeX</summary><pre tabindex=\"0\">{HtmlText.Encode(citation.ToBibTeX())}</pre></details>\n<details><summary>RIS</summary><pre tabindex=\"0\">{HtmlText.Encode(citation.ToRis().ReplaceLineEndings("\n"))}</pre></details>\n");
        }

        html.Append("<nav class=\"beside\" aria-label=\"Neighbours in the programme\">");
        html.Append(before is null ? "" : $"<a rel=\"prev\" href=\"{before.Key}.html\"><span>Before</span> {HtmlText.Typed(before.ShownTitle)}</a>");
        html.Append(after is null ? "" : $"<a rel=\"next\" href=\"{after.Key}.html\"><span>After</span> {HtmlText.Typed(after.ShownTitle)}</a>");
        html.Append("</nav>\n");
        return Page(site, item.ShownTitle, "", "../", html.ToString());
    }

    public static string Authors(SiteContent site, ProgrammeDocument programme)
    {
        var items = programme.Items.ToDictionary(item => item.Key);
        var html = new StringBuilder("<h1>Authors and speakers</h1>\n");
        foreach (var letter in AuthorIndex.Of(programme).GroupBy(entry => entry.Name.Letter))
        {
            html.Append(CultureInfo.InvariantCulture, $"<section class=\"letter\">\n<h2>{HtmlText.Encode(letter.Key)}</h2>\n<ul>\n");
            foreach (var entry in letter)
            {
                html.Append(CultureInfo.InvariantCulture, $"<li><span dir=\"auto\">{HtmlText.Encode(entry.Name.Shown)}</span><ul>{string.Concat(entry.Items.Select(key => $"<li><a href=\"abstracts/{key}.html\">{HtmlText.Typed(items[key].ShownTitle)}</a></li>"))}</ul></li>\n");
            }

            html.Append("</ul>\n</section>\n");
        }

        return Page(site, "Authors and speakers", "authors.html", "", html.ToString());
    }

    public static string Changes(SiteContent site)
    {
        var html = new StringBuilder("<h1>Versions of the programme</h1>\n");
        foreach (var version in site.Versions)
        {
            html.Append(CultureInfo.InvariantCulture, $"<section>\n<h2>{HtmlText.Encode(version.Name)}</h2>\n<p class=\"hint\">Released {HtmlText.Encode(EventDays.SayDeadline(version.ReleasedAt, site.Event.Zone))}</p>\n{HtmlText.Paragraphs(version.Note)}</section>\n");
        }

        return Page(site, "Versions", "changes.html", "", html.ToString());
    }

    /// <summary>The programme alone, for a frame on another page.</summary>
    /// <param name="assets">Where the style sheet and the scripts are.</param>
    /// <param name="itemAddress">Opened outside of the frame.</param>
    public static string Embed(string eventName, ProgrammeDocument programme, string assets, string katex, Func<ProgrammeItem, string> itemAddress)
    {
        var body = Sessions(programme, itemAddress, " target=\"_blank\" rel=\"noopener\"");
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>Programme · {HtmlText.Encode(eventName)}</title>
            <link rel="stylesheet" href="{assets}/site.css">
            {Maths(body, assets, katex)}<script src="{assets}/embed.js" defer></script>
            </head>
            <body class="embed">
            <main>
            <h1>{HtmlText.Encode(eventName)}: programme</h1>
            <p class="lede">{HtmlText.Encode(Lede(programme))}</p>
            {body}</main>
            </body>
            </html>

            """.ReplaceLineEndings("\n");
    }

    public static string ReadMe(SiteContent site) =>
        $"""
        {site.Event.Name}
        A copy of {site.Links.Call}, made to stay.

        Open index.html in a browser, or put this folder on any web server: nothing has to be installed, and
        nothing is loaded from elsewhere.

        To show the programme on another page of the same server, put this there:

            <script src="FOLDER/assets/widget.js" defer></script>
            <workshop-programme src="FOLDER/embed.html" title="Programme"></workshop-programme>

        or, without any script:

            <iframe src="FOLDER/embed.html" title="Programme" width="100%" height="900" loading="lazy"></iframe>

        data/ has the same programme for other programs: schedule.xml and schedule.json for conference apps,
        programme.json and programme.csv, citations.bib and citations.ris.

        """.ReplaceLineEndings("\n");

    private static string Sessions(ProgrammeDocument programme, Func<ProgrammeItem, string> address, string attributes)
    {
        var html = new StringBuilder();
        foreach (var day in programme.Sessions.GroupBy(session => DateOnly.FromDateTime(session.Starts.DateTime)))
        {
            html.Append(CultureInfo.InvariantCulture, $"<section class=\"day\" aria-labelledby=\"{DayId(day.Key)}\">\n<h2 id=\"{DayId(day.Key)}\">{day.Key.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture)}</h2>\n");
            foreach (var session in day)
            {
                var about = string.Join(" · ", new[] { session.Room, session.Chair.Length > 0 ? $"Chair: {session.Chair}" : "" }.Where(part => part.Length > 0));
                html.Append(CultureInfo.InvariantCulture, $"<section class=\"session{(session.Kind is SessionKind.Break or SessionKind.Social ? " pause" : "")}\">\n<p class=\"time\">{Time(session.Starts)}–{Time(session.Ends)}</p>\n<h3>{HtmlText.Encode(session.Title)}</h3>\n");
                html.Append(about.Length > 0 ? $"<p class=\"hint\">{HtmlText.Encode(about)}</p>\n" : "");
                if (session.Items.Count > 0)
                {
                    html.Append("<ol class=\"items\">\n");
                    foreach (var item in session.HasPosters ? session.Items.OrderBy(item => item.Board, BoardName.Order) : (IEnumerable<ProgrammeItem>)session.Items)
                    {
                        var names = string.Join(", ", item.Authors.Select(author => author.Name));
                        html.Append(CultureInfo.InvariantCulture, $"<li id=\"{item.Key}\"><span class=\"time\">{(item.Starts is { } starts ? Time(starts) : HtmlText.Encode(item.Board))}</span><span class=\"what\"><a dir=\"auto\" href=\"{HtmlText.Encode(address(item))}\"{attributes}>{HtmlText.Typed(item.ShownTitle)}</a>{(names.Length > 0 ? $"<span class=\"names\" dir=\"auto\">{HtmlText.Encode(names)}</span>" : "")}</span></li>\n");
                    }

                    html.Append("</ol>\n");
                }

                html.Append("</section>\n");
            }

            html.Append("</section>\n");
        }

        return html.ToString();
    }

    private static string Authors(ProgrammeItem item)
    {
        if (item.Authors.Count == 0)
        {
            return "";
        }

        var places = NumberedAffiliations.Of(item.Authors);
        var names = item.Authors.Select((author, i) => $"<span dir=\"auto\">{HtmlText.Encode(author.Name)}</span>{(places.AreNeeded && places.NumbersOf[i].Count > 0 ? $"<sup>{string.Join(",", places.NumbersOf[i])}</sup>" : "")}");
        var where = string.Join("; ", places.Places.Select((place, i) => $"{(places.AreNeeded ? $"<sup>{(i + 1).ToString(CultureInfo.InvariantCulture)}</sup> " : "")}<span dir=\"auto\">{HtmlText.Encode(place)}</span>"));
        return $"<p class=\"authors\">{string.Join(", ", names)}</p>\n{(where.Length > 0 ? $"<p class=\"hint\">{where}</p>\n" : "")}";
    }

    /// <param name="current">The file of the page, when it stands in the navigation.</param>
    /// <param name="root">The way up from the page to the site.</param>
    private static string Page(SiteContent site, string title, string current, string root, string body)
    {
        var name = HtmlText.Encode(site.Event.Name);
        var links = new List<(string File, string Text)> { ("index.html", "Call") };
        if (site.Programme is not null)
        {
            links.AddRange([("programme.html", "Programme"), ("authors.html", "Authors"), ("changes.html", "Versions")]);
        }

        var nav = string.Concat(links.Select(link => $"<li><a href=\"{root}{link.File}\"{(link.File == current ? " aria-current=\"page\"" : "")}>{link.Text}</a></li>"));
        var version = site.Programme is { Version.Length: > 0 } programme ? $"<p>{HtmlText.Encode(programme.Version)} of the programme</p>" : "";
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{HtmlText.Encode(title)} · {name}</title>
            <link rel="stylesheet" href="{root}{Assets}/site.css">
            {Maths(body, root + Assets, root + Assets)}</head>
            <body>
            <a class="skip" href="#main">Skip to the content</a>
            <header>
            <p class="event"><a href="{root}index.html">{name}</a></p>
            <nav aria-label="Site"><ul>{nav}</ul></nav>
            </header>
            <main id="main" tabindex="-1">
            {body}</main>
            <footer><p>{name}</p>{version}</footer>
            </body>
            </html>

            """.ReplaceLineEndings("\n");
    }

    /// <summary>Half a megabyte that a page without a formula does not need.</summary>
    private static string Maths(string body, string assets, string katex) => body.Contains("class=\"formula\"", StringComparison.Ordinal)
        ? $"<link rel=\"stylesheet\" href=\"{katex}/katex.min.css\">\n<script src=\"{katex}/katex.min.js\" defer></script>\n<script src=\"{assets}/maths.js\" defer></script>\n"
        : "";

    private static string Lede(ProgrammeDocument programme) => $"{programme.Venue}{(programme.Venue.Length > 0 ? ". " : "")}All times are {programme.ZoneName}.";

    private static string When(ProgrammeDocument programme, ProgrammeSession session, ProgrammeItem item)
    {
        var starts = item.Starts ?? session.Starts;
        var ends = item.Starts is { } own ? own.AddMinutes(item.Minutes) : session.Ends;
        return $"{starts.ToString("dddd d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture)}–{ends.ToString("HH:mm", CultureInfo.InvariantCulture)}, {programme.ZoneName}";
    }

    internal static string Days(WorkshopEvent e) => e.StartsOn == e.EndsOn
        ? e.StartsOn.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture)
        : $"{e.StartsOn.ToString("ddd d MMM yyyy", CultureInfo.InvariantCulture)} to {e.EndsOn.ToString("ddd d MMM yyyy", CultureInfo.InvariantCulture)}";

    private static string Time(DateTimeOffset at) =>
        $"<time datetime=\"{at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}\">{at.ToString("HH:mm", CultureInfo.InvariantCulture)}</time>";

    private static string DayId(DateOnly day) => $"day-{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";

    private static string Escaped(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}

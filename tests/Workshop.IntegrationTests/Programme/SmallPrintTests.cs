using System.Globalization;
using System.Text.RegularExpressions;
using Workshop.Domain.Programme;
using Workshop.Testing;
using Workshop.Web.Features.Programme.SmallPrints;

namespace Workshop.IntegrationTests.Programme;

/// <summary>Grid, door signs, board labels, chair sheets, cards and badges: on paper, whatever is in the programme.</summary>
public sealed class SmallPrintTests : IClassFixture<WorkshopApp>
{
    private static readonly DateTimeOffset Nine = new(2027, 6, 10, 9, 0, 0, TimeSpan.FromHours(2));

    private readonly WorkshopApp _app;

    public SmallPrintTests(WorkshopApp app) => _app = app;

    [Theory]
    [InlineData("a4", "84[12]", "59[45]")]
    [InlineData("ledger", "122[34]", "79[12]")]
    public async Task A_day_stands_on_one_page_however_full_it_is(string paper, string width, string height)
    {
        var programme = Programme(
            Session("Opening", SessionKind.Keynote, 0, 60, "Hall", Item("Invited", null, 0, 60, Author("Ada Lovelace", true))),
            Session("Morning A", SessionKind.Talks, 60, 300, "Room 1", [.. Enumerable.Range(1, 20).Select(i => Item($"Alpha{i}", i, 60 + (12 * i), 12, Author($"Speaker{i}", true)))]),
            Session("Morning B", SessionKind.Talks, 60, 300, "Room 2", [.. Enumerable.Range(21, 20).Select(i => Item($"Alpha{i} with a long title that goes on about everything", i, 60 + (12 * (i - 20)), 12, Author($"Speaker{i}", true)))]),
            Session("Lunch", SessionKind.Break, 300, 360, ""),
            Session("Posters", SessionKind.Posters, 360, 420, "Foyer", [.. Enumerable.Range(41, 30).Select(i => Poster($"Beta{i}", i, Author($"Drawer{i}", true)))]),
            Session("Second day", SessionKind.Talks, 24 * 60, (24 * 60) + 60, "Room 1", Item("Gamma", 90, 24 * 60, 60, Author("王小明", true))));

        var pdf = await _app.PrintAsync<GridDocument>(PrintedSheets.Material(programme), ("paper", paper));

        var pages = await _app.PagesAsync(pdf);
        Assert.Equal(2, pages.Count);
        Assert.Matches($@"Page size:\s+{width}[. ].*x {height}[. ]", await _app.ToolAsync("pdfinfo", pdf, ["x.pdf"]));
        Assert.All(Enumerable.Range(1, 40), i => Assert.Matches($@"Alpha{i}\b.*Speaker{i}\b", pages[0]));
        Assert.Contains("Thursday 10 June 2027", pages[0], StringComparison.Ordinal);
        Assert.Contains("30 posters, boards P41–P70", pages[0], StringComparison.Ordinal);
        Assert.Contains("Friday 11 June 2027", pages[1], StringComparison.Ordinal);
        Assert.Contains("Gamma · 王小明", pages[1], StringComparison.Ordinal);
        await _app.AssertNothingIsCutAsync(pdf);
    }

    [Fact]
    public async Task A_door_sign_goes_on_on_another_page_with_room_and_session_said_again()
    {
        var programme = Programme(
            Session("Welcome", SessionKind.Keynote, 0, 15, "Great Hall", []),
            Session("All of it", SessionKind.Talks, 15, 600, "Great Hall", [.. Enumerable.Range(1, 36).Select(i => Item($"Alpha{i} is about the theory of testing and what follows from it", i, 15 + (15 * i), 15, Author($"Speaker{i}", true)))]),
            Session("Closing", SessionKind.Social, 600, 660, "Great Hall"),
            Session("Small", SessionKind.Talks, 15, 60, "Room 2", Item("Beta", 70, 15, 15, Author("Bo Berg", true))),
            Session("Coffee", SessionKind.Break, 60, 90, ""),
            Session("Again", SessionKind.Talks, 24 * 60, (24 * 60) + 60, "Room 2", Item("Gamma", 80, 24 * 60, 60, Author("محمد بن علي", true))));

        var pdf = await _app.PrintAsync<DoorSignsDocument>(PrintedSheets.Material(programme));

        var pages = await _app.PagesAsync(pdf);
        var hall = pages.FindAll(page => page.StartsWith("Great Hall", StringComparison.Ordinal));
        Assert.True(hall.Count > 1);
        Assert.Equal(hall.Count + 2, pages.Count);
        Assert.All(Enumerable.Range(1, 36), i => Assert.Single(hall, page => Regex.IsMatch(page, $@"Alpha{i}\b.*Speaker{i}\b")));
        Assert.All(hall.Select((page, place) => (page, place)), sign => Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{sign.place + 1} of {hall.Count}"), sign.page, StringComparison.Ordinal));
        Assert.All(hall.Skip(1), page => Assert.Contains("All of it (continued)", page, StringComparison.Ordinal));
        Assert.Contains("Closing", hall[^1], StringComparison.Ordinal);
        Assert.DoesNotContain(pages, page => page.Contains("Coffee", StringComparison.Ordinal));
        Assert.Equal(2, pages.Count(page => page.StartsWith("Room 2", StringComparison.Ordinal)));
        await _app.AssertNothingIsCutAsync(pdf);
    }

    [Theory]
    [InlineData("1", 9)]
    [InlineData("2", 5)]
    [InlineData("4", 3)]
    public async Task Board_labels_come_in_the_order_of_the_boards_with_every_author(string each, int sheets)
    {
        var programme = Programme(Session("Posters", SessionKind.Posters, 0, 60, "Foyer", [.. Enumerable.Range(2, 9).Reverse().Select(i => Poster(
            i == 5 ? $"Beta{i} " + string.Join(' ', Enumerable.Repeat("cannot be approximated", 11)) : $"Beta{i} on $n^2$",
            i,
            [.. Enumerable.Range(0, i == 5 ? 40 : 2).Select(a => Author($"Author{i}x{a}", a == 0))]))]));

        var pdf = await _app.PrintAsync<BoardLabelsDocument>(PrintedSheets.Material(programme, Given.Event()), ("each", each));

        var pages = await _app.PagesAsync(pdf);
        Assert.Equal(sheets, pages.Count);
        var text = string.Join(' ', pages);
        Assert.Equal(Enumerable.Range(2, 9).Select(i => $"P{i}"), Regex.Matches(text, @"\bP\d+\b").Select(match => match.Value));
        Assert.All(Enumerable.Range(0, 40), a => Assert.Matches($@"Author5x{a}\b", text));
        Assert.Equal(11, Regex.Count(text, @"cannot\s+be\s+approximated"));
        await _app.AssertNothingIsCutAsync(pdf);
    }

    [Fact]
    public async Task A_chair_reads_when_to_warn_whom_to_introduce_and_how_much_is_left()
    {
        var programme = Programme(
            Session("Morning", SessionKind.Talks, 0, 90, "Hall",
                Item("Invited things", null, 0, 30, Author("Ada Lovelace", true)) with { Biography = "Ada wrote the first programme.\n\nShe lives in London." },
                Item("First half", 1, 30, 20, Author("Bo Berg", true), Author("Coauthor", false), Author("Another", false)),
                Item("Second half", 2, 30, 20, Author("王小明", true)) with { SharesSlot = true },
                Item("Last", 3, 50, 15, Author("محمد بن علي 🦄", true)) with { Title = null }),
            Session("Coffee", SessionKind.Break, 90, 120, ""),
            Session("Posters", SessionKind.Posters, 120, 180, "Foyer", Poster("Beta", 9, Author("Drawer", true))),
            Session("Long", SessionKind.Talks, 180, 800, "Hall", [.. Enumerable.Range(20, 30).Select(i => Item($"Alpha{i}", i, 180 + (20 * (i - 20)), 20, Author($"Speaker{i}", true)))]));

        var pdf = await _app.PrintAsync<ChairSheetsDocument>(PrintedSheets.Material(programme));

        var pages = await _app.PagesAsync(pdf);
        Assert.Contains("Morning Thursday 10 June, 9:00–10:30 · Hall Chair: Carla Chair", pages[0], StringComparison.Ordinal);
        Assert.Matches("9:00–9:30 30 min.*Ada Lovelace.*Invited things.*5 min left at 9:25.*1 min left at 9:29.*Stop at 9:30", pages[0]);
        Assert.Matches("9:30–9:50 20 min.*Bo Berg.*with 2 more authors.*Change at 9:40.*王小明.*2 talks share this slot: about 10 minutes each.*5 min left at 9:45", pages[0]);
        Assert.Matches("Title to be announced", pages[0]);
        Assert.Contains("25 minutes to spare", pages[0], StringComparison.Ordinal);
        Assert.Matches("To introduce Ada Lovelace Ada wrote the first programme. She lives in London.", string.Join(' ', pages));
        Assert.DoesNotContain(pages, page => page.Contains("Coffee", StringComparison.Ordinal) || page.Contains("Drawer", StringComparison.Ordinal));
        var rest = string.Join(' ', pages.Skip(1));
        Assert.All(Enumerable.Range(20, 30), i => Assert.Matches($@"Speaker{i}\b.*Alpha{i}\b", rest));
        await _app.AssertNothingIsCutAsync(pdf);
    }

    [Theory]
    [InlineData("4", 3)]
    [InlineData("6", 2)]
    [InlineData("8", 2)]
    public async Task Cards_hold_number_title_authors_topics_and_outcome(string each, int sheets)
    {
        var programme = Programme(
            Session("Morning", SessionKind.Talks, 0, 90, "Hall", [.. Enumerable.Range(1, 6).Select(i => Item(i == 2 ? new string('W', 120) : $"Alpha{i} title", i, 15 * i, 15, [.. Enumerable.Range(0, i == 3 ? 40 : 2).Select(a => Author($"Author{i}x{a}", a == 0))]) with { Topics = ["Foundations", "Learning theory"] })]),
            Session("Posters", SessionKind.Posters, 90, 180, "Foyer", [.. Enumerable.Range(7, 3).Select(i => Poster($"Alpha{i} title", i, Author($"Author{i}x0", true)))]));

        var pdf = await _app.PrintAsync<CardsDocument>(PrintedSheets.Material(programme), ("each", each));

        var pages = await _app.PagesAsync(pdf);
        Assert.Equal(sheets, pages.Count);
        var text = string.Join(' ', pages);
        Assert.Equal(Enumerable.Range(1, 9).Select(i => $"#{i}"), Regex.Matches(text, @"#\d+").Select(match => match.Value));
        Assert.Equal(6, Regex.Count(text, @"Talk · 15 min"));
        Assert.Equal(3, Regex.Count(text, @"\bPoster\b"));
        Assert.Equal(6, Regex.Count(text, "Foundations · Learning theory"));
        Assert.Contains("Author3x10 and 29 others", text, StringComparison.Ordinal);
        Assert.Equal(120, Regex.Count(text, "W"));
        await _app.AssertNothingIsCutAsync(pdf);
    }

    [Fact]
    public async Task Cards_are_for_all_that_is_accepted_placed_or_not()
    {
        using var app = new WorkshopApp();
        var world = await ProgrammeWorld.MakeAsync(app);
        await world.SessionAsync("Talks", SessionKind.Talks, 9, 1);
        await world.ReleaseProgrammeAsync();
        var (material, _) = await world.MaterialAsync();

        var all = (await app.LayOutAsync<CardsDocument>(material)).Value!(Web.Platform.Pdf.PageNumbers.Unknown);
        var unplaced = (await app.LayOutAsync<CardsDocument>(material, ("which", "unplaced"))).Value!(Web.Platform.Pdf.PageNumbers.Unknown);

        Assert.Equal(["#1", "#2", "#3"], Regex.Matches(all, @"class=""number"">(#\d)").Select(match => match.Groups[1].Value));
        Assert.Equal(["#2", "#3"], Regex.Matches(unplaced, @"class=""number"">(#\d)").Select(match => match.Groups[1].Value));
        Assert.DoesNotContain("<b>", all.Replace("<b><bdi>", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("85", "a4", 10)]
    [InlineData("85", "letter", 8)]
    [InlineData("90", "a4", 8)]
    public async Task Badges_are_complete_whatever_the_name(string size, string paper, int each)
    {
        var names = new List<string> { "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh", "王小明", "محمد بن علي", "Ada 🦄 Lovelace", "María de los Ángeles Fernández de Córdoba y Álvarez de Toledo Castro Sánchez" };
        names.AddRange(Enumerable.Range(1, 16).Select(i => $"Person{i:00} Family"));
        var pasted = string.Join('\n', names.Select((name, i) => $"{name};University of Testing {i}, Institute for the Theory of Everything and its Applications;Guest{i}"));

        var pdf = await _app.PrintAsync<BadgesDocument>(PrintedSheets.Material(Programme()), ("size", size), ("paper", paper), ("extra", pasted));

        var pages = await _app.PagesAsync(pdf);
        Assert.Equal((names.Count + each - 1) / each, pages.Count);
        var text = string.Join(' ', pages);
        Assert.All(names.Where(name => name[0] < 0x600 && !name.Contains("🦄", StringComparison.Ordinal)), name => Assert.Contains(name.Replace(" ", "", StringComparison.Ordinal), text.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.Contains("王小明", text, StringComparison.Ordinal);
        Assert.All(Enumerable.Range(0, names.Count), i => Assert.Matches($@"University of Testing {i},.*Guest{i}\b", text));
        await _app.AssertNothingIsCutAsync(pdf);
    }

    [Fact]
    public async Task The_picture_of_the_logo_is_said_once_for_all_badges()
    {
        const string Picture = "data:image/png;base64,AAAA+/AA==";
        var material = PrintedSheets.Material(Programme() with { Front = new ProgrammeFront { Logo = "logo" } }) with { Pictures = new Dictionary<string, string> { ["logo"] = Picture } };

        var html = (await _app.LayOutAsync<BadgesDocument>(material, ("extra", "Ada\nBo\nCarla"))).Value!(Web.Platform.Pdf.PageNumbers.Unknown);

        Assert.Equal(3, html.Split("""<img class="logo" alt="">""").Length - 1);
        Assert.Contains($".logo{{content:url(\"{Picture}\")}}", html, StringComparison.Ordinal);
        Assert.Equal(2, html.Split("data:image").Length);
    }

    [Fact]
    public async Task Groups_get_badges_as_the_organizers_choose()
    {
        using var app = new WorkshopApp();
        var world = await ProgrammeWorld.MakeAsync(app);
        await world.SessionAsync("Talks", SessionKind.Talks, 9, 1, 2);
        var rita = await app.PersonAsync("Rita Reviewer", "rita@reviews.example");
        await app.SeedAsync(Given.Reviewer(world.Event, rita, "rita@reviews.example"));
        await world.ReleaseProgrammeAsync();
        var (material, _) = await world.MaterialAsync();

        Assert.Equal(["Anna van den Berg: Presenter", "Carla Chair: Chair", "Otto Organizer: Organizer · Presenter"], await BadgesAsync());
        Assert.Equal(["Anna van den Berg: Presenter", "Carla Chair: Chair", "Otto Organizer: Organizer · Presenter", "Rita Reviewer: Reviewer", "Bo Second: Author"], await BadgesAsync(("authors", "all"), ("reviewers", "yes")), StringComparer.Ordinal);
        Assert.Equal(["Gast: Press"], await BadgesAsync(("authors", "none"), ("organizers", "no"), ("chairs", "no"), ("extra", "Gast;;Press")));
        Assert.Equal("print.no-people", (await app.LayOutAsync<BadgesDocument>(material, ("authors", "none"), ("organizers", "no"), ("chairs", "no"))).Refusal!.Code);
        Assert.Equal("badges.name-missing", (await app.LayOutAsync<BadgesDocument>(material, ("extra", ";KU"))).Refusal!.Code);

        async Task<List<string>> BadgesAsync(params (string, string)[] choices)
        {
            var html = (await app.LayOutAsync<BadgesDocument>(material, choices)).Value!(Web.Platform.Pdf.PageNumbers.Unknown);
            return [.. Regex.Matches(html, @"<h2 dir=""auto"">([^<]*)</h2>.*?<footer[^>]*><p dir=""auto"">([^<]*)</p>", RegexOptions.Singleline).Select(match => $"{match.Groups[1].Value}: {match.Groups[2].Value}")];
        }
    }

    [Fact]
    public async Task Prints_are_tagged_and_titled_with_every_font_in_them()
    {
        var programme = Programme(Session("Morning <b>", SessionKind.Talks, 0, 90, "Hall", Item("On $x^2$ </style><script>alert(1)</script>", 1, 0, 15, Author("王小明", true)))) with { Name = "Theory & <Testing>" };

        var pdf = await _app.PrintAsync<DoorSignsDocument>(PrintedSheets.Material(programme));

        var info = await _app.ToolAsync("pdfinfo", pdf, ["x.pdf"]);
        Assert.Matches(@"Title:\s+Theory & <Testing>: door signs", info);
        Assert.Matches(@"Tagged:\s+yes", info);
        Assert.Contains("</style><script>alert(1)</script>", Regex.Replace(Assert.Single(await _app.PagesAsync(pdf)), @"\s+", ""), StringComparison.Ordinal);
        var fonts = (await _app.ToolAsync("pdffonts", pdf, ["x.pdf"])).Split('\n').Skip(2).Where(line => line.Length > 60).ToList();
        Assert.NotEmpty(fonts);
        Assert.All(fonts, font => Assert.Matches(@"\s+yes (yes|no ) (yes|no )\s+\d+\s+\d+\s*$", font));
    }

    [Fact]
    public async Task Nothing_to_print_is_said_in_a_sentence()
    {
        var empty = PrintedSheets.Material(Programme());

        Assert.Equal("print.no-sessions", (await _app.LayOutAsync<GridDocument>(empty)).Refusal!.Code);
        Assert.Equal("print.no-rooms", (await _app.LayOutAsync<DoorSignsDocument>(empty)).Refusal!.Code);
        Assert.Equal("print.no-boards", (await _app.LayOutAsync<BoardLabelsDocument>(empty)).Refusal!.Code);
        Assert.Equal("print.no-talks", (await _app.LayOutAsync<ChairSheetsDocument>(empty)).Refusal!.Code);
        Assert.Equal("print.no-submissions", (await _app.LayOutAsync<CardsDocument>(empty)).Refusal!.Code);
    }

    private static ProgrammeDocument Programme(params ProgrammeSession[] sessions) => new("Theory of Testing 2027", new DateOnly(2027, 6, 10), new DateOnly(2027, 6, 11), "Old Observatory", "Copenhagen time", sessions);

    private static ProgrammeSession Session(string title, SessionKind kind, int from, int to, string room, params ProgrammeItem[] items) => new(title, kind, Nine.AddMinutes(from), Nine.AddMinutes(to), room, kind == SessionKind.Talks ? "Carla Chair" : "", items);

    private static ProgrammeItem Item(string title, int? number, int from, int minutes, params ProgrammeAuthor[] authors) => new(number is null ? "invited" : $"p{number}", number, Nine.AddMinutes(from), minutes, null, title, "", authors);

    private static ProgrammeItem Poster(string title, int number, params ProgrammeAuthor[] authors) => new($"p{number}", number, null, 0, $"P{number}", title, "", authors);

    private static ProgrammeAuthor Author(string name, bool presents) => ProgrammeAuthor.Of(name, "University of Testing") with { IsPresenter = presents };
}

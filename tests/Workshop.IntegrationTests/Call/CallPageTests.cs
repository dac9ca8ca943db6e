using System.Globalization;
using System.Net;
using System.Text;
using Workshop.Domain.Submissions;
using Workshop.Testing;
using Workshop.Web.Features.Call;
using Workshop.Web.Features.Shared;

namespace Workshop.IntegrationTests.Call;

public sealed class CallPageTests
{
    [Fact]
    public async Task Visitor_sees_what_when_where_and_how_to_submit()
    {
        await using var app = new WorkshopApp();
        var of = Given.Event();
        await app.SeedAsync(of);
        using var browser = app.Browser();

        var page = await browser.GetDocumentAsync($"/e/{of.Slug}");

        Assert.Equal("Theory of Testing 2027", page.QuerySelector("h1")!.TextContent);
        var facts = string.Join(' ', page.QuerySelector(".facts")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("Submission deadline Tue 2 Mar 2027, 21:00 AoE, in 30 days", facts, StringComparison.Ordinal);
        Assert.Contains("WhenThursday 10 June 2027", facts, StringComparison.Ordinal);
        Assert.Contains("WhereRoom 1, Old Observatory, Copenhagen", facts, StringComparison.Ordinal);
        Assert.Contains("Extended abstract of at most 2 pages, one PDF of at most 10 MB", facts, StringComparison.Ordinal);
        Assert.Contains("Foundations · Explanations · Learning theory", facts, StringComparison.Ordinal);
        Assert.Equal("theory", page.QuerySelector(".call-text em")!.TextContent);
        var submit = Assert.Single(page.QuerySelectorAll(".primary-action a"));
        Assert.Equal(("Submit an abstract", $"/e/{of.Slug}/submissions/new"), (submit.TextContent, submit.GetAttribute("href")));
    }

    [Fact]
    public async Task Each_type_tells_its_own_deadline_and_limits_when_they_differ()
    {
        await using var app = new WorkshopApp();
        var of = Given.Event();
        var form = CallForm.Untouched(of.Id);
        _ = form.AddType(of, new SubmissionTypeSettings("Paper", "New work.", null, null, null, true, null, null, false));
        _ = form.AddType(of, new SubmissionTypeSettings("Demo", "", 1, null, new TextLimit(TextUnit.Words, null, 50), false, of.SubmissionsClose.AddDays(14), null, false));
        _ = form.AddType(of, new SubmissionTypeSettings("Retired", "", null, null, null, true, of.SubmissionsClose.AddDays(60), null, true));
        await app.SeedAsync(of, form);
        await app.PersonAsync("Ada", "ada@uni.example");
        using var browser = await app.SignedInAsync("ada@uni.example");

        var facts = Words((await browser.GetDocumentAsync($"/e/{of.Slug}")).QuerySelector(".facts")!);
        Assert.Contains("Deadlines Paper: closes Tue 2 Mar 2027, 21:00 AoE, in 30 days", facts, StringComparison.Ordinal);
        Assert.Contains("Demo: closes Tue 16 Mar 2027, 21:00 AoE, in 44 days", facts, StringComparison.Ordinal);
        Assert.Contains("Types Paper: at most 2 pages, one PDF of at most 10 MB New work. Demo: no PDF needed; an abstract of at most 50 words", facts, StringComparison.Ordinal);
        Assert.DoesNotContain("Submission deadline", facts, StringComparison.Ordinal);
        Assert.DoesNotContain("Retired", facts, StringComparison.Ordinal);
        var list = Words((await browser.GetDocumentAsync($"/e/{of.Slug}/submissions")).QuerySelector(".page-head")!);
        Assert.Contains("Each type of submission has its own deadline. Paper: closes Tue 2 Mar 2027, 21:00 AoE", list, StringComparison.Ordinal);
        var page = await browser.GetDocumentAsync($"/e/{of.Slug}/submissions/new");
        Assert.Contains("Each type has its own deadline, which stands with it.", Words(page.QuerySelector("main form")!), StringComparison.Ordinal);
        Assert.Contains("Deadline: closes Tue 2 Mar 2027, 21:00 AoE", Words(page.GetElementById("Input_TypeId-is")!), StringComparison.Ordinal);
        Assert.Contains("Deadline: closes Tue 16 Mar 2027, 21:00 AoE", Words(page.GetElementById("Input_TypeId_1-is")!), StringComparison.Ordinal);

        app.Clock.Now = of.SubmissionsClose.AddHours(1);
        using var visitor = app.Browser();
        page = await visitor.GetDocumentAsync($"/e/{of.Slug}");
        Assert.Contains("Paper: closed since Tue 2 Mar 2027, 21:00 AoE", Words(page.QuerySelector(".facts")!), StringComparison.Ordinal);
        Assert.Single(page.QuerySelectorAll(".primary-action a"));
        Assert.Contains("Submission deadline for “Demo”", Words(page.QuerySelector("header")!), StringComparison.Ordinal);
    }

    private static string Words(AngleSharp.Dom.IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public async Task After_the_deadline_there_is_nothing_to_press()
    {
        await using var app = new WorkshopApp();
        var of = Given.Event();
        await app.SeedAsync(of);
        app.Clock.Now = of.SubmissionsClose.AddSeconds(1);
        using var browser = app.Browser();

        var page = await browser.GetDocumentAsync($"/e/{of.Slug}");

        Assert.Empty(page.QuerySelectorAll(".primary-action"));
        Assert.Contains("Submissions closed", page.QuerySelector(".facts")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n")]
    [InlineData("[x](javascript:alert(1))", "<p><a href=\"#\" rel=\"nofollow noopener\">x</a></p>\n")]
    [InlineData("[x](https://a.example/?q=1&b=2)", "<p><a href=\"https://a.example/?q=1&amp;b=2\" rel=\"nofollow noopener\">x</a></p>\n")]
    [InlineData("<https://a.example/>", "<p><a href=\"https://a.example/\" rel=\"nofollow noopener\">https://a.example/</a></p>\n")]
    [InlineData("![map](https://a.example/map.png)", "<p><a href=\"https://a.example/map.png\" rel=\"nofollow noopener\">map</a></p>\n")]
    [InlineData("# Topics", "<h2>Topics</h2>\n")]
    [InlineData("### Topics\n##### Bounds", "<h2>Topics</h2>\n<h3>Bounds</h3>\n")]
    public void Text_of_the_call_is_harmless(string markdown, string html)
    {
        using var written = new StringWriter(CultureInfo.InvariantCulture);
        MarkdownText.ToHtml(markdown).WriteTo(written, System.Text.Encodings.Web.HtmlEncoder.Default);

        Assert.Equal(html, written.ToString());
    }
}

public sealed class CalendarTests
{
    private static readonly DateTimeOffset Now = WorkshopApp.Start;

    [Fact]
    public async Task Calendar_is_served_as_one()
    {
        await using var app = new WorkshopApp();
        var of = Given.Event();
        await app.SeedAsync(of);
        using var browser = app.Browser();

        using var response = await browser.GetAsync(new Uri($"/e/{of.Slug}/calendar.ics", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/calendar; charset=utf-8", response.Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public void Deadline_is_an_instant_and_the_event_whole_days_with_an_end_that_no_longer_belongs_to_it()
    {
        var of = Given.Event(Given.Settings() with { EndsOn = new DateOnly(2027, 6, 11) });

        var lines = Unfold(CalendarFile.Write(of, CallForm.Untouched(of.Id), "https://w.example/e/x", Now));

        Assert.Equal(
            [
                "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Workshop//Key dates//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", "X-WR-CALNAME:Theory of Testing 2027",
                "BEGIN:VEVENT", $"UID:{of.Id:n}-deadline@workshop", "DTSTAMP:20270201T090000Z", "SEQUENCE:1", "DTSTART:20270303T090000Z", "SUMMARY:Theory of Testing 2027: submission deadline", "URL:https://w.example/e/x", "TRANSP:TRANSPARENT", "END:VEVENT",
                "BEGIN:VEVENT", $"UID:{of.Id:n}-event@workshop", "DTSTAMP:20270201T090000Z", "SEQUENCE:1", "DTSTART;VALUE=DATE:20270610", "DTEND;VALUE=DATE:20270612", "LOCATION:Room 1\\, Old Observatory\\, Copenhagen", "SUMMARY:Theory of Testing 2027", "URL:https://w.example/e/x", "TRANSP:TRANSPARENT", "END:VEVENT",
                "END:VCALENDAR",
            ],
            lines);
    }

    [Fact]
    public void Types_with_deadlines_of_their_own_have_their_own_entries()
    {
        var of = Given.Event();
        var form = CallForm.Untouched(of.Id);
        var paper = form.AddType(of, new SubmissionTypeSettings("Paper", "", null, null, null, true, null, null, false)).Value!;
        var demo = form.AddType(of, new SubmissionTypeSettings("Demo", "", null, null, null, true, of.SubmissionsClose.AddDays(14), of.SubmissionsClose.AddDays(7), false)).Value!;

        var lines = Unfold(CalendarFile.Write(of, form, "https://w.example/e/x", Now)).Where(line => line.StartsWith("UID", StringComparison.Ordinal) || line.StartsWith("DTSTART:", StringComparison.Ordinal) || line.StartsWith("SUMMARY", StringComparison.Ordinal) || line.StartsWith("SEQ", StringComparison.Ordinal));

        Assert.Equal(
            [
                $"UID:{of.Id:n}-deadline-{paper.Id:n}@workshop", "SEQUENCE:3", "DTSTART:20270303T090000Z", "SUMMARY:Theory of Testing 2027: submission deadline for Paper",
                $"UID:{of.Id:n}-abstracts-{demo.Id:n}@workshop", "SEQUENCE:3", "DTSTART:20270310T090000Z", "SUMMARY:Theory of Testing 2027: abstract deadline for Demo",
                $"UID:{of.Id:n}-deadline-{demo.Id:n}@workshop", "SEQUENCE:3", "DTSTART:20270317T090000Z", "SUMMARY:Theory of Testing 2027: submission deadline for Demo",
                $"UID:{of.Id:n}-event@workshop", "SEQUENCE:3", "SUMMARY:Theory of Testing 2027",
            ],
            lines);
    }

    [Fact]
    public void Lines_are_folded_at_75_octets_and_never_inside_a_character()
    {
        var of = Given.Event(Given.Settings(string.Concat(Enumerable.Repeat("Ä𝔼", 40))));

        var file = CalendarFile.Write(of, CallForm.Untouched(of.Id), "https://w.example/e/x", Now);

        Assert.EndsWith("\r\n", file, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", file.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.All(file.Split("\r\n"), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line));
        Assert.Contains($"SUMMARY:{of.Name}", Unfold(file));
    }

    private static string[] Unfold(string file) => file.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
}

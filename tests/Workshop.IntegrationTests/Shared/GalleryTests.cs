using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Workshop.Web.Features.Shared;

namespace Workshop.IntegrationTests.Shared;

/// <summary>The parts of the design system as browsers get them, on the gallery page and the error pages alone: no database, no accounts.</summary>
public sealed class GalleryTests
{
    [Fact]
    public async Task No_page_carries_inline_style_or_script()
    {
        await using var app = await StartAsync();
        var page = await GetAsync(app, "/design");

        Assert.NotEmpty(page.QuerySelectorAll("form"));
        Assert.Empty(page.QuerySelectorAll("[style], style, script:not([src])"));
        Assert.DoesNotContain(page.QuerySelectorAll("*").SelectMany(e => e.Attributes), a => a.Name.StartsWith("on", StringComparison.Ordinal) || a.Name.StartsWith("hx-on", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_title_is_encoded_and_marked_as_maths()
    {
        await using var app = await StartAsync();
        var page = await GetAsync(app, "/design");

        var text = page.QuerySelector("div.maths.abstract")!;
        Assert.Equal(2, text.QuerySelectorAll("p").Length);
        Assert.Empty(text.QuerySelectorAll("b"));
        Assert.Contains("<b>nothing</b> to be careful & precise", text.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_instant_follows_the_cookie_of_the_reader()
    {
        await using var app = await StartAsync();
        var without = await GetAsync(app, "/design");
        var with = await GetAsync(app, "/design", "tz=Asia/Tokyo");
        var nonsense = await GetAsync(app, "/design", "tz=../../etc/passwd");

        Assert.Equal("Wed 15 Oct 2025, 23:59 AoE", Deadline(without));
        Assert.Equal("Wed 15 Oct 2025, 23:59 AoE (Thu 16 Oct, 20:59 your time)", Deadline(with));
        Assert.Equal("Wed 15 Oct 2025, 23:59 AoE", Deadline(nonsense));

        static string Deadline(IDocument page) => page.QuerySelector(".event-now time[datetime='2025-10-16T11:59:00Z']")!.TextContent;
    }

    [Fact]
    public async Task Every_error_stands_under_its_field_and_in_the_summary_in_the_order_of_the_form()
    {
        await using var app = await StartAsync();
        var form = (await GetAsync(app, "/design")).QuerySelector("#form")!;
        var (status, page) = await PostAsync(app, form, ("Input.Title", ""), ("Input.Authors.Rows[0].Name", "Zoë"), ("Input.Authors.Rows[0].Email", "nowhere"));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        var summary = page.QuerySelector(".error-summary[role=alert][tabindex='-1']")!;
        Assert.Equal(
            ["#Input_Title", "#Input_Abstract", "#Input_Authors_Rows_0__Email", "#Input_Pdf", "#Input_Preference", "#Input_AllAgree"],
            summary.QuerySelectorAll("a").Select(a => a.GetAttribute("href")));
        foreach (var link in summary.QuerySelectorAll("a"))
        {
            var control = page.GetElementById(link.GetAttribute("href")![1..])!;
            var error = page.GetElementById(control.Id + "-error")!;
            Assert.Equal("Error: " + link.TextContent, error.TextContent);
            Assert.Equal("true", control.GetAttribute("aria-invalid"));
            var described = (control.GetAttribute("aria-describedby") ?? control.Closest("fieldset")!.GetAttribute("aria-describedby"))!;
            Assert.Contains(error.Id!, described.Split(' '));
        }

        Assert.Equal("Zoë", page.GetElementById("Input_Authors_Rows_0__Name")!.GetAttribute("value"));
        Assert.Equal("nowhere", page.GetElementById("Input_Authors_Rows_0__Email")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_field_ties_label_hint_and_counter_to_its_control()
    {
        await using var app = await StartAsync();
        var page = await GetAsync(app, "/design");

        var control = page.GetElementById("Input_Abstract")!;
        Assert.Equal("TEXTAREA", control.TagName);
        Assert.Equal("Input_Abstract-hint Input_Abstract-count", control.GetAttribute("aria-describedby"));
        Assert.Null(control.GetAttribute("aria-invalid"));
        Assert.Null(control.GetAttribute("data-val"));
        Assert.Equal("field prose", control.ParentElement!.ClassName);
        Assert.Equal("Abstract", page.QuerySelector("label[for=Input_Abstract]")!.TextContent);
        Assert.Equal("At most 300 words.", page.GetElementById("Input_Abstract-hint")!.TextContent);
        Assert.Equal("Published in optional", page.QuerySelector("label[for=Input_Venue]")!.TextContent);
        Assert.Equal("application/pdf", page.QuerySelector("#Input_Pdf[type=file]")!.GetAttribute("accept"));
    }

    [Fact]
    public async Task Moving_an_author_without_script_keeps_what_was_typed()
    {
        await using var app = await StartAsync();
        var form = (await GetAsync(app, "/design")).QuerySelector("#form")!;
        var (status, page) = await PostAsync(
            app, form,
            ("Input.Title", "A title with $x^2$ & <accents> é"),
            ("Input.Topics", "causality"),
            ("Input.Preference", "poster"),
            ("Input.Authors.Rows[0].Name", "First"), ("Input.Authors.Rows[1].Name", "Second"), ("Input.Authors.Presenter", "0"),
            (AuthorRows.ButtonName, "down 0"));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Null(page.QuerySelector(".error-summary"));
        Assert.Equal("A title with $x^2$ & <accents> é", page.GetElementById("Input_Title")!.GetAttribute("value"));
        Assert.Equal(["Second", "First"], page.QuerySelectorAll("input[name$='].Name']").Select(i => i.GetAttribute("value")));
        Assert.Equal("1", page.QuerySelector("input[name='Input.Authors.Presenter'][checked]")!.GetAttribute("value"));
        Assert.Equal(["causality"], page.QuerySelectorAll("input[name='Input.Topics'][checked]").Select(i => i.GetAttribute("value")));
        Assert.Equal("poster", page.QuerySelector("input[name='Input.Preference'][checked]")!.GetAttribute("value"));
        Assert.Equal("Input_Authors_Rows_1__Name", page.QuerySelector("[autofocus]")!.Id);
    }

    [Fact]
    public async Task A_sort_header_turns_round_and_keeps_the_rest_of_the_query()
    {
        await using var app = await StartAsync();
        var page = await GetAsync(app, "/design?show=late&sort=score");

        var score = page.QuerySelectorAll("th").Single(th => th.TextContent == "Score");
        Assert.Equal("ascending", score.GetAttribute("aria-sort"));
        Assert.Equal("/design?show=late&sort=-score", score.QuerySelector("a")!.GetAttribute("href"));
        var title = page.QuerySelectorAll("th").Single(th => th.TextContent == "Title");
        Assert.Null(title.GetAttribute("aria-sort"));
        Assert.Equal("/design?show=late&sort=title", title.QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Work_under_way_polls_and_reloads_without_script_and_finished_work_does_not()
    {
        await using var app = await StartAsync(second: 20);
        var page = await GetAsync(app, "/design?live=true");
        var under = await GetAsync(app, "/design?handler=Job");
        await using var later = await StartAsync(second: 55);
        var over = await GetAsync(later, "/design?handler=Job");

        Assert.Equal("/design?handler=Job", page.QuerySelector(".job")!.GetAttribute("hx-get"));
        Assert.Contains("<meta http-equiv=\"refresh\" content=\"3\"", page.QuerySelector("head noscript")!.InnerHtml, StringComparison.Ordinal);
        Assert.Equal("20", under.QuerySelector(".job progress")!.GetAttribute("value"));
        Assert.Equal("every 1s", under.QuerySelector(".job")!.GetAttribute("hx-trigger"));
        Assert.Null(over.QuerySelector(".job")!.GetAttribute("hx-get"));
        Assert.Null(over.QuerySelector(".job progress"));
        Assert.Equal("Show the result", over.QuerySelector(".job a")!.TextContent);
    }

    [Theory]
    [InlineData(403, "This page is not open to you")]
    [InlineData(404, "There is no page here")]
    [InlineData(413, "This file is too large")]
    [InlineData(429, "Too many requests in a short time")]
    [InlineData(500, "Something failed on our side")]
    public async Task An_error_page_says_what_to_do_and_keeps_its_status(int code, string title)
    {
        await using var app = await StartAsync();
        using var client = app.GetTestClient();
        using var answer = await client.GetAsync(new Uri($"/error/{code}", UriKind.Relative), TestContext.Current.CancellationToken);
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal(code, (int)answer.StatusCode);
        Assert.Equal(title, page.QuerySelector("h1")!.TextContent);
        Assert.NotEqual("", page.QuerySelector("code")!.TextContent);
    }

    [Fact]
    public async Task The_gallery_does_not_exist_outside_development()
    {
        await using var app = await StartAsync(environment: "Production");
        using var client = app.GetTestClient();

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri("/design", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri("/design?handler=Job", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
    }

    private static async Task<WebApplication> StartAsync(string environment = "Development", int second = 0)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment, ApplicationName = "workshop" });
        builder.WebHost.UseTestServer();
        builder.Services.AddScoped<PageFrame>();
        builder.Services.AddSingleton<TimeProvider>(new Testing.ManualClock(new DateTimeOffset(2025, 10, 12, 9, 30, second, TimeSpan.Zero)));
        builder.Services.AddRazorPages().WithRazorPagesRoot("/Features");
        var app = builder.Build();
        app.MapRazorPages();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static async Task<IDocument> GetAsync(WebApplication app, string path, string? cookie = null)
    {
        using var client = app.GetTestClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var page = new HtmlParser().ParseDocument(html);
        if (answer.Headers.TryGetValues("Set-Cookie", out var cookies))
        {
            page.Body!.SetAttribute("data-cookie", cookies.First().Split(';')[0]);
        }

        return page;
    }

    /// <summary>Posts the form as the page held it, with some fields changed, and its antiforgery cookie.</summary>
    private static async Task<(HttpStatusCode Status, IDocument Page)> PostAsync(WebApplication app, IElement form, params (string Name, string Value)[] fields)
    {
        using var body = new MultipartFormDataContent();
        var token = form.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        foreach (var (name, value) in fields.Append(("__RequestVerificationToken", token)))
        {
            body.Add(new StringContent(value), name);
        }

        using var client = app.GetTestClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/design") { Content = body };
        request.Headers.Add("Cookie", form.Owner!.Body!.GetAttribute("data-cookie"));
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }
}

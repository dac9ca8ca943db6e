using System.Net;
using Workshop.Domain.Audit;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.Submissions;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Submissions;

public sealed class AbstractDeadlineTests
{
    private static readonly DateTimeOffset Due = WorkshopApp.Start.AddDays(1);

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task Abstract_is_registered_until_the_last_second(int seconds, bool accepted)
    {
        await using var world = await StartAsync();
        var form = await world.Browser.GetDocumentAsync($"{world.Root}/new");
        world.App.Clock.Now = Due.AddSeconds(seconds);

        using var response = await world.Browser.SubmitFormAsync(form, $"{world.Root}/new", world.Paper(), button: "Register abstract");

        Assert.Equal(accepted ? HttpStatusCode.Redirect : HttpStatusCode.BadRequest, response.StatusCode);
        List<DateTimeOffset?> expected = accepted ? [Due.AddSeconds(seconds)] : [];
        Assert.Equal(expected, (await world.SubmissionsAsync()).Select(s => s.RegisteredAt));
        if (!accepted)
        {
            var page = await response.DocumentAsync();
            Assert.Contains("The abstract deadline has passed: now only submissions that were registered by then can be completed.", page.Words(), StringComparison.Ordinal);
            Assert.Equal(world.Paper()["Input.Title"], page.Value("Input.Title"));
        }
    }

    [Fact]
    public async Task Registered_abstract_gets_its_pdf_until_the_submission_deadline_and_an_unregistered_draft_does_not()
    {
        await using var world = await StartAsync();
        using var registered = await world.NewAsync("Register abstract", null);
        using var draft = await world.NewAsync("Save draft", null, world.Paper("Too late"));
        var late = await world.Browser.GetDocumentAsync(draft.Headers.Location!.ToString());
        world.App.Clock.Now = world.Event.SubmissionsClose;

        using var completed = await world.Browser.SubmitFormAsync(registered.Headers.Location!.ToString(), new Dictionary<string, string?>(), button: "Submit", files: [AuthorsWorld.File(AuthorsWorld.Pdf(2))]);
        using var refused = await world.Browser.SubmitFormAsync(late, draft.Headers.Location!.ToString(), new Dictionary<string, string?>(), button: "Submit", files: [AuthorsWorld.File(AuthorsWorld.Pdf(2))]);
        var page = await world.Browser.GetDocumentAsync($"{world.Root}/new");

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.BadRequest), (completed.StatusCode, refused.StatusCode));
        Assert.Equal([SubmissionState.Submitted, SubmissionState.Draft], (await world.SubmissionsAsync()).Select(s => s.State));
        Assert.Null(page.QuerySelector("main form[enctype]"));
        Assert.Contains("This draft was not registered in time.", (await world.Browser.GetDocumentAsync(world.Root)).Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registering_tells_every_author_once_and_says_what_is_missing()
    {
        await using var world = await StartAsync();
        using var unfinished = await world.NewAsync("Register abstract", null, new Dictionary<string, string?> { ["Input.Title"] = "Only a title" });
        Assert.Equal(HttpStatusCode.BadRequest, unfinished.StatusCode);
        Assert.Equal("Give an abstract.", (await unfinished.DocumentAsync()).ErrorAt("Abstract"));

        using var registered = await world.NewAsync("Register abstract", null);
        var form = await world.Browser.GetDocumentAsync(registered.Headers.Location!.ToString());
        using var again = await world.Browser.SubmitFormAsync(form, registered.Headers.Location!.ToString(), new Dictionary<string, string?> { ["act"] = "register" });

        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        var mail = Assert.Single(await world.AllAsync<OutgoingMail>());
        Assert.Equal(("submission.registered", AuthorsWorld.Ada), (mail.Kind, mail.NormalizedTo));
        Assert.Contains("It is not submitted yet. Its PDF is due", mail.Body, StringComparison.Ordinal);
        Assert.Single(await world.AllAsync<AuditEntry>(), entry => entry.Action == "submission.registered");
        Assert.Contains("The abstract is registered since", form.Words(), StringComparison.Ordinal);
        Assert.DoesNotContain(form.QuerySelectorAll("button"), button => button.TextContent == "Register abstract");
    }

    [Fact]
    public async Task Frozen_title_and_authors_are_text_and_a_forged_form_is_refused()
    {
        await using var world = await StartAsync(Given.Settings() with { AbstractsDue = Due, TitleFreeze = Freeze.AbstractDeadline, AuthorsFreeze = Freeze.AbstractDeadline });
        var paper = world.Paper();
        paper["Input.Authors.Rows[1].Name"] = "Ben";
        paper["Input.Authors.Rows[1].Email"] = "ben@uni.example";
        using var registered = await world.NewAsync("Register abstract", null, paper);
        var address = registered.Headers.Location!.ToString();
        world.App.Clock.Now = Due;
        Assert.NotNull((await world.Browser.GetDocumentAsync(address)).QuerySelector("[name='Input.Title']"));
        world.App.Clock.Now = Due.AddSeconds(1);

        var form = await world.Browser.GetDocumentAsync(address);
        using var title = await world.Browser.SubmitFormAsync(form, address, new Dictionary<string, string?> { ["Input.Title"] = "Another" }, button: "Save draft");
        using var order = await world.Browser.SubmitFormAsync(
            form,
            address,
            new Dictionary<string, string?>
            {
                ["Input.Authors.Rows[0].Name"] = "Ben", ["Input.Authors.Rows[0].Email"] = "ben@uni.example",
                ["Input.Authors.Rows[1].Name"] = "Ada Ångström", ["Input.Authors.Rows[1].Email"] = AuthorsWorld.Ada, ["Input.Authors.Rows[1].Affiliation"] = "University of Testing",
            },
            button: "Save draft");
        using var honest = await world.Browser.SubmitFormAsync(form, address, new Dictionary<string, string?> { ["Input.Abstract"] = "A better abstract." }, button: "Save draft");

        Assert.Null(form.QuerySelector("[name='Input.Title']"));
        Assert.Null(form.QuerySelector("[name='Input.Authors.Rows[0].Name']"));
        Assert.Contains("It cannot be changed any more.", form.Words(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.Redirect), (title.StatusCode, order.StatusCode, honest.StatusCode));
        var page = await title.DocumentAsync();
        Assert.Equal("The title cannot be changed after the abstract deadline. Write to the organizers: they can change it for you.", page.ErrorAt("Title"));
        Assert.Contains("You typed: Another", page.Words(), StringComparison.Ordinal);
        Assert.Equal("The authors and their order cannot be changed after the abstract deadline. Write to the organizers: they can change them for you.", (await order.DocumentAsync()).ErrorAt("Authors"));
        var saved = Assert.Single(await world.SubmissionsAsync());
        Assert.Equal(("Bounds on $\\ell_1$", "A better abstract."), (saved.Title, saved.Abstract));
        Assert.Equal(["Ada Ångström", "Ben"], saved.Content.Authors.Select(author => author.Name));
    }

    [Fact]
    public async Task Everybody_sees_both_deadlines()
    {
        await using var world = await StartAsync();

        var call = await world.Browser.GetDocumentAsync($"/e/{world.Event.Slug}");
        var form = await world.Browser.GetDocumentAsync($"{world.Root}/new");
        var calendar = await world.Browser.GetStringAsync(new Uri($"/e/{world.Event.Slug}/calendar.ics", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(["Abstract deadline", "Submission deadline"], call.QuerySelectorAll("dt").Select(term => term.TextContent).Where(term => term.EndsWith("deadline", StringComparison.Ordinal)));
        Assert.Contains("only what is registered can be completed with its PDF", call.Words(), StringComparison.Ordinal);
        Assert.Contains("Register title, abstract and authors until", form.Words(), StringComparison.Ordinal);
        Assert.Contains("Abstract deadline", call.QuerySelector(".event-now")!.TextContent, StringComparison.Ordinal);
        Assert.Contains($"DTSTART:{Due:yyyyMMdd'T'HHmmss'Z'}", calendar, StringComparison.Ordinal);
        Assert.Contains(": abstract deadline", calendar, StringComparison.Ordinal);

        world.App.Clock.Now = Due.AddSeconds(1);
        Assert.Contains("Submission deadline", (await world.Browser.GetDocumentAsync($"/e/{world.Event.Slug}")).QuerySelector(".event-now")!.TextContent, StringComparison.Ordinal);
    }

    private static Task<AuthorsWorld> StartAsync(EventSettings? settings = null) => AuthorsWorld.StartAsync(settings ?? Given.Settings() with { AbstractsDue = Due });
}

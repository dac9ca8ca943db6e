using System.Net;
using Workshop.Domain.Events;
using Workshop.Domain.Submissions;
using Workshop.Testing;
using Workshop.Web.Features.Submissions;

namespace Workshop.IntegrationTests.Submissions;

public sealed class DeadlineTests
{
    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task Closing_instant_itself_is_still_open(int seconds, bool accepted)
    {
        await using var world = await AuthorsWorld.StartAsync();

        await AssertSubmittedAsync(world, world.Event.SubmissionsClose.AddSeconds(seconds), accepted);
    }

    [Theory]
    [InlineData(300, true)]
    [InlineData(301, false)]
    public async Task Grace_forgives_to_its_last_second(int seconds, bool accepted)
    {
        await using var world = await AuthorsWorld.StartAsync(Given.Settings() with { GraceMinutes = 5 });

        await AssertSubmittedAsync(world, world.Event.SubmissionsClose.AddSeconds(seconds), accepted);
    }

    [Theory]
    [InlineData(AuthorsWorld.Ada, 0, true)]
    [InlineData(AuthorsWorld.Ada, 1, false)]
    [InlineData("somebody@else.example", 0, false)]
    public async Task Extension_holds_for_its_person_only_and_to_its_last_second(string person, int seconds, bool accepted)
    {
        await using var world = await AuthorsWorld.StartAsync();
        var until = world.Event.SubmissionsClose.AddDays(2);
        await world.App.SeedAsync(DeadlineExtension.Grant(world.Event.Id, Given.Email(person), until, "Ill", world.Author.Id, WorkshopApp.Start));

        await AssertSubmittedAsync(world, until.AddSeconds(seconds), accepted);
    }

    [Fact]
    public async Task Before_the_call_opens_nothing_is_saved_and_the_page_shows_no_form()
    {
        await using var world = await AuthorsWorld.StartAsync();
        world.App.Clock.Now = world.Event.SubmissionsOpen.AddSeconds(-1);

        var page = await world.Browser.GetDocumentAsync($"{world.Root}/new");

        Assert.Null(page.QuerySelector("main form[enctype]"));
        Assert.Contains("The call has not opened yet.", page.Words(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(15 * 60, null)]
    [InlineData((15 * 60) + 1, "submission.upload-too-slow")]
    public async Task Upload_that_began_in_time_may_take_fifteen_minutes(int seconds, string? refusal)
    {
        await using var world = await AuthorsWorld.StartAsync();
        var arrived = world.Event.SubmissionsClose;
        world.App.Clock.Now = arrived.AddSeconds(seconds);
        var pdf = AuthorsWorld.Pdf(2);
        var viewer = new Domain.People.Viewer(world.Author.Id, "Ada", false, [AuthorsWorld.Ada], [AuthorsWorld.Ada], [], [], []);
        var request = new SaveRequest(world.Event.Id, Guid.NewGuid(), 0, Given.Content("Slow", ("Ada", AuthorsWorld.Ada)), new Upload("slow.pdf", pdf.Length, () => new MemoryStream(pdf)), true, arrived);

        var result = await world.App.InScopeAsync<SaveSubmission, SaveResult>(save => save.RunAsync(viewer, request, TestContext.Current.CancellationToken));

        Assert.Equal(refusal, result.Refusals.Count == 0 ? null : result.Refusals[0].Code);
        if (refusal is null)
        {
            // The receipt says when it arrived, not when the last byte did.
            Assert.Equal(arrived, Assert.Single(Assert.Single(await world.SubmissionsAsync()).Versions).ReceivedAt);
        }
        else
        {
            Assert.Empty(await world.SubmissionsAsync());
        }
    }

    [Fact]
    public async Task After_the_deadline_a_draft_stays_readable_and_a_withdrawal_cannot_be_taken_back()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var submitted = await world.SubmittedAsync();
        using var draft = await world.NewAsync("Save draft", null, world.Paper("A draft"));
        var page = await world.Browser.GetDocumentAsync(submitted);
        world.App.Clock.Now = world.Event.SubmissionsClose.AddSeconds(1);

        using var withdrawn = await world.Browser.SubmitFormAsync(page, submitted, new Dictionary<string, string?>(), "form[action$='Withdraw']");
        var list = await world.Browser.GetDocumentAsync(world.Root);
        var readable = await world.Browser.GetDocumentAsync(draft.Headers.Location!.ToString().Replace("/edit", "", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.Redirect, withdrawn.StatusCode);
        Assert.Equal(SubmissionState.Withdrawn, (await world.SubmissionsAsync())[0].State);
        Assert.DoesNotContain("Take the withdrawal back", (await world.Browser.GetDocumentAsync(submitted)).Words(), StringComparison.Ordinal);
        page.QuerySelector("form[action$='Withdraw']")!.SetAttribute("action", $"{submitted}?handler=Restore");
        using var restored = await world.Browser.SubmitFormAsync(page, submitted, new Dictionary<string, string?>(), "form[action$='Restore']");
        Assert.Equal(HttpStatusCode.BadRequest, restored.StatusCode);
        Assert.Contains("The submission deadline has passed", (await restored.DocumentAsync()).Words(), StringComparison.Ordinal);
        Assert.Contains("This draft was not submitted in time.", list.Words(), StringComparison.Ordinal);
        Assert.Equal("A draft", readable.QuerySelector("h1")!.TextContent);
    }

    private static async Task AssertSubmittedAsync(AuthorsWorld world, DateTimeOffset at, bool accepted)
    {
        var form = await world.Browser.GetDocumentAsync($"{world.Root}/new");
        world.App.Clock.Now = at;

        using var response = await world.Browser.SubmitFormAsync(form, $"{world.Root}/new", world.Paper(), button: "Submit", files: [AuthorsWorld.File(AuthorsWorld.Pdf(2))]);

        Assert.Equal(accepted ? HttpStatusCode.Redirect : HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(accepted ? 1 : 0, (await world.SubmissionsAsync()).Count);
        if (!accepted)
        {
            var page = await response.DocumentAsync();
            Assert.Equal(world.Paper()["Input.Title"], page.QuerySelector("[name='Input.Title']")!.GetAttribute("value"));
            // Nothing can be saved any more, so nobody is told to choose the file again.
            Assert.DoesNotContain("Choose it again", page.Words(), StringComparison.Ordinal);
        }
    }
}

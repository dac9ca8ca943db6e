using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Workshop.Domain.Events;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.Testing;
using Workshop.Web.Platform.Pdf;

namespace Workshop.BrowserTests;

/// <summary>The review form while somebody types: nothing is lost, whatever happens to page, connection, session or the other window.</summary>
public sealed class ReviewTextTests(ChromiumFixture chromium) : IAsyncLifetime
{
    private const string Rita = "rita@rita.example";

    private readonly WorkshopApp _app = WorkshopApp.OnSocket();
    private readonly WorkshopEvent _event = Given.Event();
    private ReviewAssignment _first = null!;
    private ReviewAssignment _second = null!;

    private string Address => $"/e/{_event.Slug}/reviews/{_first.Id}";

    public async ValueTask InitializeAsync()
    {
        var rita = await _app.PersonAsync("Rita Reviewer", Rita);
        var cleo = await _app.PersonAsync("Cleo Quillfeather", "cleo@cleo.example");
        var file = StoredFile.Of(SimplePdf.Write(new SimplePdfText("Secret", "Cleo Quillfeather", ["We prove a bound."]) { Pages = 1 }), WorkshopApp.Start);
        var reviewer = Given.Reviewer(_event, rita, Rita);
        Submission[] papers = [Given.Submitted(_event, 1, cleo, file, "Reasons of trees", ("Cleo Quillfeather", "cleo@cleo.example")), Given.Submitted(_event, 2, cleo, file, "Values of circuits", ("Cleo Quillfeather", "cleo@cleo.example"))];
        (_first, _second) = (Assign(papers[0]), Assign(papers[1]));
        await _app.SeedAsync([_event, file, reviewer, .. papers, _first, _second]);
        _app.Clock.Now = _event.SubmissionsClose.AddDays(1);

        ReviewAssignment Assign(Submission paper) => new() { EventId = _event.Id, SubmissionId = paper.Id, ReviewerId = reviewer.Id, AssignedAt = WorkshopApp.Start };
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Text_survives_a_closed_tab_a_lost_connection_and_the_other_window()
    {
        await using var visit = await StartAsync(width: 360);
        var page = visit.Page;
        await page.GetByLabel("Comments to the authors").FillAsync("Typed on a train.");
        await page.GetByLabel("Comments to the organizers").FocusAsync();
        await SaysAsync(page, "Saved ");
        Assert.Equal("Typed on a train.", await StoredAsync());
        await visit.CheckAsync();

        // The connection is gone, and then the tab.
        await page.EvaluateAsync("() => { window.fetch = () => Promise.reject(new TypeError('gone')); }");
        await page.GetByLabel("Comments to the authors").FillAsync("Typed in a tunnel.");
        await page.GetByLabel("4 – Weak accept: rather in than out").CheckAsync();
        await SaysAsync(page, "Your text is kept on this device.");
        await page.CloseAsync();
        Assert.Equal("Typed on a train.", await StoredAsync());

        // Another paper on the same device is not offered this text.
        var other = await visit.OpenAsync($"/e/{_event.Slug}/reviews/{_second.Id}");
        Assert.Equal(0, await other.GetByRole(AriaRole.Button, new() { Name = "Put it back" }).CountAsync());

        var after = await visit.OpenAsync(Address);
        var window = await visit.OpenAsync(Address);
        await after.GetByRole(AriaRole.Button, new() { Name = "Put it back" }).ClickAsync();
        await SaysAsync(after, "Saved ");
        Assert.Equal("Typed in a tunnel.", await StoredAsync());
        Assert.True(await after.GetByLabel("4 – Weak accept: rather in than out").IsCheckedAsync());

        // The other window was opened before that: nothing is overwritten, both are shown.
        await window.GetByLabel("Comments to the authors").FillAsync("Typed in the other window.");
        await window.GetByLabel("Comments to the organizers").FocusAsync();
        await SaysAsync(window, "This was changed in another window.");
        Assert.Equal("Typed in a tunnel.", await StoredAsync());
        await window.GetByRole(AriaRole.Button, new() { Name = "Compare the two" }).ClickAsync();
        await window.GetByText("Saved in the other window, and what you typed here").WaitForAsync();
        Assert.Equal("Typed in the other window.", await window.Locator("#Input_ToAuthors").InputValueAsync());
        await window.GetByRole(AriaRole.Button, new() { Name = "Save draft", Exact = true }).Last.ClickAsync();
        await window.GetByText("Saved 1").First.WaitForAsync();
        Assert.Equal("Typed in the other window.", await StoredAsync());
    }

    [Fact]
    public async Task Text_survives_an_expired_session_and_keys_alone_finish_the_review()
    {
        await using var visit = await StartAsync();
        var page = visit.Page;
        await page.Context.ClearCookiesAsync(new() { Name = "workshop.session" });
        await page.GetByLabel("Comments to the authors").FillAsync("Typed for too long.");
        await page.GetByLabel("Comments to the organizers").FocusAsync();
        await SaysAsync(page, "You are signed out.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save draft", Exact = true }).Last.ClickAsync();
        await page.GetByLabel("E-mail address").FillAsync(Rita);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Given.Password);
        await visit.PressAsync("Sign in");
        Assert.Equal("Typed for too long.", await page.GetByLabel("Comments to the authors").InputValueAsync());

        await page.Locator("input[name='Input.Score']").First.FocusAsync();
        await page.Keyboard.PressAsync("5");
        await page.Locator("input[name='Input.Confidence']").First.FocusAsync();
        await page.Keyboard.PressAsync("3");
        await page.Keyboard.PressAsync("Control+Enter");
        await page.GetByText("Here is the next one.").WaitForAsync();
        Assert.Equal((5, 3, "Typed for too long.", true), await _app.QueryAsync(db => db.Reviews.Select(review => ValueTuple.Create(review.Score!.Value, review.Confidence!.Value, review.ToAuthors, review.SubmittedAt != null)).SingleAsync()));
        await visit.GoAsync($"/e/{_event.Slug}/reviews");
        await visit.GoAsync($"/e/{_event.Slug}/reviews/offline");
        await visit.GoAsync($"{Address}/cannot");
    }

    private async Task<Visit> StartAsync(int width = 1280)
    {
        var visit = await Visit.StartAsync(chromium, _app, width: width);
        await visit.SignInAsync(Rita);
        await visit.GoAsync(Address);
        return visit;
    }

    private Task<string> StoredAsync() => _app.QueryAsync(db => db.Reviews.Where(review => review.AssignmentId == _first.Id).Select(review => review.ToAuthors).SingleAsync());

    private static Task SaysAsync(IPage page, string words) => page.Locator("[data-save-state] [role=status]").Filter(new() { HasText = words }).WaitForAsync();
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Workshop.Domain.Assignment;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.Testing;
using Workshop.Web.Platform.Pdf;

namespace Workshop.BrowserTests;

/// <summary>An organizer proposes, looks, decides by hand, tries things out, compares, publishes in parts, mends and takes back.</summary>
public sealed class AssignmentJourneyTests(ChromiumFixture chromium)
{
    [Theory]
    [InlineData(true, 1280, ColorScheme.Light)]
    [InlineData(true, 360, ColorScheme.Dark)]
    [InlineData(false, 1280, ColorScheme.Light)]
    public async Task Reviewers_are_assigned_chosen_compared_published_and_mended(bool withScript, int width, ColorScheme scheme)
    {
        await using var app = WorkshopApp.OnSocket();
        var e = Given.Event();
        await SeedAsync(app, e);
        app.Clock.Now = e.SubmissionsClose.AddDays(1);
        await using var olga = await Visit.StartAsync(chromium, app, withScript, width, scheme);
        await olga.SignInAsync("olga@olga.example");
        var root = $"/e/{e.Slug}/organize/assignment";

        await olga.GoAsync(root);
        await olga.Page.GetByLabel("Reviews for each submission").FillAsync("2");
        await olga.Page.GetByLabel("Nobody left behind", new() { Exact = false }).CheckAsync();
        await olga.Page.GetByText("More options").ClickAsync();
        await olga.Page.GetByLabel("Seed").FillAsync("x");
        await olga.PressAsync("Propose an assignment");
        Assert.Contains("The seed is a whole number", await olga.Page.Locator(".error-summary").InnerTextAsync(), StringComparison.Ordinal);
        await olga.Page.GetByLabel("Seed").FillAsync("7");
        await olga.PressAsync("Propose an assignment");
        Assert.Single(await app.RunJobsAsync());
        var first = await LastAsync(app);
        await olga.GoAsync($"{root}/{first}");
        Assert.Equal(3, await olga.Page.Locator("figure.plot svg").CountAsync());
        await olga.FollowAsync("By reviewer");
        await olga.FollowAsync("By submission");

        await olga.ClickAsync(olga.Page.Locator("table[aria-labelledby=pairs] tbody th a").First);
        await olga.ClickAsync(olga.Page.Locator("table[aria-labelledby=reviewers] tbody th a").First);
        Assert.Contains("Where the affinity comes from", await olga.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await olga.Page.GoBackAsync();
        await olga.Page.GetByRole(AriaRole.Button, new() { Name = "Choose" }).First.FocusAsync();
        await olga.ClickAsync(olga.Page.GetByRole(AriaRole.Button, new() { Name = "Choose" }).First);
        Assert.Contains("This is a new proposal with that change.", await olga.Page.Locator("body").InnerTextAsync(), StringComparison.Ordinal);
        var second = await LastAsync(app);
        Assert.NotEqual(first, second);

        await olga.GoAsync($"{root}/{second}/what-if?What=drop&Reviewer={await app.QueryAsync(db => db.Reviewers.Where(r => r.Email == "ann@ann.example").Select(r => r.Id).SingleAsync())}");
        Assert.Contains("If Ann Reviewer drops out", await olga.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await olga.GoAsync(root);
        foreach (var box in await olga.Page.Locator("input[name=p]").AllAsync())
        {
            await box.CheckAsync();
        }

        await olga.PressAsync("Compare the two selected");
        Assert.Contains("Submissions with other reviewers", await olga.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

        await olga.GoAsync($"{root}/{second}/publish");
        await olga.Page.Locator("input[name=Chosen]").First.UncheckAsync();
        await olga.PressAsync("Publish the selected");
        await olga.GoAsync($"{root}/{second}");
        await olga.PressAsync("See what would change, and publish");
        await olga.PressAsync("Publish the selected");
        await olga.GoAsync(root);
        await olga.PressAsync("Work out how to mend it");
        var run = Assert.Single(await app.RunJobsAsync());
        await olga.GoAsync($"{root}/repair/{run.Id}");
        Assert.Equal(3, await olga.Page.Locator(".card").CountAsync());

        await olga.GoAsync($"{root}/published");
        await olga.PressAsync("Take it back");
        await olga.PressAsync("Take it back");
        Assert.False(await app.QueryAsync(db => db.ReviewAssignments.AnyAsync(assignment => assignment.RemovedAt == null)));
        await olga.GoAsync($"{root}/import");
        await olga.PressAsync("Read the file");
        Assert.Contains("Choose a CSV file.", await olga.Page.Locator(".error-summary").InnerTextAsync(), StringComparison.Ordinal);
    }

    private static Task<Guid> LastAsync(WorkshopApp app) =>
        app.QueryAsync(db => db.AssignmentProposals.OrderByDescending(proposal => proposal.Kind == ProposalKind.Edited).ThenByDescending(proposal => proposal.CreatedAt).Select(proposal => proposal.Id).FirstAsync());

    private static async Task SeedAsync(WorkshopApp app, Domain.Events.WorkshopEvent e)
    {
        await app.PersonAsync("Olga Organizer", "olga@olga.example");
        var cleo = await app.PersonAsync("Cleo Quillfeather", "cleo@cleo.example");
        var file = StoredFile.Of(SimplePdf.Write(new SimplePdfText("Secret", "Cleo Quillfeather", ["We prove a bound."]) { Pages = 2 }), WorkshopApp.Start);
        var reviewers = new List<Reviewer>();
        foreach (var (name, subject) in new[]
        {
            ("Ann", "Sufficient reasons of decision trees\nWe bound the size of sufficient reasons for trees."), ("Bea", "Shapley values of circuits\nWe compute Shapley values of circuits."),
            ("Cem", "Counterfactual explanations\nCounterfactuals of linear models and trees."), ("Dan", "Rashomon sets\nMany models are equally good; circuits and trees."),
        })
        {
            var person = await app.PersonAsync($"{name} Reviewer", $"{name.ToLowerInvariant()}@{name.ToLowerInvariant()}.example");
            var reviewer = Given.Reviewer(e, person, $"{name.ToLowerInvariant()}@{name.ToLowerInvariant()}.example");
            _ = reviewer.AddPastPapers([.. PastPaperInput.Read(subject).Papers.Select(paper => new NewPastPaper(paper, PastPaperSource.Pasted))]);
            reviewers.Add(reviewer);
        }

        await app.SeedAsync([
            e, file, Given.Organizer(e, "olga@olga.example"), .. reviewers,
            Given.Submitted(e, 1, cleo, file, "Sufficient reasons of size $O(\\log n)$ for decision trees", ("Cleo Quillfeather", "cleo@cleo.example")),
            Given.Submitted(e, 2, cleo, file, "Shapley values of monotone circuits and why they are hard to compute exactly when the distribution is unknown", ("Cleo Quillfeather", "cleo@cleo.example")),
            Given.Submitted(e, 3, cleo, file, "Counterfactuals in Rashomon sets", ("Cleo Quillfeather", "cleo@cleo.example"))]);
    }
}

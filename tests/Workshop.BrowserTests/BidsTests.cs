using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.Testing;
using Workshop.Web.Platform.Pdf;

namespace Workshop.BrowserTests;

/// <summary>A reviewer goes through the list of submissions, by keyboard and without script.</summary>
public sealed class BidsTests(ChromiumFixture chromium)
{
    private const string Ben = "ben@ben.example";

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    public async Task Bids_are_saved_as_one_goes_by_keyboard_alone(int width, ColorScheme scheme)
    {
        await using var app = WorkshopApp.OnSocket();
        var path = await SeedAsync(app);
        await using var ben = await Visit.StartAsync(chromium, app, width: width, scheme: scheme);
        await ben.SignInAsync(Ben);
        await ben.GoAsync(path);
        var page = ben.Page;
        Assert.False(await page.GetByRole(AriaRole.Button, new() { Name = "Save all" }).IsVisibleAsync());

        // Keys do nothing as long as the list has no focus.
        await page.Keyboard.PressAsync("1");
        await page.Locator(".bid input[type=radio]:checked").First.FocusAsync();
        await page.Keyboard.PressAsync("1");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("4");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("2");
        await page.Keyboard.PressAsync("0");
        await page.Keyboard.PressAsync("k");
        await page.Keyboard.PressAsync("a");
        await Assertions.Expect(page.Locator(".bid-state", new() { HasTextString = "Saved" })).ToHaveCountAsync(3);
        await Assertions.Expect(page.Locator("#bid-count")).ToHaveTextAsync("2");
        Assert.True(await page.Locator(".bid").Nth(1).Locator("details").GetAttributeAsync("open") is not null);
        Assert.Equal("no", await page.EvaluateAsync<string>("document.activeElement.value"));
        await ben.CheckAsync();

        Assert.Equal([BidValue.Eager, BidValue.No], (await app.QueryAsync(db => db.Bids.Select(bid => bid.Value).ToListAsync())).Order());
        await ben.GoAsync(path);
        Assert.Equal(["eager", "no", ""], await page.Locator(".bid input[type=radio]:checked").EvaluateAllAsync<string[]>("all => all.map(one => one.value)"));
    }

    [Fact]
    public async Task A_choice_that_cannot_be_saved_says_so_and_stays()
    {
        await using var app = WorkshopApp.OnSocket();
        var path = await SeedAsync(app);
        await using var ben = await Visit.StartAsync(chromium, app);
        await ben.SignInAsync(Ben);
        await ben.GoAsync(path);
        var page = ben.Page;
        await page.Context.SetOfflineAsync(true);

        await page.Locator(".bid").First.GetByLabel("Eager").CheckAsync();
        await Assertions.Expect(page.Locator(".bid-state.warns")).ToContainTextAsync("Not saved: no connection.");
        Assert.True(await page.Locator(".bid").First.GetByLabel("Eager").IsCheckedAsync());
        Assert.True(await page.GetByRole(AriaRole.Button, new() { Name = "Save all" }).IsVisibleAsync());
        await page.Context.SetOfflineAsync(false);
        await page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();

        await Assertions.Expect(page.Locator(".bid-state").First).ToHaveTextAsync("Saved");
        Assert.False(await page.GetByRole(AriaRole.Button, new() { Name = "Save all" }).IsVisibleAsync());
        Assert.Equal(BidValue.Eager, await app.QueryAsync(db => db.Bids.Select(bid => bid.Value).SingleAsync()));
    }

    [Fact]
    public async Task Without_script_everything_works_by_buttons()
    {
        await using var app = WorkshopApp.OnSocket();
        var path = await SeedAsync(app);
        await using var ben = await Visit.StartAsync(chromium, app, withScript: false, width: 360);
        await ben.SignInAsync(Ben);
        await ben.GoAsync(path);

        await ben.Page.Locator(".bid").First.GetByLabel("Willing").CheckAsync();
        await ben.PressAsync("Save all");

        Assert.Contains("One bid is saved.", await ben.Page.Locator(".notice").InnerTextAsync(), StringComparison.Ordinal);
        Assert.False(await ben.Page.Locator("#bid-keys").IsVisibleAsync());
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task A_reviewer_adds_papers_corrects_them_and_sees_what_is_read(int width)
    {
        await using var app = WorkshopApp.OnSocket();
        var path = (await SeedAsync(app)).Replace("bids", "expertise", StringComparison.Ordinal);
        await using var ben = await Visit.StartAsync(chromium, app, width: width);
        await ben.SignInAsync(Ben);
        await ben.GoAsync(path);
        var page = ben.Page;

        await page.GetByLabel("As text or BibTeX").FillAsync("@article{a, title={Shapley values of circuits}, author={Okonkwo, Ben and Li, Bo}, year={2026}, abstract={We compute Shapley values.}}");
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload
        {
            Name = "paper.pdf",
            MimeType = "application/pdf",
            Buffer = SimplePdf.Write(new SimplePdfText("Explaining trees", "", ["Abstract. Sufficient reasons.", "1. Introduction. Once more."])),
        });
        await ben.PressAsync("Save");
        await ben.ClickAsync(page.Locator(".card .missing a"));
        await page.GetByLabel("Title").FillAsync("Explaining small trees");
        await page.GetByLabel("Year").FillAsync("soon");
        await ben.PressAsync("Save");
        await page.GetByLabel("Year").FillAsync("2025");
        await ben.PressAsync("Save");
        await ben.ClickAsync(page.Locator("button[value='Bo Li']"));

        Assert.Equal("Bo Li", await page.Locator(".coauthors .struck").InnerTextAsync());
        Assert.Contains("shapley", await page.Locator(".terms").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task An_organizer_sets_quotas_in_the_table(int width)
    {
        await using var app = WorkshopApp.OnSocket();
        var path = (await SeedAsync(app)).Replace("reviews/bids", "organize/reviewers", StringComparison.Ordinal);
        await using var olga = await Visit.StartAsync(chromium, app, width: width);
        await olga.SignInAsync("olga@olga.example");
        await olga.GoAsync(path);

        await olga.Page.GetByLabel("At least, Ben Okonkwo").FillAsync("3");
        await olga.Page.GetByLabel("At most, Ben Okonkwo").FillAsync("2");
        await olga.PressAsync("Save the quotas");
        Assert.Contains("larger than the largest", await olga.Page.Locator("td.quota .field-error").InnerTextAsync(), StringComparison.Ordinal);
        await olga.Page.GetByLabel("At least, Ben Okonkwo").FillAsync("1");
        await olga.Page.GetByLabel("Senior, Ben Okonkwo").CheckAsync();
        await olga.ClickAsync(olga.Page.GetByRole(AriaRole.Button, new() { Name = "Save the quotas" }));

        Assert.Equal((1, 2, true), await app.QueryAsync(async db => (await db.Reviewers.SingleAsync()) is var reviewer ? (reviewer.MinLoad, reviewer.MaxLoad ?? 0, reviewer.IsSenior) : default));
    }

    private static async Task<string> SeedAsync(WorkshopApp app)
    {
        var e = Given.Event();
        await app.PersonAsync("Olga Organizer", "olga@olga.example");
        var cleo = await app.PersonAsync("Cleo Quillfeather", "cleo@cleo.example");
        var ben = await app.PersonAsync("Ben Okonkwo", Ben);
        var file = StoredFile.Of(SimplePdf.Write(new SimplePdfText("Secret", "Cleo Quillfeather", ["We prove a bound."]) { Pages = 2 }), WorkshopApp.Start);
        await app.SeedAsync(
            e, file, Given.Organizer(e, "olga@olga.example"), Given.Reviewer(e, ben, Ben),
            Given.Submitted(e, 1, cleo, file, "Sufficient reasons of size $O(\\log n)$ for decision trees", ("Cleo Quillfeather", "cleo@cleo.example")),
            Given.Submitted(e, 2, cleo, file, "Shapley values of monotone circuits and why they are hard to compute exactly when the distribution is unknown", ("Cleo Quillfeather", "cleo@cleo.example")),
            Given.Submitted(e, 3, cleo, file, "Probes", ("Cleo Quillfeather", "cleo@cleo.example")));
        app.Clock.Now = e.SubmissionsClose.AddDays(1);
        return $"/e/{e.Slug}/reviews/bids";
    }
}

using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Workshop.Domain.Submissions;
using Workshop.Testing;
using Workshop.Web.Platform.Pdf;

namespace Workshop.BrowserTests;

/// <summary>Somebody who has never been here submits an abstract: account, draft, mistakes, submission, new version, withdrawal.</summary>
public sealed partial class AuthorJourneyTests(ChromiumFixture chromium)
{
    [Theory]
    [InlineData(true, 1280, ColorScheme.Light)]
    [InlineData(true, 360, ColorScheme.Dark)]
    [InlineData(false, 1280, ColorScheme.Light)]
    public async Task A_stranger_submits_an_abstract(bool withScript, int width, ColorScheme scheme)
    {
        await using var app = WorkshopApp.OnSocket();
        var e = Given.Event();
        await app.SeedAsync(e, Given.Organizer(e, "chair@theory.example"));
        await app.PersonAsync("The Chair", "chair@theory.example");
        await app.QueryAsync(async db =>
        {
            (await db.People.SingleAsync()).MakeAdministrator();
            return await db.SaveChangesAsync();
        });
        await using var visit = await Visit.StartAsync(chromium, app, withScript, width, scheme);
        var page = visit.Page;

        await visit.GoAsync("/");
        await visit.PressAsync("Submit an abstract");
        await visit.FollowAsync("Create an account");
        await visit.FillAsync("Name", "Sólveig Þorgrímsdóttir");
        await page.GetByLabel("E-mail address").FillAsync("solveig@hraunborg.example");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Given.Password);
        await visit.PressAsync("Create the account");
        var mail = await app.QueryAsync(db => db.OutgoingMails.Where(mail => mail.NormalizedTo == "solveig@hraunborg.example").Select(mail => mail.Body).SingleAsync());
        await visit.GoAsync(Link().Match(mail).Groups["path"].Value);
        await visit.PressAsync("Confirm and sign in");

        await visit.GoAsync($"/e/{e.Slug}/submissions/new");
        await visit.FillAsync("Title", "Sparse autoencoders recover what is $s$-sparse");
        await visit.PressAsync("Submit");
        Assert.Equal(1, await page.Locator(".error-summary").CountAsync());
        Assert.Equal("Sparse autoencoders recover what is $s$-sparse", await page.GetByLabel("Title", new() { Exact = true }).InputValueAsync());

        await visit.FillAsync("Abstract", "Let $h = Dz + \\xi$ with $z$ sparse.\n\nWe prove that $D$ is recovered when $s \\le c/\\mu$.");
        var add = page.GetByRole(AriaRole.Button, new() { Name = "Add an author" });
        await (withScript ? add.ClickAsync() : visit.ClickAsync(add));
        await page.Locator("input[name='Input.Authors.Rows[1].Name']").FillAsync("Anders Møller");
        await page.Locator("input[name='Input.Authors.Rows[1].Email']").FillAsync("anders@oresund.example");
        var up = page.Locator("button[value='up 1']");
        await (withScript ? up.ClickAsync() : visit.ClickAsync(up));
        Assert.Equal("Anders Møller", await page.Locator("input[name='Input.Authors.Rows[0].Name']").InputValueAsync());

        await page.Locator("input[type=file]").SetInputFilesAsync(Pdf("too-long.pdf", 3));
        await visit.PressAsync("Submit");
        Assert.Contains("3 pages", await page.Locator(".error-summary").InnerTextAsync(), StringComparison.Ordinal);

        await page.Locator("input[type=file]").SetInputFilesAsync(Pdf("abstract.pdf", 2));
        await visit.PressAsync("Submit");
        Assert.Contains("2 pages", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

        var saved = await app.QueryAsync(db => db.Submissions.Include(s => s.Versions).Include(s => s.Authors).SingleAsync());
        Assert.Equal(SubmissionState.Submitted, saved.State);
        Assert.Equal(["Anders Møller", "Sólveig Þorgrímsdóttir"], saved.Authors.OrderBy(author => author.Position).Select(author => author.Name));
        Assert.Equal(2, saved.CurrentVersion?.Pages);
        Assert.Equal(
            ["anders@oresund.example", "solveig@hraunborg.example"],
            await app.QueryAsync(db => db.OutgoingMails.Where(mail => mail.SubmissionId == saved.Id).Select(mail => mail.NormalizedTo).Order().ToListAsync()));

        await visit.GoAsync($"/e/{e.Slug}/submissions/{saved.Id}");
        if (withScript)
        {
            await page.Locator(".katex").First.WaitForAsync();
        }

        await page.GetByText("Withdraw this submission").ClickAsync();
        await visit.PressAsync("Withdraw");
        await visit.PressAsync("Take the withdrawal back");
        await visit.GoAsync($"/e/{e.Slug}/submissions");
        Assert.Contains("Submitted", await page.Locator(".card").InnerTextAsync(), StringComparison.OrdinalIgnoreCase);
    }

    private static FilePayload Pdf(string name, int pages) => new()
    {
        Name = name,
        MimeType = "application/pdf",
        Buffer = SimplePdf.Write(new SimplePdfText("Sparse autoencoders", "", ["Some text."]) { Pages = pages }),
    };

    [GeneratedRegex(@"https?://[^/\s]+(?<path>/account/confirm\S+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();
}

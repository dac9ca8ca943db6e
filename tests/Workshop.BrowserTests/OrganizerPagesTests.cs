using Microsoft.Playwright;
using Workshop.Domain.Events;
using Workshop.Domain.Submissions;
using Workshop.Testing;
using Workshop.Web.Platform.Pdf;

namespace Workshop.BrowserTests;

/// <summary>The call and the organizers' pages, full of long titles and maths, on a desk and on a phone.</summary>
public sealed class OrganizerPagesTests(ChromiumFixture chromium)
{
    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    public async Task Call_dashboard_submissions_and_settings_are_accessible_and_fit(int width, ColorScheme scheme)
    {
        await using var app = WorkshopApp.OnSocket();
        var e = Given.Event(Given.Settings() with { CallText = "We invite *extended abstracts*.\n\n## Scope\n\n- bounds such as $O(n \\log n)$\n- proofs\n\nSee [the last edition](https://theory.example/2026)." });
        await app.SeedAsync(e, Given.Organizer(e, "chair@theory.example"));
        await app.PersonAsync("Ágnes Þórsdóttir", "chair@theory.example");
        var author = await app.PersonAsync("Ada Ångström", "ada@uni.example");
        var file = StoredFile.Of(SimplePdf.Write(new SimplePdfText("A", "B", ["C"]) { Pages = 2 }), WorkshopApp.Start);
        await app.SeedAsync(
            file,
            DeadlineExtension.Grant(e.Id, Given.Email("late@uni.example"), e.SubmissionsClose.AddDays(2), "Was ill", author.Id, WorkshopApp.Start),
            Given.Submitted(e, 1, author, file, "Shapley values cannot be approximated within $n^{1-\\varepsilon}$ unless $\\mathsf{P} = \\mathsf{NP}$: a very long title that has to be broken over several lines", ("Ada Ångström", "ada@uni.example"), ("José María Ñúñez-Gutiérrez", "jose@sierra.example")),
            Given.Submitted(e, 2, author, file, "Faithful saliency needs $\\|\\nabla f\\|_2 \\le L$", ("Ada Ångström", "ada@uni.example")));
        await using var visit = await Visit.StartAsync(chromium, app, withScript: true, width, scheme);

        await visit.GoAsync($"/e/{e.Slug}");
        await PictureAsync(visit, $"call-{width}-{scheme}");
        await visit.GoAsync("/account/sign-in");
        await visit.Page.GetByLabel("E-mail address").FillAsync("chair@theory.example");
        await visit.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(Given.Password);
        await visit.PressAsync("Sign in");
        foreach (var page in (string[])["organize", "organize/submissions", "organize/settings", "organize/settings/review-form", "organize/settings/review-form/criterion", "organize/settings/organizers", "organize/settings/extensions", "organize/settings/late-links", "submissions/new", "submissions"])
        {
            await visit.GoAsync($"/e/{e.Slug}/{page}");
            await PictureAsync(visit, $"{page.Replace('/', '-')}-{width}-{scheme}");
        }

        await visit.GoAsync($"/e/{e.Slug}/organize/submissions");
        await visit.Page.Locator("tbody a.paper-title").First.ClickAsync();
        await visit.CheckAsync();
        await PictureAsync(visit, $"organize-paper-{width}-{scheme}");
    }

    /// <summary>For whoever wants to look: set WORKSHOP_TEST_PICTURES to a folder.</summary>
    private static async Task PictureAsync(Visit visit, string name)
    {
        if (Environment.GetEnvironmentVariable("WORKSHOP_TEST_PICTURES") is { Length: > 0 } folder)
        {
            await visit.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = true });
        }
    }
}

using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workshop.Domain.Jobs;
using Workshop.Domain.Submissions;
using Workshop.Testing;
using Workshop.Web.Features.Archive;

namespace Workshop.IntegrationTests.Archive;

public sealed class ArchivePageTests : IDisposable
{
    private const string Otto = "otto@chairs.example";
    private const string Ida = "ida@chairs.example";

    private readonly WorkshopApp _app = new();

    [Fact]
    public async Task An_organizer_makes_and_fetches_an_archive_that_nobody_else_gets()
    {
        var e = await EventAsync();
        using var otto = await _app.SignedInAsync(Otto);
        using var ida = await _app.SignedInAsync(Ida);
        var page = $"/e/{e}/organize/archive";

        using var posted = await otto.SubmitFormAsync(page, new Dictionary<string, string?> { ["Input.Contents"] = "Everything" });
        var run = Assert.Single(await _app.RunJobsAsync());

        Assert.Equal(HttpStatusCode.Redirect, posted.StatusCode);
        Assert.Equal($"/jobs/{run.Id}?return={Uri.EscapeDataString(page)}", posted.Headers.Location?.ToString());
        Assert.Equal(JobState.Succeeded, run.State);
        Assert.Equal("The archive is ready.", run.Message);
        var link = (await otto.GetDocumentAsync(page)).QuerySelector("table.list a")!;
        Assert.Equal("With names and texts", link.TextContent);
        var zip = await otto.GetByteArrayAsync(new Uri(link.GetAttribute("href")!, UriKind.Relative), TestContext.Current.CancellationToken);
        var entries = ArchiveTools.Unpack(zip);
        Assert.Single(entries.Rows("Submissions")); // his own is not in it
        Assert.DoesNotContain("Otto's own", ArchiveTools.TextOf(zip), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(ida, link.GetAttribute("href")!));
        Assert.Null((await ida.GetDocumentAsync(page)).QuerySelector("table.list"));

        _app.Clock.Advance(ArchiveStore.Kept);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(otto, link.GetAttribute("href")!));
        Assert.Equal(1, _app.Services.GetRequiredService<ArchiveStore>().RemoveExpired());
    }

    [Fact]
    public async Task Asking_twice_packs_once_and_asking_is_not_shared()
    {
        var e = await EventAsync();
        using var otto = await _app.SignedInAsync(Otto);
        using var ida = await _app.SignedInAsync(Ida);
        var page = $"/e/{e}/organize/archive";
        foreach (var browser in (HttpClient[])[otto, otto, ida])
        {
            using var posted = await browser.SubmitFormAsync(page, new Dictionary<string, string?> { ["Input.Contents"] = "WithoutPersonalData" });
        }

        Assert.Equal(2, await _app.QueryAsync(db => db.JobRuns.CountAsync()));
    }

    [Fact]
    public async Task Only_organizers_find_the_pages()
    {
        var e = await EventAsync();
        await _app.PersonAsync("Anna Author", "anna@uni.example");
        using var anna = await _app.SignedInAsync("anna@uni.example");

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(anna, $"/e/{e}/organize/archive"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(anna, $"/e/{e}/organize/copy"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(anna, $"/e/{e}/organize/archive/{Guid.NewGuid()}.zip"));
    }

    public void Dispose() => _app.Dispose();

    private async Task<string> EventAsync()
    {
        var e = Given.Event();
        var otto = await _app.PersonAsync("Otto Organizer", Otto);
        var ida = await _app.PersonAsync("Ida Organizer", Ida);
        var file = StoredFile.Of([1, 2, 3], WorkshopApp.Start);
        await _app.SeedAsync(
            e, Given.Organizer(e, Otto), Given.Organizer(e, Ida), file,
            Given.Submitted(e, 1, otto, file, "Otto's own", ("Otto Organizer", Otto)),
            Given.Submitted(e, 2, ida, file, "Ida's own", ("Ida Organizer", Ida)));
        return e.Slug;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser, string path)
    {
        using var response = await browser.GetAsync(new Uri(path, UriKind.Relative));
        return response.StatusCode;
    }
}

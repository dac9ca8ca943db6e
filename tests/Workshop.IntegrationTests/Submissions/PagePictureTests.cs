using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.IntegrationTests.Reviews;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Submissions;

/// <summary>Pictures of pages follow the rules of the file that they show.</summary>
public sealed class PagePictureTests : IDisposable
{
    private const string Dora = "dora@dora.example";
    private const string Stranger = "stranger@else.example";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Pages_are_shown_to_authors_and_organizers_and_to_nobody_else()
    {
        var (world, paper) = await MakeAsync();
        var version = paper.Versions[0];
        var root = $"{world.Root}/submissions/{paper.Id}/versions/{version.Id}";
        string[] addresses = [$"{root}/page-1.png?small=true", $"{root}/page-2.png", $"{root}/pages/1"];

        foreach (var (who, status) in new (string, HttpStatusCode)[]
                 {
                     (ReviewingWorld.Cleo, HttpStatusCode.OK), (Dora, HttpStatusCode.OK), (ReviewingWorld.Olga, HttpStatusCode.OK),
                     (ReviewingWorld.Otto, HttpStatusCode.NotFound), (ReviewingWorld.Anna, HttpStatusCode.NotFound), (Stranger, HttpStatusCode.NotFound),
                 })
        {
            using var browser = await _app.SignedInAsync(who);
            foreach (var address in addresses)
            {
                using var answer = await browser.FetchAsync(address);
                Assert.Equal((who, address, status), (who, address, answer.StatusCode));
            }
        }

        using var visitor = await _app.Browser().FetchAsync(addresses[0]);
        Assert.Equal(HttpStatusCode.Redirect, visitor.StatusCode);
        using var author = await _app.SignedInAsync(Dora);
        using var beyond = await author.FetchAsync($"{root}/page-3.png");
        Assert.Equal(HttpStatusCode.NotFound, beyond.StatusCode);
    }

    [Fact]
    public async Task A_reviewer_sees_the_pages_of_the_neutral_copy_until_the_paper_is_taken_away()
    {
        var (world, paper) = await MakeAsync();
        var assignment = world.Assign(world.AnnaReviews, paper);
        await _app.SeedAsync(assignment);
        using var anna = await _app.SignedInAsync(ReviewingWorld.Anna);
        using var ben = await _app.SignedInAsync(ReviewingWorld.Ben);
        var review = $"{world.Root}/reviews/{assignment.Id}";
        var picture = $"{review}/paper.pdf?picture=1&small=true";

        var page = await anna.GetDocumentAsync(review);
        Assert.Equal([picture, $"{review}/paper.pdf?picture=2&small=true"], page.QuerySelectorAll(".thumbnails img").Select(image => image.GetAttribute("src")));
        Assert.All(page.QuerySelectorAll(".thumbnails img"), image => Assert.Equal("lazy", image.GetAttribute("loading")));
        using var seen = await anna.FetchAsync(picture);
        using var other = await ben.FetchAsync(picture);
        Assert.Equal((HttpStatusCode.OK, "image/png", HttpStatusCode.NotFound), (seen.StatusCode, seen.Content.Headers.ContentType!.MediaType, other.StatusCode));

        // Neither the name nor the hash of the authors' own file, nor what its metadata say.
        Assert.DoesNotContain(paper.Versions[0].Sha256, seen.Headers.ETag!.Tag, StringComparison.Ordinal);
        var bytes = Encoding.Latin1.GetString(await seen.Content.ReadAsByteArrayAsync(Cancel));
        Assert.DoesNotContain("Quillfeather", bytes, StringComparison.Ordinal);

        await _app.QueryAsync(async db =>
        {
            (await db.ReviewAssignments.SingleAsync(Cancel)).Remove("Taken back", _app.Clock.Now);
            return await db.SaveChangesAsync(Cancel);
        });
        using var removed = await FetchAsync(anna, picture, seen.Headers.ETag.Tag);
        Assert.Equal(HttpStatusCode.NotFound, removed.StatusCode);
    }

    [Fact]
    public async Task A_browser_keeps_a_picture_and_asks_each_time_whether_it_may_show_it()
    {
        var (world, paper) = await MakeAsync();
        using var author = await _app.SignedInAsync(ReviewingWorld.Cleo);
        var picture = $"{world.Root}/submissions/{paper.Id}/versions/{paper.Versions[0].Id}/page-1.png?small=true";

        using var first = await author.FetchAsync(picture);
        using var again = await FetchAsync(author, picture, first.Headers.ETag!.Tag);
        using var large = await author.FetchAsync(picture.Replace("?small=true", "", StringComparison.Ordinal));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotModified), (first.StatusCode, again.StatusCode));
        Assert.True(first.Headers.CacheControl is { Private: true, NoCache: true });
        Assert.NotEqual(first.Headers.ETag.Tag, large.Headers.ETag!.Tag);
    }

    [Fact]
    public async Task What_was_found_is_marked_on_the_page_where_it_is()
    {
        var (world, paper) = await MakeAsync();
        using var organizer = await _app.SignedInAsync(ReviewingWorld.Olga);
        await _app.QueryAsync(async db =>
        {
            var version = await db.SubmissionVersions.SingleAsync(v => v.Id == paper.Versions[0].Id, Cancel);
            version.Judge(
                new Domain.Pdf.PdfVerdict(2, 2, [new Domain.Pdf.Finding("pdf.hidden", Domain.Pdf.Severity.Warns, "Words that nobody sees.", 2, new Domain.Pdf.PageBox(72, 100, 200, 12))]), "", _app.Clock.Now);
            return await db.SaveChangesAsync(Cancel);
        });

        var details = await organizer.GetDocumentAsync($"{world.Root}/organize/submissions/{paper.Id}");
        var link = details.QuerySelector(".findings a")!.GetAttribute("href")!;
        var page = await organizer.GetDocumentAsync(link);

        Assert.Equal($"{world.Root}/submissions/{paper.Id}/versions/{paper.Versions[0].Id}/pages/2", link);
        Assert.Equal("Worth a look", details.QuerySelector(".findings .status")!.TextContent);
        var box = page.QuerySelector("svg.page-picture g.mark-warns rect")!;
        Assert.Equal(("70", "98", "204", "16"), (box.GetAttribute("x"), box.GetAttribute("y"), box.GetAttribute("width"), box.GetAttribute("height")));
        Assert.Contains("1: Words that nobody sees.", page.QuerySelector(".findings")!.TextContent, StringComparison.Ordinal);
        // A4 or Letter, in points.
        Assert.Matches("^0 0 (595|612)[.0-9]* (841|842|792)[.0-9]*$", page.QuerySelector("svg.page-picture")!.GetAttribute("viewBox"));
    }

    /// <summary>#4 by Cleo and Dora; Otto, who organizes too, has a conflict with it.</summary>
    private async Task<(ReviewingWorld World, Submission Paper)> MakeAsync()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        var dora = await _app.PersonAsync("Dora", Dora);
        await _app.PersonAsync("Stranger", Stranger);
        var ottos = await _app.QueryAsync(db => db.PersonEmails.Where(email => email.NormalizedAddress == ReviewingWorld.Otto).Select(email => email.PersonId).SingleAsync(Cancel));
        var file = await _app.QueryAsync(db => db.Files.AsNoTracking().SingleAsync(Cancel));
        var paper = Given.Submitted(world.Event, 4, dora, file, "With a co-author", ("Dora", Dora), (ReviewingWorld.SecretAuthor, ReviewingWorld.Cleo));
        await _app.SeedAsync(paper, new Conflict
        {
            EventId = world.Event.Id, SubmissionId = paper.Id, PersonId = ottos, Source = ConflictSource.RecordedByOrganizer, Note = "", RecordedBy = ottos, RecordedAt = _app.Clock.Now,
        });
        return (world, paper);
    }

    private static async Task<HttpResponseMessage> FetchAsync(HttpClient browser, string address, string known)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(known));
        return await browser.SendAsync(request, Cancel);
    }
}

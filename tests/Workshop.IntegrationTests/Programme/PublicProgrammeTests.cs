using System.Net;
using Microsoft.EntityFrameworkCore;
using Workshop.Data.Programme;
using Workshop.Domain.Programme;
using Workshop.Domain.Submissions;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Programme;

public sealed class PublicProgrammeTests : IDisposable
{
    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Nobody_but_organizers_sees_it_before_it_is_published()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        await world.SessionAsync("Talks", SessionKind.Talks, 9, 1);
        using var visitor = _app.Browser();
        using var anna = await _app.SignedInAsync(ProgrammeWorld.Anna);
        using var otto = await _app.SignedInAsync(ProgrammeWorld.Otto);

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(visitor, world.Public));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(anna, world.Public));
        Assert.Contains("Paper 1", (await otto.GetDocumentAsync(world.Build + "/preview")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        using var published = await otto.SubmitFormAsync(world.Build + "/release", new Dictionary<string, string?>());
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(visitor, world.Public));
        using var hidden = await otto.SubmitFormAsync(world.Build, new Dictionary<string, string?> { ["Act"] = "hide" });
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(visitor, world.Public));
    }

    [Fact]
    public async Task What_was_public_before_there_were_versions_becomes_the_first_one()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        await world.SessionAsync("Talks", SessionKind.Talks, 9, 1, 5);
        var released = _app.Clock.Now.AddDays(-3);
        await _app.QueryAsync(async db =>
        {
            (await db.Events.SingleAsync()).ReleaseProgramme(released);
            return await db.SaveChangesAsync();
        });
        using var visitor = _app.Browser();
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(visitor, world.Public));

        for (var start = 0; start < 2; start++)
        {
            await _app.QueryAsync(async db =>
            {
                await FirstVersions.WriteAsync(db, _app.Clock.Now, TestContext.Current.CancellationToken);
                return true;
            });
        }

        var version = await _app.QueryAsync(db => db.ProgrammeVersions.AsNoTracking().SingleAsync());
        Assert.Equal((1, released), (version.Number, version.ReleasedAt));
        var text = (await visitor.GetDocumentAsync(world.Public)).QuerySelector(".programme-items")!.TextContent;
        Assert.Contains("Paper 1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Paper 5", text, StringComparison.Ordinal);
        Assert.Equal(0, await _app.QueryAsync(db => db.OutgoingMails.CountAsync()));
    }

    [Fact]
    public async Task Only_accepted_released_submissions_that_are_not_withdrawn_appear()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        await world.SessionAsync("Everything", SessionKind.Talks, 9, 1, 2, 3, 4, 5);
        await world.ReleaseProgrammeAsync();
        await _app.QueryAsync(async db =>
        {
            (await db.Submissions.SingleAsync(s => s.Number == 1)).Withdraw(_app.Clock.Now);
            return await db.SaveChangesAsync();
        });
        using var visitor = _app.Browser();
        using var otto = await _app.SignedInAsync(ProgrammeWorld.Otto);

        foreach (var browser in new[] { visitor, otto })
        {
            var page = await browser.GetDocumentAsync(world.Public);
            Assert.Equal(["Paper 2 on $n^2$ <b>", "Paper 3 on $n^2$ <b>"], page.QuerySelectorAll(".programme-items .paper-title").Select(title => title.TextContent));

            // The gap of the withdrawn talk stays: the others keep their times.
            Assert.Equal(["09:20", "09:40"], page.QuerySelectorAll(".programme-items > li > .programme-time").Select(time => time.TextContent.Trim()));
            Assert.Contains("Otto Organizer", page.QuerySelector(".programme-items")!.TextContent, StringComparison.Ordinal);
            Assert.Contains("We study Paper 2", page.QuerySelector(".programme-items details")!.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Author_without_an_affiliation_has_no_empty_parentheses()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        await world.SessionAsync("Talks", SessionKind.Talks, 9, 1);
        await _app.QueryAsync(async db =>
        {
            var submission = await db.Submissions.Include(s => s.Authors).Include(s => s.Topics).SingleAsync(s => s.Number == 1);
            var content = submission.Content;
            _ = submission.Edit(content with { Authors = [content.Authors[0], content.Authors[1] with { Affiliation = "" }] }, submission.Revision, CallForm.Untouched(submission.EventId), _app.Clock.Now);
            return await db.SaveChangesAsync();
        });
        using var otto = await _app.SignedInAsync(ProgrammeWorld.Otto);

        var page = await otto.GetDocumentAsync(world.Build + "/preview");

        Assert.Equal("Anna van den Berg (1), Bo Second", page.QuerySelector(".programme-items .second")!.TextContent.Trim());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pages_ask_as_often_for_three_items_as_for_one(bool building)
    {
        Assert.Equal(await CountAsync(1), await CountAsync(1, 2, 3));

        async Task<int> CountAsync(params int[] numbers)
        {
            using var app = new WorkshopApp();
            var counter = QueryCounter.Watch(app);
            var world = await ProgrammeWorld.MakeAsync(app);
            await world.SessionAsync("Talks", SessionKind.Talks, 9, numbers);
            await world.ReleaseProgrammeAsync();
            using var otto = await app.SignedInAsync(ProgrammeWorld.Otto);
            return await counter.OfPageAsync(otto, building ? world.Build : world.Public);
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative));
        return answer.StatusCode;
    }
}

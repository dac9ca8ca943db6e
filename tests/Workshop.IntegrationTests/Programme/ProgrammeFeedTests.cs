using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Programme;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Programme;

public sealed class ProgrammeFeedTests : IDisposable
{
    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Sessions_and_talks_keep_their_ids_and_a_later_version_has_a_higher_number()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        var session = await world.SessionAsync("Foundations", SessionKind.Talks, 9, 1, 2);
        await world.SessionAsync("Posters", SessionKind.Posters, 11, 3);
        await world.ReleaseProgrammeAsync();
        using var program = _app.Browser();

        var first = StrictCalendar.Read(await program.GetByteArrayAsync(Feed(world), TestContext.Current.CancellationToken));
        Assert.Equal(4, first.Count);
        Assert.All(first, entry => Assert.Equal(1, entry.Sequence));
        var talk = first.Single(entry => entry.Uid == $"{world.Event.Id:n}-p2@workshop");
        Assert.Equal(("Paper 2 on $n^2$ <b>", "Hall, Room 1, Old Observatory, Copenhagen", new DateTime(2027, 6, 10, 7, 20, 0, DateTimeKind.Utc)), (talk.Summary, talk.Location, talk.Start!.AsUtc));
        Assert.Contains("Paper 3", first.Single(entry => entry.Summary == "Posters").Description, StringComparison.Ordinal);

        await _app.QueryAsync(db => db.Sessions.Where(s => s.Id == session.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.StartsAt, session.StartsAt.AddHours(3)).SetProperty(s => s.EndsAt, session.EndsAt.AddHours(3))));
        _app.Clock.Now = _app.Clock.Now.AddDays(1);
        await world.ReleaseProgrammeAsync();
        var second = StrictCalendar.Read(await program.GetByteArrayAsync(Feed(world), TestContext.Current.CancellationToken));

        Assert.Equal(first.Select(entry => entry.Uid).Order(StringComparer.Ordinal), second.Select(entry => entry.Uid).Order(StringComparer.Ordinal));
        Assert.Equal((2, 10), second.Where(entry => entry.Uid == talk.Uid).Select(entry => (entry.Sequence, entry.Start!.AsUtc.Hour)).Single());
    }

    [Fact]
    public async Task A_program_that_has_the_newest_gets_a_304()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        await world.SessionAsync("Foundations", SessionKind.Talks, 9, 1);
        await world.ReleaseProgrammeAsync();
        using var program = _app.Browser();
        using var first = await program.GetAsync(Feed(world), TestContext.Current.CancellationToken);
        Assert.Equal("text/calendar", first.Content.Headers.ContentType!.MediaType);
        Assert.True(first.Headers.CacheControl is { Public: true, NoCache: true });
        Assert.Contains("REFRESH-INTERVAL;VALUE=DURATION:PT30M", await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        _app.Clock.Now = _app.Clock.Now.AddHours(5);
        program.DefaultRequestHeaders.IfNoneMatch.Add(EntityTagHeaderValue.Parse(first.Headers.ETag!.ToString()));
        using var same = await program.GetAsync(Feed(world), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);

        await world.SessionAsync("Posters", SessionKind.Posters, 11, 3);
        await world.ReleaseProgrammeAsync();
        using var changed = await program.GetAsync(Feed(world), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    [Fact]
    public async Task What_was_withdrawn_is_cancelled_without_its_title()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        await world.SessionAsync("Foundations", SessionKind.Talks, 9, 1, 2);
        await world.ReleaseProgrammeAsync();
        await _app.QueryAsync(async db =>
        {
            (await db.Submissions.SingleAsync(s => s.Number == 1)).Withdraw(_app.Clock.Now);
            return await db.SaveChangesAsync();
        });
        using var program = _app.Browser();

        var entry = StrictCalendar.Read(await program.GetByteArrayAsync(Feed(world), TestContext.Current.CancellationToken)).Single(entry => entry.Uid == $"{world.Event.Id:n}-p1@workshop");

        Assert.Equal(("CANCELLED", "Cancelled"), (entry.Status, entry.Summary));
        Assert.Null(entry.Description);
    }

    [Fact]
    public async Task What_an_earlier_version_had_is_cancelled_for_a_while()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        var session = await world.SessionAsync("Foundations", SessionKind.Talks, 9, 1);
        await world.SessionAsync("Applications", SessionKind.Talks, 11, 2);
        await world.ReleaseProgrammeAsync();
        await _app.QueryAsync(db => db.Sessions.Where(s => s.Id == session.Id).ExecuteDeleteAsync());
        _app.Clock.Now = _app.Clock.Now.AddDays(90);
        await world.ReleaseProgrammeAsync();
        using var program = _app.Browser();

        var soon = StrictCalendar.Read(await program.GetByteArrayAsync(Feed(world), TestContext.Current.CancellationToken));
        _app.Clock.Now = _app.Clock.Now.AddDays(61);
        var later = StrictCalendar.Read(await program.GetByteArrayAsync(Feed(world), TestContext.Current.CancellationToken));

        Assert.Equal((4, 2), (soon.Count, soon.Count(entry => entry.Status == "CANCELLED")));
        Assert.Equal((2, 0), (later.Count, later.Count(entry => entry.Status == "CANCELLED")));
    }

    [Fact]
    public async Task A_room_has_a_calendar_of_its_own()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        var session = await world.SessionAsync("Foundations", SessionKind.Talks, 9, 1);
        await world.SessionAsync("Applications", SessionKind.Talks, 9, 2);
        await _app.QueryAsync(db => db.Sessions.Where(s => s.Id == session.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.Room, "Åse's room, 2nd floor")));
        await world.ReleaseProgrammeAsync();
        using var program = _app.Browser();

        var entries = StrictCalendar.Read(await program.GetByteArrayAsync(new Uri($"{world.Public}/calendar.ics?room={Uri.EscapeDataString("Åse's room, 2nd floor")}", UriKind.Relative), TestContext.Current.CancellationToken));
        using var nowhere = await program.GetAsync(new Uri($"{world.Public}/calendar.ics?room=Cellar", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(["Foundations", "Paper 1 on $n^2$ <b>"], entries.Select(entry => entry.Summary).Order(StringComparer.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
        Assert.Contains("Åse's room", (await program.GetDocumentAsync($"{world.Public}/calendar")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    private static Uri Feed(ProgrammeWorld world) => new($"{world.Public}/calendar.ics", UriKind.Relative);
}

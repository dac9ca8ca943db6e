using System.Net;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Programme;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Programme;

public sealed class BuildingTests : IDisposable
{
    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_session_is_added_in_the_events_zone()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        using var otto = await _app.SignedInAsync(ProgrammeWorld.Otto);

        using var answer = await otto.SubmitFormAsync(world.Build + "/session", Fields("Foundations", "2027-06-10", "09:00", "10:30"));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var session = await _app.QueryAsync(db => db.Sessions.SingleAsync(TestContext.Current.CancellationToken));
        Assert.Equal(new DateTimeOffset(2027, 6, 10, 7, 0, 0, TimeSpan.Zero), session.StartsAt);
        Assert.Equal(new DateTimeOffset(2027, 6, 10, 8, 30, 0, TimeSpan.Zero), session.EndsAt);
    }

    [Fact]
    public async Task An_hour_that_clocks_skip_is_refused_and_a_repeated_one_is_asked_about()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        using var otto = await _app.SignedInAsync(ProgrammeWorld.Otto);

        using var skipped = await otto.SubmitFormAsync(world.Build + "/session", Fields("Night", "2027-03-28", "02:30", "04:00"));
        using var repeated = await otto.SubmitFormAsync(world.Build + "/session", Fields("Night", "2027-10-31", "02:30", "04:00"));
        var page = await repeated.DocumentAsync();

        Assert.Equal(HttpStatusCode.BadRequest, skipped.StatusCode);
        Assert.Contains("does not exist", (await skipped.DocumentAsync()).QuerySelector("#error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("happens twice", page.QuerySelector("#error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Night", page.QuerySelector("input[name='Input.Title']")!.GetAttribute("value"));
        using var second = await otto.SubmitFormAsync(page, world.Build + "/session", new Dictionary<string, string?> { ["Input.Hour"] = "Second" });
        Assert.Equal(HttpStatusCode.Redirect, second.StatusCode);
        Assert.Equal(new DateTimeOffset(2027, 10, 31, 1, 30, 0, TimeSpan.Zero), await _app.QueryAsync(db => db.Sessions.Select(session => session.StartsAt).SingleAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Acceptances_can_be_placed_the_organizers_own_included_and_staged_ones_are_marked()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        var session = await world.SessionAsync("Talks", SessionKind.Talks, 9);
        using var otto = await _app.SignedInAsync(ProgrammeWorld.Otto);

        var page = await otto.GetDocumentAsync(world.Build);

        Assert.Equal(["#1", "#2", "#3", "#5"], page.QuerySelectorAll(".waiting-list li").Select(item => item.GetAttribute("data-name")));
        Assert.Equal("Staged", Assert.Single(page.QuerySelectorAll(".waiting-list .status-amber")).TextContent);
        Assert.Contains("Paper 1 on $n^2$ <b>", page.QuerySelector("#not-placed option")!.GetAttribute("value"), StringComparison.Ordinal);
        Assert.Contains("#1, #2, #3", page.QuerySelector(".warnings")!.TextContent, StringComparison.Ordinal);
        foreach (var fields in new[] { new Dictionary<string, string?> { ["Input.Numbers"] = "4" }, new Dictionary<string, string?> { ["Input.Submissions"] = world.Id(4).ToString() }, [] })
        {
            using var answer = await otto.SubmitFormAsync(page, world.Build, new Dictionary<string, string?>(fields) { ["Act"] = "place" }, ".session-edit form");
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        Assert.Empty((await world.LoadAsync(session.Id)).Slots);
        using var placed = await otto.SubmitFormAsync(page, world.Build, new Dictionary<string, string?> { ["Input.Numbers"] = "5, #2", ["Act"] = "place" }, ".session-edit form");
        Assert.Equal(HttpStatusCode.Redirect, placed.StatusCode);
        Assert.Equal([world.Id(5), world.Id(2)], (await world.LoadAsync(session.Id)).Slots.Select(slot => slot.SubmissionId!.Value));
        Assert.Equal("Staged", (await otto.GetDocumentAsync(world.Build)).QuerySelector(".slots .status-amber")!.TextContent);
    }

    [Fact]
    public async Task What_is_ticked_or_dragged_is_placed()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        var session = await world.SessionAsync("Talks", SessionKind.Talks, 9);
        using var otto = await _app.SignedInAsync(ProgrammeWorld.Otto);

        using var ticked = await otto.SubmitFormAsync(world.Build, new Dictionary<string, string?> { ["Input.Submissions"] = world.Id(2).ToString(), ["Act"] = "place" }, ".session-edit form");

        Assert.Equal(HttpStatusCode.Redirect, ticked.StatusCode);
        Assert.Equal([world.Id(2)], (await world.LoadAsync(session.Id)).Slots.Select(slot => slot.SubmissionId!.Value));
    }

    [Fact]
    public async Task A_session_is_filled_ordered_and_emptied_by_buttons()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        var session = await world.SessionAsync("Talks", SessionKind.Talks, 9);
        using var otto = await _app.SignedInAsync(ProgrammeWorld.Otto);

        await PressAsync("fill-talks", new Dictionary<string, string?> { ["Input.Minutes"] = "25" });
        Assert.Equal([(world.Id(1), 25), (world.Id(2), 25)], (await world.LoadAsync(session.Id)).Slots.Select(slot => (slot.SubmissionId!.Value, slot.Minutes)));

        await PressAsync($"up:{(await world.LoadAsync(session.Id)).Slots[1].Id}");
        Assert.Equal([world.Id(2), world.Id(1)], (await world.LoadAsync(session.Id)).Slots.Select(slot => slot.SubmissionId!.Value));

        await PressAsync($"remove:{(await world.LoadAsync(session.Id)).Slots[0].Id}");
        Assert.Equal([world.Id(1)], (await world.LoadAsync(session.Id)).Slots.Select(slot => slot.SubmissionId!.Value));

        await PressAsync("remove-session");
        Assert.Equal(0, await _app.QueryAsync(db => db.Slots.CountAsync(TestContext.Current.CancellationToken)));

        async Task PressAsync(string act, Dictionary<string, string?>? fields = null)
        {
            using var answer = await otto.SubmitFormAsync(world.Build, new Dictionary<string, string?>(fields ?? []) { ["Act"] = act }, ".session-edit form");
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Who_was_slower_is_told_and_changes_nothing()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        var session = await world.SessionAsync("Talks", SessionKind.Talks, 9);
        using var otto = await _app.SignedInAsync(ProgrammeWorld.Otto);
        var page = await otto.GetDocumentAsync(world.Build);
        var place = new Dictionary<string, string?> { ["Input.Numbers"] = "#1 Paper 1 on 2 things", ["Act"] = "place" };

        using var first = await otto.SubmitFormAsync(page, world.Build, place, ".session-edit form");
        using var second = await otto.SubmitFormAsync(page, world.Build, new Dictionary<string, string?> { ["Act"] = "remove-session" }, ".session-edit form");

        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Contains("Somebody changed the programme", (await second.DocumentAsync()).QuerySelector("#error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Single((await world.LoadAsync(session.Id)).Slots);

        using var twice = await otto.SubmitFormAsync(world.Build, place, ".session-edit form");
        Assert.Equal(HttpStatusCode.BadRequest, twice.StatusCode);
        Assert.Contains("has a place in the programme already", (await twice.DocumentAsync()).QuerySelector("#error-summary")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invited_talk_without_a_title_is_announced_later()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        var session = await world.SessionAsync("Keynote", SessionKind.Keynote, 9);
        using var otto = await _app.SignedInAsync(ProgrammeWorld.Otto);
        var path = $"{world.Build}/session/{session.Id}/item";

        using var empty = await otto.SubmitFormAsync(path, new Dictionary<string, string?> { ["Input.Minutes"] = "45" });
        using var added = await otto.SubmitFormAsync(path, new Dictionary<string, string?> { ["Input.Speakers"] = "Ada Lovelace", ["Input.Minutes"] = "45" });

        Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        Assert.True(Assert.Single((await world.LoadAsync(session.Id)).Slots).IsTitleToBeAnnounced);
        using var shown = await otto.GetAsync(world.Public, TestContext.Current.CancellationToken);
        Assert.Equal($"{world.Build}/preview", shown.Headers.Location!.OriginalString);
        Assert.Contains("Title to be announced", (await otto.GetDocumentAsync($"{world.Build}/preview")).QuerySelector(".programme-items")!.TextContent, StringComparison.Ordinal);
    }

    private static Dictionary<string, string?> Fields(string title, string day, string starts, string ends) => new()
    {
        ["Input.Title"] = title,
        ["Input.Day"] = day,
        ["Input.Starts"] = starts,
        ["Input.Ends"] = ends,
    };
}

using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Workshop.Data.Programme;
using Workshop.Domain.People;
using Workshop.Domain.Programme;
using Workshop.Domain.Reviewing;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Programme;

public sealed class StepTests : IDisposable
{
    private const string Carla = "carla@chairs.example";

    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Everything_is_undone_to_the_beginning_and_done_again_with_the_same_ids()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        var session = await world.SessionAsync("Talks", SessionKind.Talks, 9);
        await world.SessionAsync("Posters", SessionKind.Posters, 11);
        using var otto = await _app.SignedInAsync(ProgrammeWorld.Otto);
        var seen = new List<string> { await ShownAsync(world) };

        foreach (var fields in new Dictionary<string, string?>[]
        {
            new() { ["Act"] = "place", ["Input.Numbers"] = "1, 2, 3", ["Input.Minutes"] = "15" },
            new() { ["Act"] = "up", ["At"] = "2" },
            new() { ["Act"] = "share", ["At"] = "1" },
            new() { ["Act"] = "later", ["At"] = "0" },
            new() { ["Act"] = "part", ["At"] = "1" },
            new() { ["Act"] = "shift", ["Input.By"] = "10" },
            new() { ["Act"] = "copy-session" },
            new() { ["Act"] = "remove", ["At"] = "0" },
            new() { ["Act"] = "remove-session" },
        })
        {
            if (fields.Remove("At", out var at))
            {
                var slots = (await world.LoadAsync(session.Id)).Slots;
                fields["Act"] += $":{slots[Math.Min(slots.Count - 1, int.Parse(at!, System.Globalization.CultureInfo.InvariantCulture))].Id}";
            }

            if (fields["Act"]!.StartsWith("part", StringComparison.Ordinal) && !(await world.LoadAsync(session.Id)).Slots.Any(slot => slot.SharesSlot))
            {
                continue;
            }

            await PressAsync(otto, world, fields);
            seen.Add(await ShownAsync(world));
        }

        Assert.Equal(seen.Count, seen.Distinct().Count());
        for (var i = seen.Count - 2; i >= 0; i--)
        {
            await PressAsync(otto, world, new() { ["Act"] = "undo" }, "#build-bar");
            Assert.Equal(seen[i], await ShownAsync(world));
        }

        for (var i = 1; i < seen.Count; i++)
        {
            await PressAsync(otto, world, new() { ["Act"] = "redo" }, "#build-bar");
            Assert.Equal(seen[i], await ShownAsync(world));
        }

        using var nothing = await otto.SubmitFormAsync(world.Build, new Dictionary<string, string?> { ["Act"] = "redo" }, "#build-bar");
        Assert.Contains("nothing to do again", (await nothing.DocumentAsync()).QuerySelector("#error-summary")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_step_drops_what_was_undone()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        await world.SessionAsync("Talks", SessionKind.Talks, 9);
        using var otto = await _app.SignedInAsync(ProgrammeWorld.Otto);

        await PressAsync(otto, world, new() { ["Act"] = "place", ["Input.Numbers"] = "1" });
        Assert.Equal("Undo: placed #1 in “Talks”", (await otto.GetDocumentAsync(world.Build)).QuerySelector("[data-step=undo]")!.TextContent);
        await PressAsync(otto, world, new() { ["Act"] = "undo" }, "#build-bar");
        Assert.Equal("Redo: placed #1 in “Talks”", (await otto.GetDocumentAsync(world.Build)).QuerySelector("[data-step=redo]")!.TextContent);
        await PressAsync(otto, world, new() { ["Act"] = "place", ["Input.Numbers"] = "2" });

        var page = await otto.GetDocumentAsync(world.Build);
        Assert.True(page.QuerySelector("[data-step=redo]")!.HasAttribute("disabled"));
        Assert.Equal("Undo: placed #2 in “Talks”", page.QuerySelector("[data-step=undo]")!.TextContent);
        Assert.Equal(1, await _app.QueryAsync(db => db.ProgrammeSteps.CountAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Who_was_slower_is_told_who_changed_what_and_keeps_what_they_typed()
    {
        var (world, otto, carla) = await TwoAsync();
        await world.SessionAsync("Talks", SessionKind.Talks, 9);
        var old = await carla.GetDocumentAsync(world.Build);
        await PressAsync(otto, world, new() { ["Act"] = "place", ["Input.Numbers"] = "1" });

        using var late = await carla.SubmitFormAsync(old, world.Build, new Dictionary<string, string?> { ["Act"] = "place", ["Input.Numbers"] = "3", ["Input.Minutes"] = "17" }, ".session-edit form");
        var page = await late.DocumentAsync();

        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains($"Otto Organizer placed #1 in “Talks” at {world.Event.Zone.At(_app.Clock.Now):HH:mm}", page.QuerySelector("#error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(("3", "17"), (Value(page, "Input.Numbers"), Value(page, "Input.Minutes")));
        Assert.Contains("#1", page.QuerySelector(".slots")!.TextContent, StringComparison.Ordinal);
        using var again = await carla.SubmitFormAsync(page, world.Build, new Dictionary<string, string?> { ["Act"] = "place" }, ".session-edit form");
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        otto.Dispose();
        carla.Dispose();
    }

    [Fact]
    public async Task A_page_that_asks_learns_what_others_did()
    {
        var (world, otto, carla) = await TwoAsync();
        await world.SessionAsync("Talks", SessionKind.Talks, 9);
        var before = await _app.QueryAsync(db => db.Events.Select(e => e.ProgrammeRevision).SingleAsync(TestContext.Current.CancellationToken));
        await PressAsync(otto, world, new() { ["Act"] = "place", ["Input.Numbers"] = "1" });

        using var answer = await carla.GetAsync(new Uri($"{world.Build}?handler=Changes&since={before}", UriKind.Relative), TestContext.Current.CancellationToken);
        using var said = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{world.Build}?handler=Changes&since={before + 1}", UriKind.Relative));
        request.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        using var same = await carla.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(before + 1, said.RootElement.GetProperty("revision").GetInt32());
        Assert.StartsWith("Otto Organizer placed #1 in “Talks” at ", said.RootElement.GetProperty("sentence").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        otto.Dispose();
        carla.Dispose();
    }

    [Fact]
    public async Task A_staged_acceptance_stays_hidden_from_an_organizer_in_conflict_with_it()
    {
        var (world, otto, carla) = await TwoAsync();
        var session = await world.SessionAsync("Talks", SessionKind.Talks, 9);
        await ConflictAsync(world, 5);
        await PressAsync(otto, world, new() { ["Act"] = "place", ["Input.Numbers"] = "5, 1", ["Input.Minutes"] = "20" });

        var open = await otto.GetDocumentAsync(world.Build);
        var page = await carla.GetDocumentAsync(world.Build);

        Assert.Equal(["#5", "#1"], open.QuerySelectorAll(".slots li").Select(item => item.GetAttribute("data-name")));
        Assert.Equal(["09:00", "09:20"], open.QuerySelectorAll(".slots .slot-time").Select(time => time.TextContent));
        Assert.Equal(["#1"], page.QuerySelectorAll(".slots li").Select(item => item.GetAttribute("data-name")));
        Assert.Equal(["09:00"], page.QuerySelectorAll(".slots .slot-time").Select(time => time.TextContent));
        Assert.DoesNotContain("#5", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Paper 5", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Undo: changed the programme", page.QuerySelector("[data-step=undo]")!.TextContent);

        var slot = (await world.LoadAsync(session.Id)).Slots[0];
        using var item = await carla.GetAsync(new Uri($"{world.Build}/session/{session.Id}/item/{slot.Id}", UriKind.Relative), TestContext.Current.CancellationToken);
        using var placed = await carla.SubmitFormAsync(world.Build, new Dictionary<string, string?> { ["Act"] = "place", ["Input.Numbers"] = "5" }, ".session-edit form");
        Assert.Equal(HttpStatusCode.NotFound, item.StatusCode);
        Assert.Contains("#5 is no accepted submission", (await placed.DocumentAsync()).QuerySelector("#error-summary")!.TextContent, StringComparison.Ordinal);
        var log = await _app.QueryAsync(db => db.AuditEntries.Where(entry => entry.Action == "programme.changed").Select(entry => entry.Detail).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal("Changed the programme.", Assert.Single(log));

        Assert.Equal([true, false], (await DraftAsync(world, "Otto Organizer")).Items.Select(shown => shown.IsStaged));
        Assert.Equal([1], (await DraftAsync(world, "Carla Chair")).Items.Select(shown => shown.Number!.Value));
        Assert.True(await _app.QueryAsync(db => db.HasStagedItemsAsync(world.Event.Id, _app.Clock.Now, TestContext.Current.CancellationToken)));
        otto.Dispose();
        carla.Dispose();
    }

    [Fact]
    public async Task Filling_takes_staged_acceptances_only_when_asked_and_only_those_that_may_be_known()
    {
        var (world, otto, carla) = await TwoAsync();
        var session = await world.SessionAsync("Talks", SessionKind.Talks, 9);
        await ConflictAsync(world, 5);

        await PressAsync(carla, world, new() { ["Act"] = "fill-talks", ["Input.WithStaged"] = "true" });
        Assert.Equal([world.Id(1), world.Id(2)], (await world.LoadAsync(session.Id)).Slots.Select(slot => slot.SubmissionId!.Value));
        await PressAsync(otto, world, new() { ["Act"] = "undo" }, "#build-bar");
        await PressAsync(otto, world, new() { ["Act"] = "fill-talks", ["Input.WithStaged"] = "true", ["Input.Together"] = "2" });
        var slots = (await world.LoadAsync(session.Id)).Slots;

        Assert.Equal([world.Id(1), world.Id(2), world.Id(5)], slots.Select(slot => slot.SubmissionId!.Value));
        Assert.Equal([false, true, false], slots.Select(slot => slot.SharesSlot));
        otto.Dispose();
        carla.Dispose();
    }

    private static string? Value(IHtmlDocument page, string name) => page.QuerySelector($".session-edit [name='{name}']")!.GetAttribute("value");

    private async Task<(ProgrammeWorld World, HttpClient Otto, HttpClient Carla)> TwoAsync()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        await _app.PersonAsync("Carla Chair", Carla);
        await _app.SeedAsync(Given.Organizer(world.Event, Carla));
        return (world, await _app.SignedInAsync(ProgrammeWorld.Otto), await _app.SignedInAsync(Carla));
    }

    private async Task ConflictAsync(ProgrammeWorld world, int number)
    {
        var carla = await _app.QueryAsync(db => db.People.Where(person => person.Name == "Carla Chair").Select(person => person.Id).SingleAsync(TestContext.Current.CancellationToken));
        await _app.SeedAsync(new Conflict { EventId = world.Event.Id, SubmissionId = world.Id(number), PersonId = carla, Source = ConflictSource.DeclaredByReviewer, Note = "", RecordedBy = carla, RecordedAt = _app.Clock.Now });
    }

    private Task<ProgrammeDocument> DraftAsync(ProgrammeWorld world, string name) => _app.QueryAsync(async db =>
    {
        var id = await db.People.Where(person => person.Name == name).Select(person => person.Id).SingleAsync();
        var organizer = Viewer.Anonymous with { PersonId = id, OrganizerOf = [world.Event.Id] };
        return (await db.ReadDraftProgrammeAsync(organizer, world.Event, _app.Clock.Now, TestContext.Current.CancellationToken)).Document;
    });

    private static async Task PressAsync(HttpClient organizer, ProgrammeWorld world, Dictionary<string, string?> fields, string form = ".session-edit form")
    {
        using var answer = await organizer.SubmitFormAsync(world.Build, fields, form);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{fields["Act"]}: {answer.StatusCode}: {(await answer.DocumentAsync()).QuerySelector("#error-summary")?.TextContent}");
    }

    /// <summary>All that is stored of the programme, ids included.</summary>
    private Task<string> ShownAsync(ProgrammeWorld world) => _app.QueryAsync(async db =>
        JsonSerializer.Serialize(ProgrammePlan.Of(await db.Sessions.AsNoTracking().Include(session => session.Slots).Where(session => session.EventId == world.Event.Id).ToListAsync()).Sessions));
}

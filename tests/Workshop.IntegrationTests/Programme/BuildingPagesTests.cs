using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Programme;
using Workshop.Testing;
using Workshop.Web.Platform.Pictures;

namespace Workshop.IntegrationTests.Programme;

public sealed class BuildingPagesTests : IDisposable
{
    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_usual_day_is_laid_out_in_one_step()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        using var otto = await _app.SignedInAsync(ProgrammeWorld.Otto);

        using var wrong = await otto.SubmitFormAsync(world.Build + "/day", new Dictionary<string, string?> { ["Input.Blocks"] = "9" });
        using var laidOut = await otto.SubmitFormAsync(world.Build + "/day", new Dictionary<string, string?> { ["Input.Room"] = "Hall" });

        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.NotNull((await wrong.DocumentAsync()).QuerySelector("#error-summary a[href='#Input_Blocks']"));
        Assert.Equal(HttpStatusCode.Redirect, laidOut.StatusCode);
        Assert.Equal(9, await CountAsync());
        using var undone = await otto.SubmitFormAsync(world.Build, new Dictionary<string, string?> { ["Act"] = "undo" }, "#build-bar");
        Assert.Equal(0, await CountAsync());

        Task<int> CountAsync() => _app.QueryAsync(db => db.Sessions.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_item_is_moved_swapped_and_copied_on_its_own_page()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        var morning = await world.SessionAsync("Morning", SessionKind.Talks, 9, 1, 2);
        var noon = await world.SessionAsync("Noon", SessionKind.Talks, 11, 3);
        using var otto = await _app.SignedInAsync(ProgrammeWorld.Otto);
        string Item(Session session, int at) => $"{world.Build}/session/{session.Id}/item/{session.Slots[at].Id}";

        using var moved = await otto.SubmitFormAsync(Item(morning, 0), new Dictionary<string, string?> { ["Place"] = $"before:{noon.Id}:{noon.Slots[0].Id}" }, "form[action$='handler=Move']");
        Assert.Equal(HttpStatusCode.Redirect, moved.StatusCode);
        Assert.Equal([world.Id(1), world.Id(3)], (await world.LoadAsync(noon.Id)).Slots.Select(slot => slot.SubmissionId!.Value));

        using var swapped = await otto.SubmitFormAsync(Item(morning, 1), new Dictionary<string, string?> { ["Other"] = noon.Slots[0].Id.ToString() }, "form[action$='handler=Swap']");
        Assert.Equal(HttpStatusCode.Redirect, swapped.StatusCode);
        Assert.Equal([world.Id(3)], (await world.LoadAsync(morning.Id)).Slots.Select(slot => slot.SubmissionId!.Value));

        using var invited = await otto.SubmitFormAsync($"{world.Build}/session/{noon.Id}/item", new Dictionary<string, string?> { ["Input.Speakers"] = "Ada Lovelace", ["Input.Minutes"] = "5" });
        var own = (await world.LoadAsync(noon.Id)).Slots[^1];
        using var copied = await otto.SubmitFormAsync($"{world.Build}/session/{noon.Id}/item/{own.Id}", new Dictionary<string, string?>(), "form[action$='handler=Copy']");
        Assert.Equal(["Ada Lovelace", "Ada Lovelace"], (await world.LoadAsync(noon.Id)).Slots.Skip(2).Select(slot => slot.Speakers));
    }

    [Fact]
    public async Task A_portrait_is_cleaned_shown_to_organizers_and_taken_away_again()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        var session = await world.SessionAsync("Keynote", SessionKind.Keynote, 9);
        using var otto = await _app.SignedInAsync(ProgrammeWorld.Otto);
        using var visitor = _app.Browser();
        var path = $"{world.Build}/session/{session.Id}/item";
        var fields = new Dictionary<string, string?> { ["Input.Speakers"] = "Ada Lovelace", ["Input.Biography"] = "She wrote the first program.", ["Input.Minutes"] = "45" };

        using var wrong = await otto.SubmitFormAsync(path, fields, files: [new FormFile("Portrait", "me.gif", "GIF89a"u8.ToArray(), "image/gif")]);
        using var added = await otto.SubmitFormAsync(path, fields, files: [new FormFile("Portrait", "me.png", Picture(), "image/png")]);

        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal("She wrote the first program.", (await wrong.DocumentAsync()).QuerySelector("#Input_Biography")!.TextContent.Trim());
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        var slot = Assert.Single((await world.LoadAsync(session.Id)).Slots);
        var portrait = new Uri($"/e/{world.Event.Slug}/programme/portrait/{slot.Photo}", UriKind.Relative);
        var shown = await otto.GetByteArrayAsync(portrait, TestContext.Current.CancellationToken);
        Assert.DoesNotContain("secret place", Encoding.Latin1.GetString(shown), StringComparison.Ordinal);
        using (var hidden = await visitor.GetAsync(portrait, TestContext.Current.CancellationToken))
        {
            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        }

        await world.ReleaseProgrammeAsync();
        using (var open = await visitor.GetAsync(portrait, TestContext.Current.CancellationToken))
        {
            Assert.Equal("image/png", open.Content.Headers.ContentType?.MediaType);
        }

        // Another hash in the hidden field changes nothing.
        using var forged = await otto.SubmitFormAsync($"{path}/{slot.Id}", new Dictionary<string, string?> { ["Input.Photo"] = new string('a', 64) });
        Assert.Equal(slot.Photo, (await world.LoadAsync(session.Id)).Slots[0].Photo);
        using var removed = await otto.SubmitFormAsync($"{path}/{slot.Id}", new Dictionary<string, string?> { ["Input.RemovePhoto"] = "true" });
        Assert.Equal("", (await world.LoadAsync(session.Id)).Slots[0].Photo);
    }

    [Fact]
    public async Task When_a_presenter_cannot_come_the_programme_warns()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        var session = await world.SessionAsync("Talks", SessionKind.Talks, 9, 1);
        using var otto = await _app.SignedInAsync(ProgrammeWorld.Otto);
        using var anna = await _app.SignedInAsync(ProgrammeWorld.Anna);

        using var said = await anna.SubmitFormAsync($"/e/{world.Event.Slug}/submissions/{world.Id(1)}/presentation", new Dictionary<string, string?> { ["Halves"] = "2027-06-10 morning", ["AbsenceNote"] = "My train comes at noon." }, "form[action$='handler=Times']");
        var page = await otto.GetDocumentAsync(world.Build);
        var item = await otto.GetDocumentAsync($"{world.Build}/session/{session.Id}/item/{session.Slots[0].Id}");

        Assert.Equal(HttpStatusCode.Redirect, said.StatusCode);
        Assert.NotNull(page.QuerySelector(".slots .slot-warning"));
        Assert.Contains("My train comes at noon", page.QuerySelector(".warnings")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["2027-06-10 morning"], item.QuerySelectorAll("input[name=Halves][checked]").Select(box => box.GetAttribute("value")));

        using var undone = await otto.SubmitFormAsync($"{world.Build}/session/{session.Id}/item/{session.Slots[0].Id}", new Dictionary<string, string?> { ["Halves"] = null, ["AbsenceNote"] = "" }, "form[action$='handler=Absent']");
        Assert.Null((await otto.GetDocumentAsync(world.Build)).QuerySelector(".slots .slot-warning"));
    }

    [Fact]
    public async Task Boards_are_numbered_in_one_step_and_kept_when_others_come()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        var session = await world.SessionAsync("Posters", SessionKind.Posters, 9, 3);
        using var otto = await _app.SignedInAsync(ProgrammeWorld.Otto);

        using var wrong = await otto.SubmitFormAsync(world.Build + "/boards", new Dictionary<string, string?> { ["Input.Width"] = "-1", ["Act"] = "number" });
        using var numbered = await otto.SubmitFormAsync(world.Build + "/boards", new Dictionary<string, string?> { ["Input.Width"] = "900", ["Input.Height"] = "1200", ["Input.Prefix"] = "A", ["Input.First"] = "7", ["Act"] = "number" });

        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, numbered.StatusCode);
        Assert.Equal(["A7"], (await world.LoadAsync(session.Id)).Slots.Select(slot => slot.Board));
        Assert.Equal("A7", (await otto.GetDocumentAsync(world.Build)).QuerySelector(".slot-time")!.TextContent);
        using var anna = await _app.SignedInAsync(ProgrammeWorld.Anna);
        Assert.Contains("90 cm", (await anna.GetDocumentAsync($"/e/{world.Event.Slug}/submissions/{world.Id(3)}/presentation")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        using var undone = await otto.SubmitFormAsync(world.Build, new Dictionary<string, string?> { ["Act"] = "undo" }, "#build-bar");
        Assert.Equal([null], (await world.LoadAsync(session.Id)).Slots.Select(slot => slot.Board));
    }

    [Fact]
    public async Task Talks_are_arranged_after_a_look_at_the_proposal()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        await world.SessionAsync("Morning", SessionKind.Talks, 9, 1);
        await world.SessionAsync("Noon", SessionKind.Talks, 11);
        using var otto = await _app.SignedInAsync(ProgrammeWorld.Otto);

        var proposal = await otto.GetDocumentAsync(world.Build + "/arrange?waiting=true");
        using var arranged = await otto.SubmitFormAsync(proposal, world.Build + "/arrange", new Dictionary<string, string?>());

        Assert.Contains("#2", proposal.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("#5", proposal.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, arranged.StatusCode);
        Assert.Equal([world.Id(1), world.Id(2)], (await _app.QueryAsync(db => db.Slots.Select(slot => slot.SubmissionId!.Value).ToListAsync(TestContext.Current.CancellationToken))).Order().Intersect([world.Id(1), world.Id(2)]).OrderBy(id => id == world.Id(2)));
        Assert.Equal("Undo: arranged the talks by topic", (await otto.GetDocumentAsync(world.Build)).QuerySelector("[data-step=undo]")!.TextContent);
    }

    [Fact]
    public async Task The_page_of_an_item_asks_as_often_for_three_items_as_for_one()
    {
        Assert.Equal(await CountAsync(1), await CountAsync(1, 2, 3));

        static async Task<int> CountAsync(params int[] numbers)
        {
            using var app = new WorkshopApp();
            var counter = QueryCounter.Watch(app);
            var world = await ProgrammeWorld.MakeAsync(app);
            var session = await world.SessionAsync("Talks", SessionKind.Talks, 9, numbers);
            using var otto = await app.SignedInAsync(ProgrammeWorld.Otto);
            return await counter.OfPageAsync(otto, $"{world.Build}/session/{session.Id}/item/{session.Slots[0].Id}") + await counter.OfPageAsync(otto, $"{world.Build}/arrange") + await counter.OfPageAsync(otto, $"{world.Build}/boards");
        }
    }

    /// <summary>One black point that says where it was taken.</summary>
    private static byte[] Picture()
    {
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write([0, 0, 0, 0]);
        }

        var header = new byte[13];
        (header[3], header[7], header[8], header[9]) = (1, 1, 8, 2);
        return [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR", header), .. Chunk("tEXt", "Comment\0secret place"u8.ToArray()), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string kind, byte[] content)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(kind), .. content];
        var (length, sum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(sum, PngWithoutTraces.Checksum(named));
        return [.. length, .. named, .. sum];
    }
}

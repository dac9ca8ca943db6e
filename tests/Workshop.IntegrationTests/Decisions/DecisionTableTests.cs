using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Decisions;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Decisions;

public sealed class DecisionTableTests : IDisposable
{
    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Search_views_labels_and_room_in_one_journey()
    {
        var world = await DecisionsWorld.MakeAsync(_app);
        using var otto = await _app.SignedInAsync(DecisionsWorld.Otto);
        using var olga = await _app.SignedInAsync(DecisionsWorld.Olga);

        // An error keeps the text, says where, and shows everything.
        using var wrong = await otto.GetAsync(new Uri(world.Decisions + "?q=scor%3E%3D4", UriKind.Relative), TestContext.Current.CancellationToken);
        var answer = await wrong.DocumentAsync();
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal("scor>=4", answer.QuerySelector("#q")!.GetAttribute("value"));
        Assert.Contains("Did you mean “score”?", answer.QuerySelector("#error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["1", "2", "3"], Numbers(answer));

        Assert.Equal(["1"], Numbers(await otto.GetDocumentAsync(world.Decisions + "?q=author%3Aboris%20flag%3Adisagree")));
        Assert.Equal(["2", "3"], Numbers(await otto.GetDocumentAsync(world.Decisions + "?q=-author%3Aboris&sort=title"), sorted: true));

        // A shared view is seen by the other organizer, an own one is not.
        using var kept = await otto.SubmitFormAsync(world.Decisions + "?q=author%3Aboris", new Dictionary<string, string?> { ["ViewName"] = "Ours", ["ViewIsShared"] = "true" }, "form[action*='handler=Keep']");
        using var mine = await otto.SubmitFormAsync(world.Decisions + "?q=%23(", new Dictionary<string, string?> { ["ViewName"] = "Broken" }, "form[action*='handler=Keep']");
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.BadRequest), (kept.StatusCode, mine.StatusCode));
        using var own = await otto.SubmitFormAsync(world.Decisions + "?q=score%3E3", new Dictionary<string, string?> { ["ViewName"] = "Mine" }, "form[action*='handler=Keep']");
        var views = (await olga.GetDocumentAsync(world.Decisions)).QuerySelectorAll(".filters a").Select(link => link.TextContent.Trim()).ToList();
        Assert.Contains("Ours", views);
        Assert.DoesNotContain("Mine (mine)", views);

        // A label with one place, taken twice: allowed, and said.
        using var label = await otto.SubmitFormAsync(world.Decisions + "/settings", new Dictionary<string, string?> { ["Label.Name"] = "Spotlight", ["Label.Outcome"] = "Talk", ["Label.Places"] = "1", ["Label.Words"] = "as a spotlight talk" }, "form[action*='handler=Label']");
        Assert.Equal(HttpStatusCode.Redirect, label.StatusCode);
        using var twice = await otto.SubmitFormAsync(world.Decisions + "/settings", new Dictionary<string, string?> { ["Label.Name"] = "spotlight", ["Label.Outcome"] = "Poster" }, "form[action*='handler=Label']");
        Assert.Equal(HttpStatusCode.BadRequest, twice.StatusCode);
        var page = await otto.GetDocumentAsync(world.Decisions);
        var spotlight = page.QuerySelectorAll("#Choice option").Single(option => option.TextContent.StartsWith("Spotlight", StringComparison.Ordinal)).GetAttribute("value")!;
        using var form = new FormUrlEncodedContent(
        [
            KeyValuePair.Create("__RequestVerificationToken", page.QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!),
            KeyValuePair.Create("Choice", spotlight),
            KeyValuePair.Create("Chosen", world.Id(1).ToString()),
            KeyValuePair.Create("Chosen", world.Id(2).ToString()),
        ]);
        using var staged = await otto.PostAsync(new Uri(world.Decisions, UriKind.Relative), form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, staged.StatusCode);
        var after = await otto.GetDocumentAsync(world.Decisions);
        Assert.Contains("2 of 1 Spotlight, 1 too many", Words(after.QuerySelector("main")!.TextContent) + Words(after.QuerySelector(".notice")!.TextContent), StringComparison.Ordinal);
        Assert.Equal(2, after.QuerySelectorAll("input[name=Chosen][checked]").Length); // still selected
        Assert.Equal(["1", "2"], Numbers(await otto.GetDocumentAsync(world.Decisions + "?q=status%3Aspotlight"), sorted: true));

        // It can be changed; removed, nothing new gets it, and what has it keeps it.
        var labelId = Guid.Parse(spotlight);
        using var changed = await otto.SubmitFormAsync($"{world.Decisions}/settings?change={labelId}", new Dictionary<string, string?> { ["Label.Places"] = "2" }, "form[action*='handler=Label']");
        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        Assert.Equal(2, await _app.QueryAsync(db => db.DecisionLabels.Where(known => known.Name == "Spotlight").Select(known => known.Places).SingleAsync()));
        using var removed = await otto.SubmitFormAsync(world.Decisions + "/settings", new Dictionary<string, string?>(), "form[action*='handler=Remove']");
        Assert.Equal(HttpStatusCode.Redirect, removed.StatusCode);
        Assert.DoesNotContain((await otto.GetDocumentAsync(world.Decisions)).QuerySelectorAll("#Choice option"), option => option.GetAttribute("value") == spotlight);

        // The mail calls it so, and every mail can be looked at.
        var mails = Words((await otto.GetDocumentAsync($"{world.Decisions}/release/{world.Id(1)}")).QuerySelector("main")!.TextContent);
        Assert.Contains("is accepted for Theory of Testing 2027 as a spotlight talk.", mails, StringComparison.Ordinal);
        Assert.Contains("Dear Boris Author,", mails, StringComparison.Ordinal);
        using var undecided = await otto.GetAsync(new Uri($"{world.Decisions}/release/{world.Id(3)}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, undecided.StatusCode);
    }

    [Fact]
    public async Task What_an_organizer_may_not_see_is_in_no_number_file_or_mail()
    {
        var world = await DecisionsWorld.MakeAsync(_app);
        await world.StageAsync(1, DecisionOutcome.Talk);
        await world.StageAsync(3, DecisionOutcome.Talk);
        using var olga = await _app.SignedInAsync(DecisionsWorld.Olga);

        var table = Words((await olga.GetDocumentAsync(world.Decisions)).QuerySelector("main")!.TextContent);
        Assert.Contains("1 talks", table, StringComparison.Ordinal);
        foreach (var path in new[] { "", "?handler=csv", "/fair", "/waitlist", "/answers", "/answers?handler=csv", "/release", "/settings" })
        {
            using var answer = await olga.GetAsync(new Uri(world.Decisions + path, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.DoesNotContain("My own paper", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        using var mails = await olga.GetAsync(new Uri($"{world.Decisions}/release/{world.Id(3)}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, mails.StatusCode);

        // The adjusted scores say who is strict, by name, from what she may see.
        var fair = Words((await olga.GetDocumentAsync(world.Decisions + "/fair")).QuerySelector("main")!.TextContent);
        Assert.Contains("Ralf Reviewer is strict", fair, StringComparison.Ordinal);
        Assert.Contains("Rita Reviewer is lenient", fair, StringComparison.Ordinal);
        var scores = await _app.QueryAsync(db => db.Reviews.OrderBy(review => review.Id).Select(review => review.Score).ToListAsync());
        Assert.Equal([2, 2, 2, 5, 5, 5], scores.Order());
    }

    [Fact]
    public async Task The_waiting_list_is_put_in_order_by_hand()
    {
        var world = await DecisionsWorld.MakeAsync(_app);
        foreach (var number in new[] { 1, 2, 3 })
        {
            await world.StageAsync(number, DecisionOutcome.Waitlist);
        }

        using var otto = await _app.SignedInAsync(DecisionsWorld.Otto);
        using var olga = await _app.SignedInAsync(DecisionsWorld.Olga);
        var path = world.Decisions + "/waitlist";
        Assert.Equal(["1", "2", "3"], Numbers(await otto.GetDocumentAsync(path)));

        using var last = await otto.SubmitFormAsync(path, new Dictionary<string, string?> { ["place"] = "1" }, $"#w-{world.Id(3):n} form:has(input.place)");
        Assert.Equal(["3", "1", "2"], Numbers(await otto.GetDocumentAsync(path)));

        // Olga does not see her own #3 and moves around it.
        using var moved = await olga.SubmitFormAsync(path, new Dictionary<string, string?> { ["place"] = "1" }, $"#w-{world.Id(2):n} form:has(input.place)");
        Assert.Equal(["2", "1"], Numbers(await olga.GetDocumentAsync(path)));
        Assert.Equal(["3", "2", "1"], Numbers(await otto.GetDocumentAsync(path)));
    }

    private static IEnumerable<string> Numbers(IHtmlDocument page, bool sorted = false)
    {
        var numbers = page.QuerySelectorAll("main table.list tbody th .numbers").Select(cell => cell.TextContent.TrimStart('#'));
        return sorted ? numbers.Order(StringComparer.Ordinal) : numbers;
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

using System.Net;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Decisions;
using Workshop.Domain.Reviewing;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Decisions;

public sealed class StagingTests : IDisposable
{
    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task The_list_shows_scores_and_counts_of_the_others_papers_only()
    {
        var world = await DecisionsWorld.MakeAsync(_app);
        await world.StageAsync(3, DecisionOutcome.Talk, "A secret note to Olga");
        using var olga = await _app.SignedInAsync(DecisionsWorld.Olga);

        var page = await olga.GetDocumentAsync(world.Decisions);
        var text = page.QuerySelector("main")!.TextContent;

        Assert.Equal(["#1 Sufficient reasons are hard", "#2 Saliency is easy"], page.QuerySelectorAll("table.decisions tbody th").Select(cell => Words(cell.TextContent)));
        Assert.Equal(["5 2", "3.5", "3.5", "3 Disagree", "3.0", "2 of 2"], page.QuerySelectorAll("table.decisions tbody tr:first-child td.number").Select(cell => Words(cell.TextContent)));
        Assert.Equal("2 of 2", page.QuerySelector(".filters .count")!.TextContent);
        Assert.Contains("2 undecided", text, StringComparison.Ordinal);
        Assert.DoesNotContain("talk", page.QuerySelector("table.decisions")!.TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("My own paper", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plots_and_disagreement_reach_to_the_ends_of_the_events_own_scale()
    {
        var world = await DecisionsWorld.MakeAsync(_app);
        var form = ReviewForm.Untouched(world.Event.Id);
        var settings = new ReviewFormSettings("Ten\nNine\nEight\nSeven\nSix\nFive\nFour\nThree\nTwo\nOne", Scale.Write(ReviewForm.Confidences), ReviewRequirement.NotAsked, [], "", "", "");
        Assert.True(form.Save(settings, ReviewFormUse.None).Succeeded);
        await _app.SeedAsync(form);
        using var otto = await _app.SignedInAsync(DecisionsWorld.Otto);

        var page = await otto.GetDocumentAsync(world.Decisions);

        Assert.Equal(["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"], page.QuerySelectorAll("table[aria-labelledby=plot-scores] tbody th").Select(cell => cell.TextContent));
        // 5 against 2 is far on six points, and not on ten.
        Assert.DoesNotContain("Disagree", page.QuerySelector("table.decisions tbody")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Selected_submissions_are_staged_at_once_and_cleared_again()
    {
        var world = await DecisionsWorld.MakeAsync(_app);
        using var otto = await _app.SignedInAsync(DecisionsWorld.Otto);

        using var staged = await PostChoiceAsync(otto, world, "Poster", world.Id(1), world.Id(3));

        Assert.Equal(HttpStatusCode.Redirect, staged.StatusCode);
        Assert.Equal([DecisionOutcome.Poster, DecisionOutcome.Poster], (await world.DecisionsAsync()).Select(decision => decision.Outcome));
        var page = await otto.GetDocumentAsync(world.Decisions);
        Assert.Contains("2 posters, 1 undecided", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("1 of 3", (await otto.GetDocumentAsync(world.Decisions + "?show=undecided")).QuerySelector(".filters .count")!.TextContent);

        using var cleared = await PostChoiceAsync(otto, world, "clear", world.Id(1), world.Id(3));

        Assert.Equal(HttpStatusCode.Redirect, cleared.StatusCode);
        Assert.Empty(await world.DecisionsAsync());
        Assert.Equal(4, await _app.QueryAsync(db => db.AuditEntries.CountAsync(entry => entry.SubmissionId != null && entry.Action.StartsWith("decision."), TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Clearing_never_throws_texts_away()
    {
        var world = await DecisionsWorld.MakeAsync(_app);
        await world.StageAsync(1, DecisionOutcome.Talk, "Please speak slowly.");
        using var otto = await _app.SignedInAsync(DecisionsWorld.Otto);

        using var many = await PostChoiceAsync(otto, world, "clear", world.Id(1), world.Id(2));
        using var one = await otto.SubmitFormAsync($"{world.Decisions}/{world.Id(1)}", new Dictionary<string, string?> { ["Input.Outcome"] = "" });

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (many.StatusCode, one.StatusCode));
        Assert.Equal("Please speak slowly.", Assert.Single(await world.DecisionsAsync()).Note);
        using var emptied = await otto.SubmitFormAsync($"{world.Decisions}/{world.Id(1)}", new Dictionary<string, string?> { ["Input.Outcome"] = "", ["Input.Note"] = "" });
        Assert.Equal(HttpStatusCode.Redirect, emptied.StatusCode);
        Assert.Empty(await world.DecisionsAsync());
    }

    [Theory]
    [InlineData("99")]
    [InlineData("-1")]
    [InlineData("Talk, 64")]
    [InlineData("")]
    public async Task What_is_no_decision_is_not_staged(string choice)
    {
        var world = await DecisionsWorld.MakeAsync(_app);
        using var otto = await _app.SignedInAsync(DecisionsWorld.Otto);

        using var refused = await PostChoiceAsync(otto, world, choice, world.Id(1));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Empty(await world.DecisionsAsync());
    }

    [Fact]
    public async Task The_list_of_submissions_tells_what_is_released_and_not_what_is_staged()
    {
        var world = await DecisionsWorld.MakeAsync(_app);
        var released = Decision.Stage(world.Event.Id, world.Id(1), DecisionOutcome.Talk, "", world.OttoId, _app.Clock.Now);
        released.Release(_app.Clock.Now);
        await _app.SeedAsync(released);
        await world.StageAsync(2, DecisionOutcome.Poster);
        using var olga = await _app.SignedInAsync(DecisionsWorld.Olga);

        var page = await olga.GetDocumentAsync($"{world.Root}/submissions");

        Assert.Equal("Accepted talk", (await olga.GetDocumentAsync($"{world.Root}/submissions/{world.Id(1)}")).QuerySelector("main .status")!.TextContent.Trim());
        Assert.Equal("Submitted", (await olga.GetDocumentAsync($"{world.Root}/submissions/{world.Id(2)}")).QuerySelector("main .status")!.TextContent.Trim());
        Assert.Equal(["Accepted talk", "Submitted"], page.QuerySelectorAll("tbody td[data-label=State]").Select(cell => cell.TextContent.Trim()));
    }

    [Fact]
    public async Task An_organizer_cannot_stage_a_decision_on_an_own_paper()
    {
        var world = await DecisionsWorld.MakeAsync(_app);
        using var olga = await _app.SignedInAsync(DecisionsWorld.Olga);

        using var staged = await PostChoiceAsync(olga, world, "Talk", world.Id(3));
        using var page = await olga.GetAsync(new Uri($"{world.Decisions}/{world.Id(3)}", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, staged.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Empty(await world.DecisionsAsync());
    }

    [Fact]
    public async Task Without_a_choice_the_page_says_what_to_do_and_keeps_the_selection()
    {
        var world = await DecisionsWorld.MakeAsync(_app);
        using var otto = await _app.SignedInAsync(DecisionsWorld.Otto);

        using var answer = await PostChoiceAsync(otto, world, "", world.Id(2));
        var page = await answer.DocumentAsync();

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Choose a decision for the selected submissions.", page.QuerySelector("#error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(world.Id(2).ToString(), Assert.Single(page.QuerySelectorAll("input[name=Chosen][checked]")).GetAttribute("value"));
    }

    [Fact]
    public async Task The_page_of_one_submission_names_the_reviewers_and_stages_with_a_note()
    {
        var world = await DecisionsWorld.MakeAsync(_app);
        using var otto = await _app.SignedInAsync(DecisionsWorld.Otto);
        var path = $"{world.Decisions}/{world.Id(1)}";
        var page = await otto.GetDocumentAsync(path);
        var text = page.QuerySelector("main")!.TextContent;
        Assert.Contains("Rita Reviewer", text, StringComparison.Ordinal);
        Assert.Contains("Ralf misses a proof.", text, StringComparison.Ordinal);
        Assert.Contains("Secret for organizers on 1.", text, StringComparison.Ordinal);

        using var staged = await otto.SubmitFormAsync(page, path, new Dictionary<string, string?> { ["Input.Outcome"] = "Talk", ["Input.Note"] = "Please speak slowly." });

        Assert.Equal(HttpStatusCode.Redirect, staged.StatusCode);
        var decision = Assert.Single(await world.DecisionsAsync());
        Assert.Equal((DecisionOutcome.Talk, "Please speak slowly.", false), (decision.Outcome, decision.Note, decision.IsSealed));

        // The page that was opened before knows nothing of it.
        using var stale = await otto.SubmitFormAsync(page, path, new Dictionary<string, string?> { ["Input.Outcome"] = "Reject", ["Input.Note"] = "My words" });
        var answer = await stale.DocumentAsync();
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.Contains("My words", answer.QuerySelector("textarea[name='Input.Note']")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(DecisionOutcome.Talk, Assert.Single(await world.DecisionsAsync()).Outcome);
    }

    [Fact]
    public async Task A_released_decision_cannot_be_changed()
    {
        var world = await DecisionsWorld.MakeAsync(_app);
        await world.StageAsync(1, DecisionOutcome.Talk);
        using var otto = await _app.SignedInAsync(DecisionsWorld.Otto);
        var before = await otto.GetDocumentAsync(world.Decisions);
        using var released = await otto.SubmitFormAsync(world.Decisions + "/release", new Dictionary<string, string?>());

        using var answer = await otto.SubmitFormAsync(before, world.Decisions, new Dictionary<string, string?> { ["Choice"] = "Reject", ["Chosen"] = world.Id(1).ToString() });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("#1: the authors have been told", (await answer.DocumentAsync()).QuerySelector("#error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(DecisionOutcome.Talk, Assert.Single(await world.DecisionsAsync()).Outcome);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/release")]
    public async Task Pages_ask_as_often_for_three_submissions_as_for_one(string page)
    {
        var one = await CountAsync(1);
        var three = await CountAsync(3);

        Assert.Equal(one, three);

        async Task<int> CountAsync(int submissions)
        {
            using var app = new WorkshopApp();
            var counter = QueryCounter.Watch(app);
            var world = await DecisionsWorld.MakeAsync(app, submissions);
            for (var number = 1; number <= submissions; number++)
            {
                await world.StageAsync(number, DecisionOutcome.Talk);
            }

            using var otto = await app.SignedInAsync(DecisionsWorld.Otto);
            return await counter.OfPageAsync(otto, world.Decisions + page);
        }
    }

    [Theory]
    [InlineData(DecisionsWorld.Anna)]
    [InlineData("rita@reviews.example")]
    public async Task Nobody_else_learns_that_the_pages_exist(string email)
    {
        var world = await DecisionsWorld.MakeAsync(_app);
        using var browser = await _app.SignedInAsync(email);

        foreach (var path in new[] { world.Decisions, world.Decisions + "/release", $"{world.Decisions}/{world.Id(1)}", world.Root + "/programme" })
        {
            using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    private static async Task<HttpResponseMessage> PostChoiceAsync(HttpClient browser, DecisionsWorld world, string choice, params Guid[] chosen)
    {
        var page = await browser.GetDocumentAsync(world.Decisions);
        using var form = new FormUrlEncodedContent(
        [
            KeyValuePair.Create("__RequestVerificationToken", page.QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!),
            KeyValuePair.Create("Choice", choice),
            .. chosen.Select(id => KeyValuePair.Create("Chosen", id.ToString())),
        ]);
        return await browser.PostAsync(new Uri(world.Decisions, UriKind.Relative), form, TestContext.Current.CancellationToken);
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

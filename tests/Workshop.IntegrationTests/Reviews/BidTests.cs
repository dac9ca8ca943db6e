using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Reviewing;
using Workshop.Testing;
using Workshop.Web.Features.Reviews;

namespace Workshop.IntegrationTests.Reviews;

/// <summary>What reviewers would like to review: with and without script, never their own papers, and nobody learns who bid on theirs.</summary>
public sealed class BidTests : IDisposable
{
    private const string Form = "form.bids";

    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task The_list_is_sorted_by_affinity_and_names_no_author()
    {
        var (world, anna, path) = await VisitAsync();

        var page = await anna.GetDocumentAsync(path);

        Assert.Equal("#1 Sufficient reasons of decision trees", Titles(page)[0]);
        Assert.Equal(3, Titles(page).Count);
        Assert.DoesNotContain(ReviewingWorld.SecretAuthor, page.DocumentElement.InnerHtml, StringComparison.Ordinal);
        Assert.Contains("at most ×1.5 and never lifts an unrelated one", page.QuerySelector(".lede")!.TextContent, StringComparison.Ordinal);
        await _app.SeedAsync(Bid(world, 0, BidValue.No));
        Assert.Equal(["#1", "#2", "#3"], Titles(await anna.GetDocumentAsync($"{path}?sort=number")).Select(title => title[..2]));
        Assert.Equal("#1", Titles(await anna.GetDocumentAsync($"{path}?sort=unbid"))[^1][..2]);
        await _app.QueryAsync(db => db.PastPapers.Where(paper => paper.ReviewerId == world.AnnaReviews.Id).ExecuteDeleteAsync());
        page = await anna.GetDocumentAsync(path);
        Assert.Equal(["#1", "#2", "#3"], Titles(page).Select(title => title[..2]));
        Assert.Contains("is missing", page.DocumentElement.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_script_one_button_saves_what_was_changed_on_the_page()
    {
        var (world, anna, path) = await VisitAsync();
        var old = await anna.GetDocumentAsync(path);

        using var saved = await anna.SubmitFormAsync(old, path, new Dictionary<string, string?> { [Field(world, 0)] = "eager", [Field(world, 1)] = "no" }, Form, "Save all");
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var page = await anna.GetDocumentAsync(saved.Headers.Location!.ToString());
        Assert.Contains("2 bids are saved.", page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("2", page.QuerySelector("#bid-count")!.TextContent);
        Assert.Equal(new Dictionary<int, BidValue> { [1] = BidValue.Eager, [2] = BidValue.No }, await BidsAsync());

        // The old page knows nothing of the bids on #1 and #2: it takes nothing back.
        using var stale = await anna.SubmitFormAsync(old, path, new Dictionary<string, string?> { [Field(world, 2)] = "in-a-pinch" }, Form, "Save all");
        using var cleared = await anna.SubmitFormAsync(path, new Dictionary<string, string?> { [Field(world, 1)] = "" }, Form, "Save all");
        Assert.Equal(new Dictionary<int, BidValue> { [1] = BidValue.Eager, [3] = BidValue.InAPinch }, await BidsAsync());
    }

    [Fact]
    public async Task With_script_each_choice_is_saved_and_a_no_is_a_sentence()
    {
        var (world, anna, path) = await VisitAsync();
        var page = await anna.GetDocumentAsync(path);

        Assert.Equal((HttpStatusCode.OK, "{\"message\":\"Saved\"}"), await PlaceAsync(anna, page, world.Papers[0].Id, "willing"));
        Assert.Equal((HttpStatusCode.OK, "{\"message\":\"Saved\"}"), await PlaceAsync(anna, page, world.Papers[0].Id, "eager"));
        Assert.Equal(BidValue.Eager, (await BidsAsync())[1]);
        Assert.Equal(HttpStatusCode.OK, (await PlaceAsync(anna, page, world.Papers[0].Id, "")).Status);
        Assert.Empty(await BidsAsync());
        Assert.Equal(HttpStatusCode.BadRequest, (await PlaceAsync(anna, page, world.Papers[0].Id, "very")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await PlaceAsync(anna, page, Guid.NewGuid(), "eager")).Status);
        using var forged = await anna.PostAsync(new Uri($"{path}?handler=Place", UriKind.Relative), new FormUrlEncodedContent([KeyValuePair.Create("submission", world.Papers[0].Id.ToString()), KeyValuePair.Create("bid", "eager")]), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Empty(await BidsAsync());
    }

    [Fact]
    public async Task Own_papers_and_declared_conflicts_are_not_listed_and_cannot_be_bid_on()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        var otto = await _app.QueryAsync(db => db.People.SingleAsync(person => person.Emails.Any(email => email.NormalizedAddress == ReviewingWorld.Otto)));
        await _app.SeedAsync(
            Given.Reviewer(world.Event, otto, ReviewingWorld.Otto),
            new Conflict { EventId = world.Event.Id, SubmissionId = world.Papers[2].Id, PersonId = otto.Id, Source = ConflictSource.DeclaredByReviewer, Note = "", RecordedBy = otto.Id, RecordedAt = WorkshopApp.Start });
        var browser = await _app.SignedInAsync(ReviewingWorld.Otto);
        var path = $"{world.Root}/reviews/bids";

        var page = await browser.GetDocumentAsync(path);

        Assert.Equal(["#1 Sufficient reasons of decision trees"], Titles(page));
        Assert.Equal(HttpStatusCode.Conflict, (await PlaceAsync(browser, page, world.Papers[1].Id, "eager")).Status);
        using var sent = await browser.SubmitFormAsync(page, path, new Dictionary<string, string?> { [Field(world, 1)] = "eager", [Field(world, 2)] = "eager", [Field(world, 0)] = "eager" }, Form, "Save all");
        Assert.Contains("2 submissions are not on your list any more.", (await browser.GetDocumentAsync(path)).QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Equal([1], (await BidsAsync()).Keys);
    }

    [Fact]
    public async Task Bids_are_open_from_the_end_of_the_call_until_decisions_are_released()
    {
        var (world, anna, path) = await VisitAsync();
        var page = await anna.GetDocumentAsync(path);
        _app.Clock.Now = world.Event.SubmissionsClose;

        var early = await anna.GetDocumentAsync(path);
        Assert.Empty(Titles(early));
        Assert.Contains("when the call has closed", early.DocumentElement.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await PlaceAsync(anna, page, world.Papers[0].Id, "eager")).Status);

        _app.Clock.Now = world.Event.SubmissionsClose.AddDays(1);
        await _app.QueryAsync(db => db.Events.ExecuteUpdateAsync(set => set.SetProperty(e => e.DecisionsReleased, _app.Clock.Now)));
        Assert.Empty(Titles(await anna.GetDocumentAsync(path)));
        using var late = await anna.SubmitFormAsync(page, path, new Dictionary<string, string?> { [Field(world, 0)] = "eager" }, Form, "Save all");
        Assert.Equal(HttpStatusCode.BadRequest, late.StatusCode);
        Assert.Contains("Decisions have been released", (await late.DocumentAsync()).QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await BidsAsync());
    }

    [Fact]
    public async Task Bids_on_what_is_withdrawn_are_kept_and_ignored()
    {
        var (world, anna, path) = await VisitAsync();
        await _app.SeedAsync(Bid(world, 0, BidValue.Eager));
        var olga = await _app.SignedInAsync(ReviewingWorld.Olga);
        Assert.Equal("1", BidsShown(await olga.GetDocumentAsync($"{world.Root}/organize/reviewers"), "Anna"));
        await _app.QueryAsync(db => db.Submissions.Where(s => s.Id == world.Papers[0].Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.WithdrawnAt, WorkshopApp.Start)));

        Assert.Equal(2, Titles(await anna.GetDocumentAsync(path)).Count);
        Assert.Equal("0", BidsShown(await olga.GetDocumentAsync($"{world.Root}/organize/reviewers"), "Anna"));
        Assert.Equal([1], (await BidsAsync()).Keys);
    }

    [Fact]
    public async Task An_organizer_learns_by_no_count_who_bid_on_their_paper()
    {
        var (world, _, _) = await VisitAsync();
        await _app.SeedAsync(Bid(world, 0, BidValue.Willing), Bid(world, 1, BidValue.Eager));

        var otto = await _app.SignedInAsync(ReviewingWorld.Otto);
        var olga = await _app.SignedInAsync(ReviewingWorld.Olga);

        Assert.Equal("1", BidsShown(await otto.GetDocumentAsync($"{world.Root}/organize/reviewers"), "Anna"));
        Assert.Equal("2", BidsShown(await olga.GetDocumentAsync($"{world.Root}/organize/reviewers"), "Anna"));
        var csv = await otto.ReadAsync($"{world.Root}/organize/reviewers?handler=Csv");
        Assert.Contains($"{ReviewingWorld.Anna},0,,Anna Reviewer,no,1,1,0,", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_saves_at_once_are_both_answered_and_leave_one_bid()
    {
        var (world, _, _) = await VisitAsync();
        var viewer = await _app.QueryAsync(db => Workshop.Data.People.ViewerQueries.LoadViewerAsync(db, world.AnnaPerson.Id, CancellationToken.None));

        var all = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => _app.InScopeAsync<PlaceBids, Domain.Outcome<BidsPlaced>>(place =>
            place.RunAsync(viewer, world.Event.Id, [.. world.Papers.Select(paper => new WishedBid(paper.Id, i % 3 == 0 ? null : (BidValue)(i % 4)))], CancellationToken.None))));

        Assert.All(all, outcome => Assert.Equal(new BidsPlaced(3, 0), outcome.Value));
        Assert.True(await _app.QueryAsync(db => db.Bids.CountAsync()) is 0 or 3);
    }

    [Fact]
    public async Task The_list_makes_as_many_queries_for_three_papers_as_for_one()
    {
        var counter = QueryCounter.Watch(_app);
        var (world, anna, path) = await VisitAsync();
        await _app.QueryAsync(db => db.Submissions.Where(s => s.Id != world.Papers[0].Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.WithdrawnAt, WorkshopApp.Start)));
        var before = await counter.OfPageAsync(anna, path);
        await _app.QueryAsync(db => db.Submissions.ExecuteUpdateAsync(set => set.SetProperty(s => s.WithdrawnAt, (DateTimeOffset?)null)));

        Assert.Equal(before, await counter.OfPageAsync(anna, path));
    }

    [Fact]
    public async Task Only_reviewers_have_the_page()
    {
        var (_, _, path) = await VisitAsync();

        using var refused = await (await _app.SignedInAsync(ReviewingWorld.Olga)).FetchAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    private static string Field(ReviewingWorld world, int paper) => $"bid.{world.Papers[paper].Id:n}";

    private static List<string> Titles(IHtmlDocument page) => [.. page.QuerySelectorAll(".bid legend").Select(legend => legend.TextContent.Trim())];

    private static string BidsShown(IHtmlDocument page, string name) =>
        page.QuerySelectorAll("table.list tbody tr").Single(row => row.TextContent.Contains(name, StringComparison.Ordinal)).QuerySelector("td[data-label=Bids]")!.TextContent.Trim();

    private static Bid Bid(ReviewingWorld world, int paper, BidValue value)
    {
        var bid = new Bid { EventId = world.Event.Id, SubmissionId = world.Papers[paper].Id, ReviewerId = world.AnnaReviews.Id };
        bid.Say(value, WorkshopApp.Start);
        return bid;
    }

    private static async Task<(HttpStatusCode Status, string Answer)> PlaceAsync(HttpClient browser, IHtmlDocument page, Guid submission, string bid)
    {
        var token = page.QuerySelector($"{Form} [name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var content = new FormUrlEncodedContent([KeyValuePair.Create("submission", submission.ToString()), KeyValuePair.Create("bid", bid), KeyValuePair.Create("__RequestVerificationToken", token)]);
        using var answer = await browser.PostAsync(new Uri(page.QuerySelector(Form)!.GetAttribute("data-place")!, UriKind.Relative), content, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.TextAsync());
    }

    private async Task<(ReviewingWorld World, HttpClient Anna, string Path)> VisitAsync()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        return (world, await _app.SignedInAsync(ReviewingWorld.Anna), $"{world.Root}/reviews/bids");
    }

    private Task<Dictionary<int, BidValue>> BidsAsync() => _app.QueryAsync(db => db.Bids.AsNoTracking()
        .Join(db.Submissions, bid => bid.SubmissionId, s => s.Id, (bid, s) => new { s.Number, bid.Value }).ToDictionaryAsync(bid => bid.Number, bid => bid.Value));
}

using System.Net;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Reviewing;
using Workshop.IntegrationTests.Reviews;
using Workshop.Testing;
using Workshop.Web.Features.Discussion;

namespace Workshop.IntegrationTests.Discussion;

public sealed class ResponseTests : IDisposable
{
    private readonly WorkshopApp _app = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _app.Dispose();

    private Task<int> RunAsync() => _app.InScopeAsync<AnnounceResponses, int>(announce => announce.RunAsync(Cancel));

    [Fact]
    public async Task Authors_are_told_read_the_comments_and_respond_without_a_name_on_either_side()
    {
        var world = await DiscussionWorld.MakeAsync(_app);
        var closes = _app.Clock.Now.AddDays(3);
        await world.SetAsync(settings => settings with { ResponseOpens = _app.Clock.Now, ResponseCloses = closes, ResponseLimit = 40 });
        var (cleo, ben, olga) = (await _app.SignedInAsync(ReviewingWorld.Cleo), await _app.SignedInAsync(ReviewingWorld.Ben), await _app.SignedInAsync(ReviewingWorld.Olga));

        Assert.Equal(2, await RunAsync()); // Cleo for #1, Otto for #2; nobody has reviewed #3
        Assert.Equal(0, await RunAsync());
        var mail = await _app.QueryAsync(db => db.OutgoingMails.AsNoTracking().SingleAsync(mail => mail.Kind == DiscussionMails.ResponseOpenKind && mail.NormalizedTo == ReviewingWorld.Cleo, Cancel));
        Assert.Equal(world.Paper, mail.SubmissionId);
        Assert.Contains(world.Response, mail.Body, StringComparison.Ordinal);

        Assert.Contains(world.Response, await cleo.ReadAsync($"{world.Reviewing.Root}/submissions/{world.Paper}"), StringComparison.Ordinal);
        var page = await cleo.GetDocumentAsync(world.Response);
        Assert.Equal([1, 2], page.QuerySelectorAll(".case-review h3").Select(head => int.Parse(head.TextContent["Reviewer ".Length..], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Contains("Ben misses a proof.", page.QuerySelectorAll(".case-review")[world.NumberOf("ben") - 1].TextContent, StringComparison.Ordinal);
        foreach (var secret in new[] { "Anna Reviewer", "Ben Reviewer", "Between us", "Strong accept", "Reject: not ready" })
        {
            Assert.DoesNotContain(secret, page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        }

        // Too long, signed: refused with the text kept; then sent.
        using var tooLong = await cleo.SubmitFormAsync(world.Response, new Dictionary<string, string?> { ["Input.Text"] = new string('x', 41) }, button: "Send the response");
        Assert.Equal(HttpStatusCode.BadRequest, tooLong.StatusCode);
        Assert.Equal(new string('x', 41), (await tooLong.DocumentAsync()).QuerySelector("#Input_Text")!.TextContent.Trim());
        using var signed = await cleo.SubmitFormAsync(world.Response, new Dictionary<string, string?> { ["Input.Text"] = $"Thanks, {ReviewingWorld.SecretAuthor}" }, button: "Send the response");
        Assert.Equal(HttpStatusCode.BadRequest, signed.StatusCode);
        Assert.NotNull((await signed.DocumentAsync()).QuerySelector("input[name='Input.SaysNothing']"));
        var stale = await cleo.GetDocumentAsync(world.Response);
        using var sent = await cleo.SubmitFormAsync(world.Response, new Dictionary<string, string?> { ["Input.Text"] = "The proof is in $A$." }, button: "Send the response");
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        using var other = await cleo.SubmitFormAsync(stale, world.Response, new Dictionary<string, string?> { ["Input.Text"] = "From the other window" }, "main form[method=post]", "Send the response");
        Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
        var conflict = await other.DocumentAsync();
        Assert.Contains("The proof is in", conflict.QuerySelector("#sent ~ article")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("From the other window", conflict.QuerySelector("#Input_Text")!.TextContent.Trim());

        var reviewers = await ben.ReadAsync(world.Discussion);
        Assert.Contains("The proof is in", reviewers, StringComparison.Ordinal);
        Assert.DoesNotContain("Quillfeather", reviewers, StringComparison.Ordinal);
        Assert.Contains("The proof is in", await ben.ReadAsync($"{world.Reviewing.Root}/reviews/{world.Assignments["ben"].Id}"), StringComparison.Ordinal);
        Assert.Contains("by Cleo Quillfeather", await olga.ReadAsync(world.Case), StringComparison.Ordinal);

        // Of hidden authors reviewers read the day alone.
        Assert.Null((await ben.GetDocumentAsync(world.Discussion)).QuerySelector("#response ~ article time"));
        Assert.NotNull((await olga.GetDocumentAsync(world.Case)).QuerySelector("#response ~ article time"));

        // A review that comes in later is shown, marked, and worth a reminder although something was sent.
        _app.Clock.Advance(TimeSpan.FromDays(2) - TimeSpan.FromTicks(1));
        Assert.Equal(0, await RunAsync());
        await _app.SeedAsync(DiscussionWorld.Written(world.Assignments["dora"], 3, "Late and short.", _app.Clock.Now));
        _app.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(1 + 1 + 1, await RunAsync()); // #3 opens and is reminded of, Otto's is reminded of; #1 has its response
        Assert.Equal(0, await RunAsync());
        var late = await cleo.GetDocumentAsync($"{world.Reviewing.Root}/submissions/{world.Reviewing.Papers[2].Id}/response");
        Assert.Contains("Came in after responses began", late.QuerySelector(".case-review")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Response_closes_at_its_instant_and_is_nobody_elses()
    {
        var world = await DiscussionWorld.MakeAsync(_app);
        using var before = await (await _app.SignedInAsync(ReviewingWorld.Cleo)).FetchAsync(world.Response);
        Assert.Equal(HttpStatusCode.NotFound, before.StatusCode);
        await world.SetAsync(settings => settings with { ResponseOpens = _app.Clock.Now, ResponseCloses = _app.Clock.Now.AddDays(1), ResponseShowsScores = true });
        foreach (var stranger in new[] { ReviewingWorld.Anna, ReviewingWorld.Ben, ReviewingWorld.Olga, ReviewingWorld.Otto, DiscussionWorld.Dora })
        {
            using var answer = await (await _app.SignedInAsync(stranger)).FetchAsync(world.Response);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        var cleo = await _app.SignedInAsync(ReviewingWorld.Cleo);
        var form = await cleo.GetDocumentAsync(world.Response);
        Assert.Contains("Strong accept", form.Body!.TextContent, StringComparison.Ordinal);
        using var kept = await cleo.SubmitFormAsync(form, world.Response, new Dictionary<string, string?> { ["Input.Text"] = "A draft" }, "main form[method=post]", "Keep as a draft");
        _app.Clock.Now = world.Reviewing.Event.ReviewsDue!.Value.AddHours(1).AddDays(1);
        using var last = await cleo.SubmitFormAsync(form, world.Response, new Dictionary<string, string?> { ["Input.Text"] = "At the last instant" }, "main form[method=post]", "Send the response");
        Assert.Equal(HttpStatusCode.Redirect, last.StatusCode);
        var open = await cleo.GetDocumentAsync(world.Response);
        _app.Clock.Advance(TimeSpan.FromTicks(1));
        using var late = await cleo.SubmitFormAsync(open, world.Response, new Dictionary<string, string?> { ["Input.Text"] = "Too late, but typed" }, "main form[method=post]", "Send the changed response");
        Assert.Equal(HttpStatusCode.BadRequest, late.StatusCode);
        var page = await late.DocumentAsync();
        Assert.Contains("The time for responses has passed.", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Too late, but typed", page.QuerySelector("#typed")!.TextContent.Trim());
        Assert.Contains("At the last instant", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Ben misses a proof.", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Typed_response_is_given_back_when_organizers_take_the_times_away()
    {
        var world = await DiscussionWorld.MakeAsync(_app);
        await world.SetAsync(settings => settings with { ResponseOpens = _app.Clock.Now, ResponseCloses = _app.Clock.Now.AddDays(1) });
        var cleo = await _app.SignedInAsync(ReviewingWorld.Cleo);
        var form = await cleo.GetDocumentAsync(world.Response);
        await world.SetAsync(settings => settings with { ResponseOpens = null, ResponseCloses = null });

        using var refused = await cleo.SubmitFormAsync(form, world.Response, new Dictionary<string, string?> { ["Input.Text"] = "Typed and sent" }, "main form[method=post]", "Send the response");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal("Typed and sent", (await refused.DocumentAsync()).QuerySelector("#typed")!.TextContent.Trim());
        using var kept = await cleo.SubmitFormAsync(form, world.Response, new Dictionary<string, string?> { ["Input.Text"] = "A draft" }, "main form[method=post]", "Keep as a draft");
        Assert.Equal(HttpStatusCode.Redirect, kept.StatusCode);
        Assert.Equal("A draft", (await cleo.GetDocumentAsync(world.Response)).QuerySelector("#typed")!.TextContent.Trim());
    }

    [Fact]
    public async Task Review_is_not_submitted_under_a_promise_that_ended_while_the_form_was_open()
    {
        var world = await DiscussionWorld.MakeAsync(_app);
        await world.SetAsync(settings => settings with { SignsReviews = true }, isUnderWay: true);
        var dora = await _app.SignedInAsync(DiscussionWorld.Dora);
        var write = $"{world.Reviewing.Root}/reviews/{world.Assignments["dora"].Id}";
        var open = await dora.GetDocumentAsync(write);
        Assert.Contains("from then on reviews are signed", open.Body!.TextContent, StringComparison.Ordinal);
        _app.Clock.Advance(ReviewingRules.Notice);
        var whole = new Dictionary<string, string?> { ["Input.Score"] = "4", ["Input.Confidence"] = "3", ["Input.ToAuthors"] = "A fine bound." };

        using var refused = await dora.SubmitFormAsync(open, write, whole, "form[data-review]", "Submit review");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var again = await refused.DocumentAsync();
        Assert.Contains("Reviews are signed", again.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("A fine bound.", again.QuerySelector("#Input_ToAuthors")!.TextContent.Trim());
        using var submitted = await dora.SubmitFormAsync(again, write, whole, "form[data-review]", "Submit review");
        Assert.Equal(HttpStatusCode.Redirect, submitted.StatusCode);
    }

    [Fact]
    public async Task Organizers_choose_the_rules_see_what_they_mean_and_reviewers_are_told_before_names_show()
    {
        var world = await DiscussionWorld.MakeAsync(_app);
        var olga = await _app.SignedInAsync(ReviewingWorld.Olga);
        var path = $"{world.Reviewing.Root}/organize/settings/reviewing";
        var stale = await olga.GetDocumentAsync(path);
        Assert.Contains("after they submitted their own", stale.QuerySelector("section ul")!.TextContent, StringComparison.Ordinal);

        var signed = new Dictionary<string, string?> { ["Input.OthersReviews"] = "Always", ["Input.SignsReviews"] = "true", ["Input.ResponseOpens"] = "2027-05-01T00:00", ["Input.ResponseCloses"] = "2027-05-03T23:59" };
        using var preview = await olga.SubmitFormAsync(path, signed, button: "See what it means first");
        var page = await preview.DocumentAsync();
        Assert.Equal(HttpStatusCode.OK, preview.StatusCode);
        Assert.Contains("authors learn who reviewed it when decisions are released", page.QuerySelector("section ul")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await _app.QueryAsync(db => db.ReviewingRules.CountAsync(Cancel)));

        using var saved = await olga.SubmitFormAsync(page, path, new Dictionary<string, string?>(), "main form[method=post]", "Save");
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var rules = await _app.QueryAsync(db => db.ReviewingRules.AsNoTracking().SingleAsync(Cancel));
        Assert.Equal(_app.Clock.Now.AddDays(1), rules.SignedSince);
        var mails = await _app.QueryAsync(db => db.OutgoingMails.AsNoTracking().Where(mail => mail.Kind == "reviewing.names-will-show").ToListAsync(Cancel));
        Assert.Equal([ReviewingWorld.Anna, ReviewingWorld.Ben, DiscussionWorld.Dora], mails.Select(mail => mail.NormalizedTo).Order());
        Assert.Contains("the authors of a submission learn your name once decisions are released", mails[0].Body, StringComparison.Ordinal);

        using var elsewhere = await olga.SubmitFormAsync(stale, path, new Dictionary<string, string?> { ["Input.DigestHours"] = "7" }, "main form[method=post]", "Save");
        Assert.Equal(HttpStatusCode.Conflict, elsewhere.StatusCode);
        Assert.Equal("7", (await elsewhere.DocumentAsync()).QuerySelector("#Input_DigestHours")!.GetAttribute("value"));
        using var wrong = await olga.SubmitFormAsync(path, new Dictionary<string, string?> { ["Input.Opening"] = "At", ["Input.OpensAt"] = "" }, button: "Save");
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains("Say when it opens, or choose another beginning.", await wrong.TextAsync(), StringComparison.Ordinal);

        // What is new is told apart from what held before.
        using var named = await olga.SubmitFormAsync(path, new Dictionary<string, string?> { ["Input.NamesReviewers"] = "true" }, button: "Save");
        Assert.Equal(HttpStatusCode.Redirect, named.StatusCode);
        var later = await _app.QueryAsync(db => db.OutgoingMails.AsNoTracking().Where(mail => mail.Kind == "reviewing.names-will-show" && mail.NormalizedTo == ReviewingWorld.Ben).ToListAsync(Cancel));
        var second = Assert.Single(later, mail => mail.Body.Contains("see your name beside your review", StringComparison.Ordinal));
        Assert.Contains("learn your name once decisions are released is no part of this change", second.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("stays without your name", second.Body, StringComparison.Ordinal);
    }
}

using System.Net;
using Microsoft.EntityFrameworkCore;
using Workshop.Data.Reviewing;
using Workshop.Domain.Mail;
using Workshop.Domain.Reviewing;
using Workshop.IntegrationTests.Reviews;
using Workshop.Testing;
using Workshop.Web.Features.Discussion;

namespace Workshop.IntegrationTests.Discussion;

public sealed class DiscussionPageTests : IDisposable
{
    private readonly WorkshopApp _app = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Reviewers_and_organizers_discuss_and_no_hidden_name_is_told()
    {
        var world = await DiscussionWorld.MakeAsync(_app);
        var (anna, ben, olga) = (await _app.SignedInAsync(ReviewingWorld.Anna), await _app.SignedInAsync(ReviewingWorld.Ben), await _app.SignedInAsync(ReviewingWorld.Olga));
        await world.SetAsync(settings => settings with { NamesOrganizers = false });
        await world.SayAsync(anna, "The bound is $n^2$, I am sure.");
        await world.SayAsync(anna, "Chairs: I know this group’s earlier paper.", nameof(DiscussionAudience.Organizers));
        await world.SayAsync(olga, "Can you two agree?", path: world.Case);

        // Ben's desk counts what he may read, and his page names nobody.
        var desk = await ben.GetDocumentAsync($"{world.Reviewing.Root}/reviews");
        Assert.Equal("2", desk.QuerySelector("table[aria-labelledby=discussions] td[data-label='New messages']")!.TextContent);
        var seen = await ben.GetDocumentAsync(world.Discussion);
        var annas = $"Reviewer {world.NumberOf("anna")}";
        Assert.Equal([annas, "An organizer"], seen.QuerySelectorAll(".message-head strong").Select(writer => writer.TextContent));
        Assert.Contains("Anna likes the bound", seen.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Between us.", seen.QuerySelectorAll(".discussed-review").Single(review => review.TextContent.Contains(annas, StringComparison.Ordinal)).TextContent, StringComparison.Ordinal);
        foreach (var secret in new[] { "Anna Reviewer", "Olga", "anna@", "earlier paper", ReviewingWorld.SecretAuthor, world.Assignments["anna"].Id.ToString() })
        {
            Assert.DoesNotContain(secret, seen.DocumentElement.OuterHtml, StringComparison.Ordinal);
        }

        // Of a hidden writer only the day is told.
        Assert.All(seen.QuerySelectorAll(".message-head"), head => Assert.Null(head.QuerySelector("time")));
        var again = await ben.GetDocumentAsync($"{world.Reviewing.Root}/reviews");
        Assert.Equal("0", again.QuerySelector("table[aria-labelledby=discussions] td[data-label='New messages']")!.TextContent);
        Assert.Empty((await ben.GetDocumentAsync(world.Discussion)).QuerySelectorAll(".is-new"));

        // Organizers read all of it, with names.
        var all = await olga.GetDocumentAsync(world.Case);
        Assert.Equal([$"{annas}, Anna Reviewer", $"{annas}, Anna Reviewer", "You, as an organizer"], all.QuerySelectorAll(".message-head strong").Select(writer => writer.TextContent));
        Assert.Contains("earlier paper", all.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, all.QuerySelectorAll(".formula").Length); // the bound in a review and in a message

        // With names, only what was said after the rule goes by name: Anna wrote before it.
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.SetAsync(settings => settings with { NamesReviewers = true, NamesOrganizers = true });
        await world.SayAsync(olga, "Named now.", path: world.Case);
        var named = await ben.GetDocumentAsync(world.Discussion);
        Assert.DoesNotContain("Anna Reviewer", named.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Equal([annas, "An organizer", "Olga Organizer, organizer"], named.QuerySelectorAll(".message-head strong").Select(writer => writer.TextContent));
    }

    [Fact]
    public async Task Nobody_else_gets_in_and_who_loses_the_paper_loses_the_discussion()
    {
        var world = await DiscussionWorld.MakeAsync(_app);
        var (anna, ben) = (await _app.SignedInAsync(ReviewingWorld.Anna), await _app.SignedInAsync(ReviewingWorld.Ben));
        await world.SayAsync(anna, "Hello.");
        var open = await ben.GetDocumentAsync(world.Discussion);
        var ottos = world.DiscussionOf(1);
        await world.SayAsync(anna, "About Otto.", path: ottos);

        using var visitor = await _app.Browser().FetchAsync(world.Discussion);
        Assert.Equal(HttpStatusCode.Redirect, visitor.StatusCode);
        foreach (var (email, path) in new[] { (ReviewingWorld.Cleo, world.Discussion), (DiscussionWorld.Dora, world.Discussion), (ReviewingWorld.Cleo, world.Case), (ReviewingWorld.Anna, world.Case), (ReviewingWorld.Otto, ottos), (ReviewingWorld.Otto, world.CaseOf(1)), (ReviewingWorld.Ben, ottos), (DiscussionWorld.Dora, world.DiscussionOf(2)) })
        {
            var browser = await _app.SignedInAsync(email);
            using var answer = await browser.FetchAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            foreach (var handler in new[] { "", "?handler=Edit", "?handler=Withdraw", "?handler=Draft", "?handler=Digests" })
            {
                // With the form of somebody who may: the token is the browser's own, taken from its account page.
                var token = (await browser.GetDocumentAsync("/account/profile")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
                using var posted = await browser.PostAsync(new Uri(path + handler, UriKind.Relative), new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["Input.Text"] = "I am not here." }), Cancel);
                Assert.Equal(HttpStatusCode.NotFound, posted.StatusCode);
            }
        }

        // Otto organizes: he learns nothing of his own paper, in the list neither.
        var otto = await (await _app.SignedInAsync(ReviewingWorld.Otto)).ReadAsync($"{world.Reviewing.Root}/organize/discussions?show=all");
        Assert.Contains("Sufficient reasons", otto, StringComparison.Ordinal);
        Assert.DoesNotContain("Ottonian", otto, StringComparison.Ordinal);
        Assert.Equal(2, await _app.QueryAsync(db => db.DiscussionMessages.CountAsync(Cancel)));

        await _app.QueryAsync(async db =>
        {
            (await db.ReviewAssignments.SingleAsync(assignment => assignment.Id == world.Assignments["ben"].Id, Cancel)).Remove("Enough.", _app.Clock.Now);
            return await db.SaveChangesAsync(Cancel);
        });
        using var late = await ben.SubmitFormAsync(open, world.Discussion, new Dictionary<string, string?> { ["Input.Text"] = "Too late" }, "form#write", "Send");
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
        using var gone = await ben.FetchAsync(world.Discussion);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task Reviewer_gets_in_after_the_own_review_and_from_the_opening_on_and_writes_until_the_release()
    {
        var world = await DiscussionWorld.MakeAsync(_app);
        var paper = world.DiscussionOf(2);
        var dora = await _app.SignedInAsync(DiscussionWorld.Dora);
        var write = $"{world.Reviewing.Root}/reviews/{world.Assignments["dora"].Id}";
        Assert.Contains("Submit your review to enter the discussion.", await dora.ReadAsync(write), StringComparison.Ordinal);
        await _app.SeedAsync(DiscussionWorld.Written(world.Assignments["dora"], 4, "Fine.", _app.Clock.Now));
        Assert.Contains(paper, await dora.ReadAsync(write), StringComparison.Ordinal);

        await world.SetAsync(settings => settings with { Opening = DiscussionOpening.At, OpensAt = _app.Clock.Now.AddSeconds(1) });
        using var early = await dora.FetchAsync(paper);
        Assert.Equal(HttpStatusCode.NotFound, early.StatusCode);
        _app.Clock.Advance(TimeSpan.FromSeconds(1));
        var form = await dora.GetDocumentAsync(paper);
        var fields = new Dictionary<string, string?> { ["Input.Text"] = "Twice pressed" };
        for (var press = 0; press < 2; press++)
        {
            using var sent = await dora.SubmitFormAsync(form, paper, fields, "form#write", "Send");
            Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        }

        Assert.Equal(1, await _app.QueryAsync(db => db.DiscussionMessages.CountAsync(Cancel)));

        // The same form, as a browser gives it back, with other words: they are not lost, and pressed twice they stand once.
        for (var press = 0; press < 2; press++)
        {
            using var sent = await dora.SubmitFormAsync(form, paper, new Dictionary<string, string?> { ["Input.Text"] = "Other words" }, "form#write", "Send");
            Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        }

        Assert.Equal(2, await _app.QueryAsync(db => db.DiscussionMessages.CountAsync(Cancel)));
        form = await dora.GetDocumentAsync(paper);
        await _app.QueryAsync(async db =>
        {
            (await db.Events.SingleAsync(Cancel)).ReleaseDecisions(_app.Clock.Now);
            return await db.SaveChangesAsync(Cancel);
        });
        using var closed = await dora.SubmitFormAsync(form, paper, new Dictionary<string, string?> { ["Input.Text"] = "After the end" }, "form#write", "Send");
        Assert.Equal(HttpStatusCode.BadRequest, closed.StatusCode);
        var page = await closed.DocumentAsync();
        Assert.Contains("the discussion is closed", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Twice pressed", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("After the end", page.Body!.InnerHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_is_drafted_changed_withdrawn_and_put_back()
    {
        var world = await DiscussionWorld.MakeAsync(_app);
        var (anna, ben) = (await _app.SignedInAsync(ReviewingWorld.Anna), await _app.SignedInAsync(ReviewingWorld.Ben));
        using var kept = await anna.SubmitFormAsync(world.Discussion, new Dictionary<string, string?> { ["Input.Text"] = "Half a thought", ["Input.Audience"] = nameof(DiscussionAudience.Organizers) }, "form#write", "Keep as a draft");
        Assert.Equal(HttpStatusCode.Redirect, kept.StatusCode);
        var draft = await anna.GetDocumentAsync(world.Discussion);
        Assert.Equal("Half a thought", draft.QuerySelector("#Input_Text")!.TextContent.Trim());
        Assert.Equal(nameof(DiscussionAudience.Organizers), draft.QuerySelector("input[name='Input.Audience'][checked]")!.GetAttribute("value"));
        using var unclear = await anna.SubmitFormAsync(draft, world.Discussion, new Dictionary<string, string?> { ["Input.Audience"] = "Someone" }, "form#write", "Send");
        Assert.Equal(HttpStatusCode.BadRequest, unclear.StatusCode);
        Assert.DoesNotContain("Half a thought", await ben.ReadAsync(world.Discussion), StringComparison.Ordinal);
        await world.SayAsync(anna, "A whole thought", nameof(DiscussionAudience.Everybody));
        Assert.Equal("", (await anna.GetDocumentAsync(world.Discussion)).QuerySelector("#Input_Text")!.TextContent.Trim());

        using var changed = await anna.SubmitFormAsync(world.Discussion, new Dictionary<string, string?> { ["Edit.Text"] = "A better thought" }, "form[action$='Edit']");
        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        Assert.Contains("A better thought", await ben.ReadAsync(world.Discussion), StringComparison.Ordinal);
        var stale = await anna.GetDocumentAsync(world.Discussion);
        _app.Clock.Advance(DiscussionMessage.MayBeEditedFor + TimeSpan.FromSeconds(1));
        using var late = await anna.SubmitFormAsync(stale, world.Discussion, new Dictionary<string, string?> { ["Edit.Text"] = "Best thought" }, "form[action$='Edit']");
        Assert.Equal(HttpStatusCode.BadRequest, late.StatusCode);
        Assert.Contains("Best thought", await late.TextAsync(), StringComparison.Ordinal);
        var bensToken = (await ben.GetDocumentAsync(world.Discussion)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var annasMessage = stale.QuerySelector("li.message")!.Id!["m-".Length..];
        using var foreign = await ben.PostAsync(
            new Uri($"{world.Discussion}?handler=Withdraw", UriKind.Relative), new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = bensToken, ["message"] = annasMessage }), Cancel);
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);

        using var withdrawn = await anna.SubmitFormAsync(world.Discussion, new Dictionary<string, string?>(), "form[action$='Withdraw']");
        Assert.Equal(HttpStatusCode.Redirect, withdrawn.StatusCode);
        var bens = await ben.ReadAsync(world.Discussion);
        Assert.Contains("Withdrawn.", bens, StringComparison.Ordinal);
        Assert.DoesNotContain("better thought", bens, StringComparison.Ordinal);
        using var back = await anna.SubmitFormAsync(world.Discussion, new Dictionary<string, string?>(), "form[action$='Restore']");
        Assert.Contains("A better thought", await ben.ReadAsync(world.Discussion), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Digest_comes_once_hides_names_and_can_be_ended_with_one_press()
    {
        var world = await DiscussionWorld.MakeAsync(_app);
        var (anna, olga) = (await _app.SignedInAsync(ReviewingWorld.Anna), await _app.SignedInAsync(ReviewingWorld.Olga));
        await world.SayAsync(anna, "Secret words");
        await world.SayAsync(anna, "For chairs", nameof(DiscussionAudience.Organizers));
        await world.SayAsync(anna, "About Otto’s paper", path: world.DiscussionOf(1));
        Task<int> RunAsync() => _app.InScopeAsync<WriteDigests, int>(digests => digests.RunAsync(Cancel));
        Task<List<OutgoingMail>> MailsAsync() => _app.QueryAsync(db => db.OutgoingMails.AsNoTracking().Where(mail => mail.Kind == DiscussionMails.DigestKind).OrderBy(mail => mail.CreatedAt).ThenBy(mail => mail.NormalizedTo).ToListAsync(Cancel));

        Assert.Equal(0, await RunAsync());
        _app.Clock.Advance(DiscussionMessage.MayBeEditedFor + TimeSpan.FromSeconds(1));
        var both = await Task.WhenAll(RunAsync(), RunAsync());
        Assert.Equal(3, both.Sum());
        Assert.Equal(0, await RunAsync());
        var mails = await MailsAsync();
        Assert.Equal([ReviewingWorld.Ben, ReviewingWorld.Olga, ReviewingWorld.Otto], mails.Select(mail => mail.NormalizedTo));
        Assert.Contains("there is a message that you have not read in a discussion", mails[0].Body, StringComparison.Ordinal);
        Assert.Contains("3 messages", mails[1].Body, StringComparison.Ordinal);
        Assert.Contains("2 messages", mails[2].Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Ottonian", mails[2].Body, StringComparison.Ordinal);
        Assert.All(mails, mail => Assert.DoesNotContain("words", mail.Body, StringComparison.Ordinal));
        Assert.All(mails, mail => Assert.DoesNotContain("Anna", mail.Body + mail.Subject, StringComparison.Ordinal));
        Assert.All(mails, mail => Assert.True(mail is { Why.Length: > 0, UnsubscribeLink.Length: > 0 }));

        // The row of a digest that speaks of Otto's paper too is none that he could count.
        Assert.Equal(world.Reviewing.Event.Id, mails[0].EventId);
        Assert.Equal(world.Paper, mails[0].SubmissionId);
        Assert.Null(mails[1].EventId);
        Assert.Null(mails[1].SubmissionId);

        // Within the day nothing more comes, then one for everything since; quoted where that was chosen.
        await world.SayAsync(olga, "Any news?", path: world.Case);
        _app.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await RunAsync()); // Anna, whose first one it is
        Assert.Equal(0, await RunAsync());
        await world.SetAsync(settings => settings with { DigestQuotes = true, NamesOrganizers = false });
        _app.Clock.Advance(TimeSpan.FromHours(23));
        Assert.Equal(2, await RunAsync()); // Ben and Otto
        var second = (await MailsAsync()).Last(mail => mail.NormalizedTo == ReviewingWorld.Ben);
        Assert.Contains("An organizer:\n> Any news?", second.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret words", second.Body, StringComparison.Ordinal);

        var link = new Uri(second.UnsubscribeLink!).AbsolutePath;
        var mailbox = _app.Browser();
        using var looked = await mailbox.FetchAsync(link);
        Assert.Equal(HttpStatusCode.OK, looked.StatusCode);
        using var forged = await mailbox.FetchAsync(link[..^4] + "AAAA");
        Assert.Equal(HttpStatusCode.NotFound, forged.StatusCode);
        using var oneClick = await mailbox.PostAsync(new Uri(link, UriKind.Relative), new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")]), Cancel);
        Assert.Equal(HttpStatusCode.Redirect, oneClick.StatusCode);
        await world.SayAsync(olga, "Still there?", path: world.Case);
        _app.Clock.Advance(TimeSpan.FromDays(2));
        await RunAsync();
        Assert.Equal(2, (await MailsAsync()).Count(mail => mail.NormalizedTo == ReviewingWorld.Ben));
    }

    [Fact]
    public async Task Organizers_see_disagreements_first_and_what_changed_after_the_discussion_began()
    {
        var counter = QueryCounter.Watch(_app);
        var world = await DiscussionWorld.MakeAsync(_app);
        var (ben, olga) = (await _app.SignedInAsync(ReviewingWorld.Ben), await _app.SignedInAsync(ReviewingWorld.Olga));
        var list = $"{world.Reviewing.Root}/organize/discussions";
        var one = await counter.OfPageAsync(olga, list);
        await world.SayAsync(olga, "A word.", path: world.CaseOf(2));
        await world.SayAsync(olga, "Two words.", path: world.CaseOf(1));
        await world.SayAsync(olga, "Begin.", path: world.Case);
        Assert.Equal(one, await counter.OfPageAsync(olga, list));

        var rows = (await olga.GetDocumentAsync(list)).QuerySelectorAll("tbody tr");
        Assert.Equal(3, rows.Length);
        Assert.Contains("Reviews disagree", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Equal("2 to 6", rows[0].QuerySelector("td[data-label=Scores]")!.TextContent);
        Assert.DoesNotContain("Changed after", await olga.ReadAsync(world.Case), StringComparison.Ordinal);
        _app.Clock.Advance(TimeSpan.FromHours(1));
        await _app.QueryAsync(async db =>
        {
            var review = await db.Reviews.SingleAsync(review => review.AssignmentId == world.Assignments["ben"].Id, Cancel);
            Assert.True(review.Save(new ReviewContent(5, 3, "Ben agrees now.", ""), review.Revision, true, _app.Clock.Now).Succeeded);
            return await db.SaveChangesAsync(Cancel);
        });
        Assert.Contains("Changed after the discussion began", await olga.ReadAsync(world.Case), StringComparison.Ordinal);
        Assert.DoesNotContain("Changed after", await ben.ReadAsync(world.Discussion), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_cannot_judge_is_shown_without_what_they_wrote_and_does_not_read_the_others()
    {
        var world = await DiscussionWorld.MakeAsync(_app);
        await world.SetAsync(settings => settings with { ResponseOpens = _app.Clock.Now, ResponseCloses = _app.Clock.Now.AddDays(1) });
        await _app.QueryAsync(async db =>
        {
            var review = await db.Reviews.SingleAsync(review => review.AssignmentId == world.Assignments["ben"].Id, Cancel);
            Assert.True(review.CannotJudge("Too far from me.", review.Revision, _app.Clock.Now).Succeeded);
            return await db.SaveChangesAsync(Cancel);
        });
        var (anna, ben, cleo, olga) = (await _app.SignedInAsync(ReviewingWorld.Anna), await _app.SignedInAsync(ReviewingWorld.Ben), await _app.SignedInAsync(ReviewingWorld.Cleo), await _app.SignedInAsync(ReviewingWorld.Olga));

        var colleague = await anna.ReadAsync(world.Discussion);
        Assert.Contains("could not judge it", colleague, StringComparison.Ordinal);
        Assert.DoesNotContain("Ben misses a proof.", colleague, StringComparison.Ordinal);
        Assert.DoesNotContain("Too far from me.", colleague, StringComparison.Ordinal);
        Assert.Contains("Too far from me.", await olga.ReadAsync(world.Case), StringComparison.Ordinal);
        using var shut = await ben.FetchAsync(world.Discussion);
        Assert.Equal(HttpStatusCode.NotFound, shut.StatusCode);
        var response = await cleo.GetDocumentAsync(world.Response);
        Assert.Contains("Anna likes the bound", Assert.Single(response.QuerySelectorAll(".case-review")).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_released_has_the_same_numbers_and_names_only_where_that_was_promised()
    {
        var world = await DiscussionWorld.MakeAsync(_app);
        await world.SetAsync(settings => settings with { SignsReviews = true });
        await _app.SeedAsync(DiscussionWorld.Written(world.Assignments["dora"], 3, "Signed.", _app.Clock.Now));
        Guid[] papers = [world.Paper, world.Reviewing.Papers[2].Id];

        var released = await _app.QueryAsync(db => db.LoadReviewsForReleaseAsync(world.Reviewing.Event.Id, db.Submissions.Where(s => papers.Contains(s.Id)).Select(s => s.Id), Cancel));

        Assert.Equal(["Reviewer 1", "Reviewer 2"], released.Where(review => review.SubmissionId == papers[0]).Select(review => review.Heading));
        Assert.Equal("Anna likes the bound of $n^2$.", released.Single(review => review.SubmissionId == papers[0] && review.Number == world.NumberOf("anna")).Comments);
        Assert.Equal("Reviewer 1, Dora Reviewer", released.Single(review => review.SubmissionId == papers[1]).Heading);
    }
}

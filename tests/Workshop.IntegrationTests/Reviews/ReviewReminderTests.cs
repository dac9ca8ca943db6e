using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Mail;
using Workshop.Domain.Reviewing;
using Workshop.Testing;
using Workshop.Web.Features.Reviews;

namespace Workshop.IntegrationTests.Reviews;

/// <summary>What is written to reviewers by itself, what they answer, and what organizers see and do about it.</summary>
public sealed partial class ReviewReminderTests : IDisposable
{
    private static readonly Dictionary<string, string?> Nothing = [];

    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Each_step_reaches_each_reviewer_once_on_two_nodes_after_a_restart_and_when_the_due_date_moves()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        await _app.SeedAsync(world.Assign(world.AnnaReviews, world.Papers[0]), world.Assign(world.AnnaReviews, world.Papers[1]), world.Assign(world.BenReviews, world.Papers[2]));
        var due = world.Event.ReviewsDue!.Value;

        _app.Clock.Now = due.AddDays(-3);
        var both = await Task.WhenAll(RemindAsync(), RemindAsync());
        Assert.Equal(2, both.Sum());
        Assert.Equal(0, await RemindAsync());
        Assert.Equal([ReviewingWorld.Anna, ReviewingWorld.Ben], (await MailsAsync()).Select(mail => mail.NormalizedTo).Order());
        Assert.Equal(2, await _app.QueryAsync(db => db.DeskPasses.CountAsync()));

        // Moved by half a day: −3 begins anew, but a day must pass first, and then it is too late for it.
        await _app.QueryAsync(db => db.Events.ExecuteUpdateAsync(set => set.SetProperty(e => e.ReviewsDue, due.AddHours(2))));
        Assert.Equal(0, await RunAtAsync(due.AddDays(-3).AddHours(2)));
        Assert.Equal(2, await RunAtAsync(due.AddDays(-2))); // within the day that the new −3 may be sent, and a day after the last

        // The organizers' outbox shows Otto nothing that is about his own paper alone, and nobody the text.
        Assert.All(await MailsAsync(), mail => Assert.True(mail.IsPrivate && mail.SubmissionId != world.Papers[1].Id));

        // Done, handed back, muted: no more.
        await _app.QueryAsync(async db =>
        {
            foreach (var mine in await db.ReviewAssignments.Where(each => each.ReviewerId == world.AnnaReviews.Id).ToListAsync())
            {
                mine.HandBack("Ill", _app.Clock.Now);
            }

            return await db.SaveChangesAsync();
        });
        Assert.Equal(1, await RunAtAsync(due.AddDays(-1).AddHours(2)));
        var link = (await MailsAsync())[^1].UnsubscribeLink!;
        Assert.StartsWith("http://localhost", link, StringComparison.Ordinal);
        var path = new Uri(link).AbsolutePath;
        var mailProgram = _app.Browser();
        using var looked = await mailProgram.FetchAsync(path);
        Assert.Equal(HttpStatusCode.OK, looked.StatusCode);
        Assert.Null(await EndedAsync(world.BenReviews));
        using var oneClick = new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")]);
        using var ended = await mailProgram.PostAsync(new Uri(path, UriKind.Relative), oneClick, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
        Assert.NotNull(await EndedAsync(world.BenReviews));
        Assert.Equal(0, await RunAtAsync(due.AddHours(2)));
        using var back = await mailProgram.SubmitFormAsync(path, Nothing, button: "Remind me again");
        Assert.Null(await EndedAsync(world.BenReviews));
        Assert.Equal(1, await RunAtAsync(due.AddHours(2)));
    }

    [Fact]
    public async Task Half_way_one_press_answers_and_cannot_leads_to_handing_back()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        var (first, third) = (world.Assign(world.AnnaReviews, world.Papers[0]), world.Assign(world.AnnaReviews, world.Papers[2]));
        await _app.SeedAsync(first, third);
        var half = WorkshopApp.Start + ((world.Event.ReviewsDue!.Value - WorkshopApp.Start) / 2);
        Assert.Equal(0, await RunAtAsync(half.AddSeconds(-1)));
        Assert.Equal(1, await RunAtAsync(half));
        Assert.Equal(0, await RunAtAsync(half.AddHours(1)));
        var mail = await _app.QueryAsync(db => db.OutgoingMails.AsNoTracking().SingleAsync(mail => mail.Kind == "reviewer.pulse"));
        var link = Answers().Match(mail.Body).Value;
        var anna = _app.Browser();

        var page = await anna.GetDocumentAsync(link + "?answer=cannot");
        Assert.Equal("I cannot do them", page.QuerySelector("main button")!.TextContent.Trim());
        Assert.Empty(await _app.QueryAsync(db => db.ReviewerPulses.ToListAsync()));
        using var said = await anna.SubmitFormAsync(page, link, Nothing);
        Assert.Equal($"{world.Root}/reviews/hand-back", said.Headers.Location!.ToString());
        using var handed = await anna.SubmitFormAsync($"{world.Root}/reviews/hand-back", new Dictionary<string, string?> { ["Input.Assignments"] = first.Id.ToString(), ["Input.Reason"] = "On leave" });
        Assert.Equal(HttpStatusCode.Redirect, handed.StatusCode);
        Assert.Equal([true, false], await _app.QueryAsync(db => db.ReviewAssignments.OrderBy(each => each.Id == third.Id).Select(each => each.WasHandedBack).ToListAsync()));

        var olga = await _app.SignedInAsync(ReviewingWorld.Olga);
        var risk = await olga.GetDocumentAsync($"{world.Root}/organize/reviews");
        Assert.Contains("Said that they cannot", risk.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Organizers_see_who_is_late_remind_and_extend_and_never_learn_of_their_own_paper()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        await _app.SeedAsync(world.Assign(world.AnnaReviews, world.Papers[1]), world.Assign(world.BenReviews, world.Papers[2]), world.Assign(world.BenReviews, world.Papers[1]));
        var due = world.Event.ReviewsDue!.Value;
        _app.Clock.Now = due.AddDays(2);
        var (olga, otto) = (await _app.SignedInAsync(ReviewingWorld.Olga), await _app.SignedInAsync(ReviewingWorld.Otto));
        var address = $"{world.Root}/organize/reviews";

        var all = (await olga.GetDocumentAsync(address)).QuerySelectorAll("table")[0].QuerySelectorAll("tbody tr").Select(row => Spaces().Replace(row.TextContent, " ")).ToList();
        Assert.Contains("2 days late with 2 reviews; nothing begun", all.Single(row => row.Contains("Ben", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(2, all.Count);

        // Otto wrote #2: Anna, who has nothing else, is not there, and Ben has one review.
        var some = await otto.GetDocumentAsync(address);
        Assert.DoesNotContain("Anna", some.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("2 days late with 1 review;", Spaces().Replace(some.QuerySelector("table")!.TextContent, " "), StringComparison.Ordinal);
        using var blind = await otto.SubmitFormAsync(some, address, new Dictionary<string, string?> { ["reviewer"] = world.AnnaReviews.Id.ToString() }, "form[action*=Remind]");
        Assert.Equal(HttpStatusCode.BadRequest, blind.StatusCode);
        using var blindToo = await otto.SubmitFormAsync(some, address, new Dictionary<string, string?> { ["reviewer"] = world.AnnaReviews.Id.ToString() }, "form[action*=Extend]");
        Assert.Equal(HttpStatusCode.BadRequest, blindToo.StatusCode);
        var csv = await otto.ReadAsync(address + "?handler=Csv");
        Assert.DoesNotContain("anna@", csv, StringComparison.Ordinal);
        Assert.Contains("2 days late with 1 review; nothing begun", csv, StringComparison.Ordinal);

        // Remind once a day; more time makes the risk go, the desk says so, and the ladder counts from the new day.
        using var reminded = await olga.SubmitFormAsync(address, new Dictionary<string, string?> { ["reviewer"] = world.BenReviews.Id.ToString() }, "form[action*=Remind]");
        Assert.Equal(HttpStatusCode.Redirect, reminded.StatusCode);
        using var twice = await olga.SubmitFormAsync(address, new Dictionary<string, string?> { ["reviewer"] = world.BenReviews.Id.ToString() }, "form[action*=Remind]");
        Assert.Contains("was reminded within the last day", await twice.TextAsync(), StringComparison.Ordinal);
        Assert.Equal([ReviewingWorld.Ben], (await MailsAsync()).Select(mail => mail.NormalizedTo));
        using var extended = await olga.SubmitFormAsync(address, new Dictionary<string, string?> { ["reviewer"] = world.BenReviews.Id.ToString(), ["days"] = "5" }, "form[action*=Extend]");
        Assert.Equal(HttpStatusCode.Redirect, extended.StatusCode);
        Assert.Equal(due.AddDays(7), await _app.QueryAsync(db => db.Reviewers.Where(reviewer => reviewer.Id == world.BenReviews.Id).Select(reviewer => reviewer.DueAt).SingleAsync()));
        Assert.Equal(2, await RunAtAsync(due.AddDays(4))); // Ben’s own −3, and +3 for Anna, who is due with everybody else
        using var none = await olga.SubmitFormAsync(address, new Dictionary<string, string?> { ["reviewer"] = world.BenReviews.Id.ToString(), ["days"] = "61" }, "form[action*=Extend]");
        Assert.Equal(HttpStatusCode.BadRequest, none.StatusCode);

        // What is done about Anna, who reviews nothing but Otto's paper, stands in the log and among the mails, and not in those that he sees.
        _app.Clock.Now = due.AddDays(6);
        var late = await olga.GetDocumentAsync(address);
        using var annaReminded = await olga.SubmitFormAsync(late, address, new Dictionary<string, string?> { ["reviewer"] = world.AnnaReviews.Id.ToString() }, "form[action*=Remind]");
        Assert.Equal(HttpStatusCode.Redirect, annaReminded.StatusCode);
        var more = new Dictionary<string, string?> { ["reviewer"] = world.AnnaReviews.Id.ToString(), ["days"] = "3", ["due"] = due.UtcTicks.ToString(CultureInfo.InvariantCulture) };
        using var annaExtended = await olga.SubmitFormAsync(late, address, more, "form[action*=Extend]");
        Assert.Equal(HttpStatusCode.Redirect, annaExtended.StatusCode);
        foreach (var shown in (string[])["log", "mail"])
        {
            Assert.Contains("Anna", (await olga.GetDocumentAsync($"{world.Root}/organize/{shown}")).QuerySelector("main")!.TextContent, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("Anna", (await otto.GetDocumentAsync($"{world.Root}/organize/{shown}")).QuerySelector("main")!.TextContent, StringComparison.OrdinalIgnoreCase);
        }

        // The same press again, from the page as it was: the date has changed, so nothing is given twice.
        using var doubled = await olga.SubmitFormAsync(late, address, more, "form[action*=Extend]");
        Assert.Contains("was changed since this page was opened", await doubled.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(due.AddDays(9), await _app.QueryAsync(db => db.Reviewers.Where(reviewer => reviewer.Id == world.AnnaReviews.Id).Select(reviewer => reviewer.DueAt).SingleAsync()));
    }

    [Fact]
    public async Task Whoever_declines_or_stays_silent_makes_the_next_alternates_turn_come()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        var olga = await _app.SignedInAsync(ReviewingWorld.Olga);
        using var invited = await olga.SubmitFormAsync($"{world.Root}/organize/reviewers", new Dictionary<string, string?> { ["Input.People"] = "Dora Dean <dora@dora.example>\nEmil <emil@emil.example>" }, "#invite");
        using var listed = await olga.SubmitFormAsync($"{world.Root}/organize/reviewers/alternates", new Dictionary<string, string?> { ["Input.People"] = $"First <first@alternate.example>\nSecond <second@alternate.example>\n{ReviewingWorld.Anna}" });
        Assert.Contains("anna@anna.example has been invited already", await listed.TextAsync(), StringComparison.Ordinal);
        using var saved = await olga.SubmitFormAsync($"{world.Root}/organize/reviewers/alternates", new Dictionary<string, string?> { ["Input.People"] = "First <first@alternate.example>\nSecond <second@alternate.example>" });
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);

        // Dora declines and names somebody: First is invited, and the suggestion waits for a press.
        var visitor = _app.Browser();
        var (dora, emil) = (await InvitationOfAsync("dora@dora.example"), await InvitationOfAsync("emil@emil.example"));
        using var wrong = await visitor.SubmitFormAsync(dora, new Dictionary<string, string?> { ["Input.SuggestedEmail"] = "no address" }, "form[action*=Decline]");
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        using var declined = await visitor.SubmitFormAsync(
            dora, new Dictionary<string, string?> { ["Input.Reason"] = "On leave", ["Input.SuggestedName"] = "Gita", ["Input.SuggestedEmail"] = "gita@gita.example" }, "form[action*=Decline]");
        Assert.Equal(HttpStatusCode.Redirect, declined.StatusCode);
        Assert.Equal(ReviewerState.Invited, await StateAsync("first@alternate.example"));
        var page = await olga.GetDocumentAsync($"{world.Root}/organize/reviewers");
        Assert.Contains("suggests Gita, gita@gita.example", page.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        using var suggested = await olga.SubmitFormAsync($"{world.Root}/organize/reviewers", Nothing, "form[action*=InviteSuggested]");
        Assert.Equal(ReviewerState.Invited, await StateAsync("gita@gita.example"));

        // Emil stays silent: after the days that the event gives, and once on two nodes.
        using var settings = await olga.SubmitFormAsync($"{world.Root}/organize/reviews/reminders", new Dictionary<string, string?> { ["Input.LapseAfterDays"] = "7", ["Input.WelcomesLateAnswers"] = "false" });
        Assert.Equal(HttpStatusCode.Redirect, settings.StatusCode);
        Assert.Contains("because Emil has not answered", (await olga.GetDocumentAsync($"{world.Root}/organize/reviews/reminders")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await _app.QueryAsync(db => db.Reviewers.Where(reviewer => reviewer.NormalizedEmail.EndsWith("@alternate.example") || reviewer.NormalizedEmail == "gita@gita.example").ExecuteUpdateAsync(set => set.SetProperty(reviewer => reviewer.InvitedAt, _app.Clock.Now.AddDays(1))));
        var invitedAt = _app.Clock.Now;
        _app.Clock.Now = invitedAt.AddDays(7).AddSeconds(-1);
        Assert.Equal(0, await LapseAsync());
        _app.Clock.Now = invitedAt.AddDays(7);
        Assert.Equal(1, (await Task.WhenAll(LapseAsync(), LapseAsync())).Sum());
        Assert.Equal((ReviewerState.Lapsed, ReviewerState.Invited), (await StateAsync("emil@emil.example"), await StateAsync("second@alternate.example")));
        Assert.Contains("was not answered in time", (await visitor.GetDocumentAsync(emil)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        using var welcoming = await olga.SubmitFormAsync($"{world.Root}/organize/reviews/reminders", new Dictionary<string, string?> { ["Input.WelcomesLateAnswers"] = "true" });
        using var late = await visitor.SubmitFormAsync(emil, Nothing, button: "Yes, I will review");
        Assert.Equal(ReviewerState.Accepted, await StateAsync("emil@emil.example"));
    }

    [Fact]
    public async Task Once_reviews_are_due_neither_silence_nor_a_no_invites_anybody()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        var olga = await _app.SignedInAsync(ReviewingWorld.Olga);
        using var invited = await olga.SubmitFormAsync($"{world.Root}/organize/reviewers", new Dictionary<string, string?> { ["Input.People"] = "Dora Dean <dora@dora.example>\nEmil <emil@emil.example>" }, "#invite");
        using var saved = await olga.SubmitFormAsync($"{world.Root}/organize/reviewers/alternates", new Dictionary<string, string?> { ["Input.People"] = "First <first@alternate.example>" });
        using var settings = await olga.SubmitFormAsync($"{world.Root}/organize/reviews/reminders", new Dictionary<string, string?> { ["Input.LapseAfterDays"] = "7" });
        Assert.Equal(HttpStatusCode.Redirect, settings.StatusCode);
        var dora = await InvitationOfAsync("dora@dora.example");
        _app.Clock.Now = world.Event.ReviewsDue!.Value.AddSeconds(1);

        Assert.Equal(0, await LapseAsync());
        using var declined = await _app.Browser().SubmitFormAsync(dora, Nothing, "form[action*=Decline]");
        Assert.Equal(HttpStatusCode.Redirect, declined.StatusCode);

        Assert.Equal((ReviewerState.Declined, ReviewerState.Invited), (await StateAsync("dora@dora.example"), await StateAsync("emil@emil.example")));
        Assert.Empty(await _app.QueryAsync(db => db.Reviewers.Where(reviewer => reviewer.NormalizedEmail == "first@alternate.example").ToListAsync()));
    }

    [Fact]
    public async Task Organizers_change_the_ladder_and_see_what_it_will_send()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        await _app.SeedAsync(world.Assign(world.AnnaReviews, world.Papers[0]), world.Assign(world.BenReviews, world.Papers[1]));
        _app.Clock.Now = world.Event.ReviewsDue!.Value.AddDays(-8);
        var (olga, otto) = (await _app.SignedInAsync(ReviewingWorld.Olga), await _app.SignedInAsync(ReviewingWorld.Otto));
        var address = $"{world.Root}/organize/reviews/reminders";

        var page = await olga.GetDocumentAsync(address);
        var preview = page.QuerySelectorAll("[aria-labelledby=preview] tbody tr").Select(row => row.TextContent).ToList();
        Assert.Equal(6, preview.Count); // the six steps, each for both
        Assert.All(preview, row => Assert.Contains("Anna Reviewer, Ben Reviewer", row, StringComparison.Ordinal));
        Assert.DoesNotContain("Ben", (await otto.GetDocumentAsync(address)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        // Off, moved and previewed before it is saved.
        var fields = new Dictionary<string, string?> { ["Input.Steps[0].IsOn"] = "false", ["Input.Steps[1].Days"] = "5", ["Input.Steps[6].Days"] = "x" };
        using var wrong = await olga.SubmitFormAsync(page, address, fields, button: "Save");
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains("Give a whole number of days", await wrong.TextAsync(), StringComparison.Ordinal);
        fields["Input.Steps[6].Days"] = "";
        using var previewed = await olga.SubmitFormAsync(page, address, fields, button: "Preview without saving");
        Assert.Contains("Reminder: 5 days before", await previewed.TextAsync(), StringComparison.Ordinal);
        Assert.Empty(await _app.QueryAsync(db => db.ReminderPlans.ToListAsync()));
        using var saved = await olga.SubmitFormAsync(page, address, fields, button: "Save");
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        using var stale = await olga.SubmitFormAsync(page, address, fields, button: "Save");
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.Equal(0, await RunAtAsync(world.Event.ReviewsDue.Value.AddDays(-7)));
        Assert.Equal(2, await RunAtAsync(world.Event.ReviewsDue.Value.AddDays(-5).AddHours(1)));
    }

    private Task<int> RunAtAsync(DateTimeOffset now)
    {
        _app.Clock.Now = now;
        return RemindAsync();
    }

    private Task<int> RemindAsync() => _app.InScopeAsync<RemindOpenReviews, int>(remind => remind.RunAsync(TestContext.Current.CancellationToken));

    private Task<int> LapseAsync() => _app.InScopeAsync<LapseInvitations, int>(lapse => lapse.RunAsync(TestContext.Current.CancellationToken));

    private Task<ReviewerState> StateAsync(string email) => _app.QueryAsync(db => db.Reviewers.Where(reviewer => reviewer.NormalizedEmail == email).Select(reviewer => reviewer.State).SingleAsync());

    private Task<DateTimeOffset?> EndedAsync(Reviewer of) => _app.QueryAsync(db => db.Reviewers.Where(reviewer => reviewer.Id == of.Id).Select(reviewer => reviewer.RemindersEndedAt).SingleAsync());

    private async Task<string> InvitationOfAsync(string email) => Invitation().Match(await _app.QueryAsync(db => db.OutgoingMails.Where(mail => mail.NormalizedTo == email).Select(mail => mail.Body).SingleAsync())).Value;

    private Task<List<OutgoingMail>> MailsAsync() => _app.QueryAsync(db => db.OutgoingMails.AsNoTracking().Where(mail => mail.Kind == "reviewer.reminder").OrderBy(mail => mail.CreatedAt).ToListAsync());

    [GeneratedRegex("/invitation/[0-9a-f]{32}")]
    private static partial Regex Invitation();

    [GeneratedRegex("/desk/[0-9a-f]{32}")]
    private static partial Regex Answers();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}

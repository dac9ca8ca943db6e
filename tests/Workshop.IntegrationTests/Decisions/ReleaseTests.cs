using System.Net;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Decisions;
using Workshop.Domain.Mail;
using Workshop.Domain.Reviewing;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Decisions;

public sealed class ReleaseTests : IDisposable
{
    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task The_preview_shows_the_real_mail_and_names_what_is_undecided()
    {
        var world = await DecisionsWorld.MakeAsync(_app);
        await world.StageAsync(1, DecisionOutcome.Talk, "Please speak slowly.");
        using var otto = await _app.SignedInAsync(DecisionsWorld.Otto);

        var page = await otto.GetDocumentAsync(world.Decisions + "/release");

        Assert.Equal(["#2 Saliency is easy", "#3 My own paper"], page.QuerySelectorAll("main ul.reading li").Select(item => item.TextContent.Trim()));
        var shown = page.QuerySelector("pre.mail")!.TextContent;
        using var released = await otto.SubmitFormAsync(page, world.Decisions + "/release", new Dictionary<string, string?>());
        Assert.Equal(HttpStatusCode.Redirect, released.StatusCode);
        Assert.Equal(shown, (await MailsAsync()).Single(mail => mail.ToAddress == DecisionsWorld.Anna).Body);
        Assert.Empty(await _app.QueryAsync(db => db.OutgoingMails.Where(mail => mail.ToAddress == DecisionsWorld.Carla).ToListAsync()));
    }

    [Fact]
    public async Task The_preview_and_the_mails_say_the_events_own_words()
    {
        var world = await DecisionsWorld.MakeAsync(_app);
        await world.StageAsync(1, DecisionOutcome.Talk, "Please speak slowly.");
        var own = EventMailTemplate.For(world.Event.Id, MailKinds.Decision);
        Assert.True(own.Reword("News of #{{number}}", "Hello {{name}},\n\n{{verdict}}\n\n{{condition}}\n\n{{note}}\n\n{{link}}\n", 0).Succeeded);
        await _app.SeedAsync(own);
        using var otto = await _app.SignedInAsync(DecisionsWorld.Otto);
        var page = await otto.GetDocumentAsync(world.Decisions + "/release");
        var shown = page.QuerySelector("pre.mail")!.TextContent;

        using var released = await otto.SubmitFormAsync(page, world.Decisions + "/release", new Dictionary<string, string?>());

        Assert.Equal(HttpStatusCode.Redirect, released.StatusCode);
        var mail = (await MailsAsync()).Single(mail => mail.ToAddress == DecisionsWorld.Anna);
        Assert.Equal(("News of #1", shown), (mail.Subject, mail.Body));
        Assert.StartsWith("Hello ", shown, StringComparison.Ordinal);
        Assert.EndsWith($"as a talk.\n\nPlease speak slowly.\n\nhttp://localhost{world.Released(1)}\n", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_author_gets_one_mail_with_note_and_reviews_without_names_or_scores()
    {
        var world = await DecisionsWorld.MakeAsync(_app);
        await world.StageAsync(1, DecisionOutcome.Talk, "Please speak slowly.");
        await world.StageAsync(2, DecisionOutcome.Reject);
        using var otto = await _app.SignedInAsync(DecisionsWorld.Otto);

        using var released = await otto.SubmitFormAsync(world.Decisions + "/release", new Dictionary<string, string?>());

        var mails = await MailsAsync();
        Assert.Equal([DecisionsWorld.Anna, DecisionsWorld.Boris, DecisionsWorld.Carla], mails.Select(mail => mail.ToAddress));
        var inOrder = await _app.QueryAsync(db => db.Reviews.Where(review => review.SubmissionId == world.Id(1))
            .Join(db.ReviewAssignments, review => review.AssignmentId, assignment => assignment.Id, (review, assignment) => new { review.ToAuthors, assignment.ShuffleKey })
            .OrderBy(review => review.ShuffleKey).Select(review => review.ToAuthors).ToListAsync());
        Assert.Equal(
            $"""
            Dear Boris Author,

            We are glad to tell you that your submission #1, “Sufficient reasons are hard”, is accepted for Theory of Testing 2027 as a talk.

            Please speak slowly.

            Please tell us who presents it and what may be published, or that you cannot come:
            http://localhost/e/{world.Event.Slug}/submissions/{world.Id(1)}/presentation

            Reviewer 1
            ----------
            {inOrder[0]}

            Reviewer 2
            ----------
            {inOrder[1]}

            You find this again at
            http://localhost{world.Released(1)}

            With kind regards,
            the organizers of Theory of Testing 2027
            chairs@theory.example

            """.ReplaceLineEndings("\n"),
            mails[1].Body);
        Assert.All(mails, mail =>
        {
            Assert.DoesNotContain("Rita Reviewer", mail.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("Ralf Reviewer", mail.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("Secret for organizers", mail.Body, StringComparison.Ordinal);
        });
        Assert.Equal("Theory of Testing 2027: decision on your submission #2", mails[2].Subject);
        Assert.Contains("is not accepted", mails[2].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Releasing_twice_sends_nothing_twice_and_later_decisions_follow_later()
    {
        var world = await DecisionsWorld.MakeAsync(_app);
        await world.StageAsync(1, DecisionOutcome.Talk);
        using var otto = await _app.SignedInAsync(DecisionsWorld.Otto);
        var page = await otto.GetDocumentAsync(world.Decisions + "/release");

        using var first = await otto.SubmitFormAsync(page, world.Decisions + "/release", new Dictionary<string, string?>());
        using var second = await otto.SubmitFormAsync(page, world.Decisions + "/release", new Dictionary<string, string?>());

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (first.StatusCode, second.StatusCode));
        Assert.Equal(2, (await MailsAsync()).Count);
        var releasedAt = Assert.Single(await world.DecisionsAsync()).ReleasedAt;
        var eventReleasedAt = await _app.QueryAsync(db => db.Events.Select(e => e.DecisionsReleased).SingleAsync());
        Assert.Equal(_app.Clock.Now, releasedAt);
        Assert.Equal(_app.Clock.Now, eventReleasedAt);

        _app.Clock.Advance(TimeSpan.FromDays(1));
        await world.StageAsync(2, DecisionOutcome.Poster);
        using var third = await otto.SubmitFormAsync(world.Decisions + "/release", new Dictionary<string, string?>());

        Assert.Equal(3, (await MailsAsync()).Count);
        Assert.Equal(releasedAt, (await world.DecisionsAsync()).Single(decision => decision.SubmissionId == world.Id(1)).ReleasedAt);
        Assert.Equal(eventReleasedAt, await _app.QueryAsync(db => db.Events.Select(e => e.DecisionsReleased).SingleAsync()));
    }

    [Fact]
    public async Task What_changed_since_the_preview_is_not_released_unseen()
    {
        var world = await DecisionsWorld.MakeAsync(_app);
        await world.StageAsync(1, DecisionOutcome.Talk);
        using var otto = await _app.SignedInAsync(DecisionsWorld.Otto);
        var page = await otto.GetDocumentAsync(world.Decisions + "/release");
        await world.StageAsync(2, DecisionOutcome.Reject);

        using var answer = await otto.SubmitFormAsync(page, world.Decisions + "/release", new Dictionary<string, string?>());

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Empty(await MailsAsync());
        Assert.All(await world.DecisionsAsync(), decision => Assert.False(decision.IsSealed));
    }

    [Fact]
    public async Task A_review_or_a_setting_that_changed_since_the_preview_is_not_sent_unseen()
    {
        var world = await DecisionsWorld.MakeAsync(_app, undoMinutes: 10);
        await world.StageAsync(1, DecisionOutcome.Talk);
        using var otto = await _app.SignedInAsync(DecisionsWorld.Otto);
        var page = await otto.GetDocumentAsync(world.Decisions + "/release");
        await _app.QueryAsync(async db =>
        {
            var id = world.Id(1);
            var review = await db.Reviews.FirstAsync(review => review.SubmissionId == id);
            Assert.True(review.Save(new ReviewContent(3, 3, "Rewritten at the last moment.", ""), review.Revision, true, _app.Clock.Now).Succeeded);
            return await db.SaveChangesAsync();
        });

        using var rewritten = await otto.SubmitFormAsync(page, world.Decisions + "/release", new Dictionary<string, string?>());

        Assert.Equal(HttpStatusCode.Conflict, rewritten.StatusCode);
        page = await otto.GetDocumentAsync(world.Decisions + "/release");
        await _app.QueryAsync(async db =>
        {
            var settings = await db.DecisionSettings.SingleAsync();
            Assert.True(settings.Change(settings.Terms with { UndoMinutes = 0 }, settings.Revision).Succeeded);
            return await db.SaveChangesAsync();
        });
        using var sooner = await otto.SubmitFormAsync(page, world.Decisions + "/release", new Dictionary<string, string?>());
        Assert.Equal(HttpStatusCode.Conflict, sooner.StatusCode);
        Assert.Empty(await MailsAsync());
        Assert.All(await world.DecisionsAsync(), decision => Assert.False(decision.IsSealed));
    }

    [Fact]
    public async Task A_release_never_takes_only_what_its_organizer_may_not_see()
    {
        var world = await DecisionsWorld.MakeAsync(_app);
        await world.StageAsync(1, DecisionOutcome.Talk);
        await world.StageAsync(3, DecisionOutcome.Poster);
        using var olga = await _app.SignedInAsync(DecisionsWorld.Olga);
        var page = await olga.GetDocumentAsync(world.Decisions + "/release");
        await _app.QueryAsync(async db =>
        {
            var id = world.Id(1);
            db.Remove(await db.Decisions.SingleAsync(decision => decision.SubmissionId == id));
            return await db.SaveChangesAsync();
        });

        using var released = await olga.SubmitFormAsync(page, world.Decisions + "/release", new Dictionary<string, string?>());

        Assert.Equal(HttpStatusCode.Redirect, released.StatusCode);
        Assert.False(Assert.Single(await world.DecisionsAsync()).IsSealed);
        Assert.Empty(await MailsAsync());
    }

    [Fact]
    public async Task A_withdrawn_submission_is_not_released()
    {
        var world = await DecisionsWorld.MakeAsync(_app);
        await world.StageAsync(1, DecisionOutcome.Talk);
        await world.StageAsync(2, DecisionOutcome.Talk);
        await _app.QueryAsync(async db =>
        {
            (await db.Submissions.SingleAsync(s => s.Number == 1)).Withdraw(_app.Clock.Now);
            return await db.SaveChangesAsync();
        });
        using var otto = await _app.SignedInAsync(DecisionsWorld.Otto);

        using var released = await otto.SubmitFormAsync(world.Decisions + "/release", new Dictionary<string, string?>());

        Assert.Equal(DecisionsWorld.Carla, Assert.Single(await MailsAsync()).ToAddress);
        Assert.False((await world.DecisionsAsync()).Single(decision => decision.SubmissionId == world.Id(1)).IsSealed);
    }

    [Fact]
    public async Task Authors_see_nothing_before_the_release_and_their_own_decision_after()
    {
        var world = await DecisionsWorld.MakeAsync(_app);
        await world.StageAsync(1, DecisionOutcome.Waitlist, "A secret note");
        await world.StageAsync(3, DecisionOutcome.Poster);
        using var anna = await _app.SignedInAsync(DecisionsWorld.Anna);
        using var olga = await _app.SignedInAsync(DecisionsWorld.Olga);
        using var otto = await _app.SignedInAsync(DecisionsWorld.Otto);

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(anna, world.Released(1)));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(olga, world.Released(3)));
        using var released = await otto.SubmitFormAsync(world.Decisions + "/release", new Dictionary<string, string?>());

        var page = (await anna.GetDocumentAsync(world.Released(1))).QuerySelector("main")!;
        Assert.Contains("Waitlist", page.TextContent, StringComparison.Ordinal);
        Assert.Contains("A secret note", page.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Reviewer 1", "Reviewer 2"], page.QuerySelectorAll("article h3").Select(heading => heading.TextContent));
        Assert.Contains("Ralf misses a proof. (on 1)", page.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Rita Reviewer", page.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Ralf Reviewer", page.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret for organizers", page.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(anna, world.Released(3)));
        Assert.Contains("Reviewer 2", (await olga.GetDocumentAsync(world.Released(3))).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_organizer_releases_an_own_paper_without_learning_that_it_was_staged()
    {
        var world = await DecisionsWorld.MakeAsync(_app);
        await world.StageAsync(1, DecisionOutcome.Talk);
        await world.StageAsync(3, DecisionOutcome.Poster);
        using var olga = await _app.SignedInAsync(DecisionsWorld.Olga);
        var page = await olga.GetDocumentAsync(world.Decisions + "/release");
        Assert.DoesNotContain("My own paper", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Release 1 decision", page.QuerySelector("main form button")!.TextContent, StringComparison.Ordinal);

        using var released = await olga.SubmitFormAsync(page, world.Decisions + "/release", new Dictionary<string, string?>());

        Assert.Contains("1 decision is released.", (await olga.GetDocumentAsync(world.Decisions)).QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.All(await world.DecisionsAsync(), decision => Assert.True(decision.IsSealed));
    }

    private Task<List<OutgoingMail>> MailsAsync() =>
        _app.QueryAsync(db => db.OutgoingMails.AsNoTracking().Where(mail => mail.Kind == "decision.released").OrderBy(mail => mail.ToAddress).ToListAsync());

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative));
        return answer.StatusCode;
    }
}

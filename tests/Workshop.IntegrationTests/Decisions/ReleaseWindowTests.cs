using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Decisions;
using Workshop.Domain.Mail;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Decisions;

/// <summary>Between "release" and the instant at which it holds nobody but organizers may find a trace, and everything can be taken back.</summary>
public sealed partial class ReleaseWindowTests : IDisposable
{
    private const string Rita = "rita@reviews.example";

    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    /// <summary>
    /// Walks every page and file that an author, a reviewer and a visitor can reach, and those that they can guess, and compares every byte and header before anything is staged, while it is
    /// staged, while a release waits, and after it was undone. Once the release holds the walk must differ: there was something to hide.
    /// </summary>
    [Fact]
    public async Task Nothing_that_is_staged_or_waits_changes_a_byte_of_what_authors_and_reviewers_get()
    {
        var world = await DecisionsWorld.MakeAsync(_app, undoMinutes: 10);
        using var otto = await _app.SignedInAsync(DecisionsWorld.Otto);
        using var anna = await _app.SignedInAsync(DecisionsWorld.Anna);
        using var rita = await _app.SignedInAsync(Rita);
        using var visitor = _app.Browser();
        HttpClient[] outsiders = [anna, rita, visitor];
        var guesses = Guesses(world);
        var before = await WalkAsync();
        Assert.True(before.Count > 60, $"Only {before.Count} pages were found.");

        using var staged = await otto.SubmitFormAsync($"{world.Decisions}/{world.Id(1)}", new Dictionary<string, string?>
        {
            ["Input.Outcome"] = "Talk", ["Input.Note"] = "A secret note", ["Input.Condition"] = "A secret condition", ["Input.MetaReview"] = "A secret meta-review", ["Input.Summary"] = "A secret summary",
        });
        Assert.Equal(HttpStatusCode.Redirect, staged.StatusCode);
        await world.StageAsync(2, DecisionOutcome.Waitlist);
        await world.StageAsync(3, DecisionOutcome.Reject);
        await SameAsync("staged");

        var now = _app.Clock.Now;
        await ReleaseAsync(otto, world);
        Assert.Equal(now.AddMinutes(10), await _app.QueryAsync(db => db.Events.Select(e => e.DecisionsReleased).SingleAsync()));
        await SameAsync("waiting");
        await _app.DeliverMailAsync();
        Assert.All(await MailsAsync(), mail => Assert.Equal((MailState.Queued, now.AddMinutes(10)), (mail.State, mail.NextAttemptAt)));

        using var undone = await UndoAsync(otto, world);
        Assert.Equal(HttpStatusCode.Redirect, undone.StatusCode);
        await SameAsync("undone");

        await ReleaseAsync(otto, world);
        _app.Clock.Advance(TimeSpan.FromMinutes(10));
        await _app.DeliverMailAsync();
        Assert.All(await MailsAsync(), mail => Assert.Equal(MailState.Sent, mail.State));
        var after = await WalkAsync();
        Assert.Contains("A secret note", string.Concat(after.Values), StringComparison.Ordinal);
        Assert.Contains("A secret condition", string.Concat(after.Values), StringComparison.Ordinal);
        Assert.Contains("A secret meta-review", string.Concat(after.Values), StringComparison.Ordinal);
        Assert.DoesNotContain("A secret summary", string.Concat(after.Values), StringComparison.Ordinal);

        async Task SameAsync(string when)
        {
            var walked = await WalkAsync();
            Assert.Equal(before.Keys.Order(StringComparer.Ordinal), walked.Keys.Order(StringComparer.Ordinal));
            foreach (var (page, text) in before)
            {
                Assert.True(text == walked[page], $"While it is {when}, {page} differs:\n{text}\n---\n{walked[page]}");
            }
        }

        async Task<Dictionary<string, string>> WalkAsync()
        {
            var all = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var who = 0; who < outsiders.Length; who++)
            {
                foreach (var (page, text) in await CrawlAsync(outsiders[who], guesses))
                {
                    all[$"{who} {page}"] = text;
                }
            }

            return all;
        }
    }

    [Fact]
    public async Task A_release_is_undone_as_a_whole_or_not_at_all()
    {
        var world = await DecisionsWorld.MakeAsync(_app, undoMinutes: 10);
        await world.StageAsync(1, DecisionOutcome.Talk);
        await world.StageAsync(2, DecisionOutcome.Reject);
        using var otto = await _app.SignedInAsync(DecisionsWorld.Otto);
        await ReleaseAsync(otto, world);
        Assert.Contains("A release waits", (await otto.GetDocumentAsync(world.Decisions)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        // A reviewer may still change a review: not being able to would tell.
        Assert.Equal(3, (await MailsAsync()).Count);
        var page = await otto.GetDocumentAsync(world.Decisions);
        var release = await _app.QueryAsync(db => db.DecisionReleases.Select(release => release.Id).SingleAsync());

        // One mail is in the hands of the delivery.
        await _app.QueryAsync(async db =>
        {
            (await db.OutgoingMails.OrderBy(mail => mail.ToAddress).FirstAsync(mail => mail.Kind == "decision.released")).StartSending(_app.Clock.Now);
            return await db.SaveChangesAsync();
        });
        using var refused = await UndoAsync(otto, world);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("on its way already", (await refused.DocumentAsync()).QuerySelector("#error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(3, (await MailsAsync()).Count);
        Assert.All(await world.DecisionsAsync(), decision => Assert.True(decision.IsSealed));

        await _app.QueryAsync(async db =>
        {
            var mail = await db.OutgoingMails.SingleAsync(mail => mail.State == MailState.Sending);
            mail.MarkFailed("later", false, _app.Clock.Now);
            return await db.SaveChangesAsync();
        });
        using var undone = await UndoAsync(otto, world);
        Assert.Equal(HttpStatusCode.Redirect, undone.StatusCode);
        Assert.Empty(await MailsAsync());
        Assert.All(await world.DecisionsAsync(), decision => Assert.False(decision.IsSealed));
        Assert.Null(await _app.QueryAsync(db => db.Events.Select(e => e.DecisionsReleased).SingleAsync()));
        Assert.Equal(2, await _app.QueryAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == "decision.release-undone")));

        // Again, and past the instant.
        using var twice = await otto.SubmitFormAsync(page, world.Decisions, new Dictionary<string, string?>(), ".notice form");
        Assert.Equal(HttpStatusCode.NotFound, twice.StatusCode);
        await ReleaseAsync(otto, world);
        var late = await otto.GetDocumentAsync(world.Decisions);
        _app.Clock.Advance(TimeSpan.FromMinutes(10));
        using var tooLate = await otto.SubmitFormAsync(late, world.Decisions, new Dictionary<string, string?>(), ".notice form");
        Assert.Equal(HttpStatusCode.BadRequest, tooLate.StatusCode);
        Assert.Contains("is over", (await tooLate.DocumentAsync()).QuerySelector("#error-summary")!.TextContent, StringComparison.Ordinal);
        await _app.DeliverMailAsync();
        Assert.Equal(3, (await MailsAsync()).Count(mail => mail.State == MailState.Sent));

        // Nobody but organizers finds the handler.
        using var anna = await _app.SignedInAsync(DecisionsWorld.Anna);
        using var foreign = await anna.PostAsync(new Uri($"{world.Decisions}?handler=Undo&release={release}", UriKind.Relative), null, TestContext.Current.CancellationToken);
        Assert.NotEqual(HttpStatusCode.Redirect, foreign.StatusCode);
    }

    [Fact]
    public async Task What_happens_to_a_submission_while_its_release_waits_reaches_its_mails()
    {
        var world = await DecisionsWorld.MakeAsync(_app, undoMinutes: 10);
        await world.StageAsync(1, DecisionOutcome.Talk);
        await world.StageAsync(2, DecisionOutcome.Talk);
        using var otto = await _app.SignedInAsync(DecisionsWorld.Otto);
        await ReleaseAsync(otto, world);
        await _app.PersonAsync("Boris Author", DecisionsWorld.Boris);
        using var boris = await _app.SignedInAsync(DecisionsWorld.Boris);
        using var anna = await _app.SignedInAsync(DecisionsWorld.Anna);
        var paper = $"/e/{world.Event.Slug}/submissions/{world.Id(1)}";
        Assert.Equal([DecisionsWorld.Anna, DecisionsWorld.Boris, DecisionsWorld.Carla], (await MailsAsync()).Select(mail => mail.ToAddress));

        using var disavowed = await boris.SubmitFormAsync(paper, new Dictionary<string, string?>(), "form[action$='Disavow']");
        Assert.Equal(HttpStatusCode.Redirect, disavowed.StatusCode);
        Assert.Equal([DecisionsWorld.Anna, DecisionsWorld.Carla], (await MailsAsync()).Select(mail => mail.ToAddress));

        using var back = await boris.SubmitFormAsync($"/e/{world.Event.Slug}/submissions", new Dictionary<string, string?>(), button: "I am an author after all");
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        var again = (await MailsAsync()).Single(mail => mail.ToAddress == DecisionsWorld.Boris);
        Assert.StartsWith("Dear Boris Author,\n", again.Body, StringComparison.Ordinal);
        Assert.Equal(_app.Clock.Now.AddMinutes(10), again.NextAttemptAt);

        using var withdrawn = await anna.SubmitFormAsync(paper, new Dictionary<string, string?>(), "form[action$='Withdraw']");
        Assert.Equal(HttpStatusCode.Redirect, withdrawn.StatusCode);
        Assert.Equal([DecisionsWorld.Carla], (await MailsAsync()).Select(mail => mail.ToAddress));
        Assert.Equal([false, true], (await world.DecisionsAsync()).OrderBy(decision => decision.SubmissionId == world.Id(2)).Select(decision => decision.IsSealed));
    }

    [Fact]
    public async Task Undoing_one_release_leaves_another_and_its_instant()
    {
        var world = await DecisionsWorld.MakeAsync(_app, undoMinutes: 10);
        await world.StageAsync(1, DecisionOutcome.Talk);
        using var otto = await _app.SignedInAsync(DecisionsWorld.Otto);
        await ReleaseAsync(otto, world);
        _app.Clock.Advance(TimeSpan.FromMinutes(5));
        await world.StageAsync(2, DecisionOutcome.Reject);
        await ReleaseAsync(otto, world);

        using var undone = await UndoAsync(otto, world); // the earlier one stands first

        var mail = Assert.Single(await MailsAsync());
        Assert.Equal(DecisionsWorld.Carla, mail.ToAddress);
        Assert.Equal(_app.Clock.Now.AddMinutes(10), await _app.QueryAsync(db => db.Events.Select(e => e.DecisionsReleased).SingleAsync()));
        Assert.Equal([false, true], (await world.DecisionsAsync()).OrderBy(decision => decision.SubmissionId == world.Id(2)).Select(decision => decision.IsSealed));
    }

    [Fact]
    public async Task An_organizer_does_not_learn_that_a_release_of_their_own_paper_waits()
    {
        var world = await DecisionsWorld.MakeAsync(_app, undoMinutes: 10);
        using var otto = await _app.SignedInAsync(DecisionsWorld.Otto);
        using var olga = await _app.SignedInAsync(DecisionsWorld.Olga);
        string[] pages = [world.Root, world.Decisions, world.Decisions + "/release", world.Decisions + "/waitlist", world.Decisions + "/answers", world.Root + "/submissions", world.Released(3), $"/e/{world.Event.Slug}/submissions/{world.Id(3)}"];
        var before = await ReadAsync();
        await world.StageAsync(3, DecisionOutcome.Talk);
        await ReleaseAsync(otto, world);

        Assert.Equal(before, await ReadAsync());
        var release = await _app.QueryAsync(db => db.DecisionReleases.Select(release => release.Id).SingleAsync());
        var page = await olga.GetDocumentAsync(world.Decisions);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", page.QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!)]);
        using var undo = await olga.PostAsync(new Uri($"{world.Decisions}?handler=Undo&release={release}", UriKind.Relative), form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, undo.StatusCode);

        async Task<List<string>> ReadAsync()
        {
            var texts = new List<string>();
            foreach (var path in pages)
            {
                using var answer = await olga.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
                texts.Add($"{path} {answer.StatusCode} {Volatile().Replace(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), "…")}");
            }

            return texts;
        }
    }

    private static async Task ReleaseAsync(HttpClient otto, DecisionsWorld world)
    {
        using var released = await otto.SubmitFormAsync(world.Decisions + "/release", new Dictionary<string, string?>());
        Assert.Equal(HttpStatusCode.Redirect, released.StatusCode);
    }

    private static Task<HttpResponseMessage> UndoAsync(HttpClient otto, DecisionsWorld world) =>
        otto.SubmitFormAsync(world.Decisions, new Dictionary<string, string?>(), ".notice form");

    private Task<List<OutgoingMail>> MailsAsync() =>
        _app.QueryAsync(db => db.OutgoingMails.AsNoTracking().Where(mail => mail.Kind == "decision.released").OrderBy(mail => mail.ToAddress).ToListAsync());

    /// <summary>What nobody links to and somebody may try.</summary>
    private static List<string> Guesses(DecisionsWorld world)
    {
        var root = $"/e/{world.Event.Slug}";
        var guesses = new List<string>
        {
            "/", root, $"{root}/submissions", $"{root}/programme", $"{root}/programme.pdf", $"{root}/programme/papers/1", $"{root}/calendar.ics", $"{root}/reviews", $"{root}/review", $"{root}/bids", $"{root}/conflicts", "/account",
            $"{world.Root}", world.Decisions, $"{world.Decisions}/release", $"{world.Decisions}/waitlist", $"{world.Decisions}/answers", $"{world.Decisions}/fair", $"{world.Decisions}?handler=csv", $"{world.Root}/log", $"{world.Root}/mail",
        };
        for (var number = 1; number <= 3; number++)
        {
            var id = world.Id(number);
            foreach (var end in new[] { "", "/edit", "/history", "/decision", "/presentation", "/named", "/receipts/1", "/not-an-author" })
            {
                guesses.Add($"{root}/submissions/{id}{end}");
            }

            guesses.AddRange([$"{world.Decisions}/{id}", $"{world.Decisions}/release/{id}", $"{world.Root}/submissions/{id}"]);
        }

        return guesses;
    }

    /// <summary>
    /// Without the mailbox of development, which shows every mail to everybody, and without what may be looked at only a few times a minute.
    /// Every page that links lead to, with its status and headers; tokens that differ by nature are taken out.</summary>
    private static async Task<Dictionary<string, string>> CrawlAsync(HttpClient browser, IEnumerable<string> start)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var queue = new Queue<string>(start);
        while (queue.TryDequeue(out var path) && found.Count < 150)
        {
            if (found.ContainsKey(path))
            {
                continue;
            }

            using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            var bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            var type = answer.Content.Headers.ContentType?.MediaType;
            var text = new StringBuilder();
            text.Append(CultureInfo.InvariantCulture, $"{(int)answer.StatusCode} {answer.Headers.Location}\n");
            foreach (var header in answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not ("Set-Cookie" or "Content-Length" or "Date" or "X-Request-Id")).OrderBy(header => header.Key, StringComparer.Ordinal))
            {
                text.Append(CultureInfo.InvariantCulture, $"{header.Key}: {Volatile().Replace(string.Join(", ", header.Value), "…")}\n");
            }

            text.Append(type is "text/html" or "text/calendar" or "text/csv" or "application/json" ? Volatile().Replace(Encoding.UTF8.GetString(bytes), "…") : Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(bytes)));
            found[path] = text.ToString();
            if (type == "text/html" && answer.StatusCode == HttpStatusCode.OK)
            {
                var page = await answer.DocumentAsync();
                foreach (var link in page.QuerySelectorAll("a[href], iframe[src], img[src]"))
                {
                    var href = (link.GetAttribute("href") ?? link.GetAttribute("src"))!.Split('#')[0];
                    if (href.StartsWith('/') && !href.StartsWith("//", StringComparison.Ordinal) && !href.StartsWith("/lib", StringComparison.Ordinal) && !href.StartsWith("/design", StringComparison.Ordinal) && !href.StartsWith("/verify", StringComparison.Ordinal) && !href.StartsWith("/mail", StringComparison.Ordinal) && !href.Contains("sign-out", StringComparison.Ordinal))
                    {
                        queue.Enqueue(href);
                    }
                }
            }
        }

        return found;
    }

    /// <summary>Antiforgery tokens, request ids and the like: random in every answer, whatever it says.</summary>
    [GeneratedRegex("""name="__RequestVerificationToken"[^>]*value="[^"]*"|CfDJ8[A-Za-z0-9_-]+|nonce-?[="']*[A-Za-z0-9+/=_-]+|(?<=[Rr]equest (id|number)[^A-Za-z0-9]{0,20}(<code>)?)[A-Za-z0-9:.-]{8,}|[0-9a-f]{32}-[0-9a-f]{16}|0HN[A-Z0-9:]+|<code>[^<]*</code>""")]
    private static partial Regex Volatile();
}

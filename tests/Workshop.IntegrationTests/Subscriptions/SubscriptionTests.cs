using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Testing;
using Workshop.Web.Features.Subscriptions;

namespace Workshop.IntegrationTests.Subscriptions;

public sealed partial class SubscriptionTests : IDisposable
{
    private const string Vera = "vera@visitors.example";

    private static readonly Dictionary<string, string?> Nothing = [];

    private readonly WorkshopApp _app = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Asked_confirmed_told_and_ended_by_one_click()
    {
        var e = Given.Event(Given.Settings() with { SubmissionsClose = WorkshopApp.Start.AddDays(8) });
        await _app.SeedAsync(e);
        using var browser = _app.Browser();

        using var asked = await browser.SubmitFormAsync($"/e/{e.Slug}", Email(Vera), "form.tell-me");
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(asked.Headers.Location, Cancel)).StatusCode);
        var question = Assert.Single(await MailsAsync());
        Assert.True(question.IsPrivate);
        Assert.Null(question.EventId);
        var path = LinkIn(question);

        // Looking, as programs that check mails do, confirms nothing.
        Assert.Contains("May we write to you?", (await browser.GetDocumentAsync(path)).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await TellAtAsync(e.SubmissionsClose.AddDays(-7)));
        _app.Clock.Now = WorkshopApp.Start;

        using var confirmed = await browser.SubmitFormAsync(path, Nothing, button: "Yes, tell me");
        Assert.Equal(HttpStatusCode.Redirect, confirmed.StatusCode);
        Assert.Contains("What we tell you", (await browser.GetDocumentAsync(path)).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        using var twice = await browser.SubmitFormAsync(path, Nothing, button: "Save");
        Assert.Equal(HttpStatusCode.Redirect, twice.StatusCode);

        Assert.Equal(1, await TellAtAsync(e.SubmissionsClose.AddDays(-7)));
        Assert.Equal(0, await TellAtAsync(e.SubmissionsClose.AddDays(-7).AddMinutes(5)));
        var news = (await MailsAsync())[^1];
        Assert.StartsWith("Theory of Testing 2027: one week left, until ", news.Subject, StringComparison.Ordinal);
        path = new Uri(news.UnsubscribeLink!).AbsolutePath; // encrypted anew in each mail
        Assert.StartsWith("/subscriptions/", path, StringComparison.Ordinal);
        Assert.Contains("You asked to be told", news.Why, StringComparison.Ordinal);
        Assert.Contains("Submission deadline: ", news.Body, StringComparison.Ordinal);

        using var mailProgram = _app.Browser();
        for (var press = 0; press < 2; press++)
        {
            using var oneClick = new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")]);
            using var ended = await mailProgram.PostAsync(new Uri(path, UriKind.Relative), oneClick, Cancel);
            Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
        }

        Assert.Empty(await MailsAsync());
        Assert.Equal(0, await _app.QueryAsync(db => db.Subscriptions.CountAsync(Cancel)));
        Assert.Equal(0, await TellAtAsync(e.SubmissionsClose.AddDays(-1)));
        var page = await browser.GetDocumentAsync(path);
        Assert.Contains("You get no mails", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(Vera, page.DocumentElement.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_answer_says_nothing_of_who_is_told_already()
    {
        var e = await EventAsync();
        await ConfirmedAsync(e, Vera);
        using var browser = _app.Browser();
        var answers = new List<string>();
        foreach (var address in new[] { Vera, "new@visitors.example", Vera.ToUpperInvariant() })
        {
            using var answer = await browser.SubmitFormAsync($"/e/{e.Slug}/tell-me", Email(address));
            answers.Add($"{answer.StatusCode} {answer.Headers.Location}");
        }

        Assert.Single(answers.Distinct());
        var mails = await MailsAsync();
        Assert.Equal(["News about Theory of Testing 2027", "News about Theory of Testing 2027?"], mails.Select(mail => mail.Subject).Order(StringComparer.Ordinal));
        Assert.All(mails, mail => Assert.Equal(MailKinds.SubscriptionQuestion, mail.Kind));
        Assert.Equal(0, (int)MailKinds.Of(MailKinds.SubscriptionQuestion).Priority);
    }

    [Fact]
    public async Task One_address_gets_few_questions_a_day()
    {
        var events = new List<WorkshopEvent>();
        foreach (var name in new[] { "One", "Two", "Three", "Four" })
        {
            var e = Given.Event(Given.Settings(name));
            await _app.SeedAsync(e);
            events.Add(e);
        }

        using var browser = _app.Browser();
        foreach (var e in events.Concat(events))
        {
            using var answer = await browser.SubmitFormAsync($"/e/{e.Slug}/tell-me", Email(Vera));
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }

        Assert.Equal(AskToBeTold.MailsPerDay, (await MailsAsync()).Count);
        _app.Clock.Advance(TimeSpan.FromDays(1));
        using var tomorrow = await browser.SubmitFormAsync($"/e/{events[3].Slug}/tell-me", Email(Vera));
        Assert.Equal(AskToBeTold.MailsPerDay + 1, (await MailsAsync()).Count);
    }

    [Fact]
    public async Task A_wrong_address_and_an_event_that_is_over_are_refused_with_what_was_typed()
    {
        var e = await EventAsync();
        using var browser = _app.Browser();

        using var wrong = await browser.SubmitFormAsync($"/e/{e.Slug}", Email("vera@"), "form.tell-me");
        using var empty = await browser.SubmitFormAsync($"/e/{e.Slug}/tell-me", Email(""));
        var page = await wrong.DocumentAsync();
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (wrong.StatusCode, empty.StatusCode));
        Assert.Contains("is not an e-mail address", page.QuerySelector("#error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("vera@", page.QuerySelector("input[name='Input.Email']")!.GetAttribute("value"));

        var form = await browser.GetDocumentAsync($"/e/{e.Slug}/tell-me");
        _app.Clock.Now = e.Timeline.Ends.AddMinutes(1);
        using var late = await browser.SubmitFormAsync(form, $"/e/{e.Slug}/tell-me", Email(Vera));
        Assert.Equal(HttpStatusCode.BadRequest, late.StatusCode);
        Assert.Null((await browser.GetDocumentAsync($"/e/{e.Slug}")).QuerySelector("form.tell-me"));
        Assert.Empty(await MailsAsync());
    }

    [Fact]
    public async Task Links_that_are_not_ours_or_came_too_late_change_nothing()
    {
        var e = await EventAsync();
        using var browser = _app.Browser();
        using var asked = await browser.SubmitFormAsync($"/e/{e.Slug}/tell-me", Email(Vera));
        var path = LinkIn(Assert.Single(await MailsAsync()));
        var page = await browser.GetDocumentAsync(path);

        using var forged = await browser.GetAsync(new Uri(path[..^4] + "AAAA", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.NotFound, forged.StatusCode);
        using var nothing = await browser.SubmitFormAsync(page, path, new Dictionary<string, string?> { ["Call"] = null, ["Deadlines"] = null, ["Programme"] = null });
        Assert.Equal(HttpStatusCode.BadRequest, nothing.StatusCode);

        _app.Clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromMinutes(1));
        using var late = await browser.SubmitFormAsync(page, path, Nothing);
        Assert.Equal(HttpStatusCode.BadRequest, late.StatusCode);
        await TellAtAsync(_app.Clock.Now);
        Assert.Equal(0, await _app.QueryAsync(db => db.Subscriptions.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Each_notice_goes_once_to_those_who_want_it_and_never_late()
    {
        var e = Given.Event(Given.Settings() with { SubmissionsOpen = WorkshopApp.Start.AddDays(1) });
        await _app.SeedAsync(e);
        await ConfirmedAsync(e, Vera);
        await ConfirmedAsync(e, "deadlines@visitors.example", call: false, programme: false);

        Assert.Equal(0, await TellAtAsync(e.SubmissionsOpen.AddMinutes(-1)));
        Assert.Equal(1, await TellAtAsync(e.SubmissionsOpen));
        Assert.Equal(2, await TellAtAsync(e.SubmissionsClose.AddDays(-7)));
        Assert.Equal(2, await TellAtAsync(e.SubmissionsClose.AddDays(-1)));
        Assert.Equal(0, await TellAtAsync(e.SubmissionsClose.AddHours(-1)));
        Assert.Equal(0, await TellAtAsync(e.SubmissionsClose.AddHours(1)));

        // A server that was away for the whole week says nothing of the deadline that has passed.
        var other = Given.Event(Given.Settings("Theory of Waiting"));
        await _app.SeedAsync(other);
        _app.Clock.Now = WorkshopApp.Start;
        await ConfirmedAsync(other, Vera);
        Assert.Equal(0, await TellAtAsync(other.SubmissionsClose.AddMinutes(1)));
    }

    [Fact]
    public async Task A_moved_deadline_is_told_once_it_has_settled()
    {
        var e = await EventAsync();
        await ConfirmedAsync(e, Vera);
        Assert.Equal(0, await TellAtAsync(WorkshopApp.Start.AddDays(1)));
        await MoveDeadlineAsync(e.SubmissionsClose.AddDays(70));
        Assert.Equal(0, await TellAtAsync(WorkshopApp.Start.AddDays(2)));
        await MoveDeadlineAsync(e.SubmissionsClose.AddDays(7));
        Assert.Equal(0, await TellAtAsync(WorkshopApp.Start.AddDays(2).AddMinutes(10)));
        Assert.Equal(1, await TellAtAsync(WorkshopApp.Start.AddDays(2).AddMinutes(45)));
        Assert.Equal(0, await TellAtAsync(WorkshopApp.Start.AddDays(3).AddMinutes(45)));

        var news = Assert.Single(await MailsAsync());
        Assert.Contains("it was Tue 2 Mar 2027, 21:00 AoE, it is now Tue 9 Mar 2027, 21:00 AoE.", news.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Organizers_see_how_many_and_never_who()
    {
        var e = await EventAsync();
        await _app.SeedAsync(Given.Organizer(e, "otto@chairs.example"));
        await _app.PersonAsync("Otto", "otto@chairs.example");
        await ConfirmedAsync(e, Vera);
        Assert.Equal(1, await TellAtAsync(e.SubmissionsClose.AddDays(-7)));
        using var otto = await _app.SignedInAsync("otto@chairs.example");

        Assert.Contains("One person is told by mail.", (await otto.GetDocumentAsync($"/e/{e.Slug}/organize/announce")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        foreach (var page in new[] { "announce", "mail", "log", "" })
        {
            Assert.DoesNotContain(Vera, await otto.GetStringAsync(new Uri($"/e/{e.Slug}/organize/{page}", UriKind.Relative), Cancel), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Addresses_are_deleted_a_month_after_the_event()
    {
        var e = await EventAsync();
        await ConfirmedAsync(e, Vera);
        Assert.Equal(1, await TellAtAsync(e.SubmissionsClose.AddDays(-7)));

        await TellAtAsync(e.Timeline.Ends.AddDays(29));
        Assert.Equal(1, await _app.QueryAsync(db => db.Subscriptions.CountAsync(Cancel)));
        await TellAtAsync(e.Timeline.Ends.AddDays(32));

        Assert.Equal(0, await _app.QueryAsync(db => db.Subscriptions.CountAsync(Cancel)));
        Assert.Empty(await MailsAsync());
    }

    private async Task<WorkshopEvent> EventAsync()
    {
        var e = Given.Event();
        await _app.SeedAsync(e);
        return e;
    }

    private Task ConfirmedAsync(WorkshopEvent e, string address, bool call = true, bool programme = true)
    {
        var subscription = Subscription.Ask(e.Id, Given.Email(address), _app.Clock.Now);
        Assert.True(subscription.Choose(call, true, programme, _app.Clock.Now).Succeeded);
        return _app.SeedAsync(subscription);
    }

    private Task<int> TellAtAsync(DateTimeOffset now)
    {
        _app.Clock.Now = now;
        return _app.InScopeAsync<TellSubscribers, int>(tell => tell.RunAsync(Cancel));
    }

    private Task<int> MoveDeadlineAsync(DateTimeOffset closes) => _app.QueryAsync(async db =>
    {
        var e = await db.Events.SingleAsync(Cancel);
        return await db.Events.Where(known => known.Id == e.Id).ExecuteUpdateAsync(set => set.SetProperty(known => known.SubmissionsClose, closes), Cancel);
    });

    private Task<List<OutgoingMail>> MailsAsync() => _app.QueryAsync(db => db.OutgoingMails.AsNoTracking().Where(mail => mail.Kind.StartsWith("subscription.")).OrderBy(mail => mail.CreatedAt).ToListAsync(Cancel));

    private static Dictionary<string, string?> Email(string address) => new() { ["Input.Email"] = address };

    private static string LinkIn(OutgoingMail mail) => new Uri(Link().Match(mail.Body).Value).AbsolutePath;

    [GeneratedRegex(@"https?://\S+/subscriptions/\S+")]
    private static partial Regex Link();
}

using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Mail;
using Workshop.Domain.Reviewing;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Reviews;

public sealed partial class InvitationTests : IDisposable
{
    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Inviting_writes_one_private_mail_to_each_and_skips_who_is_invited_already()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        var olga = await _app.SignedInAsync(ReviewingWorld.Olga);

        using var sent = await InviteAsync(olga, world, $"Dora Dean <dora@dora.example>\n\nemil@emil.example\n{ReviewingWorld.Anna}");

        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        var page = await olga.GetDocumentAsync($"{world.Root}/organize/reviewers");
        Assert.Contains("2 invitations are on the way. Skipped, because they were invited before: anna@anna.example.", page.Body!.TextContent, StringComparison.Ordinal);
        var mails = await MailsAsync();
        Assert.Equal(["dora@dora.example", "emil@emil.example"], mails.Select(mail => mail.ToAddress).Order());
        Assert.All(mails, mail => Assert.True(mail.IsPrivate));
    }

    [Fact]
    public async Task A_line_without_an_address_is_named_and_nothing_typed_is_lost()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        var olga = await _app.SignedInAsync(ReviewingWorld.Olga);
        const string typed = "Dora Dean <dora@dora.example>\nEmil without address";

        using var refused = await InviteAsync(olga, world, typed);

        var page = await refused.DocumentAsync();
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("Line 2: “address” is not an e-mail address.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(typed, page.QuerySelector("textarea")!.TextContent.TrimStart('\n'));
        Assert.Empty(await MailsAsync());
    }

    [Fact]
    public async Task Looking_at_both_links_answers_nothing()
    {
        var token = await InvitedAsync("dora@dora.example");
        var visitor = _app.Browser();

        foreach (var answer in (string[])["accept", "decline"])
        {
            using var page = await visitor.FetchAsync($"/invitation/{token}?answer={answer}");
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        }

        Assert.Equal(ReviewerState.Invited, (await ReviewerAsync("dora@dora.example")).State);
    }

    [Fact]
    public async Task Accepting_opens_the_desk_and_offers_an_account_for_later()
    {
        var token = await InvitedAsync("dora@dora.example");
        var visitor = _app.Browser();

        using var accepted = await visitor.SubmitFormAsync($"/invitation/{token}?answer=accept", new Dictionary<string, string?>(), button: "Yes, I will review");
        Assert.Equal(HttpStatusCode.Redirect, accepted.StatusCode);
        using var desk = await visitor.FetchAsync(accepted.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, desk.StatusCode);
        var access = accepted.Headers.Location!.ToString().Replace("/expertise", "/access", StringComparison.Ordinal);
        Assert.NotNull((await visitor.GetDocumentAsync(access)).QuerySelector("main a[href^='/account/register']"));

        var person = await _app.QueryAsync(db => db.People.Include(person => person.Emails).SingleAsync(person => person.Name == "Dora Dean"));
        Assert.Equal("dora@dora.example", person.PrimaryEmail!.NormalizedAddress);
        Assert.Equal(person.Id, (await ReviewerAsync("dora@dora.example")).PersonId);
    }

    [Fact]
    public async Task A_link_never_opens_an_account_that_exists()
    {
        await _app.PersonAsync("Dora Dean", "dora@dora.example");
        var token = await InvitedAsync("dora@dora.example");
        var visitor = _app.Browser();

        using var accepted = await visitor.SubmitFormAsync($"/invitation/{token}", new Dictionary<string, string?>(), button: "Yes, I will review");
        Assert.Equal(HttpStatusCode.Redirect, accepted.StatusCode);
        var root = accepted.Headers.Location!.ToString().Replace("/expertise", "", StringComparison.Ordinal);
        var access = await visitor.GetDocumentAsync($"{root}/access");
        Assert.Null(access.QuerySelector("input[type=password], main a[href^='/account/register']"));
        using var account = await visitor.FetchAsync("/account");
        Assert.StartsWith("/account/sign-in", account.Headers.Location!.PathAndQuery, StringComparison.Ordinal);

        // The answered link again, in another browser: a sentence, and a new link to the invited address.
        var other = _app.Browser();
        var again = await other.GetDocumentAsync($"/invitation/{token}");
        Assert.Contains("This invitation has been accepted already.", again.Body!.TextContent, StringComparison.Ordinal);
        using var asked = await other.SubmitFormAsync(again, $"/invitation/{token}", new Dictionary<string, string?>(), button: "Send me a new link");
        Assert.Equal(1, await _app.QueryAsync(db => db.OutgoingMails.CountAsync(mail => mail.Kind == "reviewer.desk-link" && mail.NormalizedTo == "dora@dora.example")));
    }

    [Fact]
    public async Task Who_is_signed_in_accepts_as_themselves_and_the_invited_address_counts_as_theirs()
    {
        var fred = await _app.PersonAsync("Fred Field", "fred@home.example");
        var token = await InvitedAsync("fred@work.example");
        var browser = await _app.SignedInAsync("fred@home.example");

        using var accepted = await browser.SubmitFormAsync($"/invitation/{token}", new Dictionary<string, string?>(), button: "Yes, I will review");

        Assert.Equal(HttpStatusCode.Redirect, accepted.StatusCode);
        Assert.Equal(fred.Id, (await ReviewerAsync("fred@work.example")).PersonId);
        var emails = await _app.QueryAsync(db => db.PersonEmails.Where(email => email.PersonId == fred.Id).OrderBy(email => email.NormalizedAddress).ToListAsync());
        Assert.Equal([("fred@home.example", true), ("fred@work.example", false)], emails.Select(email => (email.NormalizedAddress, email.IsConfirmed)));
    }

    [Fact]
    public async Task Declining_keeps_the_reason_and_may_be_taken_back()
    {
        var token = await InvitedAsync("dora@dora.example");
        var visitor = _app.Browser();

        using var declined = await visitor.SubmitFormAsync($"/invitation/{token}?answer=decline", new Dictionary<string, string?> { ["Input.Reason"] = "Ask Emil instead" }, "form[action*=Decline]");

        Assert.Equal(HttpStatusCode.Redirect, declined.StatusCode);
        var reviewer = await ReviewerAsync("dora@dora.example");
        Assert.Equal((ReviewerState.Declined, "Ask Emil instead"), (reviewer.State, reviewer.DeclineReason));
        using var accepted = await visitor.SubmitFormAsync($"/invitation/{token}", new Dictionary<string, string?>(), "form[action*=Accept]");
        Assert.Equal(ReviewerState.Accepted, (await ReviewerAsync("dora@dora.example")).State);
    }

    [Fact]
    public async Task Unknown_expired_replaced_and_withdrawn_links_each_say_so()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        var olga = await _app.SignedInAsync(ReviewingWorld.Olga);
        var visitor = _app.Browser();
        using var unknown = await visitor.FetchAsync("/invitation/0123456789abcdef");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Contains("This link is not known.", await unknown.TextAsync(), StringComparison.Ordinal);

        var first = await InvitedAsync("dora@dora.example", world);
        var dora = await ReviewerAsync("dora@dora.example");
        using var reminded = await olga.SubmitFormAsync($"{world.Root}/organize/reviewers", new Dictionary<string, string?> { ["reviewer"] = dora.Id.ToString() }, "form[action*=Remind]");
        Assert.Equal(HttpStatusCode.Redirect, reminded.StatusCode);
        Assert.Contains("This link is not known.", await TextAsync(visitor, first), StringComparison.Ordinal);
        var second = TokenOf((await MailsAsync()).MaxBy(mail => mail.Subject.StartsWith("Reminder", StringComparison.Ordinal))!);
        Assert.Contains("Yes, I will review", await TextAsync(visitor, second), StringComparison.Ordinal);

        var now = _app.Clock.Now;
        _app.Clock.Now = now + Reviewer.InvitationLasts;
        Assert.Contains("Yes, I will review", await TextAsync(visitor, second), StringComparison.Ordinal);
        _app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("This invitation has expired.", await TextAsync(visitor, second), StringComparison.Ordinal);
        _app.Clock.Now = now;

        using var withdrawn = await olga.SubmitFormAsync($"{world.Root}/organize/reviewers", new Dictionary<string, string?> { ["reviewer"] = dora.Id.ToString() }, "form[action*=Withdraw]");
        Assert.Equal(HttpStatusCode.Redirect, withdrawn.StatusCode);
        Assert.Contains("The organizers have taken this invitation back.", await TextAsync(visitor, second), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_but_organizers_sees_the_list_of_reviewers()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        var anna = await _app.SignedInAsync(ReviewingWorld.Anna);

        using var answer = await anna.FetchAsync($"{world.Root}/organize/reviewers");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static Task<HttpResponseMessage> InviteAsync(HttpClient browser, ReviewingWorld world, string people) =>
        browser.SubmitFormAsync($"{world.Root}/organize/reviewers", new Dictionary<string, string?> { ["Input.People"] = people }, "#invite");

    private static async Task<string> TextAsync(HttpClient browser, string token) => (await browser.GetDocumentAsync($"/invitation/{token}")).Body!.TextContent;

    private static string TokenOf(OutgoingMail mail) => Token().Match(mail.Body).Groups[1].Value;

    private async Task<string> InvitedAsync(string email, ReviewingWorld? world = null)
    {
        var e = world?.Event ?? await _app.QueryAsync(db => db.Events.FirstOrDefaultAsync()) ?? (await ReviewingWorld.MakeAsync(_app)).Event;
        var (reviewer, token) = Reviewer.Invite(e.Id, "Dora Dean", Given.Email(email), _app.Clock.Now);
        await _app.SeedAsync(reviewer);
        return token;
    }

    private Task<Reviewer> ReviewerAsync(string email) => _app.QueryAsync(db => db.Reviewers.AsNoTracking().SingleAsync(reviewer => reviewer.NormalizedEmail == email));

    private Task<List<OutgoingMail>> MailsAsync() => _app.QueryAsync(db => db.OutgoingMails.Where(mail => mail.Kind == "reviewer.invitation").ToListAsync());

    [GeneratedRegex("/invitation/([0-9a-f]+)")]
    private static partial Regex Token();
}

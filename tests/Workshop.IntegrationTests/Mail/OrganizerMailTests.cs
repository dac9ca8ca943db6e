using System.Net;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Audit;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.Submissions;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Mail;

/// <summary>
/// Two organizers: Olga wrote paper 1 and nobody's conflict is paper 2. Whatever is about paper 1 must not reach her, in any list, count, text, log or export.
/// </summary>
public sealed class OrganizerMailTests : IAsyncLifetime
{
    private readonly WorkshopApp _app = new();
    private readonly WorkshopEvent _event = Given.Event();
    private Submission _own = null!;
    private Submission _other = null!;
    private HttpClient _olga = null!;
    private HttpClient _paul = null!;

    private QueryCounter _queries = null!;

    public async ValueTask InitializeAsync()
    {
        _queries = QueryCounter.Watch(_app);
        var olga = await _app.PersonAsync("Olga", "olga@theory.example");
        await _app.PersonAsync("Paul", "paul@other.example");
        var ada = await _app.PersonAsync("Ada", "ada@third.example");
        var file = StoredFile.Of([1, 2, 3], _app.Clock.Now);
        await _app.SeedAsync(_event, file, Given.Organizer(_event, "olga@theory.example"), Given.Organizer(_event, "paul@other.example"));
        _own = Given.Submitted(_event, 1, olga, file, "Paper of Olga", ("Olga", "olga@theory.example"));
        _other = Given.Submitted(_event, 2, ada, file, "Paper of Ada", ("Ada", "ada@third.example"));
        await _app.SeedAsync(_own, _other);
        _olga = await _app.SignedInAsync("olga@theory.example");
        _paul = await _app.SignedInAsync("paul@other.example");
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task The_list_leaves_out_what_is_about_an_organizers_own_paper_in_rows_counts_and_exports()
    {
        await _app.SeedAsync(
            Mail("Mail about paper one", "review.reminder", "rita@reviewer.example", _own.Id),
            Mail("Mail about paper two", "review.reminder", "rita@reviewer.example", _other.Id),
            Mail("Mail about no paper", "reviewer.invitation", "rita@reviewer.example", null),
            OutgoingMail.Write(new MailDraft("account.reset", "x", Given.Email("ada@third.example"), "Ada", "Mail of no event", "x"), _app.Clock.Now));

        var olgas = await _olga.GetDocumentAsync(Path());
        var pauls = await _paul.GetDocumentAsync(Path());

        Assert.Equal(["Mail about no paper", "Mail about paper two"], olgas.QuerySelectorAll("tbody th a").Select(link => link.TextContent).Order());
        Assert.Equal("2 of 2", olgas.QuerySelector(".count")!.TextContent);
        Assert.Contains("Queued (2)", olgas.QuerySelector(".filters")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Mail about no paper", "Mail about paper one", "Mail about paper two"], pauls.QuerySelectorAll("tbody th a").Select(link => link.TextContent).Order());
        Assert.DoesNotContain("paper one", await TextAsync(_olga, Path("?handler=csv")), StringComparison.Ordinal);
        Assert.Contains("paper one", await TextAsync(_paul, Path("?handler=csv")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_about_an_organizers_own_paper_does_not_exist_for_them()
    {
        var mail = Mail("Mail about paper one", "review.reminder", "rita@reviewer.example", _own.Id);
        Fail(mail);
        await _app.SeedAsync(mail);

        Assert.Equal(HttpStatusCode.OK, (await _paul.GetAsync(Uri(Path($"/{mail.Id}")), TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _olga.GetAsync(Uri(Path($"/{mail.Id}")), TestContext.Current.CancellationToken)).StatusCode);
        var other = Mail("Mail about paper two", "review.reminder", "rita@reviewer.example", _other.Id);
        Fail(other);
        await _app.SeedAsync(other);
        var form = await _olga.GetDocumentAsync(Path($"/{other.Id}"));
        using var forged = await _olga.SubmitFormAsync(form, Path($"/{mail.Id}"), new Dictionary<string, string?>(), "main form[method=post]");
        Assert.Equal(HttpStatusCode.NotFound, forged.StatusCode);
        Assert.Equal(MailState.Failed, await _app.QueryAsync(db => db.OutgoingMails.Where(row => row.Id == mail.Id).Select(row => row.State).SingleAsync()));
    }

    [Fact]
    public async Task A_text_that_may_name_several_papers_is_hidden_from_organizers_with_a_paper()
    {
        var mail = Mail("Your submissions to review", "assignment.published", "rita@reviewer.example", null);
        await _app.SeedAsync(mail);

        Assert.Null((await _olga.GetDocumentAsync(Path($"/{mail.Id}"))).QuerySelector("pre.mail"));
        Assert.Equal("The text.\n", (await _paul.GetDocumentAsync(Path($"/{mail.Id}"))).QuerySelector("pre.mail")!.TextContent);
    }

    [Fact]
    public async Task A_secret_link_is_shown_to_no_organizer()
    {
        var mail = OutgoingMail.Write(
            new MailDraft("reviewer.invitation", "1", Given.Email("rita@reviewer.example"), "Rita", "Will you review?", "https://workshop.example/invitation/secret") { EventId = _event.Id, IsPrivate = true }, _app.Clock.Now);
        await _app.SeedAsync(mail);

        Assert.DoesNotContain("invitation/secret", (await _paul.GetDocumentAsync(Path($"/{mail.Id}"))).DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_uncertain_mail_is_sent_again_after_a_warning_and_the_log_says_by_whom()
    {
        var mail = Mail("Mail about paper two", "submission.receipt", "ada@third.example", _other.Id);
        mail.StartSending(_app.Clock.Now);
        mail.MarkUncertain("The connection was lost.");
        await _app.SeedAsync(mail);
        var page = await _paul.GetDocumentAsync(Path($"/{mail.Id}"));
        Assert.Contains("it may arrive twice", page.QuerySelector("main form")!.TextContent, StringComparison.Ordinal);

        using var pressed = await _paul.SubmitFormAsync(page, Path($"/{mail.Id}"), new Dictionary<string, string?>());
        using var again = await _paul.SubmitFormAsync(page, Path($"/{mail.Id}"), new Dictionary<string, string?>());

        Assert.Equal(HttpStatusCode.Redirect, pressed.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
        Assert.Equal(MailState.Queued, await _app.QueryAsync(db => db.OutgoingMails.Select(row => row.State).SingleAsync()));
        var log = await _paul.GetDocumentAsync($"/e/{_event.Slug}/organize/log");
        Assert.Equal("Asked to send a mail of the kind submission.receipt again.mail.sent-again", Assert.Single(log.QuerySelectorAll("tbody th")).TextContent);
        Assert.Contains("Paul", log.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_filter_shows_one_state()
    {
        var failed = Mail("A failed one", "test", "rita@reviewer.example", null);
        Fail(failed);
        await _app.SeedAsync(failed, Mail("A queued one", "test", "ada@third.example", null));

        var page = await _paul.GetDocumentAsync(Path("?state=Failed"));

        Assert.Equal(["A failed one"], page.QuerySelectorAll("tbody th a").Select(link => link.TextContent));
        Assert.Equal("1 of 1", page.QuerySelector(".count")!.TextContent);
        Assert.Contains("550 No such user", page.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_leaves_out_what_is_about_an_organizers_own_paper()
    {
        await _app.SeedAsync(
            AuditEntry.Of("review.submitted", "About paper one", null, _event.Id, _app.Clock.Now, _own.Id),
            AuditEntry.Of("review.submitted", "=About paper two", null, _event.Id, _app.Clock.Now.AddSeconds(1), _other.Id),
            AuditEntry.Of("event.changed", "About the event", null, _event.Id, _app.Clock.Now.AddSeconds(2)),
            AuditEntry.Of("account.created", "About no event", null, null, _app.Clock.Now));
        var path = $"/e/{_event.Slug}/organize/log";

        var olgas = await _olga.GetDocumentAsync(path);

        Assert.Equal(["About the eventevent.changed", "=About paper tworeview.submitted"], olgas.QuerySelectorAll("tbody th").Select(cell => cell.TextContent));
        Assert.Equal("2 of 2", olgas.QuerySelector(".count")!.TextContent);
        Assert.Equal("3 of 3", (await _paul.GetDocumentAsync(path)).QuerySelector(".count")!.TextContent);
        Assert.Equal(
            "at,who,action,submission,detail\r\n2027-02-01T09:00:02Z,,event.changed,,About the event\r\n2027-02-01T09:00:01Z,,review.submitted,2,\"'=About paper two\"\r\n",
            await TextAsync(_olga, path + "?handler=csv"));
    }

    [Fact]
    public async Task The_lists_make_as_many_queries_for_three_rows_as_for_one()
    {
        string[] paths = [Path(), $"/e/{_event.Slug}/organize/log", "/mail/captured"];
        await AddAsync();
        var one = await CountAsync();
        await AddAsync();
        await AddAsync();

        Assert.Equal(one, await CountAsync());

        async Task AddAsync() => await _app.SeedAsync(
            Mail("Mail about paper two", "submission.receipt", "ada@third.example", _other.Id),
            AuditEntry.Of("review.submitted", "About paper two", null, _event.Id, _app.Clock.Now, _other.Id));

        async Task<List<int>> CountAsync()
        {
            var counts = new List<int>();
            foreach (var path in paths)
            {
                counts.Add(await _queries.OfPageAsync(_olga, path));
            }

            return counts;
        }
    }

    private static void Fail(OutgoingMail mail)
    {
        mail.StartSending(WorkshopApp.Start);
        mail.MarkFailed("550 No such user", permanent: true, WorkshopApp.Start);
    }

    private static async Task<string> TextAsync(HttpClient browser, string path) => (await browser.GetStringAsync(Uri(path), TestContext.Current.CancellationToken)).TrimStart('\uFEFF');

    private static Uri Uri(string path) => new(path, UriKind.Relative);

    private string Path(string rest = "") => $"/e/{_event.Slug}/organize/mail{rest}";

    private OutgoingMail Mail(string subject, string kind, string to, Guid? submission) =>
        OutgoingMail.Write(new MailDraft(kind, Guid.NewGuid().ToString(), Given.Email(to), "Somebody", subject, "The text.") { EventId = _event.Id, SubmissionId = submission }, _app.Clock.Now);
}

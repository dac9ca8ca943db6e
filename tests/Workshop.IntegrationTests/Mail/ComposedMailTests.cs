using System.Globalization;
using System.Text;
using Workshop.Domain.Mail;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Mail;

/// <summary>What goes over the wire, byte by byte.</summary>
public sealed class ComposedMailTests : IAsyncDisposable
{
    private const string Nasty = "=?utf-8?Q?x=0D=0ABcc:_all@theory.example?= \r\nBcc: all@theory.example\0\u2028X: y\u2029\u0085\u202E<b>bold</b> [link](https://evil.example)";

    private readonly SmtpServer _server = new();
    private readonly WorkshopApp _app = new();

    public ComposedMailTests() => _app
        .With("Mail:Transport", "Smtp")
        .With("Mail:From", "workshop@theory.example")
        .With("Mail:FromName", "Theory of Testing")
        .With("Mail:Smtp:Host", "127.0.0.1")
        .With("Mail:Smtp:Port", _server.Port.ToString(CultureInfo.InvariantCulture))
        .With("Mail:Smtp:StartTls", "false")
        .With("Site:PublicUrl", "https://workshop.theory.example");

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_reminder_says_why_it_comes_how_to_end_it_and_where_answers_go()
    {
        var e = Given.Event();
        await _app.SeedAsync(e);
        var calendar = CalendarText.Write([new CalendarEntry("talk@workshop", 2, "A talk; “on” trees, " + new string('é', 60), WorkshopApp.Start, WorkshopApp.Start.AddMinutes(20), "Room 1, Copenhagen")], WorkshopApp.Start);
        await _app.SeedAsync(OutgoingMail.Write(
            new MailDraft("draft.reminder", "1", Given.Email("ada@theory.example"), "Ada", "Due soon", "Dear Ada,\n\nsee https://workshop.theory.example/e/t?a=1&b=2.\n<script>alert(1)</script>")
            {
                EventId = e.Id,
                Why = "You get this because you have a draft.",
                UnsubscribeLink = "https://workshop.theory.example/mail/stop/abc",
                Attachments = [NewAttachment.Calendar("talk \r\n\"1\".ics", calendar)],
            },
            _app.Clock.Now));

        await _app.DeliverMailAsync();

        var mail = Assert.Single(_server.Received);
        Assert.Equal("chairs@theory.example", mail.Header("Reply-To").Trim('<', '>'));
        Assert.Equal("<https://workshop.theory.example/mail/stop/abc>", mail.Header("List-Unsubscribe"));
        Assert.Equal("List-Unsubscribe=One-Click", mail.Header("List-Unsubscribe-Post"));
        Assert.True(DateTimeOffset.TryParseExact(mail.Header("Date"), "d MMM yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) || DateTimeOffset.TryParse(mail.Header("Date"), CultureInfo.InvariantCulture, out _), mail.Header("Date"));
        Assert.Equal(["text/plain", "text/html", "text/calendar"], mail.Parts.Select(part => part.Type));
        Assert.Equal("Dear Ada,\r\n\r\nsee https://workshop.theory.example/e/t?a=1&b=2.\r\n<script>alert(1)</script>\r\n\r\n-- \r\nYou get this because you have a draft.\r\nNo more of these mails: https://workshop.theory.example/mail/stop/abc\r\n", mail.Body);
        var html = mail.Parts[1].Content;
        Assert.Contains("<a href=\"https://workshop.theory.example/e/t?a=1&amp;b=2\">", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", html, StringComparison.Ordinal);
        var file = mail.Parts[2];
        Assert.Contains(file.Headers, line => line.StartsWith("Content-Type: text/calendar", StringComparison.OrdinalIgnoreCase) && line.Contains("method=PUBLISH", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(calendar, file.Content);
        Assert.All(file.Content.Split("\r\n"), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line));
        Assert.Contains("SUMMARY:A talk\\; “on” trees\\, é", file.Content.Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_in_a_name_a_title_or_a_subject_changes_a_header_or_the_text()
    {
        var values = MailValues.None.Text("name", Nasty).Text("event", Nasty).Text("due", "").Link("link", "https://workshop.theory.example/e/t/desk");
        var draft = MailTemplates.Write("assignment.published", "1", Given.Email("ada@theory.example"), Nasty, values);
        await _app.SeedAsync(OutgoingMail.Write(draft with { Why = Nasty }, _app.Clock.Now));

        await _app.DeliverMailAsync();

        var mail = Assert.Single(_server.Received);
        string[] allowed = ["MIME-Version", "From", "To", "Date", "Subject", "Content-Type", "Message-ID", "Auto-Submitted"];
        Assert.Equal(allowed.Order(StringComparer.Ordinal), mail.Headers.Select(line => line.Split(':')[0]).Order(StringComparer.Ordinal));
        Assert.All(mail.Text, character => Assert.True(character is '\r' or '\n' or (>= ' ' and <= '~'), $"U+{(int)character:X4}"));
        Assert.EndsWith("<ada@theory.example>", mail.Header("To"), StringComparison.Ordinal);
        const string Clean = "=?utf-8?Q?x=0D=0ABcc:_all@theory.example?= Bcc: all@theory.example X: y <b>bold</b> [link](https://evil.example)";
        Assert.Equal(
            $"Dear {Clean},\r\n\r\nyour submissions to review for {Clean} are ready. Open your desk, without a password:\r\nhttps://workshop.theory.example/e/t/desk\r\n\r\n"
            + $"If you have a conflict of interest with one of them, or cannot review it, say so on its page as soon as you can, so that somebody else may do it.\r\n\r\nThe link works once and is meant for you alone: please do not forward this mail. In the browser where you open it your desk stays open.\r\n\r\nThank you for reviewing.\r\n\r\n-- \r\n{Clean}\r\n",
            mail.Body);
        Assert.DoesNotContain("<b>", mail.Parts[1].Content, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', mail.Parts[1].Content);
    }

    [Fact]
    public async Task An_address_that_the_server_cannot_write_to_fails_alone()
    {
        await _app.SeedAsync(
            OutgoingMail.Write(new MailDraft("test", "1", Given.Email("grün@theory.example"), "Grün", "First", "Hello."), _app.Clock.Now),
            OutgoingMail.Write(new MailDraft("test", "2", Given.Email("ada@bücher.example"), "Ada", "Second", "Hello."), _app.Clock.Now.AddSeconds(-1)),
            OutgoingMail.Write(new MailDraft("test", "3", Given.Email("bob@theory.example"), "Bob", "Third", "Hello."), _app.Clock.Now));

        await _app.DeliverMailAsync();

        Assert.Equal(["Second", "Third"], _server.Received.Select(mail => mail.Header("Subject")).Order(StringComparer.Ordinal));
        Assert.Contains(_server.Received, mail => mail.To == "RCPT TO:<ada@xn--bcher-kva.example>");
    }
}

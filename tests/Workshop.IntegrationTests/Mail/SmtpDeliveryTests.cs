using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Mail;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Mail;

/// <summary>Real conversations with a mail server that behaves as badly as real ones do.</summary>
public sealed class SmtpDeliveryTests : IAsyncDisposable
{
    private readonly SmtpServer _server = new();
    private readonly WorkshopApp _app = new();

    public SmtpDeliveryTests() => _app
        .With("Mail:Transport", "Smtp")
        .With("Mail:From", "workshop@theory.example")
        .With("Mail:FromName", "Theory of Testing")
        .With("Mail:Smtp:Host", "127.0.0.1")
        .With("Mail:Smtp:Port", _server.Port.ToString(CultureInfo.InvariantCulture))
        .With("Mail:Smtp:StartTls", "false")
        .With("Mail:Smtp:TimeoutSeconds", "2")
        .With("Site:PublicUrl", "https://workshop.theory.example");

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_mail_is_sent_once()
    {
        var mail = await WrittenAsync("Your submission “Łukasiewicz & friends”", "Dear Ágnes,\n.\n.hidden\nhttps://workshop.theory.example/e/theory\n", "Ágnes Þórsdóttir");

        await _app.DeliverMailAsync();
        await _app.DeliverMailAsync();

        var received = Assert.Single(_server.Received);
        Assert.StartsWith("MAIL FROM:<workshop@theory.example>", received.From, StringComparison.Ordinal);
        Assert.Equal("RCPT TO:<ada@theory.example>", received.To);
        Assert.Equal($"<{mail.MessageKey}@theory.example>", received.Header("Message-ID"));
        Assert.Equal("auto-generated", received.Header("Auto-Submitted"));
        Assert.True(received.Headers.All(line => line.All(char.IsAscii)));
        Assert.Equal("Dear Ágnes,\r\n.\r\n.hidden\r\nhttps://workshop.theory.example/e/theory\r\n", received.Body);
        Assert.Equal((MailState.Sent, 1, (string?)null), await StateAsync());
    }

    [Fact]
    public async Task A_refused_recipient_fails_with_the_reason()
    {
        await WrittenAsync();
        _server.Behaviour = SmtpBehaviour.RefuseRecipient;

        await _app.DeliverMailAsync();

        var (state, _, error) = await StateAsync();
        Assert.Equal(MailState.Failed, state);
        Assert.Contains("5.1.1 No such user", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_text_fails_with_the_reason()
    {
        await WrittenAsync();
        _server.Behaviour = SmtpBehaviour.RefuseText;

        await _app.DeliverMailAsync();

        var (state, _, error) = await StateAsync();
        Assert.Equal(MailState.Failed, state);
        Assert.Contains("5.6.0 Looks like spam", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_greylisted_mail_comes_back_when_its_time_has_come()
    {
        await WrittenAsync();
        _server.Behaviour = SmtpBehaviour.Greylist;
        await _app.DeliverMailAsync();
        var (state, attempts, error) = await StateAsync();
        Assert.Equal((MailState.Queued, 1), (state, attempts));
        Assert.Contains("4.7.1 Greylisted, come back later", error, StringComparison.Ordinal);

        _server.Behaviour = SmtpBehaviour.Accept;
        _app.Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        await _app.DeliverMailAsync();
        Assert.Empty(_server.Received);

        _app.Clock.Advance(TimeSpan.FromSeconds(1));
        await _app.DeliverMailAsync();
        Assert.Single(_server.Received);
        Assert.Equal((MailState.Sent, 2, (string?)null), await StateAsync());
    }

    [Fact]
    public async Task A_server_that_does_not_let_us_in_costs_one_attempt_of_one_mail()
    {
        await WrittenAsync(about: "1");
        await WrittenAsync(about: "2");
        _server.Behaviour = SmtpBehaviour.RefuseSender;

        await _app.DeliverMailAsync();

        // It is on record, and is none of the attempts that a mail has.
        Assert.Equal(MailAttemptOutcome.ServerUnavailable, await _app.QueryAsync(db => db.MailAttempts.Select(attempt => attempt.Outcome).SingleAsync()));
        Assert.Equal([0, 0], await _app.QueryAsync(db => db.OutgoingMails.Where(mail => mail.State == MailState.Queued).Select(mail => mail.Attempts).ToListAsync()));
    }

    [Fact]
    public async Task A_connection_lost_before_the_text_is_tried_again()
    {
        await WrittenAsync();
        _server.Behaviour = SmtpBehaviour.DropBeforeText;

        await _app.DeliverMailAsync();

        Assert.Equal(MailState.Queued, (await StateAsync()).State);
    }

    [Theory]
    [InlineData(SmtpBehaviour.DropBeforeConfirming)]
    [InlineData(SmtpBehaviour.HangBeforeConfirming)]
    public async Task A_lost_confirmation_is_uncertain_and_never_sent_again_by_itself(SmtpBehaviour behaviour)
    {
        await WrittenAsync();
        _server.Behaviour = behaviour;
        await _app.DeliverMailAsync();
        Assert.Equal(MailState.Uncertain, (await StateAsync()).State);

        _server.Behaviour = SmtpBehaviour.Accept;
        _app.Clock.Advance(TimeSpan.FromDays(30));
        await _app.DeliverMailAsync();

        Assert.Single(_server.Received);
        Assert.Equal(MailState.Uncertain, (await StateAsync()).State);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_tried_again()
    {
        await WrittenAsync();
        await _server.DisposeAsync();

        await _app.DeliverMailAsync();

        Assert.Equal((MailState.Queued, 0), ((await StateAsync()).State, (await StateAsync()).Attempts));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_left_alone_for_a_while_and_organizers_can_read_why()
    {
        await WrittenAsync(about: "1");
        await WrittenAsync(about: "2");
        _server.Behaviour = SmtpBehaviour.RefuseSender;
        await _app.DeliverMailAsync();
        Assert.Contains("5.7.0 Authentication required", await _app.QueryAsync(db => db.MailServerTroubles.Select(trouble => trouble.Said).SingleAsync()), StringComparison.Ordinal);

        _server.Behaviour = SmtpBehaviour.Accept;
        _app.Clock.Advance(TimeSpan.FromSeconds(29));
        await _app.DeliverMailAsync();
        Assert.Empty(_server.Received);

        _app.Clock.Advance(TimeSpan.FromSeconds(1));
        await _app.DeliverMailAsync();
        Assert.Single(_server.Received);
        Assert.False(await _app.QueryAsync(db => db.MailServerTroubles.AnyAsync()));
    }

    [Fact]
    public async Task No_more_mails_go_in_a_minute_than_the_server_wants_but_a_reset_does_not_wait()
    {
        _app.With("Mail:PerMinute", "2");
        for (var i = 0; i < 5; i++)
        {
            await WrittenAsync($"Reminder {i}", about: $"{i}");
        }

        await _app.DeliverMailAsync();
        Assert.Equal(2, _server.Received.Count);
        await _app.SeedAsync(OutgoingMail.Write(new MailDraft("account.reset-password", "r", Given.Email("ada@theory.example"), "Ada", "A link", "Secret") { IsPrivate = true }, _app.Clock.Now));
        await _app.DeliverMailAsync();
        Assert.Equal("A link", _server.Received[^1].Header("Subject"));

        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        await _app.DeliverMailAsync();
        Assert.Equal(5, _server.Received.Count);
    }

    [Fact]
    public async Task While_mail_is_paused_nothing_goes()
    {
        var e = Given.Event();
        await _app.SeedAsync(e, OutgoingMail.Write(new MailDraft("test", "1", Given.Email("ada@theory.example"), "Ada", "Of the event", "Hello.") { EventId = e.Id }, _app.Clock.Now));
        await _app.SeedAsync(MailPause.Of(e.Id, Guid.NewGuid(), _app.Clock.Now));
        await WrittenAsync("Of no event", about: "2");

        await _app.DeliverMailAsync();
        Assert.Equal(["Of no event"], _server.Received.Select(mail => mail.Header("Subject")));

        await _app.SeedAsync(MailPause.Of(MailPause.Everything, Guid.NewGuid(), _app.Clock.Now));
        await _app.QueryAsync(db => db.MailPauses.Where(pause => pause.Id == e.Id).ExecuteDeleteAsync());
        await _app.DeliverMailAsync();
        Assert.Single(_server.Received);

        await _app.QueryAsync(db => db.MailPauses.ExecuteDeleteAsync());
        await _app.DeliverMailAsync();
        Assert.Equal(2, _server.Received.Count);
    }

    [Theory]
    [InlineData("Ada\r\nBcc: everyone@theory.example")]
    [InlineData("Ada\nBcc: everyone@theory.example")]
    [InlineData("Ada\rBcc: everyone@theory.example")]
    [InlineData("Ada\0Bcc: everyone@theory.example")]
    [InlineData("Ada\u2028Bcc: everyone@theory.example")]
    [InlineData("Ada\u2029Bcc: everyone@theory.example")]
    [InlineData("Ada\u0085Bcc: everyone@theory.example")]
    [InlineData("\"Ada\" <everyone@theory.example>, <b>everyone</b>")]
    [InlineData("=?utf-8?Q?Ada=0D=0ABcc:_everyone@theory.example?=")]
    public async Task Nothing_in_names_and_subjects_makes_a_header(string text)
    {
        await WrittenAsync(text, text, text);

        await _app.DeliverMailAsync();

        var received = Assert.Single(_server.Received);
        string[] allowed = ["MIME-Version", "From", "To", "Date", "Subject", "Content-Type", "Content-Transfer-Encoding", "Message-ID", "Auto-Submitted"];
        Assert.All(received.Headers, line => Assert.Contains(line.Split(':')[0], allowed, StringComparer.OrdinalIgnoreCase));
        Assert.Equal("RCPT TO:<ada@theory.example>", received.To);
        Assert.EndsWith("<ada@theory.example>", received.Header("To"), StringComparison.Ordinal);
        Assert.DoesNotContain('\0', received.Text);
    }

    [Fact]
    public async Task What_somebody_waits_for_goes_first()
    {
        await WrittenAsync("A reminder", about: "1");
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        await _app.SeedAsync(OutgoingMail.Write(new MailDraft("account.reset", "2", Given.Email("ada@theory.example"), "Ada", "A link", "Secret") { IsPrivate = true }, _app.Clock.Now));

        await _app.DeliverMailAsync();

        Assert.Equal(["A link", "A reminder"], _server.Received.Select(mail => mail.Header("Subject")));
    }

    private async Task<OutgoingMail> WrittenAsync(string subject = "Hello", string body = "Hello.", string name = "Ada", string about = "1")
    {
        var mail = OutgoingMail.Write(new MailDraft("test", about, Given.Email("ada@theory.example"), name, subject, body), _app.Clock.Now);
        await _app.SeedAsync(mail);
        return mail;
    }

    private async Task<(MailState State, int Attempts, string? Error)> StateAsync()
    {
        var mail = await _app.QueryAsync(db => db.OutgoingMails.AsNoTracking().SingleAsync());
        return (mail.State, mail.Attempts, mail.LastError);
    }
}

using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Mail;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Mail;

/// <summary>A program of the machine that behaves as sendmail does, and as badly as it may.</summary>
public sealed class SendmailTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("workshop-sendmail-").FullName;
    private readonly WorkshopApp _app = new();

    public SendmailTests()
    {
        var program = Path.Combine(_folder, "sendmail");
        File.WriteAllText(program, $$"""
            #!/bin/sh
            for to; do :; done
            printf '%s\n' "$@" > {{_folder}}/arguments
            case "$to" in
              later@*) cat > /dev/null; echo 'try again' >&2; exit 75;;
              nobody@*) cat > /dev/null; exit 67;;
              hang@*) cat > /dev/null; sleep 30;;
              *) cat > {{_folder}}/message;;
            esac

            """);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        _app.With("Mail:Transport", "Sendmail").With("Mail:From", "workshop@theory.example").With("Mail:FromName", "Theory").With("Mail:Sendmail:Path", program).With("Mail:Smtp:TimeoutSeconds", "1").With("Site:PublicUrl", "https://workshop.theory.example");
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Its_exit_code_says_what_becomes_of_the_mail()
    {
        string[] people = ["later", "nobody", "hang", "ada"];
        await _app.SeedAsync([.. people.Select(name => OutgoingMail.Write(new MailDraft("test", name, Given.Email($"{name}@theory.example"), "Ágnes", "Grüße", "Hello.\n.\n"), _app.Clock.Now))]);

        await _app.DeliverMailAsync();

        var mails = await _app.QueryAsync(db => db.OutgoingMails.AsNoTracking().ToDictionaryAsync(mail => mail.About));
        Assert.Equal((MailState.Queued, "The mail program ended with code 75. try again"), (mails["later"].State, mails["later"].LastError));
        Assert.Equal(MailState.Failed, mails["nobody"].State);
        Assert.Equal(MailState.Uncertain, mails["hang"].State);
        Assert.Equal(MailState.Sent, mails["ada"].State);
        var message = await File.ReadAllTextAsync(Path.Combine(_folder, "message"), TestContext.Current.CancellationToken);
        Assert.DoesNotContain('\r', message);
        Assert.DoesNotContain("X-Sender", message, StringComparison.Ordinal);
        var received = new ReceivedMail("", "", message.Replace("\n", "\r\n", StringComparison.Ordinal));
        Assert.Equal($"<{mails["ada"].MessageKey}@theory.example>", received.Header("Message-ID"));
        Assert.All(received.Headers, line => Assert.True(line.All(char.IsAscii), line));
        Assert.StartsWith("=?utf-8?", received.Header("Subject"), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("Hello.\r\n.\r\n", received.Body);
    }

    [Fact]
    public async Task The_two_addresses_stand_on_its_line()
    {
        await _app.SeedAsync(OutgoingMail.Write(new MailDraft("test", "1", Given.Email("-oQ@theory.example"), "Ada", "Hello", "Hello."), _app.Clock.Now));

        await _app.DeliverMailAsync();

        Assert.Equal(["-i", "-f", "workshop@theory.example", "--", "-oQ@theory.example"], await File.ReadAllLinesAsync(Path.Combine(_folder, "arguments"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_program_that_is_not_there_costs_nothing_but_time()
    {
        _app.With("Mail:Sendmail:Path", "/no/such/sendmail");
        await _app.SeedAsync(OutgoingMail.Write(new MailDraft("test", "1", Given.Email("ada@theory.example"), "Ada", "Hello", "Hello."), _app.Clock.Now));

        await _app.DeliverMailAsync();

        Assert.Equal(MailState.Queued, await _app.QueryAsync(db => db.OutgoingMails.Select(mail => mail.State).SingleAsync()));
        Assert.Contains("not installed", await _app.QueryAsync(db => db.MailServerTroubles.Select(trouble => trouble.Said).SingleAsync()), StringComparison.Ordinal);
    }
}

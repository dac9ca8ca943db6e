using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Workshop.Domain.Mail;
using Workshop.Testing;
using Workshop.Web.Commands;

namespace Workshop.IntegrationTests.Mail;

/// <summary>
/// The real program on a real database, killed ten times in the middle of handing mails over: at the greeting, at the recipient, before the text, between the final dot and the
/// 250, and right after it.
/// </summary>
[Trait("Database", "none")]
public sealed class KillTests : IAsyncDisposable
{
    private const int Kills = 10;
    private const int Mails = 200;

    private readonly SmtpServer _server = new();
    private readonly WorkshopApp _app = new();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Killed_10_times_while_delivering_nothing_is_lost_nothing_sent_twice_and_each_doubt_reported()
    {
        var written = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await _app.SeedAsync([.. Enumerable.Range(0, Mails).Select(i => OutgoingMail.Write(new MailDraft("test", $"{i}", Given.Email($"p{i}@theory.example"), $"Person {i}", $"Mail {i}", "Hello."), written))]);
        var random = new Random(50);
        var stages = Enum.GetValues<SmtpStage>();
        Process? running = null;
        var left = 0;
        var at = SmtpStage.Connected;
        _server.Reached = (_, stage) =>
        {
            if (running is { } process && stage == at && Interlocked.Decrement(ref left) == 0)
            {
                process.Kill();
            }

            return Task.CompletedTask;
        };

        for (var kill = 0; kill < Kills; kill++)
        {
            (at, left) = (stages[kill % stages.Length], random.Next(1, 4));
            using var process = Start();
            running = process;
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            running = null;
            // 128 and the number of the signal: it neither came to its end nor fell over by itself.
            Assert.Equal(137, process.ExitCode);
        }

        using (var last = Start())
        {
            await last.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, last.ExitCode);
        }

        var states = await _app.QueryAsync(db => db.OutgoingMails.AsNoTracking().ToDictionaryAsync(mail => mail.ToAddress));
        var copies = _server.Received.GroupBy(mail => mail.To["RCPT TO:<".Length..^1]).ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal(Mails, states.Count);
        Assert.All(copies.Values, count => Assert.Equal(1, count));
        Assert.All(states.Values, mail => Assert.True(mail.State is MailState.Sent or MailState.Uncertain, $"{mail.ToAddress}: {mail.State}"));
        Assert.All(states.Values.Where(mail => mail.State == MailState.Sent), mail => Assert.True(copies.ContainsKey(mail.ToAddress), $"{mail.ToAddress} is lost."));
        // Two hands and one for what is urgent: no kill can catch more.
        Assert.InRange(states.Values.Count(mail => mail.State == MailState.Uncertain), 1, Kills * 3);
        Assert.True(states.Values.Count(mail => mail.State == MailState.Sent) > Mails / 2, "Too few arrived for sure.");
    }

    private Process Start()
    {
        var configuration = _app.Services.GetRequiredService<IConfiguration>();
        var start = new ProcessStartInfo("dotnet",
        [
            typeof(CommandLine).Assembly.Location, "deliver-mail", "--alone",
            $"--Data:Directory={configuration["Data:Directory"]}",
            "--Mail:Transport=Smtp", "--Mail:From=workshop@theory.example", "--Mail:Smtp:Host=127.0.0.1", string.Create(CultureInfo.InvariantCulture, $"--Mail:Smtp:Port={_server.Port}"), "--Mail:Smtp:StartTls=false",
            "--Site:PublicUrl=https://workshop.theory.example", "--Logging:LogLevel:Default=Error",
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_TieredPGO"] = "0";
        var process = Process.Start(start)!;
        // Read, so that a full pipe stops nothing; what it says is of no interest here.
        _ = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        _ = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        return process;
    }
}

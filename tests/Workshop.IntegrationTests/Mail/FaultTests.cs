using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Mail;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Mail;

/// <summary>The promise of the outbox against a server of which every fifth answer is a fault: none lost, none sent twice, and what nobody can know is said to be unknown.</summary>
public sealed class FaultTests : IAsyncDisposable
{
    private const int Count = 500;

    private readonly SmtpServer _server = new();
    private readonly WorkshopApp _app = new();

    public FaultTests() => _app
        .With("Mail:Transport", "Smtp")
        .With("Mail:From", "workshop@theory.example")
        .With("Mail:Smtp:Host", "127.0.0.1")
        .With("Mail:Smtp:Port", _server.Port.ToString(CultureInfo.InvariantCulture))
        .With("Mail:Smtp:StartTls", "false")
        .With("Mail:Smtp:TimeoutSeconds", "1")
        .With("Mail:Connections", "4")
        .With("Site:PublicUrl", "https://workshop.theory.example");

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Of_500_mails_with_every_fifth_answer_a_fault_none_is_lost_none_sent_twice_and_each_doubt_reported()
    {
        await _app.SeedAsync([.. Enumerable.Range(0, Count).Select(i => OutgoingMail.Write(new MailDraft("test", $"{i}", Given.Email($"p{i}@theory.example"), $"Person {i}", $"Mail {i}", "Hello."), _app.Clock.Now))]);
        var random = new Random(5);
        var faults = 0;
        SmtpBehaviour[] kinds =
        [
            SmtpBehaviour.RefuseRecipient, SmtpBehaviour.Greylist, SmtpBehaviour.Greylist, SmtpBehaviour.RefuseText, SmtpBehaviour.DropBeforeText, SmtpBehaviour.DropBeforeConfirming, SmtpBehaviour.DropBeforeConfirming,
            SmtpBehaviour.HangBeforeConfirming,
        ];
        _server.Choose = _ =>
        {
            lock (random)
            {
                if (random.Next(5) > 0)
                {
                    return SmtpBehaviour.Accept;
                }

                faults++;
                return kinds[random.Next(kinds.Length)];
            }
        };

        // Each turn of the wait list is at most an hour away, however long it is in all.
        for (var turn = 0; turn < 200 && await _app.QueryAsync(db => db.OutgoingMails.AnyAsync(mail => mail.State == MailState.Queued)); turn++)
        {
            await _app.DeliverMailAsync();
            _app.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        var received = _server.Received.GroupBy(mail => mail.To["RCPT TO:<".Length..^1]).ToDictionary(group => group.Key, group => group.ToList());
        var states = await _app.QueryAsync(db => db.OutgoingMails.AsNoTracking().ToDictionaryAsync(mail => mail.ToAddress));
        Assert.True(faults > Count / 6, $"Only {faults} faults.");
        Assert.Equal(Count, states.Count);
        Assert.All(received.Values, copies => Assert.Single(copies));
        var unconfirmed = received.Where(pair => !pair.Value[0].IsConfirmed).Select(pair => pair.Key).Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(unconfirmed);
        // A confirmation that comes when we have given up waiting for it, as on a busy machine, is a doubt too.
        var doubted = states.Values.Where(mail => mail.State == MailState.Uncertain).Select(mail => mail.ToAddress).ToHashSet(StringComparer.Ordinal);
        Assert.Superset(unconfirmed.ToHashSet(StringComparer.Ordinal), doubted);
        Assert.True(doubted.Count < Count / 10, $"{doubted.Count} of {Count} in doubt.");
        Assert.All(states.Values, mail => Assert.Equal(mail.State is MailState.Sent or MailState.Uncertain, received.ContainsKey(mail.ToAddress)));
        Assert.All(states.Values, mail => Assert.True(mail.State is MailState.Sent or MailState.Uncertain or MailState.Failed, $"{mail.ToAddress}: {mail.State}"));
        var refused = states.Values.Where(mail => mail.State == MailState.Failed).ToList();
        Assert.NotEmpty(refused);
        Assert.All(refused, mail => Assert.StartsWith("55", mail.LastError, StringComparison.Ordinal));

        // And every try is on record, those beside when the server let nobody in.
        var attempts = await _app.QueryAsync(db => db.MailAttempts.Where(attempt => attempt.Outcome != MailAttemptOutcome.ServerUnavailable).GroupBy(attempt => attempt.MailId).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count));
        Assert.All(states.Values, mail => Assert.Equal(mail.Attempts, attempts[mail.Id]));
    }
}

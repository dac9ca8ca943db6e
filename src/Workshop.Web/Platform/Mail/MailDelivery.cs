using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Mail;
using Workshop.Web.Platform.Jobs;

namespace Workshop.Web.Platform.Mail;

/// <summary>
/// One pass over the mails whose time has come. Each is saved as being sent before it is handed over and with the outcome afterwards; what is between the two when
/// the server dies is marked as uncertain and never sent again by itself.
/// </summary>
public sealed partial class MailDelivery(WorkshopDb db, IMailTransport transport, TimeProvider time, ILogger<MailDelivery> logger) : IRecurringJob
{
    /// <summary>Longer than any conversation with a mail server may take: whoever began to send it is gone.</summary>
    public static readonly TimeSpan GoneAfter = TimeSpan.FromMinutes(15);

    private const int Batch = 50;

    public async Task RunAsync(CancellationToken cancel)
    {
        await MarkLeftAsync(time.GetUtcNow() - GoneAfter, cancel);
        var counts = new Dictionary<MailAnswerKind, int>();
        var available = true;
        while (available && await DueAsync(cancel) is { Count: > 0 } due)
        {
            foreach (var id in due)
            {
                // Between mails only: one that is being handed over is finished first.
                cancel.ThrowIfCancellationRequested();
                if (await DeliverAsync(id) is not { } answer)
                {
                    continue;
                }

                counts[answer] = counts.GetValueOrDefault(answer) + 1;
                if (answer == MailAnswerKind.ServerUnavailable)
                {
                    available = false;
                    break;
                }
            }
        }

        if (counts.Count > 0)
        {
            LogPass(
                counts.GetValueOrDefault(MailAnswerKind.Accepted),
                counts.GetValueOrDefault(MailAnswerKind.Later) + counts.GetValueOrDefault(MailAnswerKind.ServerUnavailable),
                counts.GetValueOrDefault(MailAnswerKind.Refused),
                counts.GetValueOrDefault(MailAnswerKind.Unknown));
        }
    }

    /// <summary>Names the mails that were being sent at or before <paramref name="begunBefore"/> and are still without an outcome.</summary>
    public async Task MarkLeftAsync(DateTimeOffset begunBefore, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var left = await db.OutgoingMails.Where(mail => mail.State == MailState.Sending && mail.SendingSince <= begunBefore).ToListAsync(cancel);
        if (left.Count == 0)
        {
            return;
        }

        foreach (var mail in left)
        {
            mail.MarkUncertain("The server stopped while this mail was being handed over. It may or may not have arrived.");
        }

        await db.SaveChangesAsync(cancel);
        LogLeft(left.Count);
    }

    /// <summary>What somebody waits for in front of a screen (a confirmation, a reset) goes before everything else.</summary>
    private async Task<List<Guid>> DueAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        return await db.OutgoingMails
            .Where(mail => mail.State == MailState.Queued && mail.NextAttemptAt <= now)
            .OrderByDescending(mail => mail.IsPrivate)
            .ThenBy(mail => mail.NextAttemptAt)
            .ThenBy(mail => mail.CreatedAt)
            .Take(Batch)
            .Select(mail => mail.Id)
            .ToListAsync(cancel);
    }

    /// <summary>Null when somebody else took it.</summary>
    private async Task<MailAnswerKind?> DeliverAsync(Guid id)
    {
        db.ChangeTracker.Clear();
        var mail = await db.OutgoingMails.SingleOrDefaultAsync(mail => mail.Id == id && mail.State == MailState.Queued);
        if (mail is null)
        {
            return null;
        }

        mail.StartSending(time.GetUtcNow());
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateConcurrencyException)
        {
            return null;
        }

        var answer = await transport.SendAsync(mail);
        var now = time.GetUtcNow();
        switch (answer.Kind)
        {
            case MailAnswerKind.Accepted:
                mail.MarkSent(now);
                break;
            case MailAnswerKind.Unknown:
                mail.MarkUncertain(answer.Said ?? "");
                break;
            default:
                mail.MarkFailed(answer.Said ?? "", permanent: answer.Kind == MailAnswerKind.Refused, now);
                break;
        }

        await db.SaveChangesAsync();
        return answer.Kind;
    }

    [LoggerMessage(LogLevel.Information, "Mail: {Sent} sent, {Later} to be tried again, {Refused} refused, {Uncertain} uncertain.")]
    private partial void LogPass(int sent, int later, int refused, int uncertain);

    [LoggerMessage(LogLevel.Warning, "Mail: {Count} mails were being handed over when the server stopped; they are marked as uncertain.")]
    private partial void LogLeft(int count);
}

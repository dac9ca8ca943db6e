using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Mail;
using Workshop.Web.Platform.Jobs;

namespace Workshop.Web.Platform.Mail;

/// <summary>
/// One pass over the mails whose time has come. Each is saved as being sent before it is handed over and with the outcome afterwards; what is between the two when
/// the server dies is marked as uncertain and never sent again by itself. Several are handed over at once, and one place is kept for what somebody waits for in front
/// of a screen, so that neither a thousand reminders nor a server that hangs delays a reset.
/// </summary>
public sealed partial class MailDelivery(IServiceScopeFactory scopes, IMailTransport transport, MailSettings settings, TimeProvider time, ILogger<MailDelivery> logger) : IRecurringJob
{
    /// <summary>Longer than any conversation with a mail server may take: whoever began to send it is gone.</summary>
    public static readonly TimeSpan GoneAfter = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan LooksForUrgent = TimeSpan.FromMilliseconds(300);

    public async Task RunAsync(CancellationToken cancel)
    {
        await MarkLeftAsync(time.GetUtcNow() - GoneAfter, cancel);
        using var pass = new Pass();
        pass.HadTrouble = await InScopeAsync(db => db.MailServerTroubles.AnyAsync(cancel));

        var work = WorkAsync(pass, cancel);
        await Task.WhenAll(work, WatchUrgentAsync(pass, work, cancel));

        var counts = pass.Counts;
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
        var count = await InScopeAsync(async db =>
        {
            var left = await db.OutgoingMails.Where(mail => mail.State == MailState.Sending && mail.SendingSince <= begunBefore).ToListAsync(cancel);
            foreach (var mail in left)
            {
                mail.MarkUncertain("The server stopped while this mail was being handed over. It may or may not have arrived.");
                db.Add(MailAttempt.Of(mail, MailAttemptOutcome.Uncertain, mail.LastError, time.GetUtcNow()));
            }

            await db.SaveChangesAsync(cancel);
            return left.Count;
        });
        if (count > 0)
        {
            LogLeft(count);
        }
    }

    /// <summary>The first goes alone: when the server does not let us in, one mail has paid for knowing it.</summary>
    private async Task WorkAsync(Pass pass, CancellationToken cancel)
    {
        if (await SendNextAsync(pass, urgentOnly: false, cancel) && !pass.IsStopped)
        {
            await Task.WhenAll(Enumerable.Range(0, settings.Connections).Select(_ => OneAfterTheOtherAsync(pass, cancel)));
        }
    }

    private async Task OneAfterTheOtherAsync(Pass pass, CancellationToken cancel)
    {
        while (!pass.IsStopped && await SendNextAsync(pass, urgentOnly: false, cancel))
        {
        }
    }

    private async Task WatchUrgentAsync(Pass pass, Task work, CancellationToken cancel)
    {
        var found = false;
        while (!work.IsCompleted && !pass.IsStopped && !cancel.IsCancellationRequested)
        {
            if (!found)
            {
                await Task.WhenAny(work, Task.Delay(LooksForUrgent, CancellationToken.None));
            }

            found = !work.IsCompleted && await SendNextAsync(pass, urgentOnly: true, cancel);
        }
    }

    /// <summary>False when nothing is due.</summary>
    private async Task<bool> SendNextAsync(Pass pass, bool urgentOnly, CancellationToken cancel)
    {
        // Between mails only: one that is being handed over is finished first.
        cancel.ThrowIfCancellationRequested();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkshopDb>();
        if (await TakeNextAsync(db, pass, urgentOnly) is not { } mail)
        {
            return false;
        }

        var replyTo = mail.EventId is { } eventId ? await db.Events.Where(e => e.Id == eventId).Select(e => e.ContactEmail).SingleOrDefaultAsync(CancellationToken.None) : null;
        var answer = await transport.SendAsync(new MailToSend(mail, replyTo));
        await RecordAsync(db, mail, answer, pass);
        return true;
    }

    /// <summary>The most urgent of those whose time has come, marked as being sent; null when there is none. One at a time, so that two hands do not reach for the same.</summary>
    private async Task<OutgoingMail?> TakeNextAsync(WorkshopDb db, Pass pass, bool urgentOnly)
    {
        await pass.Taking.WaitAsync(CancellationToken.None);
        try
        {
            while (!pass.IsStopped)
            {
                var now = time.GetUtcNow();
                var most = urgentOnly || await IsThrottledAsync(db, now) ? (int)MailPriority.Urgent : int.MaxValue;
                var mail = await db.OutgoingMails
                    .Include(mail => mail.Attachments)
                    .Where(mail => mail.State == MailState.Queued && mail.NextAttemptAt <= now && mail.Priority <= most)
                    .Where(mail => !db.MailPauses.Any(pause => pause.Id == MailPause.Everything || pause.Id == mail.EventId))
                    .Where(mail => !db.MailServerTroubles.Any(trouble => trouble.NextTryAt > now))
                    .OrderBy(mail => mail.Priority).ThenBy(mail => mail.NextAttemptAt).ThenBy(mail => mail.CreatedAt).ThenBy(mail => mail.Id)
                    .FirstOrDefaultAsync(CancellationToken.None);
                if (mail is null)
                {
                    return null;
                }

                mail.StartSending(now);
                try
                {
                    await db.SaveChangesAsync(CancellationToken.None);
                    return mail;
                }
                catch (DbUpdateConcurrencyException)
                {
                    // Another node took it, or an organizer held it back.
                    db.ChangeTracker.Clear();
                }
            }

            return null;
        }
        finally
        {
            pass.Taking.Release();
        }
    }

    private async Task<bool> IsThrottledAsync(WorkshopDb db, DateTimeOffset now)
    {
        if (settings.PerMinute == 0)
        {
            return false;
        }

        var since = now - TimeSpan.FromMinutes(1);
        return await db.MailAttempts.CountAsync(attempt => attempt.At > since) + await db.OutgoingMails.CountAsync(mail => mail.State == MailState.Sending) >= settings.PerMinute;
    }

    private async Task RecordAsync(WorkshopDb db, OutgoingMail mail, MailAnswer answer, Pass pass)
    {
        var now = time.GetUtcNow();
        var outcome = MailAttemptOutcome.Accepted;
        switch (answer.Kind)
        {
            case MailAnswerKind.Accepted:
                mail.MarkSent(now);
                break;
            case MailAnswerKind.Unknown:
                outcome = MailAttemptOutcome.Uncertain;
                mail.MarkUncertain(answer.Said ?? "");
                break;
            case MailAnswerKind.Refused:
                outcome = MailAttemptOutcome.Refused;
                mail.MarkFailed(answer.Said ?? "", permanent: true, now);
                break;
            case MailAnswerKind.ServerUnavailable:
                outcome = MailAttemptOutcome.ServerUnavailable;
                mail.MarkUntried(answer.Said ?? "", now);
                break;
            default:
                outcome = MailAttemptOutcome.Later;
                mail.MarkFailed(answer.Said ?? "", permanent: false, now);
                break;
        }

        db.Add(MailAttempt.Of(mail, outcome, answer.Said, now));
        await db.SaveChangesAsync(CancellationToken.None);
        if (pass.Count(answer.Kind))
        {
            await RememberTroubleAsync(db, answer, now);
        }
    }

    /// <summary>In a save of its own, after the outcome: two nodes that find the same trouble at the same moment must not cost each other the outcome.</summary>
    private static async Task RememberTroubleAsync(WorkshopDb db, MailAnswer answer, DateTimeOffset now)
    {
        db.ChangeTracker.Clear();
        if (answer.Kind != MailAnswerKind.ServerUnavailable)
        {
            await db.MailServerTroubles.ExecuteDeleteAsync(CancellationToken.None);
            return;
        }

        if (await db.MailServerTroubles.SingleOrDefaultAsync(CancellationToken.None) is { } trouble)
        {
            trouble.Again(answer.Said ?? "", now);
        }
        else
        {
            db.Add(MailServerTrouble.Begin(answer.Said ?? "", now));
        }

        try
        {
            await db.SaveChangesAsync(CancellationToken.None);
        }
        catch (DbUpdateException failed) when (failed is DbUpdateConcurrencyException || db.Violates(failed, ConstraintNames.MailServerTroubleOnce))
        {
            // Another node has just noted it, or has just been let in again.
        }
    }

    private async Task<T> InScopeAsync<T>(Func<WorkshopDb, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<WorkshopDb>());
    }

    /// <summary>What the hands of one pass share.</summary>
    private sealed class Pass : IDisposable
    {
        private readonly Lock _lock = new();

        public SemaphoreSlim Taking { get; } = new(1);

        public Dictionary<MailAnswerKind, int> Counts { get; } = [];

        public bool IsStopped { get; private set; }

        public bool HadTrouble { get; set; }

        /// <summary>True when the state of the server has changed by this answer: it does not let us in, or does so again.</summary>
        public bool Count(MailAnswerKind kind)
        {
            lock (_lock)
            {
                Counts[kind] = Counts.GetValueOrDefault(kind) + 1;
                if (kind == MailAnswerKind.ServerUnavailable)
                {
                    var first = !IsStopped;
                    IsStopped = true;
                    return first;
                }

                var over = HadTrouble;
                HadTrouble = false;
                return over;
            }
        }

        public void Dispose() => Taking.Dispose();
    }

    [LoggerMessage(LogLevel.Information, "Mail: {Sent} sent, {Later} to be tried again, {Refused} refused, {Uncertain} uncertain.")]
    private partial void LogPass(int sent, int later, int refused, int uncertain);

    [LoggerMessage(LogLevel.Warning, "Mail: {Count} mails were being handed over when the server stopped; they are marked as uncertain.")]
    private partial void LogLeft(int count);
}

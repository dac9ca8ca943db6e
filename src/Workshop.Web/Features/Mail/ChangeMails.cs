using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Mail;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Mail;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Mail;

internal static class MailRefusals
{
    public static readonly Refusal ChangedElsewhere = new("mail.changed-elsewhere", "Some of these mails have been changed or sent in the meantime. Look at the list as it is now.");
}

/// <summary>Sends held mails: those that were chosen, or every one of the event.</summary>
public sealed class SendHeldMails(WorkshopDb db, TimeProvider time)
{
    /// <param name="chosen">
    /// Null for all that the event holds. Then the act is blind to the papers that this organizer must keep away from, as the release of decisions is: leaving their mails behind would
    /// tell their authors apart, and a workshop with one organizer could never send them. What lacks something stays held.
    /// </param>
    /// <returns>How many go, as far as this organizer may know.</returns>
    public async Task<Outcome<int>> RunAsync(Viewer organizer, Guid eventId, IReadOnlyCollection<Guid>? chosen, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var shown = db.MailsShownTo(organizer, eventId, now).Where(mail => mail.State == MailState.Held);
        if (chosen is { Count: 0 })
        {
            return new Refusal("mail.none-chosen", "Choose the mails that you want to send.");
        }

        var mails = chosen is null
            ? await db.OutgoingMails.Where(mail => mail.EventId == eventId && mail.State == MailState.Held).ToListAsync(cancel)
            : await shown.Where(mail => chosen.Contains(mail.Id)).ToListAsync(cancel);
        var known = (await shown.Select(mail => mail.Id).ToListAsync(cancel)).ToHashSet();
        var refused = new List<Refusal>();
        var sent = 0;
        foreach (var mail in mails)
        {
            var outcome = mail.LetGo(now);
            if (!outcome.Succeeded)
            {
                if (known.Contains(mail.Id))
                {
                    refused.Add(outcome.Refusal! with { Message = $"“{mail.Subject}” to {mail.ToAddress}: {outcome.Refusal!.Message}", Field = null });
                }

                continue;
            }

            sent += known.Contains(mail.Id) ? 1 : 0;
            db.Add(AuditEntry.Of("mail.let-go", $"Sent a held mail of the kind {mail.Kind}.", organizer.RequiredPersonId, eventId, now, mail.SubmissionId));
        }

        if (sent == 0 && refused.Count > 0 && chosen is not null)
        {
            return Outcome.No<int>(refused);
        }

        return await SaveAsync(db, sent, cancel);
    }

    internal static async Task<Outcome<int>> SaveAsync(WorkshopDb db, int count, CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return count;
        }
        catch (DbUpdateConcurrencyException)
        {
            return MailRefusals.ChangedElsewhere;
        }
    }
}

/// <summary>Chosen held mails do not go; or, as the undo of that, wait again.</summary>
public sealed class DiscardMails(WorkshopDb db, TimeProvider time)
{
    /// <param name="undo">Takes the discarding back instead.</param>
    public async Task<Outcome<int>> RunAsync(Viewer organizer, Guid eventId, IReadOnlyCollection<Guid> chosen, bool undo, CancellationToken cancel)
    {
        if (chosen.Count == 0)
        {
            return new Refusal("mail.none-chosen", "Choose the mails that shall not go.");
        }

        var now = time.GetUtcNow();
        var state = undo ? MailState.Discarded : MailState.Held;
        var mails = await db.MailsShownTo(organizer, eventId, now).Where(mail => mail.State == state && chosen.Contains(mail.Id)).ToListAsync(cancel);
        foreach (var mail in mails)
        {
            _ = undo ? mail.TakeDiscardBack() : mail.Discard();
            db.Add(AuditEntry.Of(undo ? "mail.discard-undone" : "mail.discarded", $"{(undo ? "Took back that a mail of the kind" : "Discarded a mail of the kind")} {mail.Kind}{(undo ? " was discarded" : "")}.", organizer.RequiredPersonId, eventId, now, mail.SubmissionId));
        }

        return await SendHeldMails.SaveAsync(db, mails.Count, cancel);
    }
}

/// <summary>Keeps a mail back that waits for its turn.</summary>
public sealed class HoldMailBack(WorkshopDb db, TimeProvider time)
{
    /// <summary>Null when there is no such mail, or none that this organizer may see.</summary>
    public async Task<Outcome<int>?> RunAsync(Viewer organizer, Guid eventId, Guid mailId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (await db.MailsShownTo(organizer, eventId, now).SingleOrDefaultAsync(mail => mail.Id == mailId, cancel) is not { } mail)
        {
            return null;
        }

        var outcome = mail.HoldBack();
        if (!outcome.Succeeded)
        {
            return outcome.Refusal!;
        }

        db.Add(AuditEntry.Of("mail.held-back", $"Held back a mail of the kind {mail.Kind}.", organizer.RequiredPersonId, eventId, now, mail.SubmissionId));
        return await SendHeldMails.SaveAsync(db, 1, cancel);
    }
}

/// <summary>An organizer's own words in one held mail.</summary>
public sealed class EditMail(WorkshopDb db, TimeProvider time)
{
    /// <summary>Null when there is no such mail, or none whose text this organizer may see.</summary>
    public async Task<Outcome<int>?> RunAsync(Viewer organizer, Guid eventId, Guid mailId, string? subject, string? body, int revision, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (await db.MailsEditableBy(organizer, eventId, now).SingleOrDefaultAsync(mail => mail.Id == mailId, cancel) is not { } mail)
        {
            return null;
        }

        var outcome = mail.Edit(subject, body, revision);
        if (!outcome.Succeeded)
        {
            return Outcome.No<int>(outcome.Refusals);
        }

        db.Add(AuditEntry.Of("mail.edited", $"Changed the text of a mail of the kind {mail.Kind}.", organizer.RequiredPersonId, eventId, now, mail.SubmissionId));
        return await SendHeldMails.SaveAsync(db, 1, cancel);
    }
}

/// <summary>Stops the mail of one event, or lets it go on. Doing it twice is doing it once.</summary>
public sealed class PauseMail(WorkshopDb db, TimeProvider time)
{
    /// <param name="eventId"><see cref="MailPause.Everything"/> for the whole installation, which the page leaves to administrators.</param>
    public async Task RunAsync(Viewer by, Guid eventId, bool paused, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var standing = await db.MailPauses.SingleOrDefaultAsync(pause => pause.Id == eventId, cancel);
        if (standing is not null == paused)
        {
            return;
        }

        if (standing is null)
        {
            db.Add(MailPause.Of(eventId, by.RequiredPersonId, now));
        }
        else
        {
            db.Remove(standing);
        }

        db.Add(AuditEntry.Of(paused ? "mail.paused" : "mail.resumed", paused ? "Stopped all mail." : "Let the mail go on.", by.RequiredPersonId, eventId == MailPause.Everything ? null : eventId, now));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody else let it go on at the same moment.
        }
        catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.MailPauseOnce))
        {
            // Somebody else stopped it at the same moment.
        }
    }
}

using System.Globalization;
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

/// <summary>A mail as an organizer saw it when they chose it.</summary>
public sealed record ChosenMail(Guid Id, int Revision)
{
    /// <summary>As a form carries it.</summary>
    public static string Write(Guid id, int revision) => string.Create(CultureInfo.InvariantCulture, $"{id}:{revision}");

    /// <summary>Those that can be read; what no page of ours has written is left out.</summary>
    public static IReadOnlyList<ChosenMail> Read(IEnumerable<string> written) =>
        [.. from word in written let parts = word.Split(':') where parts.Length == 2 && Guid.TryParse(parts[0], out _) && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out _) select new ChosenMail(Guid.Parse(parts[0]), int.Parse(parts[1], CultureInfo.InvariantCulture))];
}

/// <param name="Count">Of how many it was done, as far as this organizer may know.</param>
/// <param name="Refused">Why not of the others, those alone that this organizer may know of.</param>
public sealed record ChangedMails(int Count, IReadOnlyList<Refusal> Refused);

/// <summary>Sends held mails: those that were chosen, or every one of the event.</summary>
public sealed class SendHeldMails(WorkshopDb db, TimeProvider time)
{
    /// <summary>What was not chosen one by one can be held back again for so long.</summary>
    public static readonly TimeSpan UndoWindow = GroupMessage.UndoWindow;

    /// <param name="chosen">
    /// Null for all that the event holds. Then the act is blind to the papers that this organizer must keep away from, as the release of decisions is: leaving their mails behind would
    /// tell their authors apart, and a workshop with one organizer could never send them. Of these only what the event holds because of its kind goes: what another organizer has held back or is rewording
    /// is theirs to send. What lacks something stays held.
    /// </param>
    public async Task<Outcome<ChangedMails>> RunAsync(Viewer organizer, Guid eventId, IReadOnlyCollection<ChosenMail>? chosen, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var shown = db.MailsShownTo(organizer, eventId, now).Where(mail => mail.State == MailState.Held);
        if (chosen is { Count: 0 })
        {
            return new Refusal("mail.none-chosen", "Choose the mails that you want to send.");
        }

        var ids = chosen?.Select(mail => mail.Id).ToList() ?? [];
        var revisions = chosen?.DistinctBy(mail => mail.Id).ToDictionary(mail => mail.Id, mail => mail.Revision);
        var mails = chosen is null
            ? await db.OutgoingMails.Where(mail => mail.EventId == eventId && mail.State == MailState.Held && (mail.HeldBecause == OutgoingMail.HeldByKind || shown.Any(other => other.Id == mail.Id))).ToListAsync(cancel)
            : await shown.Where(mail => ids.Contains(mail.Id)).ToListAsync(cancel);
        var known = (await shown.Select(mail => mail.Id).ToListAsync(cancel)).ToHashSet();
        var refused = new List<Refusal>();
        var sent = 0;
        foreach (var mail in mails)
        {
            var outcome = revisions is null ? mail.LetGo(now, notBefore: now + UndoWindow) : mail.LetGo(now, revisions[mail.Id]);
            if (!outcome.Succeeded)
            {
                if (known.Contains(mail.Id))
                {
                    refused.Add(About(mail, outcome.Refusal!));
                }

                continue;
            }

            sent += known.Contains(mail.Id) ? 1 : 0;
            db.Add(AuditEntry.Of("mail.let-go", $"Sent a held mail of the kind {mail.Kind}.", organizer.RequiredPersonId, eventId, now, mail.SubmissionId));
        }

        return await SaveAsync(db, new ChangedMails(sent, refused), cancel);
    }

    internal static Refusal About(OutgoingMail mail, Refusal refusal) => refusal with { Message = $"“{mail.Subject}” to {mail.ToAddress}: {refusal.Message}", Field = null };

    /// <summary>When nothing came of it for anything that may be named, the reasons are the answer.</summary>
    internal static async Task<Outcome<ChangedMails>> SaveAsync(WorkshopDb db, ChangedMails changed, CancellationToken cancel)
    {
        if (await SaveAsync(db, cancel) is { Succeeded: false } no)
        {
            return no.Refusal!;
        }

        return changed is { Count: 0, Refused.Count: > 0 } ? Outcome.No<ChangedMails>(changed.Refused) : changed;
    }

    internal static async Task<Outcome<Done>> SaveAsync(WorkshopDb db, CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return Done.Instance;
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
    /// <param name="undo">Takes the discarding back instead, except of copies of a message that was taken back as a whole.</param>
    public async Task<Outcome<ChangedMails>> RunAsync(Viewer organizer, Guid eventId, IReadOnlyCollection<ChosenMail> chosen, bool undo, CancellationToken cancel)
    {
        if (chosen.Count == 0)
        {
            return new Refusal("mail.none-chosen", "Choose the mails that shall not go.");
        }

        var now = time.GetUtcNow();
        var state = undo ? MailState.Discarded : MailState.Held;
        var revisions = chosen.DistinctBy(mail => mail.Id).ToDictionary(mail => mail.Id, mail => mail.Revision);
        var ids = revisions.Keys.ToList();
        var mails = await db.MailsShownTo(organizer, eventId, now).Where(mail => mail.State == state && ids.Contains(mail.Id)).ToListAsync(cancel);
        var messages = mails.Select(mail => mail.MessageId).OfType<Guid>().Distinct().ToList();
        var takenBack = (await db.GroupMessages.Where(message => messages.Contains(message.Id) && message.TakenBackAt != null).Select(message => message.Id).ToListAsync(cancel)).ToHashSet();
        var refused = new List<Refusal>();
        foreach (var mail in mails)
        {
            var outcome = !undo ? mail.Discard(revisions[mail.Id])
                : takenBack.Contains(mail.MessageId ?? Guid.Empty) ? new Refusal("mail.taken-back", "The message that it is a copy of was taken back. Write a new one instead.")
                : mail.TakeDiscardBack();
            if (!outcome.Succeeded)
            {
                refused.Add(SendHeldMails.About(mail, outcome.Refusal!));
                continue;
            }

            db.Add(AuditEntry.Of(undo ? "mail.discard-undone" : "mail.discarded", $"{(undo ? "Took back that a mail of the kind" : "Discarded a mail of the kind")} {mail.Kind}{(undo ? " was discarded" : "")}.", organizer.RequiredPersonId, eventId, now, mail.SubmissionId));
        }

        return await SendHeldMails.SaveAsync(db, new ChangedMails(mails.Count - refused.Count, refused), cancel);
    }
}

/// <summary>Keeps a mail back that waits for its turn.</summary>
public sealed class HoldMailBack(WorkshopDb db, TimeProvider time)
{
    /// <summary>Null when there is no such mail, or none that this organizer may see.</summary>
    public async Task<Outcome<Done>?> RunAsync(Viewer organizer, Guid eventId, Guid mailId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (await db.MailsShownTo(organizer, eventId, now).SingleOrDefaultAsync(mail => mail.Id == mailId, cancel) is not { } mail)
        {
            return null;
        }

        var outcome = mail.HoldBack();
        if (!outcome.Succeeded)
        {
            return outcome;
        }

        db.Add(AuditEntry.Of("mail.held-back", $"Held back a mail of the kind {mail.Kind}.", organizer.RequiredPersonId, eventId, now, mail.SubmissionId));
        return await SendHeldMails.SaveAsync(db, cancel);
    }
}

/// <summary>An organizer's own words in one held mail.</summary>
public sealed class EditMail(WorkshopDb db, TimeProvider time)
{
    /// <summary>Null when there is no such mail, or none whose text this organizer may see.</summary>
    /// <param name="send">The mail goes with these words, in the same save.</param>
    public async Task<Outcome<Done>?> RunAsync(Viewer organizer, Guid eventId, Guid mailId, string? subject, string? body, int revision, bool send, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (await db.MailsEditableBy(organizer, eventId, now).SingleOrDefaultAsync(mail => mail.Id == mailId, cancel) is not { } mail)
        {
            return null;
        }

        var outcome = mail.Edit(subject, body, revision);
        if (outcome.Succeeded && send)
        {
            outcome = mail.LetGo(now);
        }

        if (!outcome.Succeeded)
        {
            return outcome;
        }

        db.Add(AuditEntry.Of("mail.edited", $"Changed the text of a mail of the kind {mail.Kind}{(send ? " and sent it" : "")}.", organizer.RequiredPersonId, eventId, now, mail.SubmissionId));
        return await SendHeldMails.SaveAsync(db, cancel);
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

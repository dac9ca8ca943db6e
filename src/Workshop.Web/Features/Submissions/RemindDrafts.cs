using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Mail;
using Workshop.Data.Submissions;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;
using Workshop.Web.Platform.Jobs;

namespace Workshop.Web.Features.Submissions;

/// <summary>Wakes <see cref="RemindDrafts"/>.</summary>
internal sealed partial class DraftReminders(RemindDrafts remind, ILogger<DraftReminders> logger) : IRecurringJob
{
    public async Task RunAsync(CancellationToken cancel)
    {
        var count = await remind.RunAsync(cancel);
        if (count > 0)
        {
            LogReminded(count);
        }
    }

    [LoggerMessage(LogLevel.Information, "Wrote {Count} reminders to owners of drafts.")]
    private partial void LogReminded(int count);
}

/// <summary>
/// Writes the reminders that are due now, over all events. The mail's unique key holds draft, deadline and step: it can run as often as it likes, on two nodes at once, and
/// a deadline that moves makes the steps count anew. What the database is asked depends on the number of events, not on that of their drafts, up to <see cref="AtOnce"/> of them.
/// </summary>
public sealed class RemindDrafts(WorkshopDb db, SiteAddress site, TimeProvider time)
{
    private const int AtOnce = 500;
    /// <returns>How many mails were written.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var written = 0;
        foreach (var step in DraftReminder.All)
        {
            for (var skip = 0; ; skip += AtOnce)
            {
                var page = await CandidatesAsync(step, skip, cancel);
                written += page.Count == 0 ? 0 : await RemindAsync(step, page, cancel);
                if (page.Count < AtOnce)
                {
                    break;
                }
            }
        }

        return written;
    }

    /// <summary>Drafts one of whose deadlines makes the step due now. Which deadline is the one that counts, the Domain says afterwards.</summary>
    private async Task<List<Candidate>> CandidatesAsync(DraftReminder step, int skip, CancellationToken cancel)
    {
        var to = time.GetUtcNow() + step.Before;
        var from = to - step.Tolerance;
        return await db.Submissions
            .Where(s => s.OwnerId != null && s.SubmittedAt == null && s.WithdrawnAt == null && !s.RemindersMuted)
            .Join(db.Events.Where(e => e.RemindsDrafts), s => s.EventId, e => e.Id, (s, e) => new { Draft = s, Event = e })
            .Select(row => new
            {
                row.Draft.Id,
                row.Draft.EventId,
                row.Draft.CreatedAt,
                row.Draft.RegisteredAt,
                row.Draft.TypeId,
                TypeClosesAt = db.SubmissionTypes.Where(type => type.Id == row.Draft.TypeId).Select(type => type.ClosesAt).FirstOrDefault(),
                TypeAbstractsDue = db.SubmissionTypes.Where(type => type.Id == row.Draft.TypeId).Select(type => type.AbstractsDue).FirstOrDefault(),
                row.Event.AbstractsDue,
                row.Event.SubmissionsClose,
                Extension = db.DeadlineExtensions
                    .Where(extension => extension.EventId == row.Draft.EventId
                        && (extension.SubmissionId == null || extension.SubmissionId == row.Draft.Id)
                        && (extension.NormalizedEmail == ""
                            || db.PersonEmails.Any(email => email.PersonId == row.Draft.OwnerId && email.ConfirmedAt != null && email.NormalizedAddress == extension.NormalizedEmail)))
                    .OrderByDescending(extension => extension.Until)
                    .Select(extension => (DateTimeOffset?)extension.Until)
                    .FirstOrDefault(),
                Late = db.LateLinkUses
                    .Where(use => use.SubmissionId == row.Draft.Id)
                    .Join(db.LateLinks.Where(link => link.RevokedAt == null), use => use.LinkId, link => link.Id, (use, link) => (DateTimeOffset?)link.Expires)
                    .FirstOrDefault(),
            })
            .Where(row => (row.SubmissionsClose >= from && row.SubmissionsClose <= to) || (row.AbstractsDue >= from && row.AbstractsDue <= to)
                || (row.TypeClosesAt >= from && row.TypeClosesAt <= to) || (row.TypeAbstractsDue >= from && row.TypeAbstractsDue <= to)
                || (row.Extension >= from && row.Extension <= to) || (row.Late >= from && row.Late <= to))
            .OrderBy(row => row.Id)
            .Skip(skip)
            .Take(AtOnce)
            .Select(row => new Candidate(row.Id, row.EventId, row.CreatedAt, row.RegisteredAt, row.TypeId, row.TypeClosesAt, row.TypeAbstractsDue, row.Extension, row.Late))
            .ToListAsync(cancel);
    }

    private async Task<int> RemindAsync(DraftReminder step, List<Candidate> candidates, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var eventIds = candidates.Select(candidate => candidate.EventId).Distinct().ToArray();
        var events = await db.Events.AsNoTracking().Where(e => eventIds.Contains(e.Id)).ToDictionaryAsync(e => e.Id, cancel);
        var due = new Dictionary<Guid, SubmissionWindow>();
        foreach (var candidate in candidates)
        {
            var window = candidate.WindowIn(events[candidate.EventId]);
            if (step.IsDue(now, window.Deadline, candidate.CreatedAt))
            {
                due.Add(candidate.Id, window);
            }
        }

        await LeaveOutWrittenAsync(step, due, cancel);
        if (due.Count == 0)
        {
            return 0;
        }

        var forms = new Dictionary<Guid, CallForm>();
        foreach (var eventId in eventIds)
        {
            forms.Add(eventId, await db.LoadCallFormAsync(eventId, cancel));
        }

        var ids = due.Keys.ToArray();
        var drafts = await db.Submissions.AsNoTracking()
            .WithContent()
            .Where(s => ids.Contains(s.Id))
            .OrderBy(s => s.Id)
            .ToListAsync(cancel);
        var ownerIds = drafts.Select(draft => draft.OwnerId).OfType<Guid>().Distinct().ToArray();
        var owners = await db.People.AsNoTracking().Include(person => person.Emails).Where(person => ownerIds.Contains(person.Id)).ToDictionaryAsync(person => person.Id, cancel);
        var mails = new List<MailDraft>();
        foreach (var draft in drafts.Where(draft => draft.State == SubmissionState.Draft))
        {
            if (draft.OwnerId is { } ownerId && owners[ownerId] is var owner && EmailAddress.Parse(owner.PrimaryEmail?.Address).Value is { } to)
            {
                var of = events[draft.EventId];
                mails.Add(ReminderMails.Draft(of, forms[of.Id], draft, due[draft.Id], step, to, owner.Name, site.Link($"/e/{of.Slug}/submissions/{draft.Id}"), now));
            }
        }

        return await db.SaveMissingMailAsync(mails, now, cancel);
    }

    /// <summary>So that the drafts of everybody who was written to already need not be loaded again and again.</summary>
    private async Task LeaveOutWrittenAsync(DraftReminder step, Dictionary<Guid, SubmissionWindow> due, CancellationToken cancel)
    {
        var keys = due.ToDictionary(entry => ReminderMails.About(entry.Key, entry.Value.Deadline, step), entry => entry.Key, StringComparer.Ordinal);
        var all = keys.Keys.ToArray();
        var known = all.Length == 0 ? [] : await db.OutgoingMails.Where(mail => mail.Kind == ReminderMails.DraftKind && all.Contains(mail.About)).Select(mail => mail.About).ToListAsync(cancel);
        foreach (var about in known)
        {
            due.Remove(keys[about]);
        }
    }

    private sealed record Candidate(Guid Id, Guid EventId, DateTimeOffset CreatedAt, DateTimeOffset? RegisteredAt, Guid? TypeId, DateTimeOffset? TypeClosesAt, DateTimeOffset? TypeAbstractsDue, DateTimeOffset? Extension, DateTimeOffset? Late)
    {
        public SubmissionWindow WindowIn(WorkshopEvent of)
        {
            var leaves = new List<Leave>();
            if (Extension is { } extension)
            {
                leaves.Add(new Leave(LeaveKind.Extended, extension));
            }

            if (Late is { } late)
            {
                leaves.Add(new Leave(LeaveKind.LateLink, late, Id));
            }

            return (new PersonalDeadlines(of.Timeline, leaves) with { Types = TypeId is { } type ? [new TypeDeadlines(type, TypeClosesAt, TypeAbstractsDue, false)] : [] }).For(Id, RegisteredAt, TypeId);
        }
    }
}

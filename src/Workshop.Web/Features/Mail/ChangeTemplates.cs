using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Mail;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Mail;

/// <summary>Which kinds of mail organizers want to see before they go.</summary>
public sealed class ChooseHeldKinds(WorkshopDb db, TimeProvider time)
{
    /// <param name="seen">Which kinds were held when the organizer looked: only what they have changed since is changed.</param>
    public async Task<Outcome<Done>> RunAsync(Viewer organizer, Guid eventId, IReadOnlyCollection<string> seen, IReadOnlyCollection<string> held, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var known = await db.EventMailTemplates.Where(template => template.EventId == eventId).ToDictionaryAsync(template => template.Kind, cancel);
        var changed = new List<string>();
        foreach (var kind in MailKinds.All)
        {
            var wanted = held.Contains(kind.Key);
            var template = known.GetValueOrDefault(kind.Key);
            if (seen.Contains(kind.Key) == wanted || (template?.IsHeld ?? false) == wanted)
            {
                continue;
            }

            template ??= db.Add(EventMailTemplate.For(eventId, kind.Key)).Entity;
            var outcome = template.Hold(wanted);
            if (!outcome.Succeeded)
            {
                return outcome;
            }

            changed.Add($"{kind.Name}: {(wanted ? "held" : "at once")}");
        }

        if (changed.Count > 0)
        {
            db.Add(AuditEntry.Of("mail.kinds-held", string.Join("; ", changed) + ".", organizer.RequiredPersonId, eventId, now));
        }

        return await ChangeTemplate.SaveAsync(db, cancel);
    }
}

/// <summary>An event's own words for one kind of mail; or the usual ones again.</summary>
public sealed class ChangeTemplate(WorkshopDb db, TimeProvider time)
{
    /// <param name="reset">Back to the usual words; subject and body then say nothing.</param>
    public async Task<Outcome<Done>> RunAsync(Viewer organizer, Guid eventId, string kind, string? subject, string? body, int revision, bool reset, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var template = await db.EventMailTemplates.SingleOrDefaultAsync(template => template.EventId == eventId && template.Kind == kind, cancel) ?? db.Add(EventMailTemplate.For(eventId, kind)).Entity;
        if ((reset ? template.Reset(revision) : template.Reword(subject, body, revision)) is { Succeeded: false } no)
        {
            return no;
        }

        db.Add(AuditEntry.Of(reset ? "mail.template-reset" : "mail.template-changed", $"{MailKinds.Of(kind).Name}: {(reset ? "the usual words again" : "words of our own")}.", organizer.RequiredPersonId, eventId, now));
        return await SaveAsync(db, cancel);
    }

    internal static async Task<Outcome<Done>> SaveAsync(WorkshopDb db, CancellationToken cancel)
    {
        var changedElsewhere = new Refusal("template.changed-elsewhere", "Somebody else has changed this in the meantime. Look at it as it is now, then change it again.");
        try
        {
            await db.SaveChangesAsync(cancel);
            return Done.Instance;
        }
        catch (DbUpdateConcurrencyException)
        {
            return changedElsewhere;
        }
        catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.MailTemplateOnce))
        {
            return changedElsewhere;
        }
    }
}

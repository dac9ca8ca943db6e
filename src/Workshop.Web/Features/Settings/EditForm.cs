using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Settings;

/// <summary>One change of an event's submission form, with its line in the log. Of two organizers who change it at once, the second one finds out.</summary>
public sealed class EditForm(WorkshopDb db, TimeProvider time)
{
    public static Refusal ChangedElsewhere { get; } = new(
        "form.changed-elsewhere", "The form was changed by somebody else after you opened this page. What you typed is below; save again to keep it.");

    /// <param name="revision">The one that the page was opened at; null for what depends on nothing that it showed.</param>
    /// <param name="change">Decides and changes; what it refuses is not saved.</param>
    /// <param name="done">For the log, past tense.</param>
    public async Task<Outcome<Done>> RunAsync(
        Viewer organizer, Guid eventId, int? revision, Func<CallForm, WorkshopEvent, Task<Outcome<Done>>> change, string code, Func<string> done, CancellationToken cancel)
    {
        var of = await db.Events.AsNoTracking().SingleAsync(e => e.Id == eventId, cancel);
        var form = await db.TrackCallFormAsync(eventId, cancel);
        if (revision is { } opened && opened != form.Revision)
        {
            return ChangedElsewhere;
        }

        var changed = await change(form, of);
        if (!changed.Succeeded)
        {
            return changed;
        }

        db.Add(AuditEntry.Of(code, done(), organizer.PersonId, eventId, time.GetUtcNow()));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failed) when (failed is DbUpdateConcurrencyException || db.Violates(failed, "PK_CallForms"))
        {
            return ChangedElsewhere;
        }

        return Done.Instance;
    }
}

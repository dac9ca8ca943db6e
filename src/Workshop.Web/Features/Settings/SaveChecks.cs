using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Pdf;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Settings;

/// <summary>Changes what an event asks of PDFs. Verdicts that stand are not touched: a recheck, asked for by itself, brings them up to date.</summary>
public sealed class SaveChecks(WorkshopDb db, TimeProvider time)
{
    /// <param name="revision">Of the event, when the form was opened.</param>
    public async Task<Outcome<Done>> RunAsync(Viewer organizer, Guid eventId, int revision, FormatRules rules, CancellationToken cancel)
    {
        var of = await db.Events.SingleAsync(e => e.Id == eventId, cancel);
        if (of.Revision != revision)
        {
            return SaveSettings.ChangedElsewhere;
        }

        var changed = of.ChangeChecks(rules);
        if (!changed.Succeeded)
        {
            return changed;
        }

        db.Add(AuditEntry.Of("event.checks-changed", "What is asked of PDFs was changed.", organizer.PersonId, eventId, time.GetUtcNow()));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return SaveSettings.ChangedElsewhere;
        }

        return Done.Instance;
    }
}

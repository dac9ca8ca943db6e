using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Decisions;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Decisions;

/// <summary>Saves what the event chose about its decisions. A release that waits keeps the instant that it was given.</summary>
public sealed class SaveDecisionSettings(WorkshopDb db, TimeProvider time)
{
    private static readonly Refusal ChangedElsewhere =
        new("decisions.settings.changed-elsewhere", "Somebody changed these settings at the same moment. Save again to keep what you see here.");

    public async Task<Outcome<Done>> RunAsync(Viewer organizer, Guid eventId, int revision, DecisionTerms terms, CancellationToken cancel)
    {
        var settings = await db.DecisionSettings.SingleOrDefaultAsync(settings => settings.EventId == eventId, cancel);
        if (settings is null)
        {
            settings = DecisionSettings.For(eventId);
            db.Add(settings);
        }

        var changed = settings.Change(terms, revision);
        if (!changed.Succeeded)
        {
            db.ChangeTracker.Clear();
            return changed;
        }

        db.Add(AuditEntry.Of("decisions.settings", "Changed room, undo time or deadlines of the decisions.", organizer.PersonId, eventId, time.GetUtcNow()));
        try
        {
            await db.SaveChangesAsync(cancel);
            return changed;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return ChangedElsewhere;
        }
        catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.DecisionSettingsOnce))
        {
            db.ChangeTracker.Clear();
            return ChangedElsewhere;
        }
    }
}

using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Decisions;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Decisions;

/// <summary>Keeps a search of the table of decisions under a name, for oneself or for all organizers; one's own view of the same name is replaced.</summary>
public sealed class KeepView(WorkshopDb db)
{
    public async Task<Outcome<DecisionView>> RunAsync(Viewer organizer, Guid eventId, string name, string search, string sort, bool shared, CancellationToken cancel)
    {
        var me = organizer.RequiredPersonId;
        var made = DecisionView.Create(eventId, me, name, search, sort, shared);
        if (made.Value is not { } view)
        {
            return made;
        }

        var known = await db.DecisionViews.Where(other => other.EventId == eventId && other.MadeBy == me).ToListAsync(cancel);
        var replaced = known.FindAll(other => string.Equals(other.Name, view.Name, StringComparison.OrdinalIgnoreCase));
        if (known.Count - replaced.Count >= DecisionView.Most)
        {
            return new Refusal("view.too-many", $"You have {DecisionView.Most} views. Remove one that you do not need any more.", "ViewName");
        }

        db.RemoveRange(replaced);
        db.Add(view);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            // What is replaced was removed meanwhile.
            db.ChangeTracker.Clear();
            db.Add(view);
            await db.SaveChangesAsync(cancel);
        }

        return view;
    }
}

/// <summary>Removes a view: one's own, or a shared one, which belongs to all organizers.</summary>
public sealed class RemoveView(WorkshopDb db)
{
    /// <returns>False when there is none that this organizer sees.</returns>
    public async Task<bool> RunAsync(Viewer organizer, Guid eventId, Guid viewId, CancellationToken cancel)
    {
        var view = await db.DecisionViews.SingleOrDefaultAsync(view => view.Id == viewId && view.EventId == eventId && (view.IsShared || view.MadeBy == organizer.PersonId), cancel);
        if (view is null)
        {
            return false;
        }

        db.Remove(view);
        await db.SaveRemovalAsync(cancel);
        return true;
    }
}

using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.People;
using Workshop.Domain.Programme;

namespace Workshop.Web.Features.Programme.Prints;

/// <summary>Writes the texts around the printed programme.</summary>
public sealed class ChangeFrontMatter(WorkshopDb db, TimeProvider time)
{
    public static readonly Refusal ChangedElsewhere = new("front.changed-elsewhere", "Somebody changed these texts since you opened this page. What you typed is still here: compare it with theirs in another tab, then save again.");

    /// <param name="revision">Which texts were changed: those that the page showed.</param>
    /// <returns>The new revision.</returns>
    public Task<Outcome<int>> RunAsync(Viewer organizer, Guid eventId, int revision, FrontMatterContent content, CancellationToken cancel) =>
        db.ChangeFrontMatterAsync(organizer, eventId, time.GetUtcNow(), front => front.Revision == revision ? front.Write(content) : ChangedElsewhere, cancel);

}

internal static class FrontMatterChange
{
    /// <summary>Changes the event's texts, which begin with the first change, and saves them with whatever else was added.</summary>
    public static async Task<Outcome<int>> ChangeFrontMatterAsync(this WorkshopDb db, Viewer organizer, Guid eventId, DateTimeOffset now, Func<ProgrammeFrontMatter, Outcome<Done>> change, CancellationToken cancel)
    {
        var front = await db.FrontMatter.SingleOrDefaultAsync(front => front.EventId == eventId, cancel);
        if (front is null)
        {
            front = ProgrammeFrontMatter.Open(eventId);
            db.Add(front);
        }

        var changed = change(front);
        if (!changed.Succeeded)
        {
            return Outcome.No<int>(changed.Refusals);
        }

        db.Add(AuditEntry.Of("programme.front-matter", "Changed the texts of the printed programme.", organizer.PersonId, eventId, now));
        try
        {
            await db.SaveChangesAsync(cancel);
            return front.Revision;
        }
        catch (DbUpdateConcurrencyException)
        {
            return ChangeFrontMatter.ChangedElsewhere;
        }
        catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.FrontMatterOnce))
        {
            return ChangeFrontMatter.ChangedElsewhere;
        }
    }
}

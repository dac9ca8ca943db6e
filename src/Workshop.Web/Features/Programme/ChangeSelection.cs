using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Programme;
using Workshop.Domain;
using Workshop.Domain.People;
using Workshop.Domain.Programme;

namespace Workshop.Web.Features.Programme;

/// <summary>
/// Marks an item of the programme as one's own, or takes it out; gives the selection a calendar, or takes that back. With an account the selection is the account's: what
/// the browser collected before signing in joins it at the first change.
/// </summary>
public sealed class ChangeSelection(WorkshopDb db, TimeProvider time)
{
    private const int Attempts = 3;

    /// <param name="inBrowser">The selection that the browser's cookie names; null without one.</param>
    /// <returns>The selection, for the cookie of a visitor without an account. Null when there is no public programme.</returns>
    public async Task<Outcome<ProgrammeSelection>?> RunAsync(Viewer visitor, Guid? inBrowser, Guid eventId, SelectionChange change, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var e = await db.Events.AsNoTracking().SingleAsync(e => e.Id == eventId, cancel);
        if (await db.ReadPublicProgrammeAsync(e, null, now, cancel) is not { } programme)
        {
            return null;
        }

        if (change is SelectionChange.Add { Key: var wanted } && !programme.Document.Items.Any(item => item.Key == wanted))
        {
            return new Refusal("selection.unknown", "That item is not in the programme any more.");
        }

        for (var attempt = 1; ; attempt++)
        {
            var selection = await LoadAsync(visitor, inBrowser, eventId, now, cancel);
            if (Apply(selection, change).Refusal is { } full)
            {
                return full;
            }

            try
            {
                await db.SaveChangesAsync(cancel);
                return selection;
            }
            catch (DbUpdateException exception) when (attempt < Attempts && (exception is DbUpdateConcurrencyException || db.Violates(exception, ConstraintNames.SelectionOnce) || db.Violates(exception, ConstraintNames.MarkOnce)))
            {
                // Another tab did the same at this moment: once more, on top of it.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<ProgrammeSelection> LoadAsync(Viewer visitor, Guid? inBrowser, Guid eventId, DateTimeOffset now, CancellationToken cancel)
    {
        var found = await db.SelectionsOf(visitor, inBrowser, eventId).Include(selection => selection.Marks).ToListAsync(cancel);
        var own = found.Find(selection => selection.PersonId is not null);
        var begun = found.Find(selection => selection.PersonId is null);
        if (own is not null && begun is not null)
        {
            own.Take(begun);
            db.Remove(begun);
        }
        else if (begun is not null && visitor.PersonId is { } person)
        {
            begun.GiveTo(person);
        }

        if ((own ?? begun) is { } known)
        {
            return known;
        }

        var selection = ProgrammeSelection.Start(eventId, visitor.PersonId, now);
        db.Add(selection);
        return selection;
    }

    private static Outcome<Done> Apply(ProgrammeSelection selection, SelectionChange change)
    {
        switch (change)
        {
            case SelectionChange.Add add:
                return selection.Mark(add.Key);
            case SelectionChange.Remove remove:
                selection.Unmark(remove.Key);
                break;
            case SelectionChange.OpenFeed:
                selection.OpenFeed();
                break;
            case SelectionChange.CloseFeed:
                selection.CloseFeed();
                break;
        }

        return Done.Instance;
    }
}

public abstract record SelectionChange
{
    private SelectionChange()
    {
    }

    public sealed record Add(string Key) : SelectionChange;

    public sealed record Remove(string Key) : SelectionChange;

    /// <summary>A new address for its calendar; an earlier one opens nothing any more.</summary>
    public sealed record OpenFeed : SelectionChange;

    public sealed record CloseFeed : SelectionChange;
}

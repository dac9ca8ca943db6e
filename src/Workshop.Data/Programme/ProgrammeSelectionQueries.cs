using Microsoft.EntityFrameworkCore;
using Workshop.Domain.People;
using Workshop.Domain.Programme;

namespace Workshop.Data.Programme;

public static class ProgrammeSelectionQueries
{
    /// <summary>
    /// What the viewer marked: the selection of their account, and beside it one that this browser began without an account. That one belongs to nobody yet: what was given to a person
    /// never opens by a cookie again.
    /// </summary>
    /// <param name="inBrowser">What the browser's cookie names; null without one.</param>
    public static IQueryable<ProgrammeSelection> SelectionsOf(this WorkshopDb db, Viewer viewer, Guid? inBrowser, Guid eventId)
    {
        var me = viewer.PersonId;
        return db.ProgrammeSelections.Where(selection => selection.EventId == eventId
            && ((me != null && selection.PersonId == me) || (inBrowser != null && selection.Id == inBrowser && selection.PersonId == null)));
    }

    /// <summary>The keys of the marked items.</summary>
    public static async Task<HashSet<string>> LoadMarksAsync(this WorkshopDb db, Viewer viewer, Guid? inBrowser, Guid eventId, CancellationToken cancel) =>
        [.. await db.SelectionsOf(viewer, inBrowser, eventId).SelectMany(selection => selection.Marks).Select(mark => mark.Key).ToListAsync(cancel)];
}

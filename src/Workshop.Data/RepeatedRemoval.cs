using Microsoft.EntityFrameworkCore;

namespace Workshop.Data;

/// <summary>Taking something away twice is asking for the same thing twice.</summary>
public static class RepeatedRemoval
{
    /// <summary>Saves a removal with what goes with it. When another press was faster it is gone, which is what was asked for: then nothing is saved, and what was tracked is forgotten.</summary>
    public static async Task SaveRemovalAsync(this WorkshopDb db, CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
        }
    }
}

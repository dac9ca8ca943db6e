using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Workshop.Data.Events;

public static class EventTurns
{
    /// <summary>
    /// One after the other of those who release, undo or certify something in an event: until the transaction ends, no other of them begins. The clock is to be read afterwards, because waiting for one's
    /// turn may take a while.
    /// </summary>
    public static async Task<IDbContextTransaction> TakeTurnAsync(this WorkshopDb db, Guid eventId, CancellationToken cancel)
    {
        var transaction = await db.Database.BeginTransactionAsync(cancel);
        try
        {
            // Writing the row locks it on PostgreSQL; SQLite has but one writer.
            await db.Events.Where(e => e.Id == eventId).ExecuteUpdateAsync(set => set.SetProperty(e => e.ProgrammeRevision, e => e.ProgrammeRevision), cancel);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Workshop.Data;

namespace Workshop.Web.Features.Programme;

internal static class ProgrammeTurns
{
    /// <summary>One of those who release or certify an event's programme after the other. The clock is to be read afterwards, because waiting for one's turn may take a while.</summary>
    public static async Task<IDbContextTransaction> TakeProgrammeTurnAsync(this WorkshopDb db, Guid eventId, CancellationToken cancel)
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

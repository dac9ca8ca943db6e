using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.People;
using Workshop.Domain.Submissions.Import;

namespace Workshop.Web.Features.Submissions.Import;

/// <summary>Saves what an organizer decided about a held import.</summary>
public sealed class ChooseColumns(WorkshopDb db, TimeProvider time)
{
    /// <returns>Null when the organizer holds no such import, or has imported it.</returns>
    public async Task<Outcome<Done>?> RunAsync(Viewer organizer, Guid eventId, Guid importId, Func<ImportChoices, ImportChoices> change, CancellationToken cancel)
    {
        var held = await db.HeldImports.HeldBy(organizer, eventId, time.GetUtcNow()).SingleOrDefaultAsync(held => held.Id == importId && held.ImportedAt == null, cancel);
        if (held is null)
        {
            return null;
        }

        var open = OpenImport.Of(held);
        var choices = change(open.Choices);
        var refusals = choices.Check(open.Table);
        if (refusals.Count > 0)
        {
            return Outcome.No<Done>(refusals);
        }

        held.Choose(OpenImport.Write(choices));
        await db.SaveChangesAsync(cancel);
        return Done.Instance;
    }
}

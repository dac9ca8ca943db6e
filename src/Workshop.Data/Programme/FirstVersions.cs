using Microsoft.EntityFrameworkCore;
using Workshop.Domain.People;
using Workshop.Domain.Programme;

namespace Workshop.Data.Programme;

/// <summary>Programmes that became public before there were versions: what was public is their first version.</summary>
public static class FirstVersions
{
    /// <summary>Safe to run twice. Nobody is told anything: what they could see, they still see.</summary>
    public static async Task WriteAsync(WorkshopDb db, DateTimeOffset now, CancellationToken cancel)
    {
        var events = await db.Events.Where(e => e.ProgrammeReleased != null && !db.ProgrammeVersions.Any(version => version.EventId == e.Id)).ToListAsync(cancel);
        foreach (var e in events)
        {
            // With eyes that see all of the draft: only what is released is taken from it, and gaps stay gaps.
            var draft = (await db.ReadDraftProgrammeAsync(Viewer.Anonymous with { OrganizerOf = [e.Id] }, e, now, cancel)).WithoutStaged();
            if (ProgrammeVersion.Release(e.Id, null, "", "", draft.Document, draft.Submissions, Guid.Empty, e.ProgrammeReleased!.Value) is { Succeeded: true } first)
            {
                db.Add(first.Value);
            }
        }

        await db.SaveChangesAsync(cancel);
    }
}

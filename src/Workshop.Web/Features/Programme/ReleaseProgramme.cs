using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Programme;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.People;
using Workshop.Domain.Programme;

namespace Workshop.Web.Features.Programme;

/// <summary>Releases the draft as a new version that everybody sees, or hides the programme again.</summary>
public sealed class ReleaseProgramme(WorkshopDb db, TimeProvider time)
{
    public async Task<Outcome<Done>> RunAsync(Viewer organizer, Guid eventId, ProgrammeRelease wanted, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var e = await db.Events.SingleAsync(e => e.Id == eventId, cancel);
        if (!wanted.IsPublic)
        {
            if (e.ProgrammeReleased is null)
            {
                return Done.Instance;
            }

            e.WithdrawProgramme();
        }
        else
        {
            var draft = await db.ReadDraftProgrammeAsync(organizer, e, now, cancel);
            var previous = await db.ProgrammeVersions.SingleOrDefaultAsync(version => version.EventId == eventId && version.IsCurrent, cancel);
            var version = ProgrammeVersion.Release(eventId, previous, wanted.Name, wanted.Note, draft.Document, draft.Submissions, organizer.RequiredPersonId, now);
            if (!version.Succeeded)
            {
                return Outcome.No<Done>(version.Refusals);
            }

            previous?.Supersede();
            db.Add(version.Value);
            e.ReleaseProgramme(now);
        }

        db.Add(AuditEntry.Of(wanted.IsPublic ? "programme.published" : "programme.hidden", wanted.IsPublic ? "Published the programme." : "Hid the programme.", organizer.PersonId, eventId, now));
        try
        {
            await db.SaveChangesAsync(cancel);
            return Done.Instance;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Refusal("programme.changed-elsewhere", "The event was changed at the same moment. Try again.");
        }
    }
}

/// <param name="Name">Blank takes "Version 3".</param>
/// <param name="Note">For the public change log; may be empty.</param>
public sealed record ProgrammeRelease(bool IsPublic, string Name = "", string Note = "");

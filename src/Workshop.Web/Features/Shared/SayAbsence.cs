using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Programme;

namespace Workshop.Web.Features.Shared;

/// <summary>Says when whoever presents cannot be there; what was said before is replaced. Whether this viewer may say it about that submission or item is for the page to ask.</summary>
public sealed class SayAbsence(WorkshopDb db, TimeProvider time)
{
    /// <param name="about">A submission, or an item of the programme that stands for itself.</param>
    public async Task<Outcome<Done>> RunAsync(Viewer viewer, Guid eventId, Guid about, IEnumerable<HalfDay> halves, string note, CancellationToken cancel)
    {
        var e = await db.Events.AsNoTracking().SingleAsync(e => e.Id == eventId, cancel);
        var said = SpeakerAbsence.Say(e, about, halves, note);
        if (!said.Succeeded)
        {
            return Outcome.No<Done>(said.Refusals);
        }

        var before = await db.SpeakerAbsences.Where(absence => absence.EventId == eventId && absence.About == about).ToListAsync(cancel);
        if (before.Count == 0 && said.Value.Count == 0)
        {
            return Done.Instance;
        }

        db.RemoveRange(before);
        db.AddRange(said.Value);
        db.Add(AuditEntry.Of("programme.absence", "Said when a presenter cannot be there.", viewer.PersonId, eventId, time.GetUtcNow(), await db.Submissions.AnyAsync(s => s.Id == about, cancel) ? about : null));
        await db.SaveChangesAsync(cancel);
        return Done.Instance;
    }
}

internal static class SaidAbsences
{
    /// <summary>The half-days on which whoever presents cannot be there, and the note.</summary>
    public static async Task<(IReadOnlySet<HalfDay> Halves, string Note)> ReadSaidAbsenceAsync(this WorkshopDb db, WorkshopEvent e, Guid about, CancellationToken cancel)
    {
        var said = await db.SpeakerAbsences.AsNoTracking().Where(absence => absence.EventId == e.Id && absence.About == about).ToListAsync(cancel);
        return (SpeakerAbsence.HalvesOf(e).Where(half => said.Exists(absence => absence.From == half.In(e.Zone).From)).ToHashSet(), said.Select(absence => absence.Note).FirstOrDefault() ?? "");
    }
}

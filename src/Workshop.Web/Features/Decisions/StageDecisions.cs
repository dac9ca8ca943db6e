using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Decisions;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Decisions;

/// <param name="Outcome">Null clears what was staged.</param>
/// <param name="Note">To the authors; null keeps the one that is there.</param>
/// <param name="Revision">The decision's revision when the form was opened, 0 when there was none; null for many at once, where the last one wins.</param>
public sealed record DecisionChoice(DecisionOutcome? Outcome, string? Note = null, int? Revision = null);

/// <summary>Stages one decision for all chosen submissions, or takes it back; all or none. Nobody but organizers learns of it before the release.</summary>
public sealed class StageDecisions(WorkshopDb db, TimeProvider time)
{
    private static readonly Refusal ChangedElsewhere =
        new("decision.changed-elsewhere", "Somebody changed this decision after you opened the page. What they chose is shown as staged; save again to replace it.");

    /// <returns>How many were staged or cleared.</returns>
    public async Task<Outcome<int>> RunAsync(Viewer organizer, Guid eventId, IReadOnlyCollection<Guid> submissionIds, DecisionChoice choice, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (choice.Note is { Length: > Decision.MaxNoteLength })
        {
            return new Refusal("decision.note-too-long", $"Shorten the note to {Decision.MaxNoteLength:N0} characters.", nameof(choice.Note));
        }

        var chosen = await db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now)
            .Where(s => s.EventId == eventId && s.SubmittedAt != null && s.WithdrawnAt == null && submissionIds.Contains(s.Id))
            .OrderBy(s => s.Number)
            .Select(s => new { s.Id, s.Number })
            .ToListAsync(cancel);
        if (chosen.Count == 0)
        {
            return new Refusal("decision.none-chosen", "Choose at least one submission first.");
        }

        var ids = chosen.Select(s => s.Id).ToList();
        var decisions = await db.Decisions.Where(decision => ids.Contains(decision.SubmissionId)).ToDictionaryAsync(decision => decision.SubmissionId, cancel);
        var released = chosen.Where(s => decisions.GetValueOrDefault(s.Id) is { IsReleased: true }).Select(s => string.Create(CultureInfo.InvariantCulture, $"#{s.Number}")).ToList();
        if (released.Count > 0)
        {
            return new Refusal("decision.released", $"{string.Join(", ", released)}: the authors have been told and the decision cannot be changed here any more. Nothing was staged.");
        }

        foreach (var s in chosen)
        {
            var decision = decisions.GetValueOrDefault(s.Id);
            if (choice.Revision is { } revision && revision != (decision?.Revision ?? 0))
            {
                return ChangedElsewhere;
            }

            if (choice.Outcome is { } outcome)
            {
                if (decision is null)
                {
                    db.Add(Decision.Stage(eventId, s.Id, outcome, choice.Note ?? "", organizer.RequiredPersonId, now));
                }
                else
                {
                    _ = decision.Change(outcome, choice.Note ?? decision.Note, organizer.RequiredPersonId, now);
                }

                db.Add(AuditEntry.Of("decision.staged", $"Staged as {DecisionWords.Status(outcome)}.", organizer.PersonId, eventId, now, s.Id));
            }
            else if (decision is not null)
            {
                db.Remove(decision);
                db.Add(AuditEntry.Of("decision.cleared", "Took the staged decision back.", organizer.PersonId, eventId, now, s.Id));
            }
        }

        try
        {
            await db.SaveChangesAsync(cancel);
            return chosen.Count;
        }
        catch (DbUpdateConcurrencyException)
        {
            return ChangedElsewhere;
        }
        catch (DbUpdateException exception) when (db.Violates(exception, "PK_Decisions"))
        {
            return ChangedElsewhere;
        }
    }
}

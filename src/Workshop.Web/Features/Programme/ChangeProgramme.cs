using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Decisions;
using Workshop.Domain.People;
using Workshop.Domain.Programme;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Programme;

/// <summary>Makes one change to sessions and items, on top of the programme that the organizer saw: who was slower is told, and loses nothing.</summary>
public sealed class ChangeProgramme(WorkshopDb db, TimeProvider time)
{
    private static readonly Refusal ChangedElsewhere =
        new("programme.changed-elsewhere", "Somebody changed the programme after you opened this page. It is shown as it is now; make your change again.");

    private static readonly Refusal Gone = new("programme.gone", "That session or item does not exist any more.");

    /// <param name="revision">The event's <c>ProgrammeRevision</c> when the page was opened.</param>
    public async Task<Outcome<Done>> RunAsync(Viewer organizer, Guid eventId, int revision, ProgrammeChange change, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var e = await db.Events.SingleAsync(e => e.Id == eventId, cancel);
        if (e.ProgrammeRevision != revision)
        {
            return ChangedElsewhere;
        }

        var sessions = await db.Sessions.Include(session => session.Slots.OrderBy(slot => slot.Position)).Where(session => session.EventId == eventId).ToListAsync(cancel);
        var placeable = await db.Submissions.VisibleTo(organizer, SubmissionPart.Programme, now)
            .Where(s => s.EventId == eventId && s.WithdrawnAt == null)
            .Join(db.Decisions.Where(decision => decision.DeclinedAt == null), s => s.Id, decision => decision.SubmissionId, (s, decision) => new { s.Id, s.Number, decision.Outcome })
            .OrderBy(s => s.Number)
            .ToListAsync(cancel);
        var outcomes = placeable.Select(s => (s.Id, s.Outcome)).ToList();
        if (Apply(eventId, sessions, outcomes, change) is { Count: > 0 } refusals)
        {
            return Domain.Outcome.No<Done>(refusals);
        }

        e.TouchProgramme();
        db.Add(AuditEntry.Of("programme.changed", Describe(change), organizer.PersonId, eventId, now));
        try
        {
            await db.SaveChangesAsync(cancel);
            return Done.Instance;
        }
        catch (DbUpdateConcurrencyException)
        {
            return ChangedElsewhere;
        }
        catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.SlotOnce))
        {
            return new Refusal("programme.placed-already", "That submission has a place in the programme already. Remove it there first.", nameof(SlotContent.SubmissionId));
        }
    }

    private IReadOnlyList<Refusal> Apply(Guid eventId, List<Session> sessions, List<(Guid Id, DecisionOutcome Outcome)> placeable, ProgrammeChange change)
    {
        Session? Find(Guid id) => sessions.Find(session => session.Id == id);
        switch (change)
        {
            case ProgrammeChange.AddSession add:
                var created = Session.Create(eventId, add.Content);
                if (created.Succeeded)
                {
                    db.Add(created.Value);
                }

                return created.Refusals;
            case ProgrammeChange.ChangeSession edit:
                return Find(edit.SessionId)?.Change(edit.Content).Refusals ?? [Gone];
            case ProgrammeChange.RemoveSession remove:
                if (Find(remove.SessionId) is { } removed)
                {
                    db.Remove(removed);
                }

                return [];
            case ProgrammeChange.AddItem add:
                return Find(add.SessionId) is { } target ? Add(target, add.Content, sessions, placeable) : [Gone];
            case ProgrammeChange.ChangeItem edit:
                return Find(edit.SessionId)?.Slots.FirstOrDefault(slot => slot.Id == edit.SlotId) is { } changed
                    // What stands on a slot is its submission's: only the minutes can be changed.
                    ? changed.Change(changed.SubmissionId is null ? edit.Content with { SubmissionId = null } : new SlotContent(changed.SubmissionId, null, "", "", "", edit.Content.Minutes)).Refusals
                    : [Gone];
            case ProgrammeChange.RemoveItem remove:
                Find(remove.SessionId)?.RemoveSlot(remove.SlotId);
                return [];
            case ProgrammeChange.MoveItem move:
                Find(move.SessionId)?.MoveSlot(move.SlotId, move.Up);
                return [];
            case ProgrammeChange.Fill fill:
                return Find(fill.SessionId) is { } filled ? Fill(filled, fill, sessions, placeable) : [Gone];
            default:
                throw new ArgumentOutOfRangeException(nameof(change));
        }
    }

    private static List<Refusal> Fill(Session session, ProgrammeChange.Fill fill, List<Session> sessions, List<(Guid Id, DecisionOutcome Outcome)> placeable)
    {
        var placed = Placed(sessions);
        foreach (var submission in placeable.Where(submission => submission.Outcome == fill.Outcome && !placed.Contains(submission.Id)))
        {
            var refusals = Add(session, new SlotContent(submission.Id, null, "", "", "", fill.Minutes), sessions, placeable);
            if (refusals.Count > 0)
            {
                return [.. refusals];
            }
        }

        return [];
    }

    private static IReadOnlyList<Refusal> Add(Session session, SlotContent content, List<Session> sessions, List<(Guid Id, DecisionOutcome Outcome)> placeable)
    {
        if (content.SubmissionId is { } id)
        {
            if (!placeable.Exists(submission => submission.Id == id))
            {
                return [new Refusal("programme.not-accepted", "Choose an accepted submission whose decision has been released.", nameof(SlotContent.SubmissionId))];
            }

            if (Placed(sessions).Contains(id))
            {
                return [new Refusal("programme.placed-already", "That submission has a place in the programme already. Remove it there first.", nameof(SlotContent.SubmissionId))];
            }
        }

        return session.AddSlot(content).Refusals;
    }

    private static HashSet<Guid> Placed(List<Session> sessions) => [.. sessions.SelectMany(session => session.Slots).Select(slot => slot.SubmissionId).OfType<Guid>()];

    private static string Describe(ProgrammeChange change) => change switch
    {
        ProgrammeChange.AddSession => "Added a session.",
        ProgrammeChange.ChangeSession => "Changed a session.",
        ProgrammeChange.RemoveSession => "Removed a session.",
        ProgrammeChange.AddItem => "Added an item to a session.",
        ProgrammeChange.ChangeItem => "Changed an item.",
        ProgrammeChange.RemoveItem => "Removed an item.",
        ProgrammeChange.MoveItem => "Moved an item.",
        _ => "Filled a session with accepted submissions.",
    };
}

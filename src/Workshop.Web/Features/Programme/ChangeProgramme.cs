using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Programme;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.People;
using Workshop.Domain.Programme;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Programme;

/// <summary>Makes one change to sessions and items as a step that can be undone, on top of the programme that the organizer saw: who was slower is told by whom, and loses nothing.</summary>
public sealed class ChangeProgramme(WorkshopDb db, TimeProvider time)
{
    private static readonly Refusal NotAccepted = new("programme.not-accepted", "Choose an accepted submission.", nameof(SlotContent.SubmissionId));

    /// <param name="revision">The event's <c>ProgrammeRevision</c> when the page was opened.</param>
    public async Task<Outcome<Done>> RunAsync(Viewer organizer, Guid eventId, int revision, ProgrammeChange change, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var e = await db.Events.SingleAsync(e => e.Id == eventId, cancel);
        if (e.ProgrammeRevision != revision)
        {
            return await db.WhoChangedAsync(organizer, e, revision, now, cancel);
        }

        var draft = await ProgrammeDraft.LoadAsync(db, eventId, cancel);
        var candidates = change is ProgrammeChange.AddItem or ProgrammeChange.Place or ProgrammeChange.Fill or ProgrammeChange.Arrange ? await db.ReadCandidatesAsync(organizer, eventId, now, cancel) : [];
        var hidden = change is ProgrammeChange.MoveItem or ProgrammeChange.MoveToNeighbour or ProgrammeChange.Fill ? await db.LoadHiddenInDraftAsync(organizer, eventId, now, cancel) : [];
        var planned = Apply(draft.Plan, change, candidates, hidden, e.Zone);
        if (!planned.Succeeded)
        {
            return Outcome.No<Done>(planned.Refusals);
        }

        var difference = draft.Plan.DifferenceTo(planned.Value);
        if (difference.IsEmpty)
        {
            return Done.Instance;
        }

        draft.Follow(planned.Value);
        e.TouchProgramme();
        var sentence = StepSentence.Of(change, draft.Plan, planned.Value);
        await TakeStepAsync(organizer, e.Id, e.ProgrammeRevision, sentence, difference, now, cancel);
        if (change is ProgrammeChange.AddItem { Portrait: { } added })
        {
            await KeepAsync(added, cancel);
        }
        else if (change is ProgrammeChange.ChangeItem { Portrait: { } changed })
        {
            await KeepAsync(changed, cancel);
        }

        try
        {
            await db.SaveChangesAsync(cancel);
            return Done.Instance;
        }
        catch (DbUpdateException exception) when (exception is DbUpdateConcurrencyException || db.Violates(exception, ConstraintNames.SlotOnce) || db.Violates(exception, ConstraintNames.ProgrammeStepOnce))
        {
            db.ChangeTracker.Clear();
            return await db.WhoChangedAsync(organizer, e, revision, now, cancel);
        }
    }

    private static Outcome<ProgrammePlan> Apply(ProgrammePlan plan, ProgrammeChange change, IReadOnlyList<Candidate> candidates, IReadOnlySet<Guid> hidden, Domain.Events.EventZone zone)
    {
        bool MayPlace(Guid id) => candidates.Any(candidate => candidate.Submission.Id == id && candidate.MayBePlaced);
        switch (change)
        {
            case ProgrammeChange.AddSession add:
                return plan.AddSession(Guid.NewGuid(), add.Content);
            case ProgrammeChange.ChangeSession edit:
                return plan.ChangeSession(edit.SessionId, edit.Content);
            case ProgrammeChange.RemoveSession remove:
                return plan.FindSession(remove.SessionId) is null ? plan : plan.RemoveSession(remove.SessionId);
            case ProgrammeChange.CopySession copy:
                return plan.CopySession(copy.SessionId, Guid.NewGuid());
            case ProgrammeChange.Shift shift:
                return plan.Shift(shift.SessionId, shift.Minutes, shift.AllRooms, zone);
            case ProgrammeChange.LayOut layOut:
                return plan.LayOut(layOut.Day, zone);
            case ProgrammeChange.AddItem add:
                return add.Content.SubmissionId is { } submission && !MayPlace(submission) ? NotAccepted : plan.AddItem(add.SessionId, Guid.NewGuid(), add.Content);
            case ProgrammeChange.ChangeItem edit:
                return plan.ChangeItem(edit.SlotId, edit.Content);
            case ProgrammeChange.RemoveItem remove:
                return plan.FindItem(remove.SlotId) is null ? plan : plan.RemoveItem(remove.SlotId);
            case ProgrammeChange.CopyItem copy:
                return plan.CopyItem(copy.SlotId, Guid.NewGuid());
            case ProgrammeChange.MoveItem move:
                return Step(plan, plan.Without(hidden), move.SlotId, move.Up);
            case ProgrammeChange.MoveToNeighbour move:
                return ToNeighbour(plan, plan.Without(hidden), move.SlotId, move.Next);
            case ProgrammeChange.MoveTo move:
                return plan.MoveItem(move.SlotId, move.SessionId, move.Before, move.After);
            case ProgrammeChange.Swap swap:
                return plan.Swap(swap.FirstId, swap.SecondId);
            case ProgrammeChange.Share share:
                return plan.Share(share.SlotId, share.Shares);
            case ProgrammeChange.Place place:
                return place.Submissions.All(MayPlace) ? PlaceAll(plan, place) : NotAccepted;
            case ProgrammeChange.Fill fill:
                var ranked = candidates.Where(candidate => candidate.MayBePlaced && candidate.Submission.Outcome == fill.Outcome && (fill.WithStaged || !candidate.IsStaged)).Select(candidate => candidate.Submission.Id);
                return plan.Fill(fill.SessionId, ranked, fill.Minutes, fill.Together, onlyWhatFits: true, hidden);
            case ProgrammeChange.SetBoards boards:
                var labelled = plan.SetBoards(boards.Boards);
                return labelled.Succeeded ? labelled.Value.Arrange(boards.Order) : labelled;
            case ProgrammeChange.Arrange arrange:
                return arrange.Added.Values.All(content => content.SubmissionId is { } added && MayPlace(added)) ? Arrange(plan, arrange) : NotAccepted;
            default:
                throw new ArgumentOutOfRangeException(nameof(change));
        }
    }

    private static Outcome<ProgrammePlan> PlaceAll(ProgrammePlan plan, ProgrammeChange.Place place)
    {
        Outcome<ProgrammePlan> placed = plan;
        foreach (var submission in place.Submissions.Distinct())
        {
            placed = placed.Value!.AddItem(place.SessionId, Guid.NewGuid(), SlotContent.Of(submission, place.Minutes), place.Before);
            if (!placed.Succeeded)
            {
                break;
            }
        }

        return placed;
    }

    private static Outcome<ProgrammePlan> Arrange(ProgrammePlan plan, ProgrammeChange.Arrange arrange)
    {
        Outcome<ProgrammePlan> arranged = plan;
        foreach (var (session, items) in arrange.Order)
        {
            foreach (var item in items.Where(arrange.Added.ContainsKey))
            {
                arranged = arranged.Succeeded ? arranged.Value.AddItem(session, item, arrange.Added[item]) : arranged;
            }
        }

        arranged = arranged.Succeeded ? arranged.Value.Arrange(arrange.Order) : arranged;
        foreach (var (session, title) in arrange.Titles)
        {
            arranged = arranged.Succeeded && arranged.Value.FindSession(session) is { } known ? arranged.Value.ChangeSession(session, known.Content with { Title = title }) : arranged;
        }

        return arranged;
    }

    /// <summary>Past the neighbour that the organizer sees.</summary>
    private static Outcome<ProgrammePlan> Step(ProgrammePlan plan, ProgrammePlan seen, Guid itemId, bool up)
    {
        if (seen.SessionOf(itemId) is not { } session)
        {
            return plan;
        }

        var index = session.Items.ToList().FindIndex(item => item.Id == itemId);
        var other = up ? index - 1 : index + 1;
        return other < 0 || other >= session.Items.Count ? plan : plan.Swap(itemId, session.Items[other].Id);
    }

    private static Outcome<ProgrammePlan> ToNeighbour(ProgrammePlan plan, ProgrammePlan seen, Guid itemId, bool next)
    {
        if (seen.SessionOf(itemId) is not { } session)
        {
            return plan;
        }

        var holding = seen.Sessions.Where(other => other.HoldsItems || other.Id == session.Id).ToList();
        var target = holding.IndexOf(session) + (next ? 1 : -1);
        if (target < 0 || target >= holding.Count)
        {
            return plan;
        }

        return plan.MoveItem(itemId, holding[target].Id, before: next && holding[target].Items.Count > 0 ? holding[target].Items[0].Id : null);
    }

    private async Task TakeStepAsync(Viewer organizer, Guid eventId, int revision, StepSentence sentence, PlanDifference difference, DateTimeOffset now, CancellationToken cancel)
    {
        var steps = db.ProgrammeSteps.Where(step => step.EventId == eventId);
        var last = await steps.OrderByDescending(step => step.Number).FirstOrDefaultAsync(cancel);
        var step = ProgrammeStep.Take(eventId, last, sentence.Text, sentence.Subjects, difference, revision, organizer.RequiredPersonId, now);
        db.RemoveRange(await steps.Where(old => old.IsUndone || old.Number <= step.Number - ProgrammeStep.Kept).ToListAsync(cancel));
        db.Add(step);

        // The log is read by organizers who may not know of a staged acceptance: it names no submission, and of a staged one says nothing.
        var subjects = sentence.Subjects.ToArray();
        var known = await db.Decisions.Where(decision => subjects.Contains(decision.SubmissionId) && decision.ReleasedAt <= now).Select(decision => decision.SubmissionId).ToListAsync(cancel);
        var said = step.Say(id => known.Contains(id) ? "a submission" : null);
        db.Add(AuditEntry.Of("programme.changed", $"{char.ToUpperInvariant(said[0])}{said[1..]}.", organizer.PersonId, eventId, now));
    }

    private async Task KeepAsync(StoredFile portrait, CancellationToken cancel)
    {
        if (!await db.Files.AnyAsync(known => known.Sha256 == portrait.Sha256, cancel))
        {
            db.Add(portrait);
        }
    }
}

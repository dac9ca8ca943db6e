using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Programme;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.People;
using Workshop.Domain.Programme;

namespace Workshop.Web.Features.Programme;

/// <summary>Keeps what an event says about its poster boards. The last one to save is right: nothing depends on what stood there before.</summary>
public sealed class SaveBoards(WorkshopDb db, TimeProvider time)
{
    public async Task<Outcome<Done>> RunAsync(Viewer organizer, Guid eventId, PosterBoards boards, CancellationToken cancel)
    {
        var settings = await db.BoardSettings.SingleOrDefaultAsync(settings => settings.EventId == eventId, cancel);
        if (settings is null)
        {
            db.Add(settings = BoardSettings.Open(eventId));
        }

        var changed = settings.Change(boards);
        if (!changed.Succeeded)
        {
            db.ChangeTracker.Clear();
            return changed;
        }

        if (db.ChangeTracker.HasChanges())
        {
            db.Add(AuditEntry.Of("programme.boards", "Changed the poster boards.", organizer.PersonId, eventId, time.GetUtcNow()));
            await db.SaveChangesAsync(cancel);
        }

        return changed;
    }
}

internal static class BoardNumbers
{
    /// <summary>The step that numbers the boards, and what could not be done. Posters that this organizer may not know of keep what they have.</summary>
    public static async Task<(ProgrammeChange.SetBoards Change, IReadOnlyList<string> Notes)> NumberBoardsAsync(
        this WorkshopDb db, Viewer organizer, Domain.Events.WorkshopEvent e, PosterBoards boards, bool renumber, DateTimeOffset now, CancellationToken cancel)
    {
        var plan = await db.ReadSeenPlanAsync(organizer, e.Id, now, cancel);
        var candidates = (await db.ReadCandidatesAsync(organizer, e.Id, now, cancel)).ToDictionary(candidate => candidate.Submission.Id);
        var sessions = plan.Sessions.Where(session => session.Content.Kind == SessionKind.Posters).ToList();
        IReadOnlyList<string> PresentersOf(PlannedItem item) => item.Content.SubmissionId is { } id
            ? candidates.TryGetValue(id, out var candidate) ? TopicArrangement.PresentersOf(candidate) : []
            : [.. ProgrammeAuthor.Split(item.Content.Speakers, "").Select(speaker => speaker.Name.ToUpperInvariant())];
        var similarity = await db.ReadSimilarityAsync(sessions.SelectMany(session => session.Items).Select(item => item.Content.SubmissionId ?? item.Id), cancel);
        var numbered = BoardPlan.Find(
            [.. sessions.Select(session => new BoardSession(session.Id, session.Content.Title, session.Content.StartsAt, session.Content.EndsAt, [.. session.Items.Select(item => new BoardPoster(item.Id, PresentersOf(item), item.Content.Board))]))],
            boards,
            (one, other) => similarity[one, other],
            renumber,
            cancel);
        return (
            new ProgrammeChange.SetBoards(
                numbered.Boards.ToDictionary(board => board.SlotId, board => (string?)board.Board),
                numbered.Boards.GroupBy(board => board.SessionId).ToDictionary(group => group.Key, group => (IReadOnlyList<Guid>)[.. group.OrderBy(board => board.Place).Select(board => board.SlotId)])),
            numbered.Notes);
    }
}

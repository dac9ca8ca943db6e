using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Programme;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Programme;

namespace Workshop.Web.Features.Programme;

/// <summary>Sessions that happen at the same time: side by side on a wide screen.</summary>
/// <param name="Sessions">By their room.</param>
public sealed record BuildingBlock(IReadOnlyList<Session> Sessions);

/// <param name="Blocks">In order.</param>
public sealed record BuildingDay(DateOnly Day, IReadOnlyList<BuildingBlock> Blocks);

/// <summary>The programme under construction as one organizer may see it.</summary>
/// <param name="Candidates">By submission; also withdrawn ones.</param>
/// <param name="NotPlaced">The best first.</param>
public sealed record BuildingView(
    IReadOnlyList<BuildingDay> Days,
    IReadOnlyDictionary<Guid, Candidate> Candidates,
    IReadOnlyList<Candidate> NotPlaced,
    IReadOnlyList<ProgrammeWarning> Warnings,
    StepsShown Steps)
{
    /// <summary>In the order of the day.</summary>
    public IReadOnlyList<Session> Sessions { get; init; } = [];

    /// <summary>The place of an item's first warning in <see cref="Warnings"/>; null when nothing is said of it.</summary>
    public int? WarningOf(Guid slotId)
    {
        for (var i = 0; i < Warnings.Count; i++)
        {
            if (Warnings[i].Slots.Contains(slotId))
            {
                return i;
            }
        }

        return null;
    }
}

internal static class BuildingReading
{
    /// <summary>A fixed number of queries.</summary>
    public static async Task<BuildingView> ReadBuildingAsync(this WorkshopDb db, Viewer organizer, WorkshopEvent e, DateTimeOffset now, CancellationToken cancel)
    {
        var plan = await db.ReadSeenPlanAsync(organizer, e.Id, now, cancel);
        var sessions = plan.Sessions.Select(planned => Session.Of(e.Id, planned)).ToList();
        var candidates = await db.ReadCandidatesAsync(organizer, e.Id, now, cancel);
        var placed = plan.Placed.ToHashSet();
        var boards = await db.LoadBoardsAsync(e.Id, cancel);
        var facts = ProgrammeFacts.Of(sessions, [.. candidates.Where(candidate => candidate.IsAccepted || placed.Contains(candidate.Submission.Id)).Select(candidate => candidate.Submission)], e.Zone, e.StartsOn, e.EndsOn, boards) with
        {
            Absences = await db.ReadAbsencesAsync(e.Id, plan, cancel),
        };
        return new BuildingView(
            [.. sessions.GroupBy(session => DateOnly.FromDateTime(e.Zone.At(session.StartsAt).DateTime)).Select(day => new BuildingDay(day.Key, Blocks([.. day])))],
            candidates.ToDictionary(candidate => candidate.Submission.Id),
            [.. candidates.Where(candidate => candidate.MayBePlaced && !placed.Contains(candidate.Submission.Id))],
            ProgrammeWarnings.Find(facts),
            await db.ReadStepsAsync(organizer, e.Id, now, cancel))
        {
            Sessions = sessions,
        };
    }

    /// <summary>As it is now; the event of the request may have been read before somebody's change.</summary>
    public static Task<int> LoadProgrammeRevisionAsync(this WorkshopDb db, Guid eventId, CancellationToken cancel) => db.Events.Where(e => e.Id == eventId).Select(e => e.ProgrammeRevision).SingleAsync(cancel);

    public static async Task<PosterBoards> LoadBoardsAsync(this WorkshopDb db, Guid eventId, CancellationToken cancel) =>
        (await db.BoardSettings.AsNoTracking().SingleOrDefaultAsync(settings => settings.EventId == eventId, cancel))?.Boards ?? PosterBoards.Usual;

    /// <summary>As the rules take them: about submissions, and about items that stand for themselves.</summary>
    public static async Task<IReadOnlyList<PresenterAbsence>> ReadAbsencesAsync(this WorkshopDb db, Guid eventId, ProgrammePlan plan, CancellationToken cancel)
    {
        var own = plan.Items.Where(item => item.Content.SubmissionId is null).Select(item => item.Id).ToHashSet();
        var said = await db.SpeakerAbsences.AsNoTracking().Where(absence => absence.EventId == eventId).OrderBy(absence => absence.From).ToListAsync(cancel);
        return [.. said.Select(absence => own.Contains(absence.About)
            ? new PresenterAbsence(null, absence.About, absence.From, absence.To, absence.Note)
            : new PresenterAbsence(absence.About, null, absence.From, absence.To, absence.Note))];
    }

    /// <summary>What overlaps belongs together; the sessions come in order of their start.</summary>
    private static List<BuildingBlock> Blocks(List<Session> day)
    {
        var blocks = new List<BuildingBlock>();
        for (var i = 0; i < day.Count;)
        {
            var (end, last) = (day[i].EndsAt, i + 1);
            while (last < day.Count && day[last].StartsAt < end)
            {
                end = day[last].EndsAt > end ? day[last].EndsAt : end;
                last++;
            }

            blocks.Add(new BuildingBlock([.. day[i..last].OrderBy(session => session.Room, StringComparer.OrdinalIgnoreCase).ThenBy(session => session.StartsAt)]));
            i = last;
        }

        return blocks;
    }
}

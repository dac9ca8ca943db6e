using System.Globalization;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;

namespace Workshop.Domain.Programme;

/// <summary>What the warnings need to know of an accepted and released submission.</summary>
/// <param name="PresenterEmail">Normalized; empty matches nobody.</param>
public sealed record AcceptedSubmission(Guid Id, int Number, string Title, DecisionOutcome Outcome, bool IsWithdrawn, string Presenter, string PresenterEmail);

/// <param name="SessionId">The session it belongs to, or null when it concerns the whole programme.</param>
/// <param name="Sentence">For organizers; says what is wrong and, where that is not plain, what to do.</param>
public sealed record ProgrammeWarning(string Code, string Sentence, Guid? SessionId);

/// <summary>What looks wrong about a programme. Nothing of it is forbidden: organizers may know better.</summary>
public static class ProgrammeWarnings
{
    /// <summary>Deterministic; in the order of the sessions, what concerns the whole programme last.</summary>
    /// <param name="firstDay">The event's days, both included, in <paramref name="zone"/>.</param>
    public static IReadOnlyList<ProgrammeWarning> Find(IReadOnlyList<Session> sessions, IReadOnlyCollection<AcceptedSubmission> accepted, EventZone zone, DateOnly firstDay, DateOnly lastDay)
    {
        var warnings = new List<ProgrammeWarning>();
        var ordered = sessions.OrderBy(session => session.StartsAt).ThenBy(session => session.Title, StringComparer.Ordinal).ToList();
        var known = accepted.ToDictionary(submission => submission.Id);
        string Clock(DateTimeOffset at) => zone.At(at).ToString("H:mm", CultureInfo.InvariantCulture);

        for (var i = 0; i < ordered.Count; i++)
        {
            var session = ordered[i];
            var day = DateOnly.FromDateTime(zone.At(session.StartsAt).DateTime);
            if (day < firstDay || day > lastDay)
            {
                warnings.Add(new ProgrammeWarning("programme.other-day", $"“{session.Title}” is on {day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}, outside the days of the event.", session.Id));
            }

            if (session.OverrunMinutes > 0)
            {
                warnings.Add(new ProgrammeWarning(
                    "programme.overrun",
                    string.Create(CultureInfo.InvariantCulture, $"“{session.Title}” needs {session.OverrunMinutes} {(session.OverrunMinutes == 1 ? "minute" : "minutes")} more than it has: its items end at {Clock(session.EndsAt.AddMinutes(session.OverrunMinutes))}, the session at {Clock(session.EndsAt)}."),
                    session.Id));
            }

            foreach (var later in ordered.Skip(i + 1).TakeWhile(later => later.StartsAt < session.EndsAt))
            {
                if (session.Room.Length > 0 && string.Equals(session.Room, later.Room, StringComparison.OrdinalIgnoreCase))
                {
                    warnings.Add(new ProgrammeWarning("programme.room-twice", $"“{session.Title}” (until {Clock(session.EndsAt)}) and “{later.Title}” (from {Clock(later.StartsAt)}) are in {session.Room} at the same time.", later.Id));
                }
            }

            foreach (var slot in session.Slots)
            {
                if (slot.SubmissionId is { } id && (!known.TryGetValue(id, out var submission) || submission.IsWithdrawn))
                {
                    var name = submission is null ? "A submission" : string.Create(CultureInfo.InvariantCulture, $"#{submission.Number}");
                    warnings.Add(new ProgrammeWarning("programme.withdrawn", $"{name} in “{session.Title}” was withdrawn. It is not shown to anybody; remove it to close the gap.", session.Id));
                }
            }
        }

        FindPresentersTwice(ordered, known, zone, warnings);
        FindNotPlaced(ordered, accepted, warnings);
        return warnings;
    }

    private static void FindPresentersTwice(List<Session> sessions, Dictionary<Guid, AcceptedSubmission> known, EventZone zone, List<ProgrammeWarning> warnings)
    {
        var turns = new List<(AcceptedSubmission Submission, Session Session, DateTimeOffset From, DateTimeOffset To)>();
        foreach (var session in sessions)
        {
            foreach (var slot in session.Slots.OrderBy(slot => slot.Position))
            {
                if (slot.SubmissionId is { } id && known.TryGetValue(id, out var submission) && !submission.IsWithdrawn && submission.PresenterEmail.Length > 0)
                {
                    // A poster is presented as long as its session lasts.
                    var (from, to) = session.Kind == SessionKind.Posters ? (session.StartsAt, session.EndsAt) : (session.StartOf(slot), session.StartOf(slot).AddMinutes(slot.Minutes));
                    turns.Add((submission, session, from, to));
                }
            }
        }

        foreach (var presenter in turns.GroupBy(turn => turn.Submission.PresenterEmail))
        {
            var own = presenter.OrderBy(turn => turn.From).ThenBy(turn => turn.Submission.Number).ToList();
            for (var i = 0; i < own.Count; i++)
            {
                foreach (var other in own.Skip(i + 1).Where(other => other.From < own[i].To))
                {
                    warnings.Add(new ProgrammeWarning(
                        "programme.presenter-twice",
                        string.Create(CultureInfo.InvariantCulture, $"{other.Submission.Presenter} presents #{own[i].Submission.Number} in “{own[i].Session.Title}” and #{other.Submission.Number} in “{other.Session.Title}” at the same time ({zone.At(other.From):H:mm})."),
                        other.Session.Id));
                }
            }
        }
    }

    private static void FindNotPlaced(List<Session> sessions, IReadOnlyCollection<AcceptedSubmission> accepted, List<ProgrammeWarning> warnings)
    {
        var placed = sessions.SelectMany(session => session.Slots).Select(slot => slot.SubmissionId).OfType<Guid>().ToHashSet();
        var missing = accepted.Where(submission => !submission.IsWithdrawn && !placed.Contains(submission.Id)).OrderBy(submission => submission.Number).ToList();
        if (missing.Count > 0)
        {
            var numbers = string.Join(", ", missing.Select(submission => string.Create(CultureInfo.InvariantCulture, $"#{submission.Number}")));
            warnings.Add(new ProgrammeWarning("programme.not-placed", $"Accepted, but in no session yet: {numbers}.", null));
        }
    }
}

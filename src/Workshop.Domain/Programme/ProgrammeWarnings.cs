using Workshop.Domain.Decisions;

namespace Workshop.Domain.Programme;

/// <summary>
/// What looks wrong about a programme. Nothing of it is forbidden: organizers may know better. Sessions and items include their start and not their end, so what
/// touches does not overlap.
/// </summary>
public static class ProgrammeWarnings
{
    /// <summary>More than so many in one slot are a mistake more often than a plan.</summary>
    public const int MostInOneSlot = 3;

    /// <summary>Deterministic, each once: in the order of the sessions, the gravest of each session first; what concerns the whole programme last.</summary>
    public static IReadOnlyList<ProgrammeWarning> Find(ProgrammeFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        List<SessionFacts> sessions = [.. facts.Sessions.OrderBy(session => session.Starts).ThenBy(session => session.Ends).ThenBy(session => session.Title, StringComparer.Ordinal).ThenBy(session => session.Id)];
        var words = new WarningWords(facts.Zone, facts.FirstDay, facts.LastDay);
        var accepted = facts.Accepted.ToDictionary(submission => submission.Id);
        var warnings = new List<ProgrammeWarning>();
        for (var s = 0; s < sessions.Count; s++)
        {
            FindAboutTimes(facts, sessions, s, words, warnings);
            FindAboutItems(sessions[s], accepted, warnings);
        }

        FindAboutBoards(sessions, words, warnings);
        warnings.AddRange(ProgrammePauses.Find(sessions, words));
        warnings.AddRange(new PeopleOnProgramme(facts, sessions, accepted, words).Find());
        FindAboutAll(sessions, facts.Accepted, warnings);

        var place = sessions.Index().ToDictionary(session => session.Item.Id, session => session.Index);
        return
        [
            .. warnings.DistinctBy(warning => (warning.Code, warning.Sentence, warning.SessionId)).OrderBy(warning => warning.SessionId is { } id ? place[id] : sessions.Count).ThenBy(warning => warning.Weight)
                .ThenBy(warning => warning.Code, StringComparer.Ordinal).ThenBy(warning => warning.Sentence, StringComparer.Ordinal),
        ];
    }

    private static void FindAboutTimes(ProgrammeFacts facts, List<SessionFacts> sessions, int s, WarningWords words, List<ProgrammeWarning> warnings)
    {
        var session = sessions[s];
        var day = words.DayOf(session.Starts);
        if (day < facts.FirstDay || day > facts.LastDay)
        {
            warnings.Add(new ProgrammeWarning("programme.other-day", $"“{session.Title}” is on {WarningWords.LongDate(day)}, outside the days of the event.", session.Id) { Weight = WarningWeight.Clash });
        }

        if (session.OverrunMinutes is > 0 and var overrun)
        {
            var ends = session.Ends.AddMinutes(overrun);
            var next = sessions.Skip(s + 1).TakeWhile(later => later.Starts < ends).FirstOrDefault(later => later.Starts >= session.Ends && IsSameRoom(session, later));
            var hits = next is null ? "" : $", and “{next.Title}” begins there at {words.Clock(next.Starts)}";
            warnings.Add(new ProgrammeWarning(
                "programme.overrun",
                $"“{session.Title}” needs {WarningWords.Minutes(overrun)} more than it has: its items end at {words.Clock(ends)}, the session at {words.Clock(session.Ends)}{hits}. Shorten an item, take one out, or end later.",
                session.Id)
            {
                Weight = WarningWeight.Clash,
                Slots = [.. session.Items.Where(item => item.Ends > session.Ends).Select(item => item.SlotId)],
            });
        }

        foreach (var later in sessions.Skip(s + 1).TakeWhile(later => later.Starts < session.Ends).Where(later => IsSameRoom(session, later)))
        {
            warnings.Add(new ProgrammeWarning(
                "programme.room-twice",
                $"“{session.Title}” (until {words.Clock(session.Ends)}) and “{later.Title}” (from {words.Clock(later.Starts)}) are in {session.Room} at the same time. Move one of them, or give it another room.",
                later.Id)
            {
                Weight = WarningWeight.Clash,
            });
        }
    }

    private static void FindAboutItems(SessionFacts session, Dictionary<Guid, AcceptedSubmission> accepted, List<ProgrammeWarning> warnings)
    {
        if (session.Items.Count == 0 && (session.IsListening || session.HasPosters))
        {
            warnings.Add(new ProgrammeWarning("programme.empty-session", $"“{session.Title}” is empty. Place something in it, or remove it.", session.Id) { Weight = WarningWeight.Hint });
        }

        var (wrongKind, unconfirmed, staged) = (new List<(Guid Slot, string Number)>(), new List<(Guid Slot, string Number)>(), new List<(Guid Slot, string Number)>());
        foreach (var item in session.Items)
        {
            if (item.SubmissionId is not { } id)
            {
                continue;
            }

            if (!accepted.TryGetValue(id, out var submission) || submission.IsWithdrawn)
            {
                var name = submission is null ? "A submission" : WarningWords.Number(submission);
                warnings.Add(new ProgrammeWarning("programme.withdrawn", $"{name} in “{session.Title}” was withdrawn. It is not shown to anybody; remove it to close the gap.", session.Id) { Slots = [item.SlotId] });
                continue;
            }

            var number = WarningWords.Number(submission);
            if ((submission.Outcome == DecisionOutcome.Talk && session.HasPosters) || (submission.Outcome == DecisionOutcome.Poster && session.IsListening))
            {
                wrongKind.Add((item.SlotId, number));
            }

            if (submission.IsStaged)
            {
                staged.Add((item.SlotId, number));
            }
            else if (submission.Confirmation == Confirmation.Waiting)
            {
                unconfirmed.Add((item.SlotId, number));
            }
        }

        void Add(List<(Guid Slot, string Number)> items, string code, WarningWeight weight, Func<string, bool, string> sentence)
        {
            if (items.Count > 0)
            {
                warnings.Add(new ProgrammeWarning(code, sentence(WarningWords.List([.. items.Select(item => item.Number)]), items.Count == 1), session.Id) { Weight = weight, Slots = [.. items.Select(item => item.Slot)] });
            }
        }

        Add(
            wrongKind, session.HasPosters ? "programme.talk-among-posters" : "programme.poster-among-talks", WarningWeight.Doubt,
            (numbers, isOne) => session.HasPosters
                ? $"{numbers} {(isOne ? "was accepted as a talk and stands" : "were accepted as talks and stand")} among the posters of “{session.Title}”. Move {(isOne ? "it" : "them")} to a session of talks, or tell the authors."
                : $"{numbers} {(isOne ? "was accepted as a poster and stands" : "were accepted as posters and stand")} among the talks of “{session.Title}”. Move {(isOne ? "it" : "them")} to a poster session, or tell the authors.");
        Add(
            staged, "programme.staged", WarningWeight.Hint,
            (numbers, isOne) => $"{numbers} in “{session.Title}”: the {(isOne ? "acceptance is" : "acceptances are")} not released yet. Release {(isOne ? "it" : "them")} before you publish the programme.");
        Add(
            unconfirmed, "programme.not-confirmed", WarningWeight.Hint,
            (numbers, isOne) => $"{numbers} in “{session.Title}”: the authors have not confirmed yet that they come. Remind them, or keep somebody of the waiting list ready.");
        FindCrowdedSlots(session, warnings);
    }

    private static void FindCrowdedSlots(SessionFacts session, List<ProgrammeWarning> warnings)
    {
        for (var first = 0; first < session.Items.Count;)
        {
            var end = first + 1;
            while (end < session.Items.Count && session.Items[end].SharesSlot)
            {
                end++;
            }

            if (end - first > MostInOneSlot)
            {
                warnings.Add(new ProgrammeWarning(
                    "programme.crowded-slot",
                    $"{end - first} items share one slot of {WarningWords.Minutes(session.Items[first].Minutes)} in “{session.Title}”. Give some of them a slot of their own.",
                    session.Id)
                {
                    Slots = [.. session.Items.Skip(first).Take(end - first).Select(item => item.SlotId)],
                });
            }

            first = end;
        }
    }

    private static void FindAboutBoards(List<SessionFacts> sessions, WarningWords words, List<ProgrammeWarning> warnings)
    {
        var boards = new Dictionary<string, List<(SessionFacts Session, Guid Slot)>>(StringComparer.OrdinalIgnoreCase);
        foreach (var session in sessions.Where(session => session.HasPosters))
        {
            List<Guid> without = [.. session.Items.Where(item => string.IsNullOrEmpty(item.Board)).Select(item => item.SlotId)];
            if (without.Count > 0 && without.Count < session.Items.Count)
            {
                warnings.Add(new ProgrammeWarning(
                    "programme.no-board",
                    $"{without.Count} of the {session.Items.Count} posters of “{session.Title}” {(without.Count == 1 ? "has" : "have")} no board. Number the boards again; numbers that were told stay.",
                    session.Id)
                {
                    Weight = WarningWeight.Hint,
                    Slots = without,
                });
            }

            foreach (var item in session.Items.Where(item => !string.IsNullOrEmpty(item.Board)))
            {
                if (!boards.TryGetValue(item.Board!, out var known))
                {
                    boards.Add(item.Board!, known = []);
                }

                if (known.Find(other => other.Session.Ends > session.Starts) is { Session: { } earlier } taken)
                {
                    var where = earlier.Id == session.Id ? $"twice in “{session.Title}”" : $"in “{earlier.Title}” and in “{session.Title}” at the same time ({words.Span(session.Starts, earlier.Ends < session.Ends ? earlier.Ends : session.Ends)})";
                    warnings.Add(new ProgrammeWarning("programme.board-twice", $"Board {item.Board} stands {where}. Give one of the posters another number.", session.Id) { Weight = WarningWeight.Clash, Slots = [taken.Slot, item.SlotId] });
                }

                known.Add((session, item.SlotId));
            }
        }
    }

    private static void FindAboutAll(List<SessionFacts> sessions, IReadOnlyCollection<AcceptedSubmission> accepted, List<ProgrammeWarning> warnings)
    {
        var placed = sessions.SelectMany(session => session.Items).Select(item => item.SubmissionId).OfType<Guid>().ToHashSet();
        List<string> missing = [.. accepted.Where(submission => !submission.IsWithdrawn && !submission.IsStaged && !placed.Contains(submission.Id)).OrderBy(submission => submission.Number).Select(WarningWords.Number)];
        if (missing.Count > 0)
        {
            warnings.Add(new ProgrammeWarning("programme.not-placed", $"Accepted, but in no session yet: {string.Join(", ", missing)}.", null));
        }

        List<string> unchaired = [.. sessions.Where(session => session.Kind == SessionKind.Talks && session.Items.Count > 0 && string.IsNullOrWhiteSpace(session.Chair)).Select(session => $"“{session.Title}”")];
        if (unchaired.Count > 0)
        {
            warnings.Add(new ProgrammeWarning("programme.no-chair", $"Nobody chairs {WarningWords.List(unchaired)} yet.", null) { Weight = WarningWeight.Hint });
        }
    }

    private static bool IsSameRoom(SessionFacts session, SessionFacts other) => session.Room.Length > 0 && string.Equals(session.Room, other.Room, StringComparison.OrdinalIgnoreCase);
}

namespace Workshop.Domain.Programme;

/// <summary>Whether people who listen get up often enough.</summary>
internal static class ProgrammePauses
{
    /// <summary>Nobody should sit for longer than this; exactly so long is fine.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(150);

    /// <summary>What is shorter is no break.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(10);

    /// <summary>
    /// A break is a break, a social or a poster session, or simply nothing, for at least <see cref="Shortest"/>. Where tracks run side by side, a break of one counts: whoever
    /// wants one can have it.
    /// </summary>
    /// <param name="sessions">In the order of their start.</param>
    public static IEnumerable<ProgrammeWarning> Find(List<SessionFacts> sessions, WarningWords words)
    {
        foreach (var session in sessions.Where(session => session.Kind == SessionKind.Break && session.Ends - session.Starts < Shortest))
        {
            yield return new ProgrammeWarning(
                "programme.short-break",
                $"“{session.Title}” lasts {WarningWords.Minutes((int)(session.Ends - session.Starts).TotalMinutes)} ({words.Span(session.Starts, session.Ends)}). Leave at least {(int)Shortest.TotalMinutes}, so that people can leave the room and come back.",
                session.Id);
        }

        var pieces = Listening(sessions).OrderBy(piece => piece.From).ThenBy(piece => piece.To).ToList();
        for (var first = 0; first < pieces.Count;)
        {
            var to = pieces[first].To;
            var end = first + 1;
            while (end < pieces.Count && pieces[end].From - to < Shortest)
            {
                to = pieces[end].To > to ? pieces[end].To : to;
                end++;
            }

            var from = pieces[first].From;
            if (to - from > Longest)
            {
                var tooLong = pieces.Skip(first).Take(end - first).First(piece => piece.To > from + Longest).Session;
                yield return new ProgrammeWarning(
                    "programme.no-break",
                    $"There is no break for {WarningWords.Minutes((int)(to - from).TotalMinutes)} ({words.Span(from, to)}). Put one of at least {WarningWords.Minutes((int)Shortest.TotalMinutes)} in, two and a half hours after the start at the latest.",
                    tooLong.Id);
            }

            first = end;
        }
    }

    /// <summary>The listening sessions without the parts during which there is a break somewhere.</summary>
    private static IEnumerable<(DateTimeOffset From, DateTimeOffset To, SessionFacts Session)> Listening(List<SessionFacts> sessions)
    {
        var breaks = sessions.Where(session => !session.IsListening && session.Ends - session.Starts >= Shortest).ToList();
        foreach (var session in sessions.Where(session => session.IsListening))
        {
            var from = session.Starts;
            foreach (var pause in breaks.Where(pause => pause.Starts < session.Ends && pause.Ends > session.Starts))
            {
                if (pause.Starts > from)
                {
                    yield return (from, pause.Starts, session);
                }

                from = pause.Ends > from ? pause.Ends : from;
            }

            if (from < session.Ends)
            {
                yield return (from, session.Ends, session);
            }
        }
    }
}

using System.Globalization;

namespace Workshop.Domain.Programme;

/// <param name="SlotId">The item of the programme.</param>
/// <param name="Presenters">Whoever stands at it: normalized addresses, all that are known, or a name where there is none. Posters with one in common have the same presenter.</param>
/// <param name="Board">What was told already; null when it has no number yet.</param>
public sealed record BoardPoster(Guid SlotId, IReadOnlyList<string> Presenters, string? Board)
{
    /// <summary>Keeps its board and its session whatever happens: an organizer chose it by hand.</summary>
    public bool IsPinned { get; init; }
}

/// <param name="Posters">In their order.</param>
/// <param name="Prefix">The session's own letters, from which numbers start again; null for the event's.</param>
public sealed record BoardSession(Guid Id, string Title, DateTimeOffset Starts, DateTimeOffset Ends, IReadOnlyList<BoardPoster> Posters, string? Prefix = null);

/// <param name="SessionId">Not always where it was: nobody can stand in two sessions at once.</param>
/// <param name="Place">Zero-based, in the order of the boards of its session.</param>
/// <param name="Half">Null when the event has no halves.</param>
public sealed record NumberedBoard(Guid SlotId, Guid SessionId, string Board, int Place, BoardHalf? Half);

/// <summary>
/// Numbers for poster boards. The boards of one presenter are neighbours, so that with halves one is odd and one even and they are never presented at once; related posters are near each other (see
/// <see cref="SimilarityPath"/>, over presenters); a presenter with boards in parallel sessions gets all of them in the one that has most of theirs. Sessions with the same letters share one
/// count in the order of their start, so that no label stands twice. What was told stays: new posters take free numbers, beside the presenter's other board where there is one. Deterministic.
/// </summary>
/// <param name="Boards">Every poster once; by session, then by place.</param>
/// <param name="Notes">What could not be done, for organizers.</param>
public sealed record BoardPlan(IReadOnlyList<NumberedBoard> Boards, IReadOnlyList<string> Notes)
{
    /// <param name="similarity">What two posters have in common, by their places in all sessions one after another as given; symmetric.</param>
    /// <param name="renumber">Also what was told already gets a new number, unless it is pinned.</param>
    /// <exception cref="OperationCanceledException">The caller lost interest.</exception>
    public static BoardPlan Find(IReadOnlyList<BoardSession> sessions, PosterBoards boards, Func<int, int, double> similarity, bool renumber = false, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        ArgumentNullException.ThrowIfNull(boards);
        ArgumentNullException.ThrowIfNull(similarity);
        return new BoardNumbering(sessions, boards, similarity, renumber, cancel).Run();
    }
}

/// <summary>One run of <see cref="BoardPlan.Find"/>.</summary>
internal sealed class BoardNumbering
{
    private readonly IReadOnlyList<BoardSession> _sessions;
    private readonly PosterBoards _boards;
    private readonly Func<int, int, double> _similarity;
    private readonly CancellationToken _cancel;
    private readonly BoardPoster[] _posters;
    private readonly int[] _sessionOf;
    private readonly Groups _presenters;
    private readonly string?[] _labels;
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _notes = [];

    public BoardNumbering(IReadOnlyList<BoardSession> sessions, PosterBoards boards, Func<int, int, double> similarity, bool renumber, CancellationToken cancel)
    {
        (_sessions, _boards, _similarity, _cancel) = (sessions, boards, similarity, cancel);
        _posters = [.. sessions.SelectMany(session => session.Posters)];
        _sessionOf = [.. sessions.Index().SelectMany(session => session.Item.Posters.Select(_ => session.Index))];
        _labels = new string?[_posters.Length];
        _presenters = new Groups(_posters.Length);
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var poster = 0; poster < _posters.Length; poster++)
        {
            foreach (var presenter in _posters[poster].Presenters.Where(presenter => presenter.Length > 0))
            {
                if (!known.TryAdd(presenter, poster))
                {
                    _presenters.Join(known[presenter], poster);
                }
            }
        }

        // What was told twice is kept once, where it is pinned or else comes first.
        foreach (var poster in Enumerable.Range(0, _posters.Length).OrderByDescending(poster => _posters[poster].IsPinned))
        {
            var isKept = !string.IsNullOrEmpty(_posters[poster].Board) && (_posters[poster].IsPinned || !renumber);
            if (isKept && (_taken.Add(_posters[poster].Board!) || _posters[poster].IsPinned))
            {
                _labels[poster] = _posters[poster].Board;
            }
        }
    }

    /// <summary>Once for each instance.</summary>
    public BoardPlan Run()
    {
        BringTogether();
        foreach (var session in Enumerable.Range(0, _sessions.Count).OrderBy(session => _sessions[session].Starts).ThenBy(session => _sessions[session].Ends).ThenBy(session => session))
        {
            Number(session);
        }

        if (_boards.HasHalves)
        {
            NoteSharedHalves();
        }

        var places = Enumerable.Range(0, _posters.Length).GroupBy(poster => _sessionOf[poster]).OrderBy(session => session.Key)
            .SelectMany(session => session.OrderBy(poster => _labels[poster], BoardName.Order).ThenBy(poster => poster).Select((poster, place) => new NumberedBoard(
                _posters[poster].SlotId, _sessions[session.Key].Id, _labels[poster]!, place, _boards.HalfOf(_labels[poster]))));
        return new BoardPlan([.. places], _notes);
    }

    /// <summary>Whoever has boards in parallel sessions gets them into the one of these that holds most of them, the earliest of several.</summary>
    private void BringTogether()
    {
        foreach (var presenter in Enumerable.Range(0, _posters.Length).GroupBy(_presenters.Of).Where(own => own.Count() > 1))
        {
            var own = presenter.ToList();
            var told = new HashSet<(int, int)>();
            foreach (var home in own.GroupBy(poster => _sessionOf[poster]).OrderByDescending(session => session.Count(poster => _posters[poster].IsPinned)).ThenByDescending(session => session.Count())
                         .ThenBy(session => _sessions[session.Key].Starts).ThenBy(session => session.Key).Select(session => session.Key).ToList())
            {
                if (!own.Exists(poster => _sessionOf[poster] == home))
                {
                    continue;
                }

                foreach (var poster in own.Where(poster => _sessionOf[poster] != home && AreParallel(_sessionOf[poster], home)))
                {
                    if (_posters[poster].IsPinned)
                    {
                        var other = _sessionOf[poster];
                        if (!told.Add((Math.Min(home, other), Math.Max(home, other))))
                        {
                            continue;
                        }

                        _notes.Add($"One presenter has boards in “{_sessions[home].Title}” and in “{_sessions[other].Title}”, which are at the same time, and both are kept by hand.");
                        continue;
                    }

                    // The number belonged to the other room.
                    if (_labels[poster] is { } label)
                    {
                        _taken.Remove(label);
                        _labels[poster] = null;
                    }

                    _sessionOf[poster] = home;
                }
            }
        }
    }

    private bool AreParallel(int one, int other) => _sessions[one].Starts < _sessions[other].Ends && _sessions[other].Starts < _sessions[one].Ends;

    private void Number(int session)
    {
        var prefix = _sessions[session].Prefix ?? _boards.Prefix;
        int[] own = [.. Enumerable.Range(0, _posters.Length).Where(poster => _sessionOf[poster] == session)];
        List<List<int>> groups = [.. own.GroupBy(_presenters.Of).Select(group => group.ToList())];
        var order = SimilarityPath.Order(groups.Count, (one, other) => Common(groups[one], groups[other]), _cancel);

        // Beside a board that was told there may be a single place: who needs it goes before those who can go anywhere.
        foreach (var group in order.Select(place => groups[place]).OrderByDescending(group => group.Exists(poster => _labels[poster] is not null)))
        {
            var told = group.Select(poster => PosterBoards.NumberOf(_labels[poster], prefix)).OfType<int>().ToList();
            List<int> open = [.. group.Where(poster => _labels[poster] is null)];
            if (told.Count == 0)
            {
                var first = FirstRun(prefix, open.Count);
                for (var i = 0; i < open.Count; i++)
                {
                    Take(open[i], prefix, first + i);
                }

                continue;
            }

            foreach (var poster in open)
            {
                told.Add(Take(poster, prefix, Beside(prefix, told)));
            }
        }
    }

    private int Take(int poster, string prefix, int number)
    {
        _labels[poster] = Label(prefix, number);
        _taken.Add(_labels[poster]!);
        return number;
    }

    private double Common(List<int> one, List<int> other)
    {
        var sum = 0.0;
        foreach (var poster in one)
        {
            sum += other.Sum(near => _similarity(poster, near));
        }

        return sum / (one.Count * other.Count);
    }

    /// <summary>The first of so many free numbers in a row.</summary>
    private int FirstRun(string prefix, int length)
    {
        var (first, free) = (_boards.First, 0);
        for (var number = first; free < length; number++)
        {
            if (_taken.Contains(Label(prefix, number)))
            {
                (first, free) = (number + 1, 0);
            }
            else
            {
                free++;
            }
        }

        return first;
    }

    /// <summary>The free number nearest to the presenter's others; with halves one of the half in which they have fewer.</summary>
    private int Beside(string prefix, List<int> told)
    {
        int InHalf(int number) => _boards.HasHalves ? told.Count(other => PosterBoards.HalfOf(other) == PosterBoards.HalfOf(number)) : 0;
        var last = Math.Max(told.Max(), _boards.First) + _taken.Count + 2;
        return Enumerable.Range(_boards.First, last - _boards.First + 1).Where(number => !_taken.Contains(Label(prefix, number)))
            .OrderBy(InHalf).ThenBy(number => told.Min(other => Math.Abs(other - number))).ThenBy(number => number).First();
    }

    private void NoteSharedHalves()
    {
        foreach (var own in Enumerable.Range(0, _posters.Length).GroupBy(poster => (Presenter: _presenters.Of(poster), Session: _sessionOf[poster], Half: _boards.HalfOf(_labels[poster]))).Where(own => own.Key.Half is not null && own.Count() > 1))
        {
            var labels = own.Select(poster => _labels[poster]!).Order(BoardName.Order).ToList();
            _notes.Add($"{WarningWords.List(labels)} in “{_sessions[own.Key.Session].Title}” have the same presenter and are in the same half. Ask a co-author to stand at one of them.");
        }
    }

    private static string Label(string prefix, int number) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{number}");
}

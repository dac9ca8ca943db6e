using System.Globalization;
using System.Text;

namespace Workshop.Domain.Assignment;

/// <summary>How far a price can be relied on. Only rules that cut across each other and assignments that are not best leave it open.</summary>
public enum PriceKind
{
    /// <summary>Solving again with the change gives exactly this.</summary>
    Exact,

    /// <summary>The change costs this or more: the chain that reaches it breaks a rule of the problem.</summary>
    AtLeast,

    /// <summary>The chain is allowed and costs this; another may cost less, because the assignment is not best as it stands.</summary>
    AtMost,

    /// <summary>Both: the assignment is not best, and the chain breaks a rule.</summary>
    Estimate,
}

/// <summary>A pair, by ids, that comes into the assignment or goes out of it.</summary>
public sealed record PairMove(string Paper, string Reviewer, bool Comes);

/// <summary>
/// What one change costs and who moves. The price is the loss in total affinity, in whole millionths; below 0 it is a gain. The moves are in the order of
/// the chain, the change that was asked for first.
/// </summary>
public sealed record PriceOfChange(long Millionths, PriceKind Kind, IReadOnlyList<PairMove> Moves)
{
    /// <summary>The price as an affinity.</summary>
    public double Affinity => Millionths / (double)AssignmentProblem.Scale;

    public bool IsExact => Kind == PriceKind.Exact;

    /// <summary>
    /// The price and the moves, paper by paper: "costs 0.12: Paper 3: Ann instead of Bob; Paper 5: Bob instead of Cem". The functions turn ids into names.
    /// </summary>
    public string Sentence(Func<string, string> paper, Func<string, string> reviewer)
    {
        ArgumentNullException.ThrowIfNull(paper);
        ArgumentNullException.ThrowIfNull(reviewer);
        var amount = (Math.Abs(Millionths) < 100 && Millionths != 0 ? "less than 0.0001" : Math.Abs(Affinity).ToString("0.####", CultureInfo.InvariantCulture));
        var how = Kind switch { PriceKind.AtLeast => "at least ", PriceKind.AtMost => "at most ", PriceKind.Estimate => "about ", _ => "" };
        var text = new StringBuilder(Millionths == 0 ? $"costs {how}nothing" : Millionths > 0 ? $"costs {how}{amount}" : $"gains {how switch { "at most " => "at least ", "at least " => "at most ", _ => how }}{amount}");
        var separator = ": ";
        foreach (var group in Moves.GroupBy(move => move.Paper))
        {
            var come = string.Join(" and ", group.Where(move => move.Comes).Select(move => reviewer(move.Reviewer)));
            var go = string.Join(" and ", group.Where(move => !move.Comes).Select(move => reviewer(move.Reviewer)));
            text.Append(separator).Append(paper(group.Key)).Append(": ").Append((come, go) switch
            {
                (_, "") => $"{come} in addition",
                ("", _) => $"without {go}",
                _ => $"{come} instead of {go}",
            });
            separator = "; ";
        }

        return text.ToString();
    }
}

/// <summary>Why a reviewer does not have a paper.</summary>
public enum AbsenceReason
{
    /// <summary>They do have it.</summary>
    Assigned,

    /// <summary>They may not: a conflict, a bid of "no" or a ban; the caller knows which.</summary>
    NotACandidate,

    /// <summary>There is no allowed assignment with this pair, however the others move: pins, loads, demands or rules are in the way.</summary>
    Impossible,

    /// <summary>It costs more than it brings; see the price.</summary>
    Priced,
}

/// <param name="Affinity">Of the pair itself; null when it is missing, or the pair is no candidate.</param>
/// <param name="IsLoadFull">Whether the reviewer has as many papers as they take: one of them must go first.</param>
/// <param name="Price">Only when the reason is <see cref="AbsenceReason.Priced"/>.</param>
public sealed record Absence(string Paper, string Reviewer, AbsenceReason Reason, double? Affinity, bool IsLoadFull, PriceOfChange? Price);

/// <param name="Price">Null when the pair cannot be taken away: nobody else may come, and the paper or the reviewer would have too few.</param>
/// <param name="IsPinned">Then the price is that of lifting the pin and taking the pair away.</param>
public sealed record Removal(string Paper, string Reviewer, bool IsPinned, PriceOfChange? Price);

/// <summary>
/// Prices of changes to an assignment: of a pair that is not in it, of taking one away, of a swap. The assignment may come from the solver or have been edited by hand. Prices
/// are exact when the assignment is best and its rules are those of a network (groups of one paper nested or disjoint, no exclusion or floor in the way); what they are otherwise
/// each price says by its <see cref="PriceKind"/>. A shortest way in the residual network gives price and chain at once: Ahuja, Magnanti and Orlin, Network Flows,
/// 1993, section 9.6 (sensitivity). Deterministic: of several cheapest chains one with the fewest steps.
/// </summary>
public sealed class AssignmentExplanation
{
    private readonly AssignmentProblem _problem;
    private readonly bool[] _isAssigned;
    private readonly int[] _load;
    private readonly int[] _paperOf;
    private readonly Dictionary<string, int> _papers;
    private readonly Dictionary<string, int> _reviewers;
    private readonly ResidualNetwork _network;
    private readonly List<int>? _gain;
    private readonly ILookup<int, GroupRule> _groupsOf;
    private readonly long? _floor;
    private readonly Dictionary<int, ResidualNetwork.Ways> _back = [];
    private readonly Dictionary<int, ResidualNetwork.Ways> _on = [];
    private readonly CancellationToken _cancel;

    private AssignmentExplanation(AssignmentProblem problem, bool[] isAssigned, int[] paperOf, Dictionary<string, int> papers, Dictionary<string, int> reviewers, Certificate? certificate, CancellationToken cancel)
    {
        (_problem, _isAssigned, _paperOf, _papers, _reviewers, _cancel) = (problem, isAssigned, paperOf, papers, reviewers, cancel);
        _load = new int[problem.Reviewers.Count];
        for (var pair = 0; pair < isAssigned.Length; pair++)
        {
            _load[problem.ReviewerOf(pair)] += isAssigned[pair] ? 1 : 0;
        }

        _groupsOf = problem.Groups.ToLookup(group => group.Paper);
        _floor = certificate?.Floor?.Least;
        _network = new ResidualNetwork(problem, isAssigned);
        var usable = certificate is { PriceScale: 1, Randomization: null };
        _gain = _network.Settle(
            usable ? [.. problem.Papers.Select(p => certificate!.PaperPrices.GetValueOrDefault(p.Id))] : null,
            usable ? [.. problem.Reviewers.Select(r => certificate!.ReviewerPrices.GetValueOrDefault(r.Id))] : null, cancel);
        Improvement = _gain is null ? null : PriceOf(-_gain.Sum(move => move >= 0 ? (long)problem.WeightOf(move) : -problem.WeightOf(~move)), _gain);
    }

    /// <summary>
    /// Null when no change of the assignment gains, as long as each rule that the network knows is kept. Otherwise one chain that gains (a price below 0), not
    /// necessarily the best: the assignment was edited, or a rule that the network does not know is in the way of this chain.
    /// </summary>
    public PriceOfChange? Improvement { get; }

    /// <summary>
    /// Refused when a pair is unknown, no candidate, or comes twice. Demands and loads need not be met; prices then compare
    /// with assignments that fail them no worse. The work beyond reading is done by the questions, one search for all
    /// candidates of a paper, and kept; not thread-safe.
    /// </summary>
    /// <param name="certificate">The solver's; null costs more time. Its floor, if it has one, is a rule for every chain but not for swaps; without a certificate no floor is known.</param>
    /// <exception cref="OperationCanceledException">The caller lost interest; also thrown by the questions.</exception>
    public static Outcome<AssignmentExplanation> Of(
        AssignmentProblem problem, IEnumerable<(string Paper, string Reviewer)> pairs, Certificate? certificate = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(pairs);
        var papers = ProblemEdits.Positions(problem.Papers.Select(p => p.Id));
        var reviewers = ProblemEdits.Positions(problem.Reviewers.Select(r => r.Id));
        var isAssigned = new bool[problem.PairCount];
        var refusals = new List<Refusal>();
        foreach (var (paper, reviewer) in pairs)
        {
            if (!papers.TryGetValue(paper, out var p) || !reviewers.TryGetValue(reviewer, out var r))
            {
                refusals.Add(new Refusal("assignment.unknown-pair", $"There is no paper {paper} or no reviewer {reviewer}."));
            }
            else if (problem.Find(p, r) is var pair && pair < 0)
            {
                refusals.Add(new Refusal("assignment.forbidden", $"Reviewer {reviewer} may not review paper {paper}."));
            }
            else if (isAssigned[pair])
            {
                refusals.Add(new Refusal("assignment.pair-twice", $"Reviewer {reviewer} has paper {paper} twice."));
            }
            else
            {
                isAssigned[pair] = true;
            }
        }

        return refusals.Count > 0
            ? Outcome.No<AssignmentExplanation>(refusals)
            : new AssignmentExplanation(problem, isAssigned, ProblemEdits.PaperOfPair(problem), papers, reviewers, certificate, cancel);
    }

    /// <summary>Every candidate of the paper who does not have it: the cheapest first, those who are impossible last.</summary>
    /// <exception cref="KeyNotFoundException">There is no such paper.</exception>
    public IReadOnlyList<Absence> AlternativesOf(string paper)
    {
        var (first, end) = _problem.PairsOf(_papers[paper]);
        var alternatives = new List<Absence>();
        for (var pair = first; pair < end; pair++)
        {
            if (!_isAssigned[pair])
            {
                alternatives.Add(AbsenceOf(pair));
            }
        }

        return [.. alternatives.OrderBy(a => a.Price is null).ThenBy(a => a.Price?.Millionths)];
    }

    /// <summary>Why this reviewer does not have this paper, and what it would cost if they had.</summary>
    /// <exception cref="KeyNotFoundException">There is no such paper or reviewer.</exception>
    public Absence WhyNot(string paper, string reviewer)
    {
        var r = _reviewers[reviewer];
        var pair = _problem.Find(_papers[paper], r);
        return pair < 0
            ? new Absence(paper, reviewer, AbsenceReason.NotACandidate, null, IsFull(r), null)
            : _isAssigned[pair] ? new Absence(paper, reviewer, AbsenceReason.Assigned, AffinityOf(pair), IsFull(r), null) : AbsenceOf(pair);
    }

    /// <summary>What it costs to take an assigned pair away, and who comes instead.</summary>
    /// <exception cref="KeyNotFoundException">There is no such paper or reviewer, or they are not assigned to each other.</exception>
    public Removal Without(string paper, string reviewer)
    {
        var pair = Assigned(paper, reviewer);
        if (!_on.TryGetValue(_network.PlaceOf(pair), out var ways))
        {
            _on.Add(_network.PlaceOf(pair), ways = _network.WaysOnFrom(pair, _cancel));
        }

        var way = ways.Of(_network.NodeOfReviewer(_problem.ReviewerOf(pair)));
        return new Removal(paper, reviewer, _problem.IsPinned(pair), way is { } found ? PriceOf(found.Cost + _problem.WeightOf(pair), [~pair, .. found.Moves]) : null);
    }

    /// <summary>
    /// What it costs when two reviewers exchange a paper, and nobody else moves. Refused when one of them may not review the other's paper or has it already, when a pair
    /// is pinned, or when a group or an exclusion forbids it; a floor does not.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is no such paper or reviewer, or one of the pairs is not assigned.</exception>
    public Outcome<PriceOfChange> Swap((string Paper, string Reviewer) first, (string Paper, string Reviewer) second)
    {
        var (a, b) = (Assigned(first.Paper, first.Reviewer), Assigned(second.Paper, second.Reviewer));
        if (_problem.IsPinned(a) || _problem.IsPinned(b))
        {
            return new Refusal("assignment.pin", "A pinned pair cannot be swapped. Unpin it first.");
        }

        int[] crossed = [_problem.Find(_paperOf[a], _problem.ReviewerOf(b)), _problem.Find(_paperOf[b], _problem.ReviewerOf(a))];
        foreach (var (pair, paper, reviewer) in new[] { (crossed[0], first.Paper, second.Reviewer), (crossed[1], second.Paper, first.Reviewer) })
        {
            if (pair < 0)
            {
                return new Refusal("assignment.forbidden", $"Reviewer {reviewer} may not review paper {paper}.");
            }

            if (_isAssigned[pair])
            {
                return new Refusal("assignment.pair-twice", $"Reviewer {reviewer} has paper {paper} already.");
            }
        }

        List<int> moves = [~a, crossed[0], ~b, crossed[1]];
        return BrokenRule(moves) is { } broken
            ? new Refusal("assignment.rule", broken)
            : new PriceOfChange((long)_problem.WeightOf(a) + _problem.WeightOf(b) - _problem.WeightOf(crossed[0]) - _problem.WeightOf(crossed[1]), PriceKind.Exact, Named(moves));
    }

    private Absence AbsenceOf(int pair)
    {
        if (!_back.TryGetValue(_network.PlaceOf(pair), out var ways))
        {
            _back.Add(_network.PlaceOf(pair), ways = _network.WaysBackFrom(pair, _cancel));
        }

        var reviewer = _problem.ReviewerOf(pair);
        var way = ways.Of(_network.NodeOfReviewer(reviewer));
        return new Absence(
            _problem.Papers[_paperOf[pair]].Id, _problem.Reviewers[reviewer].Id, way is null ? AbsenceReason.Impossible : AbsenceReason.Priced, AffinityOf(pair), IsFull(reviewer),
            way is { } found ? PriceOf(found.Cost - _problem.WeightOf(pair), [pair, .. found.Moves]) : null);
    }

    private PriceOfChange PriceOf(long price, List<int> moves)
    {
        var breaks = (_network.LeavesOutRules && BrokenRule(moves) is not null) || BreaksFloor(moves);
        var kind = (_gain is null, breaks) switch
        {
            (true, false) => PriceKind.Exact,
            (true, true) => PriceKind.AtLeast,
            (false, false) => PriceKind.AtMost,
            _ => PriceKind.Estimate,
        };
        return new PriceOfChange(price, kind, Named(moves));
    }

    // A sentence about the first group or exclusion that the moves break, or null. What is broken already and does not get worse is not theirs.
    private string? BrokenRule(List<int> moves)
    {
        var comes = moves.Where(move => move >= 0).ToHashSet();
        var goes = moves.Where(move => move < 0).Select(move => ~move).ToHashSet();
        bool After(int pair) => pair >= 0 && (_isAssigned[pair] ? !goes.Contains(pair) : comes.Contains(pair));
        foreach (var exclusion in _problem.Exclusions)
        {
            var pairs = (First: _problem.Find(exclusion.First.Paper, exclusion.First.Reviewer), Second: _problem.Find(exclusion.Second.Paper, exclusion.Second.Reviewer));
            if (After(pairs.First) && After(pairs.Second) && (comes.Contains(pairs.First) || comes.Contains(pairs.Second)))
            {
                return $"Paper {_problem.Papers[exclusion.First.Paper].Id} with reviewer {_problem.Reviewers[exclusion.First.Reviewer].Id} and paper {_problem.Papers[exclusion.Second.Paper].Id} with reviewer {_problem.Reviewers[exclusion.Second.Reviewer].Id} exclude each other.";
            }
        }

        var touched = moves.Select(move => _paperOf[move >= 0 ? move : ~move]).ToHashSet();
        foreach (var group in touched.SelectMany(paper => _groupsOf[paper]))
        {
            var (before, after) = (0, 0);
            foreach (var pair in group.Reviewers.Distinct().Select(r => _problem.Find(group.Paper, r)).Where(pair => pair >= 0))
            {
                before += _isAssigned[pair] ? 1 : 0;
                after += After(pair) ? 1 : 0;
            }

            if ((after < group.Least && after < before) || (after > group.Most && after > before))
            {
                return $"Paper {_problem.Papers[group.Paper].Id} would have {after} where the rule is: {group.Label}.";
            }
        }

        return null;
    }

    // Whether a paper that the moves take something from falls below the floor that the certificate is for. Papers that need no review have no score.
    private bool BreaksFloor(List<int> moves)
    {
        if (_floor is not { } floor)
        {
            return false;
        }

        foreach (var ofPaper in moves.GroupBy(move => _paperOf[move >= 0 ? move : ~move]))
        {
            var change = ofPaper.Sum(move => move >= 0 ? (long)_problem.WeightOf(move) : -_problem.WeightOf(~move));
            var (first, end) = _problem.PairsOf(ofPaper.Key);
            var score = Enumerable.Range(first, end - first).Where(pair => _isAssigned[pair]).Sum(pair => (long)_problem.WeightOf(pair));
            if (_problem.Papers[ofPaper.Key].Least > 0 && change < 0 && score + change < floor)
            {
                return true;
            }
        }

        return false;
    }

    private int Assigned(string paper, string reviewer)
    {
        var pair = _problem.Find(_papers[paper], _reviewers[reviewer]);
        return pair >= 0 && _isAssigned[pair] ? pair : throw new KeyNotFoundException($"Paper {paper} and reviewer {reviewer} are not assigned to each other.");
    }

    private List<PairMove> Named(List<int> moves) => moves.ConvertAll(move =>
        new PairMove(_problem.Papers[_paperOf[move >= 0 ? move : ~move]].Id, _problem.Reviewers[_problem.ReviewerOf(move >= 0 ? move : ~move)].Id, move >= 0));

    private double? AffinityOf(int pair) => _problem.IsAffinityMissing(pair) ? null : _problem.WeightOf(pair) / (double)AssignmentProblem.Scale;

    private bool IsFull(int reviewer) => _load[reviewer] >= _problem.Reviewers[reviewer].Most;
}

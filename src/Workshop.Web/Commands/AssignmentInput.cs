using System.CommandLine;
using System.Globalization;
using Workshop.Domain.Assignment;

namespace Workshop.Web.Commands;

/// <summary>The input that assign and check-assignment share: the same options, read the same way, make the same problem.</summary>
public sealed class AssignmentInput
{
    private const double LargestAffinity = 1000;

    private readonly Option<string> _affinity = new("--affinity") { Required = true, HelpName = "affinity.csv", Description = "paper,reviewer,affinity. A pair that is not listed is no candidate; an empty affinity is missing and counts as 0." };
    private readonly Option<int> _perPaper = new("--per-paper") { Required = true, HelpName = "K", Description = "Reviews that each paper gets." };
    private readonly Option<string?> _demands = new("--demands") { HelpName = "demands.csv", Description = "paper,reviews: papers that get another number of reviews." };
    private readonly Option<string?> _loads = new("--loads") { HelpName = "loads.csv", Description = "reviewer,min,max: least and most papers of a reviewer. An empty min is 0, an empty max is --max-load." };
    private readonly Option<int?> _maxLoad = new("--max-load") { HelpName = "M", Description = "Most papers of a reviewer whom --loads does not name. Default: no limit." };
    private readonly Option<string?> _conflicts = new("--conflicts") { HelpName = "conflicts.csv", Description = "paper,reviewer: pairs that must not be." };
    private readonly Option<string?> _bids = new("--bids") { HelpName = "bids.csv", Description = "paper,reviewer,bid. eager multiplies an affinity by 1.5, willing by 1.25, in-a-pinch by 0.5; an affinity of 0 or below or a missing one stays as it is. With no, the pair is no candidate, unless it is pinned." };
    private readonly Option<string?> _pins = new("--pins") { HelpName = "pins.csv", Description = "paper,reviewer: pairs that must be, also against a bid of no or without an affinity; never against a conflict." };

    private readonly Option<string?> _bans = new("--bans") { HelpName = "bans.csv", Description = "paper,reviewer: pairs that an organizer does not want. They must not be, like conflicts." };
    private readonly Option<string?> _authors = new("--authors") { HelpName = "authors.csv", Description = "paper,reviewer: this reviewer is an author of this paper. They must not review it." };
    private readonly Option<bool> _noMutual = new("--no-mutual") { Description = "No two people review each other's papers. Needs --authors." };
    private readonly Option<double?> _bar = new("--bar") { HelpName = "VALUE", Description = "Every paper gets at least one reviewer whose affinity, after bids, is at least this." };
    private readonly Option<string?> _institutions = new("--institutions") { HelpName = "institutions.csv", Description = "reviewer,institution: a paper gets at most one reviewer of an institution. A reviewer may have several lines." };
    private readonly Option<string?> _seniors = new("--seniors") { HelpName = "seniors.csv", Description = "reviewer: every paper gets at least one of these." };
    private readonly Option<string?> _groups = new("--groups") { HelpName = "groups.csv", Description = "paper,least,most,reviewers[,kind,label]: of the paper's reviewers, so many are among these, whose ids stand in one field with semicolons between them. What the options above cannot say." };
    private readonly Option<string?> _exclusions = new("--exclusions") { HelpName = "exclusions.csv", Description = "paper,reviewer,other_paper,other_reviewer: at most one of the two pairs. What --no-mutual cannot say." };
    private readonly Option<string> _floor = new("--floor") { DefaultValueFactory = _ => "none", HelpName = "none|best|VALUE", Description = "A floor for the worst-served paper, whose score is the sum of the affinities of its reviewers: the best possible one, or a value. The total is then the largest under it." };
    private readonly Option<double?> _maxProbability = new("--max-probability") { HelpName = "Q", Description = "Draw the assignment at random, so that no pair that is not pinned has a probability above Q, with the largest expected total. Not together with --floor or --no-mutual." };

    public void AddTo(Command command)
    {
        ArgumentNullException.ThrowIfNull(command);
        Option[] options =
        [
            _affinity, _perPaper, _demands, _loads, _maxLoad, _conflicts, _bans, _bids, _pins, _authors, _noMutual, _bar, _institutions, _seniors, _groups, _exclusions, _floor, _maxProbability,
        ];
        foreach (var option in options)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What is asked for beside the problem: the floor and the largest probability. What is wrong is then in <paramref name="errors"/>.</summary>
    public AssignmentOptions ReadOptions(ParseResult parse, InputErrors errors)
    {
        ArgumentNullException.ThrowIfNull(parse);
        ArgumentNullException.ThrowIfNull(errors);
        var text = parse.GetValue(_floor)!;
        var floor = Floor.Parse(text);
        if (floor is null)
        {
            errors.Add("--floor", null, $"\"{text}\" must be none, best or a number from -1000000 to 1000000 with a decimal point.");
        }

        var options = new AssignmentOptions { Floor = floor ?? Floor.None, MaxProbability = parse.GetValue(_maxProbability) };
        if (options.WhyNot() is { } refusal)
        {
            errors.Add("--max-probability", null, refusal.Message);
        }

        if (options.MaxProbability is not null && (parse.GetValue(_noMutual) || parse.GetValue(_exclusions) is not null))
        {
            errors.Add("--max-probability", null, "Mutual reviewing cannot be kept out of a draw: two pairs that are each possible could be drawn at once. Leave out --no-mutual or --max-probability.");
        }

        return options;
    }

    /// <summary>The problem, with papers and reviewers in the order of their ids; null when something is wrong, which is then in <paramref name="errors"/>.</summary>
    public AssignmentProblem? Read(ParseResult parse, InputErrors errors)
    {
        ArgumentNullException.ThrowIfNull(parse);
        ArgumentNullException.ThrowIfNull(errors);
        var affinityFile = parse.GetValue(_affinity)!;
        var affinities = ReadAffinities(affinityFile, errors);
        var perPaper = parse.GetValue(_perPaper);
        var demands = ReadDemands(parse.GetValue(_demands), errors);
        var maxLoad = parse.GetValue(_maxLoad);
        if (perPaper < 0 || maxLoad < 0)
        {
            errors.Add(perPaper < 0 ? "--per-paper" : "--max-load", null, "The number must not be negative.");
        }

        var papers = Positions(affinities.Keys.Select(k => k.Paper).Concat(demands.Keys));
        var loadsFile = parse.GetValue(_loads);
        var loads = ReadLoads(loadsFile, maxLoad ?? papers.Count, papers.Count, errors);
        var reviewers = Positions(affinities.Keys.Select(k => k.Reviewer).Concat(loads.Keys));
        if (papers.Count == 0 && !errors.Any)
        {
            errors.Add(affinityFile, null, "There is no paper.");
        }

        ApplyBids(parse.GetValue(_bids), affinities, papers, reviewers, errors, out var declined);
        var conflicts = ReadPairs(parse.GetValue(_conflicts), papers, reviewers, errors);
        var pins = ReadPairs(parse.GetValue(_pins), papers, reviewers, errors);
        var bans = ReadPairs(parse.GetValue(_bans), papers, reviewers, errors);
        var authors = ReadPairs(parse.GetValue(_authors), papers, reviewers, errors);
        foreach (var (pair, line) in pins)
        {
            var against = conflicts.ContainsKey(pair) ? "they are in conflict" : authors.ContainsKey(pair) ? "the reviewer is an author" : bans.ContainsKey(pair) ? "they are banned" : null;
            if (against is not null)
            {
                errors.Add(parse.GetValue(_pins)!, line, $"Paper {pair.Paper} and reviewer {pair.Reviewer} are pinned, but {against}.");
            }

            affinities.TryAdd(pair, null);
        }

        if (parse.GetValue(_noMutual) && parse.GetValue(_authors) is null)
        {
            errors.Add("--no-mutual", null, "It needs --authors: who wrote what.");
        }

        if (parse.GetValue(_bar) is { } bar && !double.IsFinite(bar))
        {
            errors.Add("--bar", null, "The bar must be a number.");
        }

        var institutions = ReadInstitutions(parse.GetValue(_institutions), reviewers, errors);
        var seniors = ReadSeniors(parse.GetValue(_seniors), reviewers, errors);
        var moreGroups = RuleFiles.ReadGroups(parse.GetValue(_groups), papers, reviewers, errors);
        var moreExclusions = RuleFiles.ReadExclusions(parse.GetValue(_exclusions), papers, reviewers, errors);
        if (errors.Any)
        {
            return null;
        }

        var candidates = new List<Candidate>(affinities.Count);
        foreach (var (pair, affinity) in affinities)
        {
            var isPinned = pins.ContainsKey(pair);
            if (!conflicts.ContainsKey(pair) && !bans.ContainsKey(pair) && !authors.ContainsKey(pair) && (isPinned || !declined.Contains(pair)))
            {
                candidates.Add(new Candidate(papers[pair.Paper], reviewers[pair.Reviewer], affinity, isPinned));
            }
        }

        var demandOf = papers.Keys.Select(id => demands.GetValueOrDefault(id, perPaper));
        var groups = new GroupRules(papers.Keys.Select(id => demands.GetValueOrDefault(id, perPaper)).ToList(), candidates);
        if (parse.GetValue(_bar) is { } least)
        {
            groups.AddBar(least);
        }

        groups.AddAtMostOne(institutions);
        if (parse.GetValue(_seniors) is not null)
        {
            groups.AddSeniors(seniors);
        }

        var problem = AssignmentProblem.Create(
            [.. papers.Keys.Zip(demandOf, (id, reviews) => new PaperDemand(id, reviews, reviews))],
            [.. reviewers.Keys.Select(id => loads.TryGetValue(id, out var load) ? new ReviewerLoad(id, load.Least, load.Most) : new ReviewerLoad(id, 0, maxLoad ?? papers.Count))],
            candidates,
            [.. groups.Rules, .. moreGroups],
            [.. parse.GetValue(_noMutual) ? Mutual(authors.Keys.Select(a => (papers[a.Paper], reviewers[a.Reviewer])).ToList(), candidates) : [], .. moreExclusions]);
        foreach (var refusal in problem.Refusals)
        {
            errors.Add(affinityFile, null, refusal.Message);
        }

        return problem.Value;
    }

    /// <summary>Reads an affinity as this verb's files write it; null with true for an empty one.</summary>
    public static bool TryReadAffinity(string text, out double? affinity)
    {
        affinity = null;
        if (text.Length == 0)
        {
            return true;
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
        {
            return false;
        }

        affinity = value;
        return true;
    }

    private static Dictionary<(string Paper, string Reviewer), double?> ReadAffinities(string file, InputErrors errors)
    {
        var affinities = new Dictionary<(string Paper, string Reviewer), double?>();
        foreach (var row in CsvTable.Read(file, errors, ["paper", "reviewer"], "affinity"))
        {
            if (!TryReadAffinity(row.Fields[2], out var affinity) || Math.Abs(affinity ?? 0) > LargestAffinity)
            {
                errors.Add(file, row.Line, $"The affinity \"{row.Fields[2]}\" is no number from -1000 to 1000 with a decimal point.");
            }
            else if (!affinities.TryAdd((row.Fields[0], row.Fields[1]), affinity))
            {
                errors.Add(file, row.Line, $"Paper {row.Fields[0]} and reviewer {row.Fields[1]} are listed twice.");
            }
        }

        return affinities;
    }

    private static Dictionary<string, int> ReadDemands(string? file, InputErrors errors)
    {
        var demands = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in file is null ? [] : CsvTable.Read(file, errors, ["paper", "reviews"]))
        {
            if (Count(row.Fields[1]) is not { } reviews)
            {
                errors.Add(file!, row.Line, $"\"{row.Fields[1]}\" is no number of reviews.");
            }
            else if (!demands.TryAdd(row.Fields[0], reviews))
            {
                errors.Add(file!, row.Line, $"Paper {row.Fields[0]} is listed twice.");
            }
        }

        return demands;
    }

    private static Dictionary<string, (int Least, int Most)> ReadLoads(string? file, int usual, int papers, InputErrors errors)
    {
        var loads = new Dictionary<string, (int Least, int Most)>(StringComparer.Ordinal);
        foreach (var row in file is null ? [] : CsvTable.Read(file, errors, ["reviewer"], "min", "max"))
        {
            var least = row.Fields[1].Length == 0 ? 0 : Count(row.Fields[1]);
            // An empty max never falls below a min that somebody wrote down.
            var most = row.Fields[2].Length == 0 ? Math.Max(usual, least ?? 0) : Count(row.Fields[2]);
            if (least is null || most is null)
            {
                errors.Add(file!, row.Line, "min and max must be whole numbers that are not negative, or empty.");
            }
            else if (least > most)
            {
                errors.Add(file!, row.Line, $"The min {least} is above the max {most}.");
            }
            else if (!loads.TryAdd(row.Fields[0], (least.Value, Math.Min(most.Value, Math.Max(papers, least.Value)))))
            {
                errors.Add(file!, row.Line, $"Reviewer {row.Fields[0]} is listed twice.");
            }
        }

        return loads;
    }

    private static void ApplyBids(
        string? file, Dictionary<(string Paper, string Reviewer), double?> affinities,
        SortedDictionary<string, int> papers, SortedDictionary<string, int> reviewers, InputErrors errors, out HashSet<(string Paper, string Reviewer)> declined)
    {
        declined = [];
        var seen = new HashSet<(string Paper, string Reviewer)>();
        foreach (var row in file is null ? [] : CsvTable.Read(file, errors, ["paper", "reviewer", "bid"]))
        {
            var pair = (row.Fields[0], row.Fields[1]);
            if (BidScale.Factor(row.Fields[2]) is not { } factor)
            {
                errors.Add(file!, row.Line, $"The bid \"{row.Fields[2]}\" must be {BidScale.Choices}.");
            }
            else if (!seen.Add(pair))
            {
                errors.Add(file!, row.Line, $"Reviewer {pair.Item2} bids on paper {pair.Item1} twice.");
            }
            else if (!AreKnown(file!, row, papers, reviewers, errors))
            {
                continue;
            }
            else if (factor == 0)
            {
                declined.Add(pair);
            }
            else if (affinities.TryGetValue(pair, out var affinity))
            {
                affinities[pair] = BidScale.Apply(affinity, factor);
                if (affinities[pair] > LargestAffinity)
                {
                    errors.Add(file!, row.Line, string.Create(CultureInfo.InvariantCulture, $"The bid \"{row.Fields[2]}\" lifts the affinity of paper {pair.Item1} and reviewer {pair.Item2} to {affinities[pair]}, above {LargestAffinity}. Give affinities on a smaller scale."));
                }
            }
        }
    }

    private static Dictionary<(string Paper, string Reviewer), long> ReadPairs(
        string? file, SortedDictionary<string, int> papers, SortedDictionary<string, int> reviewers, InputErrors errors)
    {
        var pairs = new Dictionary<(string Paper, string Reviewer), long>();
        foreach (var row in file is null ? [] : CsvTable.Read(file, errors, ["paper", "reviewer"]))
        {
            if (AreKnown(file!, row, papers, reviewers, errors))
            {
                // The same pair may be named by several sources.
                pairs.TryAdd((row.Fields[0], row.Fields[1]), row.Line);
            }
        }

        return pairs;
    }

    // A conflict or a bid for a name with a typing error must not vanish silently.
    private static bool AreKnown(string file, CsvRow row, SortedDictionary<string, int> papers, SortedDictionary<string, int> reviewers, InputErrors errors)
    {
        if (row.Fields[0].Length > 0 && !papers.ContainsKey(row.Fields[0]))
        {
            errors.Add(file, row.Line, $"There is no paper {row.Fields[0]} in the affinities or demands.");
            return false;
        }

        if (row.Fields[1].Length > 0 && !reviewers.ContainsKey(row.Fields[1]))
        {
            errors.Add(file, row.Line, $"There is no reviewer {row.Fields[1]} in the affinities or loads.");
            return false;
        }

        return row.Fields[0].Length > 0 && row.Fields[1].Length > 0;
    }

    private static ILookup<int, string> ReadInstitutions(string? file, SortedDictionary<string, int> reviewers, InputErrors errors)
    {
        var members = new HashSet<(int Reviewer, string Institution)>();
        foreach (var row in file is null ? [] : CsvTable.Read(file, errors, ["reviewer", "institution"]))
        {
            if (IsKnownReviewer(file!, row, row.Fields[0], reviewers, errors))
            {
                members.Add((reviewers[row.Fields[0]], row.Fields[1]));
            }
        }

        return members.ToLookup(m => m.Reviewer, m => m.Institution);
    }

    private static HashSet<int> ReadSeniors(string? file, SortedDictionary<string, int> reviewers, InputErrors errors)
    {
        var seniors = new HashSet<int>();
        foreach (var row in file is null ? [] : CsvTable.Read(file, errors, ["reviewer"]))
        {
            if (IsKnownReviewer(file!, row, row.Fields[0], reviewers, errors))
            {
                seniors.Add(reviewers[row.Fields[0]]);
            }
        }

        return seniors;
    }

    private static bool IsKnownReviewer(string file, CsvRow row, string reviewer, SortedDictionary<string, int> reviewers, InputErrors errors)
    {
        if (reviewer.Length > 0 && !reviewers.ContainsKey(reviewer))
        {
            errors.Add(file, row.Line, $"There is no reviewer {reviewer} in the affinities or loads.");
        }

        return reviewers.ContainsKey(reviewer);
    }

    // For every two authors of two papers of which each may review the other's. Papers by several authors give the same two pairs more than once.
    private static List<Exclusion> Mutual(List<(int Paper, int Reviewer)> authors, List<Candidate> candidates)
    {
        var allowed = candidates.Select(c => (c.Paper, c.Reviewer)).ToHashSet();
        var seen = new HashSet<((int, int), (int, int))>();
        var exclusions = new List<Exclusion>();
        for (var i = 0; i < authors.Count; i++)
        {
            for (var j = i + 1; j < authors.Count; j++)
            {
                var first = (authors[i].Paper, authors[j].Reviewer);
                var second = (authors[j].Paper, authors[i].Reviewer);
                if (allowed.Contains(first) && allowed.Contains(second) && first != second && seen.Add(first.CompareTo(second) < 0 ? (first, second) : (second, first)))
                {
                    exclusions.Add(new Exclusion(first, second));
                }
            }
        }

        return exclusions;
    }

    private static int? Count(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    private static SortedDictionary<string, int> Positions(IEnumerable<string> ids)
    {
        var positions = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            positions[id] = 0;
        }

        var next = 0;
        foreach (var id in positions.Keys.ToList())
        {
            positions[id] = next++;
        }

        return positions;
    }

    // The rules of each paper that needs a review, from who may review it.
    private sealed class GroupRules(List<int> demands, List<Candidate> candidates)
    {
        private readonly ILookup<int, Candidate> _ofPaper = candidates.ToLookup(c => c.Paper);

        public List<GroupRule> Rules { get; } = [];

        public void AddBar(double bar)
        {
            // Compared as they are counted, in whole millionths.
            long Counted(double affinity) => (long)Math.Round(affinity * AssignmentProblem.Scale, MidpointRounding.ToEven);
            var label = string.Create(CultureInfo.InvariantCulture, $"affinity of at least {bar}");
            AddAtLeastOne(c => c.Affinity is { } affinity && Counted(affinity) >= Counted(bar), GroupKind.AboveBar, label);
        }

        public void AddSeniors(HashSet<int> seniors) => AddAtLeastOne(c => seniors.Contains(c.Reviewer), GroupKind.Senior, "senior");

        public void AddAtMostOne(ILookup<int, string> institutionsOf)
        {
            for (var p = 0; institutionsOf.Count > 0 && p < demands.Count; p++)
            {
                var here = _ofPaper[p].SelectMany(c => institutionsOf[c.Reviewer], (c, institution) => (institution, c.Reviewer)).GroupBy(m => m.institution, m => m.Reviewer, StringComparer.Ordinal);
                foreach (var members in here.Where(m => m.Count() > 1).OrderBy(m => m.Key, StringComparer.Ordinal))
                {
                    Rules.Add(new GroupRule(p, [.. members], 0, 1, GroupKind.Institution, members.Key));
                }
            }
        }

        private void AddAtLeastOne(Func<Candidate, bool> counts, GroupKind kind, string label)
        {
            for (var p = 0; p < demands.Count; p++)
            {
                if (demands[p] > 0)
                {
                    Rules.Add(new GroupRule(p, [.. _ofPaper[p].Where(counts).Select(c => c.Reviewer)], 1, Math.Max(1, demands[p]), kind, label));
                }
            }
        }
    }
}

namespace Workshop.Domain.Assignment;

/// <summary>
/// Which group rules become nodes of the network. Groups of one paper of which any two are nested or disjoint form a tree between the paper and its
/// reviewers, and a network has whole-numbered solutions; a rule that cuts across another one is left for the search. Rules that ask for somebody go first:
/// most papers would break them without the network's help, while two reviewers of one institution meet rarely by chance. Positions of groups are those in the problem.
/// </summary>
internal sealed class GroupPlan
{
    public const int NoGroup = -1;

    private GroupPlan(int groups, int pairs)
    {
        Members = new int[groups][];
        Least = new int[groups];
        Most = new int[groups];
        Pins = new int[groups];
        Parent = new int[groups];
        InnermostOf = groups == 0 ? [] : new int[pairs];
        Array.Fill(InnermostOf, NoGroup);
        Array.Fill(Parent, NoGroup);
    }

    /// <summary>The pairs of each group, rising.</summary>
    public int[][] Members { get; }

    /// <summary>What is left to ask for once the pins are in place.</summary>
    public int[] Least { get; }

    /// <summary>What is left to allow once the pins are in place.</summary>
    public int[] Most { get; }

    public int[] Pins { get; }

    /// <summary>The next larger group of the same paper in the network, or no group.</summary>
    public int[] Parent { get; }

    /// <summary>The groups in the network, larger before smaller ones of the same paper.</summary>
    public List<int> InNetwork { get; } = [];

    /// <summary>The groups that cut across one in the network and do say something.</summary>
    public List<int> LeftOut { get; } = [];

    public List<Refusal> Refusals { get; } = [];

    /// <summary>The smallest group of the network that a pair is in, or no group.</summary>
    public int Innermost(int pair) => InnermostOf.Length == 0 ? NoGroup : InnermostOf[pair];

    private int[] InnermostOf { get; }

    /// <param name="alsoSlack">
    /// Keeps rules that a paper's largest number of reviews makes idle: they bind as soon as it may get more. Rules that nothing could break are dropped all the same.
    /// </param>
    public static GroupPlan Of(AssignmentProblem problem, bool alsoSlack = false)
    {
        var plan = new GroupPlan(problem.Groups.Count, problem.PairCount);
        var ofPaper = new Dictionary<int, List<int>>();
        for (var g = 0; g < problem.Groups.Count; g++)
        {
            plan.Read(problem, g);
            var rule = problem.Groups[g];
            if (rule.Least <= 0 && rule.Most >= Math.Min(plan.Members[g].Length, alsoSlack ? int.MaxValue : problem.Papers[rule.Paper].Most))
            {
                continue;
            }

            if (!ofPaper.TryGetValue(rule.Paper, out var groups))
            {
                ofPaper.Add(rule.Paper, groups = []);
            }

            groups.Add(g);
        }

        foreach (var groups in ofPaper.Values)
        {
            plan.Choose(groups.OrderBy(g => problem.Groups[g].Least > 0 ? 0 : 1).ThenBy(g => g).ToList());
        }

        return plan;
    }

    private void Read(AssignmentProblem problem, int group)
    {
        var rule = problem.Groups[group];
        var members = rule.Reviewers.Distinct().Select(r => problem.Find(rule.Paper, r)).Where(pair => pair >= 0).Order().ToArray();
        var pins = members.Count(problem.IsPinned);
        Members[group] = members;
        Pins[group] = pins;
        Least[group] = Math.Max(0, rule.Least - pins);
        // One above what can be reached, so that the limit never binds by itself, with a price that the rule as given would not earn.
        Most[group] = Math.Min(rule.Most, members.Length + 1) - pins;
        var paper = problem.Papers[rule.Paper];
        var able = members.Count(pair => problem.Reviewers[problem.ReviewerOf(pair)].Most > 0);
        if (able < rule.Least)
        {
            var who = able == 0 ? "nobody who may review it is" : $"only {able} of those who may review it are";
            Refusals.Add(new Refusal("assignment.too-few-in-group", $"Paper {paper.Id} must have at least {rule.Least} ({rule.Label}), but {who} in that group. Lift a conflict, add a reviewer or drop the rule for this paper."));
        }
        else if (rule.Least > paper.Most)
        {
            Refusals.Add(new Refusal("assignment.group-beyond-demand", $"Paper {paper.Id} must have at least {rule.Least} ({rule.Label}), but gets at most {paper.Most} reviews. Ask for more reviews of it or drop the rule for this paper."));
        }

        if (pins > rule.Most)
        {
            Refusals.Add(new Refusal("assignment.too-many-pins", $"Paper {paper.Id} may have at most {rule.Most} ({rule.Label}), but {pins} of them are pinned. Unpin some or drop the rule for this paper."));
        }
    }

    private void Choose(List<int> groups)
    {
        var chosen = new List<int>();
        var containing = new Dictionary<int, List<int>>();
        var shared = new Dictionary<int, int>();
        foreach (var group in groups)
        {
            shared.Clear();
            foreach (var pair in Members[group])
            {
                foreach (var other in containing.GetValueOrDefault(pair) ?? [])
                {
                    shared[other] = shared.GetValueOrDefault(other) + 1;
                }
            }

            if (!shared.All(s => s.Value == Members[group].Length || s.Value == Members[s.Key].Length))
            {
                LeftOut.Add(group);
                continue;
            }

            chosen.Add(group);
            foreach (var pair in Members[group])
            {
                if (!containing.TryGetValue(pair, out var list))
                {
                    containing.Add(pair, list = []);
                }

                list.Add(group);
            }
        }

        foreach (var group in chosen.OrderByDescending(g => Members[g].Length).ThenBy(g => g))
        {
            InNetwork.Add(group);
            Parent[group] = Members[group].Length == 0 ? NoGroup : InnermostOf[Members[group][0]];
            foreach (var pair in Members[group])
            {
                InnermostOf[pair] = group;
            }
        }
    }
}

using System.Globalization;
using Workshop.Domain.Assignment;

namespace Workshop.Web.Commands;

/// <summary>Rules of an assignment one by one, as Workshop writes them beside a proposal: for what the options that make many rules at once cannot say.</summary>
internal static class RuleFiles
{
    /// <summary>Between reviewers in one field.</summary>
    public const char Separator = ';';

    public static List<GroupRule> ReadGroups(string? file, IReadOnlyDictionary<string, int> papers, IReadOnlyDictionary<string, int> reviewers, InputErrors errors)
    {
        var groups = new List<GroupRule>();
        foreach (var row in file is null ? [] : CsvTable.Read(file, errors, ["paper", "least", "most"], "reviewers", "kind", "label"))
        {
            var members = row.Fields[3].Split(Separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (!papers.TryGetValue(row.Fields[0], out var paper))
            {
                errors.Add(file!, row.Line, $"There is no paper {row.Fields[0]} in the affinities or demands.");
            }
            else if (!Whole(row.Fields[1], out var least) || !Whole(row.Fields[2], out var most) || least > most)
            {
                errors.Add(file!, row.Line, "least and most must be whole numbers that are not negative, and least not above most.");
            }
            else if (Array.Find(members, member => !reviewers.ContainsKey(member)) is { } unknown)
            {
                errors.Add(file!, row.Line, $"There is no reviewer {unknown} in the affinities or loads.");
            }
            else if (row.Fields[4].Length > 0 && !Enum.TryParse<GroupKind>(row.Fields[4], ignoreCase: true, out _))
            {
                errors.Add(file!, row.Line, $"The kind \"{row.Fields[4]}\" must be {string.Join(", ", Enum.GetNames<GroupKind>())}, or empty.");
            }
            else
            {
                var kind = row.Fields[4].Length == 0 ? GroupKind.Other : Enum.Parse<GroupKind>(row.Fields[4], ignoreCase: true);
                groups.Add(new GroupRule(paper, [.. members.Select(member => reviewers[member])], least, most, kind, row.Fields[5]));
            }
        }

        return groups;
    }

    public static List<Exclusion> ReadExclusions(string? file, IReadOnlyDictionary<string, int> papers, IReadOnlyDictionary<string, int> reviewers, InputErrors errors)
    {
        var exclusions = new List<Exclusion>();
        foreach (var row in file is null ? [] : CsvTable.Read(file, errors, ["paper", "reviewer", "other_paper", "other_reviewer"]))
        {
            if (papers.TryGetValue(row.Fields[0], out var paper) && reviewers.TryGetValue(row.Fields[1], out var reviewer)
                && papers.TryGetValue(row.Fields[2], out var otherPaper) && reviewers.TryGetValue(row.Fields[3], out var otherReviewer))
            {
                exclusions.Add(new Exclusion((paper, reviewer), (otherPaper, otherReviewer)));
            }
            else
            {
                errors.Add(file!, row.Line, "A paper or reviewer of this line is not in the affinities, demands or loads.");
            }
        }

        return exclusions;
    }

    private static bool Whole(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}

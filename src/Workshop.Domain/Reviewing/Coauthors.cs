using Workshop.Domain.People;

namespace Workshop.Domain.Reviewing;

/// <summary>One list of authors in which a reviewer stands.</summary>
/// <param name="Others">Without the reviewer, as far as that is known.</param>
/// <param name="Year">Null when nobody knows.</param>
/// <param name="Where">"“Title”" for a past paper, "“Title”, Workshop 2026" for a submission.</param>
/// <param name="WasSubmittedHere">The author list of a submission, which stands whatever the reviewer says about it.</param>
public sealed record SharedPaper(IReadOnlyList<string> Others, int? Year, string Where, bool WasSubmittedHere = false);

/// <param name="Found">Newest first; empty for somebody whom the reviewer named.</param>
/// <param name="IsSetAside">The reviewer says that this is no co-author of theirs.</param>
/// <param name="IsNamed">The reviewer named them.</param>
public sealed record Coauthor(string Name, IReadOnlyList<SharedPaper> Found, bool IsSetAside, bool IsNamed)
{
    /// <summary>
    /// Whether it keeps the reviewer from what this person wrote, at an event of that year, as <see cref="ConflictFinder"/> decides it: one list that counts is enough, and one without a year does. Of
    /// whom the reviewer set aside only lists of submissions count, until an organizer overrules that.
    /// </summary>
    public bool Counts(int eventYear) => IsNamed || Found.Any(paper => (!IsSetAside || paper.WasSubmittedHere) && TieRules.IsConflict(ConflictTie.Coauthor, paper.Year, eventYear));
}

/// <summary>With whom a reviewer has written, each with where that was found, after what the reviewer corrected. Names alone are compared, so this is a question and no proof.</summary>
public static class Coauthors
{
    /// <summary>A list longer than this is a collaboration's: to stand in it together says little.</summary>
    public const int MostAuthors = 50;

    /// <summary>
    /// By name. Spellings that differ by accents, case, hyphens or "Last, First" are one person, the fullest is shown; an initial is not put together with a full name. Deterministic.
    /// </summary>
    public static IReadOnlyList<Coauthor> Of(IEnumerable<SharedPaper> papers, IReadOnlyCollection<CoauthorCorrection> corrections)
    {
        var found = new Dictionary<string, (string Name, List<SharedPaper> Papers)>(StringComparer.Ordinal);
        foreach (var paper in papers.Where(paper => paper.WasSubmittedHere || paper.Others.Count <= MostAuthors))
        {
            foreach (var name in paper.Others)
            {
                var key = NameKey.Of(name).Joined;
                if (!found.TryGetValue(key, out var known))
                {
                    known = (name, []);
                }

                found[key] = (Fuller(name, known.Name), known.Papers);
                if (!known.Papers.Contains(paper))
                {
                    known.Papers.Add(paper);
                }
            }
        }

        var said = corrections.OrderBy(correction => correction.SaidAt).GroupBy(correction => NameKey.Of(correction.Name).Joined).ToDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);
        return
        [
            .. found.Select(each => new Coauthor(
                    each.Value.Name, [.. each.Value.Papers.OrderByDescending(paper => paper.Year ?? 0)], said.GetValueOrDefault(each.Key) is { IsNone: true }, said.GetValueOrDefault(each.Key) is { IsNone: false }))
                .Concat(said.Where(each => !each.Value.IsNone && !found.ContainsKey(each.Key)).Select(each => new Coauthor(each.Value.Name, [], false, true)))
                .OrderBy(coauthor => coauthor.Name, StringComparer.InvariantCultureIgnoreCase).ThenBy(coauthor => coauthor.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>The longer spelling, and of two as long the one with more accents.</summary>
    private static string Fuller(string a, string b) =>
        (a.Length, a.Count(letter => !char.IsAscii(letter))).CompareTo((b.Length, b.Count(letter => !char.IsAscii(letter)))) is var order && order != 0 ? (order > 0 ? a : b)
        : string.CompareOrdinal(a, b) <= 0 ? a : b;

    /// <summary>
    /// Who wrote a past paper together with the reviewer: its authors but for the one who is called like the reviewer, or may be. When nobody is, all of them: the reviewer
    /// says that it is theirs.
    /// </summary>
    public static SharedPaper Of(PastPaper paper, string reviewer) => new(OthersIn(paper.AuthorNames, reviewer), paper.Year, $"“{paper.Title}”");

    /// <summary>The same for any list of names; empty for a list that is longer than <see cref="MostAuthors"/> others, of which nothing is concluded and no name compared.</summary>
    internal static IReadOnlyList<string> OthersIn(IReadOnlyList<string> authors, string reviewer)
    {
        if (authors.Count > MostAuthors + 1)
        {
            return [];
        }

        var me = NameKey.Of(reviewer);
        var names = authors.ToList();
        var at = names.FindIndex(name => me.Compare(NameKey.Of(name)) == NameMatch.Same);
        at = at >= 0 ? at : names.FindIndex(name => me.Compare(NameKey.Of(name)) == NameMatch.Possible);
        if (at >= 0)
        {
            names.RemoveAt(at);
        }

        return names.Count <= MostAuthors ? names : [];
    }
}

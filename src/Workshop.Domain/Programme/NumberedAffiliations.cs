namespace Workshop.Domain.Programme;

/// <summary>The affiliations of one abstract, numbered in the order in which its authors name them; each stands once.</summary>
/// <param name="Places">Number n is at place n − 1.</param>
/// <param name="NumbersOf">For each author, in order, the numbers of their places, ascending; empty for an author without one.</param>
public sealed record NumberedAffiliations(IReadOnlyList<string> Places, IReadOnlyList<IReadOnlyList<int>> NumbersOf)
{
    public static NumberedAffiliations Of(IReadOnlyList<ProgrammeAuthor> authors)
    {
        var places = new List<string>();
        var numbers = new List<IReadOnlyList<int>>();
        foreach (var author in authors)
        {
            var own = new SortedSet<int>();
            foreach (var place in author.Affiliations)
            {
                var index = places.FindIndex(known => string.Equals(known, place, StringComparison.OrdinalIgnoreCase));
                if (index < 0)
                {
                    index = places.Count;
                    places.Add(place);
                }

                own.Add(index + 1);
            }

            numbers.Add([.. own]);
        }

        return new NumberedAffiliations(places, numbers);
    }

    /// <summary>Numbers say something only when there is more than one place, or when somebody has none.</summary>
    public bool AreNeeded => Places.Count > 1 || (Places.Count == 1 && NumbersOf.Any(own => own.Count == 0));
}

namespace Workshop.Domain.Decisions;

/// <summary>The order of a waiting list. Who was ranked comes first, by rank; the others follow by score, best first, without a score last; ties by number. Deterministic.</summary>
public static class WaitlistOrder
{
    public static IEnumerable<T> Of<T>(IEnumerable<T> waiting, Func<T, int?> rank, Func<T, double?> score, Func<T, int> number) => waiting
        .OrderBy(one => rank(one) ?? int.MaxValue).ThenByDescending(one => score(one) ?? double.MinValue).ThenBy(number);

    /// <summary>
    /// Moves one of those that somebody sees to a place among them; those that are not seen keep the places they have in the whole list, so that moving tells nothing of them.
    /// </summary>
    /// <param name="all">In order.</param>
    /// <param name="place">Counted from 1 among the seen; beyond the ends means the end.</param>
    /// <returns>The whole list in its new order.</returns>
    public static IReadOnlyList<T> Move<T>(IReadOnlyList<T> all, Func<T, bool> isSeen, T moved, int place)
        where T : notnull
    {
        var seen = all.Where(isSeen).ToList();
        if (!seen.Remove(moved))
        {
            return all;
        }

        seen.Insert(Math.Clamp(place - 1, 0, seen.Count), moved);
        var next = 0;
        return [.. all.Select(one => isSeen(one) ? seen[next++] : one)];
    }
}

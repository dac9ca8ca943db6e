namespace Workshop.Domain.People;

/// <summary>Names with what belongs to them, to be found by other spellings without comparing every name with every other.</summary>
public sealed class NameIndex<T>
{
    private readonly Dictionary<string, List<(NameKey Name, T Value)>> _straight = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(NameKey Name, T Value)>> _turned = new(StringComparer.Ordinal);

    public void Add(NameKey name, T value)
    {
        ArgumentNullException.ThrowIfNull(name);
        Add(_straight, name.Blocks, (name, value));
        Add(_turned, name.TurnedBlocks, (name, value));
    }

    /// <summary>Whoever may have that name, each entry once; the order depends on the entries alone.</summary>
    public IEnumerable<(T Value, NameMatch Match)> Find(NameKey name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string[] blocks = [.. name.Blocks.Distinct(StringComparer.Ordinal)];
        var candidates = blocks.SelectMany(block => _straight.GetValueOrDefault(block, []))
            .Concat(name.TurnedBlocks.SelectMany(block => _straight.GetValueOrDefault(block, [])))
            .Concat(blocks.SelectMany(block => _turned.GetValueOrDefault(block, [])));
        var seen = new HashSet<(NameKey, T)>();
        foreach (var entry in candidates)
        {
            if (seen.Add(entry) && entry.Name.Compare(name) is var match and not NameMatch.None)
            {
                yield return (entry.Value, match);
            }
        }
    }

    private static void Add(Dictionary<string, List<(NameKey Name, T Value)>> index, IEnumerable<string> blocks, (NameKey Name, T Value) entry)
    {
        foreach (var block in blocks.Distinct(StringComparer.Ordinal))
        {
            if (!index.TryGetValue(block, out var found))
            {
                index.Add(block, found = []);
            }

            found.Add(entry);
        }
    }
}

namespace Workshop.Domain.Programme;

/// <summary>Things that hang together, directly or through others: disjoint sets with path halving (Tarjan and van Leeuwen 1984).</summary>
internal sealed class Groups
{
    private readonly int[] _parent;

    public Groups(int count)
    {
        _parent = new int[count];
        for (var i = 0; i < count; i++)
        {
            _parent[i] = i;
        }
    }

    /// <summary>The same number for all members of a group: the smallest of them.</summary>
    public int Of(int member)
    {
        while (_parent[member] != member)
        {
            member = _parent[member] = _parent[_parent[member]];
        }

        return member;
    }

    public void Join(int one, int other)
    {
        var (a, b) = (Of(one), Of(other));
        _parent[Math.Max(a, b)] = Math.Min(a, b);
    }
}

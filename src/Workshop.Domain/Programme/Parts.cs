namespace Workshop.Domain.Programme;

/// <summary>
/// The items of a session while they are rearranged: each with the part of the time that is its own. Of a slot that several items share each has an equal part, the first ones a minute
/// more where it does not divide. Putting them together again adds the parts up, so that nothing else in the session moves when two talks come to share a slot or part again.
/// </summary>
internal sealed class Parts
{
    private readonly List<PlannedItem> _items;
    private readonly bool _mayShare;

    private Parts(List<PlannedItem> items, bool mayShare) => (_items, _mayShare) = (items, mayShare);

    public int Count => _items.Count;

    public IReadOnlyList<PlannedItem> Items => _items;

    public PlannedItem this[int index] => _items[index];

    public static Parts Of(PlannedSession session)
    {
        var mayShare = session.Content.Kind != SessionKind.Posters;
        var items = new List<PlannedItem>(session.Items.Count);
        for (var start = 0; start < session.Items.Count;)
        {
            var end = EndOfSlot(session.Items, start);
            var (whole, count) = (session.Items[start].Content.Minutes, end - start);
            for (var i = start; i < end; i++)
            {
                // Posters have the time of their session, whatever they shared before.
                items.Add(WithMinutes(session.Items[i], mayShare ? Math.Max(1, (whole / count) + (i - start < whole % count ? 1 : 0)) : session.Items[i].Content.Minutes) with { SharesSlot = mayShare && i > start });
            }

            start = end;
        }

        return new Parts(items, mayShare);
    }

    public int IndexOf(Guid itemId) => _items.FindIndex(item => item.Id == itemId);

    public Parts Without(Func<PlannedItem, bool> leaves)
    {
        var rest = this;
        for (var i = _items.Count - 1; i >= 0; i--)
        {
            if (leaves(_items[i]))
            {
                rest = rest.Remove(i);
            }
        }

        return rest;
    }

    /// <summary>Who shared with the first of a slot that leaves becomes the first.</summary>
    public Parts Remove(int index)
    {
        var items = _items.ToList();
        if (!items[index].SharesSlot && index + 1 < items.Count)
        {
            items[index + 1] = items[index + 1] with { SharesSlot = false };
        }

        items.RemoveAt(index);
        return new Parts(items, _mayShare);
    }

    /// <summary>What comes between two items of one slot shares it.</summary>
    public Parts Insert(int index, PlannedItem item)
    {
        var items = _items.ToList();
        items.Insert(index, item with { SharesSlot = index < items.Count && items[index].SharesSlot });
        return new Parts(items, _mayShare);
    }

    public Parts Append(PlannedItem item, bool shares = false) => new([.. _items, item with { SharesSlot = shares }], _mayShare);

    /// <summary>Another item in the same place: what shares a slot is the place.</summary>
    public Parts Replace(int index, PlannedItem item)
    {
        var items = _items.ToList();
        items[index] = item with { SharesSlot = items[index].SharesSlot };
        return new Parts(items, _mayShare);
    }

    public Parts Share(int index, bool shares)
    {
        var items = _items.ToList();
        items[index] = items[index] with { SharesSlot = shares };
        return new Parts(items, _mayShare);
    }

    /// <summary>Copies under new ids.</summary>
    public Parts Renamed() => new([.. _items.Select(item => item with { Id = Guid.NewGuid() })], _mayShare);

    public IReadOnlyList<PlannedItem> Join()
    {
        if (!_mayShare)
        {
            return [.. _items.Select(item => item with { SharesSlot = false })];
        }

        var items = _items.ToList();
        if (items.Count > 0)
        {
            items[0] = items[0] with { SharesSlot = false };
        }

        for (var start = 0; start < items.Count;)
        {
            var end = EndOfSlot(items, start);
            var whole = Math.Min(Slot.MaxMinutes, items.Skip(start).Take(end - start).Sum(item => item.Content.Minutes));
            for (var i = start; i < end; i++)
            {
                items[i] = WithMinutes(items[i], whole);
            }

            start = end;
        }

        return items;
    }

    /// <summary>The index after the last item of the slot that begins at an index.</summary>
    public static int EndOfSlot(IReadOnlyList<PlannedItem> items, int start)
    {
        var end = start + 1;
        while (end < items.Count && items[end].SharesSlot)
        {
            end++;
        }

        return end;
    }

    private static PlannedItem WithMinutes(PlannedItem item, int minutes) => item.Content.Minutes == minutes ? item : item with { Content = item.Content with { Minutes = minutes } };
}

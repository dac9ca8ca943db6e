namespace Workshop.Domain.Programme;

/// <summary>One stretch of a session as its chair keeps time in it.</summary>
/// <param name="Talks">Several when they share the slot.</param>
/// <param name="Warning">When to show how much is left; null when the slot is not longer than that.</param>
/// <param name="Changes">Of a shared slot: when the next of its talks begins, all of them being equally long.</param>
public sealed record ChairSlot(IReadOnlyList<ProgrammeItem> Talks, DateTimeOffset Starts, DateTimeOffset Ends, DateTimeOffset? Warning, IReadOnlyList<DateTimeOffset> Changes)
{
    public int Minutes => (int)(Ends - Starts).TotalMinutes;
}

/// <summary>The times that a session's chair needs.</summary>
/// <param name="SpareMinutes">Between the last talk and the end of the session; negative when the talks need more than there is.</param>
public sealed record ChairPlan(ProgrammeSession Session, IReadOnlyList<ChairSlot> Slots, int SpareMinutes)
{
    /// <summary>Null for a session that needs no time kept: posters, breaks, and what has no items with a time.</summary>
    /// <param name="warningMinutes">How long before the end of a slot its speaker is warned.</param>
    public static ChairPlan? Of(ProgrammeSession session, int warningMinutes)
    {
        var timed = session.Items.Where(item => item.Starts is not null).ToList();
        if (session.Kind is SessionKind.Break or SessionKind.Social or SessionKind.Posters || timed.Count == 0)
        {
            return null;
        }

        var slots = new List<List<ProgrammeItem>>();
        foreach (var item in timed)
        {
            if (item.SharesSlot && slots.Count > 0)
            {
                slots[^1].Add(item);
            }
            else
            {
                slots.Add([item]);
            }
        }

        var planned = slots.ConvertAll(talks => Plan(talks, warningMinutes));
        return new ChairPlan(session, planned, (int)(session.Ends - planned.Max(slot => slot.Ends)).TotalMinutes);
    }

    private static ChairSlot Plan(List<ProgrammeItem> talks, int warningMinutes)
    {
        var (starts, minutes) = (talks[0].Starts!.Value, talks[0].Minutes);
        var changes = Enumerable.Range(1, talks.Count - 1).Select(next => starts.AddMinutes(minutes * next / talks.Count));
        return new ChairSlot(talks, starts, starts.AddMinutes(minutes), minutes > warningMinutes ? starts.AddMinutes(minutes - warningMinutes) : null, [.. changes]);
    }
}

using System.Globalization;
using Workshop.Domain.Events;

namespace Workshop.Domain.Programme;

/// <summary>What is done to the items of a plan, and to a whole day.</summary>
public sealed partial class ProgrammePlan
{
    /// <param name="before">An item of the session that it comes before; null appends it.</param>
    public Outcome<ProgrammePlan> AddItem(Guid sessionId, Guid itemId, SlotContent content, Guid? before = null)
    {
        if (FindSession(sessionId) is not { } session)
        {
            return Gone;
        }

        if (content.Check() is { Count: > 0 } refusals)
        {
            return Outcome.No<ProgrammePlan>(refusals);
        }

        if (content.SubmissionId is { } submission && Placed.Contains(submission))
        {
            return new Refusal("programme.placed-already", "That submission has a place in the programme already. Remove it there first.", nameof(SlotContent.SubmissionId));
        }

        return With(Rearranged(session, parts => Into(parts, new PlannedItem(itemId, content.Cleaned()), before)));
    }

    /// <summary>What stands on an item is its submission's: then only minutes and board change. The minutes are those of the whole slot.</summary>
    public Outcome<ProgrammePlan> ChangeItem(Guid itemId, SlotContent content)
    {
        if (SessionOf(itemId) is not { } session)
        {
            return Gone;
        }

        var index = IndexIn(session, itemId);
        var changed = (content with { SubmissionId = session.Items[index].Content.SubmissionId }).Cleaned();
        if (changed.Check() is { Count: > 0 } refusals)
        {
            return Outcome.No<ProgrammePlan>(refusals);
        }

        var items = session.Items.ToList();
        items[index] = items[index] with { Content = changed };
        var start = index;
        while (items[start].SharesSlot && start > 0)
        {
            start--;
        }

        for (var i = start; i < Parts.EndOfSlot(items, start); i++)
        {
            items[i] = items[i] with { Content = items[i].Content with { Minutes = changed.Minutes } };
        }

        return With(session with { Items = items });
    }

    public Outcome<ProgrammePlan> RemoveItem(Guid itemId) =>
        SessionOf(itemId) is { } session ? With(Rearranged(session, parts => parts.Remove(parts.IndexOf(itemId)))) : Gone;

    /// <summary>The same item once more, right after it. Refused for a submission, which has one place only.</summary>
    public Outcome<ProgrammePlan> CopyItem(Guid itemId, Guid copyId)
    {
        if (SessionOf(itemId) is not { } session)
        {
            return Gone;
        }

        if (FindItem(itemId)!.Content.SubmissionId is not null)
        {
            return new Refusal("programme.copies-submission", "A submission has one place in the programme. Move it instead.");
        }

        return With(Rearranged(session, parts =>
        {
            var index = parts.IndexOf(itemId);
            return parts.Insert(index + 1, parts[index] with { Id = copyId });
        }));
    }

    /// <summary>Moves an item within its session or to another one. Next to nothing (both null) means to the end; an anchor that left meanwhile does too.</summary>
    public Outcome<ProgrammePlan> MoveItem(Guid itemId, Guid toSessionId, Guid? before = null, Guid? after = null)
    {
        if (SessionOf(itemId) is not { } source || FindSession(toSessionId) is not { } to)
        {
            return Gone;
        }

        if (before == itemId || after == itemId)
        {
            return this;
        }

        var leaving = Parts.Of(source);
        var index = leaving.IndexOf(itemId);
        var item = leaving[index];
        var rest = leaving.Remove(index);
        if (source.Id == to.Id)
        {
            return With(source with { Items = Into(rest, item, before, after).Join() });
        }

        return With(source with { Items = rest.Join() }, to with { Items = Into(Parts.Of(to), item, before, after).Join() });
    }

    /// <summary>Two items change places. Which places share a slot stays as it is, and each item keeps its part of the time.</summary>
    public Outcome<ProgrammePlan> Swap(Guid firstId, Guid secondId)
    {
        if (SessionOf(firstId) is not { } one || SessionOf(secondId) is not { } other)
        {
            return Gone;
        }

        if (firstId == secondId)
        {
            return this;
        }

        var (left, right) = (Parts.Of(one), Parts.Of(other));
        var (i, j) = (left.IndexOf(firstId), right.IndexOf(secondId));
        if (one.Id == other.Id)
        {
            return With(one with { Items = left.Replace(i, left[j]).Replace(j, left[i]).Join() });
        }

        return With(one with { Items = left.Replace(i, right[j]).Join() }, other with { Items = right.Replace(j, left[i]).Join() });
    }

    /// <summary>An item shares the slot of the item before it, or parts from it again. The time of both together stays the same.</summary>
    public Outcome<ProgrammePlan> Share(Guid itemId, bool shares)
    {
        if (SessionOf(itemId) is not { } session)
        {
            return Gone;
        }

        var index = IndexIn(session, itemId);
        if (shares && (index == 0 || session.Content.Kind == SessionKind.Posters))
        {
            return new Refusal("programme.shares-nothing", "Only talks share a slot, and only with a talk before them. Move it below the other one first.");
        }

        return With(Rearranged(session, parts => parts.Share(index, shares)));
    }

    /// <summary>
    /// Moves a session, and every later one of the same day, by minutes; backwards when negative. A session that begins at the same instant moves too. The clocks of the day decide what
    /// "the same day" is.
    /// </summary>
    /// <param name="allRooms">False moves only what is in the same room.</param>
    public Outcome<ProgrammePlan> Shift(Guid sessionId, int minutes, bool allRooms, EventZone zone)
    {
        if (FindSession(sessionId) is not { } first)
        {
            return Gone;
        }

        if (minutes is 0 or < -720 or > 720)
        {
            return new Refusal("programme.shift", "Choose how many minutes to shift by: at most 720, less than zero for earlier.", "By");
        }

        DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(zone.At(at).DateTime);
        var day = DayOf(first.Content.StartsAt);
        var shifted = Sessions
            .Where(session => session.Content.StartsAt >= first.Content.StartsAt && DayOf(session.Content.StartsAt) == day && (allRooms || session.Id == first.Id || string.Equals(session.Content.Room, first.Content.Room, StringComparison.OrdinalIgnoreCase)))
            .Select(session => session with { Content = session.Content with { StartsAt = session.Content.StartsAt.AddMinutes(minutes), EndsAt = session.Content.EndsAt.AddMinutes(minutes) } })
            .ToList();
        return shifted.Find(session => DayOf(session.Content.StartsAt) != day) is { } other
            ? new Refusal("programme.shift-day", $"“{other.Content.Title}” would begin on another day. Choose fewer minutes.", "By")
            : With(shifted);
    }

    /// <summary>Appends submissions in the order given, leaving out those that have a place already.</summary>
    /// <param name="minutes">Of each.</param>
    /// <param name="together">How many share one slot, 1 to 3; ignored among posters.</param>
    /// <param name="onlyWhatFits">Stops where the session is full; posters always fit.</param>
    /// <param name="unseen">Submissions that whoever fills may not know of: what they take is counted as free, so that no number tells of them.</param>
    public Outcome<ProgrammePlan> Fill(Guid sessionId, IEnumerable<Guid> ranked, int minutes, int together, bool onlyWhatFits, IReadOnlySet<Guid>? unseen = null)
    {
        if (FindSession(sessionId) is not { } session)
        {
            return Gone;
        }

        if (SlotContent.Of(Guid.Empty, minutes).Check() is { Count: > 0 } refusals)
        {
            return Outcome.No<ProgrammePlan>(refusals);
        }

        if (together is < 1 or > 3)
        {
            return new Refusal("programme.together", "One, two or three talks share a slot.", "Together");
        }

        var isPosters = session.Content.Kind == SessionKind.Posters;
        var waiting = ranked.Except(Placed).ToList();
        if (waiting.Count == 0)
        {
            return new Refusal("programme.nothing-to-place", "Nothing is waiting for a place.");
        }

        var free = (int)session.Content.Length.TotalMinutes - (unseen is null ? session : Without(unseen).FindSession(sessionId) ?? session).NeededMinutes;
        var fits = isPosters || !onlyWhatFits ? waiting.Count : Math.Max(0, free / minutes);
        if (fits == 0)
        {
            return new Refusal("programme.full", string.Create(CultureInfo.InvariantCulture, $"“{session.Content.Title}” is full: {Math.Max(0, free)} minutes are free. Make it longer, or choose fewer minutes for each."));
        }

        var parts = Parts.Of(session);
        for (var i = 0; i < Math.Min(fits, waiting.Count); i++)
        {
            parts = parts.Append(new PlannedItem(Guid.NewGuid(), SlotContent.Of(waiting[i], minutes)), !isPosters && i % together != 0);
        }

        return With(session with { Items = parts.Join() });
    }

    /// <summary>Board labels by item; items that are not named keep theirs, null takes one away.</summary>
    public Outcome<ProgrammePlan> SetBoards(IReadOnlyDictionary<Guid, string?> boards)
    {
        if (boards.Values.Any(board => board is { Length: > Slot.MaxBoardLength }))
        {
            return new Refusal("slot.board-too-long", $"Shorten the board to {Slot.MaxBoardLength} characters.");
        }

        return new ProgrammePlan(Sessions.Select(session => session.Items.Any(item => boards.ContainsKey(item.Id))
            ? session with { Items = [.. session.Items.Select(item => boards.TryGetValue(item.Id, out var board) ? item with { Content = (item.Content with { Board = board }).Cleaned() } : item)] }
            : session));
    }

    /// <summary>
    /// Puts items of the sessions that are named into the order given; each keeps its own part of the time and shares no slot any more. Items that are not named stay: in front where they opened the session, behind the others otherwise.
    /// </summary>
    /// <param name="order">For each session the items that it is to hold, in order. An item that stands nowhere is skipped.</param>
    public Outcome<ProgrammePlan> Arrange(IReadOnlyDictionary<Guid, IReadOnlyList<Guid>> order)
    {
        if (order.Keys.Any(id => FindSession(id) is null))
        {
            return Gone;
        }

        var named = order.Values.SelectMany(items => items).ToHashSet();
        var all = Sessions.SelectMany(session => Parts.Of(session).Items).ToDictionary(item => item.Id);
        return new ProgrammePlan(Sessions.Select(session =>
        {
            var rest = Parts.Of(session).Without(item => named.Contains(item.Id));
            if (!order.TryGetValue(session.Id, out var wanted))
            {
                return session with { Items = rest.Join() };
            }

            // What opens a session, an invited talk for example, goes on opening it.
            var lead = session.Items.TakeWhile(item => !named.Contains(item.Id)).Count();
            var parts = Parts.Of(session with { Items = [] });
            for (var i = 0; i < lead; i++)
            {
                parts = parts.Append(rest[i], rest[i].SharesSlot);
            }

            foreach (var item in wanted.Distinct().Where(all.ContainsKey))
            {
                parts = parts.Append(all[item]);
            }

            for (var i = lead; i < rest.Count; i++)
            {
                parts = parts.Append(rest[i], i > lead && rest[i].SharesSlot);
            }

            return session with { Items = parts.Join() };
        }));
    }

    /// <summary>Adds the sessions of a usual day.</summary>
    public Outcome<ProgrammePlan> LayOut(UsualDay day, EventZone zone)
    {
        var blocks = day.Sessions(zone);
        return blocks.Succeeded ? new ProgrammePlan(Sessions.Concat(blocks.Value.Select(content => new PlannedSession(Guid.NewGuid(), content.Cleaned(), [])))) : Outcome.No<ProgrammePlan>(blocks.Refusals);
    }

    private static int IndexIn(PlannedSession session, Guid itemId) => Parts.Of(session).IndexOf(itemId);

    private static Parts Into(Parts parts, PlannedItem item, Guid? before, Guid? after = null)
    {
        if (before is { } next && parts.IndexOf(next) is var index and >= 0)
        {
            return parts.Insert(index, item);
        }

        return after is { } last && parts.IndexOf(last) is var behind and >= 0 ? parts.Insert(behind + 1, item) : parts.Append(item);
    }
}

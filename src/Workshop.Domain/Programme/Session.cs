namespace Workshop.Domain.Programme;

public enum SessionKind
{
    Talks,
    Posters,
    Keynote,
    Panel,
    Break,
    Social,
}

/// <summary>A stretch of the day: a block of talks, the posters, a break. Ends where the next may begin: the start is included, the end is not.</summary>
public sealed class Session
{
    public const int MaxTitleLength = 200;
    public const int MaxRoomLength = 200;

    private readonly List<Slot> _slots = [];

    private Session()
    {
    }

    public Guid Id { get; private init; } = Guid.NewGuid();

    public Guid EventId { get; private init; }

    public string Title { get; private set; } = "";

    public SessionKind Kind { get; private set; }

    public DateTimeOffset StartsAt { get; private set; }

    public DateTimeOffset EndsAt { get; private set; }

    public string Room { get; private set; } = "";

    /// <summary>Free text: chairs need no account.</summary>
    public string Chair { get; private set; } = "";

    /// <summary>In order.</summary>
    public IReadOnlyList<Slot> Slots => _slots;

    public static Outcome<Session> Create(Guid eventId, SessionContent content)
    {
        var session = new Session { EventId = eventId };
        return session.Change(content) is { Succeeded: false } no ? Outcome.No<Session>(no.Refusals) : session;
    }

    public Outcome<Done> Change(SessionContent content)
    {
        if (content.Check() is { Count: > 0 } refusals)
        {
            return Outcome.No<Done>(refusals);
        }

        Set(content);
        return Done.Instance;
    }

    public SessionContent Content => new(Title, Kind, StartsAt, EndsAt, Room, Chair);

    /// <summary>The session of a plan, under the plan's ids.</summary>
    public static Session Of(Guid eventId, PlannedSession planned)
    {
        var session = new Session { Id = planned.Id, EventId = eventId };
        session.Follow(planned, _ => null);
        return session;
    }

    /// <summary>Becomes what the plan says. Slots that exist are taken over, wherever they stood; the others are made.</summary>
    /// <param name="known">A slot by its id; null when there is none yet.</param>
    public void Follow(PlannedSession planned, Func<Guid, Slot?> known)
    {
        Set(planned.Content);
        _slots.Clear();
        for (var position = 0; position < planned.Items.Count; position++)
        {
            var item = planned.Items[position];
            var slot = known(item.Id) ?? Slot.Create(this, item.Id);
            slot.Follow(this, position, item);
            _slots.Add(slot);
        }
    }

    public Outcome<Slot> AddSlot(SlotContent content)
    {
        if (content.Check() is { Count: > 0 } refusals)
        {
            return Outcome.No<Slot>(refusals);
        }

        var slot = Slot.Create(this, _slots.Count == 0 ? 0 : _slots.Max(slot => slot.Position) + 1, content);
        _slots.Add(slot);
        return slot;
    }


    /// <summary>Moves a slot by one place; at the end of the list nothing happens.</summary>
    public void MoveSlot(Guid slotId, bool up)
    {
        _slots.Sort((left, right) => left.Position.CompareTo(right.Position));
        var index = _slots.FindIndex(slot => slot.Id == slotId);
        var other = up ? index - 1 : index + 1;
        if (index >= 0 && other >= 0 && other < _slots.Count)
        {
            (_slots[index], _slots[other]) = (_slots[other], _slots[index]);
        }

        for (var position = 0; position < _slots.Count; position++)
        {
            _slots[position].Position = position;
        }
    }

    /// <summary>When a slot begins: the session's start plus what comes before it. Items that share one slot begin together.</summary>
    public DateTimeOffset StartOf(Slot slot) =>
        StartsAt + TimeSpan.FromMinutes(slot.SharesSlot
            ? _slots.Where(other => !other.SharesSlot && other.Position < slot.Position).OrderBy(other => other.Position).SkipLast(1).Sum(other => other.Minutes)
            : _slots.Where(other => !other.SharesSlot && other.Position < slot.Position).Sum(other => other.Minutes));

    /// <summary>Minutes that the slots need; a slot that several items share counts once.</summary>
    public int NeededMinutes => _slots.Where(slot => !slot.SharesSlot).Sum(slot => slot.Minutes);

    /// <summary>Minutes that the slots need beyond the session's end; zero when they fit. Posters stand side by side and never overrun.</summary>
    public int OverrunMinutes => Kind == SessionKind.Posters ? 0 : Math.Max(0, NeededMinutes - (int)(EndsAt - StartsAt).TotalMinutes);

    private void Set(SessionContent content)
    {
        var clean = content.Cleaned();
        (Title, Kind, StartsAt, EndsAt, Room, Chair) = (clean.Title, clean.Kind, clean.StartsAt, clean.EndsAt, clean.Room, clean.Chair);
    }
}

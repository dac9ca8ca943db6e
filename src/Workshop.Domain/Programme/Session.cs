using Workshop.Domain.People;

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

/// <summary>What an organizer types about a session.</summary>
public sealed record SessionContent(string Title, SessionKind Kind, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Room, string Chair);

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
        var refusals = new List<Refusal>();
        if (string.IsNullOrWhiteSpace(content.Title))
        {
            refusals.Add(new Refusal("session.title-missing", "Give the session a title.", nameof(content.Title)));
        }

        if (content.Title.Length > MaxTitleLength)
        {
            refusals.Add(new Refusal("session.title-too-long", $"Shorten the title to {MaxTitleLength} characters.", nameof(content.Title)));
        }

        if (content.Room.Length > MaxRoomLength || content.Chair.Length > Person.MaxNameLength)
        {
            refusals.Add(new Refusal("session.text-too-long", "Shorten room and chair to 200 characters.", nameof(content.Room)));
        }

        if (content.EndsAt <= content.StartsAt)
        {
            refusals.Add(new Refusal("session.ends-before-start", "The session ends before it starts. Choose a later end.", nameof(content.EndsAt)));
        }
        else if (content.EndsAt - content.StartsAt > TimeSpan.FromHours(24))
        {
            refusals.Add(new Refusal("session.too-long", "A session lasts at most 24 hours. Check its end.", nameof(content.EndsAt)));
        }

        if (refusals.Count > 0)
        {
            return Outcome.No<Done>(refusals);
        }

        Title = Person.Clean(content.Title);
        Kind = content.Kind;
        StartsAt = content.StartsAt;
        EndsAt = content.EndsAt;
        Room = Person.Clean(content.Room);
        Chair = Person.Clean(content.Chair);
        return Done.Instance;
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

    public void RemoveSlot(Guid slotId) => _slots.RemoveAll(slot => slot.Id == slotId);

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

    /// <summary>When a slot begins: the session's start plus what comes before it.</summary>
    public DateTimeOffset StartOf(Slot slot) =>
        StartsAt + TimeSpan.FromMinutes(_slots.Where(other => other.Position < slot.Position).Sum(other => other.Minutes));

    /// <summary>Minutes that the slots need beyond the session's end; zero when they fit. Posters stand side by side and never overrun.</summary>
    public int OverrunMinutes => Kind == SessionKind.Posters ? 0 : Math.Max(0, _slots.Sum(slot => slot.Minutes) - (int)(EndsAt - StartsAt).TotalMinutes);
}

using Workshop.Domain.People;

namespace Workshop.Domain.Programme;

/// <summary>What an organizer types about a session.</summary>
public sealed record SessionContent(string Title, SessionKind Kind, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Room, string Chair)
{
    public TimeSpan Length => EndsAt - StartsAt;

    /// <summary>Every reason at once; empty when it may be kept.</summary>
    public IReadOnlyList<Refusal> Check()
    {
        var refusals = new List<Refusal>();
        if (string.IsNullOrWhiteSpace(Title))
        {
            refusals.Add(new Refusal("session.title-missing", "Give the session a title.", nameof(Title)));
        }

        if (Title.Length > Session.MaxTitleLength)
        {
            refusals.Add(new Refusal("session.title-too-long", $"Shorten the title to {Session.MaxTitleLength} characters.", nameof(Title)));
        }

        if (Room.Length > Session.MaxRoomLength || Chair.Length > Person.MaxNameLength)
        {
            refusals.Add(new Refusal("session.text-too-long", "Shorten room and chair to 200 characters.", nameof(Room)));
        }

        if (EndsAt <= StartsAt)
        {
            refusals.Add(new Refusal("session.ends-before-start", "The session ends before it starts. Choose a later end.", nameof(EndsAt)));
        }
        else if (Length > TimeSpan.FromHours(24))
        {
            refusals.Add(new Refusal("session.too-long", "A session lasts at most 24 hours. Check its end.", nameof(EndsAt)));
        }

        return refusals;
    }

    /// <summary>As it is kept: texts on one line, instants in UTC.</summary>
    public SessionContent Cleaned() => this with
    {
        Title = Person.Clean(Title),
        Room = Person.Clean(Room),
        Chair = Person.Clean(Chair),
        StartsAt = StartsAt.ToUniversalTime(),
        EndsAt = EndsAt.ToUniversalTime(),
    };
}

using System.Security.Cryptography;
using System.Text;

namespace Workshop.Domain.Events;

/// <summary>
/// A link with which people who have signed in may begin and submit after the deadline: so many new submissions, until so long. Its secret is a random number of
/// 128 bits of which only the hash is kept; the link is shown once, to the organizer who made it.
/// </summary>
public sealed class LateLink
{
    public const int MaxUses = 100;
    public const int MaxNoteLength = 500;

    private readonly List<LateLinkUse> _uses = [];

    private LateLink()
    {
    }

    public Guid Id { get; private init; } = Guid.NewGuid();

    public Guid EventId { get; private init; }

    /// <summary>SHA-256 of the secret, in lower-case hexadecimal.</summary>
    public string TokenHash { get; private init; } = "";

    /// <summary>How many submissions may be begun with it.</summary>
    public int Uses { get; private init; }

    /// <summary>How many uses are taken. The concurrency token: of two that take the last one, one finds out.</summary>
    public int Taken { get; private set; }

    /// <summary>The last instant at which anything may be submitted with it, included.</summary>
    public DateTimeOffset Expires { get; private init; }

    /// <summary>The type that the submission must have; null for any.</summary>
    public Guid? TypeId { get; private init; }

    /// <summary>For the organizers only.</summary>
    public string Note { get; private init; } = "";

    public Guid CreatedBy { get; private init; }

    public DateTimeOffset CreatedAt { get; private init; }

    public DateTimeOffset? RevokedAt { get; private set; }

    public IReadOnlyList<LateLinkUse> Users => _uses;

    /// <summary>The link and its secret, which cannot be had again. Refused with every reason at once.</summary>
    public static Outcome<(LateLink Link, string Token)> Make(Guid eventId, int uses, DateTimeOffset expires, Guid? typeId, string note, Guid createdBy, DateTimeOffset now)
    {
        var refusals = new List<Refusal>();
        if (uses is < 1 or > MaxUses)
        {
            refusals.Add(new Refusal("late-link.uses", $"Choose 1 to {MaxUses} submissions.", nameof(Uses)));
        }

        if (expires <= now)
        {
            refusals.Add(new Refusal("late-link.expired-already", "That time has passed. Choose a later one.", nameof(Expires)));
        }

        if (note.Length > MaxNoteLength)
        {
            refusals.Add(new Refusal("late-link.note-too-long", $"Shorten the note to {MaxNoteLength} characters.", nameof(Note)));
        }

        if (refusals.Count > 0)
        {
            return Outcome.No<(LateLink, string)>(refusals);
        }

        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        return (new LateLink { EventId = eventId, TokenHash = HashOf(token), Uses = uses, Expires = expires, TypeId = typeId, Note = note.Trim(), CreatedBy = createdBy, CreatedAt = now }, token);
    }

    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Why nobody can begin anything with it any more, or null.</summary>
    public Refusal? WhyNotUse(DateTimeOffset now) =>
        RevokedAt is not null ? new Refusal("late-link.revoked", "The organizers have taken this link back. Ask them for another one.")
        : now > Expires ? new Refusal("late-link.expired", "This link has expired. Ask the organizers for another one.")
        : Taken >= Uses ? new Refusal("late-link.spent", "This link has been used as often as it may be. Ask the organizers for another one.")
        : null;

    /// <summary>
    /// Takes one use for a person, who may then begin one submission. Whoever holds a use with which nothing was begun yet keeps that one: pressing twice takes one.
    /// </summary>
    public Outcome<LateLinkUse> Use(Guid personId, DateTimeOffset now)
    {
        if (RevokedAt is null && now <= Expires && _uses.Find(use => use.PersonId == personId && use.SubmissionId is null) is { } held)
        {
            return held;
        }

        if (WhyNotUse(now) is { } refusal)
        {
            return refusal;
        }

        var use = new LateLinkUse { LinkId = Id, EventId = EventId, PersonId = personId, At = now };
        _uses.Add(use);
        Taken++;
        return use;
    }

    /// <summary>From now on nobody can begin, change or submit anything with it; what is submitted stays submitted. Doing it again changes nothing.</summary>
    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;
}

/// <summary>Somebody took one use of a <see cref="LateLink"/>.</summary>
public sealed class LateLinkUse
{
    public Guid Id { get; private init; } = Guid.NewGuid();

    public required Guid LinkId { get; init; }

    public required Guid EventId { get; init; }

    public required Guid PersonId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>What was begun with it; null until then. A submission that is deleted gives the use back.</summary>
    public Guid? SubmissionId { get; private set; }

    /// <summary>Spends it on a submission that begins now.</summary>
    /// <exception cref="InvalidOperationException">It is spent.</exception>
    public void Begin(Guid submissionId) =>
        SubmissionId = SubmissionId is null ? submissionId : throw new InvalidOperationException("A use of a late link is good for one submission.");
}

using System.Security.Cryptography;

namespace Workshop.Domain.Reviewing;

public enum DeskPassPurpose
{
    /// <summary>Opens the desk.</summary>
    Desk,

    /// <summary>Answers the half-way question, then opens the desk.</summary>
    Pulse,
}

/// <summary>
/// A link in a mail that opens one reviewer's desk of one event without a password, once. Whoever presses its button gets a desk that stays open in that browser and that hangs on this
/// row: ending the pass closes the desk at once. It signs nobody in to anything else.
/// </summary>
public sealed class DeskPass
{
    /// <summary>For an event that has not said when reviews are due.</summary>
    public static readonly TimeSpan LastsWithoutDueDate = TimeSpan.FromDays(60);

    public static readonly TimeSpan LastsAfterDueDate = TimeSpan.FromDays(30);

    /// <summary>A desk that nobody opens closes after this time.</summary>
    public static readonly TimeSpan DeskStaysOpen = TimeSpan.FromDays(14);

    /// <summary>However often it is used: then a new link is needed.</summary>
    public static readonly TimeSpan DeskEndsAfter = TimeSpan.FromDays(180);

    public static readonly Refusal Unknown = new("desk.unknown", "This link is not known. It may be incomplete: copy the whole line from the mail.");

    private DeskPass()
    {
    }

    public Guid Id { get; private init; } = Guid.NewGuid();

    public Guid EventId { get; private init; }

    public Guid ReviewerId { get; private init; }

    public DeskPassPurpose Purpose { get; private init; }

    /// <summary>SHA-256 of the secret in the link; the secret itself stands only in the mail.</summary>
    public string TokenHash { get; private init; } = "";

    public DateTimeOffset IssuedAt { get; private init; }

    /// <summary>The last instant at which the link opens; a desk that it has opened lives on.</summary>
    public DateTimeOffset ExpiresAt { get; private init; }

    /// <summary>When its button was pressed; null before.</summary>
    public DateTimeOffset? SpentAt { get; private set; }

    /// <summary>When reviewer or organizers ended it, or the desk was closed; null while it lives.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>The pass and the secret for its link, which is not kept: 128 random bits, safe in an address.</summary>
    /// <param name="due">When this reviewer's reviews are due; null when that is not known.</param>
    public static (DeskPass Pass, string Token) Issue(Guid eventId, Guid reviewerId, DateTimeOffset? due, DeskPassPurpose purpose, DateTimeOffset now)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var pass = new DeskPass
        {
            EventId = eventId,
            ReviewerId = reviewerId,
            Purpose = purpose,
            TokenHash = Reviewer.HashOf(token),
            IssuedAt = now,
            ExpiresAt = due is { } at ? (at > now ? at : now) + LastsAfterDueDate : now + LastsWithoutDueDate,
        };
        return (pass, token);
    }

    /// <summary>Why the link opens nothing at <paramref name="now"/>, or null. The last instant is included.</summary>
    public Refusal? WhyNotOpen(DateTimeOffset now) => (EndedAt, SpentAt) switch
    {
        (not null, _) => new Refusal("desk.ended", "This link was ended, by you or by the organizers."),
        (_, not null) => new Refusal("desk.spent", "This link has been used already. Each link opens the desk once; the browser in which it was opened keeps it open."),
        _ when now > ExpiresAt => new Refusal("desk.expired", "This link has expired."),
        _ => null,
    };

    /// <summary>Refused when <see cref="WhyNotOpen"/> says why; nothing is then changed.</summary>
    public Outcome<Done> Spend(DateTimeOffset now)
    {
        if (WhyNotOpen(now) is { } refusal)
        {
            return refusal;
        }

        SpentAt = now;
        return Done.Instance;
    }

    /// <summary>Doing it again changes nothing.</summary>
    public void End(DateTimeOffset now) => EndedAt ??= now;

    /// <summary>Whether a desk that this pass has opened is open at <paramref name="now"/>; the last instant is included.</summary>
    public bool KeepsDeskOpen(DateTimeOffset now) => EndedAt is null && SpentAt is { } spent && now <= spent + DeskEndsAfter;
}

namespace Workshop.Domain.Submissions;

/// <summary>One of the mails that the owner of a draft gets before its deadline.</summary>
/// <param name="Key">Part of the mail's unique key: "7d".</param>
/// <param name="Before">How long before the deadline it is due; that instant is included.</param>
/// <param name="Tolerance">How much later it may still be sent, included: a server that was down longer leaves it out rather than say "a week" on the last day.</param>
public sealed record DraftReminder(string Key, TimeSpan Before, TimeSpan Tolerance)
{
    /// <summary>The times in which they may be sent do not overlap, so at most one is due at any instant.</summary>
    public static IReadOnlyList<DraftReminder> All { get; } =
    [
        new("7d", TimeSpan.FromDays(7), TimeSpan.FromDays(1)),
        new("1d", TimeSpan.FromDays(1), TimeSpan.FromHours(6)),
        new("3h", TimeSpan.FromHours(3), TimeSpan.FromMinutes(90)),
    ];

    /// <summary>Whether it is to be sent at <paramref name="now"/>.</summary>
    /// <param name="deadline">That of the draft: its owner's extension included, the one for abstracts while it is not registered.</param>
    /// <param name="begun">When the draft was made. What was due before then is not sent; at that very instant it is.</param>
    public bool IsDue(DateTimeOffset now, DateTimeOffset deadline, DateTimeOffset begun) =>
        deadline - Before is var due && begun <= due && due <= now && now <= due + Tolerance;
}

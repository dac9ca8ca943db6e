namespace Workshop.Domain.Mail;

public enum MailAttemptOutcome
{
    Accepted,
    Later,
    ServerUnavailable,
    Refused,
    Uncertain,
}

/// <summary>One try to hand a mail over, and how it ended. Never changed.</summary>
public sealed class MailAttempt
{
    private MailAttempt()
    {
    }

    public Guid Id { get; private init; } = Guid.NewGuid();

    public Guid MailId { get; private init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset At { get; private init; }

    public MailAttemptOutcome Outcome { get; private init; }

    /// <summary>What the mail server said, or what happened; empty when it was accepted.</summary>
    public string Said { get; private init; } = "";

    public static MailAttempt Of(OutgoingMail mail, MailAttemptOutcome outcome, string? said, DateTimeOffset now) =>
        new() { MailId = mail.Id, At = now, Outcome = outcome, Said = OutgoingMail.OneLine(said ?? "", OutgoingMail.MaxErrorLength) };
}

/// <summary>Mail waits: that of one event, or all of it. There is such a row exactly as long as it does.</summary>
public sealed class MailPause
{
    /// <summary>Stands for the whole installation, mails about accounts included.</summary>
    public static readonly Guid Everything = Guid.Empty;

    private MailPause()
    {
    }

    /// <summary>The event, or <see cref="Everything"/>.</summary>
    public Guid Id { get; private init; }

    public Guid PausedBy { get; private init; }

    public DateTimeOffset PausedAt { get; private init; }

    public static MailPause Of(Guid id, Guid by, DateTimeOffset now) => new() { Id = id, PausedBy = by, PausedAt = now };
}

/// <summary>The mail server does not take anything now: it cannot be reached, or does not let us in. One row for the installation, none while all is well.</summary>
public sealed class MailServerTrouble
{
    public static readonly Guid TheOne = Guid.Empty;

    private static readonly TimeSpan[] Rests = [TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5)];

    private MailServerTrouble()
    {
    }

    public Guid Id { get; private init; } = TheOne;

    public DateTimeOffset Since { get; private init; }

    public int Failures { get; private set; }

    /// <summary>Nothing is tried before this instant; included.</summary>
    public DateTimeOffset NextTryAt { get; private set; }

    public string Said { get; private set; } = "";

    public static MailServerTrouble Begin(string said, DateTimeOffset now)
    {
        var trouble = new MailServerTrouble { Since = now };
        trouble.Again(said, now);
        return trouble;
    }

    /// <summary>After 30 seconds, 1, 2, then every 5 minutes: a restart of the server is over soon, and knocking more often helps nobody.</summary>
    public void Again(string said, DateTimeOffset now)
    {
        NextTryAt = now + Rests[Math.Min(Failures, Rests.Length - 1)];
        Failures++;
        Said = OutgoingMail.OneLine(said, OutgoingMail.MaxErrorLength);
    }
}

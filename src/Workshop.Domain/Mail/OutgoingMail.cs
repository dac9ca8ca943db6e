using Workshop.Domain.People;

namespace Workshop.Domain.Mail;

public enum MailState
{
    /// <summary>Waits for its turn or for its next attempt.</summary>
    Queued,

    /// <summary>Handed to the transport; the outcome is not recorded yet.</summary>
    Sending,

    Sent,

    /// <summary>Refused for good, or given up after <see cref="OutgoingMail.MaxAttempts"/>.</summary>
    Failed,

    /// <summary>The process ended between handing it over and recording the outcome (RFC 1047): it may have arrived. Never sent again by itself.</summary>
    Uncertain,
}

/// <summary>
/// A mail as a row: saved in the same transaction as the fact that causes it, delivered later. At most one exists for a
/// (<see cref="Kind"/>, recipient, <see cref="About"/>), which makes everything that writes mail safe to run twice.
/// </summary>
public sealed class OutgoingMail
{
    public const int MaxAttempts = 12;
    public const int MaxSubjectLength = 300;
    public const int MaxAboutLength = 200;
    public const int MaxErrorLength = 1000;
    public const int MaxWhyLength = 500;
    public const int MaxLinkLength = 500;

    private static readonly TimeSpan[] BackOff =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(2),
        TimeSpan.FromHours(4), TimeSpan.FromHours(8), TimeSpan.FromHours(12), TimeSpan.FromHours(24), TimeSpan.FromHours(24),
    ];

    private OutgoingMail()
    {
    }

    public Guid Id { get; private init; } = Guid.NewGuid();

    /// <summary>Null for mail about an account.</summary>
    public Guid? EventId { get; private init; }

    /// <summary>The submission it speaks about, so that organizers who must keep away from that submission do not see the mail.</summary>
    public Guid? SubmissionId { get; private init; }

    /// <summary>"submission.receipt", "reviewer.invitation": stable, part of the unique key.</summary>
    public string Kind { get; private init; } = "";

    /// <summary>What the mail is about, as a key: the same fact gives the same text.</summary>
    public string About { get; private init; } = "";

    public string ToAddress { get; private init; } = "";

    public string NormalizedTo { get; private init; } = "";

    public string ToName { get; private init; } = "";

    public string Subject { get; private init; } = "";

    /// <summary>Plain text.</summary>
    public string Body { get; private init; } = "";

    /// <summary>Whether it carries a secret link, so that nobody but the recipient (and the development mailbox) may read it.</summary>
    public bool IsPrivate { get; private init; }

    /// <summary>Why this person gets it, a sentence at the foot of the text; empty when the text itself says so.</summary>
    public string Why { get; private init; } = "";

    /// <summary>An address of ours that ends this kind of mail for this person with one press (RFC 8058); null when it cannot be ended, as a receipt cannot.</summary>
    public string? UnsubscribeLink { get; private init; }

    /// <summary>The local part of its Message-ID: random, so that no two mails share a thread by accident.</summary>
    public string MessageKey { get; private init; } = "";

    public MailState State { get; private set; }

    public int Attempts { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Not before this instant; included.</summary>
    public DateTimeOffset NextAttemptAt { get; private set; }

    public DateTimeOffset? SendingSince { get; private set; }

    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>What the mail server said last.</summary>
    public string? LastError { get; private set; }

    /// <summary>Subject and name lose control characters and line separators here, whoever wrote them.</summary>
    public static OutgoingMail Write(MailDraft draft, DateTimeOffset now) => new()
    {
        EventId = draft.EventId,
        SubmissionId = draft.SubmissionId,
        Kind = draft.Kind,
        About = draft.About,
        ToAddress = draft.To.Address,
        NormalizedTo = draft.To.Normalized,
        ToName = Person.Clean(draft.ToName),
        Subject = Person.Clean(draft.Subject) is var subject && subject.Length <= MaxSubjectLength ? subject : subject[..(MaxSubjectLength - 1)] + "…",
        Body = draft.Body.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace("\0", "", StringComparison.Ordinal),
        IsPrivate = draft.IsPrivate,
        Why = Person.Clean(draft.Why),
        UnsubscribeLink = draft.UnsubscribeLink,
        MessageKey = Guid.NewGuid().ToString("n"),
        CreatedAt = now,
        NextAttemptAt = draft.NotBefore is { } notBefore && notBefore > now ? notBefore : now,
    };

    public void StartSending(DateTimeOffset now)
    {
        State = MailState.Sending;
        SendingSince = now;
        Attempts++;
    }

    public void MarkSent(DateTimeOffset now)
    {
        State = MailState.Sent;
        SentAt = now;
        SendingSince = null;
        LastError = null;
    }

    /// <param name="permanent">True when trying again would get the same answer.</param>
    public void MarkFailed(string error, bool permanent, DateTimeOffset now)
    {
        LastError = OneLine(error);
        SendingSince = null;
        if (permanent || Attempts >= MaxAttempts)
        {
            State = MailState.Failed;
            return;
        }

        State = MailState.Queued;
        NextAttemptAt = now + BackOff[Math.Min(Attempts, BackOff.Length) - 1];
    }

    /// <summary>It was handed over and nobody knows how that ended.</summary>
    /// <param name="why">What happened, a sentence for organizers.</param>
    public void MarkUncertain(string why)
    {
        State = MailState.Uncertain;
        SendingSince = null;
        LastError = OneLine(why);
    }

    /// <summary>An organizer decided to send it again, knowing that it may arrive twice.</summary>
    public Outcome<Done> SendAgain(DateTimeOffset now)
    {
        if (State is not (MailState.Failed or MailState.Uncertain))
        {
            return new Refusal("mail.not-failed", "Only a mail that failed, or of which nobody knows whether it arrived, can be sent again.");
        }

        State = MailState.Queued;
        Attempts = 0;
        NextAttemptAt = now;
        return Done.Instance;
    }

    private static string OneLine(string text) => Person.Clean(text) is var line && line.Length <= MaxErrorLength ? line : line[..(MaxErrorLength - 1)] + "…";
}

/// <summary>What a use case says about a mail; <see cref="OutgoingMail.Write"/> makes the row.</summary>
public sealed record MailDraft(string Kind, string About, EmailAddress To, string ToName, string Subject, string Body)
{
    public Guid? EventId { get; init; }

    public Guid? SubmissionId { get; init; }

    public bool IsPrivate { get; init; }

    /// <summary>It is not handed over before this instant, so that it can be looked at or taken back until then; null means at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    public string Why { get; init; } = "";

    public string? UnsubscribeLink { get; init; }
}

using Workshop.Domain.People;

namespace Workshop.Domain.Events;

/// <summary>What somebody wants to be told.</summary>
public enum SubscriptionTopic
{
    Call,
    Deadlines,
    Programme,
}

/// <summary>
/// Somebody wants mails about an event: asked for by typing an address, confirmed from that address's mailbox, ended by one press. It knows an address and nothing else of the person. Ended means deleted.
/// </summary>
public sealed class Subscription
{
    /// <summary>What nobody confirms is forgotten after it.</summary>
    public static readonly TimeSpan WaitsForConfirmation = TimeSpan.FromDays(7);

    /// <summary>After the last day of the event addresses are kept no longer.</summary>
    public const int KeptDaysAfterEvent = 30;

    /// <summary>Between two mails of one event to one address; a little less than a day, because the second may be written at an earlier minute.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromHours(20);

    private Subscription()
    {
    }

    public Guid Id { get; private init; } = Guid.NewGuid();

    public Guid EventId { get; private init; }

    public string Address { get; private init; } = "";

    public string NormalizedAddress { get; private init; } = "";

    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>Null while only asked for: then nothing is sent but the question itself.</summary>
    public DateTimeOffset? ConfirmedAt { get; private set; }

    public bool TellsCall { get; private set; } = true;

    public bool TellsDeadlines { get; private set; } = true;

    public bool TellsProgramme { get; private set; } = true;

    /// <summary>Keys of the notices that were sent.</summary>
    public IReadOnlyList<string> Told { get; private set; } = [];

    public DateTimeOffset? LastToldAt { get; private set; }

    /// <summary>Rises with every change: of two nodes that tell at the same moment one finds out.</summary>
    public int Revision { get; private set; }

    public bool IsConfirmed => ConfirmedAt is not null;

    public static Subscription Ask(Guid eventId, EmailAddress address, DateTimeOffset now) =>
        new() { EventId = eventId, Address = address.Address, NormalizedAddress = address.Normalized, AskedAt = now };

    /// <summary>Somebody typed the address again; a confirmed one stays as it is.</summary>
    public void AskAgain(DateTimeOffset now)
    {
        if (!IsConfirmed)
        {
            AskedAt = now;
            Revision++;
        }
    }

    /// <summary>Confirms it, or changes what is told. Nothing chosen is refused: ending it is another press. Pressing twice does no harm.</summary>
    public Outcome<Done> Choose(bool call, bool deadlines, bool programme, DateTimeOffset now)
    {
        if (!call && !deadlines && !programme)
        {
            return new Refusal("subscription.nothing", "Choose at least one thing that we should tell you, or end the mails.");
        }

        if (!IsConfirmed && HasLapsed(now))
        {
            return new Refusal("subscription.lapsed", "This link was good for seven days. Ask for a new one on the event's page.");
        }

        ConfirmedAt ??= now;
        (TellsCall, TellsDeadlines, TellsProgramme) = (call, deadlines, programme);
        Revision++;
        return Done.Instance;
    }

    /// <summary>Never confirmed, and too late for it.</summary>
    public bool HasLapsed(DateTimeOffset now) => !IsConfirmed && now - AskedAt > WaitsForConfirmation;

    public bool Wants(SubscriptionTopic topic) => topic switch
    {
        SubscriptionTopic.Call => TellsCall,
        SubscriptionTopic.Deadlines => TellsDeadlines,
        _ => TellsProgramme,
    };

    public void Tell(SubscriptionNotice notice, DateTimeOffset now)
    {
        Told = [.. Told, notice.Key];
        LastToldAt = now;
        Revision++;
    }
}

using Workshop.Domain.People;

namespace Workshop.Domain.Programme;

/// <summary>What an organizer types about a slot. With a submission, title, speakers and abstract are taken from it.</summary>
/// <param name="SubmissionId">An accepted submission, or null for an invited talk or another item.</param>
/// <param name="Title">Null or blank for a talk without a submission means "title to be announced".</param>
/// <param name="Minutes">1 to 600.</param>
public sealed record SlotContent(Guid? SubmissionId, string? Title, string Speakers, string Affiliation, string Abstract, int Minutes)
{
    public IReadOnlyList<Refusal> Check()
    {
        var refusals = new List<Refusal>();
        if (Minutes is < 1 or > 600)
        {
            refusals.Add(new Refusal("slot.minutes", "Choose 1 to 600 minutes.", nameof(Minutes)));
        }

        if (Title is { Length: > Slot.MaxTitleLength } || Speakers.Length > Slot.MaxSpeakersLength || Affiliation.Length > Person.MaxAffiliationLength || Abstract.Length > Slot.MaxAbstractLength)
        {
            refusals.Add(new Refusal("slot.text-too-long", "Shorten the texts of this item.", nameof(Title)));
        }

        if (SubmissionId is null && string.IsNullOrWhiteSpace(Title) && string.IsNullOrWhiteSpace(Speakers))
        {
            refusals.Add(new Refusal("slot.empty", "Choose a submission, or give a speaker or a title.", nameof(Title)));
        }

        return refusals;
    }
}

/// <summary>One item of a session: a contributed talk, a poster, an invited talk.</summary>
public sealed class Slot
{
    public const int MaxTitleLength = 300;
    public const int MaxSpeakersLength = 500;
    public const int MaxAbstractLength = 10_000;

    private Slot()
    {
    }

    public Guid Id { get; private init; } = Guid.NewGuid();

    public Guid SessionId { get; private init; }

    public Guid EventId { get; private init; }

    /// <summary>Zero-based place in its session; also the order of the posters.</summary>
    public int Position { get; internal set; }

    public int Minutes { get; private set; }

    public Guid? SubmissionId { get; private set; }

    /// <summary>Null means "title to be announced" when there is no submission.</summary>
    public string? Title { get; private set; }

    public string Speakers { get; private set; } = "";

    public string Affiliation { get; private set; } = "";

    public string Abstract { get; private set; } = "";

    public bool IsTitleToBeAnnounced => SubmissionId is null && Title is null;

    internal static Slot Create(Session session, int position, SlotContent content)
    {
        var slot = new Slot { SessionId = session.Id, EventId = session.EventId, Position = position };
        slot.Set(content);
        return slot;
    }

    public Outcome<Done> Change(SlotContent content)
    {
        if (content.Check() is { Count: > 0 } refusals)
        {
            return Outcome.No<Done>(refusals);
        }

        Set(content);
        return Done.Instance;
    }

    private void Set(SlotContent content)
    {
        Minutes = content.Minutes;
        SubmissionId = content.SubmissionId;
        var hasOwnText = content.SubmissionId is null;
        Title = hasOwnText && !string.IsNullOrWhiteSpace(content.Title) ? Person.Clean(content.Title) : null;
        Speakers = hasOwnText ? Person.Clean(content.Speakers) : "";
        Affiliation = hasOwnText ? Person.Clean(content.Affiliation) : "";
        Abstract = hasOwnText ? content.Abstract.Trim() : "";
    }
}

namespace Workshop.Domain.Programme;

/// <summary>One item of a session: a contributed talk, a poster, an invited talk.</summary>
public sealed class Slot
{
    public const int MaxMinutes = 600;
    public const int MaxTitleLength = 300;
    public const int MaxSpeakersLength = 500;
    public const int MaxAbstractLength = 10_000;
    public const int MaxBiographyLength = 4000;
    public const int MaxBoardLength = 20;

    private Slot()
    {
    }

    public Guid Id { get; private init; } = Guid.NewGuid();

    public Guid SessionId { get; private set; }

    public Guid EventId { get; private init; }

    /// <summary>Zero-based place in its session; also the order of the posters.</summary>
    public int Position { get; internal set; }

    /// <inheritdoc cref="SlotContent.Minutes"/>
    public int Minutes { get; private set; }

    /// <summary>Shares one slot with the item before it: both begin together. Never true of a session's first item, nor among posters.</summary>
    public bool SharesSlot { get; private set; }

    public Guid? SubmissionId { get; private set; }

    /// <summary>Null means "title to be announced" when there is no submission.</summary>
    public string? Title { get; private set; }

    public string Speakers { get; private set; } = "";

    public string Affiliation { get; private set; } = "";

    public string Abstract { get; private set; } = "";

    /// <inheritdoc cref="SlotContent.Biography"/>
    public string Biography { get; private set; } = "";

    /// <inheritdoc cref="SlotContent.Photo"/>
    public string Photo { get; private set; } = "";

    /// <inheritdoc cref="SlotContent.Board"/>
    public string? Board { get; private set; }

    public bool IsTitleToBeAnnounced => SubmissionId is null && Title is null;

    public SlotContent Content => new(SubmissionId, Title, Speakers, Affiliation, Abstract, Minutes) { Biography = Biography, Photo = Photo, Board = Board };

    internal static Slot Create(Session session, int position, SlotContent content)
    {
        var slot = new Slot { SessionId = session.Id, EventId = session.EventId, Position = position };
        slot.Set(content);
        return slot;
    }

    /// <summary>The item of a plan, under the plan's id.</summary>
    internal static Slot Create(Session session, Guid id) => new() { Id = id, SessionId = session.Id, EventId = session.EventId };

    /// <summary>Stands where the plan wants it, as the plan wants it.</summary>
    internal void Follow(Session session, int position, PlannedItem item)
    {
        SessionId = session.Id;
        Position = position;
        SharesSlot = item.SharesSlot;
        Set(item.Content);
    }

    private void Set(SlotContent content)
    {
        var clean = content.Cleaned();
        (SubmissionId, Title, Speakers, Affiliation, Abstract, Minutes) = (clean.SubmissionId, clean.Title, clean.Speakers, clean.Affiliation, clean.Abstract, clean.Minutes);
        (Biography, Photo, Board) = (clean.Biography, clean.Photo, clean.Board);
    }
}

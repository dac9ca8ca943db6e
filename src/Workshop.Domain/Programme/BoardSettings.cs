namespace Workshop.Domain.Programme;

/// <summary>The <see cref="PosterBoards"/> of an event as they are stored. No row: the usual ones.</summary>
public sealed class BoardSettings
{
    private BoardSettings()
    {
    }

    public Guid EventId { get; private init; }

    public int Width { get; private set; }

    public int Height { get; private set; }

    public BoardOrientation Orientation { get; private set; }

    public string Prefix { get; private set; } = "";

    public int First { get; private set; }

    public bool HasHalves { get; private set; }

    public PosterBoards Boards => new(Width, Height, Orientation, Prefix, First, HasHalves);

    public static BoardSettings Open(Guid eventId)
    {
        var settings = new BoardSettings { EventId = eventId };
        settings.Set(PosterBoards.Usual);
        return settings;
    }

    public Outcome<Done> Change(PosterBoards boards)
    {
        if (boards.Check() is { Count: > 0 } refusals)
        {
            return Outcome.No<Done>(refusals);
        }

        Set(boards);
        return Done.Instance;
    }

    private void Set(PosterBoards boards) =>
        (Width, Height, Orientation, Prefix, First, HasHalves) = (boards.Width, boards.Height, boards.Orientation, boards.Prefix, boards.First, boards.HasHalves);
}

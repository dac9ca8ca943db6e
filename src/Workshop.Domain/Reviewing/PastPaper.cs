namespace Workshop.Domain.Reviewing;

public enum PastPaperSource
{
    Pasted,
    BibTeX,
    Pdf,
}

/// <summary>
/// Something the reviewer wrote before, from which matching learns what they know. It never changes: an edit puts another one in its place, so that its id stands for its text
/// wherever that is kept.
/// </summary>
public sealed class PastPaper
{
    public const int MaxTitleLength = 500;
    public const int MaxAbstractLength = 20_000;
    public const int MaxAuthorsLength = 10_000;

    public const int FirstYear = 1000;
    public const int LastYear = 2999;

    /// <summary>Room for 2,500 words.</summary>
    public const int MaxFullTextLength = 60_000;

    public Guid Id { get; private init; } = Guid.NewGuid();

    public required Guid ReviewerId { get; init; }

    /// <summary>Of the same number, the order is that of the ids.</summary>
    public required int Position { get; init; }

    public required string Title { get; init; }

    public required string Abstract { get; init; }

    public PastPaperSource Source { get; init; }

    /// <summary>Names, one a line, as the source gives them; empty when it gives none.</summary>
    public string Authors { get; init; } = "";

    public int? Year { get; init; }

    /// <summary>The first words of the PDF that the reviewer uploaded; null when there was none. The file itself is not kept.</summary>
    public string? FullText { get; init; }

    public IReadOnlyList<string> AuthorNames => Authors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

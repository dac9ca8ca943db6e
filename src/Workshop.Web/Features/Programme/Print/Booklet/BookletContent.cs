using Workshop.Domain.Programme;

namespace Workshop.Web.Features.Programme.Print.Booklet;

/// <summary>Everything that a booklet or a book of abstracts is laid out from.</summary>
public sealed record BookletContent(ProgrammeDocument Programme)
{
    public BookletKind Kind { get; init; }

    public PrintPaper Paper { get; init; } = PrintPaper.A4;

    public bool HasTwoColumns { get; init; }

    public bool IsSans { get; init; }

    /// <summary>Print rules and headings in ink instead of the event's colour.</summary>
    public bool IsBlack { get; init; }

    /// <summary>By SHA-256, as data URIs.</summary>
    public IReadOnlyDictionary<string, string> Pictures { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the live programme is; empty prints no codes.</summary>
    public string ProgrammeAddress { get; init; } = "";

    /// <summary>Papers bound in behind their abstracts: key of the item to the number of pages.</summary>
    public IReadOnlyDictionary<string, int> Papers { get; init; } = new Dictionary<string, int>();

    /// <summary>Papers that should be bound in and are not, with the reason.</summary>
    public IReadOnlyList<(string Key, string Reason)> NotIncluded { get; init; } = [];
}

public enum BookletKind
{
    /// <summary>Everything that somebody wants at hand at the event.</summary>
    Programme,

    /// <summary>The abstracts, with contents and indexes.</summary>
    BookOfAbstracts,
}

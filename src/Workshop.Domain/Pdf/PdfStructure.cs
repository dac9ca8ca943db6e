namespace Workshop.Domain.Pdf;

/// <summary>What a PDF consists of beside what is drawn. Only what can be reached from the document counts: readers never meet the rest.</summary>
public sealed record PdfStructure
{
    /// <summary>In the order in which pages use them; each once.</summary>
    public IReadOnlyList<PdfFont> Fonts { get; init; } = [];

    /// <summary>JavaScript in the document, on a page or behind a key.</summary>
    public IReadOnlyList<PdfSpot> Scripts { get; init; } = [];

    /// <summary>Actions that start programs, send forms or open files inside other files.</summary>
    public IReadOnlyList<PdfSpot> Launches { get; init; } = [];

    /// <summary>Whole files inside: names, as far as they have one.</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [];

    /// <summary>Fields to fill in; signatures are none.</summary>
    public IReadOnlyList<PdfSpot> Fields { get; init; } = [];

    /// <summary>Sound, film, 3D.</summary>
    public IReadOnlyList<PdfSpot> Media { get; init; } = [];

    /// <summary>Links out of the document, in the order of the pages.</summary>
    public IReadOnlyList<PdfLink> Links { get; init; } = [];

    /// <summary>Title, author, producer and the like, file names of figures, comments and who made them.</summary>
    public IReadOnlyList<PdfMetadatum> Metadata { get; init; } = [];
}

/// <param name="Name">Without the tag of a subset: "Times-Roman".</param>
public sealed record PdfFont(string Name, bool Embedded, bool IsType3);

/// <summary>Where something is; page and box are null when it belongs to the document.</summary>
public sealed record PdfSpot(int? Page, PageBox? Box);

public sealed record PdfLink(string Target, int? Page, PageBox? Box);

/// <param name="Name">Where it stands, "Author".</param>
public sealed record PdfMetadatum(string Name, string Value);

/// <summary>One page as a reader sees it.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Width">In points, turned pages turned back.</param>
/// <param name="Height">In points.</param>
/// <param name="Rotation">By which the page is turned for reading: 0, 90, 180 or 270 degrees.</param>
public sealed record PdfPageSize(int Number, double Width, double Height, int Rotation);

namespace Workshop.Domain.Pdf;

/// <summary>What a file is by its first bytes, whatever its name says.</summary>
public enum FileKind
{
    /// <summary>No bytes at all.</summary>
    Empty,
    Pdf,
    WordDocument,
    OpenDocument,
    Presentation,
    Spreadsheet,
    Archive,
    Image,
    WebPage,
    LatexSource,
    PostScript,

    /// <summary>None of the others; a reader may still manage to open it.</summary>
    Unknown,
}

/// <summary>How far a PDF reader got with the file.</summary>
public enum PdfOpening
{
    /// <summary>Nobody tried, because its kind or size said enough.</summary>
    NotTried,
    Opened,
    Damaged,

    /// <summary>A password is needed to see the pages.</summary>
    NeedsPassword,

    /// <summary>The reader was ended at a limit of time, memory or output.</summary>
    TooDemanding,

    /// <summary>There is no reader on this machine, or it could not be started.</summary>
    NoReader,
}

/// <summary>What was found out about an uploaded file, before anybody judges it.</summary>
/// <param name="Size">In bytes.</param>
/// <param name="Kind">By its first bytes.</param>
/// <param name="Opening">How far a reader got.</param>
/// <param name="Pages">Null unless it was opened.</param>
/// <param name="Encrypted">It opens for everyone, but the author set a password against printing, copying or changing.</param>
public sealed record PdfFacts(long Size, FileKind Kind, PdfOpening Opening, int? Pages = null, bool Encrypted = false)
{
    /// <summary>Nothing was uploaded at all.</summary>
    public static PdfFacts NoFile { get; } = new(0, FileKind.Empty, PdfOpening.NotTried);

    /// <summary>Text that programs read and people do not see.</summary>
    public HiddenTextFacts Hidden { get; init; } = HiddenTextFacts.NotTried;
}

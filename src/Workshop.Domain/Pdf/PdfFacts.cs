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

    /// <summary>Of the first hundred pages.</summary>
    public IReadOnlyList<PdfPageSize> PageSizes { get; init; } = [];

    /// <summary>Null when nobody could look.</summary>
    public PdfStructure? Structure { get; init; }

    /// <summary>False when fonts, links and the like could not be read, or only in part.</summary>
    public bool StructureIsWhole { get; init; } = true;

    /// <summary>Letters that a reader sees as text, digits not counted; null when the text was not read.</summary>
    public int? VisibleLetters { get; init; }

    /// <summary>Words in the text layer, seen or not.</summary>
    public int Words { get; init; }

    /// <summary>False when the text of some pages could not be read.</summary>
    public bool TextIsWhole { get; init; } = true;

    /// <summary>Null when there is no visible text to measure.</summary>
    public PdfLayout? Layout { get; init; }

    /// <summary>Null when there is no visible text.</summary>
    public MainText? MainText { get; init; }

    /// <summary>Acknowledgements that thank somebody; "removed for review" does not.</summary>
    public PdfHeading? Acknowledgements { get; init; }

    /// <summary>Traces of the authors; empty when nobody was to be looked for.</summary>
    public IReadOnlyList<IdentityTrace> Traces { get; init; } = [];

    /// <summary>
    /// The same with everything that the text says about layout, main text and authors. <see cref="Structure"/> comes first: links and metadata are searched too.
    /// </summary>
    /// <param name="identity">Null when nobody need stay unrecognized.</param>
    public PdfFacts WithText(IReadOnlyList<PdfPageText> pages, SubmissionIdentity? identity)
    {
        var every = pages.Select(PageLine.Of).ToList();
        var lines = TypeArea.WithoutFurniture(pages, every);

        // Letters that stand on their side are no lines, but they are there.
        var letters = pages.SelectMany(page => page.Runs).Sum((PdfRun run) => run.Text.Count(char.IsLetter));
        var read = this with { VisibleLetters = letters, Words = pages.Sum((PdfPageText page) => page.Words.Count) };
        if (lines.TrueForAll(page => page.Count == 0))
        {
            return read with { Traces = IdentitySearch.Find(pages, null, 1, Structure, identity) };
        }

        var body = TypeArea.BodySize(lines.SelectMany(page => page));
        var columns = TypeArea.Columns(lines.SelectMany(page => page), body);
        var main = MainTextSearch.Find(lines, every, body, columns);
        if (main.LastPage is { } last)
        {
            // Long references in small type do not make the main text small.
            var mainLines = lines.Take(last).SelectMany(page => page).Where(line => line.Page < last || line.Page != main.References!.Page || line.Box.Top < main.References.Box.Top).ToList();
            body = mainLines.Count > 0 ? TypeArea.BodySize(mainLines) : body;
        }

        var set = lines.SelectMany(page => page).Where(line => Math.Abs(line.Size - body) < 0.5).ToList();
        return read with
        {
            Layout = new PdfLayout(body, columns, [.. pages.Select((page, at) => TypeArea.Measure(page, lines[at])).OfType<PageLayout>()])
            {
                BodySizeIsEstimated = set.Count(line => line.Runs[0].SizeIsEstimated) * 2 > set.Count,
            },
            MainText = main,
            Acknowledgements = Thanks.Find(lines, body, columns),
            Traces = IdentitySearch.Find(pages, main, columns, Structure, identity),
        };
    }
}

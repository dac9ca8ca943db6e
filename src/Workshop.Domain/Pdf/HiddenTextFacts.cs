namespace Workshop.Domain.Pdf;

/// <summary>Why a reader does not see text that a program reads, or does not see it as a program does.</summary>
public enum HiddenTextReason
{
    /// <summary>Its colour is that of the white paper.</summary>
    PaperColour,

    /// <summary>Its colour is that of the box or picture behind it.</summary>
    BackgroundColour,

    /// <summary>A picture, a box or a rule lies over it.</summary>
    Covered,

    /// <summary>Other letters lie over it.</summary>
    CoveredByText,
    Transparent,

    /// <summary>Text rendering mode 3: neither filled nor stroked.</summary>
    InvisibleMode,
    ClippedAway,
    OutsideThePage,
    LayerSwitchedOff,

    /// <summary>The annotation that shows it is hidden.</summary>
    HiddenAnnotation,

    /// <summary>Too small to be read on paper or screen.</summary>
    TinyType,

    /// <summary>The font has no shapes for these letters.</summary>
    WithoutShapes,

    /// <summary>The file says that the letters shown stand for other text (/ActualText).</summary>
    ReplacementText,

    /// <summary>The font says that its letters stand for others than it draws (/ToUnicode).</summary>
    LyingFont,

    /// <summary>A description for readers who cannot see (/Alt, /E).</summary>
    Description,

    /// <summary>The text of a note that is not printed, or of a form field.</summary>
    Note,

    /// <summary>Title, subject, keywords and the like.</summary>
    Metadata,
}

/// <summary>Text that a program reads and a person does not see, where it would stand.</summary>
/// <param name="Page">Counted from 1; null when it belongs to no page.</param>
/// <param name="Box">Where it is, or would be; may lie outside of the page. Null when that is not known.</param>
/// <param name="Text">As a program reads it, in one line, at most <see cref="MostText"/> characters.</param>
/// <param name="Reason">Why it is not seen.</param>
public sealed record HiddenPassage(int? Page, PageBox? Box, string Text, HiddenTextReason Reason)
{
    /// <summary>An abstract is 1,500 characters; more would only fill the page of findings.</summary>
    public const int MostText = 4000;
}

/// <summary>How far the search for hidden text got.</summary>
public enum HiddenTextSearch
{
    /// <summary>Nobody looked, because the file was not opened.</summary>
    NotTried,
    Done,

    /// <summary>Only the first pages: the file is long or demanding.</summary>
    InPart,

    /// <summary>The file, or this machine, does not allow it.</summary>
    Failed,
}

/// <summary>What the search for hidden text found out, before anybody judges it.</summary>
/// <param name="Search">How far it got.</param>
/// <param name="Passages">In the order of the pages; text that belongs to no page comes last.</param>
/// <param name="Scans">Pages that are pictures with a text layer that lies on what the picture shows, counted from 1.</param>
/// <param name="Pages">How many pages were looked at.</param>
/// <param name="VisibleText">What a reader sees, in the order of the file: to tell whether it speaks of instructions itself.</param>
public sealed record HiddenTextFacts(HiddenTextSearch Search, IReadOnlyList<HiddenPassage> Passages, IReadOnlyList<int> Scans, int Pages, string VisibleText)
{
    public static HiddenTextFacts NotTried { get; } = new(HiddenTextSearch.NotTried, [], [], 0, "");

    public static HiddenTextFacts Failed { get; } = NotTried with { Search = HiddenTextSearch.Failed };
}

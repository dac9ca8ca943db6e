namespace Workshop.Domain.Pdf;

/// <summary>What a finding means for the author, from mildest to gravest.</summary>
public enum Severity
{
    /// <summary>Worth knowing; nothing need be done.</summary>
    Notes,

    /// <summary>Worth a look before the deadline; the file is accepted.</summary>
    Warns,

    /// <summary>The file is not acceptable as it is.</summary>
    Blocks,
}

/// <summary>One thing that a check of a PDF has to say.</summary>
/// <param name="Code">Dotted and lower case, "pdf.too-many-pages"; stable for tests, settings and the API, never shown to people.</param>
/// <param name="Severity">What it means for the author; organizers may choose another.</param>
/// <param name="Message">Full sentences that say what is the matter and what to do, safe to show to whoever may see the file.</param>
/// <param name="Page">Counted from 1; null when it concerns the whole file.</param>
/// <param name="Box">Where on that page; null when it concerns the whole page or the whole file.</param>
public sealed record Finding(string Code, Severity Severity, string Message, int? Page = null, PageBox? Box = null);

/// <summary>A rectangle on a page in points (1/72 inch), measured from the upper left corner of the page as a reader sees it.</summary>
public sealed record PageBox(double Left, double Top, double Width, double Height);

namespace Workshop.Domain.Pdf;

/// <summary>How the pages look, measured from visible text alone.</summary>
/// <param name="BodySize">The type size of most characters of the main text, in points; exact to a sixth of a point.</param>
/// <param name="Columns">Of most of the text.</param>
/// <param name="Pages">In order; pages without text are missing.</param>
public sealed record PdfLayout(double BodySize, int Columns, IReadOnlyList<PageLayout> Pages)
{
    /// <summary>Most of the body is set in fonts that are drawn as pictures; then the size is only known to a point or so.</summary>
    public bool BodySizeIsEstimated { get; init; }
}

/// <param name="Page">Counted from 1.</param>
/// <param name="Block">What text covers, without running heads, page numbers, line numbers, stamps in the margin and single lines that stick out.</param>
public sealed record PageLayout(int Page, double Width, double Height, PageBox Block);

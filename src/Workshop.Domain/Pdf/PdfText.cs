namespace Workshop.Domain.Pdf;

/// <summary>One word of the text layer, seen or not.</summary>
/// <param name="Box">On the page as a reader sees it: turned pages are turned back.</param>
public sealed record PdfWord(string Text, PageBox Box);

/// <summary>A piece of visible text in one type, mostly a line or the part of a line up to a change of type.</summary>
/// <param name="Size">Of the type in points, as it appears on the page; exact to a sixth of a point.</param>
/// <param name="Font">The family's name as the file has it.</param>
public sealed record PdfRun(string Text, PageBox Box, double Size, string Font, bool Bold)
{
    /// <summary>The file does not say the size of fonts that are drawn as pictures; it was concluded from the width of their letters.</summary>
    public bool SizeIsEstimated { get; init; }
}

/// <summary>The text layer of one page.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Width">In points, as a reader sees it.</param>
/// <param name="Height">In points, as a reader sees it.</param>
/// <param name="Words">All words, in the order in which they would be read as far as the reader program could tell.</param>
/// <param name="Runs">What is visible, in the same order; text that is drawn invisibly is not among it.</param>
public sealed record PdfPageText(int Number, double Width, double Height, IReadOnlyList<PdfWord> Words, IReadOnlyList<PdfRun> Runs);

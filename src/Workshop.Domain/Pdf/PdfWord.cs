namespace Workshop.Domain.Pdf;

/// <summary>One word of the text layer, seen or not.</summary>
/// <param name="Box">On the page as a reader sees it: turned pages are turned back.</param>
public sealed record PdfWord(string Text, PageBox Box);

/// <summary>The text layer of one page.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Width">In points, as a reader sees it.</param>
/// <param name="Height">In points, as a reader sees it.</param>
/// <param name="Words">In the order in which they would be read, as far as the reader program could tell.</param>
public sealed record PdfPageText(int Number, double Width, double Height, IReadOnlyList<PdfWord> Words);

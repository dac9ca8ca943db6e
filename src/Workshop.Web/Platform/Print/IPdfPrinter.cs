using Workshop.Domain;
using Workshop.Web.Platform.Pdf;

namespace Workshop.Web.Platform.Print;

/// <summary>A PDF with the page numbers of this very file, which are those that its layout was given.</summary>
public sealed record PrintedPdf(byte[] Content, PageNumbers Pages);

/// <summary>Turns a page of HTML with print CSS into a PDF. Which library or browser does it is known to its implementation alone.</summary>
public interface IPdfPrinter
{
    /// <summary>
    /// Prints <paramref name="layout"/>, first with <see cref="PageNumbers.Unknown"/>, then with the numbers found, until the text no longer
    /// changes: so a contents list and an index are right, and a layout that asks for no numbers is printed once. A place has a number when its
    /// element has an id and some link of the document points to it (<c>href="#id"</c>).
    /// </summary>
    /// <remarks>
    /// The layout is a whole HTML document; pure, same numbers same text, and the same text gives the same bytes on the same machine. Addresses are those of the site ("/site.css"): files of
    /// wwwroot are served, nothing else is reachable, only scripts of the site run. A script that is not done when the page has loaded sets <c>window.printReady</c> to a promise.
    /// </remarks>
    /// <param name="onPass">Hears the number of each pass as it begins, from 1.</param>
    Task<Outcome<PrintedPdf>> PrintAsync(Func<PageNumbers, string> layout, Func<int, Task> onPass, CancellationToken cancel);

    /// <summary>The first page alone, after one pass: contents that stand on it have no numbers yet. Does not wait for a long print that is under way.</summary>
    Task<Outcome<byte[]>> PrintFirstPageAsync(string html, CancellationToken cancel);
}

public static class PdfPrinting
{
    public static Task<Outcome<PrintedPdf>> PrintAsync(this IPdfPrinter printer, Func<PageNumbers, string> layout, CancellationToken cancel) =>
        printer.PrintAsync(layout, _ => Task.CompletedTask, cancel);
}

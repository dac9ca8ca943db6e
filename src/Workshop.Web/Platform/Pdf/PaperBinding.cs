using System.Globalization;
using Workshop.Domain;
using Workshop.Domain.Pdf;
using Workshop.Web.Platform.Tools;

namespace Workshop.Web.Platform.Pdf;

/// <summary>A paper that can be bound in.</summary>
/// <param name="Content">A copy without scripts, comments and metadata; links to the web are kept.</param>
public sealed record BindablePaper(byte[] Content, int Pages);

/// <summary>Where a paper is laid: from this page of the book on, counted from 1.</summary>
public sealed record BoundPaper(int FirstPage, BindablePaper Paper);

/// <summary>The part of a page, in points from its lower left corner, into which a paper's page is fitted.</summary>
public sealed record PageFrameBox(double Left, double Bottom, double Right, double Top);

/// <summary>Binds papers of authors into a book of ours: their pages are laid upon pages that the book keeps for them, fitted into a frame and never enlarged, turned as they are shown, with their links.</summary>
public sealed class PaperBinding(ToolProcess tools, NeutralCopy neutral)
{
    private readonly PageEntries _entries = new(tools);

    /// <summary>Whether a paper can be bound in; the refusal's sentence says why not, to readers of the book.</summary>
    public async Task<Outcome<BindablePaper>> CheckAsync(ReadOnlyMemory<byte> file, CancellationToken cancel)
    {
        var damaged = new Refusal("binding.damaged", "The file is damaged.");
        if (FileSniffer.Sniff(file.Span) != FileKind.Pdf)
        {
            return damaged;
        }

        var locked = await tools.RunAsync(new ToolRun("qpdf", ["--is-encrypted", PdfReading.FileName]) { Files = PdfReading.Folder(file) }, cancel);
        if (locked.End == ToolEnd.Missing)
        {
            return new Refusal("binding.no-tool", "Binding needs qpdf on the server.");
        }

        if (locked.Succeeded)
        {
            return new Refusal("binding.encrypted", "The file is protected by a password.");
        }

        // A file that qpdf had to mend may have lost pages on the way: then Poppler, which mends in another way, must see nothing wrong with it.
        var check = await tools.RunAsync(new ToolRun("qpdf", ["--empty", "--pages", PdfReading.FileName, "1-z", "--", "-"]) { Files = PdfReading.Folder(file) }, cancel);
        var information = await tools.RunAsync(new ToolRun("pdfinfo", ["-enc", "UTF-8", PdfReading.FileName]) { Files = PdfReading.Folder(file) }, cancel);
        if (check.End != ToolEnd.Exited || check.ExitCode is not (0 or 3) || !information.Succeeded || PdfReading.Pages(information.Text) is not > 0
            || (check.ExitCode == 3 && information.Errors.Contains("Error", StringComparison.Ordinal)))
        {
            return damaged;
        }

        var copy = await neutral.MakeAsync(file, cancel);
        if (!copy.Succeeded)
        {
            return damaged;
        }

        var pages = PdfReading.Pages((await tools.RunAsync(new ToolRun("pdfinfo", [PdfReading.FileName]) { Files = PdfReading.Folder(copy.Value) }, cancel)).Text);
        return pages == PdfReading.Pages(information.Text) ? new BindablePaper(copy.Value, pages!.Value) : damaged;
    }

    /// <param name="papers">In the order of their pages; the book has enough pages for each.</param>
    public async Task<Outcome<byte[]>> BindAsync(ReadOnlyMemory<byte> book, IReadOnlyList<BoundPaper> papers, PageFrameBox frame, CancellationToken cancel)
    {
        if (papers.Count == 0)
        {
            return book.ToArray();
        }

        // qpdf fits what it lays upon a page into that page's trim box.
        var kept = papers.SelectMany(bound => Enumerable.Range(bound.FirstPage, bound.Paper.Pages)).ToHashSet();
        var framed = await _entries.ChangeAsync(book, (number, page) =>
        {
            if (kept.Contains(number))
            {
                page["/TrimBox"] = PageEntries.Box(frame.Left, frame.Bottom, frame.Right, frame.Top);
            }

            return kept.Contains(number);
        }, cancel);
        if (!framed.Succeeded)
        {
            return framed;
        }

        var names = papers.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"paper-{i}.pdf")).ToList();
        var joined = await PageEntries.RunAsync(
            tools,
            ["--deterministic-id", "--warning-exit-0", "--empty", "--pages", .. names.SelectMany(name => new[] { name, "1-z" }), "--", "-"],
            names.Zip(papers).ToDictionary(pair => pair.First, pair => (ReadOnlyMemory<byte>)pair.Second.Paper.Content),
            cancel);
        if (!joined.Succeeded)
        {
            return joined;
        }

        var to = string.Join(',', papers.Select(bound => string.Create(CultureInfo.InvariantCulture, $"{bound.FirstPage}-{bound.FirstPage + bound.Paper.Pages - 1}")));
        var folder = PdfReading.Folder(framed.Value);
        folder["papers.pdf"] = joined.Value;
        var laid = await PageEntries.RunAsync(tools, ["--deterministic-id", "--warning-exit-0", PdfReading.FileName, "--overlay", "papers.pdf", $"--to={to}", "--", "-"], folder, cancel);
        return laid.Succeeded ? await _entries.ChangeAsync(laid.Value, (number, page) => kept.Contains(number) && page.Remove("/TrimBox"), cancel) : laid;
    }
}

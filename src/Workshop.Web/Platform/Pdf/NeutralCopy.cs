using System.Text.Json;
using Workshop.Domain;
using Workshop.Web.Platform.Tools;

namespace Workshop.Web.Platform.Pdf;

/// <summary>
/// A copy of a PDF for blind review: the same pages without title, author, dates, attachments, scripts and outline of the original, and without the
/// traces of its makers that hang on the pages themselves (<see cref="PdfTraces"/>). What is drawn is not touched: a name in a figure stays.
/// </summary>
public sealed class NeutralCopy(ToolProcess tools)
{
    private const string Update = "update.json";

    /// <summary>Without its streams a paper is some hundred kilobytes of JSON; what has more is no paper.</summary>
    private const int MostJson = 16 << 20;

    private static readonly Refusal Damaged = new("neutral-copy.damaged", "A copy without the author's metadata cannot be made: the PDF is damaged.");

    /// <summary>The same file always gives the same copy, so it may be kept under its hash.</summary>
    public async Task<Outcome<byte[]>> MakeAsync(ReadOnlyMemory<byte> file, CancellationToken cancel)
    {
        // An empty document that takes over the pages: what hangs on the document and not on a page stays behind.
        var pages = await RunAsync(["--deterministic-id", "--warning-exit-0", "--empty", "--pages", PdfReading.FileName, "1-z", "--", "-"], PdfReading.Folder(file), new ToolLimits(), cancel);
        if (!pages.Succeeded)
        {
            return pages;
        }

        var described = await RunAsync(
            ["--warning-exit-0", "--decode-level=none", "--json=2", "--json-key=qpdf", "--json-stream-data=none", PdfReading.FileName],
            PdfReading.Folder(pages.Value), new ToolLimits() with { Output = MostJson }, cancel);
        if (!described.Succeeded)
        {
            return described;
        }

        byte[]? update;
        try
        {
            update = PdfTraces.Erase(described.Value);
        }
        catch (JsonException)
        {
            return Damaged;
        }

        if (update is null)
        {
            return pages;
        }

        var folder = PdfReading.Folder(pages.Value);
        folder[Update] = update;
        return await RunAsync(["--deterministic-id", "--warning-exit-0", PdfReading.FileName, $"--update-from-json={Update}", "-"], folder, new ToolLimits(), cancel);
    }

    private async Task<Outcome<byte[]>> RunAsync(IReadOnlyList<string> arguments, Dictionary<string, ReadOnlyMemory<byte>> files, ToolLimits limits, CancellationToken cancel)
    {
        var result = await tools.RunAsync(new ToolRun("qpdf", arguments) { Files = files, Limits = limits }, cancel);
        return result switch
        {
            { End: ToolEnd.Missing } => new Refusal(
                "neutral-copy.no-tool", "A copy without the author's metadata needs qpdf on the server: ask whoever runs it to install qpdf."),
            { Succeeded: true, Output.Length: > 0 } => result.Output,
            { End: ToolEnd.Exited } => Damaged,
            _ => new Refusal("neutral-copy.too-demanding", "Making a copy without the author's metadata takes too long for this PDF."),
        };
    }
}

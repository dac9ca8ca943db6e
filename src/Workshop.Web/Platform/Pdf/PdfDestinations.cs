using System.Globalization;
using System.Text.RegularExpressions;
using Workshop.Domain;
using Workshop.Web.Platform.Tools;

namespace Workshop.Web.Platform.Pdf;

/// <summary>Where the named places of a PDF are.</summary>
/// <param name="Count">The number of pages.</param>
/// <param name="Places">Name of a destination to its page, counted from 1.</param>
public sealed record PageNumbers(int Count, IReadOnlyDictionary<string, int> Places)
{
    /// <summary>Before anything was printed: no page, no place.</summary>
    public static PageNumbers Unknown { get; } = new(0, new Dictionary<string, int>());

    /// <summary>The page of a place, or null when it is not known (yet).</summary>
    public int? this[string place] => Places.TryGetValue(place, out var page) ? page : null;
}

/// <summary>Reads page count and named destinations with pdfinfo.</summary>
public sealed partial class PdfDestinations(ToolProcess tools)
{
    public async Task<Outcome<PageNumbers>> ReadAsync(ReadOnlyMemory<byte> file, CancellationToken cancel)
    {
        var count = await AskAsync(file, [], cancel);
        var places = await AskAsync(file, ["-dests"], cancel);
        if (count.End == ToolEnd.Missing)
        {
            return new Refusal("destinations.no-tool", "Page numbers need Poppler on the server: ask whoever runs it to install poppler-utils.");
        }

        if (!count.Succeeded || !places.Succeeded || PdfReading.Pages(count.Text) is not { } pages)
        {
            return new Refusal("destinations.unreadable", "The page numbers of the printed PDF cannot be read. Print it again.");
        }

        var found = new Dictionary<string, int>();
        foreach (Match line in Destination().Matches(places.Text))
        {
            found.TryAdd(line.Groups["name"].Value, int.Parse(line.Groups["page"].ValueSpan, CultureInfo.InvariantCulture));
        }

        return new PageNumbers(pages, found);
    }

    private Task<ToolResult> AskAsync(ReadOnlyMemory<byte> file, string[] options, CancellationToken cancel)
    {
        var run = new ToolRun("pdfinfo", ["-enc", "UTF-8", .. options, PdfReading.FileName])
        {
            Files = PdfReading.Folder(file),

            // Our own programme, of any length.
            Limits = new ToolLimits(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30), 1L << 30, 64 << 20),
        };
        return tools.RunAsync(run, cancel);
    }

    // "   3 [ XYZ   56  785 null      ] "p1"": page, where on it, name.
    [GeneratedRegex("""^\s*(?<page>\d+) \[[^\]]*\] "(?<name>.*)"\s*$""", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Destination();
}

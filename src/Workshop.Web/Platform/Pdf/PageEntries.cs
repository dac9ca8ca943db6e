using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workshop.Domain;
using Workshop.Web.Platform.Tools;

namespace Workshop.Web.Platform.Pdf;

/// <summary>Changes what the dictionaries of pages say (boxes, above all) in PDFs of our own, of any length: only the pages are read, nothing else of the file is taken apart.</summary>
internal sealed class PageEntries(ToolProcess tools)
{
    private const string Update = "update.json";

    /// <summary>Our own prints, of any length: what authors upload is bounded elsewhere.</summary>
    public static readonly ToolLimits Limits = new(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2), 3L << 30, 1 << 30);

    /// <param name="change">Gets a page, counted from 1, with its dictionary in qpdf's JSON; false leaves it as it is.</param>
    public async Task<Outcome<byte[]>> ChangeAsync(ReadOnlyMemory<byte> pdf, Func<int, JsonObject, bool> change, CancellationToken cancel)
    {
        var listed = await RunAsync(tools, ["--warning-exit-0", "--json=2", "--json-key=pages", PdfReading.FileName], PdfReading.Folder(pdf), cancel);
        if (!listed.Succeeded)
        {
            return listed;
        }

        var references = JsonNode.Parse(listed.Value)!["pages"]!.AsArray().Select(page => page!["object"]!.GetValue<string>()).ToList();
        var described = await RunAsync(
            tools,
            ["--warning-exit-0", "--json=2", "--json-key=qpdf", .. references.Select(reference => $"--json-object={reference[..^2].Replace(' ', ',')}"), PdfReading.FileName],
            PdfReading.Folder(pdf),
            cancel);
        if (!described.Succeeded)
        {
            return described;
        }

        var parts = JsonNode.Parse(QpdfNumbers.WithWholeNumbers(described.Value))!["qpdf"]!.AsArray();
        var update = new JsonObject();
        for (var i = 0; i < references.Count; i++)
        {
            var name = $"obj:{references[i]}";
            var page = parts[1]![name]!["value"]!.DeepClone().AsObject();
            if (change(i + 1, page))
            {
                update[name] = new JsonObject { ["value"] = page };
            }
        }

        if (update.Count == 0)
        {
            return pdf.ToArray();
        }

        var folder = PdfReading.Folder(pdf);
        folder[Update] = Encoding.UTF8.GetBytes(new JsonObject { ["qpdf"] = new JsonArray(parts[0]!.DeepClone(), update) }.ToJsonString());
        return await RunAsync(tools, ["--deterministic-id", "--warning-exit-0", PdfReading.FileName, $"--update-from-json={Update}", "-"], folder, cancel);
    }

    /// <summary>A box of points, as a page says it.</summary>
    public static JsonArray Box(double left, double bottom, double right, double top) => new(Number(left), Number(bottom), Number(right), Number(top));

    /// <summary>The size of the page in points; null when it has no box of its own.</summary>
    public static (double Left, double Bottom, double Width, double Height)? MediaBox(JsonObject page)
    {
        if (page["/MediaBox"] is not JsonArray { Count: 4 } box)
        {
            return null;
        }

        var sides = box.Select(side => side!.GetValueKind() == JsonValueKind.Number ? side.GetValue<double>() : 0).ToArray();
        return (sides[0], sides[1], sides[2] - sides[0], sides[3] - sides[1]);
    }

    public static async Task<Outcome<byte[]>> RunAsync(ToolProcess tools, IReadOnlyList<string> arguments, Dictionary<string, ReadOnlyMemory<byte>> files, CancellationToken cancel)
    {
        var result = await tools.RunAsync(new ToolRun("qpdf", arguments) { Files = files, Limits = Limits }, cancel);
        return result switch
        {
            { End: ToolEnd.Missing } => new Refusal("pdf-writing.no-tool", "Putting PDFs together needs qpdf on the server: ask whoever runs it to install qpdf."),
            { Succeeded: true, Output.Length: > 0 } => result.Output,
            { End: ToolEnd.Exited } => new Refusal("pdf-writing.failed", "qpdf could not put this PDF together. Try again; if it happens again, tell whoever runs the server."),
            _ => new Refusal("pdf-writing.too-large", "This PDF is too large to be put together here. Print fewer papers at a time."),
        };
    }

    private static JsonNode Number(double value) => JsonNode.Parse(value.ToString("0.###", CultureInfo.InvariantCulture))!;
}

using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Workshop.Domain;
using Workshop.Domain.Programme;
using Workshop.Web.Platform.Tools;

namespace Workshop.Web.Platform.Pdf;

/// <summary>
/// Lays pages in pairs on sheets to be folded in the middle. The halves of the sheets are the pages themselves, of which one file shows a box that is twice as wide to the right, the other
/// one to the left; laid upon each other they are the sheets. Nothing is scaled. Links and structure stay behind: paper has none.
/// </summary>
public sealed class FoldingPress(ToolProcess tools)
{
    private const string Left = "left.pdf";
    private const string Right = "right.pdf";
    private const string Blank = "blank.pdf";

    private readonly PageEntries _entries = new(tools);

    /// <param name="pages">Of that file; all of one size.</param>
    public async Task<Outcome<byte[]>> ImposeAsync(ReadOnlyMemory<byte> pdf, int pages, CancellationToken cancel)
    {
        var sides = FoldedSheets.Order(pages);
        var all = sides.Count * 2;
        var folder = PdfReading.Folder(pdf);
        folder[Blank] = BlankPage();
        var padded = await PageEntries.RunAsync(
            tools, ["--deterministic-id", "--warning-exit-0", "--empty", "--pages", PdfReading.FileName, "1-z", .. Enumerable.Repeat<string[]>([Blank, "1"], all - pages).SelectMany(blank => blank), "--", "-"], folder, cancel);
        if (!padded.Succeeded)
        {
            return padded;
        }

        (double Left, double Bottom, double Width, double Height)? first = null;
        var left = await _entries.ChangeAsync(padded.Value, (_, page) => Widen(page, toTheRight: true), cancel);
        var right = await _entries.ChangeAsync(padded.Value, (_, page) => Widen(page, toTheRight: false), cancel);
        if (!left.Succeeded || !right.Succeeded)
        {
            return left.Succeeded ? right : left;
        }

        return await PageEntries.RunAsync(
            tools,
            ["--deterministic-id", "--warning-exit-0", "--empty", "--pages", Left, Numbers(sides.Select(side => side.Left)), "--", "--overlay", Right, $"--from={Numbers(sides.Select(side => side.Right))}", "--", "-"],
            new Dictionary<string, ReadOnlyMemory<byte>> { [Left] = left.Value, [Right] = right.Value },
            cancel);

        // An empty page gets the size of the first one.
        bool Widen(JsonObject page, bool toTheRight)
        {
            var box = first ??= PageEntries.MediaBox(page) ?? (0, 0, 420, 595);
            page["/MediaBox"] = PageEntries.Box(toTheRight ? box.Left : box.Left - box.Width, box.Bottom, toTheRight ? box.Left + (2 * box.Width) : box.Left + box.Width, box.Bottom + box.Height);
            foreach (var other in (string[])["/CropBox", "/TrimBox", "/BleedBox", "/ArtBox", "/Annots", "/StructParents"])
            {
                page.Remove(other);
            }

            return true;
        }

        // The empty pages were put last, and one is like the other.
        string Numbers(IEnumerable<int?> order) => string.Join(',', order.Select(page => (page ?? pages + 1).ToString(CultureInfo.InvariantCulture)));
    }

    private static byte[] BlankPage()
    {
        string[] objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 595]/Resources<<>>>>"];
        var file = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        foreach (var body in objects)
        {
            places.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{places.Count} 0 obj\n{body}\nendobj\n");
        }

        var table = file.Length;
        file.Append("xref\n0 4\n0000000000 65535 f \n");
        places.ForEach(place => file.Append(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n"));
        file.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(file.ToString());
    }
}

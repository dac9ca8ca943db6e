using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Workshop.Testing;

/// <summary>PDFs made by hand, object by object: those that no program would write. The first object is the catalogue.</summary>
public static class HandmadePdf
{
    private const string Times = "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>";

    /// <summary>Numbers the objects from 1 and writes the table that finds them. A stream is written as it is; its dictionary must say its length.</summary>
    public static byte[] Of(params string[] objects)
    {
        using var file = new MemoryStream();
        var offsets = new List<long>();
        Put("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
        foreach (var body in objects)
        {
            offsets.Add(file.Position);
            Put(string.Create(CultureInfo.InvariantCulture, $"{offsets.Count} 0 obj\n{body}\nendobj\n"));
        }

        var table = file.Position;
        Put(string.Create(CultureInfo.InvariantCulture, $"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n"));
        foreach (var offset in offsets)
        {
            Put(string.Create(CultureInfo.InvariantCulture, $"{offset:0000000000} 00000 n \n"));
        }

        Put(string.Create(CultureInfo.InvariantCulture, $"trailer\n<< /Size {offsets.Count + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"));
        return file.ToArray();

        // One character is one byte.
        void Put(string part) => file.Write(Encoding.Latin1.GetBytes(part));
    }

    /// <summary>One page of A4 that says <paramref name="words"/>, with more in its catalogue, in its page, and more objects from number 6 on.</summary>
    public static byte[] Page(string words, string catalog = "", string page = "", params string[] more) => Of(
    [
        $"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 4 0 R >> >> /Contents 5 0 R {page} >>",
        Times,
        Stream($"BT /F 11 Tf 72 700 Td 14 TL ({words}) Tj T* ({words}) Tj ET"),
        .. more,
    ]);

    public static string Stream(string content, string dictionary = "") =>
        string.Create(CultureInfo.InvariantCulture, $"<< /Length {content.Length} {dictionary} >>\nstream\n{content}\nendstream");

    /// <summary>A stream that unpacks to so many megabytes of spaces, through one filter or through several in a row.</summary>
    public static string Bomb(int megabytes, int layers = 1)
    {
        var packed = Deflate(output =>
        {
            var spaces = new byte[1 << 20];
            Array.Fill(spaces, (byte)' ');
            for (var i = 0; i < megabytes; i++)
            {
                output.Write(spaces);
            }
        });
        for (var layer = 1; layer < layers; layer++)
        {
            var inner = packed;
            packed = Deflate(output => output.Write(inner));
        }

        return Stream(Encoding.Latin1.GetString(packed), $"/Filter [{string.Concat(Enumerable.Repeat("/FlateDecode ", layers))}]");
    }

    /// <summary>Pages that are one picture each, as a scanner makes them; with words over the picture that are not drawn, when there are any.</summary>
    public static byte[] Scan(string? words = null)
    {
        var text = words is null ? "" : $" BT 3 Tr /F 11 Tf 72 700 Td ({words}) Tj ET";
        return Of(
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /I 6 0 R >> /Font << /F 4 0 R >> >> /Contents 5 0 R >>",
            Times,
            Stream($"q 595 0 0 842 0 0 cm /I Do Q{text}"),
            Stream("\u0080\u0080\u0080\u0080", "/Type /XObject /Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 /ColorSpace /DeviceGray"));
    }

    /// <summary>Files that try to take a reader's time or memory, by what they do. Made when they are asked for: some take a second.</summary>
    public static IReadOnlyDictionary<string, Func<byte[]>> Hostile { get; } = new Dictionary<string, Func<byte[]>>
    {
        ["a page that unpacks to a gigabyte"] = () => WithContent(Bomb(1000)),
        ["a page packed three times over"] = () => WithContent(Bomb(1000, layers: 3)),
        ["a page tree that is its own child"] = () => Of("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [2 0 R] >>"),
        ["two page trees that are each other's child"] = () => Of(
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1000000 /Kids [3 0 R 3 0 R] >>", "<< /Type /Pages /Count 1000000 /Parent 2 0 R /Kids [2 0 R 2 0 R] >>"),
        ["a million kids of one page"] = () => Of(
            "<< /Type /Catalog /Pages 2 0 R >>",
            $"<< /Type /Pages /Count 1000000 /Kids [{string.Concat(Enumerable.Repeat("3 0 R ", 1_000_000))}] >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"),
        ["a count of two billion pages"] = () => Of(
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 2147483647 /Kids [3 0 R] >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"),
        ["arrays a hundred thousand deep"] = () => Page("Deep", $"/Deep {new string('[', 100_000)}{new string(']', 100_000)}"),
        ["a form that draws itself"] = () => Drawing(
            Stream("/X Do", "/Type /XObject /Subtype /Form /BBox [0 0 100 100] /Resources << /XObject << /X 6 0 R >> >>")),
        ["forms that double thirty times"] = Doubling,
        ["half a million annotations"] = () => Page("Many", "", $"/Annots [{string.Concat(Enumerable.Repeat("6 0 R ", 500_000))}]", "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://example.org) >> >>"),
        ["a hundred thousand fonts"] = () => ManyFonts(100_000),
        ["a next action that leads to itself"] = () => Page("Next", "/OpenAction 6 0 R", "", "<< /S /GoTo /D [3 0 R /Fit] /Next 6 0 R >>"),
        ["an object stream that unpacks to a gigabyte"] = WithObjectStream,
        ["a cross-reference table that leads back to itself"] = () => Encoding.Latin1.GetBytes("%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 2 /Root 1 0 R /Prev 49 >>\nstartxref\n49\n%%EOF\n"),
        ["a page larger than a continent"] = () => Of(
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [3 0 R] >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1000000000000 1000000000000] >>"),
        ["a page of no size"] = () => Of("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [3 0 R] >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 0 0] >>"),
        ["a web page that is a PDF further down"] = () => [.. "<!DOCTYPE html><script>alert(1)</script>\n"u8, .. Page("Both")],
        ["a PDF with an archive behind it"] = () => [.. Page("Both"), .. "PK\u0003\u0004"u8, .. new byte[4096]],
    };

    private static byte[] WithContent(string content) => Of(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 4 0 R >> >> /Contents 5 0 R >>",
        Times,
        content);

    private static byte[] Doubling() => Drawing(
    [
        .. Enumerable.Range(6, 30).Select(number => Stream(
            "/X Do /X Do", string.Create(CultureInfo.InvariantCulture, $"/Type /XObject /Subtype /Form /BBox [0 0 100 100] /Resources << /XObject << /X {number + 1} 0 R >> >>"))),
        Stream("BT ET", "/Type /XObject /Subtype /Form /BBox [0 0 100 100]"),
    ]);

    /// <summary>A page that draws the first of these forms, which is object 6.</summary>
    private static byte[] Drawing(params string[] forms) => Of(
    [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /X 6 0 R >> >> /Contents 5 0 R >>",
        Times,
        Stream("/X Do"),
        .. forms,
    ]);

    private static byte[] ManyFonts(int count)
    {
        var names = string.Concat(Enumerable.Range(0, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"/F{number} << /Type /Font /Subtype /Type1 /BaseFont /Font{number} >> ")));
        return Of(
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << {names} >> >> /Contents 4 0 R >>",
            Stream("BT /F1 11 Tf 72 700 Td (Many) Tj ET"));
    }

    private static byte[] WithObjectStream()
    {
        // The page, number 4, is said to be the first object of a stream (number 3) that never stops; so says the table, a stream itself (number 5).
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Count 1 /Kids [4 0 R] >>",
            Bomb(1000).Replace("/Filter", "/Type /ObjStm /N 1 /First 4 /Filter", StringComparison.Ordinal),
        ];
        using var file = new MemoryStream();
        using var table = new MemoryStream();
        Entry(0, 0);
        Put("%PDF-1.7\n");
        for (var number = 1; number <= objects.Length; number++)
        {
            Entry(1, (int)file.Position);
            Put(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n{objects[number - 1]}\nendobj\n"));
        }

        Entry(2, 3);
        var start = (int)file.Position;
        Entry(1, start);
        var rows = Stream(Encoding.Latin1.GetString(table.ToArray()), "/Type /XRef /Size 6 /W [1 4 1] /Root 1 0 R");
        Put(string.Create(CultureInfo.InvariantCulture, $"5 0 obj\n{rows}\nendobj\nstartxref\n{start}\n%%EOF\n"));
        return file.ToArray();

        void Put(string part) => file.Write(Encoding.Latin1.GetBytes(part));

        void Entry(byte kind, int where) => table.Write([kind, (byte)(where >> 24), (byte)(where >> 16), (byte)(where >> 8), (byte)where, 0]);
    }

    private static byte[] Deflate(Action<Stream> write)
    {
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            write(deflate);
        }

        return packed.ToArray();
    }
}

using System.Globalization;
using System.Text;

namespace Workshop.IntegrationTests.Platform;

/// <summary>
/// Writes PDFs object by object, for what no honest program writes. Text is Latin 1. Each page of 400 × 400 points begins with a visible paragraph in Helvetica (F),
/// at the top; the rest is the test's own.
/// </summary>
internal sealed class TrickPdf
{
    private const int Reserved = 5;

    private readonly List<byte[]> _objects = [];

    /// <summary>Entries of the page, besides the necessary ones: "/Rotate 90", "/CropBox […]".</summary>
    public string Page { get; init; } = "";

    /// <summary>Entries of the catalogue: "/OCProperties …".</summary>
    public string Catalog { get; init; } = "";

    /// <summary>Entries of the document's information.</summary>
    public string Information { get; init; } = "";

    /// <summary>Dictionaries in the page's resources, besides the font F: "/XObject &lt;&lt;/X 6 0 R>>".</summary>
    public string Resources { get; init; } = "";

    /// <summary>More fonts: "/G 6 0 R".</summary>
    public string Fonts { get; init; } = "";

    public bool WithoutParagraph { get; init; }

    /// <summary>Objects from number 6 on.</summary>
    public TrickPdf With(string body)
    {
        _objects.Add(Encoding.Latin1.GetBytes(body));
        return this;
    }

    public TrickPdf WithStream(string entries, string content) => WithStream(entries, Encoding.Latin1.GetBytes(content));

    public TrickPdf WithStream(string entries, byte[] content)
    {
        _objects.Add([.. Encoding.Latin1.GetBytes($"<<{entries}/Length {content.Length}>>\nstream\n"), .. content, .. "\nendstream"u8]);
        return this;
    }

    public byte[] Write(string content)
    {
        content = WithoutParagraph ? content : "BT /F 11 Tf 20 370 Td 14 TL (We study the convergence of explanations) Tj T* (of wide networks under mild assumptions.) Tj ET\n" + content;
        List<byte[]> all =
        [
            Encoding.Latin1.GetBytes($"<</Type/Catalog/Pages 2 0 R {Catalog}>>"),
            "<</Type/Pages/Count 1/Kids[3 0 R]>>"u8.ToArray(),
            Encoding.Latin1.GetBytes($"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Contents 4 0 R/Resources<</Font<</F 5 0 R {Fonts}>>{Resources}>>{Page}>>"),
            [.. Encoding.Latin1.GetBytes($"<</Length {content.Length}>>\nstream\n"), .. Encoding.Latin1.GetBytes(content), .. "\nendstream"u8],
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"u8.ToArray(),
            .. _objects,
            Encoding.Latin1.GetBytes($"<<{Information}>>"),
        ];
        System.Diagnostics.Debug.Assert(all.Count == Reserved + _objects.Count + 1);
        var file = new MemoryStream();
        var offsets = new List<long>();
        Put("%PDF-1.7\n");
        foreach (var body in all)
        {
            offsets.Add(file.Position);
            Put($"{offsets.Count} 0 obj\n");
            file.Write(body);
            Put("\nendobj\n");
        }

        var table = file.Position;
        Put($"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
        {
            Put(string.Create(CultureInfo.InvariantCulture, $"{offset:0000000000} 00000 n \n"));
        }

        Put($"trailer\n<</Size {offsets.Count + 1}/Root 1 0 R/Info {offsets.Count} 0 R>>\nstartxref\n{table}\n%%EOF\n");
        return file.ToArray();

        void Put(string part) => file.Write(Encoding.Latin1.GetBytes(part));
    }
}

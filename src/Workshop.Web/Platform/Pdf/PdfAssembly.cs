using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Workshop.Web.Platform.Pdf;

/// <summary>
/// Writes a PDF from the objects of another: pages of our own making that use its fonts and pictures, and some of its streams replaced. Not a copy to hand to
/// anybody: only what drawing needs is in it.
/// </summary>
internal sealed class PdfAssembly(QpdfObjects source)
{
    /// <summary>Structure and history draw nothing, and are half of the objects of many files.</summary>
    private static readonly HashSet<string> NotDrawn = new(StringComparer.Ordinal) { "/StructElem", "/StructTreeRoot", "/Metadata", "/XRef", "/ObjStm", "/Page", "/Pages", "/Catalog" };

    private readonly Dictionary<string, byte[]> _replaced = new(StringComparer.Ordinal);
    private readonly List<string> _pages = [];
    private readonly List<(string Dictionary, byte[] Content)> _contents = [];

    /// <summary>Replaces the bytes of a stream; its other entries stay.</summary>
    public void Replace(string reference, byte[] content) => _replaced[reference] = content;

    /// <summary>Adds a page.</summary>
    /// <param name="entries">Its dictionary without type, parent and content: "/MediaBox [0 0 612 792] …".</param>
    public void AddPage(string entries, byte[] content)
    {
        _pages.Add(entries);
        _contents.Add(("", content));
    }

    public int Pages => _pages.Count;

    public byte[] Write()
    {
        var file = new ArrayBufferWriter<byte>(1 << 20);
        var places = new SortedDictionary<int, (int Offset, int Generation)>();
        Put(file, "%PDF-1.7\n");
        foreach (var (reference, body) in source.All)
        {
            if (Number(reference) is not { } id)
            {
                continue;
            }

            if (body.TryGetProperty("value", out var value))
            {
                if (!IsNotDrawn(value))
                {
                    Begin(id.Object, id.Generation);
                    Put(file, value);
                    Put(file, "\nendobj\n");
                }
            }
            else if (body.TryGetProperty("stream", out var stream) && stream.TryGetProperty("dict", out var dictionary) && !IsNotDrawn(dictionary))
            {
                Begin(id.Object, id.Generation);
                if (_replaced.TryGetValue(reference, out var content))
                {
                    PutStream(file, Text(dictionary, "/Filter", "/DecodeParms", "/Length"), content);
                }
                else
                {
                    PutStream(file, Text(dictionary, "/Length"), source.Stream(reference)!.Value.Packed);
                }
            }
        }

        var next = places.Count == 0 ? 1 : places.Keys.Max() + 1;
        var (catalog, tree) = (next, next + 1);
        next += 2;
        var kids = new List<int>();
        for (var i = 0; i < _pages.Count; i++)
        {
            kids.Add(next);
            Begin(next, 0);
            Put(file, string.Create(CultureInfo.InvariantCulture, $"<</Type/Page/Parent {tree} 0 R/Contents {next + 1} 0 R {_pages[i]}>>\nendobj\n"));
            Begin(next + 1, 0);
            PutStream(file, "", _contents[i].Content);
            next += 2;
        }

        Begin(tree, 0);
        Put(file, $"<</Type/Pages/Count {kids.Count}/Kids[{string.Join(' ', kids.Select(k => $"{k} 0 R"))}]>>\nendobj\n");
        Begin(catalog, 0);
        Put(file, $"<</Type/Catalog/Pages {tree} 0 R");
        foreach (var key in (string[])["/OCProperties", "/OutputIntents"])
        {
            if (source.Raw(source.Catalog, key) is { ValueKind: not JsonValueKind.Undefined } kept)
            {
                Put(file, key + " ");
                Put(file, kept);
            }
        }

        Put(file, ">>\nendobj\n");
        var table = file.WrittenCount;
        Put(file, "xref\n0 1\n0000000000 65535 f \n");
        foreach (var (number, place) in places)
        {
            Put(file, string.Create(CultureInfo.InvariantCulture, $"{number} 1\n{place.Offset:0000000000} {place.Generation:00000} n \n"));
        }

        Put(file, $"trailer\n<</Size {next}/Root {catalog} 0 R>>\nstartxref\n{table}\n%%EOF\n");
        return file.WrittenSpan.ToArray();

        void Begin(int number, int generation)
        {
            places[number] = (file.WrittenCount, generation);
            Put(file, string.Create(CultureInfo.InvariantCulture, $"{number} {generation} obj\n"));
        }
    }

    /// <summary>An element in the file's own syntax; empty when it is undefined.</summary>
    public static string Syntax(JsonElement element)
    {
        var text = new ArrayBufferWriter<byte>();
        Put(text, element);
        return Encoding.Latin1.GetString(text.WrittenSpan);
    }

    private static bool IsNotDrawn(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty("/Type", out var type) && type.ValueKind == JsonValueKind.String && NotDrawn.Contains(type.GetString()!);

    private static (int Object, int Generation)? Number(string reference) =>
        reference.Split(' ') is [var number, var generation, "R"]
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var found)
            && int.TryParse(generation, NumberStyles.None, CultureInfo.InvariantCulture, out var edition)
            ? (found, edition)
            : null;

    private static string Text(JsonElement dictionary, params string[] without)
    {
        var text = new ArrayBufferWriter<byte>();
        foreach (var entry in dictionary.EnumerateObject())
        {
            if (Array.IndexOf(without, entry.Name) < 0)
            {
                PutName(text, entry.Name);
                Put(text, " ");
                Put(text, entry.Value);
            }
        }

        return Encoding.Latin1.GetString(text.WrittenSpan);
    }

    private static void PutStream(ArrayBufferWriter<byte> file, string entries, byte[] content)
    {
        Put(file, string.Create(CultureInfo.InvariantCulture, $"<</Length {content.Length} {entries}>>\nstream\n"));
        file.Write(content);
        Put(file, "\nendstream\nendobj\n");
    }

    /// <summary>As deep as the JSON reader allows, which is 64.</summary>
    private static void Put(ArrayBufferWriter<byte> file, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                Put(file, "<<");
                foreach (var entry in element.EnumerateObject())
                {
                    PutName(file, entry.Name);
                    Put(file, " ");
                    Put(file, entry.Value);
                }

                Put(file, ">>");
                break;
            case JsonValueKind.Array:
                Put(file, "[");
                foreach (var item in element.EnumerateArray())
                {
                    Put(file, item);
                    Put(file, " ");
                }

                Put(file, "]");
                break;
            case JsonValueKind.String:
                PutText(file, element.GetString()!);
                break;
            case JsonValueKind.Undefined:
                break;
            default:
                Put(file, element.GetRawText());
                break;
        }
    }

    private static void PutText(ArrayBufferWriter<byte> file, string text)
    {
        if (text.StartsWith('/'))
        {
            PutName(file, text);
        }
        else if (text.StartsWith("n:/", StringComparison.Ordinal))
        {
            PutName(file, text[2..]);
        }
        else if (text.StartsWith("u:", StringComparison.Ordinal))
        {
            Put(file, $"<{Convert.ToHexString(PdfStrings.Encode(text[2..]))}>");
        }
        else if (text.StartsWith("b:", StringComparison.Ordinal))
        {
            Put(file, $"<{Convert.ToHexString(QpdfObjects.Bytes(text))}>");
        }
        else
        {
            Put(file, text);
        }
    }

    private static void PutName(ArrayBufferWriter<byte> file, string name)
    {
        Put(file, "/");
        foreach (var value in Encoding.UTF8.GetBytes(name.StartsWith('/') ? name[1..] : name))
        {
            if (char.IsAsciiLetterOrDigit((char)value) || value is (byte)'-' or (byte)'_' or (byte)'.' or (byte)'+' or (byte)',' or (byte)'*' or (byte)':')
            {
                file.GetSpan(1)[0] = value;
                file.Advance(1);
            }
            else
            {
                Put(file, $"#{value:X2}");
            }
        }
    }

    private static void Put(ArrayBufferWriter<byte> file, string text)
    {
        var count = Encoding.Latin1.GetBytes(text, file.GetSpan(text.Length));
        file.Advance(count);
    }
}

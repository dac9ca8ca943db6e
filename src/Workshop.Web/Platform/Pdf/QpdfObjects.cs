using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Workshop.Web.Platform.Pdf;

/// <summary>
/// The objects of a PDF as qpdf tells them (<c>--json=2 --json-key=qpdf --json-stream-data=inline --decode-level=none</c>,
/// https://qpdf.readthedocs.io/en/stable/json.html): cross-reference tables, object streams and encryption are behind us, streams are still packed and are unpacked here
/// within limits. Whatever is asked for and is not there is an undefined element, never an exception.
/// </summary>
internal sealed class QpdfObjects : IDisposable
{
    /// <summary>What a reference may lead through before it counts as a loop.</summary>
    private const int MostSteps = 16;

    /// <summary>A page tree deeper than this is an attack; Acrobat writes trees of depth 4 for ten thousand pages.</summary>
    private const int DeepestTree = 64;

    private readonly JsonDocument _json;
    private readonly Dictionary<string, JsonElement> _objects = new(StringComparer.Ordinal);

    private QpdfObjects(JsonDocument json)
    {
        _json = json;
        var parts = json.RootElement.GetProperty("qpdf");
        foreach (var entry in parts[1].EnumerateObject())
        {
            if (entry.Name.StartsWith("obj:", StringComparison.Ordinal))
            {
                _objects[entry.Name["obj:".Length..]] = entry.Value;
            }
            else if (entry.Name == "trailer" && entry.Value.TryGetProperty("value", out var trailer))
            {
                Trailer = trailer;
            }
        }
    }

    public JsonElement Trailer { get; }

    public JsonElement Catalog => Get(Trailer, "/Root");

    /// <summary>By reference, "12 0 R".</summary>
    public IReadOnlyDictionary<string, JsonElement> All => _objects;

    /// <exception cref="JsonException">This is no PDF in qpdf's JSON.</exception>
    public static QpdfObjects Parse(byte[] json)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            document = JsonDocument.Parse(QpdfNumbers.WithWholeNumbers(json));
        }

        try
        {
            return new QpdfObjects(document);
        }
        catch (Exception other) when (other is KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            document.Dispose();
            throw new JsonException("This is no PDF in qpdf's JSON.", other);
        }
    }

    public void Dispose() => _json.Dispose();

    /// <summary>The reference that an element is, "12 0 R"; null when it is the thing itself.</summary>
    public static string? Reference(JsonElement element) =>
        element.ValueKind == JsonValueKind.String && element.GetString() is { } text && text.EndsWith(" R", StringComparison.Ordinal) && char.IsAsciiDigit(text[0]) ? text : null;

    /// <summary>What an element stands for: references are followed, a stream is its dictionary.</summary>
    public JsonElement Resolve(JsonElement element)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            if (Reference(element) is not { } reference)
            {
                return element;
            }

            if (!_objects.TryGetValue(reference, out var found))
            {
                return default;
            }

            element = found.TryGetProperty("stream", out var stream) ? stream.GetProperty("dict")
                : found.TryGetProperty("value", out var value) ? value
                : default;
        }

        return default;
    }

    public JsonElement Get(JsonElement dictionary, string key) => Resolve(Raw(dictionary, key));

    /// <summary>As it stands in the dictionary: perhaps a reference.</summary>
    public JsonElement Raw(JsonElement dictionary, string key) =>
        Resolve(dictionary) is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty(key, out var value) ? value : default;

    /// <summary>A name without its slash; null when it is none.</summary>
    public string? Name(JsonElement dictionary, string key) =>
        Get(dictionary, key) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text && text[0] == '/' ? text[1..] : null;

    /// <summary>A text string; null when it is none. Bytes that are no text are read as UTF-16 or Latin 1.</summary>
    public string? Text(JsonElement dictionary, string key) => Text(Get(dictionary, key));

    public static string? Text(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String || element.GetString() is not { } text)
        {
            return null;
        }

        if (text.StartsWith("u:", StringComparison.Ordinal))
        {
            return text[2..];
        }

        return text.StartsWith("b:", StringComparison.Ordinal) ? PdfStrings.Decode(Bytes(text)) : null;
    }

    public double? Number(JsonElement dictionary, string key) =>
        Get(dictionary, key) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out var number) ? number : null;

    /// <summary>All numbers of an array; null when it is none, or holds something else.</summary>
    public double[]? Numbers(JsonElement dictionary, string key)
    {
        if (Get(dictionary, key) is not { ValueKind: JsonValueKind.Array } array)
        {
            return null;
        }

        var numbers = new double[array.GetArrayLength()];
        var at = 0;
        foreach (var element in array.EnumerateArray())
        {
            if (Resolve(element) is not { ValueKind: JsonValueKind.Number } number || !number.TryGetDouble(out numbers[at++]))
            {
                return null;
            }
        }

        return numbers;
    }

    /// <summary>The elements of an array, or the one thing that stands in place of an array; as they stand, perhaps references.</summary>
    public IEnumerable<JsonElement> Items(JsonElement dictionary, string key)
    {
        var raw = Raw(dictionary, key);
        var found = Resolve(raw);
        return found.ValueKind switch
        {
            JsonValueKind.Array => found.EnumerateArray(),
            JsonValueKind.Undefined or JsonValueKind.Null => [],
            _ => [raw],
        };
    }

    /// <summary>The pages in their order, each with what it inherits; loops and what is no page are left out.</summary>
    public List<PdfPage> Pages(int most)
    {
        var pages = new List<PdfPage>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Stack<(JsonElement Node, PdfPage Inherited, int Depth)>();
        waiting.Push((Raw(Catalog, "/Pages"), new PdfPage(default, default, default, default, default), 0));
        while (waiting.Count > 0 && pages.Count < most)
        {
            var (raw, inherited, depth) = waiting.Pop();
            if (depth > DeepestTree || (Reference(raw) is { } reference && !seen.Add(reference)) || Resolve(raw) is not { ValueKind: JsonValueKind.Object } node)
            {
                continue;
            }

            inherited = new PdfPage(node, Own("/Resources", inherited.Resources), Own("/MediaBox", inherited.MediaBox), Own("/CropBox", inherited.CropBox), Own("/Rotate", inherited.Rotate));
            if (Get(node, "/Kids") is { ValueKind: JsonValueKind.Array } kids)
            {
                foreach (var kid in kids.EnumerateArray().Reverse())
                {
                    waiting.Push((kid, inherited, depth + 1));
                }
            }
            else
            {
                pages.Add(inherited);
            }

            JsonElement Own(string key, JsonElement fallback) => Raw(node, key) is { ValueKind: not JsonValueKind.Undefined } own ? own : fallback;
        }

        return pages;
    }

    /// <summary>The packed bytes of a stream and its dictionary; null when there is no such stream.</summary>
    public (JsonElement Dictionary, byte[] Packed)? Stream(string reference) =>
        _objects.TryGetValue(reference, out var found) && found.TryGetProperty("stream", out var stream)
            ? (stream.GetProperty("dict"), stream.TryGetProperty("data", out var data) ? data.GetBytesFromBase64() : [])
            : null;

    /// <summary>The bytes of a stream; null when there is none, when it is packed in a way that only pictures are, or larger than <paramref name="most"/>.</summary>
    public byte[]? Unpack(string reference, int most)
    {
        if (Stream(reference) is not { } stream)
        {
            return null;
        }

        var bytes = stream.Packed;
        foreach (var filter in Items(stream.Dictionary, "/Filter"))
        {
            if (Items(stream.Dictionary, "/DecodeParms").Any(p => (Number(p, "/Predictor") ?? 1) > 1)
                || StreamFilters.Unpack(Resolve(filter).ValueKind == JsonValueKind.String ? Resolve(filter).GetString()! : "", bytes, most) is not { } unpacked)
            {
                return null;
            }

            bytes = unpacked;
        }

        return bytes.Length > most ? null : bytes;
    }

    internal static byte[] Bytes(string text)
    {
        try
        {
            return Convert.FromHexString(text.AsSpan(2));
        }
        catch (FormatException)
        {
            return [];
        }
    }
}

/// <summary>A page with what it inherits from the tree; each may be a reference or missing.</summary>
internal sealed record PdfPage(JsonElement Dictionary, JsonElement Resources, JsonElement MediaBox, JsonElement CropBox, JsonElement Rotate);

/// <summary>Text strings (ISO 32000-1, 7.9.2).</summary>
internal static class PdfStrings
{
    /// <summary>PDFDocEncoding where it differs from Latin 1, from 0x18 to 0x1F and from 0x80 to 0xA0.</summary>
    private const string Low = "\u02d8\u02c7\u02c6\u02d9\u02dd\u02db\u02da\u02dc";

    private const string High =
        "\u2022\u2020\u2021\u2026\u2014\u2013\u0192\u2044\u2039\u203a\u2212\u2030\u201e\u201c\u201d\u2018\u2019\u201a\u2122\ufb01\ufb02\u0141\u0152\u0160\u0178\u017d\u0131\u0142\u0153\u0161\u017e\u009f\u20ac";

    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            return Encoding.Unicode.GetString(bytes[2..]);
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            return Encoding.UTF8.GetString(bytes[3..]);
        }

        var text = new StringBuilder(bytes.Length);
        foreach (var value in bytes)
        {
            text.Append(value is >= 0x18 and <= 0x1F ? Low[value - 0x18] : value is >= 0x80 and <= 0xA0 ? High[value - 0x80] : (char)value);
        }

        return text.ToString();
    }

    /// <summary>The bytes that qpdf read this text from: PDFDocEncoding where that can say it, else UTF-16.</summary>
    public static byte[] Encode(string text)
    {
        var bytes = new byte[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            var value = Low.Contains(letter, StringComparison.Ordinal) ? 0x18 + Low.IndexOf(letter, StringComparison.Ordinal)
                : High.Contains(letter, StringComparison.Ordinal) ? 0x80 + High.IndexOf(letter, StringComparison.Ordinal)
                : letter is <= '\u0017' or (>= ' ' and <= '\u007f') or (>= '\u00a1' and <= '\u00ff') ? letter
                : -1;
            if (value < 0)
            {
                return [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)];
            }

            bytes[i] = (byte)value;
        }

        return bytes;
    }
}

/// <summary>qpdf hands numbers on as the file has them: "612." and "+.5" are numbers in a PDF, but not in JSON.</summary>
internal static class QpdfNumbers
{
    private static readonly SearchValues<byte> EndOfText = SearchValues.Create("\"\\"u8);

    public static byte[] WithWholeNumbers(ReadOnlySpan<byte> json)
    {
        var whole = new ArrayBufferWriter<byte>(json.Length + 64);
        var at = 0;
        while (at < json.Length)
        {
            var here = json[at];
            if (here == '"')
            {
                var end = EndOfString(json, at + 1);
                whole.Write(json[at..end]);
                at = end;
                continue;
            }

            if (here == '.' && (at == 0 || !char.IsAsciiDigit((char)json[at - 1])))
            {
                whole.Write("0"u8);
            }

            if (here != '+')
            {
                whole.Write(json.Slice(at, 1));
            }

            if (here == '.' && (at + 1 == json.Length || !char.IsAsciiDigit((char)json[at + 1])))
            {
                whole.Write("0"u8);
            }

            at++;
        }

        return whole.WrittenSpan.ToArray();
    }

    /// <summary>Behind the quotation mark that ends the string which begins at <paramref name="at"/>.</summary>
    private static int EndOfString(ReadOnlySpan<byte> json, int at)
    {
        while (at < json.Length && json[at..].IndexOfAny(EndOfText) is >= 0 and var next)
        {
            if (json[at + next] == '"')
            {
                return at + next + 1;
            }

            at = Math.Min(at + next + 2, json.Length);
        }

        return json.Length;
    }
}

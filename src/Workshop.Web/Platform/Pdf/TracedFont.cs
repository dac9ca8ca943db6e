using System.Text.Json;

namespace Workshop.Web.Platform.Pdf;

/// <summary>What must be known of a font to cut its strings and to judge its size.</summary>
internal sealed class TracedFont
{
    private const int MostMap = 1 << 20;

    private readonly Dictionary<int, string> _unicode;
    private readonly HashSet<int> _misread;
    private readonly HashSet<int> _wordy;

    private TracedFont(string key, JsonElement raw, Dictionary<int, string> unicode, HashSet<int> misread)
    {
        Key = key;
        Raw = raw;
        _unicode = unicode;
        _misread = misread;
        _wordy = LyingFonts.Wordy(unicode);
    }

    /// <summary>What the probe calls it.</summary>
    public string Key { get; }

    /// <summary>The font itself, or a reference to it.</summary>
    public JsonElement Raw { get; }

    /// <summary>Bytes of each code; 0 when that differs from code to code, and strings must not be cut.</summary>
    public int CodeBytes { get; private init; } = 1;

    public bool IsType3 { get; private init; }

    /// <summary>Height of its letters at size 1, as a share of what an ordinary font has.</summary>
    public double Scale { get; private init; } = 1;

    public static TracedFont Read(QpdfObjects objects, JsonElement raw, string key)
    {
        var font = objects.Resolve(raw);
        var subtype = objects.Name(font, "/Subtype");
        var unicode = QpdfObjects.Reference(objects.Raw(font, "/ToUnicode")) is { } map && objects.Unpack(map, MostMap) is { } bytes
            ? ToUnicode.Parse(bytes)
            : [];
        return new TracedFont(key, raw, unicode, LyingFonts.Misread(objects, font, unicode))
        {
            CodeBytes = subtype == "Type0" ? BytesOf(objects.Name(font, "/Encoding")) : 1,
            IsType3 = subtype == "Type3",
            Scale = subtype == "Type3" ? Type3Scale(objects, font) : 1,
        };
    }

    /// <summary>All codes of the string are spaces, or what ToUnicode calls one.</summary>
    public bool IsBlank(ReadOnlySpan<byte> codes)
    {
        for (var at = 0; at + CodeBytes <= codes.Length; at += CodeBytes)
        {
            if (CodeBytes == 0 || (_unicode.TryGetValue(Code(codes, at), out var text) ? !string.IsNullOrWhiteSpace(text) : CodeBytes != 1 || codes[at] != ' '))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>One of the codes is said to be another letter than it is named.</summary>
    public bool IsMisread(ReadOnlySpan<byte> codes) => Find(_misread, codes) is not null;

    /// <summary>The sentence that one of the codes is said to be; null when there is none.</summary>
    public string? Sentence(ReadOnlySpan<byte> codes) => Find(_wordy, codes) is { } code ? _unicode[code] : null;

    private int? Find(HashSet<int> wanted, ReadOnlySpan<byte> codes)
    {
        for (var at = 0; wanted.Count > 0 && CodeBytes > 0 && at + CodeBytes <= codes.Length; at += CodeBytes)
        {
            if (wanted.Contains(Code(codes, at)))
            {
                return Code(codes, at);
            }
        }

        return null;
    }

    private int Code(ReadOnlySpan<byte> codes, int at) => CodeBytes == 1 ? codes[at] : (codes[at] << 8) | codes[at + 1];

    /// <summary>The predefined character maps that always take two bytes (ISO 32000-1, table 118). One that is embedded may do anything.</summary>
    private static int BytesOf(string? map) => map switch
    {
        null => 0,
        "Identity-H" or "Identity-V" => 2,
        _ when map.Contains("UCS2", StringComparison.Ordinal) => 2,
        _ => 0,
    };

    /// <summary>
    /// By the box of the font or by its widest letter, whichever is larger: either may be empty or wrong. 1 when nothing is said.
    /// </summary>
    private static double Type3Scale(QpdfObjects objects, JsonElement font)
    {
        if (objects.Numbers(font, "/FontMatrix") is not [var wide, _, _, var high, _, _])
        {
            return 1;
        }

        var byBox = objects.Numbers(font, "/FontBBox") is [_, var low, _, var top] ? Math.Abs(high * (top - low)) / 1.2 : 0;
        var byWidth = objects.Numbers(font, "/Widths") is { Length: > 0 } widths ? Math.Abs(wide * widths.Max()) : 0;
        return Math.Max(byBox, byWidth) is > 0 and var scale ? scale : 1;
    }
}

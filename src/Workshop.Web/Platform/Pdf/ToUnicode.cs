using System.Text;

namespace Workshop.Web.Platform.Pdf;

/// <summary>The map from a font's codes to text (Adobe Technical Note 5411): only what such maps use of PostScript.</summary>
internal static class ToUnicode
{
    /// <summary>A range may name 65,536 codes in twenty bytes; more than this in one map is an attack.</summary>
    private const int MostCodes = 1 << 17;

    public static Dictionary<int, string> Parse(byte[] map)
    {
        var unicode = new Dictionary<int, string>();
        var tokens = new ContentTokens(map);
        var strings = new List<byte[]>();
        var arrays = new List<(int At, List<byte[]> Targets)>();
        List<byte[]>? array = null;
        while (tokens.Next() is { } token)
        {
            switch (token.Kind)
            {
                case ContentTokenKind.HexText or ContentTokenKind.Text:
                    (array ?? strings).Add(tokens.Text(token));
                    break;
                case ContentTokenKind.ArrayStart:
                    array = [];
                    arrays.Add((strings.Count, array));
                    break;
                case ContentTokenKind.ArrayEnd when array is not null:
                    strings.Add([]);
                    array = null;
                    break;
                case ContentTokenKind.Word:
                    switch (Encoding.Latin1.GetString(tokens.Bytes(token)))
                    {
                        case "endbfchar":
                            for (var i = 0; i + 1 < strings.Count; i += 2)
                            {
                                Add(Code(strings[i]), strings[i + 1], 0);
                            }

                            break;
                        case "endbfrange":
                            Ranges();
                            break;
                    }

                    strings.Clear();
                    arrays.Clear();
                    array = null;
                    break;
            }
        }

        return unicode;

        void Ranges()
        {
            for (var i = 0; i + 2 < strings.Count; i += 3)
            {
                var (first, last) = (Code(strings[i]), Code(strings[i + 1]));
                var targets = arrays.Find(a => a.At == i + 2).Targets;
                for (var code = first; code <= last && code - first <= 0xFFFF && unicode.Count < MostCodes; code++)
                {
                    if (targets is null)
                    {
                        Add(code, strings[i + 2], code - first);
                    }
                    else if (code - first < targets.Count)
                    {
                        Add(code, targets[code - first], 0);
                    }
                }
            }
        }

        void Add(int code, byte[] target, int further)
        {
            if (unicode.Count >= MostCodes)
            {
                return;
            }

            var text = target.Length == 1 ? ((char)target[0]).ToString() : Encoding.BigEndianUnicode.GetString(target);
            unicode[code] = further == 0 || text.Length == 0 ? text : text[..^1] + (char)(text[^1] + further);
        }
    }

    private static int Code(byte[] code)
    {
        var value = 0;
        foreach (var part in code.AsSpan(0, Math.Min(code.Length, 3)))
        {
            value = (value << 8) | part;
        }

        return value;
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Workshop.Web.Platform.Pdf;

/// <summary>
/// The letters of Type 3 fonts as boxes in the colour of the text. Such letters may bring colours of their own, and a renderer keeps them smoothed, so what they draw would not have
/// the colour of its piece.
/// </summary>
internal static class BoxedGlyphs
{
    private const int MostGlyph = 4 << 20;

    private static readonly HashSet<string> Painting = new(StringComparer.Ordinal) { "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do", "sh", "Tj", "TJ", "'", "\"", "EI", "BI" };

    public static void Replace(QpdfObjects objects, JsonElement font, PdfAssembly assembly)
    {
        if (objects.Get(font, "/CharProcs") is not { ValueKind: JsonValueKind.Object } glyphs)
        {
            return;
        }

        var box = objects.Numbers(font, "/FontBBox");
        foreach (var glyph in glyphs.EnumerateObject())
        {
            if (QpdfObjects.Reference(glyph.Value) is { } reference && objects.Unpack(reference, MostGlyph) is { } content && Boxed(content, box) is { } boxed)
            {
                assembly.Replace(reference, boxed);
            }
        }
    }

    /// <summary>Null when it draws nothing: then it may stay as it is.</summary>
    private static byte[]? Boxed(byte[] content, double[]? fontBox)
    {
        var tokens = new ContentTokens(content);
        var numbers = new List<double>();
        double[]? metrics = null;
        while (tokens.Next() is { } token)
        {
            if (token.Kind == ContentTokenKind.Number)
            {
                numbers.Add(tokens.Number(token));
            }
            else if (token.Kind == ContentTokenKind.Word)
            {
                var word = Encoding.Latin1.GetString(tokens.Bytes(token));
                if (metrics is null)
                {
                    metrics = (word, numbers) switch
                    {
                        ("d1", [.., var w, _, var x0, var y0, var x1, var y1]) => [w, x0, y0, x1, y1],
                        ("d0", [.., var w, _]) => [w, .. fontBox is [var x0, var y0, var x1, var y1] && x1 > x0 && y1 > y0 ? (double[])[x0, y0, x1, y1] : [0, 0, w, w]],
                        _ => [0, 0, 0, 0, 0],
                    };
                }
                else if (Painting.Contains(word))
                {
                    var (left, bottom, right, top) = (Math.Min(metrics[1], metrics[3]), Math.Min(metrics[2], metrics[4]), Math.Max(metrics[1], metrics[3]), Math.Max(metrics[2], metrics[4]));
                    return Encoding.ASCII.GetBytes(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{metrics[0]:0.####} 0 {left:0.####} {bottom:0.####} {right:0.####} {top:0.####} d1 {left:0.####} {bottom:0.####} {right - left:0.####} {top - bottom:0.####} re f"));
                }

                numbers.Clear();
            }
        }

        return null;
    }
}

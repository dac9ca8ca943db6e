using System.Globalization;
using System.Text;
using QRCoder;

namespace Workshop.Web.Features.Programme.Print;

/// <summary>A QR code as one path: a book has one beside each abstract, and an element for every dark square would be half a million of them.</summary>
internal static class QrPath
{
    /// <summary>Without a quiet zone: leave four squares of white around it. The style sheet says how large.</summary>
    /// <param name="label">For readers who hear the page.</param>
    public static Html Svg(string text, string label)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.L);
        var rows = code.ModuleMatrix;

        // The matrix comes with a quiet zone of four.
        const int Quiet = 4;
        var side = rows.Count - (2 * Quiet);
        var path = new StringBuilder();
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                var from = x;
                while (x < side && rows[y + Quiet][x + Quiet])
                {
                    x++;
                }

                if (x > from)
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from}v1h-{x - from}z");
                }
            }
        }

        return Html.Of($"""<svg class="qr" viewBox="0 0 {side} {side}" role="img" aria-label="{label}" shape-rendering="crispEdges"><path d="{path.ToString()}"/></svg>""");
    }
}

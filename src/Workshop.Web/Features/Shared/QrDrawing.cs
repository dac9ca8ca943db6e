using QRCoder;

namespace Workshop.Web.Features.Shared;

/// <summary>A QR code as SVG, for pages and paper.</summary>
public static class QrDrawing
{
    /// <summary>A view box and no size: the style sheet says how large. Black on white whatever the scheme, or cameras do not read it.</summary>
    public static string Svg(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var svg = new SvgQRCode(code);
        return svg.GetGraphic(4, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }
}

using System.Globalization;
using System.Text.Encodings.Web;
using Workshop.Domain.Events;

namespace Workshop.Web.Features.Cards;

/// <summary>The card as a page of 1200 × 630 pixels: the name as large as it can be, a rule, when and where, and what is due.</summary>
internal static class CardLayout
{
    public const int Width = 1200;
    public const int Height = 630;

    public static string Write(CardFacts facts)
    {
        // No measuring: the letters of a name of usual width fit at these sizes, and what would not is cut by lines.
        var name = AnnouncementText.Cut(facts.Name, 160);
        var size = AnnouncementText.LengthOf(name) switch { <= 24 => 96, <= 48 => 80, <= 80 => 66, _ => 54 };
        return string.Create(CultureInfo.InvariantCulture, $$"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>{{Text(facts.Name)}}</title>
            <style>
            /* Twice as large, so that both sides are whole points: half a point would be a row of pixels too many. */
            @page { size: {{2 * Width}}px {{2 * Height}}px; margin: 0; }
            * { box-sizing: border-box; margin: 0; }
            html { width: {{2 * Width}}px; height: {{2 * Height}}px; }
            body { zoom: 2; width: {{Width}}px; height: {{Height}}px; display: flex; flex-direction: column; padding: 72px 84px 64px; background: #fffefb; color: #1c1e22; border-left: 22px solid #1c4a72; font-family: Charter, "Bitstream Charter", "Source Serif 4", "Noto Serif", "DejaVu Serif", Georgia, serif, "Noto Serif CJK SC", "Noto Sans CJK SC", "Noto Color Emoji"; overflow: hidden; }
            h1 { font-size: {{size}}px; line-height: 1.12; font-weight: 600; letter-spacing: -0.01em; text-wrap: balance; overflow-wrap: anywhere; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: {{(size > 70 ? 3 : 4)}}; overflow: hidden; flex: none; }
            .facts { margin-top: auto; padding-top: 30px; }
            .facts::before { content: ""; display: block; width: 120px; height: 5px; background: #1c4a72; margin-bottom: 28px; }
            p { font-size: 36px; line-height: 1.35; overflow: hidden; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow-wrap: anywhere; }
            .venue { color: #5a5d63; font-size: 31px; }
            .due { display: inline-block; margin-top: 26px; padding: 10px 26px 12px; background: #1c4a72; color: #ffffff; font: 600 31px/1.35 system-ui, "Noto Sans", "DejaVu Sans", Arial, sans-serif; border-radius: 4px; }
            </style>
            </head>
            <body>
            <h1 dir="auto">{{Text(name)}}</h1>
            <div class="facts">
            <p>{{Text(facts.Days)}}</p>
            {{(facts.Venue.Length == 0 ? "" : $"<p class=\"venue\" dir=\"auto\">{Text(AnnouncementText.Cut(facts.Venue, 120))}</p>")}}
            {{(facts.Due.Length == 0 ? "" : $"<div class=\"due\">{Text(facts.Due)}</div>")}}
            </div>
            </body>
            </html>
            """);
    }

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}

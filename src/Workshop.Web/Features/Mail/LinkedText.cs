using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;

namespace Workshop.Web.Features.Mail;

/// <summary>Plain text as HTML with its web addresses as links. Everything is encoded, and nothing but http and https becomes a link.</summary>
internal sealed partial class LinkedText(string text) : IHtmlContent
{
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        var from = 0;
        foreach (Match match in Address().Matches(text))
        {
            // The full stop after an address ends the sentence, and a bracket around it is not part of it.
            var address = match.Value.TrimEnd('.', ',', ';', ':', '!', '?', ')', ']', '\'', '”');
            encoder.Encode(writer, text[from..match.Index]);
            writer.Write("<a href=\"");
            encoder.Encode(writer, address);
            writer.Write("\">");
            encoder.Encode(writer, address);
            writer.Write("</a>");
            from = match.Index + address.Length;
        }

        encoder.Encode(writer, text[from..]);
    }

    [GeneratedRegex("""https?://[^\s<>"]+""")]
    private static partial Regex Address();
}

using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Workshop.Web.Platform.Mail;

/// <summary>The plain text as HTML for programs that show nothing else well: everything escaped, web addresses as links, nothing fetched from anywhere.</summary>
internal static partial class MailHtml
{
    public static string Of(string text) =>
        $"<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head>\n<body><div style=\"white-space:pre-wrap;font-family:sans-serif;max-width:44em\">{Linked(text)}</div></body></html>\n";

    /// <summary>Everything is encoded, and nothing but http and https becomes a link.</summary>
    public static string Linked(string text)
    {
        var html = new StringBuilder();
        var from = 0;
        foreach (Match match in Address().Matches(text))
        {
            // The full stop after an address ends the sentence, and a bracket around it is not part of it.
            var address = match.Value.TrimEnd('.', ',', ';', ':', '!', '?', ')', ']', '\'', '”');
            html.Append(WebUtility.HtmlEncode(text[from..match.Index]));
            html.Append("<a href=\"").Append(WebUtility.HtmlEncode(address)).Append("\">").Append(WebUtility.HtmlEncode(address)).Append("</a>");
            from = match.Index + address.Length;
        }

        return html.Append(WebUtility.HtmlEncode(text[from..])).ToString();
    }

    [GeneratedRegex("""https?://[^\s<>"]+""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}

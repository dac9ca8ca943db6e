using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Workshop.Web.Platform.Mail;

namespace Workshop.Web.Features.Mail;

/// <summary>Plain text as HTML with its web addresses as links, as in the HTML part of a mail.</summary>
internal sealed class LinkedText(string text) : IHtmlContent
{
    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => writer.Write(MailHtml.Linked(text));
}

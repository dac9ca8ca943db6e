using Markdig;
using Markdig.Extensions.AutoLinks;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Html;

namespace Workshop.Web.Features.Shared;

/// <summary>
/// The organizers' Markdown as HTML. HTML in it stays text; links lead to web and mail addresses only and are not recommended to search engines; a picture
/// becomes a link to it, because the page loads nothing from elsewhere.
/// </summary>
public static class MarkdownText
{
    private static readonly string[] Schemes = [Uri.UriSchemeHttp, Uri.UriSchemeHttps, Uri.UriSchemeMailto];

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UseAutoLinks(new AutoLinkOptions { OpenInNewWindow = false })
        .UsePipeTables()
        .Build();

    public static IHtmlContent ToHtml(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        LevelHeadings(document);
        foreach (var link in document.Descendants<LinkInline>())
        {
            link.IsImage = false;
            link.Url = Safe(link.Url);
            link.GetAttributes().AddProperty("rel", "nofollow noopener");
        }

        foreach (var link in document.Descendants<AutolinkInline>())
        {
            link.Url = link.IsEmail ? link.Url : Safe(link.Url);
            link.GetAttributes().AddProperty("rel", "nofollow noopener");
        }

        return new HtmlString(document.ToHtml(Pipeline));
    }

    /// <summary>Below the page's own h1, from h2 on and without gaps, whatever level the organizers began with.</summary>
    private static void LevelHeadings(MarkdownDocument document)
    {
        var headings = document.Descendants<HeadingBlock>().ToList();
        var top = headings.Count == 0 ? 1 : headings.Min(heading => heading.Level);
        var above = 1;
        foreach (var heading in headings)
        {
            heading.Level = Math.Min(Math.Min(heading.Level - top + 2, above + 1), 6);
            above = heading.Level;
        }
    }

    private static string Safe(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var absolute) && Schemes.Contains(absolute.Scheme, StringComparer.Ordinal) ? absolute.AbsoluteUri : "#";
}

using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.AspNetCore.WebUtilities;

namespace Workshop.Web.Features.Shared;

/// <summary>
/// <c>&lt;th sort-by="score"&gt;Score&lt;/th&gt;</c>: a header that is a link. The query says <c>sort=score</c> or, downwards, <c>sort=-score</c>; the rest of
/// the query is kept. <c>sort-default</c> marks the order that the page has without one.
/// </summary>
[HtmlTargetElement("th", Attributes = "sort-by")]
public sealed class SortTagHelper : TagHelper
{
    public string SortBy { get; set; } = "";

    public bool SortDefault { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var request = ViewContext.HttpContext.Request;
        var current = request.Query["sort"].ToString();
        if (current.Length == 0 && SortDefault)
        {
            current = SortBy;
        }

        var up = current == SortBy;
        var down = current == "-" + SortBy;
        var href = (request.PathBase + request.Path).ToUriComponent();
        foreach (var (key, values) in request.Query)
        {
            if (key != "sort")
            {
                foreach (var value in values)
                {
                    href = QueryHelpers.AddQueryString(href, key, value ?? "");
                }
            }
        }

        href = QueryHelpers.AddQueryString(href, "sort", up ? "-" + SortBy : SortBy);
        output.Attributes.SetAttribute("scope", "col");
        if (up || down)
        {
            output.Attributes.SetAttribute("aria-sort", up ? "ascending" : "descending");
        }

        var link = new TagBuilder("a");
        link.Attributes["href"] = href;
        link.Attributes["class"] = "sort";
        link.InnerHtml.AppendHtml(await output.GetChildContentAsync());
        output.Content.SetHtmlContent(link);
    }
}

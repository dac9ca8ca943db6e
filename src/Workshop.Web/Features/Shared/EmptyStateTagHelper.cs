using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Workshop.Web.Features.Shared;

/// <summary><c>&lt;empty-state title="No submissions yet"&gt;one sentence and the way on&lt;/empty-state&gt;</c>, where a list would be.</summary>
[HtmlTargetElement("empty-state")]
public sealed class EmptyStateTagHelper : TagHelper
{
    public string Title { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "empty-state");
        output.Content.AppendHtml("<p class=\"empty-title\">").Append(Title).AppendHtml("</p>").AppendHtml(content);
    }
}

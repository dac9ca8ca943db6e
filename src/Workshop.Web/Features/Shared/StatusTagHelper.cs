using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Workshop.Web.Features.Shared;

/// <summary>
/// <c>&lt;status-tag value="@status" /&gt;</c>: a word, then a colour. The value may be an enum's name ("AcceptedTalk") or words. Content replaces the word
/// and keeps the colour, for an event's own labels.
/// </summary>
[HtmlTargetElement("status-tag", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class StatusTagHelper : TagHelper
{
    /// <summary>Null or empty renders nothing.</summary>
    public string? Value { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var words = StatusTone.Words(Value ?? "");
        if (words.Length == 0)
        {
            output.SuppressOutput();
            return;
        }

        var own = await output.GetChildContentAsync();
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"status status-{StatusTone.Of(words)}");
        if (own.IsEmptyOrWhiteSpace)
        {
            output.Content.SetContent(char.ToUpperInvariant(words[0]) + words[1..]);
        }
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Workshop.Web.Features.Shared;

/// <summary><c>&lt;countdown to="@instant" /&gt;</c>: "in 3 days"; site.js keeps it true while the page stays open.</summary>
[HtmlTargetElement("countdown", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class CountdownTagHelper(TimeProvider time) : TagHelper
{
    public DateTimeOffset To { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "countdown");
        output.Attributes.SetAttribute("datetime", To.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        output.Content.SetContent(DurationText.Until(To, time.GetUtcNow()));
    }
}

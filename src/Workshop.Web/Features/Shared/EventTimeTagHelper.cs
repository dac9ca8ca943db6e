using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Workshop.Web.Features.Shared;

/// <summary>
/// <c>&lt;event-time at="@instant" zone="@ianaId" /&gt;</c>: the instant in the event's zone, with AoE and the reader's own zone beside it.
/// <c>brief</c> shows the event's zone alone, for records of the past in dense tables; never for a deadline.
/// </summary>
[HtmlTargetElement("event-time", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class EventTimeTagHelper : TagHelper
{
    /// <summary>Null renders nothing.</summary>
    public DateTimeOffset? At { get; set; }

    /// <summary>The event's zone by its IANA name.</summary>
    public string Zone { get; set; } = EventTimeText.AoeId;

    public bool Brief { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (At is not { } at)
        {
            output.SuppressOutput();
            return;
        }

        var zone = TimeZoneInfo.FindSystemTimeZoneById(Zone);
        var text = EventTimeText.Create(at, zone, Brief ? null : ReaderZone.Of(ViewContext.HttpContext.Request));
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        if (Brief)
        {
            output.Content.SetContent(text.Main);
            return;
        }

        // What site.js needs to say the same sentence in the reader's zone when the cookie is missing or out of date.
        var local = TimeZoneInfo.ConvertTime(at, zone);
        output.Attributes.SetAttribute("data-main", text.Main);
        output.Attributes.SetAttribute("data-day", local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        output.Attributes.SetAttribute("data-offset", ((int)local.Offset.TotalMinutes).ToString(CultureInfo.InvariantCulture));
        if (text.Aoe is { } aoe)
        {
            output.Attributes.SetAttribute("data-aoe", aoe);
        }

        output.Content.SetContent(text.ToString());
    }
}

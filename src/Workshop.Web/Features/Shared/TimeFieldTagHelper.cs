using System.Net;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Workshop.Domain.Events;

namespace Workshop.Web.Features.Shared;

/// <summary>
/// <c>&lt;time-field for="Input.Until" zone="@zone" label="Until" /&gt;</c>: the control for a <see cref="TimeEntry"/>. Says under it which instant that is, in the zone of
/// the entry, AoE and the reader's own; asks which one is meant when the time happens twice in the zone.
/// </summary>
[HtmlTargetElement("time-field", Attributes = "for", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TimeFieldTagHelper(IHtmlGenerator html) : TagHelper
{
    public ModelExpression For { get; set; } = null!;

    public string? Label { get; set; }

    public string? Hint { get; set; }

    /// <summary>In which the time is typed; null when the form does not know one yet.</summary>
    public EventZone? Zone { get; set; }

    public bool Optional { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    private string Name => ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);

    private string Id => TagBuilder.CreateSanitizedId(Name, html.IdAttributeDotReplacement);

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var entry = For.Model as TimeEntry ?? TimeEntry.Empty;
        var error = ViewContext.ModelState.TryGetValue(Name, out var state) && state.Errors.Count > 0 ? string.Join(' ', state.Errors.Select(e => e.ErrorMessage)) : null;
        var described = new List<string>();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"field short{(error is null ? "" : " has-error")}");
        output.Content.AppendHtml($"<label for=\"{Id}\">{WebUtility.HtmlEncode(Label ?? For.Metadata.PropertyName)}{(Optional ? " <span class=\"optional\">optional</span>" : "")}</label>");
        Paragraph("hint", "hint", Hint is null ? null : WebUtility.HtmlEncode(Hint));
        Paragraph("error", "field-error", error is null ? null : $"<span class=\"visually-hidden\">Error: </span>{WebUtility.HtmlEncode(error)}");
        output.PostContent.AppendHtml(Understood(entry));
        if (entry.IsRepeatedIn(Zone))
        {
            output.PostContent.AppendHtml(WhichOne(entry));
        }

        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.Attributes["type"] = "datetime-local";
        input.Attributes["id"] = Id;
        input.Attributes["name"] = Name;
        input.Attributes["value"] = entry.Text.Trim().Replace(' ', 'T');
        if (error is not null)
        {
            input.Attributes["aria-invalid"] = "true";
        }

        if (described.Count > 0)
        {
            input.Attributes["aria-describedby"] = string.Join(' ', described);
        }

        output.Content.AppendHtml(input);

        void Paragraph(string part, string css, string? content)
        {
            if (content is not null)
            {
                described.Add($"{Id}-{part}");
                output.Content.AppendHtml($"<p class=\"{css}\" id=\"{Id}-{part}\">{content}</p>");
            }
        }
    }

    /// <summary>The instant in three zones; nothing while there is none.</summary>
    private HtmlString Understood(TimeEntry entry)
    {
        if (Zone is null || entry.Read(Zone, "").Value is not { } instant)
        {
            return HtmlString.Empty;
        }

        return new HtmlString($"<p class=\"hint understood\">That is {WebUtility.HtmlEncode(EventTimeText.InThreeZones(instant, Zone, ViewContext.HttpContext.Request))}.</p>");
    }

    private TagBuilder WhichOne(TimeEntry entry)
    {
        var set = new TagBuilder("fieldset");
        set.Attributes["class"] = "field";
        set.InnerHtml.AppendHtml("<legend>That time happens twice, because clocks are set back. Which one do you mean?</legend>");
        Choice(RepeatedHour.First, "The first one, before clocks are set back");
        Choice(RepeatedHour.Second, "The second one, after clocks are set back");
        return set;

        void Choice(RepeatedHour hour, string words)
        {
            var id = $"{Id}_{hour}";
            var at = entry with { Which = hour };
            var utc = at.Read(Zone!, "").Value is { } instant ? $" ({instant:HH:mm} UTC)" : "";
            set.InnerHtml.AppendHtml(
                $"<div class=\"choice\"><input type=\"radio\" id=\"{id}\" name=\"{Name}.{nameof(TimeEntry.Which)}\" value=\"{hour}\"{(entry.Which == hour ? " checked" : "")} /><label for=\"{id}\">{words}{utc}</label></div>");
        }
    }
}

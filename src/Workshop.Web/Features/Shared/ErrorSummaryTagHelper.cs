using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Workshop.Web.Features.Shared;

/// <summary><c>&lt;error-summary /&gt;</c> at the top of a page with a form: every error of ModelState in the order of the form, each a link to its field.</summary>
[HtmlTargetElement("error-summary", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ErrorSummaryTagHelper(IHtmlGenerator html) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var errors = ViewContext.ModelState
            .SelectMany(entry => entry.Value!.Errors.Select(error => (entry.Key, Text: error.ErrorMessage)))
            .Where(error => error.Text.Length > 0)
            .OrderBy(error => PlaceInForm(error.Key), StringComparer.Ordinal)
            .ToList();
        if (errors.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "error-summary");
        output.Attributes.SetAttribute("id", "error-summary");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        // The browser moves the focus here on load, with or without script.
        output.Attributes.SetAttribute(new TagHelperAttribute("autofocus"));
        output.Content.AppendHtml("<h2>")
            .Append(errors.Count == 1 ? "One thing needs to be put right" : string.Create(CultureInfo.InvariantCulture, $"{errors.Count} things need to be put right"))
            .AppendHtml("</h2><ul>");
        foreach (var (key, text) in errors)
        {
            var item = new TagBuilder("li");
            if (key.Length == 0)
            {
                item.InnerHtml.Append(text);
            }
            else
            {
                var link = new TagBuilder("a");
                link.Attributes["href"] = "#" + TagBuilder.CreateSanitizedId(key, html.IdAttributeDotReplacement);
                link.InnerHtml.Append(text);
                item.InnerHtml.AppendHtml(link);
            }

            output.Content.AppendHtml(item);
        }

        output.Content.AppendHtml("</ul>");
    }

    /// <summary>ModelState keeps its keys by name; people read a form from the top, which is the order in which the properties are declared.</summary>
    private string PlaceInForm(string key)
    {
        var place = "";
        ModelMetadata? type = ViewContext.ViewData.ModelMetadata;
        foreach (var part in key.Split('.', '['))
        {
            if (part.EndsWith(']'))
            {
                place += part.PadLeft(6, '0');
                type = type?.ElementMetadata;
                continue;
            }

            var index = type is null ? -1 : type.Properties.ToList().FindIndex(p => p.PropertyName == part);
            place += string.Create(CultureInfo.InvariantCulture, $"{(index < 0 ? 9999 : index):0000}");
            type = index < 0 ? null : type!.Properties[index];
        }

        return place;
    }
}

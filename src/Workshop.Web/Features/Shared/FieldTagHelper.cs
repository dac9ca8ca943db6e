using System.Collections;
using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Workshop.Web.Features.Shared;

/// <summary>
/// <c>&lt;field for="Input.Title" hint="…" /&gt;</c>: label, hint, error and control, tied together for screen readers. The control follows from the property
/// (text, e-mail, password, number, date, file, checkbox; <c>rows</c> makes a text area, <c>items</c> a select). <c>class</c> goes to the whole field, other
/// attributes that are not listed here to the control: <c>autocomplete</c>, <c>accept</c>, <c>inputmode</c>. Content, when there is any, is the hint as HTML.
/// </summary>
[HtmlTargetElement("field", Attributes = "for", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FieldTagHelper(IHtmlGenerator html) : TagHelper
{
    public ModelExpression For { get; set; } = null!;

    /// <summary>The property's display name when absent.</summary>
    public string? Label { get; set; }

    public string? Hint { get; set; }

    /// <summary>Makes a text area so many lines tall.</summary>
    public int Rows { get; set; }

    public IEnumerable<SelectListItem>? Items { get; set; }

    /// <summary>With <see cref="Items"/>: "select" (default), "radios" or "checkboxes".</summary>
    public string As { get; set; } = "select";

    /// <summary>The input's type, when the property does not tell.</summary>
    public string? Type { get; set; }

    /// <summary>Shows a count under the control. Guidance only: what is typed is never cut off, the rule that refuses stays on the server.</summary>
    public int MaxWords { get; set; }

    /// <inheritdoc cref="MaxWords"/>
    public int MaxCharacters { get; set; }

    /// <summary>Says "optional" after the label. By default it follows from the property: nullable means optional.</summary>
    public bool? Optional { get; set; }

    /// <summary>The browser puts the cursor here when the page opens.</summary>
    public bool Focused { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    private string Name => ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);

    private string Id => TagBuilder.CreateSanitizedId(Name, html.IdAttributeDotReplacement);

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        IHtmlContent? hint = !content.IsEmptyOrWhiteSpace ? content : Hint is null ? null : new HtmlString(System.Net.WebUtility.HtmlEncode(Hint));
        var error = ErrorText();
        var described = new List<string>();
        if (hint is not null)
        {
            described.Add($"{Id}-hint");
        }

        if (error is not null)
        {
            described.Add($"{Id}-error");
        }

        var attributes = output.Attributes.ToDictionary(a => a.Name, a => a.Value ?? a.Name);
        output.Attributes.Clear();
        var classes = error is null ? "field" : "field has-error";
        if (attributes.Remove("class", out var given))
        {
            classes += " " + given;
        }

        if (Focused)
        {
            attributes["autofocus"] = "autofocus";
        }

        output.TagMode = TagMode.StartTagAndEndTag;
        var counted = MaxWords > 0 || MaxCharacters > 0;
        if (counted)
        {
            described.Add($"{Id}-count");
        }

        var isGroup = Items is not null && As is "radios" or "checkboxes";
        if (described.Count > 0)
        {
            (isGroup ? new Dictionary<string, object>() : attributes)["aria-describedby"] = string.Join(' ', described);
        }

        if (error is not null)
        {
            attributes["aria-invalid"] = "true";
        }

        output.Attributes.SetAttribute("class", classes);
        if (isGroup)
        {
            output.TagName = "fieldset";
            if (described.Count > 0)
            {
                output.Attributes.SetAttribute("aria-describedby", string.Join(' ', described));
            }

            output.Content.AppendHtml(LabelTag("legend")).AppendHtml(Paragraph("hint", hint)).AppendHtml(Paragraph("error", error)).AppendHtml(Choices(attributes));
            return;
        }

        output.TagName = "div";
        if (UnderlyingType == typeof(bool) && Items is null)
        {
            output.Attributes.SetAttribute("class", classes + " field-check");
            output.Content.AppendHtml(CheckBox(attributes)).AppendHtml(LabelTag("label")).AppendHtml(Paragraph("hint", hint)).AppendHtml(Paragraph("error", error));
            return;
        }

        output.Content.AppendHtml(LabelTag("label")).AppendHtml(Paragraph("hint", hint)).AppendHtml(Paragraph("error", error)).AppendHtml(Control(attributes));
        if (counted)
        {
            output.Content.AppendHtml(Counter());
        }
    }

    private Type UnderlyingType => For.Metadata.UnderlyingOrModelType;

    private bool IsFile => typeof(IFormFile).IsAssignableFrom(For.Metadata.ModelType) || For.Metadata.ElementType is { } element && typeof(IFormFile).IsAssignableFrom(element);

    private bool SaysOptional => Optional ?? (!For.Metadata.IsRequired && UnderlyingType != typeof(bool));

    private string? ErrorText()
    {
        if (!ViewContext.ModelState.TryGetValue(Name, out var entry) || entry.Errors.Count == 0)
        {
            return null;
        }

        return string.Join(' ', entry.Errors.Select(e => e.ErrorMessage));
    }

    private TagBuilder LabelTag(string tag)
    {
        var label = new TagBuilder(tag);
        if (tag == "label")
        {
            label.Attributes["for"] = Id;
        }

        label.InnerHtml.Append(Label ?? For.Metadata.DisplayName ?? For.Metadata.PropertyName ?? For.Name);
        if (SaysOptional)
        {
            label.InnerHtml.AppendHtml(" <span class=\"optional\">optional</span>");
        }

        return label;
    }

    private IHtmlContent Paragraph(string kind, string? text) => Paragraph(kind, text is null ? null : new HtmlString(System.Net.WebUtility.HtmlEncode(text)));

    private IHtmlContent Paragraph(string kind, IHtmlContent? text)
    {
        if (text is null)
        {
            return HtmlString.Empty;
        }

        var paragraph = new TagBuilder("p");
        paragraph.Attributes["class"] = kind == "error" ? "field-error" : "hint";
        paragraph.Attributes["id"] = $"{Id}-{kind}";
        if (kind == "error")
        {
            paragraph.InnerHtml.AppendHtml("<span class=\"visually-hidden\">Error: </span>");
        }

        paragraph.InnerHtml.AppendHtml(text);
        return paragraph;
    }

    private TagBuilder Counter()
    {
        var counter = new TagBuilder("p");
        counter.Attributes["class"] = "counter";
        counter.Attributes["id"] = $"{Id}-count";
        counter.Attributes["data-count"] = MaxWords > 0 ? "words" : "characters";
        counter.Attributes["data-max"] = (MaxWords > 0 ? MaxWords : MaxCharacters).ToString(CultureInfo.InvariantCulture);
        counter.Attributes["data-for"] = Id;
        counter.InnerHtml.Append(MaxWords > 0 ? $"At most {MaxWords} words." : $"At most {MaxCharacters} characters.");
        return counter;
    }

    private TagBuilder Control(Dictionary<string, object> attributes)
    {
        // Our own messages are better than the browser's bubbles, and the server decides anyway: no data-val attributes.
        var validation = ViewContext.ClientValidationEnabled;
        ViewContext.ClientValidationEnabled = false;
        try
        {
            if (Items is not null)
            {
                var many = typeof(IEnumerable).IsAssignableFrom(For.Metadata.ModelType) && For.Metadata.ModelType != typeof(string);
                return html.GenerateSelect(ViewContext, For.ModelExplorer, null, For.Name, Items, many, attributes);
            }

            if (Rows > 0 || For.Metadata.DataTypeName == "MultilineText")
            {
                return html.GenerateTextArea(ViewContext, For.ModelExplorer, For.Name, Rows > 0 ? Rows : 6, 0, attributes);
            }

            var type = Type ?? InputType();
            attributes["type"] = type;
            switch (type)
            {
                case "file":
                    attributes["id"] = Id;
                    return html.GenerateTextBox(ViewContext, For.ModelExplorer, For.Name, "", null, attributes);
                case "password":
                    // What was typed is not sent back.
                    return html.GeneratePassword(ViewContext, For.ModelExplorer, For.Name, null, attributes);
                default:
                    return html.GenerateTextBox(ViewContext, For.ModelExplorer, For.Name, For.Model, Format(type), attributes);
            }
        }
        finally
        {
            ViewContext.ClientValidationEnabled = validation;
        }
    }

    private string InputType() => For.Metadata.DataTypeName switch
    {
        "Password" => "password",
        "EmailAddress" => "email",
        "Url" => "url",
        "PhoneNumber" => "tel",
        "Date" => "date",
        _ when IsFile => "file",
        _ when UnderlyingType == typeof(DateOnly) => "date",
        _ when UnderlyingType == typeof(TimeOnly) => "time",
        _ when UnderlyingType == typeof(DateTime) => "datetime-local",
        _ when UnderlyingType == typeof(int) || UnderlyingType == typeof(double) || UnderlyingType == typeof(decimal) => "number",
        _ => "text",
    };

    private static string? Format(string type) => type switch
    {
        "date" => "{0:yyyy-MM-dd}",
        "time" => "{0:HH:mm}",
        "datetime-local" => "{0:yyyy-MM-ddTHH:mm}",
        _ => null,
    };

    private IHtmlContent CheckBox(Dictionary<string, object> attributes)
    {
        var box = html.GenerateCheckBox(ViewContext, For.ModelExplorer, For.Name, For.Model as bool?, attributes);
        RemoveValidation(box);
        // Without this an unticked box is missing from the form and the default of the property would win.
        var unticked = html.GenerateHiddenForCheckbox(ViewContext, For.ModelExplorer, For.Name);
        return new HtmlContentBuilder().AppendHtml(box).AppendHtml(unticked);
    }

    private TagBuilder Choices(Dictionary<string, object> attributes)
    {
        var chosen = Chosen();
        var list = new TagBuilder("div");
        list.Attributes["class"] = "choices";
        var i = 0;
        foreach (var item in Items!)
        {
            var value = item.Value ?? item.Text;
            // The first one has the field's own id, so that the error summary leads to it.
            var id = i == 0 ? Id : string.Create(CultureInfo.InvariantCulture, $"{Id}_{i}");
            var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
            foreach (var (name, given) in attributes)
            {
                input.Attributes[name] = given.ToString();
            }

            input.Attributes["type"] = As == "radios" ? "radio" : "checkbox";
            input.Attributes["id"] = id;
            input.Attributes["name"] = Name;
            input.Attributes["value"] = value;
            if (chosen is null ? item.Selected : chosen.Contains(value))
            {
                input.Attributes["checked"] = "checked";
            }

            if (item.Disabled)
            {
                input.Attributes["disabled"] = "disabled";
            }

            var label = new TagBuilder("label");
            label.Attributes["for"] = id;
            label.InnerHtml.Append(item.Text);
            var row = new TagBuilder("div");
            row.Attributes["class"] = "choice";
            row.InnerHtml.AppendHtml(input).AppendHtml(label);
            list.InnerHtml.AppendHtml(row);
            i++;
        }

        return list;
    }

    /// <summary>What was posted, else the model's values, else null: then the items say themselves what is selected.</summary>
    private HashSet<string>? Chosen()
    {
        if (ViewContext.ModelState.TryGetValue(Name, out var entry) && entry.RawValue is { } raw)
        {
            return raw is string[] posted ? [.. posted] : [raw.ToString()!];
        }

        return For.Model switch
        {
            null => null,
            string one => [one],
            IEnumerable many => [.. many.Cast<object>().Select(x => Convert.ToString(x, CultureInfo.InvariantCulture)!)],
            var one => [Convert.ToString(one, CultureInfo.InvariantCulture)!],
        };
    }

    private static void RemoveValidation(TagBuilder tag)
    {
        foreach (var name in tag.Attributes.Keys.Where(k => k.StartsWith("data-val", StringComparison.Ordinal)).ToList())
        {
            tag.Attributes.Remove(name);
        }
    }
}

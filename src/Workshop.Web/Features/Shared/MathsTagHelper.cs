using Microsoft.AspNetCore.Razor.TagHelpers;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Shared;

/// <summary>
/// <c>&lt;maths text="@title" /&gt;</c>: what the author typed, read by <see cref="TypedText"/> and encoded; site.js sets the formulas, which carry the class "formula".
/// <c>paragraphs</c> makes a paragraph of every run of lines between empty ones, for abstracts and reviews; nothing else is interpreted.
/// </summary>
[HtmlTargetElement("maths", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class MathsTagHelper : TagHelper
{
    public string? Text { get; set; }

    public bool Paragraphs { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = Paragraphs ? "div" : "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        var given = output.Attributes["class"]?.Value?.ToString();
        output.Attributes.SetAttribute("class", given is null ? "maths" : $"maths {given}");
        if (!Paragraphs)
        {
            output.Content.Clear();
            Append(output.Content, Text ?? "");
            return;
        }

        output.Content.Clear();
        foreach (var paragraph in Split(Text ?? ""))
        {
            output.Content.AppendHtml("<p>");
            Append(output.Content, paragraph);
            output.Content.AppendHtml("</p>");
        }
    }

    internal static void Append(TagHelperContent content, string text)
    {
        foreach (var run in TypedText.Read(text))
        {
            if (run.IsFormula)
            {
                content.AppendHtml("<span class=\"formula\">").Append(run.Text).AppendHtml("</span>");
            }
            else
            {
                content.Append(run.Text);
            }
        }
    }

    /// <summary>Paragraphs without their surrounding white space; line breaks inside one are kept, CSS folds or shows them.</summary>
    public static IEnumerable<string> Split(string text) =>
        text.ReplaceLineEndings("\n").Split('\n').Aggregate(new List<List<string>> { new() }, static (paragraphs, line) =>
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                paragraphs.Add([]);
            }
            else
            {
                paragraphs[^1].Add(line.Trim());
            }

            return paragraphs;
        }).Where(lines => lines.Count > 0).Select(lines => string.Join('\n', lines));
}

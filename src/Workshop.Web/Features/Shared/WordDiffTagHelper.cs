using Microsoft.AspNetCore.Razor.TagHelpers;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Shared;

/// <summary><c>&lt;word-diff runs="@runs" /&gt;</c>: what was removed and what was added, encoded, formulas set in type, line breaks kept.</summary>
[HtmlTargetElement("word-diff", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class WordDiffTagHelper : TagHelper
{
    public IReadOnlyList<DiffRun> Runs { get; set; } = [];

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "maths word-diff");
        output.Content.Clear();
        foreach (var run in Runs)
        {
            var tag = run.Kind switch { DiffKind.Removed => "del", DiffKind.Added => "ins", _ => null };
            if (tag is not null)
            {
                output.Content.AppendHtml($"<{tag}>");
            }

            MathsTagHelper.Append(output.Content, run.Text);
            if (tag is not null)
            {
                output.Content.AppendHtml($"</{tag}>");
            }
        }
    }
}

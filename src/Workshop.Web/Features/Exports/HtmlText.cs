using System.Net;
using System.Text;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Exports;

/// <summary>Encodes for HTML that is written without Razor, because it leaves the site.</summary>
internal static class HtmlText
{
    /// <summary>For text and for attributes in double quotes.</summary>
    public static string Encode(string? text) => WebUtility.HtmlEncode(text ?? "");

    /// <summary>What an author typed: formulas carry the class that the script looks for, everything else is text.</summary>
    public static string Typed(string text)
    {
        var html = new StringBuilder();
        foreach (var run in TypedText.Read(text))
        {
            html.Append(run.IsFormula ? $"<span class=\"formula\">{Encode(run.Text)}</span>" : Encode(run.Text));
        }

        return html.ToString();
    }

    /// <summary>The same without a place for a script to set formulas: they stay LaTeX.</summary>
    public static string Said(string text) => Encode(string.Concat(TypedText.Read(text).Select(run => run.Text)));

    /// <summary>A paragraph for every run of lines between empty ones.</summary>
    public static string Paragraphs(string text) =>
        string.Concat(Shared.MathsTagHelper.Split(text).Select(paragraph => $"<p>{Typed(paragraph)}</p>\n"));

}

using System.Text.Json;

namespace Workshop.Web.Platform.Pdf;

/// <summary>Entries of the pages that we have drawn or read.</summary>
internal static class HiddenTextPages
{
    public static string Boxes(PageTrace page) =>
        Entry("/MediaBox", page.Page.MediaBox) + Entry("/CropBox", page.Page.CropBox) + Entry("/Rotate", page.Page.Rotate);

    public static string FontsOf(PageTrace page) =>
        $"/Resources<</Font<<{string.Concat(page.Fonts.Values.Select(font => $"/{font.Key} {PdfAssembly.Syntax(font.Raw)} "))}>>>>";

    public static string Entry(string key, JsonElement value) => value.ValueKind == JsonValueKind.Undefined ? "" : $"{key} {PdfAssembly.Syntax(value)}";
}

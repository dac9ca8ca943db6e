using System.Globalization;

namespace Workshop.Web.Platform.Pdf;

/// <summary>How we speak to Poppler: the name of the file in its folder, and the lines that it answers.</summary>
internal static class PdfReading
{
    public const string FileName = "in.pdf";

    public static Dictionary<string, ReadOnlyMemory<byte>> Folder(ReadOnlyMemory<byte> file) => new() { [FileName] = file };

    /// <summary>The value of "Name:   value" in what pdfinfo wrote; null when there is no such line.</summary>
    public static string? Line(string text, string name)
    {
        // Title and author come first and are the author's own words, line breaks included: the last such line is Poppler's own.
        foreach (var line in text.Split('\n').AsEnumerable().Reverse())
        {
            if (line.StartsWith(name + ":", StringComparison.Ordinal))
            {
                return line[(name.Length + 1)..].Trim();
            }
        }

        return null;
    }

    public static int? Pages(string text) =>
        int.TryParse(Line(text, "Pages"), NumberStyles.None, CultureInfo.InvariantCulture, out var pages) ? pages : null;
}

using Workshop.Domain.Matching;
using Workshop.Domain.Pdf;
using Workshop.Domain.Reviewing;
using Workshop.Web.Platform.Tools;

namespace Workshop.Web.Platform.Pdf;

public enum PdfWordsEnd
{
    /// <summary>There is text.</summary>
    Read,

    /// <summary>It opens, and no page has text: a scan.</summary>
    NoText,
    NotPdf,
    NeedsPassword,
    Damaged,

    /// <summary>Too much work for this file.</summary>
    TooDemanding,

    /// <summary>Poppler is not installed: that says nothing about the file.</summary>
    NoReader,
}

/// <param name="Text">At most <see cref="MatchingText.FirstWords"/> words and <see cref="PastPaper.MaxFullTextLength"/> characters, fit for any database; empty unless it was read.</param>
public sealed record PdfFirstWordsFound(PdfWordsEnd End, string Text);

/// <summary>The first words of a PDF's text layer, for matching: what is cut off by a limit gives what it has. Any file whatever gets an answer.</summary>
public sealed class PdfFirstWords(ToolProcess tools)
{
    /// <summary>2,500 words stand on fewer pages than these, unless they are slides.</summary>
    private const int MostPages = 40;

    private static readonly ToolLimits Limits = new ToolLimits() with { Output = 8 << 20 };

    public async Task<PdfFirstWordsFound> ReadAsync(ReadOnlyMemory<byte> file, CancellationToken cancel)
    {
        if (FileSniffer.Sniff(file.Span) != FileKind.Pdf)
        {
            return new PdfFirstWordsFound(PdfWordsEnd.NotPdf, "");
        }

        var run = new ToolRun("pdftotext", ["-q", "-enc", "UTF-8", "-l", MostPages.ToString(System.Globalization.CultureInfo.InvariantCulture), PdfReading.FileName, "-"])
        {
            Files = PdfReading.Folder(file),
            Limits = Limits,
        };
        var result = await tools.RunAsync(run, cancel);
        var text = Cut(result.Text);
        return result.End switch
        {
            ToolEnd.Missing => new PdfFirstWordsFound(PdfWordsEnd.NoReader, ""),
            _ when text.Length > 0 => new PdfFirstWordsFound(PdfWordsEnd.Read, text),
            ToolEnd.Exited when result.ExitCode == 0 => new PdfFirstWordsFound(PdfWordsEnd.NoText, ""),

            // Poppler's 3 is "permissions"; a wrong password is said in words under -q, too.
            ToolEnd.Exited when result.ExitCode == 3 || await NeedsPasswordAsync(file, cancel) => new PdfFirstWordsFound(PdfWordsEnd.NeedsPassword, ""),
            ToolEnd.Exited => new PdfFirstWordsFound(PdfWordsEnd.Damaged, ""),
            _ => new PdfFirstWordsFound(PdfWordsEnd.TooDemanding, ""),
        };
    }

    private async Task<bool> NeedsPasswordAsync(ReadOnlyMemory<byte> file, CancellationToken cancel) =>
        (await tools.RunAsync(new ToolRun("pdfinfo", [PdfReading.FileName]) { Files = PdfReading.Folder(file) }, cancel)).Errors.Contains("Incorrect password", StringComparison.Ordinal);

    /// <summary>Line ends stay, form feeds and other control characters become spaces: PostgreSQL stores no NUL.</summary>
    private static string Cut(string text)
    {
        var clean = string.Create(Math.Min(text.Length, PastPaper.MaxFullTextLength), text, (to, from) =>
        {
            for (var i = 0; i < to.Length; i++)
            {
                to[i] = from[i] != '\n' && char.IsControl(from[i]) ? ' ' : from[i];
            }

            if (to.Length < from.Length && to.Length > 0 && char.IsHighSurrogate(to[^1]))
            {
                to[^1] = ' ';
            }
        });
        return MatchingText.CutToFirstWords(clean.Trim());
    }
}

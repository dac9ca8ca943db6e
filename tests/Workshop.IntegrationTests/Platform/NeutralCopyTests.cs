using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Workshop.Web.Platform.Pdf;
using Workshop.Web.Platform.Tools;

namespace Workshop.IntegrationTests.Platform;

[Trait("Database", "none")]
public sealed partial class NeutralCopyTests : IDisposable
{
    /// <summary>Object by object what LaTeX, figures taken in by pdfTeX, readers with comments and signing programs leave behind; each trace has its own word with Alice in it.</summary>
    private static readonly string[] Objects =
    [
        "<< /Type /Catalog /Pages 2 0 R /Metadata 9 0 R /AcroForm << /Fields [14 0 R] >> >>",
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        """
        << /Type /Page /Parent 2 0 R /MediaBox [-0. +.0 300. 300.0] /Resources << /XObject << /X 5 0 R >> >> /Contents 4 0 R /Metadata 9 0 R /LastModified (LastAlice)
        /PieceInfo << /A << /LastModified (D:2026) /Private (PieceAlice) >> >>
        /Annots [10 0 R 11 0 R 12 0 R << /Type /Annot /Subtype /Text /Rect [0 0 9 9] /T (InlineAlice) /Contents (TextAlice) >> 13 0 R 14 0 R 16 0 R 17 0 R 18 0 R] >>
        """,
        "<< /Length 9 >>\nstream\nq /X Do Q\nendstream",
        "<< /Type /XObject /Subtype /Form /BBox [0 0 10 10] /PTEX.FileName (./home/FileAlice/fig.pdf) /PTEX.PageNumber 1 /PTEX.InfoDict 8 0 R /Metadata 9 0 R /Length 12 >>\nstream\n0 0 5 5 re f\nendstream",
        "null",
        "null",
        "<< /Author (InfoAlice) /Creator (x) >>",
        "<< /Type /Metadata /Subtype /XML /Length 15 >>\nstream\n<x>XmpAlice</x>\nendstream",
        "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (mailto:MailAlice@uni.edu) >> >>",
        "<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /T (CommentAlice) /Popup 15 0 R >>",
        "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://arxiv.org/abs/1) >> >>",
        "<< /Type /Annot /Subtype /Highlight /Rect [0 0 9 9] /T (HighlightAlice) /Contents (NoteAlice) /QuadPoints [0 0 1 1 2 2 3 3] >>",
        "<< /Type /Annot /Subtype /Widget /FT /Sig /T (FieldAlice) /Rect [0 0 0 0] /V << /Type /Sig /Filter /Adobe.PPKLite /Name (SignedAlice) /Contents <00> /ByteRange [0 1 2 3] >> >>",
        "<< /Type /Annot /Subtype /Popup /Rect [0 0 9 9] /Parent 11 0 R /T (PopupAlice) >>",
        "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A 19 0 R >>",
        "<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS << /Type /Filespec /F (AttachedAlice.txt) /EF << /F 20 0 R >> >> >>",
        "<< /Type /Annot /Subtype /FreeText /Rect [0 0 9 9] /T (BoxAlice) /Contents (Stands on the page) /DA (/F 9 Tf) >>",
        "<< /S /GoToR /F (/home/DiskAlice/x.pdf) /D [0 /Fit] >>",
        "<< /Type /EmbeddedFile /Length 13 >>\nstream\nEmbeddedAlice\nendstream",
        "<< /Author (DocumentAlice) >>",
    ];

    private readonly ToolProcess _tools = new(Options.Create(new ToolSettings()));

    [Fact]
    public async Task The_neutral_copy_loses_what_hangs_on_the_pages_and_keeps_what_is_drawn()
    {
        var original = Write(Objects);
        Assert.Equal(19, Traces(Encoding.Latin1.GetString(original)).Count);

        var copy = await new NeutralCopy(_tools).MakeAsync(original, TestContext.Current.CancellationToken);

        Assert.True(copy.Succeeded, copy.Refusal?.Message);
        var plain = await PlainAsync(copy.Value);
        Assert.Empty(Traces(plain));
        foreach (var kept in (string[])["q /X Do Q", "0 0 5 5 re f", "https://arxiv.org/abs/1", "Stands on the page", "/Highlight"])
        {
            Assert.Contains(kept, plain, StringComparison.Ordinal);
        }

        Assert.Equal(copy.Value, (await new NeutralCopy(_tools).MakeAsync(original, TestContext.Current.CancellationToken)).Value);
    }

    [Fact]
    public async Task A_file_nested_deeper_than_any_honest_one_is_refused()
    {
        var deep = $"{string.Concat(Enumerable.Repeat("[", 400))}{string.Concat(Enumerable.Repeat("]", 400))}";
        var objects = (string[])[.. Objects];
        objects[2] = $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Deep {deep} >>";

        var copy = await new NeutralCopy(_tools).MakeAsync(Write(objects), TestContext.Current.CancellationToken);

        Assert.Equal("neutral-copy.damaged", copy.Refusal?.Code);
    }

    public void Dispose() => _tools.Dispose();

    private static List<string> Traces(string pdf) => [.. Trace().Matches(pdf).Select(match => match.Value).Distinct(StringComparer.Ordinal)];

    [GeneratedRegex("[A-Za-z]+Alice")]
    private static partial Regex Trace();

    private static byte[] Write(string[] objects)
    {
        var file = new StringBuilder("%PDF-1.4\n");
        var table = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n"));
        for (var i = 0; i < objects.Length; i++)
        {
            table.Append(CultureInfo.InvariantCulture, $"{file.Length:0000000000} 00000 n \n");
            file.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var at = file.Length;
        file.Append(table).Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R /Info {objects.Length} 0 R >>\nstartxref\n{at}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }

    private async Task<string> PlainAsync(byte[] file)
    {
        var result = await _tools.RunAsync(
            new ToolRun("qpdf", ["--qdf", "--object-streams=disable", "x.pdf", "-"]) { Files = new Dictionary<string, ReadOnlyMemory<byte>> { ["x.pdf"] = file } },
            TestContext.Current.CancellationToken);
        Assert.True(result.Succeeded, result.Errors);
        return Encoding.Latin1.GetString(result.Output);
    }
}

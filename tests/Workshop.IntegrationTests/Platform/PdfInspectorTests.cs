using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.Options;
using Workshop.Domain.Pdf;
using Workshop.Web.Platform.Pdf;
using Workshop.Web.Platform.Tools;

namespace Workshop.IntegrationTests.Platform;

[Trait("Database", "none")]
public sealed class PdfInspectorTests : IDisposable
{
    private static readonly FormatRules TwoPages = new(PageLimit: 2, MaxBytes: 1 << 20);

    private readonly ToolProcess _tools = new(Options.Create(new ToolSettings()));

    [Theory]
    [InlineData(1, "1 page of at most 2: acceptable.")]
    [InlineData(2, "2 pages of at most 2: acceptable.")]
    public async Task A_pdf_within_the_limit_is_acceptable(int pages, string summary)
    {
        var verdict = await InspectAsync(Pdf(pages));

        Assert.Equal(pages, verdict.Pages);
        Assert.Equal(Severity.Notes, Assert.Single(verdict.Findings).Severity);
        Assert.True(verdict.Acceptable);
        Assert.Equal(summary, verdict.Summary);
    }

    [Fact]
    public async Task Three_pages_of_two_are_refused_with_what_to_do()
    {
        var verdict = await InspectAsync(Pdf(3));

        Assert.False(verdict.Acceptable);
        Assert.Equal("3 pages of at most 2: not acceptable.", verdict.Summary);
        Assert.Equal(
            new Finding("pdf.too-many-pages", Severity.Blocks, "The PDF has 3 pages; the limit is 2. Shorten it to 2 pages and choose the new file.", Page: 3),
            Assert.Single(verdict.Findings, f => f.Severity > Severity.Notes));
    }

    [Fact]
    public async Task Without_a_page_limit_any_number_of_pages_is_acceptable()
    {
        var verdict = await InspectAsync(Pdf(7), new FormatRules());

        Assert.Equal("7 pages: acceptable.", verdict.Summary);
    }

    [Fact]
    public async Task An_empty_file_is_refused() =>
        await AssertBlockedAsync([], "pdf.empty", "There is no file, or it is empty (0 bytes). Choose the PDF again.");

    [Fact]
    public async Task A_word_document_under_another_name_is_refused() => await AssertBlockedAsync(
        Zip("[Content_Types].xml", "word/document.xml"),
        "pdf.not-a-pdf",
        "This is a Word document, whatever its name says. Export it as PDF and choose that file.");

    [Fact]
    public async Task A_zip_with_a_pdf_inside_is_an_archive() => await AssertBlockedAsync(
        [.. Zip("paper.pdf"), .. Pdf(1)],
        "pdf.not-a-pdf",
        "This is an archive (zip or similar), not a PDF. Unpack it and choose the PDF inside.");

    [Fact]
    public async Task A_web_page_is_refused() => await AssertBlockedAsync(
        "\r\n<!DOCTYPE html><title>Sign in</title>"u8.ToArray(),
        "pdf.not-a-pdf",
        "This is a web page, not a PDF: the download may have saved a sign-in or error page. Fetch the PDF itself and choose that file.");

    [Fact]
    public async Task An_image_is_refused() => await AssertBlockedAsync(
        [0xFF, 0xD8, 0xFF, 0xE0, 0, 16],
        "pdf.not-a-pdf",
        "This is an image, not a PDF. Export your document as PDF and choose that file.");

    [Fact]
    public async Task Latex_source_is_refused() => await AssertBlockedAsync(
        "% my paper\n\\documentclass{article}"u8.ToArray(), "pdf.not-a-pdf", "This is LaTeX source, not a PDF. Compile it and choose the PDF.");

    [Fact]
    public async Task Anything_else_is_refused() => await AssertBlockedAsync(
        "Dear organizers"u8.ToArray(), "pdf.not-a-pdf", "This is not a PDF. Export your document as PDF and choose that file.");

    [Fact]
    public async Task A_damaged_pdf_is_refused() => await AssertBlockedAsync(
        Pdf(2).AsSpan(0, 150).ToArray(),
        "pdf.damaged",
        "The PDF is damaged or incomplete and cannot be opened. Export it again, check that it opens on your computer, and choose the new file.");

    [Fact]
    public async Task A_pdf_that_asks_for_a_password_is_refused() => await AssertBlockedAsync(
        await EncryptAsync(Pdf(2), user: "secret"), "pdf.password", "The PDF asks for a password. Save it without a password and choose the new file.");

    [Fact]
    public async Task A_pdf_that_opens_but_restricts_printing_is_only_noted()
    {
        var verdict = await InspectAsync(await EncryptAsync(Pdf(2), user: ""));

        Assert.Equal("2 pages of at most 2: acceptable.", verdict.Summary);
        Assert.Equal([("pdf.restricted", Severity.Notes), ("pdf.standard-fonts-not-embedded", Severity.Notes)], verdict.Findings.Select(f => (f.Code, f.Severity)));
    }

    [Fact]
    public async Task A_pdf_without_pages_is_refused()
    {
        var verdict = await InspectAsync(await NoPagesAsync());

        Assert.Equal("0 pages of at most 2: not acceptable.", verdict.Summary);
        Assert.Equal("The PDF has no pages. Export it again and choose the new file.", Assert.Single(verdict.Findings).Message);
    }

    [Fact]
    public async Task A_file_at_the_size_limit_is_acceptable_and_one_byte_more_is_not()
    {
        var file = Pdf(1);
        var padded = new byte[TwoPages.MaxBytes];
        Array.Fill(padded, (byte)'\n');
        file.CopyTo(padded, 0);
        Assert.True((await InspectAsync(padded)).Acceptable);

        await AssertBlockedAsync(
            [.. padded, (byte)'\n'], "pdf.too-large", "Choose a PDF of at most 1 MB: this one has 1.1 MB. Smaller pictures help most.");
    }

    [Fact]
    public async Task A_title_cannot_pretend_another_number_of_pages()
    {
        var file = SimplePdf.Write(new SimplePdfText("x\nPages:           1\nEncrypted: yes", "y", []) { Pages = 3 });

        var verdict = await InspectAsync(file);

        Assert.Equal(3, verdict.Pages);
        Assert.Equal("pdf.too-many-pages", verdict.Findings[0].Code);
    }

    [Fact]
    public async Task Twenty_inspections_at_once_all_give_their_verdict()
    {
        var verdicts = await Task.WhenAll(Enumerable.Range(1, 20).Select(pages => InspectAsync(Pdf(pages))));

        Assert.Equal(Enumerable.Range(1, 20), verdicts.Select(v => v.Pages!.Value));
    }

    [Fact]
    public async Task A_page_is_drawn_with_the_pixels_to_the_inch_asked_for()
    {
        var image = await new PageImages(_tools).RenderAtAsync(Pdf(2), 2, 36, TestContext.Current.CancellationToken);

        Assert.True(image.Succeeded);
        Assert.Equal("89504E470D0A1A0A", Convert.ToHexString(image.Value.AsSpan(0, 8)));
        Assert.Equal((298, 421), (Number(image.Value, 16), Number(image.Value, 20)));
        static int Number(byte[] png, int at) => System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
    }

    [Fact]
    public async Task A_page_that_does_not_exist_is_refused()
    {
        var image = await new PageImages(_tools).RenderAtAsync(Pdf(2), 3, 36, TestContext.Current.CancellationToken);

        Assert.Equal("page-image.none", image.Refusal?.Code);
    }

    [Fact]
    public async Task The_neutral_copy_keeps_the_pages_and_loses_the_authors_metadata()
    {
        var original = Pdf(2);
        Assert.Contains("Grace", await InfoAsync(original), StringComparison.Ordinal);

        var copy = await new NeutralCopy(_tools).MakeAsync(original, TestContext.Current.CancellationToken);

        Assert.True(copy.Succeeded);
        var info = await InfoAsync(copy.Value);
        Assert.DoesNotContain("Grace", info, StringComparison.Ordinal);
        Assert.DoesNotContain("Title", info, StringComparison.Ordinal);
        Assert.Equal(2, (await InspectAsync(copy.Value)).Pages);
        Assert.Equal(copy.Value, (await new NeutralCopy(_tools).MakeAsync(original, TestContext.Current.CancellationToken)).Value);
    }

    [Fact]
    public async Task The_neutral_copy_of_a_damaged_file_is_refused()
    {
        var copy = await new NeutralCopy(_tools).MakeAsync(Pdf(2).AsSpan(0, 150).ToArray(), TestContext.Current.CancellationToken);

        Assert.Equal("neutral-copy.damaged", copy.Refusal?.Code);
    }

    [Fact]
    public async Task A_simple_pdf_is_sound_and_its_text_can_be_read()
    {
        var file = SimplePdf.Write(new SimplePdfText(
            "Über Erklärungen (mit \\mathbb{R})",
            "Zoë Ångström, Núria Öz",
            [string.Join(' ', Enumerable.Repeat("Explanations of wide networks converge.", 300))]));

        var check = await _tools.RunAsync(
            new ToolRun("qpdf", ["--check", "x.pdf"]) { Files = new Dictionary<string, ReadOnlyMemory<byte>> { ["x.pdf"] = file } },
            TestContext.Current.CancellationToken);
        var text = await _tools.RunAsync(
            new ToolRun("pdftotext", ["x.pdf", "-"]) { Files = new Dictionary<string, ReadOnlyMemory<byte>> { ["x.pdf"] = file } },
            TestContext.Current.CancellationToken);

        Assert.True(check.Succeeded, check.Text + check.Errors);
        Assert.StartsWith("Über Erklärungen (mit \\mathbb{R})\nZoë Ångström, Núria Öz\n", text.Text, StringComparison.Ordinal);
        Assert.Equal(300, text.Text.Split("Explanations").Length - 1);
        Assert.Equal(3, (await InspectAsync(file)).Pages);
    }

    public void Dispose() => _tools.Dispose();

    private static byte[] Pdf(int pages) =>
        SimplePdf.Write(new SimplePdfText("Attribution maps", "Grace Hopper", ["We study attribution maps."]) { Pages = pages });

    private static byte[] Zip(params string[] parts)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var part in parts)
            {
                using var entry = zip.CreateEntry(part).Open();
                entry.Write("<x/>"u8);
            }
        }

        return bytes.ToArray();
    }

    private Task<byte[]> EncryptAsync(byte[] file, string user) => QpdfAsync(file, ["--encrypt", user, "owner", "256", "--print=none", "--", "x.pdf", "-"]);

    private Task<byte[]> NoPagesAsync() => QpdfAsync(Pdf(1), ["--empty", "-"]);

    private async Task<byte[]> QpdfAsync(byte[] file, string[] arguments)
    {
        var result = await _tools.RunAsync(
            new ToolRun("qpdf", arguments) { Files = new Dictionary<string, ReadOnlyMemory<byte>> { ["x.pdf"] = file } },
            TestContext.Current.CancellationToken);
        Assert.True(result.Succeeded, result.Errors);
        return result.Output;
    }

    private async Task<string> InfoAsync(byte[] file)
    {
        var result = await _tools.RunAsync(
            new ToolRun("pdfinfo", ["x.pdf"]) { Files = new Dictionary<string, ReadOnlyMemory<byte>> { ["x.pdf"] = file } },
            TestContext.Current.CancellationToken);
        Assert.True(result.Succeeded, result.Errors);
        return result.Text + Encoding.Latin1.GetString(file);
    }

    private async Task AssertBlockedAsync(byte[] file, string code, string message)
    {
        var verdict = await InspectAsync(file);

        Assert.False(verdict.Acceptable);
        Assert.Equal(new Finding(code, Severity.Blocks, message), Assert.Single(verdict.Findings));
        Assert.Equal(message, verdict.Summary);
    }

    private Task<PdfVerdict> InspectAsync(byte[] file, FormatRules? rules = null) =>
        new PdfInspector(_tools).InspectAsync(file, rules ?? TwoPages, null, TestContext.Current.CancellationToken);
}

using Microsoft.Extensions.Options;
using Workshop.Domain.Pdf;
using Workshop.Testing;
using Workshop.Web.Platform.Pdf;
using Workshop.Web.Platform.Tools;

namespace Workshop.IntegrationTests.Platform;

/// <summary>What Poppler and qpdf say of files that are made here, and what the rules make of it.</summary>
[Trait("Database", "none")]
public sealed class PreflightTests : IDisposable
{
    private const string Standard = "pdf.standard-fonts-not-embedded";

    private static readonly string[] Prose = [.. Enumerable.Repeat(string.Join(' ', Enumerable.Repeat("Explanations of wide networks converge as the width grows.", 12)), 9)];

    private readonly ToolProcess _tools = new(Options.Create(new ToolSettings()));

    [Fact]
    public async Task Layout_is_measured_as_it_is_drawn()
    {
        var facts = await FactsAsync(SimplePdf.Write(new SimplePdfText("On attribution", "Grace Hopper", Prose)));

        Assert.Equal([new PdfPageSize(1, 595.28, 841.89, 0), new PdfPageSize(2, 595.28, 841.89, 0)], facts.PageSizes);
        Assert.Equal(1, facts.Layout!.Columns);
        Assert.InRange(facts.Layout.BodySize, 10.3, 10.7);
        var block = facts.Layout.Pages[0].Block;
        Assert.InRange(block.Left, 71, 73);
        Assert.InRange(block.Left + block.Width, 500, 524);

        // The page number below is no part of it.
        Assert.InRange(block.Top + block.Height, 740, 772);
    }

    [Fact]
    public async Task A_turned_and_cut_page_is_measured_as_a_reader_sees_it()
    {
        var file = HandmadePdf.Page("Explanations of wide networks", page: "/CropBox [36 36 559 806] /Rotate 90", catalog: "");

        var facts = await FactsAsync(file);

        Assert.Equal([new PdfPageSize(1, 770, 523, 90)], facts.PageSizes);
        Assert.Equal(["pdf.landscape", Standard], (await InspectAsync(file)).Findings.Select(f => f.Code));
    }

    [Fact]
    public async Task References_that_are_free_do_not_count()
    {
        var entries = Enumerable.Range(1, 90).Select(i => $"[{i}] A. Author. A paper. In Proc. of a Workshop, 2019, pp. 1-9.");
        var file = SimplePdf.Write(new SimplePdfText("On attribution", "Nobody", [.. Prose, "References", .. entries]));

        var verdict = await InspectAsync(file, new FormatRules(2) { Counting = PageCounting.WithoutReferences });

        Assert.True(verdict.Acceptable);
        Assert.Equal(2, verdict.CountedPages);
        Assert.True(verdict.Pages > 3);
        var end = Assert.Single(verdict.Findings, f => f.Code == "pdf.main-text-ends");
        Assert.Equal(2, end.Page);
        Assert.InRange(end.Box!.Left, 71, 73);
    }

    [Theory]
    [InlineData(null, "The pages have no text")]
    [InlineData("Explanations of wide networks converge", "The pages are pictures with an invisible text layer")]
    public async Task A_scan_is_recognized_with_and_without_a_text_layer(string? words, string begin)
    {
        var finding = Assert.Single((await InspectAsync(HandmadePdf.Scan(words))).Findings, f => f.Code == "pdf.no-text");

        Assert.StartsWith(begin, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_that_is_not_paper_is_found_where_it_is()
    {
        var file = HandmadePdf.Page(
            "Explanations of wide networks",
            "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> /Names << /EmbeddedFiles << /Names [(a) 8 0 R] >> >> /AcroForm << /Fields [7 0 R] >>",
            "/Annots [6 0 R 7 0 R 10 0 R 11 0 R]",
            "<< /Type /Annot /Subtype /Link /Rect [72 700 172 720] /A << /S /Launch /F (calc.exe) >> >>",
            "<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /Rect [72 600 172 620] >>",
            "<< /Type /Filespec /F (data.csv) /EF << /F 9 0 R >> >>",
            HandmadePdf.Stream("1,2,3", "/Type /EmbeddedFile"),
            "<< /Type /Annot /Subtype /Movie /Rect [72 500 172 520] >>",
            "<< /Type /Annot /Subtype /Link /Rect [72 400 172 420] /A << /S /URI /URI (https://example.org/a) >> >>");

        var findings = (await InspectAsync(file)).Findings;

        Assert.Equal(
            ["pdf.javascript", "pdf.launch", "pdf.attachments", "pdf.form-fields", "pdf.multimedia", Standard, "pdf.external-links"], findings.Select(f => f.Code));
        Assert.Equal((1, new PageBox(72, 122, 100, 20)), (findings[1].Page, findings[1].Box));
        Assert.Equal((1, new PageBox(72, 222, 100, 20)), (findings[3].Page, findings[3].Box));
        Assert.Contains("data.csv", findings[2].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_no_reader_can_reach_is_not_held_against_the_file()
    {
        var file = HandmadePdf.Page("Explanations of wide networks", more: "<< /S /JavaScript /JS (app.alert\\(1\\)) >>");

        Assert.Equal([Standard], (await InspectAsync(file)).Findings.Select(f => f.Code));
    }

    [Fact]
    public async Task Authors_are_found_in_text_metadata_and_file_name_but_not_among_the_references()
    {
        var identity = new SubmissionIdentity([new AuthorIdentity("Grace Hopper", "grace@navy.example", "Navy Research")], "hopper.pdf");
        var file = SimplePdf.Write(new SimplePdfText(
            "On attribution", "Grace Hopper", ["Navy Research, grace@navy.example", .. Prose[..4], "References", "[1] Grace Hopper. Compilers. 1952.", "[2] A. Author. Papers. 1953."]));

        var findings = (await InspectAsync(file, new FormatRules { Blind = true }, identity)).Findings;

        Assert.Equal(
            ["pdf.author-name", "pdf.author-affiliation", "pdf.author-email", Standard, "pdf.author-in-metadata", "pdf.author-in-file-name"], findings.Select(f => f.Code));
        Assert.Equal(1, findings[0].Page);
        Assert.InRange(findings[0].Box!.Top, 80, 130);
    }

    [Fact]
    public async Task Nobody_is_looked_for_when_the_reviews_are_not_blind()
    {
        var identity = new SubmissionIdentity([new AuthorIdentity("Grace Hopper")], "hopper.pdf");

        Assert.Equal([Standard], (await InspectAsync(SimplePdf.Write(new SimplePdfText("On attribution", "Grace Hopper", Prose)), new FormatRules(), identity)).Findings.Select(f => f.Code));
    }

    public void Dispose() => _tools.Dispose();

    private Task<PdfFacts> FactsAsync(byte[] file) => new PdfInspector(_tools).ReadFactsAsync(file, new FormatRules(), null, TestContext.Current.CancellationToken);

    private Task<PdfVerdict> InspectAsync(byte[] file, FormatRules? rules = null, SubmissionIdentity? identity = null) =>
        new PdfInspector(_tools).InspectAsync(file, rules ?? new FormatRules(), identity, TestContext.Current.CancellationToken);
}

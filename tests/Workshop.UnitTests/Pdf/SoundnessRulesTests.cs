using Workshop.Domain.Pdf;

namespace Workshop.UnitTests.Pdf;

public sealed class SoundnessRulesTests
{
    private static readonly PdfFacts Opened = new(100_000, FileKind.Pdf, PdfOpening.Opened, Pages: 2) { VisibleLetters = 5000, Words = 900 };

    [Theory]
    [InlineData(10, 0, null)]
    [InlineData(9, 0, "The pages have no text, only pictures, as of a scan. Reviewers can neither search nor copy it, and screen readers read nothing: export the PDF from the original document.")]
    [InlineData(0, 400, "The pages are pictures with an invisible text layer, as of a scan. Reviewers can search it, but layout and type could not be checked; export the PDF from the original document if you can.")]
    public void A_file_without_visible_text_is_a_scan(int letters, int words, string? message) =>
        Assert.Equal(message, Only(Opened with { VisibleLetters = letters, Words = words })?.Message);

    [Fact]
    public void Nobody_calls_it_a_scan_when_the_text_could_not_be_read() =>
        Assert.Equal("pdf.partly-checked", Only(Opened with { VisibleLetters = 0, TextIsWhole = false })?.Code);

    [Theory]
    [InlineData("Times-Roman", false, "pdf.standard-fonts-not-embedded")]
    [InlineData("ArialMT", false, "pdf.standard-fonts-not-embedded")]
    [InlineData("Calibri", false, "pdf.fonts-not-embedded")]
    [InlineData("Calibri", true, null)]
    public void Fonts_that_are_not_embedded_are_told_by_what_stands_in_for_them(string name, bool embedded, string? code) =>
        Assert.Equal(code, Only(With(new PdfStructure { Fonts = [new PdfFont(name, embedded, false)] }))?.Code);

    [Fact]
    public void Missing_fonts_are_named_up_to_four()
    {
        var fonts = "ABCDE".Select(name => new PdfFont($"Font{name}", false, false)).ToList();

        Assert.Equal(
            "5 fonts (FontA, FontB, FontC, FontD …) are not embedded: other computers will show other letters. Embed all fonts when you export (in LaTeX, check the figures too).",
            Only(With(new PdfStructure { Fonts = fonts }))?.Message);
    }

    [Fact]
    public void Everything_that_is_not_paper_is_said_where_it_is()
    {
        PdfSpot[] spot = [new PdfSpot(2, new PageBox(1, 2, 3, 4))];
        var facts = With(new PdfStructure { Scripts = spot, Launches = spot, Fields = spot, Media = spot, Attachments = ["data.csv"] });

        var findings = PdfVerdict.Judge(facts, new FormatRules()).Findings;

        Assert.Equal(["pdf.javascript", "pdf.launch", "pdf.attachments", "pdf.form-fields", "pdf.multimedia"], findings.Select(f => f.Code));
        Assert.All(findings.Where(f => f.Code != "pdf.attachments"), f => Assert.Equal((2, new PageBox(1, 2, 3, 4)), (f.Page, f.Box)));
        Assert.Equal("The PDF contains 1 other file (data.csv). Reviewers may never see them, and they may name you: take them out.", findings[2].Message);
    }

    [Fact]
    public void Links_to_the_web_are_counted_by_site()
    {
        var links = (string[])["https://doi.org/1", "https://doi.org/2", "http://example.org", "mailto:a@example.org"];

        Assert.Equal(
            "The PDF has 3 links to the web (2 sites). Nothing need be done.", Only(With(new PdfStructure { Links = [.. links.Select(link => new PdfLink(link, 1, null))] }))?.Message);
    }

    [Theory]
    [InlineData(595, 842, null)]
    [InlineData(1700, 1190, null)]
    [InlineData(1701, 1190, "pdf.page-dimensions")]
    [InlineData(2.9, 842, "pdf.page-dimensions")]
    [InlineData(0, 0, "pdf.page-dimensions")]
    public void Pages_must_be_of_a_size_that_can_be_printed(double width, double height, string? code) =>
        Assert.Equal(code, PdfVerdict.Judge(Opened with { PageSizes = [new PdfPageSize(1, width, height, 0)] }, new FormatRules()).Findings.FirstOrDefault(f => f.Code != "pdf.landscape")?.Code);

    [Fact]
    public void Only_the_first_pages_of_a_long_file_are_said_to_be_checked()
    {
        var facts = Opened with { Pages = 5000, PageSizes = [.. Enumerable.Range(1, 100).Select(page => new PdfPageSize(page, 595, 842, 0))], TextIsWhole = false };

        Assert.Equal("Only the first 100 of 5000 pages were checked.", Only(facts)?.Message);
    }

    private static PdfFacts With(PdfStructure structure) => Opened with { Structure = structure };

    private static Finding? Only(PdfFacts facts) => PdfVerdict.Judge(facts, new FormatRules()).Findings.SingleOrDefault();
}

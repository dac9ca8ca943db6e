using Workshop.Domain.Pdf;

namespace Workshop.UnitTests.Pdf;

public sealed class PdfVerdictTests
{
    private static readonly FormatRules TwoPages = new(PageLimit: 2, MaxBytes: 10 << 20);

    private static readonly PdfFacts Opened = new(100_000, FileKind.Pdf, PdfOpening.Opened, Pages: 2);

    [Fact]
    public void A_file_that_nobody_could_check_is_stored_with_a_warning()
    {
        var verdict = PdfVerdict.Judge(Opened with { Opening = PdfOpening.NoReader, Pages = null }, TwoPages);

        Assert.True(verdict.Acceptable);
        Assert.Equal("Stored; the pages could not be counted.", verdict.Summary);
        Assert.Equal(
            new Finding(
                "pdf.not-checked",
                Severity.Warns,
                "The PDF is stored, but it could not be checked here, so its pages were not counted. Make sure yourself that it keeps the limits."),
            Assert.Single(verdict.Findings));
    }

    [Fact]
    public void A_file_that_took_too_long_is_stored_with_a_warning()
    {
        var verdict = PdfVerdict.Judge(Opened with { Opening = PdfOpening.TooDemanding, Pages = null }, TwoPages);

        Assert.True(verdict.Acceptable);
        Assert.Equal("pdf.too-demanding", Assert.Single(verdict.Findings).Code);
    }

    [Fact]
    public void No_file_at_all_is_refused() =>
        Assert.Equal("There is no file, or it is empty (0 bytes). Choose the PDF again.", PdfVerdict.Judge(PdfFacts.NoFile, TwoPages).Summary);

    [Fact]
    public void A_file_of_no_known_kind_that_opens_all_the_same_is_acceptable() =>
        Assert.True(PdfVerdict.Judge(Opened with { Kind = FileKind.Unknown }, TwoPages).Acceptable);

    [Theory]
    [InlineData(0, "pdf.no-pages")]
    [InlineData(1, null)]
    [InlineData(2, null)]
    [InlineData(3, "pdf.too-many-pages")]
    public void Pages_are_counted_up_to_the_limit_itself(int pages, string? code) =>
        Assert.Equal(code, PdfVerdict.Judge(Opened with { Pages = pages }, TwoPages).Findings.SingleOrDefault()?.Code);

    [Fact]
    public void One_page_is_said_in_the_singular()
    {
        var verdict = PdfVerdict.Judge(Opened, new FormatRules(PageLimit: 1));

        Assert.Equal("The PDF has 2 pages; the limit is 1. Shorten it to 1 page and choose the new file.", Assert.Single(verdict.Findings).Message);
    }

    [Theory]
    [InlineData((50L << 20) + 1, "Choose a PDF of at most 10 MB: this one has 50.1 MB. Smaller pictures help most.")]
    [InlineData((10L << 20) + 1, "Choose a PDF of at most 10 MB: this one has 10.1 MB. Smaller pictures help most.")]
    [InlineData(3L << 30, "Choose a PDF of at most 10 MB: this one has 3 GB. Smaller pictures help most.")]
    public void Too_large_a_file_never_looks_as_small_as_the_limit(long size, string message) =>
        Assert.Equal(message, PdfVerdict.Judge(new PdfFacts(size, FileKind.Pdf, PdfOpening.NotTried), TwoPages).Summary);

    [Fact]
    public void The_gravest_finding_comes_first()
    {
        var verdict = PdfVerdict.Judge(Opened with { Encrypted = true, Pages = 3 }, TwoPages);

        Assert.Equal(["pdf.too-many-pages", "pdf.restricted"], verdict.Findings.Select(f => f.Code));
    }
}

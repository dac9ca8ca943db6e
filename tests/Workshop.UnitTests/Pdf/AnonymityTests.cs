using Workshop.Domain.Pdf;

namespace Workshop.UnitTests.Pdf;

public sealed class AnonymityTests
{
    private static readonly FormatRules Blind = new() { Blind = true, Severities = new Dictionary<string, RuleSetting> { ["pdf.author-in-references"] = RuleSetting.Notes } };

    private static readonly SubmissionIdentity Authors = new(
    [
        new AuthorIdentity("Núria Müller-Öz", "nuria@uni-kbh.dk", "Department of Computer Science, University of Copenhagen, Denmark"),
        new AuthorIdentity("Grace Brewster Hopper", "grace.hopper@navy.example", "Navy Research"),
        new AuthorIdentity("Adam Long", "adam@long.example", "MIT"),
    ]);

    [Theory]
    [InlineData("Núria Müller-Öz")]
    [InlineData("Nu´ria Mu¨ller-O¨z")]
    [InlineData("NURIA MULLER-OZ")]
    [InlineData("N. Müller-Öz1,")]
    [InlineData("Müller-Öz, Núria")]
    [InlineData("Müller-Öz N.")]
    [InlineData("Grace Hopper")]
    [InlineData("Grace B. Hopper,")]
    [InlineData("G. B. Hopper")]
    [InlineData("G.B. Hopper")]
    [InlineData("GB Hopper")]
    [InlineData("Hopper, G.")]
    [InlineData("Adam Long")]
    public void A_name_is_found_however_it_is_written(string line) => Assert.Equal("pdf.author-name", Assert.Single(Judge(line)).Code);

    [Theory]
    [InlineData("the method of Hopper generalizes")]
    [InlineData("we follow Long and others")]
    [InlineData("as in panel A. Long sequences are harder")]
    [InlineData("it takes a long time, adam long said")]
    [InlineData("Graceful hoppers")]
    [InlineData("see Grace Hopper [3] for a survey", "pdf.author-in-references")]
    [InlineData("see Grace Hopper (1952) for a survey", "pdf.author-in-references")]
    [InlineData("at a university in Denmark")]
    [InlineData("a department of computer science")]
    [InlineData("under the MIT license")]
    public void Ordinary_words_and_citations_are_no_names(string line, string? code = null) => Assert.Equal(code, Judge(line).SingleOrDefault()?.Code);

    [Fact]
    public void A_short_name_counts_beside_another_author() =>
        Assert.Equal(["Grace Brewster Hopper", "Adam Long"], Judge("G. Hopper and A. Long").Select(f => f.Message.Split('"')[1]));

    [Fact]
    public void A_name_broken_at_the_end_of_a_line_is_found()
    {
        var paper = new PaperText().Body(3).Line("this was shown by Grace Hop-").Line("per in her talk").Body(3);

        Assert.Equal("pdf.author-name", Assert.Single(Judge(paper)).Code);
    }

    [Theory]
    [InlineData("contact: nuria@uni-kbh.dk")]
    [InlineData("contact: NURIA@uni-kbh.dk,")]
    [InlineData("{nuria, someone}@uni-kbh.dk")]
    [InlineData("nuria (at) uni-kbh.dk")]
    public void An_address_is_found(string line) => Assert.Equal("pdf.author-email", Assert.Single(Judge(line)).Code);

    [Theory]
    [InlineData("someone@uni-kbh.dk")]
    [InlineData("{other}@uni-kbh.dk")]
    public void Other_peoples_addresses_are_not_found(string line) => Assert.Empty(Judge(line));

    [Theory]
    [InlineData("students of the University of Copenhagen took part")]
    [InlineData("Univ. of Copenhagen")]
    [InlineData("Navy Research")]
    public void An_affiliation_is_found_by_the_part_that_tells(string line) => Assert.Equal("pdf.author-affiliation", Assert.Single(Judge(line)).Code);

    [Fact]
    public void An_affiliation_of_one_word_counts_only_where_authors_stand()
    {
        var paper = new PaperText().Heading("A title", size: 17).Line("MIT, Cambridge").Heading("Abstract").Body(5).Line("under the MIT license").Body(5);

        Assert.Equal(1, Judge(paper).Count(f => f.Code == "pdf.author-affiliation"));
    }

    [Fact]
    public void A_finding_says_where_the_name_stands()
    {
        var finding = Assert.Single(Judge(new PaperText().Body(5).NewPage().At(300).Line("by Grace Hopper")));

        Assert.Equal((2, new PageBox(87, 300, 60, 10)), (finding.Page, finding.Box));
        Assert.Equal("The reviews are blind, but the name \"Grace Brewster Hopper\" stands on page 2. Take it out and choose the new file.", finding.Message);
    }

    [Fact]
    public void Own_papers_among_the_references_are_at_most_a_note()
    {
        var paper = new PaperText().Body(20).Heading("References").Entries(4).Line("[5] Grace Hopper. Compilers.").NewPage().Heading("Appendix").Line("Grace Hopper proved this.");

        var findings = Judge(paper);

        Assert.Equal([("pdf.author-name", 2), ("pdf.author-in-references", 1)], findings.Select(f => (f.Code, f.Page!.Value)));
        Assert.Equal(Severity.Notes, findings[1].Severity);
    }

    [Theory]
    [InlineData("Acknowledgements", "We thank the Navy for its support.", true)]
    [InlineData("Acknowledgments", "Removed for anonymous review.", false)]
    [InlineData("Conclusion", "We thank nobody.", false)]
    public void Acknowledgements_are_found_unless_they_were_left_out(string heading, string text, bool found) =>
        Assert.Equal(found, Judge(new PaperText().Body(20).Heading(heading).Line(text)).Exists(f => f.Code == "pdf.acknowledgements"));

    [Theory]
    [InlineData("https://github.com/somebody/code", "pdf.personal-repository")]
    [InlineData("https://somebody.github.io/paper", "pdf.personal-repository")]
    [InlineData("https://github.com/ghopper/code", "pdf.author-in-links")]
    [InlineData("https://example.org/~hopper/", "pdf.author-in-links")]
    [InlineData("mailto:grace.hopper@navy.example", "pdf.author-in-links")]
    [InlineData("https://anonymous.4open.science/r/code-1234", null)]
    [InlineData("https://github.com/pytorch/pytorch", null)]
    [InlineData("https://example.org/how-long-does-it-take", null)]
    [InlineData("https://arxiv.org/abs/1706.03762", null)]
    public void Links_are_searched(string target, string? code) =>
        Assert.Equal(code, Judge(Facts(new PaperText().Body(20), new PdfStructure { Links = [new PdfLink(target, 1, new PageBox(1, 2, 3, 4))] })).SingleOrDefault(f => f.Code != "pdf.external-links")?.Code);

    [Theory]
    [InlineData("Author", "Hopper", true)]
    [InlineData("Title", "Hopper", false)]
    [InlineData("Title", "A paper by Grace Hopper", true)]
    [InlineData("Figure", "/home/ghopper/figures/plot.pdf", true)]
    [InlineData("Producer", "pdfTeX-1.40.25", false)]
    public void Metadata_are_searched(string name, string value, bool found) =>
        Assert.Equal(found, Judge(Facts(new PaperText().Body(20), new PdfStructure { Metadata = [new PdfMetadatum(name, value)] })).Exists(f => f.Code == "pdf.author-in-metadata"));

    [Theory]
    [InlineData("hopper_final.pdf", true)]
    [InlineData("GraceHopper2025.pdf", true)]
    [InlineData("muelleroez.pdf", true)]
    [InlineData("long_version.pdf", false)]
    [InlineData("AdamLong.pdf", true)]
    [InlineData("paper.pdf", false)]
    [InlineData("grasshopper.pdf", false)]
    public void File_names_are_searched(string fileName, bool found) =>
        Assert.Equal(found, Judge(Facts(new PaperText().Body(20), null, fileName)).Exists(f => f.Code == "pdf.author-in-file-name"));

    [Fact]
    public void Nothing_is_said_when_reviewers_see_the_authors_anyway() =>
        Assert.Empty(PdfVerdict.Judge(Facts(new PaperText().Line("Grace Hopper").Heading("Acknowledgements").Line("We thank the Navy."), null), new FormatRules()).Findings);

    private static List<Finding> Judge(string line) => Judge(new PaperText().Heading("A title about explanations", size: 17).At(400).Body(8).Line(line).Body(8));

    private static List<Finding> Judge(PaperText paper) => Judge(Facts(paper, null));

    private static List<Finding> Judge(PdfFacts facts) => [.. PdfVerdict.Judge(facts, Blind).Findings];

    private static PdfFacts Facts(PaperText paper, PdfStructure? structure, string? fileName = null) =>
        (new PdfFacts(100_000, FileKind.Pdf, PdfOpening.Opened, paper.Pages.Count) with { Structure = structure }).WithText(paper.Pages, Authors with { FileName = fileName });
}

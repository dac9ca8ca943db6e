using Workshop.Domain.Pdf;

namespace Workshop.UnitTests.Pdf;

public sealed class MainTextTests
{
    private static readonly PdfFacts Opened = new(100_000, FileKind.Pdf, PdfOpening.Opened, Pages: 3);

    [Theory]
    [InlineData("References")]
    [InlineData("REFERENCES")]
    [InlineData("R EFERENCES")]
    [InlineData("R e f e r e n c e s")]
    [InlineData("7 References")]
    [InlineData("7. References")]
    [InlineData("VII. REFERENCES")]
    [InlineData("References:")]
    [InlineData("Bibliography")]
    [InlineData("Literature")]
    [InlineData("Literatur")]
    [InlineData("Literaturverzeichnis")]
    [InlineData("Références")]
    [InlineData("Bibliographie")]
    public void The_references_begin_at_their_heading(string heading)
    {
        var main = Find(new PaperText().Body(40).NewPage().Body(20).Heading(heading).Entries(8).NewPage().Entries(30));

        Assert.Equal((2, heading), (main.LastPage, main.References?.Text));
    }

    [Fact]
    public void A_heading_at_the_top_of_a_page_ends_the_main_text_on_the_page_before() =>
        Assert.Equal(1, Find(new PaperText().Body(40).NewPage().Heading("References").Entries(20)).LastPage);

    [Fact]
    public void A_running_head_above_the_heading_is_no_main_text() =>
        Assert.Equal(1, Find(new PaperText().Body(40).NewPage().At(40).Line("Explanations of wide networks   2", size: 8).At(72).Heading("References").Entries(20)).LastPage);

    [Fact]
    public void A_heading_in_the_right_column_comes_after_the_left_column()
    {
        var paper = new PaperText().Body(50, 72, 215).Column().Body(50, 308, 215)
            .NewPage().Body(40, 72, 215).Column().Heading("References", 308).Entries(20, 308, 215);

        Assert.Equal(2, Find(paper).LastPage);
    }

    [Fact]
    public void A_heading_at_the_top_of_the_left_column_does_not_follow_the_right_one()
    {
        var paper = new PaperText().Body(50, 72, 215).Column().Body(50, 308, 215)
            .NewPage().Heading("References", 72).Entries(40, 72, 215).Column().Entries(40, 308, 215);

        Assert.Equal(1, Find(paper).LastPage);
    }

    [Fact]
    public void The_word_in_running_text_is_no_heading() =>
        Assert.Null(Find(new PaperText().Body(20).Line("references").Line("References to work from 2019 and 2020 are given below.").Entries(3)).References);

    [Fact]
    public void A_line_of_a_table_of_contents_is_no_heading()
    {
        var paper = new PaperText().Heading("Contents");
        string[] titles = ["Introduction", "Method", "References", "Proofs"];
        foreach (var title in titles)
        {
            paper.Line(title).Gap(-12).Line("2", left: 510, width: 8);
        }

        paper.Heading("Introduction").Body(10).Line("as shown in 2019 and 2020 [1]").NewPage().Body(30).Heading("References").Entries(9);

        Assert.Equal(2, Find(paper).References?.Page);
        Assert.Null(Find(new PaperText().Body(5).Line("References 12", bold: true).Entries(5)).References);
    }

    [Fact]
    public void A_heading_without_references_behind_it_is_a_section_about_something_else() =>
        Assert.Null(Find(new PaperText().Body(10).Heading("References").Body(30)).References);

    [Fact]
    public void References_in_a_figure_do_not_end_the_main_text()
    {
        var paper = new PaperText().Body(10).Heading("References").Entries(3).NewPage().Heading("4 Conclusion").Body(10).NewPage().Body(3).Heading("References").Entries(9);

        Assert.Equal(3, Find(paper).LastPage);
    }

    [Fact]
    public void A_run_in_heading_counts() =>
        Assert.Equal(1, Find(new PaperText().Body(30).Line("[1] A. Author. A paper, 2019.", runIn: "References.").Entries(4)).LastPage);

    [Fact]
    public void Appendices_are_told_from_one_another_by_where_they_stand()
    {
        var before = Find(new PaperText().Body(30).Heading("A Appendix").Body(10).NewPage().Body(9).Heading("References").Entries(9));
        var after = Find(new PaperText().Body(30).Heading("References").Entries(9).NewPage().Heading("Appendix A: Proofs").Body(10));

        Assert.Equal((1, "A Appendix", null), (before.AppendixBefore?.Page, before.AppendixBefore?.Text, before.AfterReferences));
        Assert.Equal((2, "Appendix A: Proofs", null), (after.AfterReferences?.Page, after.AfterReferences?.Text, after.AppendixBefore));
    }

    [Theory]
    [InlineData(1, "pdf.too-many-pages", 2, "The main text ends on page 2; the limit is 1 without references. Shorten the main text to 1 page and choose the new file.")]
    [InlineData(2, "pdf.main-text-ends", 2, "The main text ends on page 2: the references begin on page 2 (\"References\") and are not counted.")]
    public void Only_the_main_text_counts_when_references_are_free(int limit, string code, int page, string message)
    {
        var facts = Opened.WithText(new PaperText().Body(40).NewPage().Body(20).Heading("References").Entries(8).NewPage().Entries(30).Pages, null);

        var verdict = PdfVerdict.Judge(facts, new FormatRules(limit) { Counting = PageCounting.WithoutReferences });

        var finding = verdict.Findings[0];
        Assert.Equal((code, page, message), (finding.Code, finding.Page, finding.Message));
        Assert.Equal(2, verdict.CountedPages);
        Assert.Equal($"3 pages, 2 without references of at most {limit}: {(limit == 2 ? "acceptable" : "not acceptable")}.", verdict.Summary);
    }

    [Fact]
    public void Without_a_heading_every_page_counts_and_that_is_said()
    {
        var facts = Opened.WithText(new PaperText().Body(40).NewPage().Body(40).NewPage().Body(4).Pages, null);

        var verdict = PdfVerdict.Judge(facts, new FormatRules(2) { Counting = PageCounting.WithoutReferences });

        Assert.Equal(["pdf.too-many-pages", "pdf.no-references-heading"], verdict.Findings.Select(f => f.Code));
        Assert.Equal(
            "No heading \"References\" was found, so all 3 pages were counted. If there are references, give them a heading of their own.", verdict.Findings[1].Message);
    }

    [Fact]
    public void An_appendix_in_front_of_the_references_counts_and_the_author_hears_why()
    {
        var facts = Opened.WithText(new PaperText().Body(30).NewPage().Heading("A Appendix").Body(10).NewPage().Body(9).Heading("References").Entries(9).Pages, null);

        var verdict = PdfVerdict.Judge(facts, new FormatRules(2) { Counting = PageCounting.WithoutReferences });

        Assert.Equal(
            "The main text ends on page 3; the limit is 2 without references. \"A Appendix\" on page 2 stands before the references and counts; behind them it would not. Shorten the main text to 2 pages and choose the new file.",
            verdict.Findings[0].Message);
    }

    private static MainText Find(PaperText paper) => Opened.WithText(paper.Pages, null).MainText!;
}

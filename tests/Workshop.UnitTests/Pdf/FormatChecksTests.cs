using Workshop.Domain.Pdf;

namespace Workshop.UnitTests.Pdf;

public sealed class FormatChecksTests
{
    private static readonly PdfFacts Opened = new(100_000, FileKind.Pdf, PdfOpening.Opened, Pages: 1);

    [Fact]
    public void The_body_is_what_most_characters_are_set_in_and_the_block_what_they_cover()
    {
        var paper = new PaperText().At(40).Line("Published at a workshop, page 1", size: 8).At(72).Heading("A title in large type", size: 17).Body(40).At(800).Line("1", left: 290);

        var layout = Opened.WithText(paper.Pages, null).Layout!;

        Assert.Equal((10, 1), (layout.BodySize, layout.Columns));
        var block = Assert.Single(layout.Pages).Block;
        Assert.Equal((72, 451), (block.Left, block.Width));
        Assert.Equal(82, block.Top);
        Assert.InRange(block.Top + block.Height, 560, 620);
    }

    [Fact]
    public void Two_columns_are_seen_under_a_title_across_both()
    {
        var paper = new PaperText().Heading("A title across both columns", size: 17).Body(5).At(200).Body(40, 72, 215).At(200).Body(40, 308, 215);

        Assert.Equal(2, Opened.WithText(paper.Pages, null).Layout!.Columns);
    }

    [Fact]
    public void A_table_of_two_cells_does_not_make_two_columns() =>
        Assert.Equal(1, Opened.WithText(new PaperText().Body(40).At(560).Body(6, 72, 200).At(560).Body(6, 308, 200).Pages, null).Layout!.Columns);

    [Fact]
    public void One_line_that_sticks_out_does_not_move_the_margin() =>
        Assert.Equal(523, Right(Opened.WithText(new PaperText().Body(40).Body(1, 72, 500).Pages, null)));

    [Theory]
    [InlineData(Paper.Any, 612, 700, null)]
    [InlineData(Paper.A4, 595, 842, null)]
    [InlineData(Paper.A4, 842, 595, null)]
    [InlineData(Paper.A4, 592.3, 842, null)]
    [InlineData(Paper.A4, 592.2, 842, "pdf.paper-size")]
    [InlineData(Paper.A4, 612, 792, "pdf.paper-size")]
    [InlineData(Paper.Letter, 612, 792, null)]
    [InlineData(Paper.Letter, 612, 795.1, "pdf.paper-size")]
    [InlineData(Paper.Either, 595.28, 841.89, null)]
    [InlineData(Paper.Either, 612, 792, null)]
    [InlineData(Paper.Either, 420, 595, "pdf.paper-size")]
    public void Paper_is_compared_with_a_little_tolerance_and_either_way_up(Paper paper, double width, double height, string? code)
    {
        var facts = Opened with { PageSizes = [new PdfPageSize(1, width, height, 0)] };

        Assert.Equal(code, PdfVerdict.Judge(facts, new FormatRules { Paper = paper }).Findings.SingleOrDefault(f => f.Code != "pdf.landscape")?.Code);
    }

    [Fact]
    public void Other_paper_is_named_with_what_to_do()
    {
        var facts = Opened with { PageSizes = [new PdfPageSize(1, 595, 842, 0), new PdfPageSize(2, 612, 792, 0)] };

        var finding = Assert.Single(PdfVerdict.Judge(facts, new FormatRules { Paper = Paper.A4 }).Findings);

        Assert.Equal("Page 2 is US Letter; A4 (210 × 297 mm) is asked for. Choose that paper in your program and export again.", finding.Message);
        Assert.Equal(2, finding.Page);
    }

    [Theory]
    [InlineData(10, 9.76, null)]
    [InlineData(10, 9.74, "pdf.body-size")]
    [InlineData(9, 10, null)]
    public void Type_may_be_a_quarter_of_a_point_smaller(double asked, double has, string? code) =>
        Assert.Equal(code, Judge(new PdfLayout(has, 1, []), new FormatRules { MinBodySize = asked })?.Code);

    [Fact]
    public void An_estimated_size_is_given_more_room() =>
        Assert.Null(Judge(new PdfLayout(9, 1, []) { BodySizeIsEstimated = true }, new FormatRules { MinBodySize = 10 }));

    [Theory]
    [InlineData(72, 75, null)]
    [InlineData(72, 75.1, "pdf.margins")]
    public void Text_may_pass_a_margin_by_three_points(double left, double asked, string? code) =>
        Assert.Equal(code, Judge(Page(left, 72, 451, 697), new FormatRules { MinMargins = new PageMargins(Left: asked) })?.Code);

    [Fact]
    public void The_narrowest_margin_is_named_with_its_page_and_block()
    {
        var finding = Judge(Page(40, 72, 500, 697), new FormatRules { MinMargins = new PageMargins(72, 72, 72, 72) })!;

        Assert.Equal(
            "The left margin of page 1 is 40 points wide; at least 72 are asked for. Use the template of the call without changes of its margins.", finding.Message);
        Assert.Equal((1, new PageBox(40, 72, 500, 697)), (finding.Page, finding.Box));
    }

    [Theory]
    [InlineData(451, 697, null)]
    [InlineData(454.1, 697, "pdf.text-block")]
    [InlineData(451, 700.1, "pdf.text-block")]
    public void The_text_block_may_be_three_points_larger(double width, double height, string? code) =>
        Assert.Equal(code, Judge(Page(72, 72, width, height), new FormatRules { MaxTextBlock = new TextBlockSize(451, 697) })?.Code);

    [Theory]
    [InlineData(null, 2, null)]
    [InlineData(2, 2, null)]
    [InlineData(2, 1, "The text stands in one column; two columns are asked for. Use the template of the call.")]
    [InlineData(1, 2, "The text stands in two columns; one column is asked for. Use the template of the call.")]
    public void Columns_are_compared_when_they_are_asked_for(int? asked, int has, string? message) =>
        Assert.Equal(message, Judge(new PdfLayout(10, has, []), new FormatRules { Columns = asked })?.Message);

    private static PdfLayout Page(double left, double top, double width, double height) =>
        new(10, 1, [new PageLayout(1, 595.28, 841.89, new PageBox(left, top, width, height))]);

    private static Finding? Judge(PdfLayout layout, FormatRules rules) => PdfVerdict.Judge(Opened with { Layout = layout }, rules).Findings.SingleOrDefault();

    private static double Right(PdfFacts facts) => facts.Layout!.Pages[0].Block.Left + facts.Layout.Pages[0].Block.Width;
}

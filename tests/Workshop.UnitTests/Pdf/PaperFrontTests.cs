using Workshop.Domain.Pdf;

namespace Workshop.UnitTests.Pdf;

public class PaperFrontTests
{
    [Fact]
    public void The_title_is_what_stands_largest_on_the_upper_part_and_the_abstract_ends_where_the_paper_begins()
    {
        var page = Page(
            ("arXiv:2303.16750v1 [cs.IR] 29 Mar 2023", 40, 20), ("Sufficient Reasons of", 100, 17), ("Decision Trees", 120, 17), ("Anna Lang and Bo Li", 150, 11), ("Abstract", 180, 12), ("We bound the size of reasons.", 200, 10),
            ("BIG FIGURE", 700, 30));

        var front = PaperFront.Of(page, "Sufficient Reasons of\nDecision Trees\nAnna Lang\n\nAbstract\nWe bound the size of suffi-\ncient reasons.\n\nIt is small.\n\n1 Introduction\nThe question is old.");

        Assert.Equal(("Sufficient Reasons of Decision Trees", "We bound the size of sufficient reasons.\n\nIt is small."), (front.Title, front.Abstract));
    }

    [Theory]
    [InlineData("A title\n\nAbstract. We bound it.\nKeywords: trees\nText", "We bound it.")]
    [InlineData("A title\nABSTRACT—We bound it.\n1. Introduction\nText", "We bound it.")]
    [InlineData("A title\nZusammenfassung: Wir beschränken es.\n1 Einleitung", "Wir beschränken es.")]
    [InlineData("A title\nNothing of the kind", "")]
    [InlineData("", "")]
    public void The_abstract_begins_with_its_word(string text, string found) => Assert.Equal(found, PaperFront.Of(null, text).Abstract);

    [Fact]
    public void Without_type_the_first_line_with_words_is_the_title() => Assert.Equal("The first line", PaperFront.Of(null, "12\n\n  The first line \nThe second").Title);

    [Fact]
    public void Hostile_text_is_read_in_time()
    {
        string[] texts = [new('\n', 60_000), "Abstract\n" + new string('\n', 60_000), new string(' ', 60_000), "Abstract" + new string('.', 60_000), string.Concat(Enumerable.Repeat("a-\n", 20_000))];

        Assert.All(texts, text => Assert.True(PaperFront.Of(null, text).Abstract.Length <= 5_000));
    }

    private static PdfPageText Page(params (string Text, double Top, double Size)[] lines) =>
        new(1, 595, 842, [], [.. lines.Select(line => new PdfRun(line.Text, new PageBox(72, line.Top, line.Text.Length * line.Size * 0.45, line.Size), line.Size, "Times", false))]);
}

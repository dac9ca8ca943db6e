using Workshop.Domain.Programme;

namespace Workshop.UnitTests.Programme.Exports;

public sealed class PaperFileNameTests
{
    [Theory]
    [InlineData(12, "Zofia Żółkiewicz", "Sufficient reasons", "012 Zolkiewicz - Sufficient reasons.pdf")]
    [InlineData(1, null, "No names here", "001 No names here.pdf")]
    [InlineData(7, "Anna van den Berg", "On $n^2$: a/b\\c*? \"x\" <y> | CON.", "007 Berg - On a b c x y CON.pdf")]
    [InlineData(1234, "王小明", "深度学习", "1234.pdf")]
    [InlineData(3, "Conan O'Brien", "../../etc/passwd", "003 OBrien - etc passwd.pdf")]
    [InlineData(4, "Bo Li", "$\\alpha$", "004 Li.pdf")]
    [InlineData(5, "Bo Li", "🎲 שלום NUL\u0000", "005 Li - NUL.pdf")]
    public void A_name_says_who_and_what_on_every_system(int number, string? author, string title, string expected)
    {
        Assert.Equal(expected, PaperFileName.Of(number, author, title));
    }

    [Fact]
    public void A_long_title_is_cut_at_a_word()
    {
        var name = PaperFileName.Of(9, "Bo Li", string.Concat(Enumerable.Repeat("interpretable ", 40)));

        Assert.Equal("009 Li - interpretable interpretable interpretable interpretable.pdf", name);
        Assert.True(PaperFileName.Of(9, new string('x', 500), new string('y', 500)).Length < 140);
    }
}

using Workshop.Domain.Submissions;

namespace Workshop.UnitTests.Submissions;

public sealed class TypedTextTests
{
    [Theory]
    [InlineData("Plain", "Plain")]
    [InlineData("", "")]
    [InlineData("in $O(n\\log n)$ time", "in |[$O(n\\log n)$]| time")]
    [InlineData("$a$$b$", "[$a$]|[$b$]")]
    [InlineData("$$x$$ and \\(y\\) and \\[z\\]", "[$$x$$]| and |[\\(y\\)]| and |[\\[z\\]]")]
    [InlineData("$a \\text{if $b$} c$", "[$a \\text{if $b$} c$]")]
    [InlineData("$ \\alpha $, $ x $", "[$ \\alpha $]|, |[$ x $]")]
    [InlineData("$\\$5$", "[$\\$5$]")]
    public void Formulas_keep_their_source(string text, string expected) => Assert.Equal(expected, Shown(text));

    [Theory]
    [InlineData("costs $5 and $7")]
    [InlineData("costs $5 and $ 7")]
    [InlineData("from $ 7 or $ 8 on")]
    [InlineData("between $5-$10")]
    [InlineData("costs $5")]
    [InlineData("$$ $$")]
    [InlineData("a broken $\\frac{1}{ is text")]
    [InlineData("a broken $1} is text$")]
    public void Money_and_what_is_not_closed_is_text(string text) => Assert.Equal(text, Shown(text));

    [Theory]
    [InlineData("85\\% of \\$5 \\& a\\_b \\#1 \\{x\\}", "85% of $5 & a_b #1 {x}")]
    [InlineData("$\\ell_1$ costs \\$5 and $ 7", "[$\\ell_1$]| costs $5 and $ 7")]
    [InlineData("Fr\\'echet, Schr\\\"{o}dinger, Erd\\H{o}s, Ho\\v{s}ek, Ma\\~nana, na\\\"{\\i}ve, Fran\\c{c}ois", "Fréchet, Schrödinger, Erdős, Hošek, Mañana, naïve, François")]
    [InlineData("C:\\users, \\emph{x}, \\c c, \\'9, \\", "C:\\users, \\emph{x}, \\c c, \\'9, \\")]
    [InlineData("5\\% in $\\%$", "5% in |[$\\%$]")]
    public void Escapes_and_accents_are_read_outside_of_formulas(string text, string expected) => Assert.Equal(expected, Shown(text));

    private static string Shown(string text) => string.Join('|', TypedText.Read(text).Select(run => run.IsFormula ? $"[{run.Text}]" : run.Text));
}

using Workshop.Domain.Programme;

namespace Workshop.UnitTests.Programme;

public sealed class PlainTitleTests
{
    [Theory]
    [InlineData("Sufficient reasons", "Sufficient reasons")]
    [InlineData("A bound of $O(n^2 \\log n)$", "A bound of O(n² log n)")]
    [InlineData("Learning $\\ell_1$ balls in $\\mathbb{R}^d$", "Learning ℓ₁ balls in ℝ^d")]
    [InlineData("On $\\varepsilon$-nets, 85\\% of them", "On ε-nets, 85% of them")]
    [InlineData("\\(x^{i+j}\\) and $$\\frac{1}{n+1}$$", "x^(i+j) and 1/(n+1)")]
    [InlineData("$\\text{DNF}_{10}$ is $\\leq 2^{-n}$", "DNF₁₀ is ≤ 2⁻ⁿ")]
    [InlineData("$\\{x \\mid y\\}$", "{x | y}")]
    [InlineData("$5 and $7", "$5 and $7")]
    [InlineData("Two\nlines \u202eturned", "Two lines turned")]
    [InlineData("$\\frac{a$ is open", "$\\frac{a$ is open")]
    public void Maths_become_characters(string typed, string shown) => Assert.Equal(shown, PlainTitle.Of(typed));

    [Fact]
    public void Nothing_makes_it_throw_or_break_the_line()
    {
        var random = new Random(2);
        const string Signs = "${}\\^_ab1~ ()[]frac\n";
        for (var round = 0; round < 2000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => Signs[random.Next(Signs.Length)]));

            Assert.DoesNotContain('\n', PlainTitle.Of(text));
        }

        Assert.NotEmpty(PlainTitle.Of("$" + new string('{', 5000) + "x" + new string('}', 5000) + "$"));
        Assert.NotEmpty(PlainTitle.Of("$" + string.Concat(Enumerable.Repeat("x^", 5000)) + "x$"));
    }
}

using Workshop.Domain.Submissions;

namespace Workshop.UnitTests.Submissions;

public sealed class TextLengthTests
{
    [Theory]
    [InlineData("", 0, 0)]
    [InlineData("  \r\n ", 0, 0)]
    [InlineData("One two  three\r\nfour", 4, 19)]
    [InlineData("state-of-the-art", 1, 16)]
    [InlineData("a – b", 2, 5)]
    [InlineData("the bound $O(n \\log n)$ holds", 4, 29)]
    [InlineData("$k$-means", 1, 9)]
    [InlineData("$a < b$.", 1, 8)]
    [InlineData("$$\\sum_i x_i$$ \\[ y = x \\]", 2, 26)]
    [InlineData("$5 and $7", 3, 9)]
    [InlineData("costs \\$5 and \\$7", 4, 17)]
    [InlineData("an open $ dollar", 3, 16)]
    [InlineData("e\u0301te\u0301", 1, 3)]
    [InlineData("𝒳 is a set", 4, 10)]
    [InlineData("a\u00a0b\u2003c", 3, 5)]
    public void A_text_has_words_and_characters(string text, int words, int characters) =>
        Assert.Equal((words, characters), (TextLength.Of(text, TextUnit.Words), TextLength.Of(text, TextUnit.Characters)));

    [Theory]
    [InlineData(null, 3, "a b c", null)]
    [InlineData(null, 3, "a b c d", "x-over-limit")]
    [InlineData(3, null, "a b", "x-under-limit")]
    [InlineData(3, null, "a b c", null)]
    [InlineData(3, 3, "a b c", null)]
    [InlineData(3, 5, " ", null)]
    [InlineData(null, null, "a b c d e f", null)]
    public void A_limit_includes_its_ends_and_leaves_an_empty_text_alone(int? min, int? max, string text, string? code) =>
        Assert.Equal(code, new TextLimit(TextUnit.Words, min, max).Check(text, "The text", "x", "Text")?.Code);

    [Fact]
    public void The_sentence_says_how_much_to_cut() =>
        Assert.Equal(
            "The abstract has 4 words. Shorten it to 1 word.",
            new TextLimit(TextUnit.Words, null, 1).Check("one two three four", "The abstract", "x", "Abstract")!.Message);

    [Theory]
    [InlineData(0, null, "limit.range")]
    [InlineData(1, null, null)]
    [InlineData(null, 301, "limit.range")]
    [InlineData(null, 300, null)]
    [InlineData(5, 4, "limit.min-above-max")]
    [InlineData(5, 5, null)]
    public void A_limit_lies_between_one_and_what_the_field_holds(int? min, int? max, string? code) =>
        Assert.Equal(code, new TextLimit(TextUnit.Characters, min, max).WhyNotPossible(300, "TitleMax")?.Code);
}

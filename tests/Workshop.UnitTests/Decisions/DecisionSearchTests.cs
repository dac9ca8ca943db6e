using Workshop.Domain.Decisions;

namespace Workshop.UnitTests.Decisions;

public class DecisionSearchTests
{
    private static readonly SearchedDecision Row = new(
        12, "Saliency, revisited: a théorie", ["Núria Öz", "Anna van den Berg", "Bożena Żółkiewicz-Sørensen"], ["Learning theory", "Explanations"], 3.96, 4.2, 2, 2.5, 2, 1, "talk", ["staged", "talk", "accepted", "Spotlight"], ["disagree", "missing"]);

    private static readonly SearchedDecision Bare = new(7, "Other", [], [], null, null, null, null, 0, 0, "either", ["undecided"], []);

    [Theory]
    [InlineData("", true)]
    [InlineData("   ", true)]
    [InlineData("score>=4", true)] // 3.96 reads 4.0
    [InlineData("score>4", false)]
    [InlineData("score=4", true)]
    [InlineData("score:4.0", true)]
    [InlineData("score!=4", false)]
    [InlineData("score<4", false)]
    [InlineData("score<=4", true)]
    [InlineData("SCORE>=3,9", true)]
    [InlineData("mean>=4", true)]
    [InlineData("fair>4", true)]
    [InlineData("spread>1", true)]
    [InlineData("spread>=2", true)]
    [InlineData("reviews<3", true)]
    [InlineData("reviews<2", false)]
    [InlineData("outstanding=1", true)]
    [InlineData("number:#12", true)]
    [InlineData("#12", true)]
    [InlineData("12", true)]
    [InlineData("#1", false)]
    [InlineData("topic:theory", true)]
    [InlineData("topic:\"learning theory\"", true)]
    [InlineData("-topic:theory", false)]
    [InlineData("topic!=logic", true)]
    [InlineData("author:oz", true)]
    [InlineData("author:\"van den\"", true)]
    [InlineData("title:theorie", true)]
    [InlineData("title:other", false)]
    [InlineData("wish:talk", true)]
    [InlineData("wish:p", false)]
    [InlineData("status:spot", true)]
    [InlineData("is:accepted", true)]
    [InlineData("status:undecided", false)]
    [InlineData("flag:disagree", true)]
    [InlineData("flag:note", false)]
    [InlineData("\"a théorie\"", true)]
    [InlineData("\"theory saliency\"", false)]
    [InlineData("saliency nuria", true)]
    [InlineData("saliency nobody", false)]
    [InlineData("nobody OR saliency", true)]
    [InlineData("nobody OR score>=4 status:talk", true)]
    [InlineData("nobody OR score>=4 status:poster", false)]
    [InlineData("(nobody OR saliency) status:talk", true)]
    [InlineData("-(nobody OR saliency)", false)]
    [InlineData("-(nobody  OR  nothing) AND score>=4", true)]
    [InlineData("and", false)] // in small letters a word like others
    [InlineData("saliency,", true)]
    [InlineData("a-b", false)]
    [InlineData("author:zolkiewicz", true)]
    [InlineData("author:SORENSEN", true)]
    [InlineData("“a théorie”", true)]
    [InlineData("author:„van den“", true)]
    [InlineData("nobody \"or\"", false)]
    public void A_search_finds_what_it_says(string search, bool found) => Assert.Equal(found, DecisionSearch.Parse(search).Value!.Matches(Row));

    [Theory]
    [InlineData("score<6")]
    [InlineData("score>=0")]
    [InlineData("score!=3")]
    [InlineData("spread<9")]
    public void What_has_no_number_meets_no_comparison_and_its_negation_does(string search)
    {
        Assert.False(DecisionSearch.Parse(search).Value!.Matches(Bare));
        Assert.True(DecisionSearch.Parse("-" + search).Value!.Matches(Bare));
    }

    [Theory]
    [InlineData("scor>=4", "At character 1: “scor” is nothing that can be searched. Did you mean “score”?")]
    [InlineData("title:x  athor:y", "At character 10: “athor” is nothing that can be searched. Did you mean “author”?")]
    [InlineData("banana:y", "Choose one of score, fair,")]
    [InlineData("score>=four", "At character 8: “four” is no number.")]
    [InlineData("score>=", "At character 6: Write a number directly after it: score>=3.")]
    [InlineData("score >=4", "At character 7: Write what to compare before “>”")]
    [InlineData("topic:", "At character 6: Write a word directly after it")]
    [InlineData("topic>3", "“topic” is no number. Write topic:3.")]
    [InlineData("wish:dance", "At character 6: “dance” is no wish. Choose one of talk, poster, either.")]
    [InlineData("flag:x", "“x” is no flag.")]
    [InlineData("title:\"open", "At character 7: This quote is never closed.")]
    [InlineData("\"\"", "At character 1: There is nothing between the quotes.")]
    [InlineData("(score>=4", "At character 1: This “(” is never closed.")]
    [InlineData("score>=4)", "At character 9: There is a “)” too many.")]
    [InlineData("()", "There is nothing between the parentheses.")]
    [InlineData("x OR", "At character 3: OR needs something after it.")]
    [InlineData("OR x", "At character 1: OR needs something before it.")]
    [InlineData("- x", "At character 1: Write what is not wanted directly after the “-”")]
    [InlineData("--x", "At character 1: Write what is not wanted directly after")]
    [InlineData("score!4", "Write != for “not equal”.")]
    [InlineData("topic:theory or topic:logic", "At character 14: Write OR in capitals")]
    [InlineData("score>=4.25", "At character 8: Numbers are compared as the table shows them.")]
    [InlineData("score<NaN", "At character 7: “NaN” is no number.")]
    [InlineData("status:undecidd", "At character 8: “undecidd” is no status. Did you mean “undecided”?")]
    [InlineData("status:banana", "Choose one of undecided, staged, pending, released, accepted, talk, poster, waitlist, rejected, Spotlight.")]
    public void An_error_says_where_and_what_to_do(string search, string sentence)
    {
        var refused = DecisionSearch.Parse(search, ["Spotlight"]);

        Assert.Equal("Search", refused.Refusal?.Field);
        Assert.Contains(sentence, refused.Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_is_typed_is_answered()
    {
        const string Signs = "a1 \"()-:<>=!#OR.";
        var state = 1u;
        for (var attempt = 0; attempt < 20_000; attempt++)
        {
            var text = string.Create(12, 0, (span, _) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    state = (state * 1664525) + 1013904223;
                    span[i] = Signs[(int)(state >> 16) % Signs.Length];
                }
            });
            var parsed = DecisionSearch.Parse(text);
            _ = parsed.Value?.Matches(Row);
            Assert.True(parsed.Succeeded || parsed.Refusal!.Message.StartsWith("At character ", StringComparison.Ordinal), text);
        }

        Assert.Equal("search.too-long", DecisionSearch.Parse(new string('x', DecisionSearch.MaxLength + 1)).Refusal?.Code);
        Assert.False(DecisionSearch.Parse(new string('(', 200)).Succeeded);
        Assert.True(DecisionSearch.Parse(null).Value!.IsEmpty);
    }
}

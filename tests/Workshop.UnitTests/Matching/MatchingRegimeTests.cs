using Workshop.Domain.Matching;

namespace Workshop.UnitTests.Matching;

public class MatchingRegimeTests
{
    private static readonly ReviewerProfile Full = new("full", [new("1", "kernel", "sparse kernel"), new("2", "", "quantum chemistry"), new("3", " ", "...")]);
    private static readonly ReviewerProfile Half = new("half", [new("1", "kernel", "sparse kernel"), new("2", "kernel methods"), new("3", "", "only full text")]);
    private static readonly ReviewerProfile Unknown = new("unknown", [new("1", "", "  ")]);

    [Fact]
    public void A_pair_is_compared_by_full_text_only_when_all_its_readable_texts_have_one()
    {
        var affinities = Compute([new("s", "kernel", "sparse kernel"), new("t", "kernel")], [Full, Half, Unknown]);

        Assert.Equal(MatchingRegime.FullText, affinities.RegimeOf(0, 0));
        Assert.Equal(MatchingRegime.TitleAndAbstract, affinities.RegimeOf(0, 1));
        Assert.Equal(MatchingRegime.TitleAndAbstract, affinities.RegimeOf(1, 0));
        Assert.Equal(MatchingRegime.FullText, affinities.Explain(0, 0)!.Regime);
        // Two of three past papers are readable, and one of them is the same text.
        Assert.Equal(Math.Cbrt(0.5), affinities.Of(0, 0)!.Value, 1e-12);
        Assert.Null(affinities.Of(0, 2));
    }

    [Fact]
    public void Each_regime_has_its_own_idf_and_full_text_never_enters_the_other()
    {
        MatchingText[] plain = [new("s", "kernel sparse"), new("t", "kernel")];
        ReviewerProfile[] reviewers = [new("r", [new("1", "kernel methods"), new("2", "sparse")])];
        var without = Compute(plain, reviewers);
        var with = Compute([plain[0] with { FullText = "kernel methods methods" }, plain[1]], [reviewers[0] with { PastPapers = [reviewers[0].PastPapers[0] with { FullText = "sparse" }, reviewers[0].PastPapers[1]] }]);

        Assert.Equal(without.Of(0, 0), with.Of(0, 0));
        Assert.Equal(without.Of(1, 0), with.Of(1, 0));

        // By full text N is 2 and not 3: t has none.
        var both = Compute([new("s", "owl", "cat dog"), new("t", "owl")], [new("r", [new("1", "emu", "cat")])]);
        double common = Math.Log(3.0 / 3) + 1, own = Math.Log(3.0 / 2) + 1;
        Assert.Equal(
            common * common / Math.Sqrt((common * common) + (2 * own * own)) / Math.Sqrt((common * common) + (own * own)), both.Of(0, 0)!.Value, 1e-12);
    }

    [Fact]
    public void Only_the_first_2500_words_of_the_full_text_are_read()
    {
        var filler = string.Join(" \n", Enumerable.Repeat("filler", 2_499));

        var affinities = Compute([new("s", "", $" {filler} lastword toomuch")], [new("r", [new("1", "", "lastword toomuch")])]);

        Assert.Equal(["lastword"], affinities.Explain(0, 0)!.PastPapers[0].Terms.Select(t => t.Word));
        Assert.Equal("a b", MatchingText.CutToFirstWords("a b"));
    }

    [Fact]
    public void The_summary_says_who_was_compared_how_and_what_was_left_out()
    {
        var summary = Compute([new("s", "kernel", "sparse kernel"), new("t", "kernel"), new("u", "", "full text alone"), new("v", "")], [Full, Half, Unknown]).Summarize();

        Assert.Equal((2, 3, 7), (summary.FullTextPairs, summary.TitleAndAbstractPairs, summary.MissingPairs));
        Assert.Equal(["full"], summary.FullTextReviewers);
        Assert.Equal(["half"], summary.TitleAndAbstractReviewers);
        Assert.Equal(["unknown"], summary.UnknownReviewers);
        Assert.Equal(["t"], summary.SubmissionsWithoutFullText);
        Assert.Equal(["v"], summary.SubmissionsWithoutTerms);
        Assert.Equal([(null, "u"), ("full", "2"), ("half", "3")], summary.LeftOut);
    }

    [Fact]
    public void Words_do_not_run_from_the_abstract_into_the_full_text()
    {
        var affinities = Compute([new("s", "kernel-", "methods")], [new("r", [new("1", "kernel", "methods")])]);

        Assert.Equal(1, affinities.Of(0, 0)!.Value, 1e-12);
    }

    private static Affinities Compute(MatchingText[] submissions, ReviewerProfile[] reviewers) =>
        Affinities.Compute(submissions, reviewers, TestContext.Current.CancellationToken);
}

using Workshop.Domain.Matching;

namespace Workshop.UnitTests.Matching;

public class AffinitiesTests
{
    private static readonly string[] Vocabulary = [.. Enumerable.Range(0, 60).Select(i => $"term{(char)('a' + (i / 10))}{i}")];

    [Fact]
    public void The_formula_by_hand()
    {
        // "cat" is in two of three texts, "dog" in two, "owl" in one.
        var affinities = Compute([new("s", "cat cat dog")], [new("r", [new("1", "cat dog"), new("2", "owl")])]);

        var idf = Math.Log(4.0 / 3) + 1;
        double[] submission = [(1 + Math.Log(2)) * idf, idf];
        var length = Math.Sqrt((submission[0] * submission[0]) + (submission[1] * submission[1]));
        var cosine = (submission[0] + submission[1]) / length / Math.Sqrt(2);
        Assert.Equal(Math.Cbrt(cosine * cosine * cosine / 2), affinities.Of(0, 0)!.Value, 1e-15);
    }

    [Fact]
    public void The_same_text_is_one_and_nothing_in_common_is_zero()
    {
        var affinities = Compute(
            [new("s", "sparse coding of shapley values")],
            [new("same", [new("1", "Sparse coding of Shapley values")]), new("other", [new("1", "quantum chemistry")])]);

        Assert.Equal(1, affinities.Of(0, 0)!.Value, 1e-12);
        Assert.Equal(0, affinities.Of(0, 1));
    }

    [Fact]
    public void Without_anything_to_read_an_affinity_is_missing_not_zero()
    {
        var affinities = Compute(
            [new("s", "sparse coding"), new("empty", "of the and $$")],
            [new("none", []), new("unreadable", [new("1", " ")]), new("half", [new("1", ""), new("2", "sparse coding")])]);

        Assert.Null(affinities.Of(0, 0));
        Assert.Null(affinities.Of(0, 1));
        Assert.Equal(1, affinities.Of(0, 2)!.Value, 1e-12);
        Assert.Null(affinities.Of(1, 2));
        Assert.Null(affinities.Explain(0, 0));
    }

    [Fact]
    public void Nothing_to_compare_is_no_error()
    {
        Assert.Empty(Compute([], []).Submissions);
    }

    [Fact]
    public void Explanations_add_up_to_the_affinity()
    {
        var (submissions, reviewers) = Random(40, 12);
        var affinities = Compute(submissions, reviewers);
        for (var s = 0; s < submissions.Length; s++)
        {
            for (var r = 0; r < reviewers.Length; r++)
            {
                var explanation = affinities.Explain(s, r)!;
                Assert.Equal(affinities.Of(s, r), explanation.Affinity);
                Assert.Equal(explanation.Affinity, explanation.PastPapers.Sum(p => p.Share), 1e-12);
                Assert.All(explanation.PastPapers, p => Assert.Equal(p.Share, p.Terms.Sum(t => t.Share), 1e-12));
            }
        }
    }

    [Fact]
    public void The_order_of_the_input_changes_no_bit()
    {
        var (submissions, reviewers) = Random(20, 8);
        var affinities = Compute(submissions, reviewers);
        var turned = Compute([.. submissions.Reverse()], [.. reviewers.Reverse()]);
        for (var s = 0; s < submissions.Length; s++)
        {
            for (var r = 0; r < reviewers.Length; r++)
            {
                Assert.Equal(affinities.Of(s, r), turned.Of(submissions.Length - 1 - s, reviewers.Length - 1 - r));
            }
        }
    }

    [Fact]
    public void An_explanation_shows_the_spelling_people_use()
    {
        var affinities = Compute([new("s", "explanations explanations explained")], [new("r", [new("1", "explanations")])]);

        var term = Assert.Single(Assert.Single(affinities.Explain(0, 0)!.PastPapers).Terms);

        Assert.Equal(("explan", "explanations"), (term.Stem, term.Word));
    }

    private static Affinities Compute(MatchingText[] submissions, ReviewerProfile[] reviewers) =>
        Affinities.Compute(submissions, reviewers, TestContext.Current.CancellationToken);

    private static (MatchingText[] Submissions, ReviewerProfile[] Reviewers) Random(int submissions, int reviewers)
    {
        var random = new Random(5);
        MatchingText Text(int i) => new($"t{i}", string.Join(' ', Enumerable.Range(0, random.Next(5, 40)).Select(_ => Vocabulary[random.Next(60) * random.Next(60) / 60])));
        return (
            [.. Enumerable.Range(0, submissions).Select(Text)],
            [.. Enumerable.Range(0, reviewers).Select(r => new ReviewerProfile($"r{r}", [.. Enumerable.Range(0, 1 + (r % 6)).Select(Text)]))]);
    }
}

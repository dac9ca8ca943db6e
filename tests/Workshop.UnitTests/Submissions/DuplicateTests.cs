using Workshop.Domain.Submissions;

namespace Workshop.UnitTests.Submissions;

public sealed class DuplicateTests
{
    private const string Text =
        "Kernel machines and neural networks explain their predictions by attributions whose faithfulness nobody can check. We introduce a game between an explainer and a verifier, "
        + "show that sparse certificates exist for monotone classifiers, and bound their length by the sensitivity of the function. Experiments on tabular benchmarks confirm that short "
        + "certificates suffice in practice, while random baselines need exponentially many features before the verifier accepts.";

    private const string Other =
        "Decision trees are thought to be interpretable because people can follow each branch. We study how many branches an auditor must read to certify fairness of the whole tree, prove a "
        + "logarithmic lower bound under product distributions, and give an algorithm that matches it up to constants using adaptive sampling with replacement over leaves.";

    [Theory]
    [InlineData("Bounds on $\\ell_1$-trees", "BOUNDS on L1 trees!")]
    [InlineData("Fr\\'echet means", "Fréchet Means.")]
    [InlineData("Part 1", "part 1")]
    public void Titles_are_the_same_without_case_punctuation_latex_and_accents(string one, string other) => Assert.Equal(SubmissionFingerprint.KeyOf(one), SubmissionFingerprint.KeyOf(other));

    [Theory]
    [InlineData("Part 1", "Part 2")]
    [InlineData("Bounds on trees", "Bounds for trees")]
    public void Other_titles_are_not(string one, string other) => Assert.NotEqual(SubmissionFingerprint.KeyOf(one), SubmissionFingerprint.KeyOf(other));

    [Fact]
    public void A_title_without_letters_is_like_no_other() => Assert.Null(Likeness.Between(Paper("???", "Short."), Paper("!!!", "Short.")));

    [Fact]
    public void The_same_abstract_under_another_title_is_found_and_another_abstract_is_not()
    {
        Assert.Equal(new Likeness(false, false, 100), Likeness.Between(Paper("One", Text), Paper("Two", Text)));
        Assert.Null(Likeness.Between(Paper("One", Text), Paper("Two", Other)));
    }

    [Fact]
    public void A_copy_with_a_few_other_words_is_near_identical()
    {
        var copy = Text.Replace("faithfulness", "fidelity", StringComparison.Ordinal).Replace("benchmarks", "datasets", StringComparison.Ordinal).Replace("baselines", "methods", StringComparison.Ordinal);

        var likeness = Likeness.Between(Paper("One", Text), Paper("Two", copy));

        Assert.NotNull(likeness);
        Assert.InRange(likeness.AbstractPercent!.Value, 50, 90);
    }

    [Fact]
    public void Short_abstracts_say_nothing() => Assert.Null(Likeness.Between(Paper("One", "We prove a bound for trees."), Paper("Two", "We prove a bound for trees.")));

    [Fact]
    public void Not_a_duplicate_stands_until_they_become_alike_in_another_way()
    {
        var now = DateTimeOffset.UnixEpoch;
        var hint = DuplicateHint.Of(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), new Likeness(true, false, 80), now);
        hint.Dismiss(now);

        hint.Renew(new Likeness(true, false, 95));
        Assert.Equal(now, hint.DismissedAt);
        hint.Renew(new Likeness(true, true, 95));
        Assert.Null(hint.DismissedAt);
    }

    [Theory]
    [InlineData(true, true, 87, "the same title, the same PDF and an abstract that is 87 % alike")]
    [InlineData(true, false, 100, "the same title and the same abstract")]
    [InlineData(false, true, null, "the same PDF")]
    public void What_is_alike_is_said_in_words(bool title, bool file, int? percent, string words) => Assert.Equal(words, new Likeness(title, file, percent).Words);

    private static SubmissionFingerprint Paper(string title, string text) => SubmissionFingerprint.Of(
        Submission.Start(Guid.NewGuid(), Guid.NewGuid(), 1, Guid.NewGuid(), new SubmissionContent(title, text, [], [], PresentationPreference.Either, false, null, null), DateTimeOffset.UnixEpoch).Value!);
}

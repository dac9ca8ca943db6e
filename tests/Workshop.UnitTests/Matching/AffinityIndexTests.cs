using Workshop.Domain.Matching;

namespace Workshop.UnitTests.Matching;

public class AffinityIndexTests
{
    private static readonly string[] Words = [.. Enumerable.Range(0, 80).SelectMany(i => new[] { $"term{(char)('a' + (i % 26))}{i}", $"term{(char)('a' + (i % 26))}{i}s" })];

    [Fact]
    public void Any_sequence_of_changes_equals_computing_from_scratch_to_the_last_bit()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var withFullText = random.Next(4) * 0.33;
            var index = random.Next(2) == 0
                ? new AffinityIndex()
                : AffinityIndex.Of([Text(random, "s1", withFullText)], [new ReviewerProfile("r1", [Text(random, "a", withFullText)])], TestContext.Current.CancellationToken);
            for (var change = 0; change < 40; change++)
            {
                Change(index, random, withFullText);
                if (change % 8 == 7)
                {
                    AssertSame(index);
                }
            }
        }
    }

    [Fact]
    public void A_snapshot_does_not_change_with_the_index()
    {
        var index = AffinityIndex.Of([new("s", "sparse coding")], [new("r", [new("1", "sparse kernels")])], TestContext.Current.CancellationToken);
        var snapshot = index.Snapshot(TestContext.Current.CancellationToken);
        var before = (snapshot.Of(0, 0), snapshot.Explain(0, 0)!.PastPapers[0].Terms[0]);

        index.PutPastPaper("r", new("2", "coding theory of aardvarks"));
        index.PutSubmission(new("t", "another"));

        Assert.Equal(before, (snapshot.Of(0, 0), snapshot.Explain(0, 0)!.PastPapers[0].Terms[0]));
        Assert.Equal((1, 1), (snapshot.Submissions.Count, snapshot.Reviewers[0].PastPapers.Count));
    }

    [Fact]
    public void A_reviewer_sees_their_own_heaviest_terms_in_their_own_spelling()
    {
        var index = AffinityIndex.Of(
            [new("s", "explaining explaining kernels kernels kernels")],
            [new("r", [new("1", "Explanations of Shapley values"), new("2", "Explanations explanations"), new("3", "of the")])], TestContext.Current.CancellationToken);

        var terms = index.TermsOf("r", most: 2);

        Assert.Equal(MatchingRegime.TitleAndAbstract, terms.Regime);
        Assert.Equal(["explanations", "shapley"], terms.Terms.Select(t => t.Word));
        Assert.Equal([("1", true), ("2", true), ("3", false)], terms.PastPapers.Select(p => (p.Id, p.IsRead)));
        Assert.Equal(new TermWeight("explan", "explanations", 1), Assert.Single(terms.PastPapers[1].Terms));
        Assert.Equal((1 + terms.PastPapers[0].Terms.Concat(index.TermsOf("r").PastPapers[0].Terms).Single(t => t.Stem == "explan").Weight) / 2, terms.Terms[0].Weight, 1e-15);
    }

    [Fact]
    public void What_is_not_there_cannot_be_removed_or_asked()
    {
        var index = new AffinityIndex();

        Assert.False(index.RemoveSubmission("s") || index.RemoveReviewer("r") || index.RemovePastPaper("r", "p"));
        Assert.Throws<KeyNotFoundException>(() => index.OfReviewer("r"));
        Assert.Throws<KeyNotFoundException>(() => index.OfSubmission("s"));
        Assert.Throws<ArgumentException>(() => AffinityIndex.Of([new("s", "a"), new("s", "b")], [], TestContext.Current.CancellationToken));
    }

    private static void Change(AffinityIndex index, Random random, double withFullText)
    {
        var submission = $"s{random.Next(6)}";
        var reviewer = $"r{random.Next(4)}";
        var paper = $"{(char)('a' + random.Next(4))}";
        switch (random.Next(8))
        {
            case 0 or 1:
                index.PutSubmission(Text(random, submission, withFullText));
                break;
            case 2:
                index.RemoveSubmission(submission);
                break;
            case 3:
                index.PutReviewer(new ReviewerProfile(reviewer, [.. Enumerable.Range(0, random.Next(4)).Select(i => Text(random, $"{(char)('a' + i)}", withFullText))]));
                break;
            case 4:
                index.RemoveReviewer(reviewer);
                break;
            case 5:
                index.RemovePastPaper(reviewer, paper);
                break;
            default:
                index.PutPastPaper(reviewer, Text(random, paper, withFullText));
                break;
        }
    }

    private static void AssertSame(AffinityIndex index)
    {
        var expected = Affinities.Compute(index.Submissions, index.Reviewers, TestContext.Current.CancellationToken);
        var snapshot = index.Snapshot(TestContext.Current.CancellationToken);
        for (var s = 0; s < expected.Submissions.Count; s++)
        {
            Assert.Equal(Enumerable.Range(0, expected.Reviewers.Count).Select(r => expected.Of(s, r)), index.OfSubmission(expected.Submissions[s].Id));
        }

        for (var r = 0; r < expected.Reviewers.Count; r++)
        {
            Assert.Equal(Enumerable.Range(0, expected.Submissions.Count).Select(s => expected.Of(s, r)), index.OfReviewer(expected.Reviewers[r].Id));
            for (var s = 0; s < expected.Submissions.Count; s++)
            {
                Assert.Equal(expected.Of(s, r), snapshot.Of(s, r));
                Assert.Equivalent(expected.Explain(s, r), snapshot.Explain(s, r), strict: true);
            }
        }
    }

    private static MatchingText Text(Random random, string id, double withFullText)
    {
        string Some(int most) => string.Join(' ', Enumerable.Range(0, random.Next(most)).Select(_ => Words[random.Next(Words.Length) * random.Next(Words.Length) / Words.Length]));
        return new MatchingText(id, random.Next(8) == 0 ? "" : Some(20), random.NextDouble() < withFullText ? Some(60) : null);
    }
}

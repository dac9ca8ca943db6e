using Workshop.Domain.Decisions;

namespace Workshop.UnitTests.Decisions;

public class FairScoresTests
{
    private static Guid Paper(int n) => new(n, 1, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    private static Guid Reviewer(int n) => new(n, 2, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    private static GivenScore Score(int paper, int reviewer, double score) => new(Paper(paper), Reviewer(reviewer), score);

    /// <summary>Two by two, all variances 1. Balanced, so by hand: mean 4; each effect is its mean deviation (±1) times 2 · 1 / (2 · 1 + 1).</summary>
    [Fact]
    public void A_balanced_case_is_what_one_finds_by_hand()
    {
        var fair = FairScores.Of([Score(1, 1, 4), Score(1, 2, 2), Score(2, 1, 6), Score(2, 2, 4)], 1, 6, (1, 1, 1));

        Assert.Equal(4, fair.Mean, 9);
        Assert.Equal(4 - (2 / 3.0), fair.Submissions[Paper(1)].Fair, 9);
        Assert.Equal(4 + (2 / 3.0), fair.Submissions[Paper(2)].Fair, 9);
        Assert.Equal(2 / 3.0, fair.Reviewers[Reviewer(1)].Leniency, 9);
        Assert.Equal(-2 / 3.0, fair.Reviewers[Reviewer(2)].Leniency, 9);
        Assert.Equal(0, fair.Submissions[Paper(1)].ForReviewers, 9);
        Assert.Equal(1 / 3.0, fair.Submissions[Paper(1)].ForFewness, 9);
        Assert.Equal(1, fair.Groups);
    }

    /// <summary>Henderson's whole system, written out and solved without eliminating anything.</summary>
    [Fact]
    public void An_unbalanced_case_solves_the_whole_system()
    {
        GivenScore[] scores = [Score(1, 1, 6), Score(2, 1, 5), Score(2, 2, 3), Score(3, 2, 2), Score(3, 3, 4), Score(4, 3, 6)];
        var fair = FairScores.Of(scores, 1, 6, (0.8, 0.5, 1.2));

        var size = 1 + 3 + 4;
        var left = new double[size, size + 1];
        foreach (var score in scores)
        {
            int[] columns = [0, BitConverter.ToInt32(score.ReviewerId.ToByteArray()), 3 + BitConverter.ToInt32(score.SubmissionId.ToByteArray())];
            foreach (var row in columns)
            {
                left[row, size] += score.Score;
                foreach (var column in columns)
                {
                    left[row, column]++;
                }
            }
        }

        for (var i = 1; i < size; i++)
        {
            left[i, i] += i <= 3 ? 1.2 / 0.5 : 1.2 / 0.8;
        }

        var solution = Eliminate(left);
        Assert.Equal(solution[0], fair.Mean, 9);
        for (var paper = 1; paper <= 4; paper++)
        {
            Assert.Equal(solution[0] + solution[3 + paper], fair.Submissions[Paper(paper)].Fair, 9);
        }

        for (var reviewer = 1; reviewer <= 3; reviewer++)
        {
            Assert.Equal(solution[reviewer], fair.Reviewers[Reviewer(reviewer)].Leniency, 9);
        }
    }

    [Fact]
    public void The_difference_to_the_raw_mean_is_the_sum_of_its_reasons()
    {
        var fair = FairScores.Of([.. Simulated(3, 20, 8, 3).Scores], 1, 6);

        Assert.All(fair.Submissions.Values, score => Assert.Equal(score.Fair, score.Raw + score.ForReviewers + score.ForFewness, 9));
    }

    [Fact]
    public void A_constant_for_everybody_moves_everything_by_it_and_a_wider_scale_stretches_everything()
    {
        var scores = Simulated(5, 20, 8, 3).Scores;
        var plain = FairScores.Of(scores, 1, 6);
        var moved = FairScores.Of([.. scores.Select(score => score with { Score = score.Score + 10 })], 11, 16);
        var stretched = FairScores.Of([.. scores.Select(score => score with { Score = score.Score * 2 })], 2, 12);

        Assert.All(plain.Submissions, pair =>
        {
            Assert.Equal(pair.Value.Fair + 10, moved.Submissions[pair.Key].Fair, 6);
            Assert.Equal(pair.Value.Fair * 2, stretched.Submissions[pair.Key].Fair, 6);
            Assert.Equal(pair.Value.Error * 2, stretched.Submissions[pair.Key].Error, 6);
        });
    }

    [Fact]
    public void The_order_of_the_scores_says_nothing()
    {
        var scores = Simulated(7, 20, 8, 3).Scores;
        var back = scores.Reverse().ToList();

        Assert.All(FairScores.Of(scores, 1, 6).Submissions, pair => Assert.Equal(pair.Value.Fair, FairScores.Of(back, 1, 6).Submissions[pair.Key].Fair, 12));
    }

    /// <summary>Somebody who gives two points more than before to everything: the raw means of those papers rise by two thirds, the adjusted ones by far less, and the reviewer is named lenient.</summary>
    [Fact]
    public void A_reviewer_who_becomes_lenient_hardly_moves_the_papers()
    {
        var scores = Simulated(11, 30, 8, 3).Scores;
        var before = FairScores.Of(scores, 1, 6);
        var after = FairScores.Of([.. scores.Select(score => score.ReviewerId == Reviewer(1) ? score with { Score = score.Score + 2 } : score)], 1, 6);
        var touched = scores.Where(score => score.ReviewerId == Reviewer(1)).Select(score => score.SubmissionId).ToList();

        Assert.NotEmpty(touched);
        var rise = touched.Average(paper => (after.Submissions[paper].Fair - after.Mean) - (before.Submissions[paper].Fair - before.Mean));
        Assert.InRange(rise, -0.3, 0.3);
        Assert.InRange(after.Reviewers[Reviewer(1)].Leniency - before.Reviewers[Reviewer(1)].Leniency, 1.2, 2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Adjusted_means_are_nearer_to_the_truth_than_raw_ones(int seed)
    {
        var (scores, truth) = Simulated(seed, 60, 15, 3, reviewerScatter: 1.0);
        var fair = FairScores.Of(scores, -2, 9);
        double Error(Func<FairScore, double> of) => Math.Sqrt(truth.Average(pair => Math.Pow(of(fair.Submissions[pair.Key]) - pair.Value, 2)));

        Assert.True(Error(score => score.Fair) < Error(score => score.Raw), $"{Error(score => score.Fair):0.00} against {Error(score => score.Raw):0.00}");
        Assert.InRange(Math.Sqrt(fair.Variances.Reviewer), 0.55, 1.6);
        Assert.InRange(Math.Sqrt(fair.Variances.Submission), 0.6, 1.6);
        Assert.InRange(Math.Sqrt(fair.Variances.Noise), 0.3, 0.9);

        // And the error that is told is about the one that is made.
        Assert.InRange(Error(score => score.Fair) / Math.Sqrt(fair.Submissions.Values.Average(score => score.Error * score.Error)), 0.6, 1.5);
    }

    [Fact]
    public void A_single_review_counts_for_less_than_three_of_the_same()
    {
        GivenScore[] scores = [Score(1, 1, 6), Score(2, 1, 6), Score(2, 2, 6), Score(2, 3, 6), Score(3, 1, 3), Score(3, 2, 3), Score(3, 3, 3), Score(4, 2, 2), Score(4, 3, 2)];
        var fair = FairScores.Of(scores, 1, 6);

        Assert.True(fair.Submissions[Paper(1)].Fair < fair.Submissions[Paper(2)].Fair);
        Assert.True(fair.Submissions[Paper(1)].Error > fair.Submissions[Paper(2)].Error);
        Assert.True(fair.Submissions[Paper(1)].ForFewness < 0);
    }

    [Fact]
    public void Islands_are_counted_and_nothing_breaks_on_little()
    {
        Assert.Equal(0, FairScores.Of([], 1, 6).Groups);
        Assert.Equal(1, FairScores.Of([Score(1, 1, 4)], 1, 6).Groups);
        Assert.Equal(4, FairScores.Of([Score(1, 1, 4)], 1, 6).Submissions[Paper(1)].Fair, 9);
        Assert.Equal(2, FairScores.Of([Score(1, 1, 4), Score(2, 2, 5)], 1, 6).Groups);
        Assert.Equal(1, FairScores.Of([Score(1, 1, 4), Score(2, 2, 5), Score(2, 1, 5)], 1, 6).Groups);
        Assert.All(FairScores.Of([Score(1, 1, 3), Score(2, 2, 3), Score(1, 2, 3)], 1, 6).Submissions.Values, score => Assert.Equal(3, score.Fair, 9));
        Assert.Throws<ArgumentException>(() => FairScores.Of([], 3, 3));
    }

    private static (IReadOnlyList<GivenScore> Scores, Dictionary<Guid, double> Truth) Simulated(int seed, int papers, int reviewers, int each, double reviewerScatter = 0.7)
    {
        var state = (ulong)seed;
        double Uniform()
        {
            state = (state * 6364136223846793005) + 1442695040888963407;
            return ((state >> 11) + 0.5) / (1UL << 53);
        }

        double Normal() => Math.Sqrt(-2 * Math.Log(Uniform())) * Math.Cos(2 * Math.PI * Uniform());
        var leniency = Enumerable.Range(0, reviewers).Select(_ => reviewerScatter * Normal()).ToList();
        var truth = Enumerable.Range(1, papers).ToDictionary(Paper, _ => 3.5 + Normal());
        var scores = new List<GivenScore>();
        for (var paper = 1; paper <= papers; paper++)
        {
            var chosen = Enumerable.Range(0, reviewers).OrderBy(_ => Uniform()).Take(each);
            scores.AddRange(chosen.Select(reviewer => Score(paper, reviewer + 1, truth[Paper(paper)] + leniency[reviewer] + (0.5 * Normal()))));
        }

        return (scores, truth);
    }

    private static double[] Eliminate(double[,] system)
    {
        var size = system.GetLength(0);
        for (var pivot = 0; pivot < size; pivot++)
        {
            for (var row = 0; row < size; row++)
            {
                if (row == pivot)
                {
                    continue;
                }

                var factor = system[row, pivot] / system[pivot, pivot];
                for (var column = pivot; column <= size; column++)
                {
                    system[row, column] -= factor * system[pivot, column];
                }
            }
        }

        return [.. Enumerable.Range(0, size).Select(i => system[i, size] / system[i, i])];
    }
}

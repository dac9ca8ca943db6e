namespace Workshop.Domain.Decisions;

/// <summary>One score that a reviewer gave to a submission.</summary>
public sealed record GivenScore(Guid SubmissionId, Guid ReviewerId, double Score);

/// <summary>
/// What a submission's scores come to when reviewers are allowed for. The difference to the raw mean is exactly <see cref="ForReviewers"/> + <see cref="ForFewness"/>.
/// </summary>
/// <param name="Raw">The mean of the scores as given.</param>
/// <param name="Fair">In points of the same scale, between its steps; may lie a little beyond its ends when strict reviewers gave the best score.</param>
/// <param name="ForReviewers">Positive when its reviewers are stricter than others.</param>
/// <param name="ForFewness">The pull towards the mean of all submissions, because so few scores say little.</param>
/// <param name="Error">The standard error of prediction of <see cref="Fair"/>.</param>
public sealed record FairScore(double Raw, double Fair, double ForReviewers, double ForFewness, double Error, int Scores);

/// <param name="Leniency">Positive: gives more points than others would to the same submissions. Drawn to 0 the fewer scores there are.</param>
public sealed record ReviewerLeniency(double Leniency, int Scores);

/// <summary>
/// Advisory adjustment for strict and lenient reviewers. The model: score = mean + submission + reviewer + noise, submission and reviewer being random effects. They are
/// predicted together by Henderson's mixed-model equations (C. R. Henderson, Best linear unbiased estimation and prediction under a selection model, Biometrics 31, 1975), which
/// shrink an effect the more the less is known of it: a single review counts for little. The submissions, whose block is diagonal, are eliminated exactly; what is left is solved by a Cholesky factorization.
/// <para>The three variances are estimated by restricted maximum likelihood with the EM algorithm (Dempster, Laird and Rubin, J. R. Stat. Soc. B 39, 1977), held by a prior worth
/// <see cref="PriorWeight"/> observations each, because a workshop of twenty papers says little about them: with few data they stay near the prior, and never at zero.</para>
/// <para>Reviewers who share no submission with others, even indirectly, cannot be told from their submissions: <see cref="Groups"/> counts such islands. Between islands only the shrinkage
/// compares. Deterministic; independent of the order of the scores but for rounding. Raw scores are never changed.</para>
/// </summary>
public sealed class FairScores
{
    private const double PriorWeight = 4;
    private const int MostRounds = 60;

    private FairScores(double mean, IReadOnlyDictionary<Guid, FairScore> submissions, IReadOnlyDictionary<Guid, ReviewerLeniency> reviewers, int groups, (double Submission, double Reviewer, double Noise) variances) =>
        (Mean, Submissions, Reviewers, Groups, Variances) = (mean, submissions, reviewers, groups, variances);

    /// <summary>Of all submissions, every one counting by what is known of it.</summary>
    public double Mean { get; }

    /// <summary>Those with a score.</summary>
    public IReadOnlyDictionary<Guid, FairScore> Submissions { get; }

    public IReadOnlyDictionary<Guid, ReviewerLeniency> Reviewers { get; }

    /// <summary>Islands of submissions and reviewers without a way between them; 1 when everything can be compared, 0 without scores.</summary>
    public int Groups { get; }

    public (double Submission, double Reviewer, double Noise) Variances { get; }

    /// <param name="scores">At most one per pair; a scale from <paramref name="lowest"/> to <paramref name="highest"/>.</param>
    /// <param name="known">The variances, when somebody knows them; null estimates them.</param>
    /// <exception cref="ArgumentException">The scale has no length.</exception>
    public static FairScores Of(IReadOnlyCollection<GivenScore> scores, double lowest, double highest, (double Submission, double Reviewer, double Noise)? known = null)
    {
        if (highest <= lowest)
        {
            throw new ArgumentException("A scale needs two ends.", nameof(highest));
        }

        if (scores.Count == 0)
        {
            return new FairScores(0, new Dictionary<Guid, FairScore>(), new Dictionary<Guid, ReviewerLeniency>(), 0, (0, 0, 0));
        }

        // Before any data: scores scatter over a quarter of the scale to each side, two fifths of that because papers differ, a fifth because reviewers do.
        var scatter = Math.Pow((highest - lowest) / 4, 2);
        var prior = (Submission: 0.4 * scatter, Reviewer: 0.2 * scatter, Noise: 0.4 * scatter);
        var equations = new Equations(scores);
        var variances = known ?? prior;
        var solved = equations.Solve(variances);
        for (var round = 0; known is null && round < MostRounds; round++)
        {
            var next = (
                Submission: ((PriorWeight * prior.Submission) + solved.SubmissionSquares) / (PriorWeight + equations.SubmissionIds.Count),
                Reviewer: ((PriorWeight * prior.Reviewer) + solved.ReviewerSquares) / (PriorWeight + equations.ReviewerIds.Count),
                Noise: ((PriorWeight * prior.Noise) + solved.NoiseSquares) / (PriorWeight + scores.Count));
            var change = Math.Max(Math.Abs(next.Submission - variances.Submission), Math.Max(Math.Abs(next.Reviewer - variances.Reviewer), Math.Abs(next.Noise - variances.Noise)));
            variances = next;
            solved = equations.Solve(variances);
            if (change < 1e-4 * scatter)
            {
                break;
            }
        }

        return equations.Sum(solved, variances);
    }

    private sealed record Solution(double Mean, double[] Submissions, double[] Reviewers, double[] SubmissionVariances, double SubmissionSquares, double ReviewerSquares, double NoiseSquares);

    private sealed class Equations
    {
        private readonly List<(int Reviewer, double Score)>[] _of;
        private readonly int[] _scoresOfReviewer;
        private readonly int _count;

        public Equations(IReadOnlyCollection<GivenScore> scores)
        {
            SubmissionIds = [.. scores.Select(score => score.SubmissionId).Distinct().Order()];
            ReviewerIds = [.. scores.Select(score => score.ReviewerId).Distinct().Order()];
            var submissionAt = SubmissionIds.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
            var reviewerAt = ReviewerIds.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
            _of = [.. SubmissionIds.Select(_ => new List<(int, double)>())];
            _scoresOfReviewer = new int[ReviewerIds.Count];
            _count = scores.Count;
            foreach (var score in scores.OrderBy(score => score.SubmissionId).ThenBy(score => score.ReviewerId))
            {
                _of[submissionAt[score.SubmissionId]].Add((reviewerAt[score.ReviewerId], score.Score));
                _scoresOfReviewer[reviewerAt[score.ReviewerId]]++;
            }
        }

        public IReadOnlyList<Guid> SubmissionIds { get; }

        public IReadOnlyList<Guid> ReviewerIds { get; }

        /// <summary>The equations, divided by the noise variance, with unknowns: mean (index 0), reviewers, submissions; the last are eliminated.</summary>
        public Solution Solve((double Submission, double Reviewer, double Noise) variances)
        {
            var reviewers = ReviewerIds.Count;
            var size = reviewers + 1;
            var (penalty, reviewerPenalty) = (variances.Noise / variances.Submission, variances.Noise / variances.Reviewer);
            var matrix = new double[size, size];
            var right = new double[size];
            for (var reviewer = 0; reviewer < reviewers; reviewer++)
            {
                matrix[reviewer + 1, reviewer + 1] = reviewerPenalty;
            }

            foreach (var given in _of)
            {
                // Each submission adds X'X - X'Z(Z'Z + penalty)^-1 Z'X of its own scores.
                var weight = 1 / (given.Count + penalty);
                var sum = given.Sum(score => score.Score);
                right[0] += sum - (weight * given.Count * sum);
                matrix[0, 0] += given.Count - (weight * given.Count * given.Count);
                foreach (var (reviewer, score) in given)
                {
                    right[reviewer + 1] += score - (weight * sum);
                    matrix[reviewer + 1, 0] += 1 - (weight * given.Count);
                    matrix[reviewer + 1, reviewer + 1] += 1;
                    foreach (var (other, _) in given)
                    {
                        matrix[reviewer + 1, other + 1] -= weight;
                    }
                }
            }

            for (var reviewer = 0; reviewer < reviewers; reviewer++)
            {
                matrix[0, reviewer + 1] = matrix[reviewer + 1, 0];
            }

            var inverse = Invert(matrix);
            var found = new double[size];
            for (var i = 0; i < size; i++)
            {
                for (var j = 0; j < size; j++)
                {
                    found[i] += inverse[i, j] * right[j];
                }
            }

            var submissions = new double[_of.Length];
            var submissionVariances = new double[_of.Length];
            double submissionSquares = 0, noise = 0, submissionTrace = 0, reviewerTrace = 0;
            var meanAndSubmission = new double[_of.Length];
            for (var at = 0; at < _of.Length; at++)
            {
                var given = _of[at];
                var weight = 1 / (given.Count + penalty);
                submissions[at] = weight * given.Sum(score => score.Score - found[0] - found[score.Reviewer + 1]);

                // The submission's own part of the inverse, by the block formula; x is Z'X of this submission.
                var quadratic = given.Count * given.Count * inverse[0, 0];
                var withMean = given.Count * inverse[0, 0];
                foreach (var (reviewer, _) in given)
                {
                    quadratic += 2 * given.Count * inverse[0, reviewer + 1];
                    withMean += inverse[0, reviewer + 1];
                    quadratic += given.Sum(other => inverse[reviewer + 1, other.Reviewer + 1]);
                }

                var own = weight + (weight * weight * quadratic);
                submissionTrace += own;
                submissionSquares += submissions[at] * submissions[at];
                meanAndSubmission[at] = inverse[0, 0] + own - (2 * weight * withMean);
                submissionVariances[at] = Math.Max(0, meanAndSubmission[at]) * variances.Noise;
                foreach (var (reviewer, score) in given)
                {
                    var residual = score - found[0] - found[reviewer + 1] - submissions[at];
                    noise += residual * residual;
                }
            }

            double reviewerSquares = 0;
            for (var reviewer = 1; reviewer < size; reviewer++)
            {
                reviewerSquares += found[reviewer] * found[reviewer];
                reviewerTrace += inverse[reviewer, reviewer];
            }

            // E[e'e] = residual squares + noise · trace(W C W') and trace(C · W'W) = size of all unknowns minus the penalties' share.
            var freedom = 1 + reviewers + _of.Length - (penalty * submissionTrace) - (reviewerPenalty * reviewerTrace);
            return new Solution(
                found[0], submissions, found[1..], submissionVariances,
                submissionSquares + (variances.Noise * submissionTrace),
                reviewerSquares + (variances.Noise * reviewerTrace),
                noise + (variances.Noise * freedom));
        }

        public FairScores Sum(Solution solved, (double Submission, double Reviewer, double Noise) variances)
        {
            var submissions = new Dictionary<Guid, FairScore>();
            for (var at = 0; at < _of.Length; at++)
            {
                var given = _of[at];
                var raw = given.Average(score => score.Score);
                var leniency = given.Average(score => solved.Reviewers[score.Reviewer]);
                var fair = solved.Mean + solved.Submissions[at];
                submissions[SubmissionIds[at]] = new FairScore(raw, fair, -leniency, fair - raw + leniency, Math.Sqrt(solved.SubmissionVariances[at]), given.Count);
            }

            var reviewers = ReviewerIds.Index().ToDictionary(pair => pair.Item, pair => new ReviewerLeniency(solved.Reviewers[pair.Index], _scoresOfReviewer[pair.Index]));
            return new FairScores(solved.Mean, submissions, reviewers, CountGroups(), variances);
        }

        private int CountGroups()
        {
            var group = Enumerable.Range(0, ReviewerIds.Count).ToArray();
            int Root(int reviewer)
            {
                while (group[reviewer] != reviewer)
                {
                    reviewer = group[reviewer] = group[group[reviewer]];
                }

                return reviewer;
            }

            foreach (var given in _of)
            {
                foreach (var (reviewer, _) in given)
                {
                    group[Root(reviewer)] = Root(given[0].Reviewer);
                }
            }

            return Enumerable.Range(0, ReviewerIds.Count).Count(reviewer => Root(reviewer) == reviewer);
        }

        /// <summary>Of a symmetric positive definite matrix, by its Cholesky factor.</summary>
        private static double[,] Invert(double[,] matrix)
        {
            var size = matrix.GetLength(0);
            var factor = new double[size, size];
            for (var i = 0; i < size; i++)
            {
                for (var j = 0; j <= i; j++)
                {
                    var sum = matrix[i, j];
                    for (var k = 0; k < j; k++)
                    {
                        sum -= factor[i, k] * factor[j, k];
                    }

                    factor[i, j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-12)) : sum / factor[j, j];
                }
            }

            var lower = new double[size, size];
            for (var column = 0; column < size; column++)
            {
                lower[column, column] = 1 / factor[column, column];
                for (var i = column + 1; i < size; i++)
                {
                    var sum = 0.0;
                    for (var k = column; k < i; k++)
                    {
                        sum -= factor[i, k] * lower[k, column];
                    }

                    lower[i, column] = sum / factor[i, i];
                }
            }

            var inverse = new double[size, size];
            for (var i = 0; i < size; i++)
            {
                for (var j = 0; j <= i; j++)
                {
                    var sum = 0.0;
                    for (var k = i; k < size; k++)
                    {
                        sum += lower[k, i] * lower[k, j];
                    }

                    inverse[i, j] = inverse[j, i] = sum;
                }
            }

            return inverse;
        }
    }
}

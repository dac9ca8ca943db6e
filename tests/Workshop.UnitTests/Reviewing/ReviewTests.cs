using Workshop.Domain.Reviewing;

namespace Workshop.UnitTests.Reviewing;

public sealed class ReviewTests
{
    private static readonly DateTimeOffset Now = new(2027, 3, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly ReviewContent Complete = new(5, 3, "Good.", "");

    [Fact]
    public void A_draft_may_be_empty_a_submitted_review_may_not()
    {
        var review = Start();

        Assert.True(review.Save(new ReviewContent(null, null, "", ""), 0, submit: false, Now).Succeeded);
        Assert.Equal(
            ["review.score-missing", "review.confidence-missing", "review.comment-missing"],
            review.Save(new ReviewContent(null, null, " ", ""), 1, submit: true, Now).Refusals.Select(refusal => refusal.Code));
        Assert.False(review.IsSubmitted);
    }

    [Fact]
    public void Submitting_again_keeps_the_first_instant()
    {
        var review = Start();
        _ = review.Save(Complete, 0, submit: true, Now);
        _ = review.Save(Complete with { Score = 4 }, 1, submit: true, Now.AddDays(1));

        Assert.Equal((Now, 4), (review.SubmittedAt, review.Score));
    }

    [Fact]
    public void What_was_promised_when_it_was_first_handed_in_holds_for_good()
    {
        var review = Start();
        _ = review.Save(Complete, 0, submit: false, Now.AddDays(-1));
        Assert.Null(review.FirstSubmittedAt);

        _ = review.CannotJudge("Too far from me.", 1, Now);
        review.JudgeAfterAll(Now.AddDays(1));
        Assert.True(review.Save(Complete, 3, submit: true, Now.AddDays(2)).Succeeded);

        Assert.Equal((Now, Now.AddDays(2)), (review.FirstSubmittedAt, review.SubmittedAt));
    }

    [Fact]
    public void A_submitted_review_stays_complete()
    {
        var review = Start();
        _ = review.Save(Complete, 0, submit: true, Now);

        Assert.Equal("review.score-missing", review.Save(Complete with { Score = null }, 1, submit: false, Now).Refusal?.Code);
        Assert.Equal(5, review.Score);
    }

    [Fact]
    public void The_second_tab_is_told()
    {
        var review = Start();
        _ = review.Save(Complete, 0, submit: false, Now);

        Assert.Equal("review.changed-elsewhere", review.Save(Complete with { ToAuthors = "Other" }, 0, submit: false, Now).Refusal?.Code);
        Assert.Equal("Good.", review.ToAuthors);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void A_score_off_the_scale_is_refused(int score) =>
        Assert.Equal("review.score-unknown", Start().Save(Complete with { Score = score }, 0, submit: false, Now).Refusal?.Code);

    private static Review Start() =>
        Review.Start(new ReviewAssignment { EventId = Guid.NewGuid(), SubmissionId = Guid.NewGuid(), ReviewerId = Guid.NewGuid(), AssignedAt = Now });
}

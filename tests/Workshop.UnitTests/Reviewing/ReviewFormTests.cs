using Workshop.Domain;
using Workshop.Domain.Reviewing;

namespace Workshop.UnitTests.Reviewing;

public sealed class ReviewFormTests
{
    private static readonly DateTimeOffset Now = new(2027, 3, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly CriterionSettings Sound = new("Soundness", "Are the proofs right?", "Yes\nMostly\nNo", false, false);

    private readonly ReviewForm _form = ReviewForm.Untouched(Guid.NewGuid());

    [Theory]
    [InlineData("Only", null)]
    [InlineData("Yes\nNo", 2)]
    [InlineData("\n  Yes \r\n\r\nNo\r\n", 2)]
    [InlineData("10\n9\n8\n7\n6\n5\n4\n3\n2\n1", 10)]
    [InlineData("11\n10\n9\n8\n7\n6\n5\n4\n3\n2\n1", null)]
    [InlineData("", null)]
    public void A_scale_has_two_to_ten_points_the_best_first(string typed, int? best)
    {
        var scale = Scale.Read(typed, "Points");

        Assert.Equal(best, scale.Value?[0].Value);
        Assert.Equal(best is null ? null : 1, scale.Value?[^1].Value);
    }

    [Fact]
    public void A_required_criterion_is_needed_to_submit_and_not_to_draft()
    {
        var id = Add(Sound with { IsRequired = true });
        var content = new ReviewContent(5, 3, "Good.", "");
        var review = Start();

        Assert.True(review.Save(content, 0, submit: false, Now, _form).Succeeded);
        Assert.Equal(("review.answer-missing", $"Answers[{id}]"), (review.Save(content, 1, submit: true, Now, _form).Refusal!.Code, review.Save(content, 1, submit: true, Now, _form).Refusal!.Field));
        Assert.Equal("review.answer-unknown", review.Save(content with { Answers = new Dictionary<Guid, int> { [id] = 4 } }, 1, submit: false, Now, _form).Refusal!.Code);
        Assert.True(review.Save(content with { Answers = new Dictionary<Guid, int> { [id] = 3 } }, 1, submit: true, Now, _form).Succeeded);
    }

    [Fact]
    public void Once_answered_a_criterion_keeps_its_points_and_who_sees_them()
    {
        var id = Add(Sound);
        var use = ReviewFormUse.Of([Answering(id)]);

        Assert.Equal(["criterion.scale-in-use"], Codes(_form.SaveCriterion(id, Sound with { Points = "Yes\nNo" }, use)));
        Assert.Equal(["criterion.required-late"], Codes(_form.SaveCriterion(id, Sound with { IsRequired = true }, use)));
        Assert.Equal(["criterion.for-organizers"], Codes(_form.SaveCriterion(id, Sound with { ForAuthors = true }, use)));
        Assert.Equal(["criterion.required-late"], Codes(_form.SaveCriterion(null, Sound with { Name = "Clarity", IsRequired = true }, use)));
        Assert.Equal(["criterion.name-taken"], Codes(_form.SaveCriterion(null, Sound with { Name = "SOUNDNESS" }, use)));
        var renamed = Sound with { Name = "Rigour", Points = "Right\nMostly\nWrong" };
        Assert.Equal(2, _form.EffectsOf(id, renamed, use).Count);
        Assert.True(_form.SaveCriterion(id, renamed, use).Succeeded);
        Assert.Empty(_form.EffectsOf(id, renamed, use));
    }

    [Fact]
    public void Retiring_keeps_answers_also_through_later_saves_and_putting_back_asks_again()
    {
        var id = Add(Sound);
        var review = Answering(id);
        var use = ReviewFormUse.Of([review]);

        _form.RemoveCriterion(id, use);
        Assert.Empty(_form.AskedCriteria);
        Assert.True(review.Save(new ReviewContent(6, 3, "Better.", ""), 1, submit: true, Now, _form).Succeeded);
        Assert.Equal(new CriterionAnswer(id, 2), Assert.Single(review.Answers));
        _form.RestoreCriterion(id, use);
        Assert.Equal(id, Assert.Single(_form.AskedCriteria).Id);

        var unused = Add(Sound with { Name = "Clarity" });
        _form.RemoveCriterion(unused, use);
        Assert.Equal(id, Assert.Single(_form.Criteria).Id);
    }

    [Fact]
    public void Moving_passes_over_what_is_retired_and_stops_at_the_ends()
    {
        var (a, b, c) = (Add(Sound with { Name = "A" }), Add(Sound with { Name = "B" }), Add(Sound with { Name = "C" }));
        _form.RemoveCriterion(b, ReviewFormUse.Of([Answering(b)]));

        _form.MoveCriterion(c, up: true);
        _form.MoveCriterion(c, up: true);

        Assert.Equal([c, a], _form.AskedCriteria.Select(criterion => criterion.Id));
    }

    [Fact]
    public void A_label_that_was_chosen_is_retired_and_not_forgotten()
    {
        var talk = ReviewForm.UsualLabels[0];
        var review = Start();
        _ = review.Save(new ReviewContent(5, 3, "Good.", "") { Recommendation = talk.Id }, 0, submit: true, Now, _form);
        var use = ReviewFormUse.Of([review]);
        var settings = Rest(labels: [(talk.Id, ""), (ReviewForm.UsualLabels[1].Id, "Poster session"), (null, "Demo")]);

        Assert.Equal(["“Talk” cannot be chosen any more; one review keeps it."], _form.EffectsOf(settings, use, 0));
        Assert.True(_form.Save(settings, use).Succeeded);

        Assert.Equal(["Poster session", "Demo"], _form.Choices.Select(label => label.Words));
        Assert.Equal("Talk", _form.LabelOf(talk.Id)!.Words);
        Assert.True(review.Save(review.Content, 1, submit: true, Now, _form).Succeeded);
        Assert.Equal("review.recommendation-retired", Start().Save(review.Content, 0, submit: false, Now, _form).Refusal?.Code);

        // Its words typed anew mean the same label.
        Assert.True(_form.Save(Rest(labels: [(ReviewForm.UsualLabels[1].Id, "Poster session"), (null, "talk")]), use).Succeeded);
        Assert.Equal("talk", Assert.Single(_form.Choices, label => label.Id == talk.Id).Words);
        Assert.True(Start().Save(review.Content, 0, submit: false, Now, _form).Succeeded);
    }

    [Fact]
    public void The_overall_scale_keeps_its_points_once_a_score_exists()
    {
        var shorter = Rest() with { Scores = "Yes\nNo" };

        Assert.Equal(["review-form.scale-in-use"], Codes(_form.Save(shorter, ReviewFormUse.Of([Scored()]))));
        Assert.True(_form.Save(shorter, ReviewFormUse.None).Succeeded);
        Assert.Equal("review.score-unknown", Start().Save(new ReviewContent(3, null, "", ""), 0, submit: false, Now, _form).Refusal?.Code);
    }

    [Fact]
    public void A_changed_statement_is_asked_again_an_unchanged_one_is_not()
    {
        _ = _form.Save(Rest() with { Statement = "No model writes my review." }, ReviewFormUse.None);
        Assert.Null(_form.CheckStatement(1));
        Assert.Equal("review.statement", _form.CheckStatement(null)?.Code);

        _ = _form.Save(Rest() with { Statement = " No model writes my review.\r\n" }, ReviewFormUse.None);
        Assert.Equal(1, _form.StatementVersion);
        _ = _form.Save(Rest() with { Statement = "Models may check my grammar." }, ReviewFormUse.None);
        Assert.Equal("review.statement", _form.CheckStatement(1)?.Code);
        _ = _form.Save(Rest(), ReviewFormUse.None);
        Assert.Null(_form.CheckStatement(null));
    }

    [Fact]
    public void Who_cannot_judge_has_finished_without_a_score_and_may_judge_after_all()
    {
        var review = Scored();
        var before = (review.Score, review.Confidence, review.Recommendation);
        Assert.NotNull(before.Score);

        Assert.Equal("review.reason-missing", review.CannotJudge("  ", 1, Now).Refusal?.Code);
        Assert.Equal("review.changed-elsewhere", review.CannotJudge("Too far from me", 0, Now).Refusal?.Code);
        Assert.True(review.CannotJudge("Too far from me", 1, Now).Succeeded);
        Assert.True(review.CannotJudge("Too far from me, as I said", 2, Now).Succeeded);
        Assert.Equal((true, null, null, "Good."), (review.IsSubmitted, review.Score, review.Confidence, review.ToAuthors));
        Assert.Equal("review.not-judged", review.Save(new ReviewContent(5, 3, "Good.", ""), 3, submit: true, Now).Refusal?.Code);

        review.JudgeAfterAll(Now);
        Assert.Equal((false, null, "Good."), (review.IsSubmitted, review.CannotJudgeBecause, review.ToAuthors));
        Assert.Equal(before, (review.Score, review.Confidence, review.Recommendation));
        Assert.True(review.Save(new ReviewContent(5, 3, "Good.", ""), 4, submit: true, Now).Succeeded);
    }

    /// <summary>The answer to a save may be lost: the page that made it goes on, and no other page does.</summary>
    [Theory]
    [InlineData("a", 9, 2, true)]
    [InlineData("a", 9, 1, true)]
    [InlineData("a", 8, 1, false)]
    [InlineData("a", 7, 1, false)]
    [InlineData("a", 9, 0, false)]
    [InlineData("b", 9, 2, true)]
    [InlineData("b", 9, 1, false)]
    [InlineData("", 9, 1, false)]
    public void A_page_that_missed_the_answer_to_its_own_save_goes_on(string tab, int nth, int revision, bool saves)
    {
        var review = Review.Start(Assignment());
        Assert.True(review.Save(new ReviewContent(null, null, "One", ""), 0, submit: false, Now, tab: "b", nth: 8).Succeeded);
        Assert.True(review.Save(new ReviewContent(null, null, "Two", ""), 1, submit: false, Now, tab: "a", nth: 8).Succeeded);

        Assert.Equal(saves, review.Save(new ReviewContent(null, null, "Three", ""), revision, submit: false, Now, tab: tab, nth: nth).Succeeded);
    }

    [Theory]
    [InlineData(null, "", "", "review.why-missing")]
    [InlineData(CannotReview.Other, " ", "", "review.reason-missing")]
    [InlineData(CannotReview.NoTime, "", "ada at uni", "review.suggestion-email")]
    [InlineData(CannotReview.NoTime, "", "ME@uni.example", "review.suggestion-self")]
    [InlineData(CannotReview.NoTime, "", "", null)]
    [InlineData(CannotReview.Other, "Moving house", "ada@uni.example", null)]
    public void Handing_back_needs_a_reason_and_a_replacement_that_is_somebody_else(CannotReview? why, string reason, string email, string? code) =>
        Assert.Equal(code, HandedBack.Of(Assignment(), why, reason, "Ada", email, ["me@uni.example"], Now).Refusal?.Code);

    private static ReviewFormSettings Rest(IReadOnlyList<(Guid? Id, string Words)>? labels = null) => new(
        Scale.Write(ReviewForm.Scores), Scale.Write(ReviewForm.Confidences), ReviewRequirement.Optional, labels ?? [.. ReviewForm.UsualLabels.Select(label => ((Guid?)label.Id, label.Words))], "", "", "");

    private static IEnumerable<string> Codes<T>(Outcome<T> outcome) => outcome.Refusals.Select(refusal => refusal.Code);

    private Guid Add(CriterionSettings settings) => _form.SaveCriterion(null, settings, ReviewFormUse.None).Value!.Id;

    private Review Answering(Guid criterion)
    {
        var review = Start();
        Assert.True(review.Save(new ReviewContent(5, 3, "Good.", "") { Answers = new Dictionary<Guid, int> { [criterion] = 2 } }, 0, submit: true, Now, _form).Succeeded);
        return review;
    }

    private static Review Scored()
    {
        var review = Start();
        _ = review.Save(new ReviewContent(5, 3, "Good.", ""), 0, submit: true, Now);
        return review;
    }

    private static Review Start() => Review.Start(Assignment());

    private static ReviewAssignment Assignment() => new() { EventId = Guid.NewGuid(), SubmissionId = Guid.NewGuid(), ReviewerId = Guid.NewGuid(), AssignedAt = Now };
}

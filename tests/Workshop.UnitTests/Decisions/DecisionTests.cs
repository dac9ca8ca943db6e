using Workshop.Domain.Decisions;

namespace Workshop.UnitTests.Decisions;

public class DecisionTests
{
    private static readonly DateTimeOffset Now = new(2027, 4, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Somebody = Guid.NewGuid();

    [Theory]
    [InlineData(-1, false, false, null)]
    [InlineData(0, false, false, "release.too-late")]
    [InlineData(1, false, false, "release.too-late")]
    [InlineData(-1, true, false, "release.mail-left")]
    [InlineData(-1, false, true, "release.undone")]
    public void A_release_can_be_undone_until_its_instant(int secondsAfter, bool mailLeft, bool undone, string? code)
    {
        var release = DecisionRelease.Begin(Guid.NewGuid(), Somebody, TimeSpan.FromMinutes(10), Now);
        if (undone)
        {
            Assert.True(release.Undo(false, Now).Succeeded);
        }

        Assert.Equal(code, release.Undo(mailLeft, Now.AddMinutes(10).AddSeconds(secondsAfter)).Refusal?.Code);
        Assert.Equal(code is null or "release.undone", release.UndoneAt is not null);
    }

    [Fact]
    public void A_released_decision_is_sealed_at_once_and_known_from_its_instant_on()
    {
        var decision = Decision.Stage(Guid.NewGuid(), Guid.NewGuid(), DecisionOutcome.Talk, " note ", Somebody, Now);
        Assert.True(decision.Change(new DecisionContent(DecisionOutcome.Poster, "other") { Condition = " Mend the proof. " }, Somebody, Now).Succeeded);

        decision.Release(Now.AddMinutes(10), Guid.NewGuid());

        Assert.Equal("decision.released", decision.Change(new DecisionContent(DecisionOutcome.Reject), Somebody, Now).Refusal?.Code);
        Assert.Equal((false, true, true), (decision.IsKnownAt(Now.AddMinutes(10).AddTicks(-1)), decision.IsKnownAt(Now.AddMinutes(10)), decision.IsKnownAt(Now.AddDays(1))));
        decision.Unrelease();
        Assert.False(decision.IsKnownAt(Now.AddDays(1)));
        Assert.Equal("Mend the proof.", decision.Condition);
        Assert.True(decision.Change(new DecisionContent(DecisionOutcome.Reject), Somebody, Now).Succeeded);
    }

    [Fact]
    public void A_decision_that_is_staged_anew_has_a_revision_that_no_earlier_one_had()
    {
        var first = Decision.Stage(Guid.NewGuid(), Guid.NewGuid(), DecisionOutcome.Waitlist, "", Somebody, Now);
        var second = Decision.Stage(first.EventId, first.SubmissionId, DecisionOutcome.Talk, "", Somebody, Now.AddSeconds(1));
        Assert.True(first.Revision > 0 && second.Revision > first.Revision);

        // A place on the waiting list is given up with the list.
        first.Rank(3);
        _ = first.Change(new DecisionContent(DecisionOutcome.Talk), Somebody, Now);
        Assert.Null(first.WaitlistRank);
    }

    [Fact]
    public void A_condition_belongs_to_an_acceptance_and_is_met_or_not()
    {
        Assert.Equal("decision.condition-without-acceptance", Assert.Single(new DecisionContent(DecisionOutcome.Reject) { Condition = "x" }.Check()).Code);
        Assert.Empty(new DecisionContent(DecisionOutcome.Reject) { Condition = "  " }.Check());
        Assert.Equal(4, new DecisionContent(DecisionOutcome.Talk, new string('x', 5001)) { Condition = new string('x', 1001), MetaReview = new string('x', 5001), Summary = new string('x', 5001) }.Check().Count);

        var decision = Decision.Stage(Guid.NewGuid(), Guid.NewGuid(), new DecisionContent(DecisionOutcome.Talk) { Condition = "x" }, Somebody, Now);
        Assert.True(decision.MarkCondition(true, Now).Succeeded);
        Assert.Equal(Now, decision.ConditionMetAt);
        _ = decision.Change(decision.Content with { Note = "new" }, Somebody, Now);
        Assert.Equal(Now, decision.ConditionMetAt);
        _ = decision.Change(decision.Content with { Condition = "another" }, Somebody, Now);
        Assert.Null(decision.ConditionMetAt);
        Assert.Equal("decision.no-condition", Decision.Stage(Guid.NewGuid(), Guid.NewGuid(), DecisionOutcome.Talk, "", Somebody, Now).MarkCondition(true, Now).Refusal?.Code);
    }

    [Fact]
    public void A_place_is_offered_to_who_knows_that_they_wait_and_answered_once()
    {
        var decision = Decision.Stage(Guid.NewGuid(), Guid.NewGuid(), DecisionOutcome.Waitlist, "", Somebody, Now);
        Assert.Equal("offer.not-released", PlaceOffer.WhyNot(decision, false, Now)?.Code);
        decision.Release(Now);
        Assert.Null(PlaceOffer.WhyNot(decision, false, Now));
        Assert.Equal("offer.made", PlaceOffer.WhyNot(decision, true, Now)?.Code);

        var offer = PlaceOffer.Make(decision, DecisionOutcome.Poster, null, Somebody, TimeSpan.FromMinutes(10), Now);
        Assert.Equal("offer.too-late", offer.Undo(false, Now.AddMinutes(10)).Refusal?.Code);
        Assert.Equal("offer.too-late", offer.Undo(true, Now).Refusal?.Code);
        Assert.Equal("offer.too-early", offer.Close(Now.AddMinutes(10).AddTicks(-1)).Refusal?.Code);
        Assert.True(offer.Answer(true, Now.AddMinutes(11)).Succeeded);
        Assert.Equal("offer.closed", offer.Answer(false, Now.AddMinutes(12)).Refusal?.Code);
        decision.TakePlace(offer.Outcome, offer.LabelId);
        Assert.True(decision.IsAccepted && decision.IsKnownAt(Now));
        Assert.Equal("offer.not-waiting", PlaceOffer.WhyNot(decision, false, Now)?.Code);
        Assert.Throws<ArgumentException>(() => PlaceOffer.Make(decision, DecisionOutcome.Reject, null, Somebody, TimeSpan.Zero, Now));
    }

    [Fact]
    public void An_offer_that_is_closed_is_open_and_undone_no_more()
    {
        var waiting = Decision.Stage(Guid.NewGuid(), Guid.NewGuid(), DecisionOutcome.Waitlist, "", Somebody, Now);
        var closed = PlaceOffer.Make(waiting, DecisionOutcome.Talk, null, Somebody, TimeSpan.FromMinutes(10), Now);
        Assert.True(closed.Close(Now.AddMinutes(10)).Succeeded);
        Assert.Equal((false, true), (closed.IsOpen, closed.IsClosed));
        Assert.Equal("offer.closed", closed.Answer(true, Now.AddMinutes(11)).Refusal?.Code);

        var undone = PlaceOffer.Make(waiting, DecisionOutcome.Talk, null, Somebody, TimeSpan.FromMinutes(10), Now);
        Assert.True(undone.Undo(false, Now.AddMinutes(9)).Succeeded);
        Assert.Equal((false, false), (undone.IsOpen, undone.IsClosed));
    }

    [Fact]
    public void Places_count_every_label_and_say_by_how_much_they_are_over()
    {
        var spotlight = DecisionLabel.Create(Guid.NewGuid(), DecisionOutcome.Talk, "Spotlight", "", 1).Value!;
        var terms = DecisionSettings.For(Guid.NewGuid()).Terms with { TalkPlaces = 3 };

        var places = Places.Count(terms, [spotlight], [(DecisionOutcome.Talk, null), (DecisionOutcome.Talk, spotlight.Id), (DecisionOutcome.Talk, spotlight.Id), (DecisionOutcome.Talk, null), (DecisionOutcome.Poster, null), (DecisionOutcome.Reject, null)]);

        Assert.Equal(["4 of 3 talks", "1 boards", "2 of 1 Spotlight"], places.Select(place => place.Words));
        Assert.Equal([1, 0, 1], places.Select(place => place.Over));
        Assert.Null(places[1].Warning);
        Assert.Equal("4 of 3 talks: 1 more than there is room for", places[0].Warning);
    }

    [Theory]
    [InlineData(2, 2, 0.0)]
    [InlineData(1, 6, 1.0)]
    [InlineData(2, 4, 0.4)]
    [InlineData(3, 4, 0.2)]
    public void Disagreement_is_the_distance_as_a_part_of_the_scale(int one, int other, double expected)
    {
        Assert.Equal(expected, Disagreement.Of([(one, 3), (other, 3)], 1, 6, 4)!.Value, 9);
        Assert.Equal(expected, Disagreement.Of([(one, 1), (other, null)], 1, 6, 4)!.Value, 9); // with two reviews there is only one pair to weigh
        Assert.Equal(expected >= 0.4, Disagreement.IsNotable(expected));
    }

    [Fact]
    public void Who_guesses_disagrees_less_than_who_knows()
    {
        Assert.Null(Disagreement.Of([(4, 3)], 1, 6, 4));
        var expert = Disagreement.Of([(5, 4), (5, 4), (2, 4)], 1, 6, 4);
        var guess = Disagreement.Of([(5, 4), (5, 4), (2, 1)], 1, 6, 4);
        Assert.Equal(0.4, expert!.Value, 9);
        Assert.Equal(((3 * 0.25 * 2) / 5) / (1 + (2 * 0.25)), guess!.Value, 9);
        Assert.False(Disagreement.IsNotable(guess));
    }

    [Fact]
    public void Moving_on_the_waiting_list_leaves_what_is_not_seen_where_it_is()
    {
        Assert.Equal([5, 2, 3, 1], WaitlistOrder.Of(new (int Number, int? Rank, double? Score)[] { (1, null, null), (2, null, 5), (3, null, 4), (5, 1, 1) }, one => one.Rank, one => one.Score, one => one.Number).Select(one => one.Number));
        string[] all = ["a", "hidden", "b", "c"];
        Assert.Equal(["c", "hidden", "a", "b"], WaitlistOrder.Move(all, one => one != "hidden", "c", 1));
        Assert.Equal(["b", "hidden", "c", "a"], WaitlistOrder.Move(all, one => one != "hidden", "a", 99));
        Assert.Equal(all, WaitlistOrder.Move(all, one => one != "hidden", "hidden", 1));
        Assert.Equal(["b", "hidden", "a", "c"], WaitlistOrder.Move(all, one => one != "hidden", "a", 2));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "final.closed")]
    [InlineData(null, "final.not-asked")]
    public void The_last_instant_is_in_time_for_a_final_version(int? secondsLate, string? code)
    {
        var settings = DecisionSettings.For(Guid.NewGuid());
        Assert.True(settings.Change(settings.Terms with { FinalsDue = secondsLate is null ? null : Now }, 0).Succeeded);

        Assert.Equal(code, settings.WhyNotFinal(Now.AddSeconds(secondsLate ?? 0))?.Code);
        Assert.Equal("decisions.settings.changed-elsewhere", settings.Change(settings.Terms, 0).Refusal?.Code);
        Assert.Equal(4, settings.Change(new DecisionTerms(-1, -1, 10_001, null, null, 0), 1).Refusals.Count);
    }

    [Fact]
    public void Only_an_author_presents()
    {
        var answer = PresentationAnswer.Open(Guid.NewGuid(), Guid.NewGuid());
        Assert.Equal("presentation.presenter", answer.Confirm(new PresentationChoice("x@y.example", true, true, true), ["a@b.example"], Somebody, Now).Refusal?.Code);
        Assert.True(answer.Confirm(new PresentationChoice("a@b.example", true, false, true), ["a@b.example"], Somebody, Now).Succeeded);
        Assert.True(answer.IsConfirmed);
        Assert.Equal("presentation.reason-too-long", answer.Decline(new string('x', 1001), Somebody, Now).Refusal?.Code);
        Assert.True(answer.Decline(" ill ", Somebody, Now).Succeeded);
        Assert.Equal((false, "ill", ""), (answer.IsConfirmed, answer.Reason, answer.PresenterEmail));
    }
}

using Workshop.Domain.Events;
using Workshop.Domain.Reviewing;

namespace Workshop.UnitTests.Reviewing;

public sealed class ReviewingRulesTests
{
    private static readonly DateTimeOffset Now = AnEvent.Start.AddDays(40);

    private static WorkshopEvent Event { get; } = AnEvent.Make();

    [Fact]
    public void Event_without_a_choice_shows_reviews_after_ones_own_from_the_due_date_without_names()
    {
        var rules = ReviewingRules.Default(Event.Id);

        Assert.Equal(ReviewingSettings.Default, rules.Settings);
        Assert.Equal(0, rules.Revision);
        Assert.Null(rules.ReviewersNamedSince);
        Assert.Null(rules.SignedSince);
        Assert.False(rules.IsOpen(Event.ReviewsDue, Event.ReviewsDue!.Value.AddTicks(-1)));
        Assert.True(rules.IsOpen(Event.ReviewsDue, Event.ReviewsDue!.Value));
        Assert.False(rules.IsOpen(null, DateTimeOffset.MaxValue));
    }

    [Fact]
    public void Names_hold_for_what_is_written_after_the_rule_and_its_notice()
    {
        var rules = ReviewingRules.Default(Event.Id);
        var named = ReviewingSettings.Default with { NamesReviewers = true, SignsReviews = true };

        Assert.True(rules.Change(Event, named, 0, isUnderWay: true, Now).Succeeded);
        Assert.Equal(Now + ReviewingRules.Notice, rules.ReviewersNamedSince);
        Assert.Equal(Now + ReviewingRules.Notice, rules.SignedSince);
        Assert.True(rules.Change(Event, named with { DigestHours = 12 }, 1, true, Now.AddDays(3)).Succeeded);
        Assert.Equal(Now + ReviewingRules.Notice, rules.SignedSince);

        // Off and on again: what was written between is not caught by it, and neither is what came before.
        Assert.True(rules.Change(Event, ReviewingSettings.Default, 2, true, Now.AddDays(4)).Succeeded);
        Assert.Null(rules.SignedSince);
        Assert.True(rules.Change(Event, named, 3, true, Now.AddDays(5)).Succeeded);
        Assert.Equal(Now.AddDays(6), rules.SignedSince);

        var fresh = ReviewingRules.Default(Event.Id);
        Assert.True(fresh.Change(Event, named, 0, isUnderWay: false, Now).Succeeded);
        Assert.Equal(Now, fresh.SignedSince);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-1, false)]
    [InlineData(1, true)]
    public void Review_is_named_from_the_very_instant_of_the_rule(int ticks, bool named)
    {
        Assert.Equal(named, ReviewVisibility.IsNamed(Now, Now.AddTicks(ticks), null));
        Assert.Equal(named, ReviewVisibility.IsNamed(Now, Now.AddDays(1), Now.AddTicks(ticks)));
        Assert.False(ReviewVisibility.IsNamed(null, Now.AddTicks(ticks), null));
        Assert.False(ReviewVisibility.IsNamed(Now, null, Now.AddTicks(ticks)));
    }

    [Fact]
    public void Change_of_somebody_else_is_not_overwritten_and_bad_rules_change_nothing()
    {
        var rules = ReviewingRules.Default(Event.Id);

        Assert.Equal("reviewing.changed-elsewhere", rules.Change(Event, ReviewingSettings.Default, 1, false, Now).Refusal!.Code);
        var refused = rules.Change(Event, ReviewingSettings.Default with { Opening = DiscussionOpening.At, DigestHours = 169, ResponseOpens = Now, ResponseLimit = 0, Discusses = false }, 0, false, Now);
        Assert.Equal(["reviewing.opening-missing", "reviewing.digest-hours", "reviewing.response-closes-missing", "reviewing.response-limit"], refused.Refusals.Select(refusal => refusal.Code));
        Assert.Equal(ReviewingSettings.Default, rules.Settings);
        Assert.Equal("reviewing.response-ends-first", Assert.Single((ReviewingSettings.Default with { ResponseOpens = Now, ResponseCloses = Now }).Check(Event)).Code);
        Assert.Equal("reviewing.response-too-early", Assert.Single((ReviewingSettings.Default with { ResponseOpens = Event.SubmissionsClose, ResponseCloses = Now }).Check(Event)).Code);
        Assert.Equal("reviewing.names-of-nobody", Assert.Single((ReviewingSettings.Default with { OthersReviews = OthersReviews.Never, NamesReviewers = true }).Check(Event)).Code);
        Assert.Equal("reviewing.no-due-date", Assert.Single(ReviewingSettings.Default.Check(AnEvent.Make(isDue: false))).Code);
    }

    [Fact]
    public void Rules_are_said_in_sentences()
    {
        var said = string.Join(' ', ReviewingRulesWords.Sentences(ReviewingSettings.Default, Event, _ => "Monday"));

        Assert.Contains("Reviewing is double-blind: reviewers do not learn who wrote a submission, and authors never learn who reviewed it.", said, StringComparison.Ordinal);
        Assert.Contains("Reviewers see each other’s reviews of a submission after they submitted their own, from Monday on, without names.", said, StringComparison.Ordinal);
        Assert.Contains("Authors do not respond to reviews.", said, StringComparison.Ordinal);
        Assert.Equal("open", ReviewingRulesWords.NameOf(false, true));
        Assert.Equal("single-blind", ReviewingRulesWords.NameOf(false, false));
    }

    [Fact]
    public void Names_that_were_hidden_among_reviewers_who_did_not_read_each_other_stay_hidden()
    {
        var rules = ReviewingRules.Default(Event.Id);
        Assert.True(rules.Change(Event, ReviewingSettings.Default with { NamesReviewers = true }, 0, false, Now).Succeeded);
        Assert.True(rules.Change(Event, ReviewingSettings.Default with { OthersReviews = OthersReviews.Never }, 1, true, Now.AddDays(1)).Succeeded);
        Assert.True(rules.Change(Event, ReviewingSettings.Default with { OthersReviews = OthersReviews.Always, NamesReviewers = true }, 2, true, Now.AddDays(3)).Succeeded);

        Assert.Equal(Now.AddDays(4), rules.ReviewersNamedSince);
        Assert.False(ReviewVisibility.IsNamed(rules.ReviewersNamedSince, Now.AddDays(2), null));
    }

    [Fact]
    public void Reviewer_reads_what_will_hold_before_a_rule_that_shows_names_is_in_force()
    {
        var rules = ReviewingRules.Default(Event.Id);
        Assert.True(rules.Change(Event, ReviewingSettings.Default with { NamesReviewers = true, SignsReviews = true }, 0, isUnderWay: true, Now).Succeeded);
        var since = Now + ReviewingRules.Notice;
        string Say(DateTimeOffset now, DateTimeOffset? promisedAt = null) => ReviewingRulesWords.ForReviewer(rules, promisedAt, null, now, at => at == since ? "Tuesday" : "another day");

        var before = Say(since.AddTicks(-1));
        Assert.Contains("If you submit it from Tuesday on, they read it under your name.", before, StringComparison.Ordinal);
        Assert.Contains("If you submit it before Tuesday, the authors never learn your name;", before, StringComparison.Ordinal);
        var from = Say(since);
        Assert.Contains("read your review under your name. Reviews are signed:", from, StringComparison.Ordinal);
        var submitted = Say(since.AddDays(1), since.AddTicks(-1));
        Assert.EndsWith("under a number. The authors never learn your name.", submitted, StringComparison.Ordinal);

        Assert.False(rules.NamesBegan(since.AddTicks(-2), since.AddTicks(-1)));
        Assert.True(rules.NamesBegan(since.AddTicks(-1), since));
        Assert.False(rules.NamesBegan(since, since.AddDays(1)));
    }

    [Fact]
    public void Numbers_never_move_when_reviewers_come_and_go()
    {
        var paper = Guid.NewGuid();
        var first = Enumerable.Range(0, 3).Select(key => new NumberedAssignment(Guid.NewGuid(), paper, Now, 100 - key)).ToList();
        var before = ReviewerNumbers.Of(first);
        Assert.Equal([3, 2, 1], first.Select(assignment => before[assignment.Id]));

        var later = new NumberedAssignment(Guid.NewGuid(), paper, Now.AddDays(3), 1);
        var elsewhere = new NumberedAssignment(Guid.NewGuid(), Guid.NewGuid(), Now, 50);
        var after = ReviewerNumbers.Of([elsewhere, later, .. first.AsEnumerable().Reverse()]);
        Assert.All(first, assignment => Assert.Equal(before[assignment.Id], after[assignment.Id]));
        Assert.Equal(4, after[later.Id]);
        Assert.Equal(1, after[elsewhere.Id]);
    }

    [Theory]
    [InlineData(OthersReviews.Never, true, true, true)]
    [InlineData(OthersReviews.Never, false, true, false)]
    [InlineData(OthersReviews.AfterOwn, false, true, false)]
    [InlineData(OthersReviews.AfterOwn, true, true, true)]
    [InlineData(OthersReviews.AfterOwn, true, false, false)]
    [InlineData(OthersReviews.Always, false, true, true)]
    [InlineData(OthersReviews.Always, false, false, false)]
    public void Reviewer_enters_the_discussion_by_the_rules(OthersReviews others, bool submittedOwn, bool isOpen, bool enters)
    {
        var rules = ReviewingRules.Default(Event.Id);
        Assert.True(rules.Change(Event, ReviewingSettings.Default with { OthersReviews = others, Opening = DiscussionOpening.At, OpensAt = isOpen ? Now : Now.AddTicks(1) }, 0, false, Now).Succeeded);

        Assert.Equal(enters, DiscussionAccess.MayRead(rules, manages: false, isOnDesk: true, submittedOwn, Event.ReviewsDue, Now));
        Assert.True(DiscussionAccess.MayRead(rules, manages: true, isOnDesk: false, false, Event.ReviewsDue, Now));
        Assert.False(DiscussionAccess.MayRead(rules, manages: false, isOnDesk: false, submittedOwn, Event.ReviewsDue, Now));
    }
}

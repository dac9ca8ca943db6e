using Workshop.Domain.Events;
using Workshop.Domain.Submissions;

namespace Workshop.UnitTests.Submissions;

public sealed class SubmissionWindowTests
{
    private static readonly DateTimeOffset Closes = new(2027, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Abstracts = Closes.AddDays(-7);
    private static readonly DateTimeOffset Begun = Closes.AddDays(-20);
    private static readonly SubmissionWindow Window = new(Closes.AddDays(-30), Closes, TimeSpan.Zero);
    private static readonly SubmissionWindow InTwoSteps = Window with { AbstractsDue = Abstracts };

    [Theory]
    [InlineData(-30 * 86400 - 1, "submission.not-open")]
    [InlineData(-30 * 86400, null)]
    [InlineData(-1, null)]
    [InlineData(0, null)]
    [InlineData(1, "submission.closed")]
    public void Both_ends_are_open(int seconds, string? expected) => Assert.Equal(expected, Window.Check(Closes.AddSeconds(seconds))?.Code);

    [Theory]
    [InlineData(-1, null)]
    [InlineData(0, null)]
    [InlineData(1, "submission.closed")]
    public void The_closing_instant_is_the_last_one_to_the_tick(int ticks, string? expected) => Assert.Equal(expected, Window.Check(Closes.AddTicks(ticks))?.Code);

    [Theory]
    [InlineData(600, null)]
    [InlineData(601, "submission.closed")]
    public void Grace_forgives_up_to_its_last_instant(int seconds, string? expected) =>
        Assert.Equal(expected, (Window with { Grace = TimeSpan.FromMinutes(10) }).Check(Closes.AddSeconds(seconds))?.Code);

    [Theory]
    [InlineData(-1, null)]
    [InlineData(0, null)]
    [InlineData(1, "submission.abstracts-closed")]
    [InlineData(7 * 86400, "submission.abstracts-closed")]
    [InlineData((7 * 86400) + 1, "submission.closed")]
    public void What_is_not_registered_closes_with_the_abstract_deadline(int seconds, string? expected) =>
        Assert.Equal(expected, InTwoSteps.Check(Abstracts.AddSeconds(seconds))?.Code);

    [Theory]
    [InlineData(1, "submission.abstracts-closed")]
    [InlineData(0, null)]
    [InlineData(-1, null)]
    public void The_abstract_deadline_and_its_grace_are_the_last_instants_to_the_tick(int ticks, string? expected)
    {
        Assert.Equal(expected, InTwoSteps.Check(Abstracts.AddTicks(ticks))?.Code);
        Assert.Equal(expected, (InTwoSteps with { Grace = TimeSpan.FromMinutes(10) }).Check(Abstracts.AddMinutes(10).AddTicks(ticks))?.Code);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "submission.closed")]
    public void What_is_registered_stays_open_until_the_submission_deadline(int seconds, string? expected) =>
        Assert.Equal(expected, (InTwoSteps with { RegisteredAt = Begun }).Check(Closes.AddSeconds(seconds))?.Code);

    [Theory]
    [InlineData(-10, 900 - 10, null)]
    [InlineData(-10, 900 - 9, "submission.upload-too-slow")]
    [InlineData(0, 900, null)]
    [InlineData(1, 2, "submission.closed")]
    public void An_upload_that_started_in_time_may_finish_within_fifteen_minutes(int arrived, int finished, string? expected)
    {
        Assert.Equal(expected, Window.Check(Closes.AddSeconds(arrived), Closes.AddSeconds(finished))?.Code);
        var abstracts = InTwoSteps.Check(Abstracts.AddSeconds(arrived), Abstracts.AddSeconds(finished))?.Code;
        Assert.Equal(expected == "submission.closed" ? "submission.abstracts-closed" : expected, abstracts);
    }

    [Fact]
    public void A_slow_upload_that_ends_before_the_deadline_is_in_time() =>
        Assert.Null(Window.Check(Closes.AddHours(-2), Closes.AddHours(-1)));

    [Theory]
    [InlineData(Freeze.Never, 100 * 86400, false)]
    [InlineData(Freeze.AbstractDeadline, 0, false)]
    [InlineData(Freeze.AbstractDeadline, 600, false)]
    [InlineData(Freeze.AbstractDeadline, 601, true)]
    [InlineData(Freeze.SubmissionDeadline, 601, false)]
    [InlineData(Freeze.SubmissionDeadline, (7 * 86400) + 600, false)]
    [InlineData(Freeze.SubmissionDeadline, (7 * 86400) + 601, true)]
    public void A_freeze_begins_after_its_deadline_and_the_grace(Freeze from, int seconds, bool frozen)
    {
        var window = InTwoSteps with { Grace = TimeSpan.FromMinutes(10), RegisteredAt = Begun, TitleFreeze = from, AuthorsFreeze = from };

        Assert.Equal(frozen, window.IsTitleFrozen(Abstracts.AddSeconds(seconds)));
        Assert.Equal(frozen, window.AreAuthorsFrozen(Abstracts.AddSeconds(seconds)));
    }

    [Fact]
    public void What_is_not_registered_or_began_after_the_freeze_is_not_frozen()
    {
        var window = InTwoSteps with { TitleFreeze = Freeze.AbstractDeadline };

        Assert.False(window.IsTitleFrozen(Abstracts.AddDays(1)));
        Assert.True((window with { RegisteredAt = Abstracts }).IsTitleFrozen(Abstracts.AddDays(1)));
        Assert.False((window with { RegisteredAt = Abstracts.AddTicks(1) }).IsTitleFrozen(Abstracts.AddDays(1)));
    }

    [Fact]
    public void A_freeze_at_the_abstract_deadline_needs_one() =>
        Assert.False((Window with { RegisteredAt = Begun, TitleFreeze = Freeze.AbstractDeadline }).IsTitleFrozen(Closes.AddDays(1)));

    [Fact]
    public void A_frozen_list_of_authors_may_not_even_change_its_order()
    {
        var saved = Content("T", "Ada", "Ben");
        var window = Window with { RegisteredAt = Begun, TitleFreeze = Freeze.SubmissionDeadline, AuthorsFreeze = Freeze.SubmissionDeadline };
        var after = Closes.AddSeconds(1);

        Assert.Empty(window.WhyNotChange(saved, saved with { Abstract = "Other" }, after));
        Assert.Equal([("submission.authors-frozen", "Authors")], window.WhyNotChange(saved, Content("T", "Ben", "Ada"), after).Select(no => (no.Code, no.Field!)));
        Assert.Equal([("submission.title-frozen", "Title")], window.WhyNotChange(saved, Content("U", "Ada", "Ben"), after).Select(no => (no.Code, no.Field!)));
        Assert.Empty(window.WhyNotChange(saved, Content("U", "Ben", "Ada"), Closes));
        Assert.Equal(saved with { Abstract = "Other" }, window.WithFrozen(saved, new SubmissionContent("", "Other", [], saved.TopicIds, PresentationPreference.Either, false, null, null), after));
    }

    private static SubmissionContent Content(string title, params string[] authors) =>
        new(title, "Text", [.. authors.Select(name => new AuthorEntry(name, $"{name}@x.example", "", false))], [], PresentationPreference.Either, false, null, null);
}

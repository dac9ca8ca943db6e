using Workshop.Domain.Events;

namespace Workshop.UnitTests.Events;

public sealed class TimelineTests
{
    private static readonly DateTimeOffset Day = new(2027, 6, 10, 0, 0, 0, TimeSpan.Zero);

    private static readonly Timeline Plan = new(
        Day.AddDays(-100), Day.AddDays(-60), TimeSpan.FromHours(1), Day.AddDays(-40), Day.AddDays(-30), Day.AddDays(-20), Day, Day.AddDays(1).AddTicks(-1));

    [Theory]
    [InlineData(-100, -1, Phase.Announced)]
    [InlineData(-100, 0, Phase.CallOpen)]
    [InlineData(-60, 0, Phase.CallOpen)]
    [InlineData(-60, 1, Phase.Reviewing)]
    [InlineData(-60, 1800, Phase.Reviewing)]
    [InlineData(-30, -1, Phase.Reviewing)]
    [InlineData(-30, 0, Phase.Decided)]
    [InlineData(-20, 0, Phase.ProgrammePublished)]
    [InlineData(0, -1, Phase.ProgrammePublished)]
    [InlineData(0, 0, Phase.TakingPlace)]
    [InlineData(1, -1, Phase.TakingPlace)]
    [InlineData(1, 0, Phase.Over)]
    public void The_phase_changes_at_its_instant(int days, int seconds, Phase expected) =>
        Assert.Equal(expected, Plan.At(Day.AddDays(days).AddSeconds(seconds)));

    [Fact]
    public void Without_releases_an_event_stays_in_review_until_it_begins()
    {
        var plan = Plan with { DecisionsReleased = null, ProgrammeReleased = null };

        Assert.Equal(Phase.Reviewing, plan.At(Day.AddSeconds(-1)));
        Assert.Equal(Phase.TakingPlace, plan.At(Day));
    }

    [Theory]
    [InlineData(-101, "Call opens")]
    [InlineData(-61, "Submission deadline")]
    [InlineData(-60, "Submission deadline")]
    [InlineData(-59, "Reviews due")]
    [InlineData(-1, "Event begins")]
    [InlineData(1, null)]
    public void The_next_deadline_is_the_first_that_is_not_over(int days, string? label) =>
        Assert.Equal(label, Plan.NextAfter(Day.AddDays(days))?.Label);

    [Theory]
    [InlineData(-46, "Reviews due")]
    [InlineData(-45, "Event begins")]
    public void Nobody_waits_for_reviews_once_decisions_are_released(int days, string label)
    {
        var plan = Plan with { DecisionsReleased = Day.AddDays(-45) };

        Assert.Equal(label, plan.NextAfter(Day.AddDays(days))?.Label);
    }
}

using Workshop.Domain.Submissions;

namespace Workshop.UnitTests.Submissions;

public sealed class DraftReminderTests
{
    private const int Hour = 3600;
    private const int Day = 24 * Hour;

    private static readonly DateTimeOffset Deadline = new(2027, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData((7 * Day) + 1, null)]
    [InlineData(7 * Day, "7d")]
    [InlineData(6 * Day, "7d")]
    [InlineData((6 * Day) - 1, null)]
    [InlineData(Day + 1, null)]
    [InlineData(Day, "1d")]
    [InlineData(18 * Hour, "1d")]
    [InlineData((18 * Hour) - 1, null)]
    [InlineData((3 * Hour) + 1, null)]
    [InlineData(3 * Hour, "3h")]
    [InlineData(2 * Hour, "3h")]
    [InlineData(5400, "3h")]
    [InlineData(5399, null)]
    [InlineData(0, null)]
    [InlineData(-1, null)]
    public void At_most_one_is_due_and_none_much_too_late(int secondsBefore, string? expected)
    {
        var due = DraftReminder.All.Where(step => step.IsDue(Deadline.AddSeconds(-secondsBefore), Deadline, Deadline.AddDays(-30))).Select(step => step.Key);

        List<string> one = expected is null ? [] : [expected];
        Assert.Equal(one, due);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void A_draft_gets_none_for_a_step_that_was_past_when_it_was_made(int ticks, bool due)
    {
        var step = Deadline.AddDays(-1);

        Assert.Equal(due, DraftReminder.All[1].IsDue(step.AddHours(1), Deadline, step.AddTicks(ticks)));
    }
}

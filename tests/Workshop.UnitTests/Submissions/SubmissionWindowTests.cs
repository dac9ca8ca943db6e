using Workshop.Domain.Submissions;

namespace Workshop.UnitTests.Submissions;

public sealed class SubmissionWindowTests
{
    private static readonly DateTimeOffset Closes = new(2027, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly SubmissionWindow Window = new(Closes.AddDays(-30), Closes, TimeSpan.Zero);

    [Theory]
    [InlineData(-30 * 86400 - 1, "submission.not-open")]
    [InlineData(-30 * 86400, null)]
    [InlineData(-1, null)]
    [InlineData(0, null)]
    [InlineData(1, "submission.closed")]
    public void Both_ends_are_open(int seconds, string? expected) => Assert.Equal(expected, Window.Check(Closes.AddSeconds(seconds))?.Code);

    [Theory]
    [InlineData(600, null)]
    [InlineData(601, "submission.closed")]
    public void Grace_forgives_up_to_its_last_instant(int seconds, string? expected) =>
        Assert.Equal(expected, (Window with { Grace = TimeSpan.FromMinutes(10) }).Check(Closes.AddSeconds(seconds))?.Code);

    [Theory]
    [InlineData(86400, null)]
    [InlineData(86401, "submission.closed")]
    public void An_extension_counts_to_its_last_instant_without_grace(int seconds, string? expected)
    {
        var extended = (Window with { Grace = TimeSpan.FromMinutes(10) }).Extended([Closes.AddHours(3), Closes.AddDays(1), Closes.AddDays(-3)]);

        Assert.Equal(expected, extended.Check(Closes.AddSeconds(seconds))?.Code);
    }

    [Fact]
    public void An_extension_into_the_past_takes_nothing_away() =>
        Assert.Null(Window.Extended([Closes.AddDays(-3)]).Check(Closes));

    [Theory]
    [InlineData(-10, 900 - 10, null)]
    [InlineData(-10, 900 - 9, "submission.upload-too-slow")]
    [InlineData(0, 900, null)]
    [InlineData(1, 2, "submission.closed")]
    public void An_upload_that_started_in_time_may_finish_within_fifteen_minutes(int arrived, int finished, string? expected) =>
        Assert.Equal(expected, Window.Check(Closes.AddSeconds(arrived), Closes.AddSeconds(finished))?.Code);

    [Fact]
    public void A_slow_upload_that_ends_before_the_deadline_is_in_time() =>
        Assert.Null(Window.Check(Closes.AddHours(-2), Closes.AddHours(-1)));
}

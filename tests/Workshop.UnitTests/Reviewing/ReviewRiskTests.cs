using Workshop.Domain.Reviewing;

namespace Workshop.UnitTests.Reviewing;

public sealed class ReviewRiskTests
{
    private static readonly DateTimeOffset Now = new(2027, 4, 1, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Assigned ten days ago, due in ten, everything as it should be.</summary>
    private static readonly ReviewerStanding Fine = new(2, 1, 1, Now.AddDays(10), Now.AddDays(-10), null, true, Now.AddDays(-1));

    [Fact]
    public void Who_works_or_is_done_is_not_at_risk()
    {
        Assert.Null(ReviewRisk.Of(Fine, Now));
        Assert.Null(ReviewRisk.Of(Fine with { Open = 0, Due = Now.AddDays(-3), Pulse = PulseAnswer.Cannot }, Now));
        Assert.Null(ReviewRisk.Of(Fine with { Due = null }, Now));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "late since today with 2 reviews")]
    [InlineData(24 * 60, "1 day late with 2 reviews")]
    [InlineData(3 * 24 * 60, "3 days late with 2 reviews")]
    public void Lateness_begins_after_the_due_instant(int minutes, string? reason)
    {
        var risk = ReviewRisk.Of(Fine with { Due = Now.AddMinutes(-minutes) }, Now);

        Assert.Equal(reason ?? "2 reviews left for 0 days", risk?.Reasons[0]);
    }

    [Theory]
    [InlineData(0, "nothing begun, 10 days left")]
    [InlineData(1, null)] // before half of the time nobody is blamed
    public void Nothing_begun_counts_from_half_of_the_time_on(int ticks, string? reason)
    {
        var standing = Fine with { Begun = 0, Submitted = 0, AssignedAt = Now.AddDays(-10).AddTicks(2 * ticks) };

        Assert.Equal(reason, ReviewRisk.Of(standing, Now)?.Reasons[0]);
    }

    [Fact]
    public void Each_reason_is_said_in_words()
    {
        Assert.Equal(["said that they cannot"], ReviewRisk.Of(Fine with { Pulse = PulseAnswer.Cannot }, Now)?.Reasons);
        Assert.Equal(["asked for help"], ReviewRisk.Of(Fine with { Pulse = PulseAnswer.NeedsHelp }, Now)?.Reasons);
        Assert.Equal(["has opened no link of our mails and saved nothing"], ReviewRisk.Of(Fine with { HasCome = false, LastActive = null }, Now)?.Reasons);
        Assert.Equal(["opened it, then nothing for 6 days"], ReviewRisk.Of(Fine with { LastActive = Now.AddDays(-6), Due = Now.AddDays(5) }, Now)?.Reasons);
        Assert.Equal(["2 reviews left for 1 day"], ReviewRisk.Of(Fine with { Due = Now.AddDays(1) }, Now)?.Reasons);
    }

    [Fact]
    public void The_most_urgent_comes_first()
    {
        ReviewerStanding[] inOrder =
        [
            Fine with { Due = Now.AddDays(-5), Begun = 0, Submitted = 0, HasCome = false, LastActive = null },
            Fine with { Due = Now.AddDays(-5) },
            Fine with { Pulse = PulseAnswer.Cannot },
            Fine with { Pulse = PulseAnswer.NeedsHelp },
            Fine with { HasCome = false, LastActive = null },
            Fine with { Pulse = PulseAnswer.OnTrack, Begun = 0, Submitted = 0 },
        ];

        var needs = inOrder.Select(standing => ReviewRisk.Of(standing, Now)!.Need).ToList();

        Assert.Equal(needs.OrderDescending(), needs);
    }
}

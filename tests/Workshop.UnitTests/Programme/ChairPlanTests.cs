using Workshop.Domain.Programme;

namespace Workshop.UnitTests.Programme;

public sealed class ChairPlanTests
{
    private static readonly DateTimeOffset Nine = new(2027, 6, 10, 9, 0, 0, TimeSpan.FromHours(2));

    [Fact]
    public void Each_talk_has_its_end_and_the_time_of_its_warning()
    {
        var plan = ChairPlan.Of(Session(90, Talk(0, 30), Talk(30, 15), Talk(45, 5)), 5)!;

        Assert.Equal([(Nine.AddMinutes(30), Nine.AddMinutes(25)), (Nine.AddMinutes(45), Nine.AddMinutes(40))], plan.Slots.Take(2).Select(slot => (slot.Ends, slot.Warning!.Value)));
        Assert.Null(plan.Slots[2].Warning);
        Assert.Equal(40, plan.SpareMinutes);
    }

    [Fact]
    public void Talks_that_share_a_slot_stand_together_and_change_over_in_equal_parts()
    {
        var plan = ChairPlan.Of(Session(30, Talk(0, 30), Talk(0, 30) with { SharesSlot = true }, Talk(0, 30) with { SharesSlot = true }, Talk(30, 10)), 5)!;

        Assert.Equal([3, 1], plan.Slots.Select(slot => slot.Talks.Count));
        Assert.Equal([Nine.AddMinutes(10), Nine.AddMinutes(20)], plan.Slots[0].Changes);
        Assert.Empty(plan.Slots[1].Changes);
        Assert.Equal(-10, plan.SpareMinutes);
    }

    [Theory]
    [InlineData(SessionKind.Posters)]
    [InlineData(SessionKind.Break)]
    [InlineData(SessionKind.Social)]
    public void What_needs_no_timekeeper_has_no_plan(SessionKind kind)
    {
        Assert.Null(ChairPlan.Of(Session(90, Talk(0, 30)) with { Kind = kind }, 5));
        Assert.Null(ChairPlan.Of(Session(90, Talk(0, 30) with { Starts = null }), 5));
    }

    private static ProgrammeItem Talk(int from, int minutes) => new($"p{from}", from, Nine.AddMinutes(from), minutes, null, "On tests", "", []);

    private static ProgrammeSession Session(int minutes, params ProgrammeItem[] talks) => new("Morning", SessionKind.Talks, Nine, Nine.AddMinutes(minutes), "Hall", "Ada", talks);
}

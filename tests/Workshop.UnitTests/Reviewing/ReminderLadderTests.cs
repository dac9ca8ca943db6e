using System.Globalization;
using Workshop.Domain.Events;
using Workshop.Domain.Reviewing;

namespace Workshop.UnitTests.Reviewing;

public sealed class ReminderLadderTests
{
    private static readonly ReminderPlan Plan = ReminderPlan.Usual(Guid.NewGuid());
    private static readonly DateTimeOffset Due = At("2027-04-20T12:00:00Z");

    [Theory]
    [InlineData("2027-04-20T12:00:00Z", "Etc/UTC", -7, "2027-04-13T12:00:00Z")]
    [InlineData("2027-04-20T12:00:00Z", "Etc/UTC", 3, "2027-04-23T12:00:00Z")]
    // Quiet hours reach across midnight: up to the day itself a step comes before them, later ones wait for their end.
    [InlineData("2027-04-20T20:59:59Z", "Etc/UTC", 0, "2027-04-20T20:59:59Z")]
    [InlineData("2027-04-20T21:00:00Z", "Etc/UTC", 0, "2027-04-20T20:00:00Z")]
    [InlineData("2027-04-20T23:59:00Z", "Etc/UTC", 0, "2027-04-20T20:00:00Z")]
    [InlineData("2027-04-20T23:59:00Z", "Etc/UTC", -1, "2027-04-19T20:00:00Z")]
    [InlineData("2027-04-20T23:59:00Z", "Etc/UTC", 1, "2027-04-22T08:00:00Z")]
    [InlineData("2027-04-20T03:00:00Z", "Etc/UTC", 0, "2027-04-19T20:00:00Z")]
    [InlineData("2027-04-20T03:00:00Z", "Etc/UTC", 1, "2027-04-21T08:00:00Z")]
    [InlineData("2027-04-20T08:00:00Z", "Etc/UTC", 0, "2027-04-20T08:00:00Z")]
    // The end of a day Anywhere on Earth is the middle of the next one in Tokyo, and its evening in Los Angeles.
    [InlineData("2027-04-21T11:59:00Z", "Asia/Tokyo", 0, "2027-04-21T11:59:00Z")]
    [InlineData("2027-04-21T11:59:00Z", "America/Los_Angeles", 0, "2027-04-21T03:00:00Z")]
    // Its night is nobody's.
    [InlineData("2027-04-21T11:59:00Z", "Etc/GMT+12", 0, "2027-04-21T11:59:00Z")]
    [InlineData("2027-04-21T11:59:00Z", "Etc/GMT+12", 1, "2027-04-22T11:59:00Z")]
    // Clocks go forward on 28 March and back on 31 October 2027: the time of day stays.
    [InlineData("2027-04-01T08:00:00Z", "Europe/Copenhagen", -7, "2027-03-25T09:00:00Z")]
    [InlineData("2027-11-01T12:00:00Z", "Europe/Copenhagen", -3, "2027-10-29T11:00:00Z")]
    public void A_step_keeps_its_time_of_day_and_the_quiet_hours(string due, string zone, int days, string expected) =>
        Assert.Equal(At(expected), ReminderLadder.SendAt(new LadderStep(days), At(due), QuietHours.Usual, EventZone.Find(zone).Value!));

    [Fact]
    public void A_time_that_clocks_jump_over_becomes_the_first_instant_after_the_jump()
    {
        var copenhagen = EventZone.Find("Europe/Copenhagen").Value!;

        Assert.Equal(At("2027-03-28T01:00:00Z"), ReminderLadder.SendAt(new LadderStep(-7), At("2027-04-04T00:30:00Z"), new QuietHours(0, 0), copenhagen));
        Assert.Equal(At("2027-03-28T01:00:00Z"), new QuietHours(21, 2).FirstFree(At("2027-03-28T00:15:00Z"), copenhagen));
    }

    [Fact]
    public void A_quiet_hour_that_is_lived_twice_ends_after_the_instant_that_asks()
    {
        var copenhagen = EventZone.Find("Europe/Copenhagen").Value!;

        // 02:30 the second time: quiet from 2 to 3 ends at 3, which comes once.
        Assert.Equal(At("2027-10-31T02:00:00Z"), new QuietHours(2, 3).FirstFree(At("2027-10-31T01:30:00Z"), copenhagen));
        Assert.Equal(At("2027-10-31T02:00:00Z"), new QuietHours(2, 3).FirstFree(At("2027-10-31T00:30:00Z"), copenhagen));
    }

    [Theory]
    [InlineData(21, 8, 20, false)]
    [InlineData(21, 8, 21, true)]
    [InlineData(21, 8, 7, true)]
    [InlineData(21, 8, 8, false)]
    [InlineData(12, 14, 11, false)]
    [InlineData(12, 14, 12, true)]
    [InlineData(12, 14, 14, false)]
    [InlineData(9, 9, 9, false)]
    public void Quiet_hours_include_their_first_and_not_their_last(int from, int to, int hour, bool quiet) =>
        Assert.Equal(quiet, new QuietHours(from, to).Contains(At("2027-04-20T00:30:00Z").AddHours(hour), EventZone.Utc));

    [Theory]
    [InlineData(-7, 0, -1, null)]
    [InlineData(-7, 0, 0, -7)]
    [InlineData(-7, 24, 0, -7)]
    [InlineData(-7, 24, 1, null)]
    // −1 is over when 0 begins.
    [InlineData(-1, 24, -1, -1)]
    [InlineData(-1, 24, 0, 0)]
    [InlineData(3, 24, 0, 3)]
    [InlineData(3, 24, 1, null)]
    public void A_step_is_due_from_its_instant_for_a_day_and_not_after(int days, int hours, long ticks, int? expected)
    {
        var now = Due.AddDays(days).AddHours(hours).AddTicks(ticks);

        Assert.Equal(expected, ReminderLadder.DueStep(now, Plan, Someone())?.Days);
    }

    [Fact]
    public void What_was_sent_for_this_due_date_is_not_sent_again()
    {
        var now = Due.AddDays(-3).AddHours(1);

        Assert.Null(ReminderLadder.DueStep(now, Plan, Someone(Sent("-3", Due, Due.AddDays(-3)))));
        Assert.Equal(-3, ReminderLadder.DueStep(now, Plan, Someone(Sent("-7", Due, Due.AddDays(-7))))?.Days);
    }

    [Fact]
    public void After_an_outage_only_the_latest_step_goes_out()
    {
        var steps = ReminderPlan.Usual(Guid.NewGuid());
        Assert.True(steps.Change([new(-2), new(-1)], new QuietHours(21, 20), true, null, true).Succeeded); // one hour a day, 20 to 21

        // Both go at 20 o'clock of the day before; −2 is still within its day when −1 begins.
        Assert.Equal(-1, ReminderLadder.DueStep(Due.AddDays(-2).AddHours(8), steps, Someone())?.Days);
        Assert.Null(ReminderLadder.DueStep(Due.AddDays(-2).AddHours(8), steps, Someone(Sent("-1", Due, Due.AddDays(-2).AddHours(8)))));
    }

    [Fact]
    public void In_quiet_hours_nothing_is_due_even_when_a_step_waits()
    {
        var late = Someone() with { Due = At("2027-04-20T20:30:00Z") };

        Assert.Equal(0, ReminderLadder.DueStep(At("2027-04-20T20:45:00Z"), Plan, late)?.Days);
        Assert.Null(ReminderLadder.DueStep(At("2027-04-20T21:00:00Z"), Plan, late));
        Assert.Equal(0, ReminderLadder.DueStep(At("2027-04-21T08:00:00Z"), Plan, late)?.Days);
    }

    [Theory]
    [InlineData(0, -3)]
    [InlineData(1, null)]
    public void What_fell_due_before_anything_was_open_is_left_out(long ticks, int? expected)
    {
        var step = Due.AddDays(-3);

        Assert.Equal(expected, ReminderLadder.DueStep(step.AddHours(1), Plan, Someone() with { OpenSince = step.AddTicks(ticks) })?.Days);
    }

    [Fact]
    public void A_step_that_is_off_is_left_out()
    {
        var plan = ReminderPlan.Usual(Guid.NewGuid());
        Assert.True(plan.Change([new(-3, false), new(0)], QuietHours.Usual, true, null, true).Succeeded);

        Assert.Null(ReminderLadder.DueStep(Due.AddDays(-3), plan, Someone()));
        Assert.Equal(0, ReminderLadder.DueStep(Due, plan, Someone())?.Days);
    }

    [Fact]
    public void A_moved_due_date_begins_anew_but_not_within_a_day_of_the_last_reminder()
    {
        var last = Due.AddDays(-1);
        var moved = Someone(Sent("-1", Due, last)) with { Due = Due.AddDays(2).AddHours(2) }; // its −3 falls two hours after the last reminder

        Assert.Null(ReminderLadder.DueStep(last.AddHours(2), Plan, moved));
        Assert.Null(ReminderLadder.DueStep(last.AddHours(24).AddTicks(-1), Plan, moved));
        Assert.Equal(-3, ReminderLadder.DueStep(last.AddHours(24), Plan, moved)?.Days);
        Assert.Null(ReminderLadder.DueStep(last.AddHours(26).AddTicks(1), Plan, moved));
    }

    [Theory]
    [InlineData("pulse")]
    [InlineData("hand 2027-04-17 11:00")]
    public void A_day_lies_between_a_step_and_another_kind_of_mail(string other)
    {
        var step = Due.AddDays(-3);
        var someone = Someone(Sent(other, Due, step.AddHours(-1)));

        Assert.Null(ReminderLadder.DueStep(step, Plan, someone));
        Assert.Equal(-3, ReminderLadder.DueStep(step.AddHours(23), Plan, someone)?.Days);
    }

    [Fact]
    public void Half_way_is_asked_once_and_only_where_there_is_time()
    {
        var someone = Someone() with { OpenSince = Due.AddDays(-20) };
        var half = Due.AddDays(-10);

        Assert.False(ReminderLadder.IsPulseDue(half.AddTicks(-1), Plan, someone));
        Assert.True(ReminderLadder.IsPulseDue(half, Plan, someone));
        Assert.False(ReminderLadder.IsPulseDue(half.AddHours(24).AddTicks(1), Plan, someone));
        Assert.False(ReminderLadder.IsPulseDue(half, Plan, someone with { Sent = [Sent("pulse", Due.AddDays(-9), half.AddDays(-5))] }));
        Assert.False(ReminderLadder.IsPulseDue(half, Plan, someone with { Sent = [Sent("-7", Due, half.AddHours(-23))] }));
        Assert.Null(ReminderLadder.PulseAt(someone with { OpenSince = Due.AddDays(-4).AddTicks(1) }, QuietHours.Usual));
        Assert.Equal(Due.AddDays(-2), ReminderLadder.PulseAt(someone with { OpenSince = Due.AddDays(-4) }, QuietHours.Usual));
    }

    [Fact]
    public void What_is_planned_is_what_will_be_sent()
    {
        var someone = Someone() with { OpenSince = Due.AddDays(-20) };

        var planned = ReminderLadder.Planned(Due.AddDays(-12), Due.AddDays(2), Plan, someone);

        Assert.Equal([null, -7, -3, -1, 0, 1], planned.Select(each => each.Step?.Days));
        Assert.All(planned.Where(each => each.Step is not null), each => Assert.Equal(each.Step, ReminderLadder.DueStep(each.At, Plan, someone)));
        Assert.True(ReminderLadder.IsPulseDue(planned[0].At, Plan, someone));
    }

    [Fact]
    public void What_waits_is_planned_for_now_and_what_must_wait_for_the_end_of_the_pause()
    {
        var step = Due.AddDays(-3);

        Assert.Equal([new(new LadderStep(-3), step.AddHours(5))], ReminderLadder.Planned(step.AddHours(5), Due.AddDays(-2), Plan, Someone()));
        Assert.Equal([new(new LadderStep(-3), step.AddHours(23))], ReminderLadder.Planned(step, Due.AddDays(-2), Plan, Someone(Sent("hand 2027-04-17 11:00", Due, step.AddHours(-1)))));
        Assert.Empty(ReminderLadder.Planned(step, Due.AddDays(-2), Plan, Someone(Sent("-3", Due, step))));
    }

    [Fact]
    public void A_plan_says_everything_that_is_wrong_and_then_stays_as_it_was()
    {
        var plan = ReminderPlan.Usual(Guid.NewGuid());

        var refused = plan.Change([new(-61), new(1), new(1, false)], new QuietHours(24, 8), false, 0, false);

        Assert.Equal(["reminders.step", "reminders.step-twice", "reminders.quiet", "reminders.lapse"], refused.Refusals.Select(refusal => refusal.Code));
        Assert.Equal([-7, -3, -1, 0, 1, 3], plan.Steps.Select(step => step.Days));
        Assert.Equal((0, true, null), (plan.Revision, plan.AsksHalfway, plan.LapseAfterDays));
        Assert.True(plan.Change([new(2, false), new(-60), new(30)], new QuietHours(0, 0), false, 90, false).Succeeded);
        Assert.Equal([new(-60), new(2, false), new(30)], plan.Steps);
    }

    private static RemindedReviewer Someone(params ReviewerReminder[] sent) => new(Due.AddDays(-30), Due, EventZone.Utc, sent);

    private static ReviewerReminder Sent(string step, DateTimeOffset due, DateTimeOffset at) => new() { ReviewerId = Guid.Empty, Step = step, DueAt = due, At = at };

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}

using Workshop.Domain.Events;

namespace Workshop.UnitTests.Events;

public sealed class NextEventTests
{
    private static readonly EventZone Copenhagen = EventZone.Find("Europe/Copenhagen").Value!;

    [Theory]
    [InlineData("2027-06-10", "2028-06-08", 364, 364)] // Thursday to Thursday
    [InlineData("2027-06-10", "2028-06-10", 366, 364)] // to a Saturday: deadlines keep their weekdays
    [InlineData("2027-06-10", "2028-06-13", 369, 371)] // to a Tuesday: five days more are nearly a week
    [InlineData("2028-02-29", "2029-02-27", 364, 364)]
    [InlineData("2027-06-10", "2027-06-10", 0, 0)]
    [InlineData("2027-06-10", "2027-06-03", -7, -7)]
    public void Deadlines_move_by_whole_weeks_and_the_event_by_days(string first, string next, int days, int weekDays)
    {
        var moved = NextEvent.From(DateOnly.Parse(first, System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(next, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(days, moved.Days);
        Assert.Equal(weekDays, moved.WeekDays);
    }

    [Theory]
    [InlineData("2028-02-29", "2028-03-01", "2029-02-27")] // both are Tuesdays
    [InlineData("2027-06-10", "2027-07-01", "2028-06-08")]
    [InlineData("2020-06-11", "2027-07-01", "2028-06-01")] // the same weekday, eight times 52 weeks later
    public void The_usual_first_day_is_the_same_weekday_in_a_year_that_has_not_come(string first, string today, string expected)
    {
        var usual = NextEvent.UsualFirstDay(DateOnly.Parse(first, System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(expected, usual.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(DateOnly.Parse(first, System.Globalization.CultureInfo.InvariantCulture).DayOfWeek, usual.DayOfWeek);
    }

    [Fact]
    public void Clocks_show_the_same_time_on_the_other_side_of_summer_time()
    {
        // 31 March 2027 is summer time; 364 days later, 29 March 2028, too, but 24 March is not.
        var due = Copenhagen.ToInstant(new DateTime(2027, 3, 31, 23, 59, 0)).Value;

        var later = new NextEvent(359).Deadline(due, Copenhagen); // nearest: 357 days, 22 March 2028

        Assert.Equal(new DateTime(2028, 3, 22, 23, 59, 0), Copenhagen.At(later).DateTime);
        Assert.Equal(TimeSpan.FromHours(1), Copenhagen.At(later).Offset);
        Assert.Equal(TimeSpan.FromHours(2), Copenhagen.At(due).Offset);
    }

    [Fact]
    public void A_time_that_clocks_jump_over_becomes_the_first_after_it()
    {
        // Clocks go from 2:00 to 3:00 on 26 March 2028.
        var due = Copenhagen.ToInstant(new DateTime(2027, 3, 28, 2, 30, 0).AddDays(-1)).Value; // 27 March 2027, 2:30, a Saturday
        var moved = new NextEvent(365).AtTheEvent(due, Copenhagen, Copenhagen);

        Assert.Equal(new DateTime(2028, 3, 26, 3, 0, 0), Copenhagen.At(moved).DateTime);
    }

    [Fact]
    public void The_last_second_of_a_day_stays_the_last_second_of_a_day()
    {
        var due = EventZone.AnywhereOnEarth.ToInstant(new DateTime(2028, 2, 29, 23, 59, 59)).Value;

        Assert.Equal(new DateTime(2029, 2, 27, 23, 59, 59), EventZone.AnywhereOnEarth.At(new NextEvent(364).Deadline(due, EventZone.AnywhereOnEarth)).DateTime);
    }

    [Fact]
    public void Nine_oclock_is_nine_oclock_where_the_next_event_takes_place()
    {
        var newYork = EventZone.Find("America/New_York").Value!;
        var begins = Copenhagen.ToInstant(new DateTime(2027, 6, 10, 9, 0, 0)).Value;

        Assert.Equal(new DateTime(2028, 6, 8, 9, 0, 0), newYork.At(new NextEvent(364).AtTheEvent(begins, Copenhagen, newYork)).DateTime);
    }

    [Theory]
    [InlineData("Theory of Testing 2027", "Theory of Testing 2028")]
    [InlineData("2027: Theory", "2028: Theory")]
    [InlineData("Room 20271, the 2026 edition", "Room 20271, the 2026 edition")]
    [InlineData("Theory", "Theory")]
    public void The_year_of_the_event_becomes_that_of_the_next(string name, string expected) => Assert.Equal(expected, NextEvent.NameAfter(name, 2027, 2028));
}

using Workshop.Domain.Events;

namespace Workshop.UnitTests.Events;

public sealed class EventZoneTests
{
    [Fact]
    public void Anywhere_on_earth_is_twelve_hours_behind_utc()
    {
        var end = EventZone.AnywhereOnEarth.ToInstant(new DateTime(2025, 10, 15, 23, 59, 0));

        Assert.Equal(new DateTimeOffset(2025, 10, 16, 11, 59, 0, TimeSpan.Zero), end.Value);
        Assert.Equal("AoE", EventZone.AnywhereOnEarth.DisplayName);
    }

    [Theory]
    [InlineData("Europe/Copenhagen", "2027-01-15T12:00", "2027-01-15T11:00Z")]
    [InlineData("Europe/Copenhagen", "2027-07-15T12:00", "2027-07-15T10:00Z")]
    [InlineData("Pacific/Kiritimati", "2027-01-15T12:00", "2027-01-14T22:00Z")]
    [InlineData("Australia/Lord_Howe", "2027-01-15T12:00", "2027-01-15T01:00Z")]
    [InlineData("Australia/Lord_Howe", "2027-07-15T12:00", "2027-07-15T01:30Z")]
    public void Wall_clock_times_become_instants(string zone, string wallClock, string expected) =>
        Assert.Equal(At(expected), EventZone.Find(zone).Value!.ToInstant(DateTime.Parse(wallClock, Invariant)).Value);

    [Theory]
    [InlineData("Europe/Copenhagen", "2027-03-28T02:30")]
    [InlineData("America/New_York", "2027-03-14T02:00")]
    [InlineData("Australia/Lord_Howe", "2027-10-03T02:15")]
    [InlineData("Australia/Lord_Howe", "2027-10-03T02:00")]
    [InlineData("Pacific/Apia", "2011-12-30T12:00")]
    [InlineData("Pacific/Kwajalein", "1993-08-21T12:00")]
    [InlineData("Pacific/Kiritimati", "1994-12-31T12:00")]
    [InlineData("Asia/Pyongyang", "2018-05-04T23:45")]
    public void A_time_that_clocks_jump_over_is_refused(string zone, string wallClock) =>
        Assert.Equal("time.skipped", EventZone.Find(zone).Value!.ToInstant(DateTime.Parse(wallClock, Invariant)).Refusal?.Code);

    [Theory]
    [InlineData("Europe/Copenhagen", "2027-10-31T02:30", "2027-10-31T00:30Z", "2027-10-31T01:30Z")]
    [InlineData("Australia/Lord_Howe", "2027-04-04T01:45", "2027-04-03T14:45Z", "2027-04-03T15:15Z")]
    [InlineData("Europe/Moscow", "2014-10-26T01:30", "2014-10-25T21:30Z", "2014-10-25T22:30Z")]
    public void A_time_that_happens_twice_is_asked_about(string zone, string wallClock, string first, string second)
    {
        var there = EventZone.Find(zone).Value!;
        var time = DateTime.Parse(wallClock, Invariant);

        Assert.Equal("time.repeated", there.ToInstant(time).Refusal?.Code);
        Assert.Equal(At(first), there.ToInstant(time, RepeatedHour.First).Value);
        Assert.Equal(At(second), there.ToInstant(time, RepeatedHour.Second).Value);
    }

    [Theory]
    [InlineData("Etc/GMT+12", -12)]
    [InlineData("Etc/GMT-14", 14)]
    [InlineData("Pacific/Kiritimati", 14)]
    public void The_ends_of_the_world_are_zones_like_any_other(string zone, int hours) =>
        Assert.Equal(new DateTimeOffset(2027, 3, 1, 23, 59, 0, TimeSpan.FromHours(hours)), EventZone.Find(zone).Value!.ToInstant(new DateTime(2027, 3, 1, 23, 59, 0)).Value);

    [Theory]
    [InlineData("Europe/Copenhagen", "2027-03-28", "2027-03-27T23:00Z")]
    [InlineData("Africa/Cairo", "2027-04-30", "2027-04-29T22:00Z")]
    [InlineData("Pacific/Apia", "2011-12-30", "2011-12-30T10:00Z")]
    [InlineData("Pacific/Apia", "2011-12-31", "2011-12-30T10:00Z")]
    [InlineData("Pacific/Kiritimati", "1994-12-31", "1994-12-31T10:00Z")]
    public void A_day_begins_at_midnight_or_where_clocks_jump_over_it(string zone, string day, string expected) =>
        Assert.Equal(At(expected), EventZone.Find(zone).Value!.StartOfDay(DateOnly.Parse(day, Invariant)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Middle/Earth")]
    [InlineData("W. Europe Standard Time")]
    public void Only_iana_names_are_zones(string? id) => Assert.Equal("zone.unknown", EventZone.Find(id).Refusal?.Code);

    private static readonly IFormatProvider Invariant = System.Globalization.CultureInfo.InvariantCulture;

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, Invariant);
}

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
    public void A_time_that_clocks_jump_over_is_refused(string zone, string wallClock) =>
        Assert.Equal("time.skipped", EventZone.Find(zone).Value!.ToInstant(DateTime.Parse(wallClock, Invariant)).Refusal?.Code);

    [Theory]
    [InlineData("Europe/Copenhagen", "2027-10-31T02:30", "2027-10-31T00:30Z", "2027-10-31T01:30Z")]
    [InlineData("Australia/Lord_Howe", "2027-04-04T01:45", "2027-04-03T14:45Z", "2027-04-03T15:15Z")]
    public void A_time_that_happens_twice_is_asked_about(string zone, string wallClock, string first, string second)
    {
        var there = EventZone.Find(zone).Value!;
        var time = DateTime.Parse(wallClock, Invariant);

        Assert.Equal("time.repeated", there.ToInstant(time).Refusal?.Code);
        Assert.Equal(At(first), there.ToInstant(time, RepeatedHour.First).Value);
        Assert.Equal(At(second), there.ToInstant(time, RepeatedHour.Second).Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Middle/Earth")]
    [InlineData("W. Europe Standard Time")]
    public void Only_iana_names_are_zones(string? id) => Assert.Equal("zone.unknown", EventZone.Find(id).Refusal?.Code);

    private static readonly IFormatProvider Invariant = System.Globalization.CultureInfo.InvariantCulture;

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, Invariant);
}

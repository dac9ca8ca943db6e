using System.Globalization;
using Workshop.Domain.Events;
using Workshop.Web.Features.Shared;

namespace Workshop.IntegrationTests.Shared;

[Trait("Database", "none")]
public sealed class TimeEntryTests
{
    [Theory]
    [InlineData("", null, "time.missing")]
    [InlineData("tomorrow", null, "time.unreadable")]
    [InlineData("1027-03-01T12:00", null, "time.far")]
    [InlineData("2201-01-01T00:00", null, "time.far")]
    [InlineData("2027-03-28T02:30", null, "time.skipped")]
    [InlineData("2027-10-31T02:30", null, "time.repeated")]
    [InlineData("2027-10-31T02:30", RepeatedHour.First, null)]
    [InlineData("2027-03-01 23:59", null, null)]
    [InlineData(" 2027-03-01T23:59:30 ", null, null)]
    public void What_cannot_be_an_instant_is_refused_under_its_field(string text, RepeatedHour? which, string? expected)
    {
        var read = new TimeEntry(text, which).Read(Copenhagen, "Until", "Choose a time.");

        Assert.Equal(expected, read.Refusal?.Code);
        Assert.Equal(expected is null ? null : "Until", read.Refusal?.Field);
    }

    [Fact]
    public void Nothing_typed_is_no_instant_where_that_is_allowed()
    {
        var read = TimeEntry.Empty.Read(Copenhagen, "Until");

        Assert.True(read.Refusals.Count == 0);
        Assert.Null(read.Value);
    }

    [Theory]
    [InlineData("Europe/Copenhagen", "2027-10-31T00:30:00Z", "2027-10-31T02:30", RepeatedHour.First)]
    [InlineData("Europe/Copenhagen", "2027-10-31T01:30:00Z", "2027-10-31T02:30", RepeatedHour.Second)]
    [InlineData("Australia/Lord_Howe", "2027-04-03T15:15:00Z", "2027-04-04T01:45", RepeatedHour.Second)]
    [InlineData("Pacific/Kiritimati", "2027-03-01T09:59:00Z", "2027-03-01T23:59", null)]
    [InlineData("Etc/GMT+12", "2027-03-02T11:59:59Z", "2027-03-01T23:59:59", null)]
    public void An_instant_shown_and_read_again_is_the_same(string zone, string instant, string text, RepeatedHour? which)
    {
        var (there, at) = (EventZone.Find(zone).Value!, DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture));

        var entry = TimeEntry.Of(at, there);

        Assert.Equal(new TimeEntry(text, which), entry);
        Assert.Equal(at, entry.Read(there, "Until").Value);
    }

    private static EventZone Copenhagen => EventZone.Find("Europe/Copenhagen").Value!;
}

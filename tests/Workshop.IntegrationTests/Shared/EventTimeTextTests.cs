using Workshop.Web.Features.Shared;

namespace Workshop.IntegrationTests.Shared;

[Trait("Database", "none")]
public sealed class EventTimeTextTests
{
    private static readonly DateTimeOffset Closing = new(2025, 10, 16, 11, 59, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Etc/GMT+12", "Europe/Copenhagen", "Wed 15 Oct 2025, 23:59 AoE (Thu 16 Oct, 13:59 your time)")]
    [InlineData("Etc/GMT+12", null, "Wed 15 Oct 2025, 23:59 AoE")]
    [InlineData("Etc/GMT+12", "Etc/GMT+12", "Wed 15 Oct 2025, 23:59 AoE, your time")]
    [InlineData("Europe/Copenhagen", null, "Thu 16 Oct 2025, 13:59 Copenhagen time (Wed 15 Oct, 23:59 AoE)")]
    [InlineData("Europe/Copenhagen", "Europe/Copenhagen", "Thu 16 Oct 2025, 13:59 Copenhagen time, your time (Wed 15 Oct, 23:59 AoE)")]
    [InlineData("Europe/Copenhagen", "Europe/Paris", "Thu 16 Oct 2025, 13:59 Copenhagen time, your time (Wed 15 Oct, 23:59 AoE)")]
    [InlineData("Europe/Copenhagen", "Asia/Tokyo", "Thu 16 Oct 2025, 13:59 Copenhagen time (Wed 15 Oct, 23:59 AoE; 20:59 your time)")]
    [InlineData("America/Argentina/Buenos_Aires", "Asia/Kathmandu", "Thu 16 Oct 2025, 08:59 Buenos Aires time (Wed 15 Oct, 23:59 AoE; 17:44 your time)")]
    [InlineData("Etc/UTC", null, "Thu 16 Oct 2025, 11:59 UTC (Wed 15 Oct, 23:59 AoE)")]
    public void An_instant_is_said_in_each_zone_once(string zone, string? reader, string expected) =>
        Assert.Equal(expected, Say(Closing, zone, reader));

    [Fact]
    public void A_date_of_another_year_shows_its_year() =>
        Assert.Equal("Wed 31 Dec 2025, 23:59 AoE (Thu 1 Jan 2026, 12:59 your time)", Say(new(2026, 1, 1, 11, 59, 0, TimeSpan.Zero), "Etc/GMT+12", "Europe/Copenhagen"));

    [Fact]
    public void The_hour_that_is_lived_twice_shows_its_offset()
    {
        var first = new DateTimeOffset(2025, 10, 26, 0, 30, 0, TimeSpan.Zero);

        Assert.Equal("Sun 26 Oct 2025, 02:30 Copenhagen time, UTC+2 (Sat 25 Oct, 12:30 AoE)", Say(first, "Europe/Copenhagen", null));
        Assert.Equal("Sun 26 Oct 2025, 02:30 Copenhagen time, UTC+1 (Sat 25 Oct, 13:30 AoE)", Say(first.AddHours(1), "Europe/Copenhagen", null));
    }

    [Theory]
    [InlineData("Etc/GMT+12", "AoE")]
    [InlineData("Etc/GMT-5", "UTC+5")]
    [InlineData("Etc/GMT+3", "UTC−3")]
    [InlineData("UTC", "UTC")]
    [InlineData("America/New_York", "New York time")]
    public void A_zone_has_the_name_people_use(string id, string name) =>
        Assert.Equal(name, EventTimeText.NameOf(TimeZoneInfo.FindSystemTimeZoneById(id)));

    [Theory]
    [InlineData("Europe/Copenhagen", "Europe/Copenhagen")]
    [InlineData("Etc/GMT+12", "Etc/GMT+12")]
    [InlineData("Mars/Olympus", null)]
    [InlineData("../../etc/passwd", null)]
    [InlineData("/etc/localtime", null)]
    [InlineData("Europe/Copenhagen\n", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_cookie_counts_only_when_it_names_a_zone(string? cookie, string? zone) =>
        Assert.Equal(zone, ReaderZone.Parse(cookie)?.Id);

    [Theory]
    [InlineData(172800, "in 2 days")]
    [InlineData(172799, "in 47 hours")]
    [InlineData(7200, "in 2 hours")]
    [InlineData(7199, "in 119 minutes")]
    [InlineData(120, "in 2 minutes")]
    [InlineData(119, "in 119 seconds")]
    [InlineData(1, "in 1 second")]
    [InlineData(0, "now")]
    [InlineData(-1, "1 second ago")]
    [InlineData(-400000, "4 days ago")]
    public void What_is_left_is_rounded_down_to_one_unit(int seconds, string expected) =>
        Assert.Equal(expected, DurationText.Until(Closing.AddSeconds(seconds), Closing));

    private static string Say(DateTimeOffset at, string zone, string? reader) =>
        EventTimeText.Create(at, TimeZoneInfo.FindSystemTimeZoneById(zone), ReaderZone.Parse(reader)).ToString();
}

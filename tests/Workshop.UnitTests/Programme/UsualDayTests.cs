using System.Globalization;
using Workshop.Domain.Events;
using Workshop.Domain.Programme;

namespace Workshop.UnitTests.Programme;

public sealed class UsualDayTests
{
    private static readonly EventZone Zone = EventZone.Find("Europe/Copenhagen").Value!;
    private static readonly UsualDay Day = new(new DateOnly(2027, 6, 10), new TimeOnly(9, 0), 3, 75);

    [Fact]
    public void Lunch_is_at_noon_posters_after_it_and_coffee_between_the_talks()
    {
        var sessions = Day.Sessions(Zone).Value!;

        Assert.Equal(
            ["09:00 Welcome", "09:15 Keynote", "10:15 Coffee", "10:45 Talks I", "12:00 Lunch", "13:15 Posters", "14:30 Talks II", "15:45 Coffee", "16:15 Talks III"],
            sessions.Select(session => $"{Zone.At(session.StartsAt).ToString("HH:mm", CultureInfo.InvariantCulture)} {session.Title}"));
        for (var i = 1; i < sessions.Count; i++)
        {
            Assert.Equal(sessions[i - 1].EndsAt, sessions[i].StartsAt);
        }
    }

    [Fact]
    public void Zero_leaves_a_part_out()
    {
        var sessions = (Day with { Blocks = 1, WelcomeMinutes = 0, KeynoteMinutes = 0, LunchMinutes = 0, PosterMinutes = 0 }).Sessions(Zone).Value!;

        Assert.Equal(("Talks", SessionKind.Talks), (Assert.Single(sessions).Title, sessions[0].Kind));
    }

    [Theory]
    [InlineData(0, 60, 30, "day.blocks")]
    [InlineData(7, 60, 30, "day.blocks")]
    [InlineData(3, 9, 30, "day.block-minutes")]
    [InlineData(3, 60, 241, "day.minutes")]
    [InlineData(6, 240, 30, "day.too-long")]
    public void What_is_out_of_bounds_is_refused(int blocks, int minutes, int coffee, string code) =>
        Assert.Equal(code, (Day with { Blocks = blocks, BlockMinutes = minutes, CoffeeMinutes = coffee }).Sessions(Zone).Refusal?.Code);
}

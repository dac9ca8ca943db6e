using Workshop.Domain.Events;

namespace Workshop.UnitTests.Reviewing;

/// <summary>An event whose submissions close on day 30 after <see cref="Start"/> and whose reviews are due on day 60.</summary>
internal static class AnEvent
{
    public static readonly DateTimeOffset Start = new(2027, 2, 1, 9, 0, 0, TimeSpan.Zero);

    public static WorkshopEvent Make(bool isDue = true)
    {
        var settings = new EventSettings(
            "Theory of Testing 2027", new DateOnly(2027, 6, 10), new DateOnly(2027, 6, 10), "Room 1", EventZone.Find("Europe/Copenhagen").Value!, EventZone.AnywhereOnEarth,
            Start.AddDays(-10), Start.AddDays(30), 0, isDue ? Start.AddDays(60) : null, 2, 10, true, 3, 6, "", null, []);
        return WorkshopEvent.Create("testing-2027", settings, Start.AddDays(-20)).Value!;
    }
}

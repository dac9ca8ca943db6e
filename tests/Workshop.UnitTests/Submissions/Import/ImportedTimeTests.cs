using System.Globalization;
using Workshop.Domain.Events;
using Workshop.Domain.Submissions.Import;

namespace Workshop.UnitTests.Submissions.Import;

public sealed class ImportedTimeTests
{
    [Theory]
    [InlineData("1760572740", "2025-10-15 23:59:00")]
    [InlineData("1760572740123", "2025-10-15 23:59:00")]
    [InlineData("2025-10-15T23:59:00Z", "2025-10-15 23:59:00")]
    [InlineData("2025-10-15T23:59:00.5+02:00", "2025-10-15 21:59:00")]
    [InlineData("2025-10-15 23:59", "2025-10-15 21:59:00")]
    [InlineData("10/15/2025 11:59:00 PM", "2025-10-15 21:59:00")]
    [InlineData("10/15/2025 11:59:00 PM -07:00", "2025-10-16 06:59:00")]
    [InlineData("15.10.2025 23:59", "2025-10-15 21:59:00")]
    [InlineData("15 Oct 2025", "2025-10-14 22:00:00")]
    [InlineData("2025-10-26 02:30", "2025-10-26 00:30:00")] // happens twice in Copenhagen: the first
    public void A_time_without_zone_is_one_of_the_chosen_zone(string text, string utc) =>
        Assert.Equal(utc, ImportedTime.Read(text, EventZone.Find("Europe/Copenhagen").Value!).Value.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("Apr 25, 14:02", "import.time-unknown")]
    [InlineData("yesterday", "import.time-unknown")]
    [InlineData("1025-10-15 23:59", "import.time-far")]
    [InlineData("2025-03-30 02:30", "time.skipped")]
    [InlineData("999999999999999999", "import.time-unknown")]
    public void What_is_no_time_is_refused(string text, string code) => Assert.Equal(code, ImportedTime.Read(text, EventZone.Find("Europe/Copenhagen").Value!).Refusal?.Code);
}

using Workshop.Domain.Mail;
using Workshop.Domain.Programme;
using static Workshop.UnitTests.Programme.SampleProgramme;

namespace Workshop.UnitTests.Programme;

public sealed class ProgrammeCalendarTests
{
    private static readonly Guid Event = Guid.Parse("11111111-2222-3333-4444-555555555555");
    private static readonly ProgrammeCalendar Calendar = new(Event, 3, At("08:00", 1), "Old Observatory", "https://workshop.example/e/t/programme");

    [Fact]
    public void Sessions_and_talks_are_entries_and_posters_stand_in_their_session()
    {
        var programme = Of(Session("a", "09:00", "10:00", items: [Talk(1, "09:00")]), Session("b", "10:00", "11:00", "Foyer", items: Poster(2, "P1")));

        var entries = Calendar.Entries(programme, null, []);

        Assert.Equal(["a", "p1", "b"], entries.Select(entry => entry.Uid.Split('-')[1].Split('@')[0]).OrderBy(key => key == "b" ? 1 : 0).ThenBy(key => key, StringComparer.Ordinal));
        var talk = entries.Single(entry => entry.Uid == "11111111222233334444555555555555-p1@workshop");
        Assert.Equal(("Paper 1", 3, "Hall, Old Observatory", "https://workshop.example/e/t/programme#p1"), (talk.Summary, talk.Sequence, talk.Location, talk.Url));
        Assert.Equal(At("09:20"), talk.Ends);
        Assert.Equal("P1 Paper 2", entries.Single(entry => entry.Uid.Contains("-b@", StringComparison.Ordinal)).Description);
        Assert.True(entries.Single(entry => entry.Uid.Contains("-a@", StringComparison.Ordinal)).LeavesTimeFree);
    }

    [Fact]
    public void What_earlier_versions_had_is_cancelled_without_a_word_on_what_it_was()
    {
        var before = Of(Session("a", "09:00", "10:00", items: [Talk(1, "09:00"), Talk(2, "09:20")]), Session("z", "11:00", "12:00"));
        var after = Of(Session("a", "09:00", "10:00", items: [Talk(1, "09:00")]));

        var cancelled = Calendar.Entries(after, null, [after, before]).Where(entry => entry.IsCancelled).ToList();

        Assert.Equal(["p2", "z"], cancelled.Select(entry => entry.Uid.Split('-')[1].Split('@')[0]));
        Assert.All(cancelled, entry => Assert.Equal(("Cancelled", "", "", ""), (entry.Summary, entry.Location, entry.Description, entry.Url)));
    }

    [Fact]
    public void One_room_has_its_own_entries_only()
    {
        var programme = Of(Session("a", "09:00", "10:00", "Hall"), Session("b", "09:00", "10:00", "Room 2"));

        Assert.Contains("-b@", Assert.Single(Calendar.Entries(programme, "room 2", [])).Uid, StringComparison.Ordinal);
    }

    [Fact]
    public void A_feed_says_how_often_to_look_and_is_the_same_file_at_another_time()
    {
        var entries = Calendar.Entries(Of(Session("a", "09:00", "10:00", items: [Talk(1, "09:00")])), null, []);
        var feed = new CalendarFeed("Theory, of; Testing", TimeSpan.FromMinutes(30));

        var text = CalendarText.Write(entries, At("12:00"), feed);

        Assert.Equal(text, CalendarText.Write(entries, At("13:00"), feed));
        Assert.Contains("\r\nREFRESH-INTERVAL;VALUE=DURATION:PT30M\r\nX-PUBLISHED-TTL:PT30M\r\n", text, StringComparison.Ordinal);
        Assert.Contains("\r\nNAME:Theory\\, of\\; Testing\r\n", text, StringComparison.Ordinal);
        Assert.Contains("\r\nDTSTAMP:20270601T060000Z\r\nLAST-MODIFIED:20270601T060000Z\r\nSEQUENCE:3\r\n", text, StringComparison.Ordinal);
    }
}

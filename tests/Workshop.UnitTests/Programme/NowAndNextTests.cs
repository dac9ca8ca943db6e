using Workshop.Domain.Programme;
using static Workshop.UnitTests.Programme.SampleProgramme;

namespace Workshop.UnitTests.Programme;

public sealed class NowAndNextTests
{
    private static readonly ProgrammeDocument Programme = Of(
        Session("a", "09:00", "10:00", "Room 10", items: [Talk(1, "09:00"), Talk(2, "09:20"), Talk(3, "09:20") with { SharesSlot = true }]),
        Session("b", "09:00", "10:00", "Room 2", items: Poster(4, "P1")),
        Session("break", "10:00", "10:30", ""),
        Session("c", "09:00", "10:00", "Room 10", day: 11, items: Talk(5, "09:10", day: 11)));

    [Theory]
    [InlineData("08:59", 10, ProgrammeMoment.Before)]
    [InlineData("09:00", 10, ProgrammeMoment.Running)]
    [InlineData("10:29", 10, ProgrammeMoment.Running)]
    [InlineData("10:30", 10, ProgrammeMoment.Between)]
    [InlineData("09:59", 11, ProgrammeMoment.Running)]
    [InlineData("10:00", 11, ProgrammeMoment.Over)]
    public void A_start_is_included_and_an_end_is_not(string clock, int day, ProgrammeMoment moment) => Assert.Equal(moment, NowAndNext.At(Programme, At(clock, day)).Moment);

    [Fact]
    public void Rooms_stand_in_natural_order_with_what_runs_and_what_is_next()
    {
        var now = NowAndNext.At(Programme, At("09:10"));

        Assert.Equal(["", "Room 2", "Room 10"], now.Rooms.Select(room => room.Room));
        var room = now.Rooms[2];
        Assert.Equal(["p1"], Assert.Single(room.Now).Items.Select(item => item.Key));
        Assert.Equal(10, room.Now[0].MinutesLeft(At("09:10")));
        Assert.Equal(["p2", "p3"], room.Next!.Items.Select(item => item.Key));
        Assert.Equal(10, room.Next.MinutesUntil(At("09:10")));
        Assert.Equal(At("09:20"), now.Next);
    }

    [Fact]
    public void After_its_last_talk_a_session_goes_on_by_itself()
    {
        var room = NowAndNext.At(Programme, At("09:50")).Rooms[2];

        Assert.Equal(("a", 0, At("10:00")), (room.Now[0].Session.Key, room.Now[0].Items.Count, room.Now[0].Ends));
        Assert.Equal((At("09:00", 11), 0), (room.Next!.Starts, room.Next.Items.Count));
    }

    [Fact]
    public void A_begun_minute_counts_whole() => Assert.Equal(1, NowAndNext.At(Programme, At("09:19").AddSeconds(59)).Rooms[2].Now[0].MinutesLeft(At("09:19").AddSeconds(59)));

    [Fact]
    public void An_empty_programme_is_over() => Assert.Equal(ProgrammeMoment.Over, NowAndNext.At(Of(), At("09:00")).Moment);
}

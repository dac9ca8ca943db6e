using Workshop.Domain.Programme;
using static Workshop.UnitTests.Programme.SampleProgramme;

namespace Workshop.UnitTests.Programme;

public sealed class ProgrammeSelectionTests
{
    [Fact]
    public void Marking_twice_is_marking_once_and_there_is_a_limit()
    {
        var selection = ProgrammeSelection.Start(Guid.NewGuid(), null, At("09:00"));
        for (var i = 0; i < ProgrammeSelection.MaxMarks; i++)
        {
            Assert.True(selection.Mark($"p{i}").Succeeded);
        }

        Assert.True(selection.Mark("p0").Succeeded);
        Assert.Equal("selection.full", selection.Mark("one-more").Refusal!.Code);
        selection.Unmark("p0");
        Assert.True(selection.Mark("one-more").Succeeded);
        Assert.Equal(ProgrammeSelection.MaxMarks, selection.Marks.Count);
    }

    [Fact]
    public void A_new_address_of_the_calendar_is_another_one()
    {
        var selection = ProgrammeSelection.Start(Guid.NewGuid(), null, At("09:00"));
        Assert.Null(selection.FeedToken);
        selection.OpenFeed();
        var first = selection.FeedToken;
        selection.OpenFeed();

        Assert.Equal(40, first!.Length);
        Assert.NotEqual(first, selection.FeedToken);
        selection.CloseFeed();
        Assert.Null(selection.FeedToken);
    }

    [Fact]
    public void Talks_at_the_same_time_overlap_unless_they_follow_share_or_are_posters()
    {
        var programme = Of(
            Session("a", "09:00", "10:00", items: [Talk(1, "09:00"), Talk(2, "09:20"), Talk(3, "09:20") with { SharesSlot = true }]),
            Session("b", "09:00", "10:00", "Room 2", items: [Talk(4, "09:10"), Talk(5, "09:40")]),
            Session("c", "09:00", "10:00", "Foyer", items: Poster(6, "P1")));

        var overlaps = ProgrammeOverlap.Among(PlacedItem.AllOf(programme));

        Assert.Equal([("p1", "p4"), ("p4", "p2"), ("p4", "p3")], overlaps.Select(overlap => (overlap.First.Key, overlap.Second.Key)));
    }
}

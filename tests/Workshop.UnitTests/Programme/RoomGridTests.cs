using Workshop.Domain.Programme;

namespace Workshop.UnitTests.Programme;

public sealed class RoomGridTests
{
    private static readonly DateTimeOffset Nine = new(2027, 6, 10, 9, 0, 0, TimeSpan.FromHours(2));

    [Fact]
    public void Parallel_sessions_stand_beside_each_other_and_what_is_alone_spans_all_rooms()
    {
        var grid = Assert.Single(RoomGrid.Of(Programme(
            Session("Keynote", 0, 60, "Hall"),
            Session("A", 60, 120, "Room 10"),
            Session("B", 60, 150, "Room 2"),
            Session("Lunch", 150, 200, ""))));

        Assert.Equal([("Room 2", 1, 1), ("Room 10", 2, 1)], grid.Columns.Select(column => (column.Room, column.First, column.Lanes)));
        Assert.Equal([("Keynote", 1, 2, 1, 1), ("B", 1, 1, 2, 2), ("A", 2, 1, 2, 1), ("Lunch", 1, 2, 4, 1)], grid.Blocks.Select(Place));
        Assert.Equal([(0, 60, true), (60, 60, true), (120, 30, false), (150, 50, true)], grid.Rows.Select(row => ((int)(row.At - Nine).TotalMinutes, row.Minutes, row.IsStart)));
    }

    [Fact]
    public void Sessions_that_overlap_in_one_room_get_lanes_of_their_own()
    {
        var grid = Assert.Single(RoomGrid.Of(Programme(Session("A", 0, 60, "Hall"), Session("B", 30, 90, "hall "), Session("C", 60, 120, "Hall"), Session("Walk", 30, 40, ""))));

        Assert.Equal([("Hall", 1, 2), ("", 3, 1)], grid.Columns.Select(column => (column.Room, column.First, column.Lanes)));
        Assert.Equal([("A", 1), ("B", 2), ("Walk", 3), ("C", 1)], grid.Blocks.Select(block => (block.Session.Title, block.Lane)));
    }

    [Fact]
    public void A_block_says_its_room_unless_it_stands_under_it()
    {
        var parallel = Assert.Single(RoomGrid.Of(Programme(Session("Keynote", 0, 60, "Hall"), Session("A", 60, 120, "Hall "), Session("B", 60, 120, "Annex"), Session("Lunch", 120, 180, ""))));
        var single = Assert.Single(RoomGrid.Of(Programme(Session("A", 0, 60, "hall"), Session("B", 60, 90, "Hall"))));
        var apart = Assert.Single(RoomGrid.Of(Programme(Session("A", 0, 60, "Hall"), Session("B", 60, 90, "Annex"))));

        Assert.Equal(["Hall", "", "", ""], parallel.Blocks.Select(parallel.RoomToSay));
        Assert.Equal(["", ""], single.Blocks.Select(single.RoomToSay));
        Assert.Equal(["Hall", "Annex"], apart.Blocks.Select(apart.RoomToSay));
    }

    [Fact]
    public void Sessions_that_say_the_same_are_two()
    {
        var grid = Assert.Single(RoomGrid.Of(Programme(Session("Demonstrations", 0, 60, "Hall"), Session("Demonstrations", 0, 60, "Hall"))));

        Assert.Equal([new RoomColumn("Hall", 1, 2)], grid.Columns);
        Assert.Equal([1, 2], grid.Blocks.Select(block => block.Lane));
    }

    [Fact]
    public void A_day_in_one_room_has_one_column_with_its_name()
    {
        var grid = Assert.Single(RoomGrid.Of(Programme(Session("A", 0, 60, "Hall"), Session("Coffee", 60, 90, ""), Session("B", 100, 120, "Hall"))));

        Assert.Equal([new RoomColumn("Hall", 1, 1)], grid.Columns);
        Assert.Equal([1, 2, 4], grid.Blocks.Select(block => block.Row));
        Assert.Equal([true, true, false, true], grid.Rows.Select(row => row.IsStart));
    }

    [Fact]
    public void Each_day_has_a_grid_and_a_night_session_stays_on_the_day_on_which_it_starts()
    {
        var grids = RoomGrid.Of(Programme(Session("Second day", 24 * 60, (24 * 60) + 30, "Hall"), Session("Party", 14 * 60, 17 * 60, "Bar")));

        Assert.Equal([new DateOnly(2027, 6, 10), new DateOnly(2027, 6, 11)], grids.Select(grid => grid.Day));
        Assert.Equal("Party", Assert.Single(grids[0].Blocks).Session.Title);
        Assert.Empty(RoomGrid.Of(Programme()));
    }

    [Fact]
    public void No_two_blocks_overlap_whatever_the_day()
    {
        var random = new Random(7);
        for (var trial = 0; trial < 200; trial++)
        {
            var sessions = Enumerable.Range(0, random.Next(1, 14)).Select(i =>
            {
                var start = random.Next(0, 40) * 15;
                return Session($"S{i}", start, start + (random.Next(1, 10) * 15), random.Next(4) is var room && room == 0 ? "" : $"Room {room}");
            }).ToArray();

            var grid = Assert.Single(RoomGrid.Of(Programme(sessions)));

            Assert.Equal(sessions.Length, grid.Blocks.Count);
            var cells = grid.Blocks.SelectMany(block => Enumerable.Range(block.Lane, block.Lanes).SelectMany(lane => Enumerable.Range(block.Row, block.Rows).Select(row => (lane, row)))).ToList();
            Assert.Equal(cells.Count, cells.Distinct().Count());
            Assert.All(cells, cell => Assert.True(cell.lane >= 1 && cell.lane <= grid.Lanes && cell.row >= 1 && cell.row <= grid.Rows.Count));
        }
    }

    private static (string, int, int, int, int) Place(RoomBlock block) => (block.Session.Title, block.Lane, block.Lanes, block.Row, block.Rows);

    private static ProgrammeSession Session(string title, int from, int to, string room) => new(title, SessionKind.Talks, Nine.AddMinutes(from), Nine.AddMinutes(to), room, "", []);

    private static ProgrammeDocument Programme(params ProgrammeSession[] sessions) =>
        new("Theory of Testing", new DateOnly(2027, 6, 10), new DateOnly(2027, 6, 11), "", "Copenhagen time", [.. sessions.OrderBy(session => session.Starts)]);
}

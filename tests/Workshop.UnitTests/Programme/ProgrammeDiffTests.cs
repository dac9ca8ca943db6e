using Workshop.Domain.Programme;
using static Workshop.UnitTests.Programme.SampleProgramme;

namespace Workshop.UnitTests.Programme;

public sealed class ProgrammeDiffTests
{
    private static readonly string[] SessionKeys = ["a", "b", "c"];

    [Fact]
    public void Against_nothing_everything_is_added_in_the_order_of_time()
    {
        var diff = ProgrammeDiff.Of(null, Of(Session("a", "09:00", "10:00", items: [Talk(2, "09:20"), Talk(1, "09:00")]), Session("b", "10:00", "11:00", items: Poster(3, "P1"))));

        Assert.Equal(["p1", "p2", "p3"], diff.Items.Select(item => item.Key));
        Assert.All(diff.Items, item => Assert.Equal(DifferenceKind.Added, item.Kind));
        Assert.Equal(["a", "b"], diff.Sessions.Select(session => session.Key));
        Assert.Equal("3 added", diff.Summary);
    }

    [Fact]
    public void A_talk_that_moved_says_from_when_to_when()
    {
        var moved = Moved(Session("a", "09:00", "12:00", items: Talk(1, "10:00")), Session("a", "09:00", "12:00", items: Talk(1, "10:30")));

        Assert.Equal(["Moved from 10:00 to 10:30."], moved.Moves);
    }

    [Fact]
    public void On_another_day_both_days_are_said()
    {
        var moved = Moved(Session("a", "09:00", "12:00", items: Talk(1, "10:00")), Session("a", "09:00", "12:00", day: 11, items: Talk(1, "10:00", day: 11)));

        Assert.Equal(["Moved from Thu 10 June, 10:00 to Fri 11 June, 10:00."], moved.Moves);
    }

    [Fact]
    public void A_session_in_another_room_moves_what_is_in_it()
    {
        var diff = ProgrammeDiff.Of(Of(Session("a", "09:00", "12:00", items: Talk(1, "10:00"))), Of(Session("a", "09:00", "12:00", "Room 2", items: Talk(1, "10:00"))));

        Assert.Equal(["In Room 2 instead of Hall."], Assert.Single(diff.Items).Moves);
        Assert.Equal((DifferenceKind.Moved, "In Room 2 instead of Hall."), (diff.Sessions[0].Kind, Assert.Single(diff.Sessions[0].Sentences)));
    }

    [Theory]
    [InlineData("P3", "P7", "Board P7 instead of P3.")]
    [InlineData(null, "P7", "Board P7.")]
    [InlineData("P3", null, "No board any more; it was P3.")]
    public void Another_board_is_a_move(string? before, string? after, string sentence)
    {
        var moved = Moved(Session("a", "09:00", "12:00", items: Poster(1, before)), Session("a", "09:00", "12:00", items: Poster(1, after)));

        Assert.Equal([sentence], moved.Moves);
    }

    [Fact]
    public void Length_session_and_kind_are_moves_too()
    {
        Assert.Equal(["15 minutes instead of 20."], Moved(Session("a", "09:00", "12:00", items: Talk(1, "10:00")), Session("a", "09:00", "12:00", items: Talk(1, "10:00", 15))).Moves);
        Assert.Equal(["Now in the session “Session b” instead of “Session a”."], Moved(Session("a", "09:00", "12:00", items: Talk(1, "10:00")), Session("b", "09:00", "12:00", items: Talk(1, "10:00"))).Moves);
        Assert.Equal("Now a poster instead of a talk.", Moved(Session("a", "09:00", "12:00", items: Talk(1, "10:00")), Session("a", "09:00", "12:00", items: Poster(1, "P1"))).Moves[0]);
        Assert.Equal(["It ends at 11:30."], Moved(Session("a", "09:00", "12:00", items: Poster(1, "P1")), Session("a", "09:00", "11:30", items: Poster(1, "P1"))).Moves);
    }

    [Fact]
    public void Texts_change_without_a_move()
    {
        var before = Talk(1, "10:00");
        var after = before with { Title = "A better name", Abstract = "Another.", Authors = [new ProgrammeAuthor("Cy Third", []) { IsPresenter = true }] };
        var diff = ProgrammeDiff.Of(Of(Session("a", "09:00", "12:00", items: before)), Of(Session("a", "09:00", "12:00", items: after)));

        var item = Assert.Single(diff.Items);
        Assert.Equal(DifferenceKind.Changed, item.Kind);
        Assert.Empty(item.Moves);
        Assert.Equal(["It was called “Paper 1”.", "New among its authors: Cy Third. No longer: Anna Author.", "Presented by Cy Third.", "The abstract was changed."], item.Texts);
        Assert.Empty(diff.Sessions);
    }

    [Fact]
    public void Chairs_and_names_of_sessions_are_told_and_move_nobody()
    {
        var session = Session("a", "09:00", "12:00", items: Talk(1, "10:00"));
        var diff = ProgrammeDiff.Of(Of(session), Of(session with { Title = "Foundations", Chair = "Carla Chair" }));

        Assert.Empty(diff.Items);
        Assert.Equal((DifferenceKind.Changed, "It was called “Session a”. Chaired by Carla Chair."), (diff.Sessions[0].Kind, string.Join(' ', diff.Sessions[0].Sentences)));
    }

    [Fact]
    public void A_renamed_session_of_the_same_key_is_no_move_of_its_talks()
    {
        var session = Session("a", "09:00", "12:00", items: Talk(1, "10:00"));

        Assert.Empty(ProgrammeDiff.Of(Of(session), Of(session with { Title = "Other" })).Items);
    }

    /// <summary>A thousand pairs of random programmes.</summary>
    [Fact]
    public void Equal_programmes_do_not_differ_and_the_other_direction_is_the_mirror_image()
    {
        var random = new Random(20270610);
        for (var i = 0; i < 1000; i++)
        {
            var (a, b) = (Random(random), Random(random));

            Assert.True(ProgrammeDiff.Of(a, a with { Sessions = [.. a.Sessions.Select(session => session with { Items = [.. session.Items] })] }).IsEmpty);
            var (there, back) = (ProgrammeDiff.Of(a, b), ProgrammeDiff.Of(b, a));
            Assert.Equal(
                there.Items.Select(item => (item.Key, Mirror(item.Kind), item.Before?.Starts, item.After?.Starts)).OrderBy(item => item.Key, StringComparer.Ordinal),
                back.Items.Select(item => (item.Key, item.Kind, item.After?.Starts, item.Before?.Starts)).OrderBy(item => item.Key, StringComparer.Ordinal));
            Assert.Equal(
                there.Sessions.Select(session => (session.Key, Mirror(session.Kind))).OrderBy(session => session.Key, StringComparer.Ordinal),
                back.Sessions.Select(session => (session.Key, session.Kind)).OrderBy(session => session.Key, StringComparer.Ordinal));

            // What is not named in the difference is the same in both.
            var named = there.Items.Select(item => item.Key).ToHashSet();
            foreach (var left in PlacedItem.AllOf(a).Where(item => !named.Contains(item.Key)))
            {
                var right = PlacedItem.AllOf(b).Single(item => item.Key == left.Key);
                Assert.Equal((left.Starts, left.Ends, left.Room, left.Item.Board, left.Item.Title), (right.Starts, right.Ends, right.Room, right.Item.Board, right.Item.Title));
            }
        }
    }

    private static DifferenceKind Mirror(DifferenceKind kind) => kind switch { DifferenceKind.Added => DifferenceKind.Removed, DifferenceKind.Removed => DifferenceKind.Added, _ => kind };

    private static ProgrammeDocument Random(Random random)
    {
        var numbers = Enumerable.Range(1, 8).OrderBy(_ => random.Next()).Take(random.Next(9)).ToList();
        return Of([.. SessionKeys.Where(_ => random.Next(4) > 0).Select(key =>
        {
            var hour = random.Next(8, 12);
            var items = numbers.Take(random.Next(4)).ToList();
            numbers.RemoveRange(0, items.Count);
            return Session(key, $"{hour:00}:00", $"{hour + 2:00}:00", random.Next(2) == 0 ? "Hall" : "Room 2", items: [.. items.Select(number =>
                random.Next(2) == 0 ? Talk(number, $"{hour:00}:{random.Next(3) * 20:00}", 15 + (5 * random.Next(2))) : Poster(number, random.Next(3) == 0 ? null : $"P{random.Next(3)}"))]);
        })]);
    }

    private static ItemDifference Moved(ProgrammeSession before, ProgrammeSession after)
    {
        var item = Assert.Single(ProgrammeDiff.Of(Of(before), Of(after)).Items);
        Assert.Equal(DifferenceKind.Moved, item.Kind);
        return item;
    }
}

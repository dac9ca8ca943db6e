using System.Globalization;
using Workshop.Domain.Programme;

namespace Workshop.UnitTests.Programme;

public sealed class BoardPlanTests
{
    private static readonly DateTimeOffset Nine = new(2027, 6, 10, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Nothing_to_number_is_no_error()
    {
        Assert.Empty(Find([]).Boards);
        Assert.Empty(Find([Session("Posters", 0, 1)]).Boards);
    }

    [Fact]
    public void Related_posters_are_near_each_other_and_one_presenters_boards_are_neighbours()
    {
        BoardPoster[] posters = [Poster("a"), Poster("b"), Poster("c"), Poster("a"), Poster("d")];
        // By subject 0-2-4 and 1-3; the presenter of 0 and 3 joins the two.
        double Common(int one, int other) => (one % 2 == other % 2 ? 0.5 : 0.1) + (0.01 * Math.Min(one, other));

        var boards = Find([Session("Posters", 0, 1, posters)], Common).Boards;

        Assert.Equal(["P1", "P2", "P3", "P4", "P5"], boards.Select(board => board.Board));
        Assert.Equal([0, 1, 2, 3, 4], boards.Select(board => board.Place));
        var numbers = posters.Select(poster => NumberOf(boards, poster)).ToList();
        Assert.Equal(1, Math.Abs(numbers[0] - numbers[3]));
        Assert.Equal(1, Math.Abs(numbers[2] - numbers[4]));
        Assert.All(boards, board => Assert.Null(board.Half));
    }

    [Fact]
    public void With_halves_two_boards_of_one_presenter_are_never_presented_at_once()
    {
        BoardPoster[] posters = [Poster("a"), Poster("b"), Poster("b"), Poster("c", "a@second"), Poster("d"), Poster("a", "a@second")];

        var plan = Find([Session("Posters", 0, 1, posters)], boards: PosterBoards.Usual with { HasHalves = true, First = 10, Prefix = "B" });

        Assert.Equal(["B10", "B11", "B12", "B13", "B14", "B15"], plan.Boards.Select(board => board.Board));
        Assert.All(plan.Boards, board => Assert.Equal(int.Parse(board.Board[1..], CultureInfo.InvariantCulture) % 2 == 1 ? BoardHalf.First : BoardHalf.Second, board.Half));
        Assert.NotEqual(HalfOf(plan, posters[1]), HalfOf(plan, posters[2]));

        // a@second makes three boards of one presenter: two of them share a half, whatever the numbers.
        var note = Assert.Single(plan.Notes);
        Assert.Matches("^B1[0-5] and B1[0-5] in “Posters” have the same presenter and are in the same half", note);
    }

    [Fact]
    public void Sessions_with_the_same_letters_share_one_count_in_the_order_of_their_start()
    {
        var late = Session("Late", 5, 6, Poster("a"), Poster("b"));
        var early = Session("Early", 0, 1, Poster("c"), Poster("a"));
        var own = Session("Demos", 3, 4, Poster("d"), Poster("e")) with { Prefix = "D" };

        var boards = Find([late, early, own]).Boards;

        Assert.Equal([("Late", "P3"), ("Late", "P4"), ("Early", "P1"), ("Early", "P2"), ("Demos", "D1"), ("Demos", "D2")], boards.Select(board => (new[] { late, early, own }.Single(session => session.Id == board.SessionId).Title, board.Board)));
    }

    [Fact]
    public void What_was_told_stays_and_new_posters_take_what_is_free()
    {
        BoardPoster[] posters = [Poster("a", told: "P1"), Poster("b"), Poster("c", told: "P4"), Poster("d", told: "Hall left"), Poster("c"), Poster("e")];

        var boards = Find([Session("Posters", 0, 1, posters)]).Boards;

        Assert.Equal(("P1", "P4", "Hall left", "P3"), (BoardOf(boards, posters[0]), BoardOf(boards, posters[2]), BoardOf(boards, posters[3]), BoardOf(boards, posters[4])));
        Assert.Equal(["P2", "P5"], new[] { BoardOf(boards, posters[1]), BoardOf(boards, posters[5]) }.Order());

        var again = Find([Session("Posters", 0, 1, posters)], renumber: true).Boards;
        Assert.Equal(["P1", "P2", "P3", "P4", "P5", "P6"], again.Select(board => board.Board));
        var pinned = Find([Session("Posters", 0, 1, [.. posters.Select(poster => poster with { IsPinned = poster.Board == "P4" })])], renumber: true).Boards;
        Assert.Equal("P4", BoardOf(pinned, posters[2]));
        Assert.Equal(["P1", "P2", "P3", "P4", "P5", "P6"], pinned.Select(board => board.Board));
    }

    [Fact]
    public void With_halves_a_new_board_beside_a_told_one_is_in_the_other_half()
    {
        BoardPoster[] posters = [Poster("a", told: "P1"), Poster("b", told: "P2"), Poster("c", told: "P3"), Poster("d", told: "P5"), Poster("b")];

        // P4 is nearer to P2, but is presented at the same time.
        var plan = Find([Session("Posters", 0, 1, posters)], boards: PosterBoards.Usual with { HasHalves = true });

        Assert.Equal("P7", BoardOf(plan.Boards, posters[4]));
        Assert.Empty(plan.Notes);
    }

    [Fact]
    public void A_label_told_twice_is_kept_once()
    {
        BoardPoster[] posters = [Poster("a", told: "P1"), Poster("b", told: "p1"), Poster("c", told: "P1") with { IsPinned = true }];

        var boards = Find([Session("Posters", 0, 1, posters)]).Boards;

        Assert.Equal("P1", BoardOf(boards, posters[2]));
        Assert.Equal(3, boards.Select(board => board.Board).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Nobody_stands_in_two_parallel_sessions()
    {
        BoardPoster[] left = [Poster("a", told: "P1"), Poster("b", told: "P2")];
        BoardPoster[] right = [Poster("b"), Poster("b"), Poster("c")];
        var (one, other) = (Session("Left", 0, 2, left), Session("Right", 1, 3, right));

        var plan = Find([one, other]);
        Assert.Equal(other.Id, plan.Boards.Single(board => board.SlotId == left[1].SlotId).SessionId);
        Assert.Equal([0, 0, 1, 2, 3], plan.Boards.Select(board => board.Place));
        Assert.Empty(plan.Notes);
        Assert.Equal(5, plan.Boards.Select(board => board.Board).Distinct().Count());

        // What touches is not at the same time.
        Assert.Equal(one.Id, Find([one, other with { Starts = one.Ends }]).Boards.Single(board => board.SlotId == left[1].SlotId).SessionId);

        var kept = Find([one with { Posters = [left[0], left[1] with { IsPinned = true }] }, other with { Posters = [right[0] with { IsPinned = true }, right[1], right[2]] }]);
        Assert.Equal("One presenter has boards in “Right” and in “Left”, which are at the same time, and both are kept by hand.", Assert.Single(kept.Notes));
    }

    [Fact]
    public void Whatever_is_given_labels_are_unique_neighbours_hold_and_nothing_depends_on_chance()
    {
        for (var seed = 0; seed < 120; seed++)
        {
            var random = new Random(seed);
            BoardSession[] sessions = [.. Enumerable.Range(0, random.Next(1, 4)).Select(i => Session($"S{i}", i * random.Next(0, 2), (i * 2) + 1, [.. Enumerable.Range(0, random.Next(12)).Select(_ => Poster($"p{random.Next(14)}"))]))];
            var boards = PosterBoards.Usual with { HasHalves = random.Next(2) == 0 };
            var common = new double[100, 100];
            for (var i = 0; i < 100; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    common[i, j] = common[j, i] = random.NextDouble();
                }
            }

            var plan = Find(sessions, (i, j) => common[i, j], boards);

            var posters = sessions.SelectMany(session => session.Posters).ToDictionary(poster => poster.SlotId, poster => poster.Presenters[0]);
            Assert.Equal(posters.Keys.Order(), plan.Boards.Select(board => board.SlotId).Order());
            Assert.Equal(posters.Count, plan.Boards.Select(board => board.Board).Distinct().Count());
            Assert.Equal(Enumerable.Range(1, posters.Count), plan.Boards.Select(board => int.Parse(board.Board[1..], CultureInfo.InvariantCulture)).Order());
            foreach (var own in plan.Boards.GroupBy(board => (board.SessionId, posters[board.SlotId])))
            {
                Assert.Equal(own.Count() - 1, own.Max(board => board.Place) - own.Min(board => board.Place));
                Assert.True(!boards.HasHalves || own.Count() != 2 || own.Select(board => board.Half).Distinct().Count() == 2);
            }

            foreach (var own in plan.Boards.GroupBy(board => posters[board.SlotId]))
            {
                var stays = own.Select(board => sessions.Single(session => session.Id == board.SessionId)).Distinct().ToList();
                Assert.DoesNotContain(stays, one => stays.Exists(other => other.Id != one.Id && one.Starts < other.Ends && other.Starts < one.Ends));
            }

            Assert.Equal(plan.Boards, Find(sessions, (i, j) => common[i, j], boards).Boards);

            // Told once, nothing moves any more.
            var told = plan.Boards.ToDictionary(board => board.SlotId);
            BoardSession[] later = [.. sessions.Select(session => session with { Posters = [.. plan.Boards.Where(board => board.SessionId == session.Id).Select(board => new BoardPoster(board.SlotId, [posters[board.SlotId]], board.Board))] })];
            Assert.Equal(plan.Boards.Select(board => (board.SlotId, board.Board)), Find(later, (i, j) => common[j, i], boards).Boards.Select(board => (board.SlotId, board.Board)));
        }
    }

    [Theory]
    [InlineData("P7", BoardHalf.First)]
    [InlineData("P10", BoardHalf.Second)]
    [InlineData("99999999999999999999999999", BoardHalf.First)]
    [InlineData("P", null)]
    [InlineData("P7a", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Odd_boards_are_presented_first(string? label, BoardHalf? half)
    {
        Assert.Equal(half, (PosterBoards.Usual with { HasHalves = true }).HalfOf(label));
        Assert.Null(PosterBoards.Usual.HalfOf(label));
    }

    [Theory]
    [InlineData(900, 1200, BoardOrientation.Portrait, "Your board is 90 cm wide and 120 cm high; print your poster in portrait format, no larger than that.")]
    [InlineData(1189, 841, BoardOrientation.Landscape, "Your board is 118.9 cm wide and 84.1 cm high; print your poster in landscape format, no larger than that.")]
    [InlineData(0, 0, BoardOrientation.Landscape, null)]
    public void Authors_are_told_the_size(int width, int height, BoardOrientation orientation, string? sentence) =>
        Assert.Equal(sentence, new PosterBoards(width, height, orientation, "P", 1, false).SizeSentence);

    [Theory]
    [InlineData(0, 0, "P", 1, "")]
    [InlineData(900, 1200, "", 0, "")]
    [InlineData(900, 0, "P", 1, "boards.size")]
    [InlineData(99, 1200, "P", 1, "boards.size")]
    [InlineData(900, 5001, "P", 1, "boards.size")]
    [InlineData(900, 5000, "Poster wall ", 1, "boards.prefix-too-long")]
    [InlineData(900, 1200, "A1", 1, "boards.prefix-digit")]
    [InlineData(900, 1200, "A1-", 10_000, "")]
    [InlineData(900, 1200, "P", -1, "boards.first")]
    [InlineData(1, 1, "1", 10_001, "boards.size boards.prefix-digit boards.first")]
    public void What_an_event_says_of_its_boards_is_checked(int width, int height, string prefix, int first, string codes) =>
        Assert.Equal(codes, string.Join(' ', new PosterBoards(width, height, BoardOrientation.Portrait, prefix, first, false).Check().Select(refusal => refusal.Code)));

    private static BoardPlan Find(BoardSession[] sessions, Func<int, int, double>? similarity = null, PosterBoards? boards = null, bool renumber = false) =>
        BoardPlan.Find(sessions, boards ?? PosterBoards.Usual, similarity ?? ((_, _) => 0.1), renumber, TestContext.Current.CancellationToken);

    private static BoardSession Session(string title, int from, int to, params BoardPoster[] posters) => new(Guid.NewGuid(), title, Nine.AddHours(from), Nine.AddHours(to), posters);

    private static BoardPoster Poster(string presenter, string? alsoKnownAs = null, string? told = null) => new(Guid.NewGuid(), alsoKnownAs is null ? [presenter] : [presenter, alsoKnownAs], told);

    private static string BoardOf(IReadOnlyList<NumberedBoard> boards, BoardPoster poster) => boards.Single(board => board.SlotId == poster.SlotId).Board;

    private static int NumberOf(IReadOnlyList<NumberedBoard> boards, BoardPoster poster) => int.Parse(BoardOf(boards, poster)[1..], CultureInfo.InvariantCulture);

    private static BoardHalf? HalfOf(BoardPlan plan, BoardPoster poster) => plan.Boards.Single(board => board.SlotId == poster.SlotId).Half;
}

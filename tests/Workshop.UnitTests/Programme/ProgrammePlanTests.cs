using Workshop.Domain.Events;
using Workshop.Domain.Programme;

namespace Workshop.UnitTests.Programme;

public sealed class ProgrammePlanTests
{
    private static readonly DateTimeOffset Nine = new(2027, 6, 10, 7, 0, 0, TimeSpan.Zero);
    private static readonly EventZone Zone = EventZone.Find("Europe/Copenhagen").Value!;
    private static readonly Guid Hall = Guid.NewGuid();
    private static readonly Guid Attic = Guid.NewGuid();

    private readonly Dictionary<string, Guid> _ids = [];

    [Fact]
    public void Two_talks_share_a_slot_and_part_again_without_moving_anything_else()
    {
        var plan = Plan(("a", 15), ("b", 15), ("c", 20));

        var shared = plan.Share(Id("b"), true).Value!;
        Assert.Equal(["a 30", "+b 30", "c 20"], Shown(shared));
        Assert.Equal(Nine.AddMinutes(30), StartOf(shared, "c"));
        Assert.Equal(Nine, StartOf(shared, "b"));

        Assert.Equal(Shown(plan), Shown(shared.Share(Id("b"), false).Value!));
    }

    [Fact]
    public void A_shared_slot_of_an_odd_length_keeps_every_minute()
    {
        var shared = Plan(("a", 25), ("b", 1)).Share(Id("b"), true).Value!;
        var longer = shared.ChangeItem(Id("b"), SlotContent.Of(Guid.Empty, 25) with { Speakers = "b", SubmissionId = null }).Value!;

        Assert.Equal(["a 25", "+b 25"], Shown(longer));
        Assert.Equal(["a 13", "b 12"], Shown(longer.Share(Id("b"), false).Value!));
    }

    [Fact]
    public void The_first_item_and_posters_share_nothing()
    {
        Assert.Equal("programme.shares-nothing", Plan(("a", 15), ("b", 15)).Share(Id("a"), true).Refusal?.Code);

        var posters = Plan(("a", 15), ("b", 15)).Share(Id("b"), true).Value!;
        posters = posters.ChangeSession(Hall, posters.FindSession(Hall)!.Content with { Kind = SessionKind.Posters }).Value!;
        Assert.All(posters.Items, item => Assert.False(item.SharesSlot));
    }

    [Fact]
    public void Who_shared_with_the_first_of_a_slot_stays_when_the_first_leaves()
    {
        var plan = Plan(("a", 10), ("b", 15), ("c", 15), ("d", 10)).Share(Id("c"), true).Value!;

        Assert.Equal(["a 10", "c 15", "d 10"], Shown(plan.RemoveItem(Id("b")).Value!));
        Assert.Equal(["a 10", "b 15", "d 10"], Shown(plan.RemoveItem(Id("c")).Value!));
        Assert.Equal(["a 10", "c 15", "d 10", "b 15"], Shown(plan.MoveItem(Id("b"), Hall).Value!));
    }

    [Fact]
    public void Items_move_within_a_session_and_between_sessions()
    {
        var plan = Plan(("a", 10), ("b", 20), ("c", 30));

        Assert.Equal(["c 30", "a 10", "b 20"], Shown(plan.MoveItem(Id("c"), Hall, before: Id("a")).Value!));
        Assert.Equal(["b 20", "a 10", "c 30"], Shown(plan.MoveItem(Id("a"), Hall, after: Id("b")).Value!));
        var moved = plan.MoveItem(Id("b"), Attic).Value!;
        Assert.Equal(["a 10", "c 30"], Shown(moved));
        Assert.Equal(["b 20"], Shown(moved, Attic));
        Assert.Same(plan, plan.MoveItem(Id("b"), Hall, before: Id("b")).Value);
        Assert.Equal("programme.gone", plan.MoveItem(Guid.NewGuid(), Hall).Refusal?.Code);
        Assert.Equal("programme.gone", plan.MoveItem(Id("a"), Guid.NewGuid()).Refusal?.Code);
    }

    [Fact]
    public void What_comes_between_two_items_of_a_slot_shares_it()
    {
        var plan = Plan(("a", 15), ("b", 15), ("c", 10)).Share(Id("b"), true).Value!;

        Assert.Equal(["a 40", "+c 40", "+b 40"], Shown(plan.MoveItem(Id("c"), Hall, before: Id("b")).Value!));
    }

    [Fact]
    public void Swapping_keeps_which_places_share_a_slot()
    {
        var plan = Plan(("a", 10), ("b", 15), ("c", 15)).Share(Id("c"), true).Value!;
        plan = plan.AddItem(Attic, Id("x"), Talk("x", 20)).Value!;

        Assert.Equal(["b 15", "a 25", "+c 25"], Shown(plan.Swap(Id("a"), Id("b")).Value!));
        var across = plan.Swap(Id("c"), Id("x")).Value!;
        Assert.Equal(["a 10", "b 35", "+x 35"], Shown(across));
        Assert.Equal(["c 15"], Shown(across, Attic));
        Assert.Same(plan, plan.Swap(Id("a"), Id("a")).Value);
    }

    [Fact]
    public void A_submission_has_one_place()
    {
        var submission = Guid.NewGuid();
        var plan = Plan().AddItem(Hall, Id("s"), SlotContent.Of(submission, 15)).Value!;

        Assert.Equal("programme.placed-already", plan.AddItem(Attic, Guid.NewGuid(), SlotContent.Of(submission, 15)).Refusal?.Code);
        Assert.Equal("programme.copies-submission", plan.CopyItem(Id("s"), Guid.NewGuid()).Refusal?.Code);
        Assert.Equal(submission, plan.ChangeItem(Id("s"), Talk("Somebody else", 20)).Value!.FindItem(Id("s"))!.Content.SubmissionId);
    }

    [Fact]
    public void A_copied_session_follows_the_first_and_takes_no_submission_along()
    {
        var plan = Plan(("a", 15)).AddItem(Hall, Id("s"), SlotContent.Of(Guid.NewGuid(), 15)).Value!;
        var copy = Guid.NewGuid();

        var copied = plan.CopySession(Hall, copy).Value!;

        var session = copied.FindSession(copy)!;
        Assert.Equal((Nine.AddMinutes(90), Nine.AddMinutes(180), "Morning"), (session.Content.StartsAt, session.Content.EndsAt, session.Content.Title));
        Assert.Equal("a", Assert.Single(session.Items).Content.Speakers);
        Assert.NotEqual(Id("a"), session.Items[0].Id);
    }

    [Theory]
    [InlineData(true, 10, 10, 10)]
    [InlineData(false, 10, 0, 10)]
    public void The_rest_of_the_day_is_shifted(bool allRooms, int first, int other, int later)
    {
        var (next, before, tomorrow) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var plan = Plan()
            .AddSession(next, Content("Later", Nine.AddHours(3)) with { Room = "hall" }).Value!
            .AddSession(before, Content("Before", Nine.AddMinutes(-1))).Value!
            .AddSession(tomorrow, Content("Tomorrow", Nine.AddDays(1))).Value!;

        var shifted = plan.Shift(Hall, 10, allRooms, Zone).Value!;

        Assert.Equal([first, other, later, 0, 0], new[] { Hall, Attic, next, before, tomorrow }.Select(id => (int)(shifted.FindSession(id)!.Content.StartsAt - plan.FindSession(id)!.Content.StartsAt).TotalMinutes));
        Assert.Equal(plan, shifted.Shift(Hall, -10, allRooms, Zone).Value);
    }

    [Fact]
    public void Nothing_is_shifted_into_another_day()
    {
        var plan = Plan().AddSession(Guid.NewGuid(), Content("Dinner", Nine.AddHours(12))).Value!; // 21:00

        Assert.True(plan.Shift(Hall, 179, true, Zone).Succeeded);
        Assert.Equal("programme.shift-day", plan.Shift(Hall, 180, true, Zone).Refusal?.Code);
        Assert.Equal("programme.shift", plan.Shift(Hall, 0, true, Zone).Refusal?.Code);
    }

    [Theory]
    [InlineData(30, 1, true, 3)]
    [InlineData(31, 1, true, 2)]
    [InlineData(15, 2, true, 5)]
    [InlineData(45, 1, false, 5)]
    public void A_session_is_filled_with_what_fits(int minutes, int together, bool onlyWhatFits, int placed)
    {
        var ranked = Enumerable.Range(0, 5).Select(_ => Guid.NewGuid()).ToList();

        var filled = Plan().Fill(Hall, ranked, minutes, together, onlyWhatFits).Value!;

        Assert.Equal(ranked.Take(placed), filled.Placed);
        Assert.Equal(Enumerable.Range(0, placed).Select(i => i % together != 0), filled.Items.Select(item => item.SharesSlot));
        Assert.Equal(minutes * placed, filled.FindSession(Hall)!.NeededMinutes);
    }

    [Fact]
    public void A_full_session_says_so_and_posters_always_fit()
    {
        var plan = Plan(("a", 80));
        var ranked = new[] { Guid.NewGuid(), Guid.NewGuid() };

        Assert.Contains("10 minutes are free", plan.Fill(Hall, ranked, 15, 1, true).Refusal!.Message, StringComparison.Ordinal);
        Assert.Equal("programme.nothing-to-place", plan.Fill(Hall, [], 15, 1, true).Refusal?.Code);
        var posters = plan.ChangeSession(Hall, plan.FindSession(Hall)!.Content with { Kind = SessionKind.Posters }).Value!;
        Assert.Equal(ranked, posters.Fill(Hall, ranked, 90, 2, true).Value!.Placed);
    }

    [Fact]
    public void Who_may_not_know_of_a_submission_sees_no_gap()
    {
        var secret = Guid.NewGuid();
        var plan = Plan(("a", 15)).AddItem(Hall, Id("s"), SlotContent.Of(secret, 15), before: Id("a")).Value!;

        Assert.Equal(Nine.AddMinutes(15), StartOf(plan, "a"));
        Assert.Equal(Nine, StartOf(plan.Without(new HashSet<Guid> { secret }), "a"));
        Assert.Same(plan, plan.Without(new HashSet<Guid> { Guid.NewGuid() }));
    }

    [Fact]
    public void Arranging_moves_what_is_named_and_keeps_the_rest()
    {
        var plan = Plan(("a", 10), ("b", 20), ("c", 30)).AddItem(Attic, Id("x"), Talk("x", 5)).Value!;

        var arranged = plan.Arrange(new Dictionary<Guid, IReadOnlyList<Guid>> { [Hall] = [Id("x"), Id("a")], [Attic] = [Id("c")] }).Value!;

        Assert.Equal(["x 5", "a 10", "b 20"], Shown(arranged));
        Assert.Equal(["c 30"], Shown(arranged, Attic));
    }

    [Fact]
    public void Boards_are_set_and_taken_away()
    {
        var plan = Plan(("a", 10), ("b", 20)).SetBoards(new Dictionary<Guid, string?> { [Id("a")] = " P1 ", [Id("b")] = "P2" }).Value!;
        Assert.Equal(["P1", "P2"], plan.Items.Select(item => item.Content.Board));

        Assert.Equal([null, "P2"], plan.SetBoards(new Dictionary<Guid, string?> { [Id("a")] = null }).Value!.Items.Select(item => item.Content.Board));
    }

    [Fact]
    public void Entities_follow_the_plan_and_give_it_back()
    {
        var plan = Plan(("a", 10), ("b", 20)).Share(Id("b"), true).Value!.MoveItem(Id("a"), Attic).Value!;

        var sessions = plan.Sessions.Select(session => Session.Of(Guid.NewGuid(), session)).ToList();

        Assert.Equal(plan, ProgrammePlan.Of(sessions));
    }

    private Guid Id(string name) => _ids.TryGetValue(name, out var id) ? id : _ids[name] = Guid.NewGuid();

    private static SlotContent Talk(string speaker, int minutes) => new(null, null, speaker, "", "", minutes);

    private static SessionContent Content(string title, DateTimeOffset starts) => new(title, SessionKind.Talks, starts, starts.AddMinutes(90), "", "");

    private ProgrammePlan Plan(params (string Name, int Minutes)[] items)
    {
        var plan = ProgrammePlan.Empty
            .AddSession(Hall, Content("Morning", Nine) with { Room = "Hall" }).Value!
            .AddSession(Attic, Content("Parallel", Nine.AddMinutes(1)) with { Room = "Attic" }).Value!;
        return items.Aggregate(plan, (all, item) => all.AddItem(Hall, Id(item.Name), Talk(item.Name, item.Minutes)).Value!);
    }

    private static IEnumerable<string> Shown(ProgrammePlan plan, Guid? session = null) =>
        plan.FindSession(session ?? Hall)!.Items.Select(item => $"{(item.SharesSlot ? "+" : "")}{item.Content.Speakers} {item.Content.Minutes}");

    private DateTimeOffset StartOf(ProgrammePlan plan, string name)
    {
        var session = Session.Of(Guid.NewGuid(), plan.SessionOf(Id(name))!);
        return session.StartOf(session.Slots.Single(slot => slot.Id == Id(name)));
    }
}

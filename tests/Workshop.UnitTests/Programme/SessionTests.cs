using Workshop.Domain.Programme;

namespace Workshop.UnitTests.Programme;

public sealed class SessionTests
{
    private static readonly DateTimeOffset Nine = new(2027, 6, 10, 9, 0, 0, TimeSpan.Zero);
    private static readonly SessionContent Morning = new("Morning", SessionKind.Talks, Nine, Nine.AddMinutes(90), "Hall", "Ada");

    [Fact]
    public void Slots_follow_each_other_from_the_start()
    {
        var session = Session.Create(Guid.NewGuid(), Morning).Value!;
        var first = Add(session, "One", 30);
        var second = Add(session, "Two", 15);

        Assert.Equal((Nine, Nine.AddMinutes(30)), (session.StartOf(first), session.StartOf(second)));

        session.MoveSlot(second.Id, up: true);
        Assert.Equal((Nine.AddMinutes(15), Nine), (session.StartOf(first), session.StartOf(second)));

        session.MoveSlot(second.Id, up: true);
        Assert.Equal([0, 1], session.Slots.Select(slot => slot.Position).Order());
    }

    [Theory]
    [InlineData(SessionKind.Talks, 60, 30, 0)]
    [InlineData(SessionKind.Talks, 60, 31, 1)]
    [InlineData(SessionKind.Posters, 90, 90, 0)]
    public void Overrun_is_counted_except_for_posters(SessionKind kind, int first, int second, int expected)
    {
        var session = Session.Create(Guid.NewGuid(), Morning with { Kind = kind }).Value!;
        Add(session, "One", first);
        Add(session, "Two", second);

        Assert.Equal(expected, session.OverrunMinutes);
    }

    [Fact]
    public void An_invited_talk_needs_a_speaker_and_may_come_without_a_title()
    {
        var session = Session.Create(Guid.NewGuid(), Morning).Value!;

        Assert.Equal("slot.empty", session.AddSlot(new SlotContent(null, " ", "", "", "", 30)).Refusal?.Code);
        Assert.True(session.AddSlot(new SlotContent(null, " ", "Grace Hopper", "", "", 30)).Value!.IsTitleToBeAnnounced);
    }

    [Fact]
    public void A_session_ends_after_it_starts() =>
        Assert.Equal("session.ends-before-start", Session.Create(Guid.NewGuid(), Morning with { EndsAt = Nine }).Refusal?.Code);

    private static Slot Add(Session session, string title, int minutes) => session.AddSlot(new SlotContent(null, title, "Somebody", "", "", minutes)).Value!;
}

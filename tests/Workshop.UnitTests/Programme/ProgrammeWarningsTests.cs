using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.Programme;

namespace Workshop.UnitTests.Programme;

public sealed class ProgrammeWarningsTests
{
    private static readonly EventZone Zone = EventZone.Find("Europe/Copenhagen").Value!;
    private static readonly Guid EventId = Guid.NewGuid();
    private static readonly DateOnly Day = new(2027, 6, 10);

    [Fact]
    public void A_programme_in_order_has_none()
    {
        var paper = Paper(1, "anna@x.example");
        var talks = Session("Talks", "9:00", "9:30", "Hall");
        Place(talks, paper, 30);
        var posters = Session("Posters", "9:30", "10:30", "Hall", SessionKind.Posters);

        Assert.Empty(Find([talks, posters], [paper]));
    }

    [Fact]
    public void Overrun_says_by_how_much_and_until_when()
    {
        var paper = Paper(1, "anna@x.example");
        var talks = Session("Talks", "9:00", "9:30", "Hall");
        Place(talks, paper, 31);

        Assert.Equal("“Talks” needs 1 minute more than it has: its items end at 9:31, the session at 9:30.", Assert.Single(Find([talks], [paper])).Sentence);
    }

    [Fact]
    public void Overlap_is_told_for_the_same_room_only_and_not_for_touching_sessions()
    {
        var first = Session("First", "9:00", "10:00", "Hall");
        var touching = Session("Touching", "10:00", "11:00", "hall");
        var elsewhere = Session("Elsewhere", "9:30", "10:30", "Cellar");
        var roomless = Session("Roomless", "9:30", "10:30", "");
        Assert.Empty(Find([first, touching, elsewhere, roomless], []));

        var clash = Session("Clash", "9:59", "10:00", "HALL");
        var warning = Assert.Single(Find([first, touching, clash], []));
        Assert.Equal(("programme.room-twice", "“First” (until 10:00) and “Clash” (from 9:59) are in Hall at the same time.", clash.Id), (warning.Code, warning.Sentence, warning.SessionId));
    }

    [Fact]
    public void Accepted_submissions_without_a_place_are_named_withdrawn_ones_are_not()
    {
        var warning = Assert.Single(Find([], [Paper(3, "c@x.example"), Paper(1, "a@x.example"), Paper(2, "b@x.example", withdrawn: true)]));

        Assert.Equal("Accepted, but in no session yet: #1, #3.", warning.Sentence);
    }

    [Fact]
    public void A_placed_submission_that_was_withdrawn_is_named()
    {
        var paper = Paper(1, "a@x.example", withdrawn: true);
        var talks = Session("Talks", "9:00", "9:30", "Hall");
        Place(talks, paper, 15);

        Assert.Equal("programme.withdrawn", Assert.Single(Find([talks], [paper])).Code);
        Assert.Equal("programme.withdrawn", Assert.Single(Find([talks], [])).Code);
    }

    [Fact]
    public void A_presenter_cannot_be_in_two_places_at_once()
    {
        var (talk, poster, next) = (Paper(1, "anna@x.example"), Paper(2, "anna@x.example"), Paper(3, "anna@x.example"));
        var talks = Session("Talks", "9:00", "10:00", "Hall");
        var posters = Session("Posters", "9:15", "10:00", "Foyer", SessionKind.Posters);
        Place(talks, talk, 15);
        Place(posters, poster, 15);

        // The talk ends at the very instant at which the posters begin.
        Assert.Empty(Find([talks, posters], [talk, poster]));

        Place(talks, next, 15);
        Assert.Equal(
            "A. Author presents #2 in “Posters” and #3 in “Talks” at the same time (9:15).",
            Assert.Single(Find([talks, posters], [talk, poster, next])).Sentence);
        Assert.Empty(Find([talks, posters], [talk, poster, next with { PresenterEmail = "other@x.example" }]));
        Assert.Empty(Find([talks, posters], [talk, poster with { PresenterEmail = "" }, next with { PresenterEmail = "" }]));
    }

    [Fact]
    public void A_session_on_another_day_is_told()
    {
        var talks = Session("Talks", "9:00", "9:30", "Hall");

        var warning = Assert.Single(ProgrammeWarnings.Find([talks], [], Zone, Day.AddDays(1), Day.AddDays(2)));

        Assert.Equal("“Talks” is on 10 June 2027, outside the days of the event.", warning.Sentence);
    }

    private static IReadOnlyList<ProgrammeWarning> Find(Session[] sessions, AcceptedSubmission[] accepted) => ProgrammeWarnings.Find(sessions, accepted, Zone, Day, Day);

    private static AcceptedSubmission Paper(int number, string email, bool withdrawn = false) => new(Guid.NewGuid(), number, $"Paper {number}", DecisionOutcome.Talk, withdrawn, "A. Author", email);

    private static Session Session(string title, string from, string to, string room, SessionKind kind = SessionKind.Talks)
    {
        DateTimeOffset At(string clock) => Zone.ToInstant(Day.ToDateTime(TimeOnly.Parse(clock, System.Globalization.CultureInfo.InvariantCulture))).Value;
        return Workshop.Domain.Programme.Session.Create(EventId, new SessionContent(title, kind, At(from), At(to), room, "")).Value!;
    }

    private static void Place(Session session, AcceptedSubmission paper, int minutes) => Assert.True(session.AddSlot(new SlotContent(paper.Id, null, "", "", "", minutes)).Succeeded);
}

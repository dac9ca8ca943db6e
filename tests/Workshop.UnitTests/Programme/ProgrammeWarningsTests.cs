using System.Globalization;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.Programme;

namespace Workshop.UnitTests.Programme;

public sealed class ProgrammeWarningsTests
{
    private static readonly EventZone Zone = EventZone.Find("Europe/Copenhagen").Value!;
    private static readonly DateOnly Day = new(2027, 6, 10);

    [Fact]
    public void A_programme_in_order_has_none()
    {
        var (one, two) = (Paper(1, "anna@x.example"), Poster(2, "bo@x.example"));
        var talks = Session("Talks", "9:00", "9:30", "Hall", chair: "Grace Hopper", items: [Item(one, "9:00", 30)]);
        var posters = Session("Posters", "9:30", "10:30", "Hall", SessionKind.Posters, items: [Item(two, "9:30", 15)]);

        Assert.Empty(Find([talks, posters], [one, two]));
    }

    [Fact]
    public void Overrun_says_by_how_much_and_until_when_and_what_it_runs_into()
    {
        var paper = Paper(1, "anna@x.example");
        var item = Item(paper, "9:00", 31);
        var talks = Session("Talks", "9:00", "9:30", "Hall", chair: "Grace Hopper", items: [item]);

        var warning = Assert.Single(Find([talks], [paper]));
        Assert.Equal("“Talks” needs 1 minute more than it has: its items end at 9:31, the session at 9:30. Shorten an item, take one out, or end later.", warning.Sentence);
        Assert.Equal([item.SlotId], warning.Slots);
        Assert.Equal(
            "“Talks” needs 1 minute more than it has: its items end at 9:31, the session at 9:30, and “Coffee” begins there at 9:30. Shorten an item, take one out, or end later.",
            Assert.Single(Find([talks, Session("Coffee", "9:30", "10:00", "hall", SessionKind.Break)], [paper])).Sentence);
        Assert.Single(Find([talks, Session("Coffee", "9:30", "10:00", "Foyer", SessionKind.Break)], [paper]), found => !found.Sentence.Contains("begins there", StringComparison.Ordinal));
        Assert.Empty(Find([talks with { Items = [item with { Minutes = 30 }] }], [paper]));
    }

    [Fact]
    public void Overlap_is_told_for_the_same_room_only_and_not_for_touching_sessions()
    {
        var first = Session("First", "9:00", "10:00", "Hall", SessionKind.Panel);
        var touching = Session("Touching", "10:00", "11:00", "hall", SessionKind.Social);
        var elsewhere = Session("Elsewhere", "9:30", "10:30", "Cellar", SessionKind.Social);
        var roomless = Session("Roomless", "9:30", "10:30", "", SessionKind.Social);
        Assert.Empty(Without([first, touching, elsewhere, roomless], "programme.empty-session"));

        var clash = Session("Clash", "9:59", "10:00", "HALL", SessionKind.Social);
        var warning = Assert.Single(Without([first, touching, clash], "programme.empty-session"));
        Assert.Equal(
            ("programme.room-twice", "“First” (until 10:00) and “Clash” (from 9:59) are in Hall at the same time. Move one of them, or give it another room.", clash.Id, WarningWeight.Clash),
            (warning.Code, warning.Sentence, warning.SessionId, warning.Weight));
    }

    [Fact]
    public void Accepted_submissions_without_a_place_are_named_withdrawn_and_staged_ones_are_not()
    {
        var warning = Assert.Single(Find([], [Paper(3, "c@x.example"), Paper(1, "a@x.example"), Paper(2, "b@x.example") with { IsWithdrawn = true }, Paper(4, "d@x.example") with { IsStaged = true }]));

        Assert.Equal(("Accepted, but in no session yet: #1, #3.", null), (warning.Sentence, warning.SessionId));
    }

    [Fact]
    public void A_placed_submission_that_was_withdrawn_is_named()
    {
        var paper = Paper(1, "a@x.example") with { IsWithdrawn = true };
        var talks = Session("Talks", "9:00", "9:30", "Hall", chair: "Grace Hopper", items: [Item(paper, "9:00", 15)]);

        Assert.Equal("#1 in “Talks” was withdrawn. It is not shown to anybody; remove it to close the gap.", Assert.Single(Find([talks], [paper])).Sentence);
        Assert.Equal(("programme.withdrawn", talks.Items[0].SlotId), (Assert.Single(Find([talks], [])).Code, Assert.Single(Find([talks], [])).Slots[0]));
    }

    [Fact]
    public void A_presenter_cannot_be_in_two_places_at_once()
    {
        var (talk, poster, next) = (Paper(1, "anna@x.example"), Poster(2, "anna@x.example"), Paper(3, "anna@x.example"));
        var talks = Session("Talks", "9:00", "10:00", "Hall", chair: "Grace Hopper", items: [Item(talk, "9:00", 15)]);
        var posters = Session("Posters", "9:15", "10:00", "Foyer", SessionKind.Posters, items: [Item(poster, "9:15", 15)]);

        // The talk ends at the very instant at which the posters begin.
        Assert.Empty(Find([talks, posters], [talk, poster]));

        talks = talks with { Items = [.. talks.Items, Item(next, "9:15", 15)] };
        var warning = Assert.Single(Find([talks, posters], [talk, poster, next]));
        Assert.Equal("A. Author presents #3 in “Talks” and #2 in “Posters” at the same time (9:15–9:30). Move one of them, or let somebody else present.", warning.Sentence);
        Assert.Equal((WarningWeight.Clash, posters.Id), (warning.Weight, warning.SessionId));
        Assert.Equal([talks.Items[1].SlotId, posters.Items[0].SlotId], warning.Slots);
        Assert.Empty(Find([talks, posters], [talk, poster, next with { PresenterEmail = "other@x.example" }]));
        Assert.Empty(Find([talks, posters], [talk, poster with { PresenterEmail = "" }, next with { PresenterEmail = "" }]));
    }

    [Theory]
    [InlineData("Grace Hopper", "anna@x.example", "Grace B. Hopper", "grace@x.example", "anna@x.example", true)]
    [InlineData("Grace Hopper", "anna@x.example", "Grace Hopper", "grace@x.example", "", false)]
    [InlineData("Grace Hopper", "", "Hopper, Grace", "grace@x.example", "", true)]
    [InlineData("Grace Hopper", "", "Grace Hopper", "", "", true)]
    [InlineData("Grace Hopper", "", "G. Hopper", "", "", false)]
    [InlineData("Grace Hopper", "", "Grace Murray", "", "", false)]
    public void Who_is_the_same_person_say_addresses_and_without_them_full_names(string name, string email, string otherName, string otherEmail, string alsoKnownAs, bool same)
    {
        var one = Paper(1, email) with { Presenter = name };
        var other = Paper(2, otherEmail) with { Presenter = otherName, OtherEmails = [alsoKnownAs] };
        var left = Session("Left", "9:00", "9:30", "Hall", chair: "Ada King", items: [Item(one, "9:00", 30)]);
        var right = Session("Right", "9:00", "9:30", "Cellar", chair: "Bo Berg", items: [Item(other, "9:00", 30)]);

        Assert.Equal(same ? ["programme.presenter-twice"] : [], Find([left, right], [one, other]).Select(warning => warning.Code));
    }

    [Fact]
    public void Two_people_of_one_name_stay_two_whoever_else_bears_it()
    {
        var (one, other) = (Paper(1, "wei@x.example") with { Presenter = "Wei Li" }, Paper(2, "wei@y.example") with { Presenter = "Wei Li" });
        var left = Session("Left", "9:00", "9:30", "Hall", chair: "Ada King", items: [Item(one, "9:00", 30)]);
        var right = Session("Right", "9:00", "9:30", "Cellar", chair: "Bo Berg", items: [Item(other, "9:00", 30)]);
        var chaired = Session("Later", "9:10", "9:20", "Attic", SessionKind.Panel, "Wei Li", [Invited("9:10", 10, "Plato Smith")]);

        Assert.Equal(["programme.chair-elsewhere", "programme.chair-elsewhere"], Find([left, right, chaired], [one, other]).Select(warning => warning.Code));
    }

    [Fact]
    public void A_chair_who_presents_is_told_in_the_own_session_gently_and_elsewhere_as_a_clash()
    {
        var paper = Paper(1, "grace@x.example") with { Presenter = "Grace Hopper" };
        var own = Session("Talks", "9:00", "9:30", "Hall", chair: "Grace Hopper", items: [Item(paper, "9:00", 30)]);
        var warning = Assert.Single(Find([own], [paper]));
        Assert.Equal(("programme.chair-presents", "Grace Hopper chairs “Talks” and presents #1 in it. Ask somebody else to chair, at least for that time.", WarningWeight.Doubt), (warning.Code, warning.Sentence, warning.Weight));

        var elsewhere = Session("Panel", "9:10", "9:40", "Cellar", SessionKind.Panel, "Ada King and Grace Hopper", [Invited("9:10", 30, "Plato Smith")]);
        Assert.Equal(
            "Grace Hopper chairs “Panel” and presents #1 in “Talks” at the same time (9:10–9:30). Ask somebody else to chair, or move the talk.",
            Assert.Single(Find([own with { Chair = "Bo Berg" }, elsewhere], [paper])).Sentence);
        Assert.Equal(
            "Grace Hopper chairs “Talks” and “Panel” at the same time (9:10–9:30). Ask somebody else to chair one of them.",
            Assert.Single(Find([own, elsewhere], [paper with { Presenter = "Somebody Else" }])).Sentence);
    }

    [Fact]
    public void Invited_speakers_are_people_too()
    {
        var keynote = Session("Keynote", "9:00", "10:00", "Hall", SessionKind.Keynote, items: [Invited("9:00", 60, "Grace Hopper", "Compilers")]);
        var panel = Session("Panel", "9:30", "10:00", "Cellar", SessionKind.Panel, items: [Invited("9:30", 30, "Bo Berg; Hopper, Grace")]);

        Assert.Equal(
            "Hopper, Grace presents “Compilers” in “Keynote” and an invited talk in “Panel” at the same time (9:30–10:00). Move one of them, or let somebody else present.",
            Assert.Single(Find([keynote, panel], [])).Sentence);
    }

    [Fact]
    public void Boards_of_one_presenter_in_one_session_are_no_clash_and_halves_are_looked_at()
    {
        var (one, two, talk) = (Poster(1, "anna@x.example"), Poster(2, "anna@x.example"), Paper(3, "anna@x.example"));
        var posters = Session("Posters", "9:00", "10:00", "Foyer", SessionKind.Posters, items: [Item(one, "9:00", 15) with { Board = "P1" }, Item(two, "9:00", 15) with { Board = "P2" }]);
        Assert.Empty(Find([posters], [one, two]));

        var talks = Session("Talks", "9:30", "9:45", "Hall", chair: "Grace Hopper", items: [Item(talk, "9:30", 15)]);
        Assert.Equal(2, Find([posters, talks], [one, two, talk]).Count(warning => warning.Code == "programme.presenter-twice"));
        posters = posters with { Items = [posters.Items[0] with { Half = BoardHalf.First }, posters.Items[1] with { Half = BoardHalf.Second }] };
        Assert.Equal([talks.Items[0].SlotId, posters.Items[1].SlotId], Assert.Single(Find([posters, talks], [one, two, talk])).Slots);
    }

    [Theory]
    [InlineData("9:00", "9:30", true)]
    [InlineData("8:00", "9:01", true)]
    [InlineData("8:00", "9:00", false)]
    [InlineData("9:15", "10:00", false)]
    [InlineData("9:14", "10:00", true)]
    public void Absence_counts_from_its_start_until_its_end(string from, string to, bool warned)
    {
        var paper = Paper(1, "anna@x.example");
        var talks = Session("Talks", "9:00", "9:30", "Hall", chair: "Grace Hopper", items: [Item(paper, "9:00", 15)]);
        var facts = new ProgrammeFacts([talks], [paper], Zone, Day, Day) { Absences = [new PresenterAbsence(paper.Id, null, At(from), At(to), "")] };

        Assert.Equal(warned ? ["programme.absent"] : [], ProgrammeWarnings.Find(facts).Select(warning => warning.Code));
    }

    [Fact]
    public void Absence_is_of_the_person_whatever_it_was_said_about()
    {
        var (one, two) = (Paper(1, "grace@x.example") with { Presenter = "Grace Hopper" }, Paper(2, "grace@x.example") with { Presenter = "Grace Hopper" });
        var talks = Session("Talks", "9:00", "9:30", "Hall", chair: "Ada King", items: [Item(one, "9:00", 15), Item(two, "9:15", 15)]);
        var panel = Session("Panel", "14:00", "15:00", "Hall", SessionKind.Panel, "Grace Hopper", [Invited("14:00", 60, "Plato Smith")]);
        var facts = new ProgrammeFacts([talks, panel], [one, two], Zone, Day, Day)
        {
            Absences = [new PresenterAbsence(one.Id, null, At("9:20"), At("9:25"), "teaches"), new PresenterAbsence(one.Id, null, At("13:00"), At("18:00"), ""), new PresenterAbsence(two.Id, null, At("13:00"), At("18:00"), "")],
        };

        Assert.Equal(
            [
                "Grace Hopper presents #2 in “Talks” (9:15–9:30), but cannot be there 9:20–9:25 (teaches). Move it, or let somebody else present.",
                "Grace Hopper chairs “Panel” (14:00–15:00), but cannot be there 13:00–18:00. Ask somebody else to chair.",
            ],
            ProgrammeWarnings.Find(facts).Select(warning => warning.Sentence));
    }

    [Fact]
    public void Absence_of_an_invited_speaker_goes_by_the_slot_and_names_days_when_there_are_several()
    {
        var keynote = Session("Keynote", "9:00", "10:00", "Hall", SessionKind.Keynote, items: [Invited("9:00", 60, "Grace Hopper", "Compilers")]);
        var facts = new ProgrammeFacts([keynote], [], Zone, Day, Day.AddDays(1)) { Absences = [new PresenterAbsence(null, keynote.Items[0].SlotId, At("0:00"), At("0:00").AddDays(1), "flight")] };

        Assert.Equal(
            "Grace Hopper presents “Compilers” in “Keynote” (10 June, 9:00–10:00), but cannot be there 10 June, 0:00–24:00 (flight). Move it, or let somebody else present.",
            Assert.Single(ProgrammeWarnings.Find(facts)).Sentence);
    }

    [Theory]
    [InlineData("9:30", "Cellar", "no time to change rooms")]
    [InlineData("9:34", "Cellar", "4 minutes to change rooms")]
    [InlineData("9:35", "Cellar", null)]
    [InlineData("9:30", "HALL", null)]
    [InlineData("9:30", "", null)]
    public void Changing_rooms_takes_five_minutes(string from, string room, string? said)
    {
        var paper = Paper(1, "grace@x.example") with { Presenter = "Grace Hopper" };
        var talks = Session("Talks", "9:00", "9:30", "Hall", chair: "Ada King", items: [Item(paper, "9:00", 30)]);
        var panel = Session("Panel", from, "10:00", room, SessionKind.Panel, "Grace Hopper", [Invited(from, 10, "Plato Smith")]);

        var warnings = Find([talks, panel], [paper]);
        Assert.Equal(said is null ? [] : [$"Grace Hopper presents #1 in Hall until 9:30 and chairs “Panel” in {room} from {from}: {said}. Leave 5."], warnings.Select(warning => warning.Sentence));
    }

    [Theory]
    [InlineData("11:30", null, null, false)]
    [InlineData("11:31", null, null, true)]
    [InlineData("12:30", "10:30", "10:40", false)]
    [InlineData("12:30", "10:30", "10:39", true)]
    public void Nobody_sits_for_more_than_two_and_a_half_hours(string end, string? pauseFrom, string? pauseTo, bool warned)
    {
        SessionFacts[] sessions = pauseFrom is null
            ? [Session("One", "9:00", "10:00", "Hall", SessionKind.Panel), Session("Two", "10:00", end, "Cellar", SessionKind.Panel)]
            : [Session("One", "9:00", pauseFrom, "Hall", SessionKind.Panel), Session("Two", pauseTo!, end, "Cellar", SessionKind.Panel)];

        var warnings = Find(sessions, []);
        Assert.Equal(warned ? ["programme.no-break"] : [], warnings.Select(warning => warning.Code));
        Assert.Equal(
            warned ? [$"There is no break for {(int)(At(end) - At("9:00")).TotalMinutes} minutes (9:00–{end}). Put one of at least 10 minutes in, two and a half hours after the start at the latest."] : [],
            warnings.Select(warning => warning.Sentence));
        Assert.All(warnings, warning => Assert.Equal(sessions[1].Id, warning.SessionId));
    }

    [Fact]
    public void A_break_beside_talks_is_a_break_and_a_short_one_is_told()
    {
        var talks = Session("Long", "9:00", "12:00", "Hall", SessionKind.Panel);
        Assert.Empty(Find([talks, Session("Coffee", "10:30", "10:45", "Foyer", SessionKind.Break)], []));
        Assert.Empty(Find([talks, Session("Posters", "10:30", "11:00", "Foyer", SessionKind.Posters, items: [Invited("10:30", 1, "Plato")])], []));
        Assert.Equal(
            ["programme.no-break", "programme.short-break"],
            Find([talks, Session("Coffee", "10:30", "10:39", "Foyer", SessionKind.Break)], []).Select(warning => warning.Code).Order(StringComparer.Ordinal));
        Assert.Equal(
            "“Coffee” lasts 9 minutes (10:30–10:39). Leave at least 10, so that people can leave the room and come back.",
            Find([Session("Coffee", "10:30", "10:39", "Foyer", SessionKind.Break)], []).Single().Sentence);
    }

    [Fact]
    public void Talks_among_posters_and_posters_among_talks_are_told_once_a_session()
    {
        var (talk, one, two) = (Paper(1, "a@x.example"), Poster(2, "b@x.example"), Poster(3, "c@x.example"));
        var talks = Session("Talks", "9:00", "9:30", "Hall", chair: "Grace Hopper", items: [Item(one, "9:00", 15), Item(two, "9:15", 15)]);
        var posters = Session("Posters", "9:30", "10:30", "Hall", SessionKind.Posters, items: [Item(talk, "9:30", 15)]);

        Assert.Equal(
            [
                "#2 and #3 were accepted as posters and stand among the talks of “Talks”. Move them to a poster session, or tell the authors.",
                "#1 was accepted as a talk and stands among the posters of “Posters”. Move it to a session of talks, or tell the authors.",
            ],
            Find([talks, posters], [talk, one, two]).Select(warning => warning.Sentence));
    }

    [Fact]
    public void What_is_not_confirmed_or_not_released_is_told_as_a_hint()
    {
        var (asked, said, unasked, staged) = (
            Paper(1, "a@x.example") with { Confirmation = Confirmation.Waiting }, Paper(2, "b@x.example") with { Confirmation = Confirmation.Confirmed }, Paper(3, "c@x.example"),
            Paper(4, "d@x.example") with { IsStaged = true, Confirmation = Confirmation.Waiting });
        var talks = Session("Talks", "9:00", "10:00", "Hall", chair: "Grace Hopper", items: [Item(asked, "9:00", 15), Item(said, "9:15", 15), Item(unasked, "9:30", 15), Item(staged, "9:45", 15)]);

        var warnings = Find([talks], [asked, said, unasked, staged]);
        Assert.Equal(
            [
                "#1 in “Talks”: the authors have not confirmed yet that they come. Remind them, or keep somebody of the waiting list ready.",
                "#4 in “Talks”: the acceptance is not released yet. Release it before you publish the programme.",
            ],
            warnings.Select(warning => warning.Sentence));
        Assert.All(warnings, warning => Assert.Equal(WarningWeight.Hint, warning.Weight));
    }

    [Fact]
    public void Empty_sessions_and_missing_chairs_are_hints()
    {
        var paper = Paper(1, "a@x.example");
        var empty = Session("Empty", "9:00", "9:30", "Hall");
        var full = Session("Full", "9:30", "10:00", "Hall", items: [Item(paper, "9:30", 15)]);
        var also = Session("Also", "10:00", "10:30", "Hall", items: [Invited("10:00", 15, "Plato")]);
        var pause = Session("Coffee", "10:30", "11:00", "Hall", SessionKind.Break);

        Assert.Equal(
            ["“Empty” is empty. Place something in it, or remove it.", "Nobody chairs “Full” and “Also” yet."],
            Find([empty, full, also, pause], [paper]).Select(warning => warning.Sentence));
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public void More_than_three_in_one_slot_are_told(int count, bool warned)
    {
        ItemFacts[] items = [.. Enumerable.Range(0, count).Select(i => Invited("9:00", 30, $"Speaker Number{(char)('a' + i)}") with { SharesSlot = i > 0 }), Invited("9:30", 10, "Plato")];
        var session = Session("Panel", "9:00", "10:00", "Hall", SessionKind.Panel, items: items);

        var warnings = Find([session], []);
        Assert.Equal(warned ? ["4 items share one slot of 30 minutes in “Panel”. Give some of them a slot of their own."] : [], warnings.Select(warning => warning.Sentence));
        Assert.All(warnings, warning => Assert.Equal(items[..count].Select(item => item.SlotId), warning.Slots));
    }

    [Fact]
    public void A_board_stands_once_at_a_time()
    {
        var (one, two, three) = (Poster(1, "a@x.example"), Poster(2, "b@x.example"), Poster(3, "c@x.example"));
        var morning = Session("Morning", "9:00", "10:00", "Foyer", SessionKind.Posters, items: [Item(one, "9:00", 1) with { Board = "P1" }, Item(two, "9:00", 1) with { Board = "p1" }]);
        var later = Session("Later", "10:00", "11:00", "Foyer", SessionKind.Posters, items: [Item(three, "10:00", 1) with { Board = "P1" }]);
        Assert.Equal("Board p1 stands twice in “Morning”. Give one of the posters another number.", Assert.Single(Find([morning, later], [one, two, three])).Sentence);

        morning = morning with { Items = [morning.Items[0], morning.Items[1] with { Board = null }] };
        Assert.Equal("1 of the 2 posters of “Morning” has no board. Number the boards again; numbers that were told stay.", Assert.Single(Find([morning, later], [one, two, three])).Sentence);
        later = later with { Starts = At("9:30"), Room = "Hall" };
        Assert.Contains(
            "Board P1 stands in “Morning” and in “Later” at the same time (9:30–10:00). Give one of the posters another number.",
            Find([morning, later], [one, two, three]).Select(warning => warning.Sentence));
    }

    [Fact]
    public void A_session_on_another_day_is_told()
    {
        var panel = Session("Panel", "9:00", "9:30", "Hall", SessionKind.Social);

        var warning = Assert.Single(ProgrammeWarnings.Find(new ProgrammeFacts([panel], [], Zone, Day.AddDays(1), Day.AddDays(2))));

        Assert.Equal("“Panel” is on 10 June 2027, outside the days of the event.", warning.Sentence);
    }

    [Fact]
    public void The_order_of_what_is_given_changes_nothing_and_nothing_is_said_twice()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var (sessions, papers, absences) = Tangle(random);
            var warnings = ProgrammeWarnings.Find(new ProgrammeFacts(sessions, papers, Zone, Day, Day) { Absences = absences });
            random.Shuffle(sessions);
            random.Shuffle(papers);
            var again = ProgrammeWarnings.Find(new ProgrammeFacts(sessions, papers, Zone, Day, Day) { Absences = absences });

            Assert.NotEmpty(warnings);
            Assert.Equal(warnings.Select(warning => (warning.Code, warning.Sentence, warning.SessionId)), again.Select(warning => (warning.Code, warning.Sentence, warning.SessionId)));
            Assert.Equal(warnings.Count, warnings.Select(warning => (warning.Code, warning.Sentence, warning.SessionId)).Distinct().Count());
            Assert.All(warnings.Where(warning => warning.SessionId is not null), warning => Assert.Contains(sessions, session => session.Id == warning.SessionId));
        }
    }

    [Fact]
    public void Presenters_in_two_places_are_those_that_comparing_every_pair_finds()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var (sessions, papers, _) = Tangle(new Random(seed));
            var known = papers.ToDictionary(paper => paper.Id);
            var turns = sessions.SelectMany(session => session.Items.Where(item => item.SubmissionId is not null && !known[item.SubmissionId.Value].IsWithdrawn).Select(item =>
                (item.SlotId, Session: session.Id, Email: known[item.SubmissionId!.Value].PresenterEmail, From: session.HasPosters ? session.Starts : item.Starts, To: session.HasPosters ? session.Ends : item.Ends))).ToList();
            var expected =
                from one in turns
                from other in turns
                where one.Session != other.Session && one.SlotId.CompareTo(other.SlotId) < 0 && one.Email == other.Email && one.From < other.To && other.From < one.To
                select (one.SlotId, other.SlotId);

            var found = ProgrammeWarnings.Find(new ProgrammeFacts(sessions, papers, Zone, Day, Day)).Where(warning => warning.Code == "programme.presenter-twice")
                .Select(warning => warning.Slots[0].CompareTo(warning.Slots[1]) < 0 ? (warning.Slots[0], warning.Slots[1]) : (warning.Slots[1], warning.Slots[0]));

            Assert.Equal(expected.Order(), found.Order());
        }
    }

    [Fact]
    public void Facts_of_stored_sessions_say_when_each_item_begins()
    {
        var stored = Workshop.Domain.Programme.Session.Create(Guid.NewGuid(), new SessionContent("Talks", SessionKind.Talks, At("9:00"), At("9:40"), "Hall", "Ada")).Value!;
        Assert.True(stored.AddSlot(new SlotContent(null, "One", "Plato", "", "", 30)).Succeeded);
        Assert.True(stored.AddSlot(new SlotContent(null, null, "Grace", "", "", 15)).Succeeded);

        var facts = SessionFacts.Of(stored);

        Assert.Equal([("One", "Plato", At("9:00"), At("9:30")), ("", "Grace", At("9:30"), At("9:45"))], facts.Items.Select(item => (item.Title, item.Speakers, item.Starts, item.Ends)));
        Assert.Equal((stored.Id, "Talks", "Hall", "Ada", 5), (facts.Id, facts.Title, facts.Room, facts.Chair, facts.OverrunMinutes));
    }

    private static (SessionFacts[] Sessions, AcceptedSubmission[] Papers, PresenterAbsence[] Absences) Tangle(Random random)
    {
        AcceptedSubmission[] papers = [.. Enumerable.Range(1, 24).Select(number => Paper(number, $"p{random.Next(8)}@x.example") with
        {
            Outcome = random.Next(2) == 0 ? DecisionOutcome.Talk : DecisionOutcome.Poster, IsWithdrawn = random.Next(8) == 0, Presenter = $"Person Number{(char)('a' + random.Next(8))}",
        })];
        var next = 0;
        SessionFacts[] sessions = [.. Enumerable.Range(0, 7).Select(i =>
        {
            var starts = At("9:00").AddMinutes(15 * random.Next(20));
            var kind = random.Next(3) == 0 ? SessionKind.Posters : SessionKind.Talks;
            var items = Enumerable.Range(0, 3).Select(item => new ItemFacts(Guid.NewGuid(), papers[next++].Id, kind == SessionKind.Posters ? starts : starts.AddMinutes(15 * item), 15));
            return new SessionFacts(Guid.NewGuid(), $"Session {i}", kind, starts, starts.AddMinutes(45), $"Room {random.Next(2)}", $"Person Number{(char)('a' + random.Next(8))}", [.. items]);
        })];
        PresenterAbsence[] absences = [.. papers.Take(6).Select(paper => new PresenterAbsence(paper.Id, null, At("9:00"), At("9:00").AddMinutes(30 * random.Next(1, 8)), ""))];
        return (sessions, papers, absences);
    }

    private static IReadOnlyList<ProgrammeWarning> Find(SessionFacts[] sessions, AcceptedSubmission[] accepted) =>
        [.. ProgrammeWarnings.Find(new ProgrammeFacts(sessions, accepted, Zone, Day, Day)).Where(warning => accepted.Length > 0 || warning.Code != "programme.empty-session")];

    private static IEnumerable<ProgrammeWarning> Without(SessionFacts[] sessions, string code) => Find(sessions, []).Where(warning => warning.Code != code);

    private static AcceptedSubmission Paper(int number, string email) => new(Guid.NewGuid(), number, $"Paper {number}", DecisionOutcome.Talk, false, "A. Author", email);

    private static AcceptedSubmission Poster(int number, string email) => Paper(number, email) with { Outcome = DecisionOutcome.Poster };

    private static DateTimeOffset At(string clock) => Zone.ToInstant(Day.ToDateTime(TimeOnly.Parse(clock, CultureInfo.InvariantCulture))).Value;

    private static SessionFacts Session(string title, string from, string to, string room, SessionKind kind = SessionKind.Talks, string chair = "", ItemFacts[]? items = null) =>
        new(Guid.NewGuid(), title, kind, At(from), At(to), room, chair, items ?? []);

    private static ItemFacts Item(AcceptedSubmission paper, string from, int minutes) => new(Guid.NewGuid(), paper.Id, At(from), minutes);

    private static ItemFacts Invited(string from, int minutes, string speakers, string title = "") => new(Guid.NewGuid(), null, At(from), minutes) { Speakers = speakers, Title = title };
}

using Workshop.Domain.Events;
using Workshop.Domain.Submissions;

namespace Workshop.UnitTests.Submissions;

public sealed class PersonalDeadlinesTests
{
    private static readonly DateTimeOffset Closes = new(2027, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Abstracts = Closes.AddDays(-7);
    private static readonly Guid Paper = Guid.NewGuid();

    private static readonly Timeline Plan = new(Closes.AddDays(-30), Closes, TimeSpan.FromMinutes(10), Closes.AddDays(20), null, null, Closes.AddDays(90), Closes.AddDays(91));

    private static readonly Timeline InTwoSteps = Plan with { AbstractsDue = Abstracts };

    [Theory]
    [InlineData(-1, null)]
    [InlineData(0, null)]
    [InlineData(1, "submission.closed")]
    public void An_extension_counts_to_its_last_tick_without_grace(int ticks, string? expected)
    {
        var until = Closes.AddDays(1);
        var own = Own(Plan, Extended(Closes.AddHours(3)), Extended(until), Extended(Closes.AddDays(-3)));

        Assert.Equal(expected, own.ForNew.Check(until.AddTicks(ticks))?.Code);
        Assert.Equal(expected, own.For(Paper, Closes.AddDays(-1), null).Check(until.AddTicks(ticks))?.Code);
        Assert.Equal((until, "This deadline was extended for you."), (own.ForNew.Deadline, own.ForNew.Because));
    }

    [Fact]
    public void An_extension_that_is_shorter_than_the_grace_takes_nothing_away()
    {
        var window = Own(Plan, Extended(Closes.AddMinutes(2))).ForNew;

        Assert.Null(window.Check(Closes.AddMinutes(10)));
        Assert.Null(Own(Plan, Extended(Closes.AddDays(-3))).ForNew.Because);
    }

    [Fact]
    public void An_extension_moves_both_deadlines()
    {
        var until = Closes.AddDays(2);
        var own = Own(InTwoSteps, Extended(until));

        Assert.Equal(until, own.ForNew.Deadline);
        Assert.Equal(until, own.For(Paper, Abstracts, null).Deadline);
        Assert.Equal(Closes, Own(InTwoSteps, Extended(Abstracts.AddDays(1))).For(Paper, Abstracts, null).Deadline);
        Assert.Equal(Abstracts.AddDays(1), Own(InTwoSteps, Extended(Abstracts.AddDays(1))).ForNew.Deadline);
    }

    [Fact]
    public void More_time_begins_after_the_first_deadline_that_it_moves()
    {
        var (early, late, closed) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var typed = new PersonalDeadlines(Plan, [])
        {
            Types = [new TypeDeadlines(late, Closes.AddDays(5), null, false), new TypeDeadlines(early, Closes.AddDays(-2), null, false), new TypeDeadlines(closed, Closes.AddDays(-9), null, true)],
        };

        Assert.Equal(Closes, new PersonalDeadlines(Plan, []).EarliestFor(null));
        Assert.Equal(Abstracts, new PersonalDeadlines(InTwoSteps, []).EarliestFor(null));
        Assert.Equal(Closes.AddDays(-2), typed.EarliestFor(null));
        Assert.Equal(Closes.AddDays(5), typed.EarliestFor(Of(late)));
        Assert.Equal(Closes.AddDays(-9), typed.EarliestFor(Of(closed)));

        static Submission Of(Guid typeId) =>
            Submission.Start(Guid.NewGuid(), Guid.NewGuid(), 1, Guid.NewGuid(), new SubmissionContent("", "", [], [], PresentationPreference.Either, false, null, null) { TypeId = typeId }, Closes.AddDays(-20)).Value!;
    }

    [Fact]
    public void A_reopened_submission_is_open_alone_and_says_why()
    {
        var own = Own(Plan, new Leave(LeaveKind.Reopened, Closes.AddDays(5), Paper));

        Assert.Equal("The organizers reopened this submission for its authors.", own.For(Paper, Closes, null).Because);
        Assert.Null(own.For(Paper, Closes, null).Check(Closes.AddDays(5)));
        Assert.Equal("submission.closed", own.For(Paper, Closes, null).Check(Closes.AddDays(5).AddTicks(1))?.Code);
        Assert.Equal("submission.closed", own.For(Guid.NewGuid(), Closes, null).Check(Closes.AddDays(5))?.Code);
        Assert.Equal("submission.closed", own.ForNew.Check(Closes.AddDays(5))?.Code);
    }

    [Fact]
    public void A_late_link_opens_one_new_submission_and_then_that_one_only()
    {
        var held = Own(Plan, new Leave(LeaveKind.LateLink, Closes.AddDays(5)));
        var spent = Own(Plan, new Leave(LeaveKind.LateLink, Closes.AddDays(5), Paper));

        Assert.Equal((null, "You came by a link for late submissions."), (held.ForNew.Check(Closes.AddDays(5))?.Code, held.ForNew.Because));
        Assert.Equal("submission.closed", held.For(Paper, null, null).Check(Closes.AddDays(1))?.Code);
        Assert.Equal("submission.closed", spent.ForNew.Check(Closes.AddDays(1))?.Code);
        Assert.Null(spent.For(Paper, null, null).Check(Closes.AddDays(5)));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void A_reopening_may_thaw_title_and_authors_for_as_long_as_it_lasts(int seconds, bool frozen)
    {
        var plan = Plan with { TitleFreeze = Freeze.SubmissionDeadline };
        var until = Closes.AddDays(5);

        Assert.Equal(frozen, Own(plan, new Leave(LeaveKind.Reopened, until, Paper, Thaws: true), Extended(until.AddDays(2))).For(Paper, Closes, null).IsTitleFrozen(until.AddSeconds(seconds)));
        Assert.True(Own(plan, new Leave(LeaveKind.Reopened, until, Paper)).For(Paper, Closes, null).IsTitleFrozen(until));
    }

    [Theory]
    [InlineData(-8, "Abstract deadline")]
    [InlineData(-7, "Abstract deadline")]
    [InlineData(-6, "Submission deadline")]
    [InlineData(0, "Submission deadline")]
    [InlineData(1, "Reviews due")]
    [InlineData(21, "Event begins")]
    public void Everybody_waits_for_the_deadlines_of_the_event(int days, string label) =>
        Assert.Equal(label, Own(InTwoSteps).NextAfter(Closes.AddDays(days))?.Label);

    [Theory]
    [InlineData(-31, "Call opens")]
    [InlineData(-8, "Submission deadline, extended for you")]
    [InlineData(1, "Submission deadline, extended for you")]
    [InlineData(2, "Submission deadline, extended for you")]
    [InlineData(3, "Reviews due")]
    public void Who_has_an_extension_waits_for_that(int days, string label) =>
        Assert.Equal(label, Own(InTwoSteps, Extended(Closes.AddDays(2))).NextAfter(Closes.AddDays(days))?.Label);

    [Fact]
    public void A_late_link_and_a_reopening_are_waited_for_when_they_come_first()
    {
        Assert.Equal(("Late submission closes", Closes.AddDays(3)), Own(Plan, new Leave(LeaveKind.LateLink, Closes.AddDays(3))).NextAfter(Closes.AddDays(1)));
        Assert.Equal(("Reopened submission closes", Closes.AddDays(3)), Own(Plan, new Leave(LeaveKind.Reopened, Closes.AddDays(3), Paper)).NextAfter(Closes.AddDays(1)));
        Assert.Equal("Submission deadline", Own(Plan, new Leave(LeaveKind.LateLink, Closes.AddDays(3))).NextAfter(Closes)?.Label);
    }

    [Theory]
    [InlineData("Etc/GMT+12", "2027-03-01T23:59")]
    [InlineData("Pacific/Kiritimati", "2027-03-01T23:59")]
    [InlineData("Australia/Lord_Howe", "2027-04-04T01:15")]
    [InlineData("Australia/Lord_Howe", "2027-10-03T02:30")]
    [InlineData("Europe/Copenhagen", "2027-03-28T03:00")]
    [InlineData("Europe/Copenhagen", "2027-10-31T01:59")]
    [InlineData("Etc/GMT-14", "2027-12-31T23:59")]
    [InlineData("America/St_Johns", "2027-03-14T03:00")]
    public void Deadlines_of_every_zone_close_after_their_own_second(string zone, string wallClock)
    {
        var at = EventZone.Find(zone).Value!.ToInstant(DateTime.Parse(wallClock, System.Globalization.CultureInfo.InvariantCulture)).Value;
        var plan = Plan with { SubmissionsOpen = at.AddDays(-30), AbstractsDue = at, SubmissionsClose = at.AddDays(7), Grace = TimeSpan.Zero };
        var own = Own(plan);

        Assert.Equal([null, null, "submission.abstracts-closed"], Enumerable.Range(-1, 3).Select(seconds => own.ForNew.Check(at.AddSeconds(seconds))?.Code));
        Assert.Equal([null, null, "submission.closed"], Enumerable.Range(-1, 3).Select(seconds => own.For(Paper, at, null).Check(at.AddDays(7).AddSeconds(seconds))?.Code));
    }

    [Fact]
    public void A_type_has_deadlines_of_its_own_and_a_form_without_a_choice_stays_open_for_the_last_one()
    {
        var (demo, poster, gone) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var own = Own(InTwoSteps) with
        {
            Types = [new(demo, Closes.AddDays(5), Closes.AddDays(1), false), new(poster, Abstracts.AddDays(-1), null, false), new(gone, Closes.AddDays(30), Closes.AddDays(30), true)],
        };

        Assert.Equal((Closes.AddDays(1), Closes.AddDays(5)), (own.ForNewOf(demo).Deadline, own.For(Paper, Abstracts, demo).Deadline));
        Assert.Equal((Abstracts.AddDays(-1), false), (own.ForNewOf(poster).Deadline, own.ForNewOf(poster).EndsWithAbstracts));
        Assert.Equal(Closes.AddDays(1), own.ForNew.Deadline);
        Assert.Equal(Closes, own.For(Paper, Abstracts, null).Deadline);
    }

    [Fact]
    public void A_late_link_may_be_for_one_type_only()
    {
        var (demo, poster) = (Guid.NewGuid(), Guid.NewGuid());
        var own = Own(Plan, new Leave(LeaveKind.LateLink, Closes.AddDays(5)) { TypeId = demo }) with { Types = [new(demo, null, null, false), new(poster, null, null, false)] };

        Assert.Null(own.ForNewOf(demo).Check(Closes.AddDays(5)));
        Assert.Equal("submission.closed", own.ForNewOf(poster).Check(Closes.AddDays(1))?.Code);
    }

    [Fact]
    public void Deadlines_that_are_not_the_same_for_all_types_are_told_type_by_type()
    {
        var own = Own(InTwoSteps) with { Types = [Type("Paper"), Type("Poster"), Type("Demo", Closes.AddDays(5), Closes.AddDays(1)), Type("Old", Closes.AddDays(30)) with { IsClosed = true }] };

        Assert.True(own.TypesDiffer);
        Assert.Equal(
            [
                ("Abstract deadline for “Paper” and “Poster”", Abstracts), ("Submission deadline for “Paper” and “Poster”", Closes),
                ("Abstract deadline for “Demo”", Closes.AddDays(1)), ("Submission deadline for “Demo”", Closes.AddDays(5)),
            ],
            own.Common.Select(deadline => (deadline.Label, deadline.At)));
        Assert.Equal(("Submission deadline for “Paper” and “Poster”", Closes), own.NextAfter(Closes));
        Assert.Equal(("Abstract deadline for “Demo”", Closes.AddDays(1)), own.NextAfter(Closes.AddTicks(1)));
        Assert.Equal("Reviews due", own.NextAfter(Closes.AddDays(5).AddTicks(1))?.Label);
    }

    [Fact]
    public void Deadlines_that_are_the_same_for_all_types_are_told_once()
    {
        var own = Own(Plan) with { Types = [Type("Paper", Closes.AddDays(5)), Type("Demo", Closes.AddDays(5)), Type("Old") with { IsClosed = true }] };

        Assert.False(own.TypesDiffer);
        Assert.Equal([("Submission deadline", Closes.AddDays(5))], own.Common.Select(deadline => (deadline.Label, deadline.At)));
        Assert.Equal(("Submission deadline", Closes.AddDays(5)), own.NextAfter(Closes));
    }

    [Fact]
    public void An_extension_is_waited_for_instead_of_the_deadlines_of_the_types_that_it_moves()
    {
        var own = Own(Plan, Extended(Closes.AddDays(2))) with { Types = [Type("Paper"), Type("Demo", Closes.AddDays(5))] };

        Assert.Equal(("Submission deadline, extended for you", Closes.AddDays(2)), own.NextAfter(Closes.AddDays(-1)));
        Assert.Equal(("Submission deadline for “Demo”", Closes.AddDays(5)), own.NextAfter(Closes.AddDays(3)));
    }

    [Fact]
    public void A_draft_is_open_while_some_type_is_and_what_is_registered_wins_no_time_by_another_type()
    {
        var (paper, demo) = (Type("Paper"), Type("Demo", Closes.AddDays(5)));
        var own = Own(Plan) with { Types = [paper, demo] };
        var now = Closes.AddDays(1);
        SubmissionDeadlines Of(DateTimeOffset? registeredAt, Guid? typeId) => new(own, Paper, registeredAt, typeId);

        // Without a choice the latest counts; with one, that one.
        Assert.Null(Of(null, null).Check(now));
        Assert.Null(Of(null, paper.Id).Check(now));
        Assert.Equal("submission.closed", Of(null, paper.Id).As(paper.Id).Check(now)?.Code);
        Assert.Null(Of(null, paper.Id).As(demo.Id).Check(now));
        Assert.Equal((Closes.AddDays(5), Closes), (Of(null, paper.Id).ToTell(now).Deadline, Of(null, paper.Id).ToTell(Closes).Deadline));
        Assert.Equal("submission.closed", Of(Closes, paper.Id).Check(now)?.Code);
        Assert.Equal("submission.closed", Of(Closes, paper.Id).As(demo.Id).Check(now)?.Code);
        Assert.Equal("submission.closed", Of(Closes, demo.Id).As(paper.Id).Check(now)?.Code);
        Assert.Null(Of(Closes, demo.Id).Check(now));
    }

    private static TypeDeadlines Type(string name, DateTimeOffset? closes = null, DateTimeOffset? abstracts = null) => new(Guid.NewGuid(), closes, abstracts, false) { Name = name };

    private static PersonalDeadlines Own(Timeline plan, params Leave[] leaves) => new(plan, leaves);

    private static Leave Extended(DateTimeOffset until) => new(LeaveKind.Extended, until);
}

using Workshop.Domain.Events;

namespace Workshop.UnitTests.Events;

public sealed class WorkshopEventTests
{
    private static readonly DateTimeOffset Now = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly EventSettings Settings = new(
        "Theory of Testing", new DateOnly(2027, 3, 28), new DateOnly(2027, 3, 28), "Hall", EventZone.Find("Europe/Copenhagen").Value!, EventZone.AnywhereOnEarth,
        Now, Now.AddDays(30), 0, null, 2, 10, true, 3, 6, "", null, ["Proofs", "Programs"]);

    [Theory]
    [InlineData("Theory of XAI 2025", "theory-of-xai-2025")]
    [InlineData("  Ségolène & Łódź: été!  ", "segolene-odz-ete")]
    [InlineData("機械学習", "event")]
    [InlineData("--", "event")]
    public void Slugs_are_plain(string name, string expected) => Assert.Equal(expected, WorkshopEvent.SlugFor(name));

    [Fact]
    public void A_long_name_makes_a_slug_that_does_not_end_in_a_hyphen()
    {
        var slug = WorkshopEvent.SlugFor(string.Concat(Enumerable.Repeat("abcde ", 40)));

        Assert.True(slug.Length <= WorkshopEvent.MaxSlugLength);
        Assert.NotEqual('-', slug[^1]);
    }

    [Fact]
    public void A_day_with_a_clock_change_has_its_own_length()
    {
        var timeline = WorkshopEvent.Create("x", Settings, Now).Value!.Timeline;

        Assert.Equal(TimeSpan.FromHours(23), timeline.Ends - timeline.Begins + TimeSpan.FromTicks(1));
    }

    [Fact]
    public void Every_mistake_is_named_at_once_under_its_field()
    {
        var refused = WorkshopEvent.Create("x", Settings with { Name = " ", EndsOn = new DateOnly(2027, 3, 27), SubmissionsClose = Now, PageLimit = 0 }, Now);

        Assert.Equal(
            [("event.name-missing", "Name"), ("event.ends-before-start", "EndsOn"), ("event.closes-before-open", "SubmissionsClose"), ("event.page-limit", "PageLimit")],
            refused.Refusals.Select(refusal => (refusal.Code, refusal.Field!)));
    }

    [Fact]
    public void A_release_and_its_undoing_do_not_show_in_the_revision_that_everybody_may_read()
    {
        var e = WorkshopEvent.Create("x", Settings, Now).Value!;
        var revision = e.Revision;

        e.ReleaseDecisions(Now.AddMinutes(10));
        Assert.Equal(((DateTimeOffset?)Now.AddMinutes(10), revision), (e.DecisionsReleased, e.Revision));
        e.UndoReleaseOfDecisions(null);
        Assert.Equal(((DateTimeOffset?)null, revision), (e.DecisionsReleased, e.Revision));
    }

    [Fact]
    public void A_refused_change_changes_nothing()
    {
        var e = WorkshopEvent.Create("x", Settings, Now).Value!;
        var revision = e.Revision;

        Assert.False(e.Change(Settings with { Name = "Other", PageLimit = 0 }).Succeeded);
        Assert.Equal("Theory of Testing", e.Name);
        Assert.Equal(revision, e.Revision);
    }

    [Fact]
    public void Topics_keep_their_identity_by_name()
    {
        var e = WorkshopEvent.Create("x", Settings, Now).Value!;
        var proofs = e.Topics[0].Id;

        _ = e.Change(Settings with { Topics = ["Games", " proofs ", "", "GAMES"] });

        Assert.Equal(["Games", "Proofs"], e.Topics.Select(topic => topic.Name));
        Assert.Equal(proofs, e.Topics[1].Id);
    }

    [Theory]
    [InlineData(0, "event.abstracts-before-open")]
    [InlineData(1, null)]
    [InlineData((30 * 86400) - 1, null)]
    [InlineData(30 * 86400, "event.abstracts-after-deadline")]
    public void Abstracts_are_due_after_the_opening_and_before_the_deadline(int seconds, string? expected) =>
        Assert.Equal(expected, WorkshopEvent.Create("x", Settings with { AbstractsDue = Now.AddSeconds(seconds) }, Now).Refusal?.Code);

    [Fact]
    public void A_freeze_at_the_abstract_deadline_needs_one() =>
        Assert.Equal(
            ["TitleFreeze", "AuthorsFreeze"],
            WorkshopEvent.Create("x", Settings with { TitleFreeze = Freeze.AbstractDeadline, AuthorsFreeze = Freeze.AbstractDeadline }, Now).Refusals.Select(no => no.Field));
}

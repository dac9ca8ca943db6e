using Workshop.Domain.Events;
using Workshop.Testing;
using Workshop.Web.Features.Shared;

namespace Workshop.IntegrationTests.Shared;

[Trait("Database", "none")]
public sealed class EventFormTests
{
    [Fact]
    public void A_saved_event_shown_and_read_again_gives_the_same_settings()
    {
        var saved = Given.Event();

        var settings = EventForm.From(saved).ToSettings().Value!;

        Assert.Equal(Given.Settings() with { Topics = settings.Topics }, settings);
        Assert.Equal(Given.Settings().Topics, settings.Topics);
    }

    [Fact]
    public void Deadline_on_Earth_is_twelve_hours_behind_UTC()
    {
        var form = EventForm.From(Given.Event());
        form.SubmissionsClose = TimeEntry.At(new DateTime(2027, 3, 5, 23, 59, 0));

        Assert.Equal(new DateTimeOffset(2027, 3, 6, 11, 59, 0, TimeSpan.Zero), form.ToSettings().Value!.SubmissionsClose);
    }

    [Fact]
    public void Deadline_that_clocks_jump_over_is_refused_under_its_field()
    {
        var form = EventForm.From(Given.Event());
        form.TimesIn = TimesGivenIn.EventZone;
        form.SubmissionsClose = TimeEntry.At(new DateTime(2027, 3, 28, 2, 30, 0));

        var refusal = Assert.Single(form.ToSettings().Refusals);
        Assert.Equal(("time.skipped", "SubmissionsClose"), (refusal.Code, refusal.Field));
        Assert.False(form.SubmissionsClose.IsRepeatedIn(form.TimesZone));
    }

    [Theory]
    [InlineData(RepeatedHour.First, 0)]
    [InlineData(RepeatedHour.Second, 1)]
    public void Deadline_that_happens_twice_is_asked_about_and_then_believed(RepeatedHour which, int hourInUtc)
    {
        var form = EventForm.From(Given.Event());
        form.TimesIn = TimesGivenIn.EventZone;
        form.StartsOn = new DateOnly(2027, 12, 1);
        form.EndsOn = null;
        form.ReviewsDue = TimeEntry.Empty;
        form.SubmissionsClose = TimeEntry.At(new DateTime(2027, 10, 31, 2, 30, 0));
        Assert.Equal("time.repeated", Assert.Single(form.ToSettings().Refusals).Code);
        Assert.True(form.SubmissionsClose.IsRepeatedIn(form.TimesZone));

        form.SubmissionsClose = form.SubmissionsClose with { Which = which };

        Assert.Equal(new DateTimeOffset(2027, 10, 31, hourInUtc, 30, 0, TimeSpan.Zero), form.ToSettings().Value!.SubmissionsClose);
    }

    [Fact]
    public void Empty_form_says_everything_that_is_missing()
    {
        var form = new EventForm { PageLimit = null };

        Assert.Equal(["StartsOn", "Zone", "SubmissionsOpen", "SubmissionsClose", "Name", "PageLimit"], form.ToSettings().Refusals.Select(refusal => refusal.Field));
    }
}

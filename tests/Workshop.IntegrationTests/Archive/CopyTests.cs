using System.Net;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Events;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Archive;

/// <summary>Next year's event from the demo's, which has been brought over by its archive.</summary>
[Collection(nameof(DemoArchive))]
public sealed class CopyTests(DemoArchive demo) : IAsyncLifetime
{
    private readonly WorkshopApp _app = new();
    private string _organizer = "";
    private WorkshopEvent _old = null!;
    private HttpClient _browser = null!;

    private string Page => $"/e/{_old.Slug}/organize/copy";

    public async ValueTask InitializeAsync()
    {
        _organizer = await demo.QueryAsync(db => db.Organizers.OrderBy(o => o.AddedAt).Select(o => o.NormalizedEmail).FirstAsync());
        await _app.PersonAsync("Ingrid Organizer", _organizer);
        var imported = await _app.ImportAsync(demo.Whole);
        Assert.True(imported.Succeeded, imported.Refusal?.Message);
        _old = await _app.QueryAsync(db => db.Events.AsNoTracking().Include(e => e.Topics).SingleAsync());
        _app.Clock.Now = _old.Timeline.Begins.AddDays(30);
        _browser = await _app.SignedInAsync(_organizer);
    }

    public ValueTask DisposeAsync()
    {
        _browser.Dispose();
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_page_proposes_the_same_weekday_and_moves_every_date()
    {
        var page = await _browser.GetDocumentAsync(Page);

        Assert.Equal(NextEvent.NameAfter(_old.Name, _old.StartsOn.Year, _old.StartsOn.AddDays(364).Year), page.QuerySelector("[name='Input.Event.Name']")!.GetAttribute("value"));
        Assert.Equal(_old.StartsOn.AddDays(364).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), page.QuerySelector("[name='Input.Event.StartsOn']")!.GetAttribute("value"));
        var closes = DateTime.Parse(page.QuerySelector("[name='Input.Event.SubmissionsClose']")!.GetAttribute("value")!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(_old.DeadlineZone.At(_old.SubmissionsClose).DateTime.AddDays(364), closes);

        var other = await _browser.GetDocumentAsync($"{Page}?firstDay={_old.StartsOn.AddDays(366):yyyy-MM-dd}");
        Assert.Contains("52 weeks", other.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("366 days", other.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_settings_come_along_and_nothing_else()
    {
        var others = await _app.QueryAsync(db => db.Organizers.Where(o => o.NormalizedEmail != _organizer).Select(o => o.NormalizedEmail).ToListAsync());
        var mailsBefore = await _app.QueryAsync(db => db.OutgoingMails.CountAsync());

        using var posted = await _browser.SubmitFormAsync(Page, new Dictionary<string, string?> { ["Input.Event.Name"] = "The next one 2099", ["Input.Reviewers"] = "true" });

        Assert.Equal(HttpStatusCode.Redirect, posted.StatusCode);
        Assert.Equal("/e/the-next-one-2099/organize", posted.Headers.Location?.ToString());
        var e = await _app.QueryAsync(db => db.Events.AsNoTracking().Include(e => e.Topics).SingleAsync(e => e.Slug == "the-next-one-2099"));
        Assert.Equal(_old.Topics.OrderBy(t => t.Position).Select(t => t.Name), e.Topics.OrderBy(t => t.Position).Select(t => t.Name));
        Assert.Empty(e.Topics.Select(t => t.Id).Intersect(_old.Topics.Select(t => t.Id)));
        Assert.Equal(_old.CallText, e.CallText);
        Assert.Equal((null, null), (e.DecisionsReleased, e.ProgrammeReleased));
        Assert.Equal(364, (e.SubmissionsClose - _old.SubmissionsClose).TotalDays);
        Assert.Equal(_app.Clock.Now, e.CreatedAt);

        foreach (var count in (Func<WorkshopDb, Guid, Task<int>>[])[
            (db, id) => db.SubmissionTypes.CountAsync(row => row.EventId == id), (db, id) => db.ReviewForms.CountAsync(row => row.EventId == id), (db, id) => db.DecisionLabels.CountAsync(row => row.EventId == id),
            (db, id) => db.ReviewingRules.CountAsync(row => row.EventId == id), (db, id) => db.EventMailTemplates.CountAsync(row => row.EventId == id), (db, id) => db.ReminderPlans.CountAsync(row => row.EventId == id),
            (db, id) => db.Sessions.CountAsync(row => row.EventId == id), (db, id) => db.Questions.CountAsync(row => row.EventId == id && row.ArchivedAt == null)])
        {
            Assert.Equal(await _app.QueryAsync(db => count(db, _old.Id)), await _app.QueryAsync(db => count(db, e.Id)));
        }

        Assert.Equal([_organizer, .. others], await _app.QueryAsync(db => db.Organizers.Where(o => o.EventId == e.Id).OrderBy(o => o.NormalizedEmail != _organizer).Select(o => o.NormalizedEmail).ToListAsync()));
        Assert.NotEqual(0, await _app.QueryAsync(db => db.Alternates.CountAsync(row => row.EventId == e.Id && row.InvitedAt == null)));
        Assert.Equal(0, await _app.QueryAsync(db => db.Slots.CountAsync(row => row.EventId == e.Id)));
        Assert.Equal(0, await _app.QueryAsync(db => db.Submissions.CountAsync(row => row.EventId == e.Id)));
        Assert.Equal(0, await _app.QueryAsync(db => db.Reviewers.CountAsync(row => row.EventId == e.Id)));
        Assert.Equal(others.Count, await _app.QueryAsync(db => db.OutgoingMails.CountAsync()) - mailsBefore);

        var sessions = await _app.QueryAsync(db => db.Sessions.OrderBy(s => s.StartsAt).Select(s => new { s.EventId, s.StartsAt, s.Chair, s.Title }).ToListAsync());
        Assert.Equal(
            sessions.Where(s => s.EventId == _old.Id).Select(s => (_old.Zone.At(s.StartsAt).DateTime.AddDays(364), s.Title)),
            sessions.Where(s => s.EventId == e.Id).Select(s => (e.Zone.At(s.StartsAt).DateTime, s.Title)));
        Assert.All(sessions.Where(s => s.EventId == e.Id), s => Assert.Empty(s.Chair));
        using var call = await _browser.GetAsync(new Uri("/e/the-next-one-2099", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, call.StatusCode);
    }

    [Fact]
    public async Task Dates_of_types_can_be_changed_before_and_questions_know_their_types()
    {
        await _app.QueryAsync(db => db.SubmissionTypes.Where(type => type.Name == "Open problem").ExecuteUpdateAsync(change => change.SetProperty(type => type.ClosesAt, _old.SubmissionsClose.AddDays(3))));

        var page = await _browser.GetDocumentAsync(Page);
        var label = page.QuerySelectorAll("input[type=hidden]").Single(input => input.GetAttribute("value") == "Deadline of the type “Open problem”").GetAttribute("name")!;
        using var posted = await _browser.SubmitFormAsync(page, Page, new Dictionary<string, string?> { [label.Replace("Label", "At", StringComparison.Ordinal)] = "2099-01-02T12:00", ["Input.Slug"] = "my-own-address" });

        Assert.Equal("/e/my-own-address/organize", posted.Headers.Location?.ToString());
        var types = await _app.QueryAsync(db => db.SubmissionTypes.Where(copy => copy.EventId != _old.Id).ToListAsync());
        Assert.Equal(_old.DeadlineZone.ToInstant(new DateTime(2099, 1, 2, 12, 0, 0)).Value, types.Single(type => type.Name == "Open problem").ClosesAt);
        var questions = await _app.QueryAsync(db => db.Questions.Where(copy => copy.EventId != _old.Id).ToListAsync());
        Assert.NotEmpty(questions);
        Assert.All(questions.SelectMany(question => question.OnlyForTypes), id => Assert.Contains(id, types.Select(type => type.Id)));
        Assert.All(questions.Where(question => question.DependsOn is not null), question => Assert.Contains(question.DependsOn!.Value, questions.Select(other => other.Id)));
    }

    [Fact]
    public async Task What_cannot_be_is_said_and_nothing_is_made()
    {
        using var taken = await _browser.SubmitFormAsync(Page, new Dictionary<string, string?> { ["Input.Slug"] = _old.Slug });
        using var malformed = await _browser.SubmitFormAsync(Page, new Dictionary<string, string?> { ["Input.Slug"] = "Not An Address" });
        using var backwards = await _browser.SubmitFormAsync(Page, new Dictionary<string, string?> { ["Input.Event.SubmissionsClose"] = "2020-01-01T00:00" });

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (taken.StatusCode, malformed.StatusCode, backwards.StatusCode));
        Assert.Contains("Another event has the address", (await taken.DocumentAsync()).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("The call closes before it opens", (await backwards.DocumentAsync()).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await _app.QueryAsync(db => db.Events.CountAsync()));
    }
}

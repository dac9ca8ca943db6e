using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.Submissions;
using Workshop.Testing;
using Workshop.Web.Features.Submissions;

namespace Workshop.IntegrationTests.Submissions;

public sealed class DraftReminderTests
{
    private static readonly DateTimeOffset Closes = WorkshopApp.Start.AddDays(30);

    [Fact]
    public async Task Owner_of_a_draft_is_reminded_three_times_and_never_twice()
    {
        await using var world = await WorldAsync();
        await world.DraftAsync("Mine");

        Assert.Equal(0, await world.RunAtAsync(Closes.AddDays(-7).AddSeconds(-1)));
        Assert.Equal(1, await world.RunAtAsync(Closes.AddDays(-7)));
        Assert.Equal(0, await world.RunAtAsync(Closes.AddDays(-7).AddMinutes(5)));
        Assert.Equal(1, await world.RunAtAsync(Closes.AddDays(-1).AddMinutes(4)));
        Assert.Equal(1, await world.RunAtAsync(Closes.AddHours(-3)));
        Assert.Equal(0, await world.RunAtAsync(Closes.AddHours(-2)));
        Assert.Equal(0, await world.RunAtAsync(Closes));

        var mails = (await world.MailsAsync()).OrderBy(mail => mail.CreatedAt).ToList();
        Assert.Equal(["7 days", "23 hours", "3 hours"], mails.Select(mail => mail.Subject[(mail.Subject.LastIndexOf(" in ", StringComparison.Ordinal) + 4)..]));
        Assert.All(mails, mail => Assert.Equal("ada@uni.example", mail.NormalizedTo));
        Assert.Contains("What is missing:\n- Choose the PDF of your extended abstract.\n", mails[0].Body, StringComparison.Ordinal);
        Assert.Contains("“Mine”", mails[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_that_was_down_too_long_leaves_a_step_out()
    {
        await using var world = await WorldAsync();
        await world.DraftAsync("Mine");

        Assert.Equal(0, await world.RunAtAsync(Closes.AddDays(-6).AddSeconds(1)));
        Assert.Equal(0, await world.RunAtAsync(Closes.AddHours(-1)));
        Assert.Empty(await world.MailsAsync());
    }

    [Fact]
    public async Task What_is_submitted_withdrawn_muted_or_begun_after_the_step_gets_none()
    {
        await using var world = await WorldAsync();
        var muted = await world.DraftAsync("Muted");
        await world.App.SeedAsync(world.File, Given.Submitted(world.Event, 90, world.Owner, world.File, "Submitted", ("Ada", "ada@uni.example")));
        world.App.Clock.Now = Closes.AddDays(-7).AddSeconds(1);
        await world.DraftAsync("Begun after", world.App.Clock.Now);
        using var browser = await world.App.SignedInAsync("ada@uni.example");
        var address = $"/e/{world.Event.Slug}/submissions/{muted.Id}";
        using var pressed = await browser.SubmitFormAsync(address, new Dictionary<string, string?>(), "form[action$='Mute']");
        Assert.Equal(HttpStatusCode.Redirect, pressed.StatusCode);

        Assert.Equal(0, await world.RunAtAsync(Closes.AddDays(-7).AddHours(1)));

        using var again = await browser.SubmitFormAsync(address, new Dictionary<string, string?>(), "form[action$='Mute']");
        Assert.Equal(1, await world.RunAtAsync(Closes.AddDays(-7).AddHours(1)));
    }

    [Fact]
    public async Task Event_may_switch_them_off()
    {
        await using var world = await WorldAsync(Given.Settings() with { RemindsDrafts = false });
        await world.DraftAsync("Mine");

        Assert.Equal(0, await world.RunAtAsync(Closes.AddDays(-1)));
    }

    [Fact]
    public async Task Later_deadline_makes_the_steps_count_anew()
    {
        await using var world = await WorldAsync();
        await world.DraftAsync("Mine");
        Assert.Equal(1, await world.RunAtAsync(Closes.AddDays(-1)));
        await world.App.QueryAsync(db => db.Events.ExecuteUpdateAsync(set => set.SetProperty(e => e.SubmissionsClose, Closes.AddDays(2))));

        Assert.Equal(0, await world.RunAtAsync(Closes.AddDays(-1).AddMinutes(1)));
        Assert.Equal(1, await world.RunAtAsync(Closes.AddDays(1)));
    }

    [Fact]
    public async Task Extension_of_the_owner_is_what_counts()
    {
        await using var world = await WorldAsync();
        await world.DraftAsync("Mine");
        await world.App.SeedAsync(DeadlineExtension.Grant(world.Event.Id, Given.Email("ada@uni.example"), Closes.AddDays(3), "", Guid.NewGuid(), WorkshopApp.Start));

        Assert.Equal(0, await world.RunAtAsync(Closes.AddHours(-3)));
        Assert.Equal(1, await world.RunAtAsync(Closes.AddDays(2)));
        Assert.Contains("This deadline was extended for you.", Assert.Single(await world.MailsAsync()).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unregistered_draft_is_reminded_of_the_abstract_deadline_and_a_registered_one_of_its_pdf()
    {
        var abstracts = Closes.AddDays(-10);
        await using var world = await WorldAsync(Given.Settings() with { AbstractsDue = abstracts });
        await world.DraftAsync("Unregistered");
        var registered = await world.DraftAsync("Registered");
        Assert.True(registered.Register(CallForm.Untouched(world.Event.Id), WorkshopApp.Start.AddDays(1)).Succeeded);
        await world.App.QueryAsync(db => db.Submissions.Where(s => s.Id == registered.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.RegisteredAt, registered.RegisteredAt)));

        Assert.Equal(1, await world.RunAtAsync(abstracts.AddDays(-1)));
        Assert.Contains("“Unregistered”, is not registered yet.", Assert.Single(await world.MailsAsync()).Body, StringComparison.Ordinal);
        Assert.Equal(1, await world.RunAtAsync(Closes.AddDays(-1)));
        Assert.Contains("“Registered”, is not submitted yet.", (await world.MailsAsync()).OrderBy(mail => mail.CreatedAt).Last().Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_nodes_at_once_write_one_mail_each_and_the_number_of_queries_does_not_grow()
    {
        await using var world = await WorldAsync();
        await world.DraftAsync("First");
        world.App.Clock.Now = Closes.AddDays(-7);
        var before = world.Queries.Count;
        Assert.Equal(1, await world.RunAtAsync(Closes.AddDays(-7)));
        var one = world.Queries.Count - before;
        for (var n = 0; n < 3; n++)
        {
            await world.DraftAsync(string.Create(CultureInfo.InvariantCulture, $"More {n}"));
        }

        before = world.Queries.Count;
        Assert.Equal(3, await world.RunAtAsync(Closes.AddDays(-7)));
        // Two mails more to insert; on PostgreSQL they go in one batch.
        Assert.InRange(world.Queries.Count - before - one, 0, 2);

        world.App.Clock.Now = Closes.AddDays(-1);
        var both = await Task.WhenAll(world.RunAsync(), world.RunAsync());
        Assert.Equal(4, both.Sum());
        Assert.Equal(8, (await world.MailsAsync()).Count);
    }

    private static async Task<World> WorldAsync(EventSettings? settings = null)
    {
        var app = new WorkshopApp();
        var queries = QueryCounter.Watch(app);
        var of = Given.Event(settings);
        await app.SeedAsync(of);
        return new World(app, queries, of, await app.PersonAsync("Ada", "ada@uni.example"));
    }

    private sealed record World(WorkshopApp App, QueryCounter Queries, WorkshopEvent Event, Domain.People.Person Owner) : IAsyncDisposable
    {
        private int _number;

        public StoredFile File { get; } = StoredFile.Of([1, 2, 3], WorkshopApp.Start);

        public async Task<Submission> DraftAsync(string title, DateTimeOffset? at = null)
        {
            var draft = Submission.Start(Guid.NewGuid(), Event.Id, ++_number, Owner.Id, Given.Content(title, ("Ada", "ada@uni.example")), at ?? WorkshopApp.Start).Value!;
            await App.SeedAsync(draft);
            return draft;
        }

        public Task<int> RunAtAsync(DateTimeOffset now)
        {
            App.Clock.Now = now;
            return RunAsync();
        }

        public Task<int> RunAsync() => App.InScopeAsync<RemindDrafts, int>(remind => remind.RunAsync(TestContext.Current.CancellationToken));

        public Task<List<OutgoingMail>> MailsAsync() => App.QueryAsync(db => db.OutgoingMails.AsNoTracking().Where(mail => mail.Kind == "draft.reminder").ToListAsync());

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}

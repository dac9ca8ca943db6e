using System.Net;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Audit;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.IntegrationTests.Organize;
using Workshop.IntegrationTests.Submissions;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Settings;

public sealed class SettingsTests
{
    [Fact]
    public async Task Changed_settings_are_saved_and_nothing_else_changes()
    {
        await using var world = await OrganizersWorld.StartAsync();

        using var response = await world.Browser.SubmitFormAsync($"{world.Root}/settings", new Dictionary<string, string?> { ["Input.Venue"] = "Room 2", ["Input.SubmissionsClose"] = "2027-03-05T23:59" }, button: "Save settings");

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var saved = await LoadAsync(world);
        Assert.Equal(("Room 2", new DateTimeOffset(2027, 3, 6, 11, 59, 0, TimeSpan.Zero)), (saved.Venue, saved.SubmissionsClose));
        Assert.Equal((world.Event.Name, world.Event.ReviewsDue, world.Event.SubmissionsOpen, true), (saved.Name, saved.ReviewsDue, saved.SubmissionsOpen, saved.DoubleBlind));
        Assert.Equal(world.Event.Topics.Select(topic => topic.Id), saved.Topics.OrderBy(topic => topic.Position).Select(topic => topic.Id));
        Assert.Contains("the submission deadline is now 2027-03-06 11:59 UTC", Assert.Single(await AllAsync<AuditEntry>(world), entry => entry.Action == "event.settings-changed").Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nonsense_gets_its_sentences_and_keeps_what_was_typed()
    {
        await using var world = await OrganizersWorld.StartAsync();

        using var response = await world.Browser.SubmitFormAsync(
            $"{world.Root}/settings",
            new Dictionary<string, string?> { ["Input.Venue"] = "Typed", ["Input.EndsOn"] = "2027-06-01", ["Input.SubmissionsClose"] = "2027-01-01T00:00", ["Input.PageLimit"] = "0", ["Input.ContactEmail"] = "nobody" },
            button: "Save settings");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var page = await response.DocumentAsync();
        Assert.Equal("The last day is before the first. Choose the same day or a later one.", page.ErrorAt("EndsOn"));
        Assert.Equal("The call closes before it opens. Choose a later deadline.", page.ErrorAt("SubmissionsClose"));
        Assert.Equal("Choose a page limit of 1 to 200.", page.ErrorAt("PageLimit"));
        Assert.Equal("“nobody” is not an e-mail address. It looks like name@university.edu.", page.ErrorAt("ContactEmail"));
        Assert.Equal("Typed", page.Value("Input.Venue"));
        Assert.Equal(world.Event.Venue, (await LoadAsync(world)).Venue);
    }

    [Fact]
    public async Task Deadline_in_the_hour_that_happens_twice_is_asked_back()
    {
        await using var world = await OrganizersWorld.StartAsync();
        var fields = new Dictionary<string, string?> { ["Input.StartsOn"] = "2027-12-01", ["Input.EndsOn"] = "", ["Input.TimesIn"] = "EventZone", ["Input.ReviewsDue"] = "", ["Input.SubmissionsClose"] = "2027-10-31T02:30" };

        using var asked = await world.Browser.SubmitFormAsync($"{world.Root}/settings", fields, button: "Save settings");
        Assert.Equal(HttpStatusCode.BadRequest, asked.StatusCode);
        var page = await asked.DocumentAsync();
        Assert.Equal("2027-10-31 02:30 happens twice in Europe/Copenhagen: clocks are set back then. Say whether you mean the first or the second.", page.ErrorAt("SubmissionsClose"));

        using var answered = await world.Browser.SubmitFormAsync(page, $"{world.Root}/settings", new Dictionary<string, string?> { ["Input.SubmissionsClose.Which"] = "Second" }, button: "Save settings");
        Assert.Equal(HttpStatusCode.Redirect, answered.StatusCode);
        Assert.Equal(new DateTimeOffset(2027, 10, 31, 1, 30, 0, TimeSpan.Zero), (await LoadAsync(world)).SubmissionsClose);
    }

    [Fact]
    public async Task Two_organizers_at_once_meet_in_a_comparison()
    {
        await using var world = await OrganizersWorld.StartAsync();
        var first = await world.Browser.GetDocumentAsync($"{world.Root}/settings");
        var second = await world.Browser.GetDocumentAsync($"{world.Root}/settings");
        using var saved = await world.Browser.SubmitFormAsync(first, $"{world.Root}/settings", new Dictionary<string, string?> { ["Input.Venue"] = "Room A" }, button: "Save settings");

        using var response = await world.Browser.SubmitFormAsync(second, $"{world.Root}/settings", new Dictionary<string, string?> { ["Input.Venue"] = "Room B" }, button: "Save settings");

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        var page = await response.DocumentAsync();
        Assert.Equal(["venueRoom ARoom B"], page.QuerySelectorAll("#differences + table tbody tr").Select(row => row.TextContent));
        Assert.Equal("Room B", page.Value("Input.Venue"));
        Assert.Equal("Room A", (await LoadAsync(world)).Venue);

        using var again = await world.Browser.SubmitFormAsync(page, $"{world.Root}/settings", new Dictionary<string, string?>(), button: "Save settings");
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Equal("Room B", (await LoadAsync(world)).Venue);
    }

    [Fact]
    public async Task Topic_that_somebody_chose_is_not_taken_away()
    {
        await using var world = await OrganizersWorld.StartAsync();
        var submission = await world.SubmittedAsync("Paper");
        await world.App.SeedAsync(new Domain.Submissions.SubmissionTopic { SubmissionId = submission.Id, TopicId = world.Event.Topics[0].Id });

        using var response = await world.Browser.SubmitFormAsync($"{world.Root}/settings", new Dictionary<string, string?> { ["Input.Topics"] = "Something else" }, button: "Save settings");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("Authors or reviewers have chosen “Foundations”. Keep it in the list.", (await response.DocumentAsync()).ErrorAt("Topics"));
    }

    [Fact]
    public async Task New_organizer_gets_a_mail_and_the_role()
    {
        await using var world = await OrganizersWorld.StartAsync();

        using var response = await world.Browser.SubmitFormAsync($"{world.Root}/settings/organizers", new Dictionary<string, string?> { ["Email"] = "ada@third.example" }, "#add", "Add");

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal(("organizer.added", "ada@third.example"), Assert.Single((await AllAsync<OutgoingMail>(world)).Select(mail => (mail.Kind, mail.NormalizedTo))));
        using var ada = await world.App.SignedInAsync("ada@third.example");
        using var page = await ada.GetAsync(new Uri(world.Root, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);

        using var again = await world.Browser.SubmitFormAsync($"{world.Root}/settings/organizers", new Dictionary<string, string?> { ["Email"] = "ADA@third.example" }, "#add", "Add");
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
        Assert.Equal("ADA@third.example", (await again.DocumentAsync()).Value("Email"));
    }

    [Fact]
    public async Task Last_organizer_cannot_be_removed()
    {
        await using var world = await OrganizersWorld.StartAsync();
        var organizers = await AllAsync<Organizer>(world);
        var page = await world.Browser.GetDocumentAsync($"{world.Root}/settings/organizers");
        async Task<HttpStatusCode> RemoveAsync(string email)
        {
            using var response = await world.Browser.SubmitFormAsync(page, world.Root, new Dictionary<string, string?> { ["organizerId"] = organizers.Single(organizer => organizer.Email == email).Id.ToString() }, "form[action$='Remove']");
            return response.StatusCode;
        }

        Assert.Equal(HttpStatusCode.Redirect, await RemoveAsync(OrganizersWorld.Omar));
        Assert.Equal(HttpStatusCode.BadRequest, await RemoveAsync(OrganizersWorld.Olga));

        Assert.Equal([OrganizersWorld.Olga], (await AllAsync<Organizer>(world)).Select(organizer => organizer.Email));
    }

    [Fact]
    public async Task Extension_is_granted_in_the_zone_of_the_deadline_told_and_taken_back()
    {
        await using var world = await OrganizersWorld.StartAsync();

        using var early = await world.Browser.SubmitFormAsync($"{world.Root}/settings/extensions", new Dictionary<string, string?> { ["Input.Email"] = "ada@third.example", ["Input.Until"] = "2027-03-02T21:00" }, "#grant", "Extend");
        Assert.Equal("That is not later than the deadline for everybody. Choose a later time.", (await early.DocumentAsync()).ErrorAt("Until"));

        using var granted = await world.Browser.SubmitFormAsync($"{world.Root}/settings/extensions", new Dictionary<string, string?> { ["Input.Email"] = "ada@third.example", ["Input.Until"] = "2027-03-04T23:59" }, "#grant", "Extend");
        Assert.Equal(HttpStatusCode.Redirect, granted.StatusCode);
        Assert.Equal(new DateTimeOffset(2027, 3, 5, 11, 59, 0, TimeSpan.Zero), Assert.Single(await AllAsync<DeadlineExtension>(world)).Until);
        var mail = Assert.Single(await AllAsync<OutgoingMail>(world));
        Assert.Equal(("deadline.extended", "ada@third.example"), (mail.Kind, mail.NormalizedTo));
        Assert.Contains("Thu 4 Mar 2027, 23:59 AoE\n    Fri 5 Mar 2027, 11:59 UTC\n", mail.Body, StringComparison.Ordinal);

        using var removed = await world.Browser.SubmitFormAsync($"{world.Root}/settings/extensions", new Dictionary<string, string?>(), "form[action$='Remove']");
        Assert.Equal(HttpStatusCode.Redirect, removed.StatusCode);
        Assert.Empty(await AllAsync<DeadlineExtension>(world));
        Assert.Equal(["deadline.extended", "deadline.extension-removed"], (await AllAsync<OutgoingMail>(world)).Select(sent => sent.Kind).Order());
    }

    private static Task<WorkshopEvent> LoadAsync(OrganizersWorld world) => world.App.QueryAsync(db => db.Events.AsNoTracking().Include(e => e.Topics).SingleAsync());

    private static Task<List<T>> AllAsync<T>(OrganizersWorld world)
        where T : class => world.App.QueryAsync(db => db.Set<T>().AsNoTracking().ToListAsync());
}

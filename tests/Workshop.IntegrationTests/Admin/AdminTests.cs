using System.Net;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain;
using Workshop.Domain.People;
using Workshop.Testing;
using Workshop.Web.Features.Admin;

namespace Workshop.IntegrationTests.Admin;

public sealed class AdminTests : IDisposable
{
    private const string Ada = "ada@theory.example";
    private const string Grace = "grace@theory.example";

    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData("/admin")]
    [InlineData("/admin/people")]
    [InlineData("/admin/events/new")]
    public async Task Only_administrators_know_that_these_pages_exist(string path)
    {
        await AdministratorAsync();
        await _app.PersonAsync("Grace Hopper", Grace);
        using var administrator = await _app.SignedInAsync(Ada);
        using var person = await _app.SignedInAsync(Grace);
        using var visitor = _app.Browser();

        using var shown = await administrator.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        using var hidden = await person.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        using var asked = await visitor.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        Assert.Equal("/account/sign-in", asked.Headers.Location?.AbsolutePath);
    }

    [Fact]
    public async Task Health_names_database_mail_jobs_and_tools()
    {
        await AdministratorAsync();
        using var browser = await _app.SignedInAsync(Ada);

        var text = (await browser.GetDocumentAsync("/admin")).QuerySelector("main")!.TextContent;

        Assert.Contains(TestDatabase.IsPostgreSql ? "PostgreSQL 1" : "SQLite 3.", text, StringComparison.Ordinal);
        Assert.Contains("captured, nothing leaves this machine", text, StringComparison.Ordinal);
        Assert.Contains("pdfinfo", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_makes_another_one()
    {
        await AdministratorAsync();
        var grace = await _app.PersonAsync("Grace Hopper", Grace);
        using var browser = await _app.SignedInAsync(Ada);

        using var made = await browser.SubmitFormAsync("/admin/people", new Dictionary<string, string?>(), $"main form:has(input[value='{grace.Id}'])");

        Assert.Equal("/admin/people", made.Headers.Location?.ToString());
        Assert.Equal(2, await _app.QueryAsync(db => db.People.CountAsync(person => person.IsAdministrator)));
        Assert.Equal("Grace Hopper is an administrator now.", await _app.QueryAsync(db => db.AuditEntries.Where(entry => entry.Action == "administrator.made" && entry.ActorId != null).Select(entry => entry.Detail).SingleAsync()));
    }

    [Fact]
    public async Task The_last_administrator_stays_one()
    {
        var ada = await AdministratorAsync();
        using var browser = await _app.SignedInAsync(Ada);

        using var refused = await browser.SubmitFormAsync("/admin/people", new Dictionary<string, string?>(), $"main form:has(input[value='{ada.Id}'])");

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("the only administrator", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.True(await _app.QueryAsync(db => db.People.Select(person => person.IsAdministrator).SingleAsync()));
    }

    [Fact]
    public async Task Two_administrators_who_end_each_other_at_once_leave_one()
    {
        var ada = await AdministratorAsync();
        var grace = await _app.PersonAsync("Grace Hopper", Grace);
        _ = await ChangeAsync(ada.Id, grace.Id, true);

        var answers = await Task.WhenAll(ChangeAsync(ada.Id, grace.Id, false), ChangeAsync(grace.Id, ada.Id, false));

        Assert.Single(answers, answer => answer.Succeeded);
        Assert.Equal(1, await _app.QueryAsync(db => db.People.CountAsync(person => person.IsAdministrator)));
    }

    [Fact]
    public async Task People_are_found_by_name_and_address_and_those_without_account_are_named()
    {
        await AdministratorAsync();
        await _app.SeedAsync(Person.Create("Emmy Noether", "Göttingen", _app.Clock.Now));
        using var browser = await _app.SignedInAsync(Ada);

        var all = await browser.GetDocumentAsync("/admin/people");
        var byName = await browser.GetDocumentAsync("/admin/people?search=noether");
        var byAddress = await browser.GetDocumentAsync("/admin/people?search=ADA@");

        Assert.Equal(2, all.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("none confirmed", Assert.Single(byName.QuerySelectorAll("tbody tr")).TextContent, StringComparison.Ordinal);
        Assert.Contains("Ada Lovelace", Assert.Single(byAddress.QuerySelectorAll("tbody tr")).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_further_event_belongs_to_whoever_creates_it_and_gets_an_address_of_its_own()
    {
        await AdministratorAsync();
        await _app.SeedAsync(Given.Event());
        using var browser = await _app.SignedInAsync(Ada);

        using var created = await browser.SubmitFormAsync("/admin/events/new", new Dictionary<string, string?> { ["Input.Event.Name"] = "Theory of Testing 2027", ["Input.Event.Zone"] = "Europe/Copenhagen" });

        Assert.Equal("/e/theory-of-testing-2027-2/organize", created.Headers.Location?.ToString());
        Assert.Equal(Ada, await _app.QueryAsync(db => db.Organizers.Select(organizer => organizer.Email).SingleAsync()));
    }

    private async Task<Person> AdministratorAsync()
    {
        var ada = await _app.PersonAsync("Ada Lovelace", Ada);
        Assert.True((await ChangeAsync(null, ada.Id, true)).Succeeded);
        return ada;
    }

    private Task<Outcome<Done>> ChangeAsync(Guid? actor, Guid person, bool isAdministrator) =>
        _app.InScopeAsync<ChangeAdministrator, Outcome<Done>>(change => change.RunAsync(actor, person, isAdministrator, TestContext.Current.CancellationToken));
}

using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Workshop.Domain.Submissions;
using Workshop.Testing;
using Workshop.Web.Features.Admin;
using Workshop.Web.Platform.Pdf;

namespace Workshop.BrowserTests;

/// <summary>One event from the first visit to the printed programme, each step in the pages: set-up, call, reviewers, assignment, reviews, decisions, programme, PDF.</summary>
public sealed partial class OrganizerJourneyTests(ChromiumFixture chromium)
{
    [Theory]
    [InlineData(true, 1280)]
    [InlineData(false, 1280)]
    [InlineData(true, 360)]
    public async Task An_organizer_takes_an_event_from_set_up_to_the_printed_programme(bool withScript, int width)
    {
        await using var app = WorkshopApp.OnSocket();
        await using var visit = await Visit.StartAsync(chromium, app, withScript, width);
        var page = visit.Page;

        await SetUpAsync(app, visit);
        var e = await app.QueryAsync(db => db.Events.SingleAsync());
        var root = $"/e/{e.Slug}/organize";
        await visit.GoAsync($"/e/{e.Slug}");
        await visit.GoAsync(root);

        // The papers come from authors whom other tests accompany.
        var authors = new List<Domain.People.Person>();
        for (var i = 1; i <= 3; i++)
        {
            authors.Add(await app.PersonAsync($"Author Nº{i}", $"author{i}@uni{i}.example"));
        }

        var file = StoredFile.Of(SimplePdf.Write(new SimplePdfText("Paper", "", ["Text."]) { Pages = 2 }), app.Clock.Now);
        await app.SeedAsync(
            file,
            Given.Submitted(e, 1, authors[0], file, "Explaining $f$ with $2^d$ queries", ("Author Nº1", "author1@uni1.example")),
            Given.Submitted(e, 2, authors[1], file, "Saliency", ("Author Nº2", "author2@uni2.example"), ("Łucja Świątek", "lucja@uni9.example")),
            Given.Submitted(e, 3, authors[2], file, "What probes cannot see", ("Author Nº3", "author3@uni3.example")));
        await visit.GoAsync($"{root}/submissions");

        await visit.GoAsync($"{root}/reviewers");
        await page.GetByLabel("Names and addresses").FillAsync("Rosa Reviewer <rosa@reviews.example>\nnot an address");
        await visit.PressAsync("Send invitations");
        Assert.Equal(1, await page.Locator(".error-summary").CountAsync());
        await page.GetByLabel("Names and addresses").FillAsync("Rosa Reviewer <rosa@reviews.example>");
        await visit.PressAsync("Send invitations");

        await using var reviewer = await Visit.StartAsync(chromium, app, withScript, width);
        await AcceptAsync(app, reviewer, e.Slug);

        // A month later everybody has to sign in again; the reviewer, who has no account, comes by the link in the mail.
        app.Clock.Now = e.SubmissionsClose.AddDays(1);
        await visit.SignInAsync("ingrid@nordfjell.example");
        await visit.GoAsync($"{root}/assignment");
        await page.GetByLabel("Reviews for each submission").FillAsync("2");
        await visit.PressAsync("Propose an assignment");
        await app.RunJobsAsync();
        await visit.GoAsync($"{root}/assignment");
        Assert.Contains("only", await page.Locator("main").InnerTextAsync(), StringComparison.OrdinalIgnoreCase);
        await page.GetByLabel("Reviews for each submission").FillAsync("1");
        await visit.PressAsync("Propose an assignment");
        await app.RunJobsAsync();
        var proposal = await app.QueryAsync(db => db.AssignmentProposals.Select(proposal => proposal.Id).SingleAsync());
        await visit.GoAsync($"{root}/assignment/{proposal}");
        await visit.PressAsync("Publish this assignment");

        var assigned = await app.QueryAsync(db => db.OutgoingMails.Where(mail => mail.Kind == "assignment.published").Select(mail => mail.Body).SingleAsync());
        await reviewer.GoAsync(Desk().Match(assigned).Value);
        await reviewer.PressAsync("Open my desk");
        await ReviewAsync(app, reviewer, e.Slug);

        await visit.GoAsync($"{root}/decisions");
        await page.GetByLabel("Select #1").CheckAsync();
        await page.GetByLabel("Select #2").CheckAsync();
        await page.Locator("#Choice").SelectOptionAsync("Talk");
        await visit.PressAsync("Stage");
        // What was staged stays selected, to be staged as something else with one press.
        await page.GetByLabel("Select #1").UncheckAsync();
        await page.GetByLabel("Select #2").UncheckAsync();
        await page.GetByLabel("Select #3").CheckAsync();
        await page.Locator("#Choice").SelectOptionAsync("Poster");
        await visit.PressAsync("Stage");
        await visit.GoAsync($"{root}/decisions/release");
        await visit.PressAsync("Release 3 decisions");
        Assert.Equal(4, await app.QueryAsync(db => db.OutgoingMails.CountAsync(mail => mail.Kind.StartsWith("decision"))));
        app.Clock.Advance(TimeSpan.FromMinutes(10)); // until then it could be undone

        await BuildProgrammeAsync(visit, root);
        await visit.GoAsync($"{root}/programme/release");
        await visit.PressAsync("Publish");
        await visit.GoAsync($"/e/{e.Slug}/programme");
        Assert.Contains("Title to be announced", await page.Locator("main").InnerTextAsync(), StringComparison.OrdinalIgnoreCase);

        await visit.GoAsync($"{root}/prints");
        await visit.PressAsync("Print");
        await app.RunJobsAsync();
        var run = await app.QueryAsync(db => db.JobRuns.SingleAsync(run => run.Kind == "programme.print"));
        Assert.True(run.ResultSha256 is not null, run.Message);
        await visit.GoAsync($"/jobs/{run.Id}");
        await visit.GoAsync($"{root}/prints");
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("a[href$='.pdf']").First.ClickAsync());
        var bytes = await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Equal(run.ResultSha256, StoredFile.HashOf(bytes));
        Assert.Equal("%PDF"u8.ToArray(), bytes[..4]);

        await visit.GoAsync($"{root}/mail");
        await visit.GoAsync($"{root}/log");
        await visit.GoAsync($"{root}/settings");
        await visit.GoAsync("/admin");
    }

    private static async Task SetUpAsync(WorkshopApp app, Visit visit)
    {
        var page = visit.Page;
        var token = app.Services.GetRequiredService<SetupToken>().Value;
        await visit.GoAsync($"/setup?token={token}");
        await page.GetByLabel("Name").First.FillAsync("Ingrid Chair");
        await page.Locator("[name='Input.Administrator.Email']").FillAsync("ingrid@nordfjell.example");
        await page.Locator("[name='Input.Administrator.Password']").FillAsync(Given.Password);
        await page.Locator("[name='Input.Event.Name']").FillAsync("Theory of Interpretable Learning 2027");
        await page.Locator("[name='Input.Event.StartsOn']").FillAsync("");
        await visit.PressAsync("Create the event");
        Assert.Equal(1, await page.Locator(".error-summary").CountAsync());
        await page.Locator("[name='Input.Administrator.Password']").FillAsync(Given.Password);
        await page.Locator("[name='Input.Event.StartsOn']").FillAsync("2027-06-10");
        await page.Locator("[name='Input.Event.Venue']").FillAsync("Great Hall, Old Observatory");
        await page.Locator("[name='Input.Event.Zone']").SelectOptionAsync("Europe/Copenhagen");
        await page.Locator("[name='Input.Event.SubmissionsOpen']").FillAsync("2027-01-10T00:00");
        await page.Locator("[name='Input.Event.SubmissionsClose']").FillAsync("2027-03-01T23:59");
        await page.Locator("[name='Input.Event.Topics']").FillAsync("Foundations\nFaithfulness");
        await visit.PressAsync("Create the event");
        Assert.DoesNotContain("/setup", page.Url, StringComparison.Ordinal);
    }

    private static async Task AcceptAsync(WorkshopApp app, Visit reviewer, string slug)
    {
        var mail = await app.QueryAsync(db => db.OutgoingMails.Where(mail => mail.NormalizedTo == "rosa@reviews.example").Select(mail => mail.Body).SingleAsync());
        await reviewer.GoAsync(Invitation().Match(mail).Value);
        await reviewer.PressAsync("Yes, I will review");
        await reviewer.GoAsync($"/e/{slug}/reviews/expertise");
        await reviewer.Page.GetByLabel("As text or BibTeX").FillAsync("Explaining functions with queries\nWe study probes and saliency.\n\nA second paper\nOn lower bounds for explanations.");
        await reviewer.PressAsync("Save");
        await reviewer.GoAsync($"/e/{slug}/reviews");
    }

    private static async Task ReviewAsync(WorkshopApp app, Visit reviewer, string slug)
    {
        var page = reviewer.Page;
        await reviewer.GoAsync($"/e/{slug}/reviews/conflicts");
        await reviewer.GoAsync($"/e/{slug}/reviews");
        await reviewer.PressAsync("Begin");
        for (var i = 0; i < 3; i++)
        {
            Assert.DoesNotContain("Author Nº", await page.Locator("body").InnerTextAsync(), StringComparison.Ordinal);
            if (i == 0)
            {
                await reviewer.FillAsync("Comments to the authors", "A half-finished thought");
                await reviewer.PressAsync("Submit review");
                Assert.Equal(1, await page.Locator(".error-summary").CountAsync());
                Assert.Equal("A half-finished thought", await page.GetByLabel("Comments to the authors").InputValueAsync());
            }

            await page.Locator("input[name='Input.Score']").Nth(i).CheckAsync();
            await page.Locator("input[name='Input.Confidence']").First.CheckAsync();
            await reviewer.FillAsync("Comments to the authors", $"Clear and correct, {i}.");
            await reviewer.PressAsync(i < 2 ? "Submit and open the next" : "Submit review");
        }

        Assert.Equal(3, await app.QueryAsync(db => db.Reviews.CountAsync(review => review.SubmittedAt != null)));
        await reviewer.GoAsync($"/e/{slug}/reviews");
    }

    private static async Task BuildProgrammeAsync(Visit visit, string root)
    {
        var page = visit.Page;
        async Task SessionAsync(string title, string kind, string starts, string ends)
        {
            await visit.GoAsync($"{root}/programme/session");
            await visit.FillAsync("Title", title);
            await page.GetByLabel("Kind").SelectOptionAsync(kind);
            await visit.FillAsync("Starts", starts);
            await visit.FillAsync("Ends", ends);
            await page.Locator("[name='Input.Room']").FillAsync("Great Hall");
            await visit.PressAsync("Save");
        }

        await SessionAsync("Opening", "Keynote", "09:00", "09:45");
        await visit.FollowAsync("Invited talk or other item");
        await page.Locator("[name='Input.Speakers']").FillAsync("Ada Lovelace");
        await visit.FillAsync("Minutes", "45");
        await visit.PressAsync("Save");
        await SessionAsync("Coffee", "Break", "09:45", "10:15");
        await SessionAsync("Talks", "Talks", "10:15", "11:00");
        await FillAsync("Fill from 2 talks", 2);
        await SessionAsync("Posters", "Posters", "11:00", "12:00");
        await FillAsync("Fill with 1 poster", 3);
        await visit.GoAsync($"{root}/programme");

        // With script the editor alone is renewed.
        async Task FillAsync(string button, int placed)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
            await page.Locator(".slots [data-name^='#']").Nth(placed - 1).WaitForAsync();
        }
    }

    [GeneratedRegex(@"/invitation/[0-9a-f]{32}")]
    private static partial Regex Invitation();

    [GeneratedRegex(@"/desk/[0-9a-f]{32}")]
    private static partial Regex Desk();
}

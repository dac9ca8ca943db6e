using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.Pdf;
using Workshop.Domain.Submissions;
using Workshop.IntegrationTests.Platform;
using Workshop.Testing;
using Workshop.Web.Features.Submissions;
using Workshop.Web.Platform.Pdf;

namespace Workshop.IntegrationTests.Submissions;

/// <summary>An upload is stored first and checked afterwards: what holds while the verdict is on its way, and what a late one does.</summary>
public sealed class CheckingTests
{
    private const string Blocked = "submission.file-blocked";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_verdict_in_time_the_submission_stands_and_the_page_waits_for_it()
    {
        await using var world = await LateAsync();

        var address = await world.SubmittedAsync();

        var submission = Assert.Single(await world.SubmissionsAsync());
        var version = Assert.Single(submission.Versions);
        Assert.Equal((SubmissionState.Submitted, CheckState.BeingChecked, true), (submission.State, version.Check, version.IsAwaited));
        Assert.Equal("submission.receipt", Assert.Single(await world.AllAsync<OutgoingMail>()).Kind);
        var page = await world.Browser.GetDocumentAsync(address);
        Assert.Contains("Submitted; the PDF is still being checked.", page.Words(), StringComparison.Ordinal);
        var check = page.GetElementById($"check-{version.Id:n}")!;
        Assert.Equal(($"{address}?handler=check&version={version.Id}", "every 1s"), (check.GetAttribute("hx-get"), check.GetAttribute("hx-trigger")));
        // Without script the page loads itself again.
        Assert.Equal("3", page.QuerySelector("head noscript meta[http-equiv=refresh]")?.GetAttribute("content"));

        await CheckAsync(world, version.Id);

        var fragment = (await world.Browser.GetDocumentAsync(check.GetAttribute("hx-get")!)).GetElementById($"check-{version.Id:n}")!;
        Assert.False(fragment.HasAttribute("hx-get"));
        Assert.Equal("paper.pdf: 2 pages of at most 2: acceptable.", fragment.GetAttribute("data-announce"));
        Assert.Null((await world.Browser.GetDocumentAsync(address)).QuerySelector("head noscript"));
        Assert.Single(await world.AllAsync<OutgoingMail>());
    }

    [Fact]
    public async Task A_blind_paper_is_checked_again_when_somebody_joins_its_authors_whom_it_names()
    {
        await using var world = await AuthorsWorld.StartAsync(Given.Settings() with { DoubleBlind = true });
        var named = SimplePdf.Write(new SimplePdfText("A paper", "", ["We follow Wilhelmina Quastenberger closely."]));
        using var submitted = await world.NewAsync("Submit", named);
        Assert.Equal(HttpStatusCode.Redirect, submitted.StatusCode);
        Assert.DoesNotContain("pdf.author-name", await CodesAsync(), StringComparer.Ordinal);

        using var joined = await world.Browser.SubmitFormAsync(
            $"{submitted.Headers.Location}/edit",
            new Dictionary<string, string?> { ["Input.Authors.Rows[1].Name"] = "Wilhelmina Quastenberger", ["Input.Authors.Rows[1].Email"] = "wq@ens.example" },
            button: "Save changes");

        Assert.Equal(HttpStatusCode.Redirect, joined.StatusCode);
        Assert.Contains("pdf.author-name", await CodesAsync(), StringComparer.Ordinal);

        async Task<IEnumerable<string>> CodesAsync() => Assert.Single(Assert.Single(await world.SubmissionsAsync()).Versions).Findings.Select(finding => finding.Code);
    }

    [Fact]
    public async Task Verdict_that_blocks_late_is_mailed_once_to_every_author_and_shown_wherever_the_submission_stands()
    {
        await using var world = await LateAsync();
        var fields = world.Paper();
        fields["Input.Authors.Rows[1].Name"] = "Émile";
        fields["Input.Authors.Rows[1].Email"] = "emile@ens.example";
        using var response = await world.NewAsync("Submit", AuthorsWorld.Pdf(3), fields);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var version = Assert.Single(Assert.Single(await world.SubmissionsAsync()).Versions);

        await CheckAsync(world, version.Id);
        await CheckAsync(world, version.Id);
        await SweepAsync(world);

        var submission = Assert.Single(await world.SubmissionsAsync());
        Assert.Equal((SubmissionState.Submitted, CheckState.Blocked, 1), (submission.State, submission.CurrentVersion!.Check, submission.CurrentVersion.Number));
        var mails = (await world.AllAsync<OutgoingMail>()).Where(mail => mail.Kind == Blocked).ToList();
        Assert.Equal([AuthorsWorld.Ada, "emile@ens.example"], mails.Select(mail => mail.NormalizedTo).Order());
        Assert.All(mails, mail =>
        {
            Assert.Equal($"{submission.Id}/1/blocked", mail.About);
            Assert.Contains("The PDF has 3 pages; the limit is 2. Shorten it to 2 pages and choose the new file.", mail.Body, StringComparison.Ordinal);
            Assert.Contains("Choose a corrected PDF on the page of the submission until", mail.Body, StringComparison.Ordinal);
            Assert.Contains($"/e/{world.Event.Slug}/submissions/{submission.Id}\n", mail.Body, StringComparison.Ordinal);
        });
        var list = await world.Browser.GetDocumentAsync(world.Root);
        Assert.Equal("Problem", list.QuerySelector(".card .status")!.TextContent);
        Assert.Equal("Missing: The PDF has 3 pages; the limit is 2. Shorten it to 2 pages and choose the new file.", list.QuerySelector(".missing")!.TextContent);
        Assert.Contains("The PDF cannot be reviewed as it is", (await world.Browser.GetDocumentAsync($"{world.Root}/{submission.Id}")).QuerySelector(".notice-problem")!.TextContent, StringComparison.Ordinal);

        using var organizer = await OrganizerAsync(world);
        var dashboard = await organizer.GetDocumentAsync($"/e/{world.Event.Slug}/organize");
        Assert.Contains(dashboard.QuerySelectorAll(".needs a"), need => need.TextContent == "1 submission has a PDF that cannot be reviewed as it is" && need.GetAttribute("href") == $"/e/{world.Event.Slug}/organize/submissions?show=problems");
        Assert.Single((await organizer.GetDocumentAsync($"/e/{world.Event.Slug}/organize/submissions?show=problems")).QuerySelectorAll("tbody tr"));

        // A corrected file mends it.
        using var corrected = await world.Browser.SubmitFormAsync($"{world.Root}/{submission.Id}/edit", new Dictionary<string, string?>(), button: "Save changes", files: [AuthorsWorld.File(AuthorsWorld.Pdf(2))]);
        Assert.Equal(HttpStatusCode.Redirect, corrected.StatusCode);
        await SweepAsync(world);
        Assert.Equal("Submitted", (await world.Browser.GetDocumentAsync(world.Root)).QuerySelector(".card .status")!.TextContent);
        Assert.Empty((await organizer.GetDocumentAsync($"/e/{world.Event.Slug}/organize/submissions?show=problems")).QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public async Task New_version_that_blocks_late_leaves_the_old_one_standing_and_says_so_by_mail()
    {
        await using var world = await LateAsync();
        var address = await world.SubmittedAsync();
        await SweepAsync(world);

        using var response = await world.Browser.SubmitFormAsync($"{address}/edit", new Dictionary<string, string?>(), button: "Save changes", files: [AuthorsWorld.File(AuthorsWorld.Pdf(3), "longer.pdf")]);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal(1, Assert.Single(await world.SubmissionsAsync()).CurrentVersion?.Number);
        Assert.Contains("Version 1 stays in place until then.", (await world.Browser.GetDocumentAsync(address)).Words(), StringComparison.Ordinal);
        await SweepAsync(world);

        var submission = Assert.Single(await world.SubmissionsAsync());
        Assert.Equal((1, CheckState.Blocked, SubmissionState.Submitted), (submission.CurrentVersion?.Number, submission.LatestVersion!.Check, submission.State));
        var mail = Assert.Single(await world.AllAsync<OutgoingMail>(), mail => mail.Kind == Blocked);
        Assert.Contains("Version 1, which was found acceptable before, stays in place until a better one arrives.", mail.Body, StringComparison.Ordinal);
        Assert.Equal("Submitted", (await world.Browser.GetDocumentAsync(world.Root)).QuerySelector(".card .status")!.TextContent);
        Assert.Contains("Version 1 stays in place.", (await world.Browser.GetDocumentAsync(address)).Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Late_verdict_on_a_replaced_version_asks_nobody_to_mend_it()
    {
        await using var world = await LateAsync();
        using var response = await world.NewAsync("Submit", AuthorsWorld.Pdf(3));
        using var replaced = await world.Browser.SubmitFormAsync($"{response.Headers.Location}/edit", new Dictionary<string, string?>(), button: "Save changes", files: [AuthorsWorld.File(AuthorsWorld.Pdf(2))]);
        var versions = Assert.Single(await world.SubmissionsAsync()).Versions.OrderBy(version => version.Number).ToList();

        await CheckAsync(world, versions[0].Id);
        await CheckAsync(world, versions[1].Id);

        Assert.Equal((2, CheckState.Acceptable), (Assert.Single(await world.SubmissionsAsync()).CurrentVersion!.Number, Assert.Single(await world.SubmissionsAsync()).CurrentVersion!.Check));
        Assert.DoesNotContain(await world.AllAsync<OutgoingMail>(), mail => mail.Kind == Blocked);
    }

    /// <summary>After the deadline: Ada's was extended, Émile's was not, then the organizers reopen the submission for both.</summary>
    [Theory]
    [InlineData(false, false, "ada@uni.example can; emile@ens.example cannot")]
    [InlineData(true, false, "ada@uni.example can")]
    [InlineData(false, true, "ada@uni.example can; emile@ens.example can")]
    [InlineData(true, true, "ada@uni.example can; emile@ens.example can")]
    public async Task Mail_about_a_late_verdict_knows_until_when_each_author_can_upload(bool recheck, bool reopened, string expected)
    {
        await using var world = await LateAsync();
        var fields = world.Paper();
        fields["Input.Authors.Rows[1].Name"] = "Émile";
        fields["Input.Authors.Rows[1].Email"] = "emile@ens.example";
        using var response = await world.NewAsync("Submit", AuthorsWorld.Pdf(3), fields);
        var submission = Assert.Single(await world.SubmissionsAsync());
        var version = Assert.Single(submission.Versions);
        var until = world.Event.SubmissionsClose.AddDays(2);
        await world.App.SeedAsync(DeadlineExtension.Grant(world.Event.Id, Given.Email(AuthorsWorld.Ada), until, "", world.Author.Id, WorkshopApp.Start));
        if (reopened)
        {
            await world.App.SeedAsync(DeadlineExtension.Reopen(submission, until, false, "", world.Author.Id, WorkshopApp.Start));
        }

        world.App.Clock.Now = world.Event.SubmissionsClose.AddDays(1);
        if (recheck)
        {
            await world.App.QueryAsync(async db =>
            {
                (await db.SubmissionVersions.SingleAsync(Cancel)).Judge(Given.Acceptable, "", WorkshopApp.Start);
                return await db.SaveChangesAsync(Cancel);
            });
            await world.App.InScopeAsync<CheckVersion, int>(async check =>
            {
                await check.RecheckAsync(version.Id, world.App.Clock.Now, Cancel);
                return 0;
            });
        }
        else
        {
            await CheckAsync(world, version.Id);
        }

        var mails = (await world.AllAsync<OutgoingMail>()).Where(mail => mail.Kind == Blocked).OrderBy(mail => mail.NormalizedTo);
        Assert.Equal(expected, string.Join("; ", mails.Select(mail => $"{mail.NormalizedTo} {(mail.Body.Contains("Choose a corrected PDF on the page of the submission until Fri 5 Feb 2027", StringComparison.Ordinal) ? "can" : "cannot")}")));
    }

    /// <summary>The server was killed after the file was stored: no author was answered, so whoever submitted before gets to know by mail: what must be mended, or the receipt.</summary>
    [Theory]
    [InlineData(true, 3, 1)]
    [InlineData(true, 2, 1)]
    [InlineData(false, 3, 0)]
    public async Task Sweep_checks_what_a_crash_left(bool submitted, int pages, int mails)
    {
        await using var world = await AuthorsWorld.StartAsync();
        var file = StoredFile.Of(AuthorsWorld.Pdf(pages), WorkshopApp.Start);
        var submission = Submission.Start(Guid.NewGuid(), world.Event.Id, 1, world.Author.Id, Given.Content("Left", ("Ada", AuthorsWorld.Ada)), WorkshopApp.Start).Value!;
        _ = submission.AddVersion(file, "left.pdf", world.Author.Id, WorkshopApp.Start);
        if (submitted)
        {
            Assert.True(submission.Submit(CallForm.Untouched(world.Event.Id), WorkshopApp.Start).Succeeded);
        }

        await world.App.SeedAsync(file, submission);

        Assert.Equal(0, await SweepAsync(world, TimeSpan.FromSeconds(1)));
        Assert.Equal(1, await SweepAsync(world));
        Assert.Equal(0, await SweepAsync(world));

        var version = Assert.Single(Assert.Single(await world.SubmissionsAsync()).Versions);
        Assert.Equal((pages <= 2 ? CheckState.Acceptable : CheckState.Blocked, (int?)pages, (DateTimeOffset?)WorkshopApp.Start), (version.Check, version.Pages, version.CheckedAt));
        Assert.Equal(mails, (await world.AllAsync<OutgoingMail>()).Count);
    }

    [Fact]
    public async Task Two_workers_on_one_upload_bring_one_verdict_and_one_mail()
    {
        await using var world = await LateAsync();
        using var response = await world.NewAsync("Submit", AuthorsWorld.Pdf(3));
        var version = Assert.Single(Assert.Single(await world.SubmissionsAsync()).Versions);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => CheckAsync(world, version.Id)));

        Assert.Equal(CheckState.Blocked, Assert.Single(Assert.Single(await world.SubmissionsAsync()).Versions).Check);
        Assert.Single(await world.AllAsync<OutgoingMail>(), mail => mail.Kind == Blocked);
    }

    /// <summary>An author who stops waiting and a verdict that comes at the same moment: one of the two is told of the other, or nobody would be told anything.</summary>
    [Fact]
    public async Task Verdict_and_author_who_does_not_wait_for_it_cannot_miss_each_other()
    {
        await using var world = await LateAsync();
        using var response = await world.NewAsync("Save draft", AuthorsWorld.Pdf(3));
        await using var scope = world.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkshopDb>();
        var seen = await db.SubmissionVersions.SingleAsync(Cancel);

        await CheckAsync(world, seen.Id);

        seen.Await();
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync(Cancel));
    }

    [Fact]
    public async Task Draft_whose_file_is_being_checked_says_so_on_its_form_and_keeps_what_is_typed_there()
    {
        await using var world = await LateAsync();

        using var response = await world.NewAsync("Save draft", AuthorsWorld.Pdf(3));
        var form = await world.Browser.GetDocumentAsync(response.Headers.Location!.ToString());

        Assert.Equal("paper.pdf is saved: it is being checked. Choose a file only to replace it.", form.GetElementById("Input_File-hint")!.TextContent.Trim());
        Assert.NotNull(form.QuerySelector("form .check[hx-get]"));
        // A form is never loaded again by itself.
        Assert.Null(form.QuerySelector("head noscript"));
        await SweepAsync(world);
        Assert.Contains("The PDF has 3 pages; the limit is 2.", (await world.Browser.GetDocumentAsync(response.Headers.Location!.ToString())).QuerySelector(".check .findings")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await world.AllAsync<OutgoingMail>());
    }

    /// <summary>A warning keeps nobody from submitting; this one is read before, because an author may know nothing of it.</summary>
    [Fact]
    public async Task Text_that_nobody_sees_is_shown_before_the_file_is_submitted()
    {
        await using var world = await AuthorsWorld.StartAsync();

        using var response = await world.NewAsync("Submit", new TrickPdf().Write("1 g BT /F 10 Tf 20 200 Td (The weather was fine on most of the days.) Tj ET"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var page = await response.DocumentAsync();
        Assert.StartsWith("Saved, and not submitted yet. Look at what the check found", page.ErrorAt("File"), StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector(".check .findings a[href$='/pages/1']"));
        Assert.Equal(SubmissionState.Draft, Assert.Single(await world.SubmissionsAsync()).State);

        using var again = await world.Browser.SubmitFormAsync(page, $"{world.Root}/new", new Dictionary<string, string?>(), button: "Submit");
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Equal(SubmissionState.Submitted, Assert.Single(await world.SubmissionsAsync()).State);
    }

    [Fact]
    public async Task Check_fragment_is_for_authors_only()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var fields = world.Paper();
        fields["Input.Authors.Rows[1].Name"] = "Émile";
        fields["Input.Authors.Rows[1].Email"] = "emile@ens.example";
        using var response = await world.NewAsync("Submit", AuthorsWorld.Pdf(2), fields);
        await world.App.PersonAsync("Émile", "emile@ens.example");
        await world.App.PersonAsync("Stranger", "stranger@else.example");
        var submission = Assert.Single(await world.SubmissionsAsync());
        var fragment = $"{world.Root}/{submission.Id}?handler=check&version={submission.Versions[0].Id}";
        using var coAuthor = await world.App.SignedInAsync("emile@ens.example");
        using var stranger = await world.App.SignedInAsync("stranger@else.example");
        using var organizer = await OrganizerAsync(world);

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.NotFound],
            await Task.WhenAll(((HttpClient[])[world.Browser, coAuthor, stranger, organizer]).Select(async browser =>
            {
                using var answer = await browser.GetAsync(new Uri(fragment, UriKind.Relative), Cancel);
                return answer.StatusCode;
            })));
    }

    /// <summary>All that up to three versions can be: <see cref="Submission.CurrentVersion"/> and the query say the same.</summary>
    [Fact]
    public async Task Standing_version_is_the_same_in_the_rule_and_in_SQL()
    {
        await using var world = await AuthorsWorld.StartAsync();
        Action<SubmissionVersion>[] fates =
        [
            _ => { },
            version => version.Judge(Given.Acceptable, "", WorkshopApp.Start),
            version => version.Judge(Refusing, "", WorkshopApp.Start),
            version =>
            {
                version.Judge(Given.Acceptable, "", WorkshopApp.Start);
                version.Judge(Refusing, "", WorkshopApp.Start);
            },
        ];
        StoredFile[] files = [StoredFile.Of([1], WorkshopApp.Start), StoredFile.Of([2], WorkshopApp.Start), StoredFile.Of([3], WorkshopApp.Start)];
        var submissions = new List<Submission>();
        foreach (var combination in Enumerable.Range(0, 64).Select(n => new[] { n % 4, n / 4 % 4, n / 16 }))
        {
            var submission = Submission.Start(Guid.NewGuid(), world.Event.Id, submissions.Count + 1, world.Author.Id, Given.Content("Paper", ("Ada", AuthorsWorld.Ada)), WorkshopApp.Start).Value!;
            for (var i = 0; i < 3; i++)
            {
                fates[combination[i]](submission.AddVersion(files[i], "paper.pdf", world.Author.Id, WorkshopApp.Start).Value!);
            }

            _ = submission.Submit(CallForm.Untouched(world.Event.Id), WorkshopApp.Start);
            submissions.Add(submission);
        }

        await world.App.SeedAsync([.. files, .. submissions]);

        var standing = await world.App.QueryAsync(db => db.CurrentVersions().ToDictionaryAsync(version => version.SubmissionId, version => version.Id, Cancel));
        Assert.Equal(submissions.ToDictionary(s => s.Id, s => s.CurrentVersion!.Id), standing);
        var problems = await world.App.QueryAsync(db => db.PdfProblems().Select(version => version.SubmissionId).ToListAsync(Cancel));
        Assert.Equal(submissions.Where(s => s.Problem is not null).Select(s => s.Id).Order(), problems.Order());
        Assert.NotEmpty(problems);
    }

    private static PdfVerdict Refusing { get; } = new(3, 2, [new Finding("pdf.too-many-pages", Severity.Blocks, "The PDF has 3 pages; the limit is 2.", 3)]);

    /// <summary>Nobody checks anything until the test does.</summary>
    private static Task<AuthorsWorld> LateAsync() => AuthorsWorld.StartAsync(change: app => app.With("Checks:Workers", "0"));

    private static async Task CheckAsync(AuthorsWorld world, Guid versionId)
    {
        await using var scope = world.App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CheckVersion>().RunAsync(versionId, nobodyWaits: false, Cancel);
    }

    private static Task<int> SweepAsync(AuthorsWorld world, TimeSpan leftFor = default) => world.App.InScopeAsync<SweepChecks, int>(sweep => sweep.RunAsync(leftFor, Cancel));

    private static async Task<HttpClient> OrganizerAsync(AuthorsWorld world)
    {
        await world.App.SeedAsync(Given.Organizer(world.Event, "olga@uni.example"));
        await world.App.PersonAsync("Olga", "olga@uni.example");
        return await world.App.SignedInAsync("olga@uni.example");
    }
}

using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workshop.Data.Programme;
using Workshop.Domain.Decisions;
using Workshop.Domain.Jobs;
using Workshop.Domain.Programme;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.Testing;
using Workshop.Web.Features.Programme.Prints;
using Workshop.Web.Platform.Pdf;
using Workshop.Web.Platform.Tools;

namespace Workshop.IntegrationTests.Programme;

/// <summary>The page that prints, its previews, and the texts around the programme.</summary>
public sealed class PrintsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_organizer_prints_in_the_background_and_alone_may_download()
    {
        using var app = new WorkshopApp();
        var (world, prints) = await WorldAsync(app);
        using var otto = await app.SignedInAsync(ProgrammeWorld.Otto);
        using var anna = await app.SignedInAsync(ProgrammeWorld.Anna);
        var page = $"{prints}?kind=booklet";

        using var asked = await otto.SubmitFormAsync(page, new Dictionary<string, string?> { ["Source"] = "draft", ["Option.columns"] = "2", ["Option.paper"] = "nonsense" }, ".print-form", "Print");
        using var askedAgain = await otto.SubmitFormAsync(page, new Dictionary<string, string?>(), ".print-form", "Print");
        using var other = await otto.SubmitFormAsync(page, new Dictionary<string, string?> { ["Option.columns"] = "1" }, ".print-form", "Print");
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (asked.StatusCode, askedAgain.StatusCode));
        Assert.Equal("Queued", (await otto.GetDocumentAsync(page)).QuerySelector("#job-print .status")!.TextContent, ignoreCase: true);
        var runs = await app.RunJobsAsync();

        // The same wish twice is one run, another wish is another.
        Assert.Equal([JobState.Succeeded, JobState.Succeeded], runs.Select(run => run.State));
        Assert.All(runs, run => Assert.Equal("Programme booklet: ready.", run.Message));
        var shown = await otto.GetDocumentAsync(page);
        Assert.Equal("1", shown.QuerySelector("#option-columns option[selected]")!.GetAttribute("value"));
        var link = shown.QuerySelector("#job-print a")!.GetAttribute("href")!;
        using var pdf = await otto.GetAsync(new Uri(link, UriKind.Relative), Cancel);
        Assert.Equal(("application/pdf", $"{world.Event.Slug}-booklet.pdf"), (pdf.Content.Headers.ContentType?.MediaType, pdf.Content.Headers.ContentDisposition?.FileName));
        var text = await TextAsync(app, await pdf.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Contains("Paper 1 on", text, StringComparison.Ordinal);
        Assert.Contains("Berg, Anna van den", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Paper 4", text, StringComparison.Ordinal);

        // A staged acceptance stands in the draft for those who may know of it, and the file is theirs alone.
        Assert.Contains("Paper 5", text, StringComparison.Ordinal);
        foreach (var address in new[] { link, page, $"{prints}/booklet/preview.png", $"{prints}/texts" })
        {
            using var hidden = await anna.GetAsync(new Uri(address, UriKind.Relative), Cancel);
            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        }
    }

    [Fact]
    public async Task A_print_of_the_draft_is_for_whoever_asked_alone()
    {
        using var app = new WorkshopApp();
        var (world, prints) = await WorldAsync(app, 1, 2);
        await app.PersonAsync("Olga Organizer", "olga@chairs.example");
        await app.SeedAsync(Given.Organizer(world.Event, "olga@chairs.example"));
        using var otto = await app.SignedInAsync(ProgrammeWorld.Otto);
        using var olga = await app.SignedInAsync("olga@chairs.example");
        var draft = new Dictionary<string, string?> { ["Source"] = "draft" };

        using var asked = await otto.SubmitFormAsync(prints, draft, ".print-form", "Print");
        var run = Assert.Single(await app.RunJobsAsync());
        Assert.True(run.State == JobState.Succeeded, run.Message);

        await SeesAsync(otto, run.Id, true);
        await SeesAsync(olga, run.Id, false);
        using var progress = await olga.GetAsync(new Uri($"/jobs/{run.Id}", UriKind.Relative), Cancel);
        Assert.DoesNotMatch("[0-9]+ pages? (is|are)", await progress.Content.ReadAsStringAsync(Cancel));

        // Nor does the run of one organizer serve for the very same wish of another.
        using var ottoAgain = await otto.SubmitFormAsync(prints, draft, ".print-form", "Print");
        using var olgaToo = await olga.SubmitFormAsync(prints, draft, ".print-form", "Print");
        Assert.Equal(2, await app.QueryAsync(db => db.JobRuns.CountAsync(queued => queued.State == JobState.Queued)));
        foreach (var own in await app.RunJobsAsync())
        {
            await SeesAsync(otto, own.Id, own.RequestedBy == run.RequestedBy);
            await SeesAsync(olga, own.Id, own.RequestedBy != run.RequestedBy);
        }

        // What is released is the same for everybody.
        await world.ReleaseProgrammeAsync();
        using var released = await otto.SubmitFormAsync(prints, new Dictionary<string, string?> { ["Source"] = "released" }, ".print-form", "Print");
        var shared = Assert.Single(await app.RunJobsAsync());
        Assert.Matches("^Programme booklet: [0-9]+ pages are ready.$", shared.Message);
        await SeesAsync(olga, shared.Id, true);

        async Task SeesAsync(HttpClient organizer, Guid print, bool isThere)
        {
            var file = $"{prints}/{print}.pdf";
            using var pdf = await organizer.GetAsync(new Uri(file, UriKind.Relative), Cancel);
            Assert.Equal(isThere ? HttpStatusCode.OK : HttpStatusCode.NotFound, pdf.StatusCode);
            Assert.Equal(isThere, (await organizer.GetDocumentAsync(prints)).QuerySelector($"a[href='{file}']") is not null);
        }
    }

    [Fact]
    public async Task An_old_run_that_says_nothing_is_for_whoever_asked_alone()
    {
        using var app = new WorkshopApp();
        var (world, prints) = await WorldAsync(app);
        await app.PersonAsync("Olga Organizer", "olga@chairs.example");
        var otto = await app.QueryAsync(db => db.People.Where(person => person.Name == "Otto Organizer").Select(person => person.Id).SingleAsync());
        await app.SeedAsync(Given.Organizer(world.Event, "olga@chairs.example"), JobRun.Request(PrintJob.Kind, "{}", world.Event.Id, otto, app.Clock.Now));
        using var his = await app.SignedInAsync(ProgrammeWorld.Otto);
        using var hers = await app.SignedInAsync("olga@chairs.example");

        Assert.NotNull((await his.GetDocumentAsync(prints)).QuerySelector("#printed"));
        Assert.Null((await hers.GetDocumentAsync(prints)).QuerySelector("#printed"));
    }

    [Fact]
    public async Task Reviewers_are_thanked_for_having_accepted_which_says_nothing_about_any_paper()
    {
        using var app = new WorkshopApp();
        var (world, prints) = await WorldAsync(app);
        var rita = await app.PersonAsync("Rita Reviewer", "rita@uni.example");
        var (invited, _) = Reviewer.Invite(world.Event.Id, "Ivo Invited", Given.Email("ivo@uni.example"), WorkshopApp.Start);
        await app.SeedAsync(Given.Reviewer(world.Event, rita, "rita@uni.example"), invited);
        using var otto = await app.SignedInAsync(ProgrammeWorld.Otto);

        using var saved = await otto.SubmitFormAsync($"{prints}/texts", new Dictionary<string, string?> { ["Input.ThanksReviewers"] = "true" });

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var front = await app.QueryAsync(db => db.ReadProgrammeFrontAsync(world.Event.Id, Cancel));
        Assert.Equal(["Rita Reviewer"], front.Reviewers.Select(reviewer => reviewer.Name));
    }

    [Fact]
    public async Task Without_a_release_the_released_programme_cannot_be_printed()
    {
        using var app = new WorkshopApp();
        var (_, prints) = await WorldAsync(app);
        using var otto = await app.SignedInAsync(ProgrammeWorld.Otto);

        using var asked = await otto.SubmitFormAsync(prints, new Dictionary<string, string?> { ["Source"] = "released" }, ".print-form", "Print");
        var run = Assert.Single(await app.RunJobsAsync());
        using var preview = await otto.GetAsync(new Uri($"{prints}/booklet/preview.png?source=released", UriKind.Relative), Cancel);
        using var unknown = await otto.GetAsync(new Uri($"{prints}?kind=nothing", UriKind.Relative), Cancel);

        Assert.Equal((JobState.Failed, "No programme is released yet. Release it, or print the draft."), (run.State, run.Message));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (preview.StatusCode, unknown.StatusCode));
    }

    [Fact]
    public async Task A_print_that_waits_is_cancelled_from_the_page()
    {
        using var app = new WorkshopApp();
        var (_, prints) = await WorldAsync(app);
        using var otto = await app.SignedInAsync(ProgrammeWorld.Otto);
        using var asked = await otto.SubmitFormAsync(prints, new Dictionary<string, string?>(), ".print-form", "Print");

        using var cancelled = await otto.SubmitFormAsync(prints, new Dictionary<string, string?>(), "#job-print form", "Cancel");

        Assert.Equal(HttpStatusCode.Redirect, cancelled.StatusCode);
        Assert.Empty(await app.RunJobsAsync());
        Assert.Equal([JobState.Cancelled], await app.QueryAsync(db => db.JobRuns.Select(run => run.State).ToListAsync()));
    }

    [Fact]
    public async Task The_first_page_is_shown_with_the_options_and_kept()
    {
        using var app = new WorkshopApp();
        var (_, prints) = await WorldAsync(app);
        using var otto = await app.SignedInAsync(ProgrammeWorld.Otto);

        using var shown = await otto.SubmitFormAsync(prints, new Dictionary<string, string?> { ["Source"] = "draft", ["Option.paper"] = "letter" }, ".print-form", "Show the first page");
        var address = (await otto.GetDocumentAsync(prints)).QuerySelector("[data-preview]")!.GetAttribute("src")!;
        using var letter = await otto.GetAsync(new Uri(address, UriKind.Relative), Cancel);
        using var a5 = await otto.GetAsync(new Uri(address.Replace("paper=letter", "paper=a5", StringComparison.Ordinal), UriKind.Relative), Cancel);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        request.Headers.IfNoneMatch.Add(letter.Headers.ETag!);
        using var again = await otto.SendAsync(request, Cancel);

        Assert.Equal("image/png", letter.Content.Headers.ContentType?.MediaType);
        Assert.Equal((680, 880), PageImages.SizeOf(await letter.Content.ReadAsByteArrayAsync(Cancel)));
        Assert.Equal(466, PageImages.SizeOf(await a5.Content.ReadAsByteArrayAsync(Cancel)).Width, 3d);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await app.RunJobsAsync());
    }

    [Fact]
    public async Task Texts_are_saved_refused_under_their_field_and_guarded_by_their_revision()
    {
        using var app = new WorkshopApp();
        var (world, prints) = await WorldAsync(app);
        using var otto = await app.SignedInAsync(ProgrammeWorld.Otto);
        var texts = $"{prints}/texts";
        var stale = await otto.GetDocumentAsync(texts);

        using var refused = await otto.SubmitFormAsync(texts, new Dictionary<string, string?> { ["Input.Welcome"] = "Kept <b>", ["Input.Accent"] = "#ffee00" });
        using var saved = await otto.SubmitFormAsync(texts, new Dictionary<string, string?> { ["Input.Welcome"] = "Dear all", ["Input.Sponsors"] = "Acme; Gold; https://acme.example", ["Input.Accent"] = "#8a1f3c" });
        using var late = await otto.SubmitFormAsync(stale, texts, new Dictionary<string, string?> { ["Input.Welcome"] = "Mine" });

        var answer = await refused.DocumentAsync();
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("hard to read on white", answer.QuerySelector("#Input_Accent-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Kept <b>", answer.QuerySelector("#Input_Welcome")!.TextContent);
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Conflict), (saved.StatusCode, late.StatusCode));
        var front = await app.QueryAsync(db => db.FrontMatter.AsNoTracking().SingleAsync(front => front.EventId == world.Event.Id));
        Assert.Equal(("Dear all", "#8a1f3c", "Acme"), (front.Welcome, front.Accent, Assert.Single(front.Sponsors).Name));
    }

    [Fact]
    public async Task A_logo_is_cleaned_shown_and_printed()
    {
        using var app = new WorkshopApp();
        var (world, prints) = await WorldAsync(app);
        using var otto = await app.SignedInAsync(ProgrammeWorld.Otto);
        using var anna = await app.SignedInAsync(ProgrammeWorld.Anna);
        var texts = $"{prints}/texts";
        byte[] png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==");

        using var no = await otto.SubmitFormAsync(texts, new Dictionary<string, string?>(), ".print-pictures form", null, [new FormFile("Picture", "logo.svg", Encoding.UTF8.GetBytes("<svg onload='alert(1)'/>"), "image/svg+xml")]);
        using var yes = await otto.SubmitFormAsync(texts, new Dictionary<string, string?>(), ".print-pictures form", null, [new FormFile("Picture", "logo.png", [.. png, .. "hidden"u8], "image/png")]);
        using var clean = await otto.SubmitFormAsync(texts, new Dictionary<string, string?>(), ".print-pictures form", null, [new FormFile("Picture", "logo.png", png, "image/png")]);

        Assert.Equal(HttpStatusCode.BadRequest, no.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, clean.StatusCode);
        var logo = await app.QueryAsync(db => db.FrontMatter.Where(front => front.EventId == world.Event.Id).Select(front => front.Logo).SingleAsync());
        Assert.Equal(64, logo.Length);
        using var picture = await otto.GetAsync(new Uri($"{prints}/pictures/{logo}", UriKind.Relative), Cancel);
        using var stranger = await anna.GetAsync(new Uri($"{prints}/pictures/{logo}", UriKind.Relative), Cancel);
        using var other = await otto.GetAsync(new Uri($"{prints}/pictures/{StoredFile.HashOf([1, 2, 3])}", UriKind.Relative), Cancel);
        Assert.Equal(("image/png", HttpStatusCode.NotFound, HttpStatusCode.NotFound), (picture.Content.Headers.ContentType?.MediaType, stranger.StatusCode, other.StatusCode));
    }

    [Fact]
    public async Task Pictures_that_are_too_large_together_are_refused_before_they_are_loaded()
    {
        using var app = new WorkshopApp();
        var (world, prints) = await WorldAsync(app);
        var picture = StoredFile.Of([7], WorkshopApp.Start);
        var front = ProgrammeFrontMatter.Open(world.Event.Id);
        front.ShowLogo(picture.Sha256);
        await app.SeedAsync(picture, front);
        await app.QueryAsync(db => db.Files.Where(file => file.Sha256 == picture.Sha256).ExecuteUpdateAsync(set => set.SetProperty(file => file.Size, 61L << 20), Cancel));
        using var otto = await app.SignedInAsync(ProgrammeWorld.Otto);

        using var asked = await otto.SubmitFormAsync(prints, new Dictionary<string, string?> { ["Source"] = "draft" }, ".print-form", "Print");
        var run = Assert.Single(await app.RunJobsAsync());

        Assert.Equal((JobState.Failed, "Logos and portraits together are larger than 60 MB. Choose smaller ones."), (run.State, run.Message));
    }

    [Fact]
    public async Task The_book_binds_in_what_is_public_and_names_what_cannot_be_bound()
    {
        using var app = new WorkshopApp();
        var (world, prints) = await WorldAsync(app, 1, 2, 3);
        await PaperAsync(world, 1, SimplePdf.Write(new SimplePdfText("One", "Anna", ["Inside paper one."]) { Pages = 3 }), isPublic: true);
        await PaperAsync(world, 2, SimplePdf.Write(new SimplePdfText("Two", "Otto", ["Inside paper two."]) { Pages = 2 })[..400], isPublic: true);
        await PaperAsync(world, 3, await LockedAsync(app, SimplePdf.Write(new SimplePdfText("Three", "Anna", ["Inside paper three."]))), isPublic: true);
        await world.ReleaseProgrammeAsync();
        using var otto = await app.SignedInAsync(ProgrammeWorld.Otto);

        using var asked = await otto.SubmitFormAsync($"{prints}?kind=book", new Dictionary<string, string?> { ["Source"] = "released", ["Option.papers"] = "yes" }, ".print-form", "Print");
        var run = Assert.Single(await app.RunJobsAsync());

        Assert.True(run.State == JobState.Succeeded, run.Message);
        var pdf = await app.QueryAsync(db => db.Files.Where(file => file.Sha256 == run.ResultSha256).Select(file => file.Content).SingleAsync());
        var pages = (await TextAsync(app, pdf)).Split('\f');
        var paper = Array.FindIndex(pages, page => page.Contains("Inside paper one.", StringComparison.Ordinal));
        Assert.True(paper > 0);

        // The stamped number of the page is the page, on the paper's own pages too; the sentence under the abstract says the first of them.
        Assert.Matches($@"(?s)Inside paper one\..*\n\s*{paper + 1}\s*$", pages[paper]);
        Assert.Matches($@"\n\s*{paper + 3}\s*$", pages[paper + 2]);
        Assert.Contains(pages, page => page.Contains($"The paper begins on page {paper + 1}.", StringComparison.Ordinal));
        var missing = Assert.Single(pages, page => page.Contains("Not included", StringComparison.Ordinal) && page.Contains("The file is damaged.", StringComparison.Ordinal));
        Assert.Contains("Paper 2 on", missing, StringComparison.Ordinal);
        Assert.Contains("The file is protected by a password.", missing, StringComparison.Ordinal);
        Assert.DoesNotContain("Inside paper three", string.Concat(pages), StringComparison.Ordinal);
        var index = pages.Last(page => page.Contains("Berg, Anna van den", StringComparison.Ordinal));
        var one = Array.FindIndex(pages, page => page.Contains("The paper begins on page", StringComparison.Ordinal)) + 1;
        Assert.Matches($@"Berg, Anna van den\s+{one}\b", index);
    }

    private static async Task<(ProgrammeWorld World, string Prints)> WorldAsync(WorkshopApp app, params int[] numbers)
    {
        var world = await ProgrammeWorld.MakeAsync(app);
        await world.SessionAsync("Talks", SessionKind.Talks, 9, numbers.Length == 0 ? [1, 2, 4, 5] : numbers);
        return (world, $"/e/{world.Event.Slug}/organize/prints");
    }

    private static async Task PaperAsync(ProgrammeWorld world, int number, byte[] pdf, bool isPublic)
    {
        var file = StoredFile.Of(pdf, WorkshopApp.Start);
        var author = number == 2 ? ProgrammeWorld.Otto : ProgrammeWorld.Anna;
        var answer = PresentationAnswer.Open(world.Event.Id, world.Id(number));
        Assert.True(answer.Confirm(new PresentationChoice(author, true, isPublic, true), [author], Guid.NewGuid(), WorkshopApp.Start).Succeeded);
        var decision = await world.App.QueryAsync(db => db.Decisions.AsNoTracking().SingleAsync(decision => decision.SubmissionId == world.Id(number)));
        await world.App.SeedAsync(file, answer, FinalVersion.Of(decision, 1, file, "paper.pdf", null, "", Guid.NewGuid(), WorkshopApp.Start));
    }

    private static async Task<byte[]> LockedAsync(WorkshopApp app, byte[] pdf)
    {
        var result = await app.Services.GetRequiredService<ToolProcess>().RunAsync(
            new ToolRun("qpdf", ["--encrypt", "reader", "owner", "256", "--", "x.pdf", "-"]) { Files = new Dictionary<string, ReadOnlyMemory<byte>> { ["x.pdf"] = pdf } }, Cancel);
        Assert.True(result.Succeeded, result.Errors);
        return result.Output;
    }

    private static async Task<string> TextAsync(WorkshopApp app, byte[] pdf)
    {
        var result = await app.Services.GetRequiredService<ToolProcess>().RunAsync(new ToolRun("pdftotext", ["-layout", "x.pdf", "-"]) { Files = new Dictionary<string, ReadOnlyMemory<byte>> { ["x.pdf"] = pdf } }, Cancel);
        Assert.True(result.Succeeded, result.Errors);
        return result.Text;
    }
}

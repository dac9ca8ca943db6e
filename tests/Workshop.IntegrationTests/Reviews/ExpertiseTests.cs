using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Reviewing;
using Workshop.Testing;
using Workshop.Web.Features.Reviews;
using Workshop.Web.Platform.Pdf;

namespace Workshop.IntegrationTests.Reviews;

/// <summary>A reviewer's own page: past papers from text, BibTeX and PDFs, co-authors, and what matching sees.</summary>
public sealed class ExpertiseTests : IDisposable
{
    private const string MainForm = "form[enctype]";

    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Pasted_papers_are_added_to_those_that_are_there_and_nothing_typed_is_lost()
    {
        var (_, anna, path) = await VisitAsync();
        var typed = new Dictionary<string, string?> { ["Input.PastPapers"] = "First title\nIts abstract\nAuthors: Anna Reviewer, Bo Li\nYear: 2026\n\nSecond title", ["Input.MaxLoad"] = "many", ["Input.Coauthor"] = "Dana Named" };

        using var refused = await anna.SubmitFormAsync(path, typed, MainForm, "Save");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var page = await refused.DocumentAsync();
        Assert.Equal(typed["Input.PastPapers"], page.QuerySelector("textarea")!.TextContent.Trim());
        Assert.Equal(("many", "Dana Named"), (Value(page, "Input.MaxLoad"), Value(page, "Input.Coauthor")));
        Assert.Single(Titles(page));

        typed["Input.MaxLoad"] = "2";
        using var saved = await anna.SubmitFormAsync(page, path, typed, MainForm, "Save");
        using var twice = await anna.SubmitFormAsync(page, path, typed, MainForm, "Save");

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (saved.StatusCode, twice.StatusCode));
        page = await anna.GetDocumentAsync(path);
        Assert.Equal(["Sparse explanations of trees", "First title", "Second title"], Titles(page));
        Assert.Equal("2", Value(page, "Input.MaxLoad"));
        Assert.Equal(["Bo Li", "Dana Named"], Coauthors(page));
        Assert.Contains("2026, “First title”", page.QuerySelector(".coauthors")!.TextContent, StringComparison.Ordinal);
        var kept = await PapersAsync();
        Assert.Equal(("Its abstract", "Anna Reviewer\nBo Li", 2026, PastPaperSource.Pasted), (kept[1].Abstract, kept[1].Authors, kept[1].Year, kept[1].Source));
    }

    [Fact]
    public async Task Looking_shows_what_is_understood_and_saves_nothing()
    {
        var (_, anna, path) = await VisitAsync();

        using var shown = await anna.SubmitFormAsync(path, new Dictionary<string, string?> { ["Input.PastPapers"] = "@article{a, title={Trees {AND} forests}, author={Lang, Anna and Li, Bo}, year=2020}" }, MainForm, "Show how the text is understood");

        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        var page = await shown.DocumentAsync();
        Assert.Equal(["Trees AND forests"], page.QuerySelectorAll("ol li strong").Select(title => title.TextContent));
        Assert.Contains("from BibTeX", page.QuerySelector("#understood")!.TextContent, StringComparison.Ordinal);
        Assert.Single(await PapersAsync());
    }

    [Fact]
    public async Task What_bibtex_does_not_say_is_complained_about_before_anything_is_left_out()
    {
        var (_, anna, path) = await VisitAsync();
        var bib = "@string{j = \"Journal\"}\n@article{a, title = {Good \\\"{u}ber trees}, author = {Lang, Anna and others}, year = {2021}, journal = j}\n@article{b, author = {Nobody}}\n@article{c, title = {Never closed"u8.ToArray();

        using var refused = await anna.SubmitFormAsync(path, new Dictionary<string, string?>(), MainForm, "Save", [new FormFile("Input.Files", "mine.bib", bib, "text/plain")]);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var page = await refused.DocumentAsync();
        Assert.Contains("@article{b, author", page.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Line 3:", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Single(await PapersAsync());
        using var saved = await anna.SubmitFormAsync(page, path, new Dictionary<string, string?> { ["Input.LeaveOut"] = "true" }, MainForm, "Save");
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var good = (await PapersAsync()).Single(paper => paper.Title == "Good über trees");
        Assert.Equal((PastPaperSource.BibTeX, 2021, "Anna Lang"), (good.Source, good.Year, good.Authors));
    }

    [Fact]
    public async Task Pdfs_are_read_guessed_shown_for_correction_and_not_kept()
    {
        var (world, anna, path) = await VisitAsync();
        var before = await _app.QueryAsync(db => db.Files.CountAsync());
        FormFile[] files =
        [
            new("Input.Files", "one.pdf", Pdf("Circuits that explain", "Abstract. We compile circuits.", "1. Introduction. Zebra crossings.")),
            new("Input.Files", "scan.pdf", HandmadePdf.Scan()),
            new("Input.Files", "broken.pdf", "%PDF-1.7 nothing"u8.ToArray()),
            new("Input.Files", "../../etc/<b>notes.txt", "plain words"u8.ToArray(), "text/plain"),
        ];

        using var saved = await anna.SubmitFormAsync(path, new Dictionary<string, string?>(), MainForm, "Save", files);

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var page = await anna.GetDocumentAsync(saved.Headers.Location!.ToString());
        var notice = page.QuerySelector(".notice")!.TextContent;
        Assert.Contains("One past paper is new.", notice, StringComparison.Ordinal);
        Assert.Contains("scan.pdf: this PDF has no text", notice, StringComparison.Ordinal);
        Assert.Contains("broken.pdf: this PDF is damaged", notice, StringComparison.Ordinal);
        Assert.Contains("<b>notes.txt: this is neither a PDF nor BibTeX.", notice, StringComparison.Ordinal);
        var paper = (await PapersAsync()).Single(paper => paper.Source == PastPaperSource.Pdf);
        Assert.Equal(("Circuits that explain", "We compile circuits."), (paper.Title, paper.Abstract));
        Assert.Contains("Zebra", paper.FullText, StringComparison.Ordinal);
        Assert.Equal(before, await _app.QueryAsync(db => db.Files.CountAsync()));
        Assert.Single(page.QuerySelectorAll(".card .missing"));

        var edit = $"{path}/{paper.Id}";
        using var wrong = await anna.SubmitFormAsync(edit, new Dictionary<string, string?> { ["Input.Title"] = "", ["Input.Abstract"] = "Mine", ["Input.Year"] = "soon" });
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        var again = await wrong.DocumentAsync();
        Assert.Equal(("", "Mine", "soon"), (Value(again, "Input.Title"), again.QuerySelector("#Input_Abstract")!.TextContent.Trim(), Value(again, "Input.Year")));
        using var corrected = await anna.SubmitFormAsync(edit, new Dictionary<string, string?> { ["Input.Title"] = "Circuits that explain themselves", ["Input.Authors"] = "Anna Reviewer\nBo Li", ["Input.Year"] = "2025" });
        Assert.Equal(HttpStatusCode.Redirect, corrected.StatusCode);
        using var gone = await anna.FetchAsync(edit);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        var now = (await PapersAsync()).Single(other => other.Title == "Circuits that explain themselves");
        Assert.Equal((paper.FullText, paper.Position), (now.FullText, now.Position));

        using var others = await (await _app.SignedInAsync(ReviewingWorld.Ben)).FetchAsync($"{path}/{now.Id}");
        Assert.Equal(HttpStatusCode.NotFound, others.StatusCode);
        using var removed = await anna.SubmitFormAsync($"{path}/{now.Id}", new Dictionary<string, string?>(), "form[action*=Remove]");
        Assert.Equal(HttpStatusCode.Redirect, removed.StatusCode);
        Assert.DoesNotContain(await PapersAsync(), other => other.Id == now.Id);
        Assert.NotEmpty(world.Papers);
    }

    [Fact]
    public async Task A_past_paper_that_was_changed_in_another_window_is_not_overwritten()
    {
        var (world, anna, path) = await VisitAsync();
        var edit = $"{path}/{world.AnnaReviews.PastPapers[0].Id}";
        var first = await anna.GetDocumentAsync(edit);
        using var here = await anna.SubmitFormAsync(first, edit, new Dictionary<string, string?> { ["Input.Title"] = "Changed here" });

        using var there = await anna.SubmitFormAsync(first, edit, new Dictionary<string, string?> { ["Input.Title"] = "Changed there" });

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Conflict), (here.StatusCode, there.StatusCode));
        Assert.Equal("Changed there", Value(await there.DocumentAsync(), "Input.Title"));
        Assert.Equal(["Changed here"], (await PapersAsync()).Select(paper => paper.Title));
    }

    [Fact]
    public async Task Too_many_files_or_papers_are_refused_with_a_sentence()
    {
        var (_, anna, path) = await VisitAsync();
        var pdf = Pdf("One", "Abstract. Text.");

        using var files = await anna.SubmitFormAsync(path, new Dictionary<string, string?> { ["Input.PastPapers"] = "Kept" }, MainForm, "Save", [.. Enumerable.Range(0, ReadPastPapers.MostFiles + 1).Select(i => new FormFile("Input.Files", $"{i}.pdf", pdf))]);
        Assert.Equal(HttpStatusCode.BadRequest, files.StatusCode);
        Assert.Equal("Kept", (await files.DocumentAsync()).QuerySelector("textarea")!.TextContent.Trim());
        using var papers = await anna.SubmitFormAsync(path, new Dictionary<string, string?> { ["Input.PastPapers"] = string.Join("\n\n", Enumerable.Range(0, 60).Select(i => $"Paper {i}")) }, MainForm, "Save");
        Assert.Equal(HttpStatusCode.BadRequest, papers.StatusCode);
        Assert.Contains("three to five are enough", (await papers.DocumentAsync()).QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Single(await PapersAsync());
    }

    [Theory]
    [InlineData("@article{")]
    [InlineData("@article{a, title={{{{{{{{{{{{{{{{{{{{{{")]
    [InlineData("@string{a=a}@string{b=a#a#a#a}@article{x, title=b#b#b}")]
    [InlineData("@article{x, title={<script>alert(1)</script>}}")]
    [InlineData("\0\0@misc{y, title = {\u0001\u0002 nul \0 bytes}}")]
    public async Task Hostile_bibtex_becomes_text_or_a_sentence(string bib)
    {
        var (_, anna, path) = await VisitAsync();

        using var answer = await anna.SubmitFormAsync(path, new Dictionary<string, string?> { ["Input.PastPapers"] = bib, ["Input.LeaveOut"] = "true" }, MainForm, "Save");

        Assert.True(answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.BadRequest, answer.StatusCode.ToString());
        var page = await anna.GetDocumentAsync(path);
        Assert.Empty(page.QuerySelectorAll("main script"));
    }

    [Fact]
    public async Task Co_authors_come_from_ones_own_lists_and_can_be_corrected()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        var file = await _app.QueryAsync(db => db.Files.SingleAsync());
        var earlier = Given.Event(Given.Settings("Theory of Testing 2019") with { StartsOn = new DateOnly(2019, 5, 1), EndsOn = new DateOnly(2019, 5, 1) });
        await _app.SeedAsync(earlier);
        var own = Given.Submitted(earlier, 1, world.AnnaPerson, file, "Our old paper", ("Anna Reviewer", ReviewingWorld.Anna), ("Eva Early", "eva@eva.example"));
        await _app.QueryAsync(async db =>
        {
            db.Add(own);
            return await db.SaveChangesAsync();
        });
        var anna = await _app.SignedInAsync(ReviewingWorld.Anna);
        var path = $"{world.Root}/reviews/expertise";

        var page = await anna.GetDocumentAsync(path);
        Assert.Equal(["Eva Early"], Coauthors(page));
        Assert.Contains("long ago", page.QuerySelector(".coauthors")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(ReviewingWorld.SecretAuthor, page.DocumentElement.TextContent, StringComparison.Ordinal);

        using var aside = await anna.SubmitFormAsync(page, path, new Dictionary<string, string?> { ["Input.SetAside"] = "Eva Early", ["Input.PastPapers"] = "Typed meanwhile" }, MainForm);
        Assert.Equal(HttpStatusCode.Redirect, aside.StatusCode);
        page = await anna.GetDocumentAsync(path);
        Assert.Single(page.QuerySelectorAll(".coauthors .struck"));
        Assert.Contains("Typed meanwhile", Titles(page));
        using var back = await anna.SubmitFormAsync(page, path, new Dictionary<string, string?> { ["Input.TakeBack"] = "Eva Early" }, MainForm);
        Assert.Empty((await anna.GetDocumentAsync(path)).QuerySelectorAll(".struck"));
        Assert.False(await _app.QueryAsync(db => db.CoauthorCorrections.AnyAsync()));
    }

    [Fact]
    public async Task The_same_form_at_the_same_moment_adds_a_paper_once_and_setting_aside_is_on_the_log()
    {
        var (world, anna, path) = await VisitAsync();
        var viewer = await _app.QueryAsync(db => Workshop.Data.People.ViewerQueries.LoadViewerAsync(db, world.AnnaPerson.Id, CancellationToken.None));
        var said = new Expertise([], null, [new NewPastPaper(new PastPaperDetails("New work", "Text", ["Anna Reviewer", "Bo Li"], 2026), PastPaperSource.Pasted)], [new CoauthorWord("Bo Li", IsNone: true, IsFound: true)]);

        var all = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => _app.InScopeAsync<DescribeExpertise, Domain.Outcome<PastPapersAdded>>(describe => describe.RunAsync(viewer, world.Event.Id, said, CancellationToken.None))));

        Assert.All(all, outcome => Assert.True(outcome.Succeeded));
        Assert.Equal(["Sparse explanations of trees", "New work"], (await PapersAsync()).Select(paper => paper.Title));
        Assert.Equal(["Anna Reviewer said that Bo Li is no co-author of theirs."], await _app.QueryAsync(db => db.AuditEntries.Where(entry => entry.Action == "coauthor.set-aside").Select(entry => entry.Detail).ToListAsync()));
        Assert.NotEmpty(await anna.ReadAsync(path));
    }

    [Fact]
    public async Task An_old_page_takes_back_no_topic_and_a_form_that_comes_back_asks_for_its_pdfs()
    {
        var (world, anna, path) = await VisitAsync();
        var old = await anna.GetDocumentAsync(path);
        var topics = await _app.QueryAsync(db => db.Topics.Where(topic => topic.EventId == world.Event.Id).OrderBy(topic => topic.Position).Select(topic => topic.Id).ToListAsync());
        await _app.QueryAsync(async db =>
        {
            (await db.Reviewers.Include(reviewer => reviewer.Topics).SingleAsync(reviewer => reviewer.Id == world.AnnaReviews.Id)).SpeakFor([topics[0]]);
            return await db.SaveChangesAsync();
        });

        using var stale = await anna.SubmitFormAsync(old, path, new Dictionary<string, string?> { ["Input.PastPapers"] = "Something new" }, MainForm, "Save");
        Assert.Equal(HttpStatusCode.Redirect, stale.StatusCode);
        Assert.Equal([topics[0]], await _app.QueryAsync(db => db.Reviewers.Where(reviewer => reviewer.Id == world.AnnaReviews.Id).SelectMany(reviewer => reviewer.Topics).Select(topic => topic.TopicId).ToListAsync()));

        using var refused = await anna.SubmitFormAsync(path, new Dictionary<string, string?> { ["Input.MaxLoad"] = "many" }, MainForm, "Save", [new FormFile("Input.Files", "one.pdf", Pdf("One", "Abstract. Text."))]);
        Assert.Contains("Choose your PDFs again.", (await refused.DocumentAsync()).QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_says_what_matching_sees_and_what_missing_means()
    {
        var (world, anna, path) = await VisitAsync();

        var page = await anna.GetDocumentAsync(path);
        Assert.Contains("explanations", page.QuerySelector(".terms")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("title and abstract", page.QuerySelector("#seen")!.ParentElement!.TextContent, StringComparison.Ordinal);

        await _app.QueryAsync(db => db.PastPapers.Where(paper => paper.ReviewerId == world.AnnaReviews.Id).ExecuteDeleteAsync());
        page = await anna.GetDocumentAsync(path);
        Assert.Empty(page.QuerySelectorAll("#seen"));
        Assert.Contains("missing, which is not the same as zero", page.DocumentElement.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_makes_as_many_queries_for_three_papers_as_for_one()
    {
        var counter = QueryCounter.Watch(_app);
        var (world, anna, path) = await VisitAsync();
        var before = await counter.OfPageAsync(anna, path);
        await _app.SeedAsync(
            new PastPaper { ReviewerId = world.AnnaReviews.Id, Position = 1, Title = "Two", Abstract = "", Authors = "Bo Li" }, new PastPaper { ReviewerId = world.AnnaReviews.Id, Position = 2, Title = "Three", Abstract = "" });

        Assert.Equal(before, await counter.OfPageAsync(anna, path));
    }

    [Fact]
    public async Task Only_reviewers_have_the_page()
    {
        var (world, _, path) = await VisitAsync();
        foreach (var other in new[] { ReviewingWorld.Cleo, ReviewingWorld.Olga })
        {
            using var refused = await (await _app.SignedInAsync(other)).FetchAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }

        using var visitor = await _app.Browser().FetchAsync($"{path}/{world.AnnaReviews.PastPapers[0].Id}");
        Assert.Equal(HttpStatusCode.Redirect, visitor.StatusCode);
    }

    private static byte[] Pdf(string title, params string[] paragraphs) => SimplePdf.Write(new SimplePdfText(title, "", paragraphs));

    private static IEnumerable<string> Titles(IHtmlDocument page) => page.QuerySelectorAll("section[aria-labelledby=papers] h3").Select(title => title.TextContent.Trim());

    private static IEnumerable<string> Coauthors(IHtmlDocument page) => page.QuerySelectorAll(".coauthors strong").Select(name => name.TextContent);

    private static string? Value(IHtmlDocument page, string field) => page.QuerySelector($"[name='{field}']")?.GetAttribute("value") ?? "";

    private async Task<(ReviewingWorld World, HttpClient Anna, string Path)> VisitAsync()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        return (world, await _app.SignedInAsync(ReviewingWorld.Anna), $"{world.Root}/reviews/expertise");
    }

    private Task<List<PastPaper>> PapersAsync() => _app.QueryAsync(db => db.PastPapers.AsNoTracking()
        .Where(paper => db.Reviewers.Any(reviewer => reviewer.Id == paper.ReviewerId && reviewer.Email == ReviewingWorld.Anna))
        .OrderBy(paper => paper.Position).ToListAsync());
}

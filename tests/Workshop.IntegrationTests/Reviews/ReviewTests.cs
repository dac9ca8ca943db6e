using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Reviewing;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Reviews;

public sealed class ReviewTests : IDisposable
{
    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    private static Dictionary<string, string?> Whole(string comment = "A fine bound.") => new()
    {
        ["Input.Score"] = "5",
        ["Input.Confidence"] = "3",
        ["Input.ToAuthors"] = comment,
        ["Input.ToOrganizers"] = "Between us: accept.",
    };

    [Fact]
    public async Task A_reviewer_saves_a_draft_submits_and_changes_it_until_decisions_are_released()
    {
        var (world, path) = await AssignedAsync();
        var anna = await _app.SignedInAsync(ReviewingWorld.Anna);

        using var draft = await anna.SubmitFormAsync(path, new Dictionary<string, string?> { ["Input.ToAuthors"] = "Half a thought" }, button: "Save draft");
        Assert.Equal(HttpStatusCode.Redirect, draft.StatusCode);
        Assert.False((await ReviewAsync()).IsSubmitted);
        using var submitted = await anna.SubmitFormAsync(path, Whole(), button: "Submit review");
        Assert.Equal(HttpStatusCode.Redirect, submitted.StatusCode);
        Assert.Equal((5, 3, "A fine bound.", "Between us: accept.", true), (await ReviewAsync()) is var r ? (r.Score!.Value, r.Confidence!.Value, r.ToAuthors, r.ToOrganizers, r.IsSubmitted) : default);
        using var changed = await anna.SubmitFormAsync(path, Whole("On reflection, a fine bound."), button: "Save changes");
        Assert.Equal("On reflection, a fine bound.", (await ReviewAsync()).ToAuthors);

        var form = await anna.GetDocumentAsync(path);
        await _app.QueryAsync(async db =>
        {
            (await db.Events.SingleAsync(TestContext.Current.CancellationToken)).ReleaseDecisions(_app.Clock.Now);
            return await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        using var late = await anna.SubmitFormAsync(form, path, Whole("Too late"), "main form[method=post]", "Save changes");
        Assert.Equal(HttpStatusCode.BadRequest, late.StatusCode);
        Assert.Contains("reviews cannot be changed any more", await late.TextAsync(), StringComparison.Ordinal);
        Assert.Equal("Too late", (await late.DocumentAsync()).QuerySelector("#typed-authors")!.TextContent.Trim());
        Assert.Equal("On reflection, a fine bound.", (await ReviewAsync()).ToAuthors);
    }

    [Fact]
    public async Task Submitting_something_unfinished_says_what_is_missing_and_keeps_the_text()
    {
        var (_, path) = await AssignedAsync();
        var anna = await _app.SignedInAsync(ReviewingWorld.Anna);

        using var refused = await anna.SubmitFormAsync(path, new Dictionary<string, string?> { ["Input.ToAuthors"] = "Only words" }, button: "Submit review");

        var page = await refused.DocumentAsync();
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(["Choose an overall score.", "Say how confident you are."], page.QuerySelectorAll(".error-summary li").Select(item => item.TextContent.Trim()));
        Assert.Equal("Only words", page.QuerySelector("#Input_ToAuthors")!.TextContent.Trim());
    }

    [Fact]
    public async Task Two_windows_never_overwrite_each_other_and_both_texts_are_shown()
    {
        var (_, path) = await AssignedAsync();
        var anna = await _app.SignedInAsync(ReviewingWorld.Anna);
        var first = await anna.GetDocumentAsync(path);
        var second = await anna.GetDocumentAsync(path);
        using var saved = await anna.SubmitFormAsync(first, path, Whole("From the first window"), "main form[method=post]", "Save draft");

        using var conflict = await anna.SubmitFormAsync(second, path, Whole("From the second window"), "main form[method=post]", "Save draft");

        Assert.Equal(HttpStatusCode.Conflict, conflict.StatusCode);
        var page = await conflict.DocumentAsync();
        Assert.Equal("From the second window", page.QuerySelector("#Input_ToAuthors")!.TextContent.Trim());
        Assert.Equal("From the first window", page.QuerySelector("#stored-authors")!.TextContent.Trim());
        using var again = await anna.SubmitFormAsync(page, path, new Dictionary<string, string?>(), "main form[method=post]", "Save draft");
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Equal("From the second window", (await ReviewAsync()).ToAuthors);
    }

    [Fact]
    public async Task Submit_and_next_leads_to_the_next_unfinished_one_and_then_to_the_desk()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        var one = world.Assign(world.AnnaReviews, world.Papers[0]);
        var three = world.Assign(world.AnnaReviews, world.Papers[2]);
        await _app.SeedAsync(one, three);
        var anna = await _app.SignedInAsync(ReviewingWorld.Anna);

        using var next = await anna.SubmitFormAsync($"{world.Root}/reviews/{one.Id}", Whole(), button: "Submit and open the next");
        Assert.Equal($"{world.Root}/reviews/{three.Id}", next.Headers.Location!.ToString());
        using var last = await anna.SubmitFormAsync($"{world.Root}/reviews/{three.Id}", Whole(), button: "Submit and open the next");
        Assert.Equal($"{world.Root}/reviews", last.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Nobody_opens_another_reviewers_assignment()
    {
        var (world, path) = await AssignedAsync();
        foreach (var who in (string[])[ReviewingWorld.Ben, ReviewingWorld.Olga, ReviewingWorld.Cleo])
        {
            var browser = await _app.SignedInAsync(who);
            foreach (var page in (string[])[path, $"{path}/paper.pdf", $"{path}/paper.pdf?picture=1", $"{path}/cannot"])
            {
                using var answer = await browser.FetchAsync(page);
                Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            }
        }

        using var visitor = await _app.Browser().FetchAsync(path);
        Assert.Equal(HttpStatusCode.Redirect, visitor.StatusCode);
    }

    [Fact]
    public async Task A_conflict_that_comes_to_light_later_takes_the_paper_off_the_desk()
    {
        var (world, path) = await AssignedAsync();
        var anna = await _app.SignedInAsync(ReviewingWorld.Anna);
        var form = await anna.GetDocumentAsync(path);
        await _app.SeedAsync(new Conflict
        {
            EventId = world.Event.Id, SubmissionId = world.Papers[0].Id, PersonId = world.AnnaPerson.Id, Source = ConflictSource.RecordedByOrganizer, Note = "", RecordedBy = world.AnnaPerson.Id, RecordedAt = _app.Clock.Now,
        });

        foreach (var page in (string[])[path, $"{path}/paper.pdf", $"{path}/cannot"])
        {
            using var answer = await anna.FetchAsync(page);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        using var saved = await anna.SubmitFormAsync(form, path, Whole(), "main form[method=post]", "Submit review");
        Assert.Equal(HttpStatusCode.NotFound, saved.StatusCode);
        Assert.DoesNotContain(world.Papers[0].Title, (await anna.GetDocumentAsync($"{world.Root}/reviews")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_pdf_file_name_and_headers_do_not_say_who_wrote_it()
    {
        var (world, path) = await AssignedAsync();
        var anna = await _app.SignedInAsync(ReviewingWorld.Anna);
        var original = await _app.QueryAsync(db => db.Files.Select(file => file.Content).SingleAsync());
        Assert.Contains("/Author", Encoding.Latin1.GetString(original), StringComparison.Ordinal);

        using var pdf = await anna.FetchAsync($"{path}/paper.pdf");

        Assert.Equal(HttpStatusCode.OK, pdf.StatusCode);
        Assert.Equal("application/pdf", pdf.Content.Headers.ContentType!.MediaType);
        Assert.Equal("inline; filename=\"submission-1.pdf\"", pdf.Content.Headers.ContentDisposition!.ToString());
        Assert.Equal("nosniff", pdf.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.StartsWith("default-src 'none'", pdf.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var copy = Encoding.Latin1.GetString(await pdf.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.StartsWith("%PDF-", copy, StringComparison.Ordinal);
        Assert.DoesNotContain("/Author", copy, StringComparison.Ordinal);
        Assert.DoesNotContain("/Title", copy, StringComparison.Ordinal);
        using var picture = await anna.FetchAsync($"{path}/paper.pdf?picture=2");
        Assert.Equal("image/png", picture.Content.Headers.ContentType!.MediaType);
        foreach (var page in (string[])[path, $"{path}/cannot", $"{world.Root}/reviews", $"{world.Root}/reviews/conflicts"])
        {
            var html = await anna.ReadAsync(page);
            Assert.Contains("Sufficient reasons of decision trees", html, StringComparison.Ordinal);
            Assert.DoesNotContain("Quillfeather", html, StringComparison.Ordinal);
            Assert.DoesNotContain("cleo", html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("paper.pdf\"", html.Replace($"{path}/paper.pdf", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Handing_back_ends_the_assignment_and_tells_the_organizers_who_may_know()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        var assignment = world.Assign(world.AnnaReviews, world.Papers[1]);
        await _app.SeedAsync(assignment);
        var anna = await _app.SignedInAsync(ReviewingWorld.Anna);
        var path = $"{world.Root}/reviews/{assignment.Id}";

        using var silent = await anna.SubmitFormAsync($"{path}/cannot", new Dictionary<string, string?>());
        Assert.Equal(HttpStatusCode.BadRequest, silent.StatusCode);
        using var done = await anna.SubmitFormAsync($"{path}/cannot", new Dictionary<string, string?> { ["Input.Why"] = "Conflict", ["Input.Reason"] = "We share an office", ["Input.SuggestedName"] = "Nora Newcomer", ["Input.SuggestedEmail"] = "nora@nora.example" });

        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        var stored = await _app.QueryAsync(db => db.ReviewAssignments.SingleAsync());
        Assert.True(stored.WasHandedBack);
        Assert.Equal("Conflict of interest. We share an office", stored.RemovedBecause);
        Assert.Equal(world.AnnaPerson.Id, (await _app.QueryAsync(db => db.Conflicts.SingleAsync())).PersonId);
        var mail = await _app.QueryAsync(db => db.OutgoingMails.SingleAsync(mail => mail.Kind == "review.handed-back"));
        Assert.Equal((ReviewingWorld.Olga, world.Papers[1].Id), (mail.ToAddress, mail.SubmissionId));
        Assert.Contains("Nora Newcomer <nora@nora.example>", mail.Body, StringComparison.Ordinal);
        var olga = await _app.SignedInAsync(ReviewingWorld.Olga);
        var invite = (await olga.GetDocumentAsync($"{world.Root}/organize/reviews")).QuerySelectorAll("a").Single(link => link.TextContent.StartsWith("Invite", StringComparison.Ordinal)).GetAttribute("href")!;
        Assert.Equal("Nora Newcomer <nora@nora.example>", (await olga.GetDocumentAsync(invite.Split('#')[0])).QuerySelector("#Input_People")!.TextContent.Trim());
        var otto = await _app.SignedInAsync(ReviewingWorld.Otto);
        Assert.DoesNotContain("Nora", await otto.ReadAsync($"{world.Root}/organize/reviews"), StringComparison.Ordinal);
        using var gone = await anna.FetchAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task A_declared_conflict_hides_the_paper_ends_the_assignment_and_can_be_taken_back()
    {
        var (world, path) = await AssignedAsync();
        var anna = await _app.SignedInAsync(ReviewingWorld.Anna);
        var conflicts = $"{world.Root}/reviews/conflicts";

        using var declared = await anna.SubmitFormAsync(conflicts, new Dictionary<string, string?> { ["Input.Submission"] = world.Papers[0].Id.ToString(), ["Input.Tie"] = "Advisor", ["Input.Note"] = "My student" }, "form[action*=Declare]");

        Assert.Equal(HttpStatusCode.Redirect, declared.StatusCode);
        using var gone = await anna.FetchAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.False(await _app.QueryAsync(db => db.ReviewAssignments.AnyAsync(assignment => assignment.RemovedAt == null)));
        var page = await anna.GetDocumentAsync(conflicts);
        Assert.Equal(2, page.QuerySelectorAll("form[action*=Declare]").Length);
        using var back = await anna.SubmitFormAsync(conflicts, new Dictionary<string, string?>(), "form[action*=Undeclare]");
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        Assert.False(await _app.QueryAsync(db => db.Conflicts.AnyAsync()));
    }

    [Fact]
    public async Task Desk_and_progress_make_as_many_queries_for_three_rows_as_for_one()
    {
        var counter = QueryCounter.Watch(_app);
        var world = await ReviewingWorld.MakeAsync(_app);
        await _app.SeedAsync(world.Assign(world.AnnaReviews, world.Papers[0]));
        var anna = await _app.SignedInAsync(ReviewingWorld.Anna);
        var olga = await _app.SignedInAsync(ReviewingWorld.Olga);
        (HttpClient Browser, string Path)[] pages =
            [(anna, $"{world.Root}/reviews"), (olga, $"{world.Root}/organize/reviews"), (olga, $"{world.Root}/organize/reviewers"), (olga, $"{world.Root}/organize/assignment")];
        var before = new List<int>();
        foreach (var (browser, path) in pages)
        {
            before.Add(await counter.OfPageAsync(browser, path));
        }

        await _app.SeedAsync(world.Assign(world.AnnaReviews, world.Papers[1]), world.Assign(world.AnnaReviews, world.Papers[2]), world.Assign(world.BenReviews, world.Papers[0]));
        var after = new List<int>();
        foreach (var (browser, path) in pages)
        {
            after.Add(await counter.OfPageAsync(browser, path));
        }

        Assert.Equal(before, after);
        Assert.DoesNotContain(0, after);
    }

    private async Task<(ReviewingWorld World, string Path)> AssignedAsync()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        var assignment = world.Assign(world.AnnaReviews, world.Papers[0]);
        await _app.SeedAsync(assignment);
        return (world, $"{world.Root}/reviews/{assignment.Id}");
    }

    private Task<Review> ReviewAsync() => _app.QueryAsync(db => db.Reviews.AsNoTracking().SingleAsync());
}

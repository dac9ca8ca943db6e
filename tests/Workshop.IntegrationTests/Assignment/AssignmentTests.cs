using System.Net;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Assignment;
using Workshop.Domain.Jobs;
using Workshop.Domain.Reviewing;
using Workshop.IntegrationTests.Reviews;
using Workshop.Testing;
using Workshop.Web.Features.Assignment;
using Workshop.Web.Platform.Jobs;

namespace Workshop.IntegrationTests.Assignment;

public sealed class AssignmentTests : IDisposable
{
    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_proposal_is_made_looked_at_published_once_and_reviewers_get_one_mail()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        var olga = await _app.SignedInAsync(ReviewingWorld.Olga);
        var proposal = await ProposeAsync(olga, world, reviews: 1, load: 2);
        var path = $"{world.Root}/organize/assignment/{proposal.Id}";

        var page = await olga.GetDocumentAsync(path);
        Assert.Equal(3, proposal.Pairs.Count);
        Assert.Contains("The certificate was accepted by the checker", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.False(await _app.QueryAsync(db => db.ReviewAssignments.AnyAsync()));
        using var published = await olga.SubmitFormAsync(page, path, new Dictionary<string, string?>());
        Assert.Equal(HttpStatusCode.Redirect, published.StatusCode);
        using var again = await olga.SubmitFormAsync(page, path, new Dictionary<string, string?>());
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
        Assert.Contains("This proposal is published already.", await again.TextAsync(), StringComparison.Ordinal);

        var pairs = await _app.QueryAsync(db => db.ReviewAssignments.Select(a => new { a.SubmissionId, a.ReviewerId }).ToListAsync());
        Assert.Equal(proposal.Pairs.Select(pair => (pair.SubmissionId, pair.ReviewerId)).Order(), pairs.Select(a => (a.SubmissionId, a.ReviewerId)).Order());
        var mails = await _app.QueryAsync(db => db.OutgoingMails.Where(mail => mail.Kind == "assignment.published").ToListAsync());
        Assert.Equal([ReviewingWorld.Anna, ReviewingWorld.Ben], mails.Select(mail => mail.ToAddress).Order());
        Assert.All(mails, mail => Assert.All(world.Papers, paper => Assert.DoesNotContain(paper.Title, mail.Body, StringComparison.Ordinal)));
        // The words of their papers decide: Anna wrote about trees, Ben about Shapley values and circuits.
        Assert.Contains((world.Papers[0].Id, world.AnnaReviews.Id), pairs.Select(a => (a.SubmissionId, a.ReviewerId)));
        Assert.Contains((world.Papers[2].Id, world.BenReviews.Id), pairs.Select(a => (a.SubmissionId, a.ReviewerId)));
    }

    [Fact]
    public async Task The_form_remembers_what_was_asked_for_last()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        var olga = await _app.SignedInAsync(ReviewingWorld.Olga);
        await ProposeAsync(olga, world, reviews: 1, load: 3);

        var page = await olga.GetDocumentAsync($"{world.Root}/organize/assignment");

        Assert.Equal(("1", "3"), (page.QuerySelector("[name='Input.ReviewsPerSubmission']")!.GetAttribute("value"), page.QuerySelector("[name='Input.MaxLoad']")!.GetAttribute("value")));
        Assert.Equal("3", Figure(page, "Reviews needed"));
    }

    [Fact]
    public async Task A_run_taken_up_twice_makes_one_proposal()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        var olga = await _app.SignedInAsync(ReviewingWorld.Olga);
        var proposal = await ProposeAsync(olga, world, 1, 2);

        var context = new JobContext(proposal.JobRunId!.Value, world.Event.Id, null, """{"ReviewsPerSubmission":1,"MaxLoad":2}""", (_, _, _) => Task.CompletedTask);
        var result = await _app.InScopeAsync<ProposeAssignmentJob, JobResult>(job => job.RunAsync(context, CancellationToken.None));

        Assert.Contains(proposal.Id.ToString(), result.ResultJson, StringComparison.Ordinal);
        Assert.Equal(1, await _app.QueryAsync(db => db.AssignmentProposals.CountAsync()));
    }

    [Fact]
    public async Task An_impossible_assignment_says_why_and_makes_no_proposal()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        var olga = await _app.SignedInAsync(ReviewingWorld.Olga);

        var run = await RunAsync(olga, world, reviews: 2, load: 2);

        Assert.Equal(JobState.Failed, run.State);
        Assert.StartsWith("No assignment keeps every limit. The submissions need 6 reviews in all, but the reviewers together take at most 4", run.Message, StringComparison.Ordinal);
        Assert.False(await _app.QueryAsync(db => db.AssignmentProposals.AnyAsync()));
    }

    [Fact]
    public async Task A_failure_does_not_tell_an_organizer_about_their_own_paper()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        await _app.SeedAsync(Conflict(world, world.Papers[1].Id), Conflict(world, world.Papers[0].Id));
        var olga = await _app.SignedInAsync(ReviewingWorld.Olga);

        var run = await RunAsync(olga, world, reviews: 2, load: 3);

        Assert.Equal(JobState.Failed, run.State);
        Assert.Contains("#1", run.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("#2", run.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Authors_of_any_known_address_declared_conflicts_and_shared_institutions_are_never_proposed()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        // Anna: declared against #2; Ben: shares a domain with #1 by an address that he never confirmed.
        await _app.SeedAsync(Conflict(world, world.Papers[1].Id));
        await _app.QueryAsync(async db =>
        {
            var ben = await db.People.Include(person => person.Emails).SingleAsync(person => person.Name == "Ben Reviewer", TestContext.Current.CancellationToken);
            db.Add(ben.AddEmail(Given.Email("ben@cleo.example"), _app.Clock.Now));
            return await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        var olga = await _app.SignedInAsync(ReviewingWorld.Olga);

        var proposal = await ProposeAsync(olga, world, 1, 3);

        Assert.Equal(
            new[] { (world.Papers[0].Id, world.AnnaReviews.Id), (world.Papers[1].Id, world.BenReviews.Id), (world.Papers[2].Id, world.AnnaReviews.Id) }.Order(),
            proposal.Pairs.Select(pair => (pair.SubmissionId, pair.ReviewerId)).Order());
    }

    [Fact]
    public async Task An_organizer_who_wrote_a_submission_finds_no_trace_of_it()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        var olga = await _app.SignedInAsync(ReviewingWorld.Olga);
        var otto = await _app.SignedInAsync(ReviewingWorld.Otto);
        var proposal = await ProposeAsync(olga, world, 1, 2);
        var path = $"{world.Root}/organize/assignment/{proposal.Id}";
        using var published = await olga.SubmitFormAsync(path, new Dictionary<string, string?>());
        Assert.Equal(HttpStatusCode.Redirect, published.StatusCode);

        string[] pages = [path, $"{path}?by=reviewer", $"{path}?handler=Csv", $"{world.Root}/organize/reviews"];
        foreach (var page in pages)
        {
            Assert.Contains("Ottonian", await olga.ReadAsync(page), StringComparison.Ordinal);
            var seen = await otto.ReadAsync(page);
            Assert.Contains("Sufficient reasons", seen, StringComparison.Ordinal);
            Assert.DoesNotContain("Ottonian", seen, StringComparison.Ordinal);
            Assert.DoesNotContain("#2", seen, StringComparison.Ordinal);
        }

        // Counts would tell as much as names: three pairs for Olga, two for Otto, on every page.
        Assert.Equal("3", Figure(await olga.GetDocumentAsync(path), "Pairs"));
        Assert.Equal("2", Figure(await otto.GetDocumentAsync(path), "Pairs"));
        Assert.Equal("3", Figure(await olga.GetDocumentAsync($"{world.Root}/organize/assignment"), "Assigned now"));
        Assert.Equal("2", Figure(await otto.GetDocumentAsync($"{world.Root}/organize/assignment"), "Assigned now"));
        Assert.Equal(3, await AssignedAsync(olga, world));
        Assert.Equal(2, await AssignedAsync(otto, world));
        using var whole = await olga.FetchAsync($"{path}?handler=Certificate");
        Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
        using var kept = await otto.FetchAsync($"{path}?handler=Certificate");
        Assert.Equal(HttpStatusCode.NotFound, kept.StatusCode);
    }

    [Fact]
    public async Task Publishing_again_keeps_what_is_begun_and_removes_the_rest()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        // Against all affinity: Ben has #1, begun; Ben has #2 and Anna has #3, not begun.
        var begun = world.Assign(world.BenReviews, world.Papers[0]);
        var idle = world.Assign(world.AnnaReviews, world.Papers[2]);
        var review = Review.Start(begun);
        _ = review.Save(new ReviewContent(null, null, "So far", ""), 0, false, WorkshopApp.Start);
        await _app.SeedAsync(begun, idle, review);
        var olga = await _app.SignedInAsync(ReviewingWorld.Olga);

        var proposal = await ProposeAsync(olga, world, 1, 2);
        var path = $"{world.Root}/organize/assignment/{proposal.Id}";
        Assert.Null((await olga.GetDocumentAsync(path)).QuerySelector("main form[method=post]"));
        using var published = await olga.SubmitFormAsync($"{path}/publish", new Dictionary<string, string?>());

        Assert.Equal(HttpStatusCode.Redirect, published.StatusCode);
        var active = await _app.QueryAsync(db => db.ReviewAssignments.Where(a => a.RemovedAt == null).ToListAsync());
        Assert.Contains(begun.Id, active.Select(a => a.Id));
        Assert.Equal(proposal.Pairs.Select(pair => (pair.SubmissionId, pair.ReviewerId)).Order(), active.Select(a => (a.SubmissionId, a.ReviewerId)).Order());
        var kept = proposal.Pairs.Any(pair => pair.ReviewerId == idle.ReviewerId && pair.SubmissionId == idle.SubmissionId);
        Assert.Equal(kept, active.Any(a => a.Id == idle.Id));
    }

    [Fact]
    public async Task A_conflict_that_comes_to_light_after_proposing_stops_publishing()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        var olga = await _app.SignedInAsync(ReviewingWorld.Olga);
        var proposal = await ProposeAsync(olga, world, 1, 2);
        await _app.SeedAsync(Conflict(world, world.Papers[0].Id));

        using var refused = await olga.SubmitFormAsync($"{world.Root}/organize/assignment/{proposal.Id}", new Dictionary<string, string?>());

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("Make a new proposal and publish that.", await refused.TextAsync(), StringComparison.Ordinal);
        Assert.False(await _app.QueryAsync(db => db.ReviewAssignments.AnyAsync()));
    }

    [Fact]
    public async Task Nothing_is_proposed_while_submissions_can_still_come_in()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        var olga = await _app.SignedInAsync(ReviewingWorld.Olga);
        _app.Clock.Now = world.Event.SubmissionsClose;

        using var refused = await olga.SubmitFormAsync($"{world.Root}/organize/assignment", Wish(1, 2));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.False(await _app.QueryAsync(db => db.JobRuns.AnyAsync()));
    }

    private static Dictionary<string, string?> Wish(int reviews, int load) => new() { ["Input.ReviewsPerSubmission"] = $"{reviews}", ["Input.MaxLoad"] = $"{load}" };

    private static string Figure(AngleSharp.Html.Dom.IHtmlDocument page, string term) =>
        page.QuerySelectorAll(".figures dt").Single(dt => dt.TextContent == term).NextElementSibling!.TextContent;

    private static async Task<int> AssignedAsync(HttpClient browser, ReviewingWorld world) =>
        (await browser.GetDocumentAsync($"{world.Root}/organize/reviewers")).QuerySelectorAll("td[data-label=Assigned]").Sum(cell => int.Parse(cell.TextContent, System.Globalization.CultureInfo.InvariantCulture));

    private Conflict Conflict(ReviewingWorld world, Guid submissionId) => new()
    {
        EventId = world.Event.Id,
        SubmissionId = submissionId,
        PersonId = world.AnnaPerson.Id,
        Source = ConflictSource.DeclaredByReviewer,
        Note = "",
        RecordedBy = world.AnnaPerson.Id,
        RecordedAt = _app.Clock.Now,
    };

    private async Task<JobRun> RunAsync(HttpClient organizer, ReviewingWorld world, int reviews, int load)
    {
        using var asked = await organizer.SubmitFormAsync($"{world.Root}/organize/assignment", Wish(reviews, load), "form:has([name='Input.MaxLoad'])");
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        var run = Assert.Single(await _app.RunJobsAsync());
        Assert.Equal($"/jobs/{run.Id}?return={world.Root}/organize/assignment", asked.Headers.Location!.ToString());
        return run;
    }

    private async Task<AssignmentProposal> ProposeAsync(HttpClient organizer, ReviewingWorld world, int reviews, int load)
    {
        var run = await RunAsync(organizer, world, reviews, load);
        Assert.Equal((JobState.Succeeded, run.Message), (run.State, run.Message));
        return await _app.QueryAsync(db => db.AssignmentProposals.Include(proposal => proposal.Pairs).SingleAsync(proposal => proposal.JobRunId == run.Id));
    }
}

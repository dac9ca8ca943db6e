using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workshop.Domain.Assignment;
using Workshop.Domain.Jobs;
using Workshop.IntegrationTests.Reviews;
using Workshop.Testing;
using Workshop.Web.Features.Assignment;
using Workshop.Web.Platform.Jobs;

namespace Workshop.IntegrationTests.Assignment;

public sealed class PublishingTests
{
    [Fact]
    public async Task A_part_is_published_and_then_the_rest()
    {
        await using var world = await AssignmentWorld.StartAsync();
        var proposal = await world.ProposeAsync();
        var path = $"{world.Root}/{proposal.Id}/publish";

        using var part = await PublishAsync(world, path, world.Paper(1));
        Assert.Equal(HttpStatusCode.Redirect, part.StatusCode);
        Assert.Equal(["1 Anna"], await world.AssignedAsync());
        Assert.Null((await world.ProposalAsync(proposal.Id)).PublishedAt);
        Assert.Equal(1, await world.MailsAsync("assignment.published"));

        using var again = await PublishAsync(world, path, world.Paper(1));
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
        Assert.Contains("nothing to publish", await again.TextAsync(), StringComparison.Ordinal);

        using var rest = await PublishAsync(world, path, world.Paper(2), world.Paper(3));
        Assert.Equal(HttpStatusCode.Redirect, rest.StatusCode);
        Assert.Equal(["1 Anna", "2 Ben", "3 Ben"], await world.AssignedAsync());
        Assert.NotNull((await world.ProposalAsync(proposal.Id)).PublishedAt);
        Assert.Equal(2, await world.MailsAsync("assignment.published"));
    }

    [Fact]
    public async Task What_is_published_can_be_taken_back_until_a_review_is_begun()
    {
        await using var world = await AssignmentWorld.StartAsync();
        var first = await world.ProposeAsync();
        await world.PublishAsync(first.Id);
        world.App.Clock.Now = world.App.Clock.Now.AddHours(1);
        var path = $"{world.Root}/{first.Id}/papers/{world.Paper(1)}";
        using var chosen = await world.DecideAsync(await world.Olga.GetDocumentAsync(path), path, world.World.BenReviews.Id, "pin");
        var second = await AssignmentWorld.RedirectedProposalAsync(chosen);
        await world.PublishAsync(second);
        Assert.Contains("1 Ben", await world.AssignedAsync());

        using var undone = await UndoAsync(world);
        Assert.Equal(HttpStatusCode.Redirect, undone.StatusCode);
        Assert.Equal(["1 Anna", "2 Ben", "3 Ben"], await world.AssignedAsync());
        Assert.Null((await world.ProposalAsync(second)).PublishedAt);
        // Ben had got #1, and Anna in exchange one of his: both get something back, and one mail more.
        Assert.Equal((6, 0), (await world.MailsAsync("assignment.published"), await world.MailsAsync("assignment.undone")));

        await world.BeginAsync(1, world.World.AnnaReviews);
        using var begun = await UndoAsync(world);
        Assert.Equal(HttpStatusCode.BadRequest, begun.StatusCode);
        Assert.Contains("This cannot be undone any more", await begun.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(["1 Anna", "2 Ben", "3 Ben"], await world.AssignedAsync());
    }

    [Fact]
    public async Task What_was_taken_back_can_be_published_again_with_a_mail()
    {
        await using var world = await AssignmentWorld.StartAsync();
        var proposal = await world.ProposeAsync();
        await world.PublishAsync(proposal.Id);
        using var undone = await UndoAsync(world);
        Assert.Empty(await world.AssignedAsync());

        await world.PublishAsync(proposal.Id);

        Assert.Equal(3, (await world.AssignedAsync()).Count);
        Assert.Equal(4, await world.MailsAsync("assignment.published"));
    }

    [Fact]
    public async Task Somebody_drops_out_and_three_ways_mend_it()
    {
        await using var world = await AssignmentWorld.StartAsync();
        await world.PublishAsync((await world.ProposeAsync()).Id);
        await world.BeginAsync(2, world.World.BenReviews);
        // Ben hands #3 back: Anna must take it.
        await world.App.QueryAsync(async db =>
        {
            var assignment = await db.ReviewAssignments.SingleAsync(a => a.SubmissionId == world.Paper(3), TestContext.Current.CancellationToken);
            assignment.HandBack("Too close to my own work.", WorkshopApp.Start);
            return await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        Assert.Contains("One review is", (await world.Olga.GetDocumentAsync(world.Root)).QuerySelector("section[aria-labelledby=mend]")!.TextContent, StringComparison.Ordinal);

        var run = await RepairAsync(world);
        var path = $"{world.Root}/repair/{run.Id}";
        var page = await world.Olga.GetDocumentAsync(path);

        Assert.Equal(["Fill only", "Keep almost everything", "Work it out anew"], page.QuerySelectorAll(".card h2").Select(heading => heading.TextContent));
        var fill = await world.App.QueryAsync(db => db.AssignmentProposals.Include(p => p.Pairs).SingleAsync(p => p.JobRunId == run.Id && p.Kind == ProposalKind.FillOnly));
        Assert.Equal(["1 Anna", "2 Ben", "3 Anna"], world.PairsOf(fill));
        Assert.All(await world.App.QueryAsync(db => db.AssignmentProposals.Include(p => p.Pairs).Where(p => p.JobRunId == run.Id).ToListAsync()), proposal =>
        {
            Assert.Contains("2 Ben", world.PairsOf(proposal));
            Assert.Equal(fill.TotalAffinity, proposal.TotalAffinity, 6);
        });

        using var published = await world.Olga.SubmitFormAsync(page, path, new Dictionary<string, string?>(), $"form:has(input[value='{fill.Id}'])");
        Assert.Equal(HttpStatusCode.Redirect, published.StatusCode);
        Assert.Equal(["1 Anna", "2 Ben", "3 Anna"], await world.AssignedAsync());

        // The run that is taken up again after a crash finds what it made.
        var context = new JobContext(run.Id, world.World.Event.Id, null, run.Arguments, (_, _, _) => Task.CompletedTask);
        await world.App.InScopeAsync<RepairAssignmentJob, JobResult>(job => job.RunAsync(context, CancellationToken.None));
        Assert.Equal(3, await world.App.QueryAsync(db => db.AssignmentProposals.CountAsync(p => p.JobRunId == run.Id)));
    }

    [Fact]
    public async Task A_begun_review_with_a_conflict_that_came_up_since_stays_is_told_and_blocks_nothing()
    {
        await using var world = await AssignmentWorld.StartAsync();
        await world.PublishAsync((await world.ProposeAsync()).Id);
        await world.BeginAsync(1, world.World.AnnaReviews);
        await DeclareAsync(world, 1);
        world.App.Clock.Now = world.App.Clock.Now.AddHours(1);

        var run = await RepairAsync(world);
        var fill = await world.App.QueryAsync(db => db.AssignmentProposals.SingleAsync(p => p.JobRunId == run.Id && p.Kind == ProposalKind.KeepAlmostEverything));
        var page = await world.Olga.GetDocumentAsync($"{world.Root}/{fill.Id}");
        Assert.Contains("Anna Reviewer has begun to review #1, and a conflict came up since.", page.Body!.TextContent, StringComparison.Ordinal);
        var again = await world.ProposeAsync();
        Assert.Contains("1 Anna", world.PairsOf(again));
        Assert.Equal(3, again.Pairs.Count);

        var path = $"{world.Root}/repair/{run.Id}";
        using var published = await world.Olga.SubmitFormAsync(await world.Olga.GetDocumentAsync(path), path, new Dictionary<string, string?>(), $"form:has(input[value='{fill.Id}'])");
        Assert.True(published.StatusCode == HttpStatusCode.Redirect, (await published.DocumentAsync()).QuerySelector(".error-summary")?.TextContent);
        Assert.Equal(["1 Anna", "2 Ben", "3 Ben"], await world.AssignedAsync());
    }

    [Fact]
    public async Task What_was_assigned_before_does_not_come_back_against_a_conflict()
    {
        await using var world = await AssignmentWorld.StartAsync();
        var first = await world.ProposeAsync();
        await world.PublishAsync(first.Id);
        world.App.Clock.Now = world.App.Clock.Now.AddHours(1);
        var path = $"{world.Root}/{first.Id}/papers/{world.Paper(1)}";
        using var chosen = await world.DecideAsync(await world.Olga.GetDocumentAsync(path), path, world.World.BenReviews.Id, "pin");
        await world.PublishAsync(await AssignmentWorld.RedirectedProposalAsync(chosen));
        await DeclareAsync(world, 1);

        using var undone = await UndoAsync(world);

        Assert.Equal(HttpStatusCode.BadRequest, undone.StatusCode);
        Assert.Contains("a conflict came to light", await undone.TextAsync(), StringComparison.Ordinal);
        Assert.Contains("1 Ben", await world.AssignedAsync());
    }

    [Fact]
    public async Task Mending_asks_for_what_is_published_and_not_for_what_was_tried_later()
    {
        await using var world = await AssignmentWorld.StartAsync();
        await world.PublishAsync((await world.ProposeAsync()).Id);
        world.App.Clock.Now = world.App.Clock.Now.AddHours(1);
        await world.ProposeAsync(("ReviewsPerSubmission", "2"), ("MaxLoad", "3"));

        var run = await RepairAsync(world);

        Assert.All(await world.App.QueryAsync(db => db.AssignmentProposals.Include(p => p.Pairs).Where(p => p.JobRunId == run.Id).ToListAsync()), proposal =>
            Assert.Equal((1, 2, 3), (proposal.ReviewsPerSubmission, proposal.MaxLoad, proposal.Pairs.Count)));
    }

    [Fact]
    public async Task Somebody_who_went_silent_is_replaced_in_what_they_have_not_begun()
    {
        await using var world = await AssignmentWorld.StartAsync();
        await world.PublishAsync((await world.ProposeAsync(("MaxLoad", "3"))).Id);
        Assert.Equal(["1 Anna", "2 Ben", "3 Ben"], await world.AssignedAsync());
        await world.BeginAsync(2, world.World.BenReviews);

        var run = await RepairAsync(world, new Dictionary<string, string?> { ["Mend.Freed"] = world.World.BenReviews.Id.ToString() });

        Assert.All(await world.App.QueryAsync(db => db.AssignmentProposals.Include(p => p.Pairs).Where(p => p.JobRunId == run.Id).ToListAsync()), proposal =>
            Assert.Equal(["1 Anna", "2 Ben", "3 Anna"], world.PairsOf(proposal)));
    }

    [Fact]
    public async Task A_change_of_a_proposal_that_keeps_almost_everything_shows_affinities_and_not_the_bonus()
    {
        await using var world = await AssignmentWorld.StartAsync();
        await world.PublishAsync((await world.ProposeAsync(("MaxLoad", "3"))).Id);
        var run = await RepairAsync(world);
        var keep = await world.App.QueryAsync(db => db.AssignmentProposals.SingleAsync(p => p.JobRunId == run.Id && p.Kind == ProposalKind.KeepAlmostEverything));
        Assert.InRange(keep.TotalAffinity, 0, 3);
        var path = $"{world.Root}/{keep.Id}/papers/{world.Paper(1)}";

        using var chosen = await world.DecideAsync(await world.Olga.GetDocumentAsync(path), path, world.World.BenReviews.Id, "pin");

        var changed = await world.ProposalAsync(await AssignmentWorld.RedirectedProposalAsync(chosen));
        Assert.InRange(changed.TotalAffinity, 0, keep.TotalAffinity);
        Assert.All(changed.Pairs, pair => Assert.InRange(pair.Affinity ?? 0, 0, 1));
    }

    [Fact]
    public async Task A_run_that_a_crash_left_in_the_middle_is_taken_up_again_and_nothing_is_half_published()
    {
        await using var world = await AssignmentWorld.StartAsync();
        using var asked = await world.Olga.SubmitFormAsync(world.Root, new Dictionary<string, string?> { ["Input.ReviewsPerSubmission"] = "1", ["Input.MaxLoad"] = "2" }, "form:has([name='Input.MaxLoad'])");
        await world.App.QueryAsync(async db =>
        {
            (await db.JobRuns.SingleAsync(TestContext.Current.CancellationToken)).Start(world.App.Clock.Now);
            return await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        Assert.Empty(await world.App.RunJobsAsync());

        await world.App.Services.GetRequiredService<JobRecovery>().RecoverAllAsync(TestContext.Current.CancellationToken);

        var run = Assert.Single(await world.App.RunJobsAsync());
        Assert.Equal((JobState.Succeeded, 2), (run.State, run.Attempts));
        Assert.Equal(3, (await world.ProposalOfAsync(run.Id)).Pairs.Count);
        Assert.Empty(await world.AssignedAsync());
    }

    [Fact]
    public async Task A_wish_that_makes_no_sense_says_why_and_keeps_what_was_typed()
    {
        await using var world = await AssignmentWorld.StartAsync();

        using var refused = await world.Olga.SubmitFormAsync(world.Root, new Dictionary<string, string?>
        {
            ["Input.ReviewsPerSubmission"] = "2",
            ["Input.Fairness"] = "least",
            ["Input.FloorValue"] = "much",
            ["Input.Bar"] = "0,2",
            ["Input.Demands"] = "1: 2\nseven\n9: 1",
            ["Input.Seed"] = "-1",
        }, "form:has([name='Input.MaxLoad'])");

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var page = await refused.DocumentAsync();
        var said = page.QuerySelector(".error-summary")!.TextContent;
        Assert.Contains("“much” is no number.", said, StringComparison.Ordinal);
        Assert.Contains("“seven” is not understood.", said, StringComparison.Ordinal);
        Assert.Contains("There is no submission #9 here.", said, StringComparison.Ordinal);
        Assert.Contains("The seed is a whole number", said, StringComparison.Ordinal);
        Assert.Equal("0,2", page.QuerySelector("[name='Input.Bar']")!.GetAttribute("value"));
        Assert.Contains("seven", page.QuerySelector("[name='Input.Demands']")!.TextContent, StringComparison.Ordinal);
        Assert.False(await world.App.QueryAsync(db => db.JobRuns.AnyAsync()));
    }

    [Fact]
    public async Task Numbers_for_single_submissions_are_kept_from_who_may_not_see_them_and_not_lost()
    {
        await using var world = await AssignmentWorld.StartAsync();
        await world.ProposeAsync(("Demands", "2: 0"));
        var otto = await world.App.SignedInAsync(ReviewingWorld.Otto);
        var page = await otto.GetDocumentAsync(world.Root);
        Assert.Equal("", page.QuerySelector("[name='Input.Demands']")!.TextContent.Trim());

        using var asked = await otto.SubmitFormAsync(page, world.Root, new Dictionary<string, string?> { ["Input.Demands"] = "1: 2" }, "form:has([name='Input.MaxLoad'])");
        var run = Assert.Single(await world.App.RunJobsAsync());

        Assert.Equal((JobState.Succeeded, run.Message), (run.State, run.Message));
        Assert.Equal(["1 Anna", "1 Ben", "3 Ben"], world.PairsOf(await world.ProposalOfAsync(run.Id)));
    }

    [Fact]
    public async Task An_impossible_wish_names_the_cheapest_ways_out()
    {
        await using var world = await AssignmentWorld.StartAsync();
        // Otto wrote one of them: what everybody is told would leave it out.
        await world.App.QueryAsync(async db =>
        {
            db.Remove(await db.Organizers.SingleAsync(organizer => organizer.NormalizedEmail == ReviewingWorld.Otto, TestContext.Current.CancellationToken));
            return await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });

        var run = await world.RunAsync(("ReviewsPerSubmission", "2"), ("MaxLoad", "2"));

        Assert.Equal(JobState.Failed, run.State);
        Assert.Contains("Ways out, each of which suffices: Add 2 places", run.Message, StringComparison.Ordinal);
        Assert.Contains("Anna Reviewer", run.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_assignment_from_a_file_becomes_a_proposal()
    {
        await using var world = await AssignmentWorld.StartAsync();

        using var read = await ImportAsync(world, $"paper,reviewer,note\r\n#1,{ReviewingWorld.Ben},\"x, y\"\r\n2,{ReviewingWorld.Anna.ToUpperInvariant()},\r\n\r\n3,{ReviewingWorld.Anna},\r\n");

        var proposal = await world.ProposalAsync(await AssignmentWorld.RedirectedProposalAsync(read));
        Assert.Equal((ProposalKind.Imported, ""), (proposal.Kind, proposal.Certificate));
        Assert.Equal(["1 Ben", "2 Anna", "3 Anna"], world.PairsOf(proposal));
        Assert.Contains("nothing is proved", await world.Olga.ReadAsync($"{world.Root}/{proposal.Id}"), StringComparison.Ordinal);
        Assert.Contains("gains", await world.Olga.ReadAsync($"{world.Root}/{proposal.Id}/papers/{world.Paper(1)}"), StringComparison.Ordinal);
        await world.PublishAsync(proposal.Id);
        Assert.Equal(["1 Ben", "2 Anna", "3 Anna"], await world.AssignedAsync());
    }

    [Theory]
    [InlineData("paper,reviewer\n9,anna@anna.example\n", "Line 2: there is no submission “9” here.")]
    [InlineData("paper,reviewer\n1,nobody@else.example\n", "Line 2: nobody with the address “nobody@else.example”")]
    [InlineData("paper,reviewer\n1,anna@anna.example\n#1,anna@anna.example\n", "Line 3: Anna Reviewer has #1 already.")]
    [InlineData("submission;reviewer\n1;anna@anna.example\n", "must name the columns")]
    [InlineData("paper,reviewer\n", "There is no pair in the file.")]
    public async Task A_file_with_a_mistake_says_where(string csv, string expected)
    {
        await using var world = await AssignmentWorld.StartAsync();

        using var refused = await ImportAsync(world, csv);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(expected, (await refused.DocumentAsync()).Body!.TextContent, StringComparison.Ordinal);
        Assert.False(await world.App.QueryAsync(db => db.AssignmentProposals.AnyAsync()));
    }

    [Fact]
    public async Task A_file_with_a_conflict_is_refused()
    {
        await using var world = await AssignmentWorld.StartAsync();
        await DeclareAsync(world, 1);

        using var refused = await ImportAsync(world, $"paper,reviewer\n1,{ReviewingWorld.Anna}\n");

        Assert.Contains("Line 2: Anna Reviewer must not review #1.", await refused.TextAsync(), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> ImportAsync(AssignmentWorld world, string csv) =>
        world.Olga.SubmitFormAsync($"{world.Root}/import", new Dictionary<string, string?>(), files: [new FormFile("file", "assignment.csv", System.Text.Encoding.UTF8.GetBytes(csv), "text/csv")]);

    private static Task DeclareAsync(AssignmentWorld world, int paper) => world.App.SeedAsync(new Domain.Reviewing.Conflict
    {
        EventId = world.World.Event.Id,
        SubmissionId = world.Paper(paper),
        PersonId = world.World.AnnaPerson.Id,
        Source = Domain.Reviewing.ConflictSource.DeclaredByReviewer,
        Note = "",
        RecordedBy = world.World.AnnaPerson.Id,
        RecordedAt = WorkshopApp.Start,
    });

    private static async Task<JobRun> RepairAsync(AssignmentWorld world, Dictionary<string, string?>? fields = null)
    {
        using var asked = await world.Olga.SubmitFormAsync(world.Root, fields ?? [], "form[action$='Repair']");
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        var run = Assert.Single(await world.App.RunJobsAsync());
        Assert.Equal((JobState.Succeeded, run.Message), (run.State, run.Message));
        return run;
    }

    private static async Task<HttpResponseMessage> PublishAsync(AssignmentWorld world, string path, params Guid[] papers)
    {
        // Several boxes of one name, ticked or not: as a browser sends them, also from a page that was open before.
        var page = await world.Olga.GetDocumentAsync(world.Root);
        var token = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), .. papers.Select(paper => KeyValuePair.Create("Chosen", paper.ToString()))]);
        return await world.Olga.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
    }

    private static Task<HttpResponseMessage> UndoAsync(AssignmentWorld world) =>
        world.Olga.SubmitFormAsync($"{world.Root}/published", new Dictionary<string, string?>(), "form[action$='Undo']");
}

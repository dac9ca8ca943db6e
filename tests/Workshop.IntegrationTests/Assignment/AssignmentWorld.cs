using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Assignment;
using Workshop.Domain.Jobs;
using Workshop.Domain.Reviewing;
using Workshop.IntegrationTests.Reviews;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Assignment;

/// <summary>The world of the reviewing tests with Olga signed in, and what she does to assign.</summary>
internal sealed class AssignmentWorld : IAsyncDisposable
{
    public required WorkshopApp App { get; init; }

    public required ReviewingWorld World { get; init; }

    public required HttpClient Olga { get; init; }

    public string Root => $"{World.Root}/organize/assignment";

    public static async Task<AssignmentWorld> StartAsync()
    {
        var app = new WorkshopApp();
        var world = await ReviewingWorld.MakeAsync(app);
        return new AssignmentWorld { App = app, World = world, Olga = await app.SignedInAsync(ReviewingWorld.Olga) };
    }

    public ValueTask DisposeAsync()
    {
        App.Dispose();
        return ValueTask.CompletedTask;
    }

    public Guid Paper(int number) => World.Papers[number - 1].Id;

    /// <summary>One review each, at most two for each reviewer, and whatever else is asked for.</summary>
    public async Task<AssignmentProposal> ProposeAsync(params (string Field, string Value)[] more)
    {
        var run = await RunAsync(more);
        Assert.Equal((JobState.Succeeded, run.Message), (run.State, run.Message));
        return await ProposalOfAsync(run.Id);
    }

    public async Task<JobRun> RunAsync(params (string Field, string Value)[] more)
    {
        var fields = new Dictionary<string, string?> { ["Input.ReviewsPerSubmission"] = "1", ["Input.MaxLoad"] = "2" };
        foreach (var (field, value) in more)
        {
            fields[$"Input.{field}"] = value;
        }

        using var asked = await Olga.SubmitFormAsync(Root, fields, "form:has([name='Input.MaxLoad'])");
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        return Assert.Single(await App.RunJobsAsync());
    }

    public Task<AssignmentProposal> ProposalOfAsync(Guid runId) => App.QueryAsync(db => db.AssignmentProposals.Include(proposal => proposal.Pairs).SingleAsync(proposal => proposal.JobRunId == runId));

    public Task<AssignmentProposal> ProposalAsync(Guid id) => App.QueryAsync(db => db.AssignmentProposals.Include(proposal => proposal.Pairs).SingleAsync(proposal => proposal.Id == id));

    public async Task PublishAsync(Guid proposalId)
    {
        using var published = await TryPublishAsync(proposalId);
        Assert.True(published.StatusCode == HttpStatusCode.Redirect, (await published.DocumentAsync()).QuerySelector(".error-summary")?.TextContent);
    }

    /// <summary>All of it, from the page that shows what would change.</summary>
    public async Task<HttpResponseMessage> TryPublishAsync(Guid proposalId)
    {
        var path = $"{Root}/{proposalId}/publish";
        var page = await Olga.GetDocumentAsync(path);
        var token = page.QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var boxes = page.QuerySelectorAll("input[name=Chosen]").Select(box => KeyValuePair.Create("Chosen", box.GetAttribute("value")!));
        using var content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), .. boxes]);
        return await Olga.PostAsync(new Uri(path, UriKind.Relative), content);
    }

    /// <summary>Who reviews what now: "1 Anna" for submission #1.</summary>
    public async Task<IReadOnlyList<string>> AssignedAsync()
    {
        var pairs = await App.QueryAsync(db => db.ReviewAssignments.Where(a => a.RemovedAt == null).Select(a => new { a.SubmissionId, a.ReviewerId }).ToListAsync());
        return [.. pairs.Select(pair => Name(pair.SubmissionId, pair.ReviewerId)).Order(StringComparer.Ordinal)];
    }

    public IReadOnlyList<string> PairsOf(AssignmentProposal proposal) => [.. proposal.Pairs.Select(pair => Name(pair.SubmissionId, pair.ReviewerId)).Order(StringComparer.Ordinal)];

    public static async Task<Guid> RedirectedProposalAsync(HttpResponseMessage response)
    {
        Assert.True(response.StatusCode == HttpStatusCode.Redirect, await response.TextAsync());
        return Guid.Parse(response.Headers.Location!.ToString().Split('/').SkipWhile(part => part != "assignment").ElementAt(1));
    }

    /// <summary>Presses the button of this kind in the row of this reviewer on the page of a submission.</summary>
    public Task<HttpResponseMessage> DecideAsync(IHtmlDocument page, string path, Guid reviewerId, string kind) =>
        Olga.SubmitFormAsync(page, path, new Dictionary<string, string?> { ["kind"] = kind }, $"form:has(input[value='{reviewerId}']):has(button[value='{kind}'])");

    public Task<int> MailsAsync(string kind) => App.QueryAsync(db => db.OutgoingMails.CountAsync(mail => mail.Kind == kind));

    public async Task BeginAsync(int paper, Reviewer reviewer)
    {
        var assignment = await App.QueryAsync(db => db.ReviewAssignments.SingleAsync(a => a.SubmissionId == Paper(paper) && a.ReviewerId == reviewer.Id));
        var review = Review.Start(assignment);
        _ = review.Save(new ReviewContent(null, null, "So far", ""), 0, false, WorkshopApp.Start);
        await App.SeedAsync(review);
    }

    private string Name(Guid submissionId, Guid reviewerId) =>
        $"{World.Papers.Single(paper => paper.Id == submissionId).Number} {(reviewerId == World.AnnaReviews.Id ? "Anna" : "Ben")}";
}

using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Reviewing;
using Workshop.IntegrationTests.Reviews;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Discussion;

/// <summary>
/// <see cref="ReviewingWorld"/> after the reviews were due: Anna and Ben reviewed #1, by Cleo; Dora reviews #3 and Anna #2, which Otto, an organizer, wrote. Ben's review of #1 disagrees with Anna's.
/// </summary>
internal sealed class DiscussionWorld
{
    public const string Dora = "dora@dora.example";

    public required WorkshopApp App { get; init; }

    public required ReviewingWorld Reviewing { get; init; }

    public required IReadOnlyDictionary<string, ReviewAssignment> Assignments { get; init; }

    public Guid Paper => Reviewing.Papers[0].Id;

    public string Discussion => $"{Reviewing.Root}/reviews/discussions/{Paper}";

    /// <summary>The same as organizers open it.</summary>
    public string Case => CaseOf(0);

    public string CaseOf(int paper) => $"{Reviewing.Root}/organize/discussions/{Reviewing.Papers[paper].Id}";

    public string DiscussionOf(int paper) => $"{Reviewing.Root}/reviews/discussions/{Reviewing.Papers[paper].Id}";

    public string Response => $"{Reviewing.Root}/submissions/{Paper}/response";

    public static async Task<DiscussionWorld> MakeAsync(WorkshopApp app)
    {
        var world = await ReviewingWorld.MakeAsync(app);
        var dora = await app.PersonAsync("Dora Reviewer", Dora);
        var doraReviews = Given.Reviewer(world.Event, dora, Dora);
        var assignments = new Dictionary<string, ReviewAssignment>
        {
            ["anna"] = world.Assign(world.AnnaReviews, world.Papers[0]),
            ["ben"] = world.Assign(world.BenReviews, world.Papers[0]),
            ["anna2"] = world.Assign(world.AnnaReviews, world.Papers[1]),
            ["dora"] = world.Assign(doraReviews, world.Papers[2]),
        };
        var at = app.Clock.Now;
        await app.SeedAsync([
            doraReviews, .. assignments.Values,
            Written(assignments["anna"], 6, "Anna likes the bound of $n^2$.", at), Written(assignments["ben"], 2, "Ben misses a proof.", at), Written(assignments["anna2"], 4, "Anna on Otto.", at)]);
        app.Clock.Now = world.Event.ReviewsDue!.Value.AddHours(1);
        return new DiscussionWorld { App = app, Reviewing = world, Assignments = assignments };
    }

    /// <summary>The one place that knows what a complete review is.</summary>
    public static Review Written(ReviewAssignment assignment, int score, string toAuthors, DateTimeOffset at)
    {
        var review = Review.Start(assignment);
        return review.Save(new ReviewContent(score, 3, toAuthors, "Between us."), 0, submit: true, at).Succeeded ? review : throw new InvalidOperationException("The review is not complete.");
    }

    public Task<int> SetAsync(Func<ReviewingSettings, ReviewingSettings> change, bool isUnderWay = false) => App.QueryAsync(async db =>
    {
        var e = await db.Events.SingleAsync(e => e.Id == Reviewing.Event.Id);
        var rules = await db.ReviewingRules.SingleOrDefaultAsync(rules => rules.EventId == e.Id);
        if (rules is null)
        {
            rules = ReviewingRules.Default(e.Id);
            db.Add(rules);
        }

        Assert.Empty(rules.Change(e, change(rules.Settings), rules.Revision, isUnderWay, App.Clock.Now).Refusals);
        return await db.SaveChangesAsync();
    });

    public async Task SayAsync(HttpClient browser, string text, string? audience = null, string? path = null)
    {
        var fields = new Dictionary<string, string?> { ["Input.Text"] = text };
        if (audience is not null)
        {
            fields["Input.Audience"] = audience;
        }

        using var sent = await browser.SubmitFormAsync(path ?? Discussion, fields, "form#write", "Send");
        Assert.Equal(System.Net.HttpStatusCode.Redirect, sent.StatusCode);
    }

    public int NumberOf(string reviewer)
    {
        var of = Assignments.Values.Where(assignment => assignment.SubmissionId == Assignments[reviewer].SubmissionId);
        return ReviewerNumbers.Of(of.Select(assignment => new NumberedAssignment(assignment.Id, assignment.SubmissionId, assignment.AssignedAt, assignment.ShuffleKey)))[Assignments[reviewer].Id];
    }
}

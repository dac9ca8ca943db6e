using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Decisions;

/// <summary>
/// An event after the deadline: Olga and Otto organize; #1 is Anna's and Boris's, #2 is Carla's, #3 is Olga's own. Rita and Ralf review all three.
/// </summary>
internal sealed class DecisionsWorld
{
    public const string Olga = "olga@chairs.example";
    public const string Otto = "otto@chairs.example";
    public const string Anna = "anna@uni.example";
    public const string Boris = "boris@uni.example";
    public const string Carla = "carla@lab.example";

    private DecisionsWorld(WorkshopApp app, WorkshopEvent e) => (App, Event) = (app, e);

    public WorkshopApp App { get; }

    public WorkshopEvent Event { get; }

    public List<Submission> Submissions { get; } = [];

    public Guid OttoId { get; private set; }

    public string Root => $"/e/{Event.Slug}/organize";

    public string Decisions => $"{Root}/decisions";

    public static async Task<DecisionsWorld> MakeAsync(WorkshopApp app, int submissions = 3, int undoMinutes = 0)
    {
        var e = Given.Event();
        var world = new DecisionsWorld(app, e);
        var olga = await app.PersonAsync("Olga Organizer", Olga);
        var otto = await app.PersonAsync("Otto Organizer", Otto);
        var anna = await app.PersonAsync("Anna Author", Anna);
        var carla = await app.PersonAsync("Carla Author", Carla);
        var rita = await app.PersonAsync("Rita Reviewer", "rita@reviews.example");
        var ralf = await app.PersonAsync("Ralf Reviewer", "ralf@reviews.example");
        world.OttoId = otto.Id;
        var file = StoredFile.Of([1, 2, 3], WorkshopApp.Start);
        // Rita was invited by her address alone.
        var (invitedRita, _) = Reviewer.Invite(e.Id, "rita", Given.Email("rita@reviews.example"), WorkshopApp.Start);
        _ = invitedRita.Accept(rita.Id, WorkshopApp.Start);
        var reviewers = new[] { invitedRita, Given.Reviewer(e, ralf, "ralf@reviews.example") };
        var settings = DecisionSettings.For(e.Id);
        Assert.True(settings.Change(settings.Terms with { UndoMinutes = undoMinutes }, 0).Succeeded);
        await app.SeedAsync([e, settings, Given.Organizer(e, Olga), Given.Organizer(e, Otto), file, .. reviewers]);
        (Person Owner, string Title, (string, string)[] Authors)[] papers =
        [
            (anna, "Sufficient reasons are hard", [("Anna Author", Anna), ("Boris Author", Boris)]),
            (carla, "Saliency is easy", [("Carla Author", Carla)]),
            (olga, "My own paper", [("Olga Organizer", Olga)]),
        ];
        for (var i = 0; i < submissions; i++)
        {
            var (owner, title, authors) = papers[i % 3];
            var submission = Given.Submitted(e, i + 1, owner, file, title, authors);
            world.Submissions.Add(submission);
            await app.SeedAsync([submission, .. Reviews(e, submission, reviewers)]);
        }

        app.Clock.Now = WorkshopApp.Start.AddDays(45);
        return world;
    }

    /// <summary>A decision that Otto staged, on any paper.</summary>
    public Task StageAsync(int number, DecisionOutcome outcome, string note = "") =>
        App.SeedAsync(Decision.Stage(Event.Id, Submissions[number - 1].Id, outcome, note, OttoId, App.Clock.Now));

    public Task<List<Decision>> DecisionsAsync() => App.QueryAsync(db => db.Decisions.AsNoTracking().ToListAsync());

    public Guid Id(int number) => Submissions[number - 1].Id;

    public string Released(int number) => $"/e/{Event.Slug}/submissions/{Id(number)}/decision";

    private static object[] Reviews(WorkshopEvent e, Submission submission, Reviewer[] reviewers)
    {
        var rows = new List<object>();
        foreach (var (reviewer, score, words) in new[] { (reviewers[0], 5, "Rita finds it clear."), (reviewers[1], 2, "Ralf misses a proof.") })
        {
            var assignment = new ReviewAssignment { EventId = e.Id, SubmissionId = submission.Id, ReviewerId = reviewer.Id, AssignedAt = WorkshopApp.Start.AddDays(31) };
            var review = Review.Start(assignment);
            Assert.True(review.Save(new ReviewContent(score, 3, $"{words} (on {submission.Number})", $"Secret for organizers on {submission.Number}."), 0, true, WorkshopApp.Start.AddDays(40)).Succeeded);
            rows.AddRange(assignment, review);
        }

        return [.. rows];
    }
}

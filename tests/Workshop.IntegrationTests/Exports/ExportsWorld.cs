using System.IO.Compression;
using System.Text;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.Programme;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Exports;

/// <summary>
/// #1 is a talk with a hostile title whose authors publish everything, #2 a talk by an organizer, #3 a poster whose authors publish neither abstract nor PDF and only who presents,
/// #4 is rejected, #5 staged as a talk. Each has a review by Rita that says its number, and a PDF of its own.
/// </summary>
internal sealed class ExportsWorld
{
    public const string Otto = "otto@chairs.example";
    public const string Anna = "anna@uni.example";
    public const string Hostile = "=cmd|' /C calc'!A0, \"quoted\", {sets} & 100\\% of $n^2$ <b>bold</b></script> 🎲 שלום";

    private static readonly DecisionOutcome[] Outcomes = [DecisionOutcome.Talk, DecisionOutcome.Talk, DecisionOutcome.Poster, DecisionOutcome.Reject, DecisionOutcome.Talk];

    private ExportsWorld(WorkshopApp app, WorkshopEvent e) => (App, Event) = (app, e);

    public WorkshopApp App { get; }

    public WorkshopEvent Event { get; }

    public List<Submission> Submissions { get; } = [];

    public string Exports => $"/e/{Event.Slug}/organize/exports";

    public string Public => $"/e/{Event.Slug}/programme";

    public static string Title(int number) => number == 1 ? Hostile : $"Paper {number} on $n^2$";

    public static byte[] Pdf(int number) => Encoding.ASCII.GetBytes($"%PDF-1.7 reviewed {number}");

    public static byte[] FinalPdf(int number) => Encoding.ASCII.GetBytes($"%PDF-1.7 final {number}");

    public static async Task<ExportsWorld> MakeAsync(WorkshopApp app)
    {
        var e = Given.Event(Given.Settings() with { CallText = "We *invite*\n\n| a | b |\n|---|---|\n| 1 | <script>alert(1)</script> |" });
        var world = new ExportsWorld(app, e);
        var otto = await app.PersonAsync("Otto Organizer", Otto);
        var anna = await app.PersonAsync("Anna Author", Anna);
        var rita = await app.PersonAsync("Rita Reviewer", "rita@reviews.example");
        var reviewer = Given.Reviewer(e, rita, "rita@reviews.example");
        app.Clock.Now = WorkshopApp.Start.AddDays(70);
        e.ReleaseDecisions(app.Clock.Now);
        await app.SeedAsync(e, Given.Organizer(e, Otto), reviewer);
        for (var i = 0; i < Outcomes.Length; i++)
        {
            var number = i + 1;
            var file = StoredFile.Of(Pdf(number), WorkshopApp.Start);
            await app.SeedAsync(file);
            var own = number == 2;
            var submission = Given.Submitted(e, number, own ? otto : anna, file, Title(number), own ? ("Otto Organizer", Otto) : ("Zofia Żółkiewicz", Anna), ($"Bo Second{number}", $"bo{number}@uni.example"));
            var decision = Decision.Stage(e.Id, submission.Id, Outcomes[i], $"Note on {number}", otto.Id, app.Clock.Now);
            if (number != 5)
            {
                decision.Release(app.Clock.Now);
            }

            var assignment = new ReviewAssignment { EventId = e.Id, SubmissionId = submission.Id, ReviewerId = reviewer.Id, AssignedAt = WorkshopApp.Start.AddDays(31) };
            var review = Review.Start(assignment);
            Assert.True(review.Save(new ReviewContent(5, 3, $"review-of-{number}", $"secret-of-{number}"), 0, true, WorkshopApp.Start.AddDays(40)).Succeeded);
            world.Submissions.Add(submission);
            await app.SeedAsync(submission, decision, assignment, review);
            if (number is 1 or 3)
            {
                var final = StoredFile.Of(FinalPdf(number), WorkshopApp.Start);
                var answer = PresentationAnswer.Open(e.Id, submission.Id);
                var all = number == 1;
                Assert.True(answer.Confirm(new PresentationChoice(Given.Email(Anna).Normalized, all, all, all), [Given.Email(Anna).Normalized], anna.Id, app.Clock.Now).Succeeded);
                await app.SeedAsync(final, answer, FinalVersion.Of(decision, 1, final, "final.pdf", 2, "Fine.", anna.Id, app.Clock.Now));
            }
        }

        await world.SessionAsync("Talks <one>", SessionKind.Talks, 9, 1, 2);
        await world.SessionAsync("Lunch", SessionKind.Break, 12);
        await world.SessionAsync("Posters", SessionKind.Posters, 13, 3);
        return world;
    }

    public async Task SessionAsync(string title, SessionKind kind, int hour, params int[] numbers)
    {
        var starts = Event.Zone.ToInstant(Event.StartsOn.ToDateTime(new TimeOnly(hour, 0))).Value;
        var session = Session.Create(Event.Id, new SessionContent(title, kind, starts, starts.AddHours(1), "Hall", "Carla Chair")).Value!;
        foreach (var number in numbers)
        {
            Assert.True(session.AddSlot(new SlotContent(Submissions[number - 1].Id, null, "", "", "", 20)).Succeeded);
        }

        await App.SeedAsync(session);
    }

    public Task<int> ReleaseProgrammeAsync() => App.ReleaseProgrammeAsync(Event.Id);

    public static async Task<ZipArchive> ZipAsync(HttpClient browser, string path)
    {
        using var response = await browser.GetAsync(new Uri(path, UriKind.Relative));
        Assert.True(response.IsSuccessStatusCode, $"{path} answered {response.StatusCode}.");
        Assert.Equal("application/zip", response.Content.Headers.ContentType!.MediaType);
        return new ZipArchive(new MemoryStream(await response.Content.ReadAsByteArrayAsync()));
    }

    public static byte[] Bytes(ZipArchive zip, string path)
    {
        using var stream = zip.GetEntry(path)!.Open();
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return buffer.ToArray();
    }

    public static string Text(ZipArchive zip, string path) => Encoding.UTF8.GetString(Bytes(zip, path));
}

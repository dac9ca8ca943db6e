using Microsoft.EntityFrameworkCore;
using Workshop.Data.People;
using Workshop.Data.Programme;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Programme;
using Workshop.Domain.Submissions;
using Workshop.Testing;
using Workshop.Web.Features.Programme.Print;

namespace Workshop.IntegrationTests.Programme;

/// <summary>An event with released decisions: #1 and #2 are talks, #3 a poster, #4 rejected, #5 staged as a talk. #2 is by an organizer.</summary>
internal sealed class ProgrammeWorld
{
    public const string Otto = "otto@chairs.example";
    public const string Anna = "anna@uni.example";

    private ProgrammeWorld(WorkshopApp app, WorkshopEvent e) => (App, Event) = (app, e);

    public WorkshopApp App { get; }

    public WorkshopEvent Event { get; }

    public List<Submission> Submissions { get; } = [];

    public string Build => $"/e/{Event.Slug}/organize/programme";

    public string Public => $"/e/{Event.Slug}/programme";

    public Guid Id(int number) => Submissions[number - 1].Id;

    public static async Task<ProgrammeWorld> MakeAsync(WorkshopApp app)
    {
        var e = Given.Event();
        var world = new ProgrammeWorld(app, e);
        var otto = await app.PersonAsync("Otto Organizer", Otto);
        var anna = await app.PersonAsync("Anna Author", Anna);
        var file = StoredFile.Of([1, 2, 3], WorkshopApp.Start);
        app.Clock.Now = WorkshopApp.Start.AddDays(70);
        e.ReleaseDecisions(app.Clock.Now);
        await app.SeedAsync(e, Given.Organizer(e, Otto), file);
        DecisionOutcome[] outcomes = [DecisionOutcome.Talk, DecisionOutcome.Talk, DecisionOutcome.Poster, DecisionOutcome.Reject, DecisionOutcome.Talk];
        for (var i = 0; i < outcomes.Length; i++)
        {
            var own = i == 1;
            var submission = Given.Submitted(e, i + 1, own ? otto : anna, file, $"Paper {i + 1} on $n^2$ <b>", own ? ("Otto Organizer", Otto) : ("Anna van den Berg", Anna), ("Bo Second", $"bo{i}@uni.example"));
            var decision = Decision.Stage(e.Id, submission.Id, outcomes[i], "", otto.Id, app.Clock.Now);
            if (i != 4)
            {
                decision.Release(app.Clock.Now);
            }

            world.Submissions.Add(submission);
            await app.SeedAsync(submission, decision);
        }

        return world;
    }

    public async Task<Session> SessionAsync(string title, SessionKind kind, int hour, params int[] numbers)
    {
        var starts = Event.Zone.ToInstant(Event.StartsOn.ToDateTime(new TimeOnly(hour, 0))).Value;
        var session = Session.Create(Event.Id, new SessionContent(title, kind, starts, starts.AddHours(1), "Hall", "Carla Chair")).Value!;
        foreach (var number in numbers)
        {
            Assert.True(session.AddSlot(new SlotContent(Id(number), null, "", "", "", 20)).Succeeded);
        }

        await App.SeedAsync(session);
        return session;
    }

    /// <summary>What the print page would hand to a document that Otto prints from the released programme, or from the draft when none is released.</summary>
    public async Task<(PrintMaterial Material, Viewer Otto)> MaterialAsync()
    {
        var now = App.Clock.Now;
        return await App.QueryAsync(async db =>
        {
            var e = await db.Events.AsNoTracking().SingleAsync(e => e.Id == Event.Id);
            var otto = await db.LoadViewerAsync(await db.People.Where(person => person.Name == "Otto Organizer").Select(person => person.Id).SingleAsync(), CancellationToken.None);
            var released = await db.ReadReleasedProgrammeAsync(e, null, now, CancellationToken.None);
            return (PrintedSheets.Material(released?.Document ?? (await db.ReadDraftProgrammeAsync(otto, e, now, CancellationToken.None)).Document, e, otto, now), otto);
        });
    }

    public Task<int> ReleaseProgrammeAsync() => App.ReleaseProgrammeAsync(Event.Id);

    public Task<Session> LoadAsync(Guid sessionId) => App.QueryAsync(db => db.Sessions.AsNoTracking().Include(session => session.Slots.OrderBy(slot => slot.Position)).SingleAsync(session => session.Id == sessionId));
}

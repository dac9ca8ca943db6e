using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Programme;

namespace Workshop.Web.Features.Programme;

/// <summary>What can be undone and done again now; null where nothing can.</summary>
public sealed record StepsShown(string? Undo, string? Redo);

/// <summary>Reads the line of steps for an organizer: sentences name only what they may know.</summary>
internal static class ProgrammeSteps
{
    private const int MostNamed = 3;

    /// <summary>The step that would be undone (true) or done again.</summary>
    public static Task<ProgrammeStep?> NextStepAsync(this WorkshopDb db, Guid eventId, bool undo, CancellationToken cancel)
    {
        var steps = db.ProgrammeSteps.Where(step => step.EventId == eventId && step.IsUndone == !undo);
        return (undo ? steps.OrderByDescending(step => step.Number) : steps.OrderBy(step => step.Number)).FirstOrDefaultAsync(cancel);
    }

    public static async Task<StepsShown> ReadStepsAsync(this WorkshopDb db, Viewer organizer, Guid eventId, DateTimeOffset now, CancellationToken cancel)
    {
        var (undo, redo) = (await NextSentenceAsync(db, eventId, true, cancel), await NextSentenceAsync(db, eventId, false, cancel));
        var names = await db.ReadNamesAsync(organizer, eventId, [.. undo?.Subjects ?? [], .. redo?.Subjects ?? []], now, cancel);
        return new StepsShown(undo?.Say(names), redo?.Say(names));
    }

    /// <summary>Who changed what after a revision, as a refusal of the change that was made on top of it.</summary>
    public static async Task<Refusal> WhoChangedAsync(this WorkshopDb db, Viewer organizer, WorkshopEvent e, int revision, DateTimeOffset now, CancellationToken cancel)
    {
        var said = await db.ReadChangesAsync(organizer, e, revision, now, cancel);
        return said.Count == 0
            ? new Refusal("programme.changed-elsewhere", "Somebody changed the programme after you opened this page. It is shown as it is now; make your change again.")
            : new Refusal("programme.changed-elsewhere", $"Somebody changed the programme after you opened this page: {string.Join("; ", said)}. It is shown as it is now; make your change again.");
    }

    /// <summary>"Ingrid Solvang moved #12 to “Foundations” at 14:02", the latest first.</summary>
    public static async Task<IReadOnlyList<string>> ReadChangesAsync(this WorkshopDb db, Viewer organizer, WorkshopEvent e, int revision, DateTimeOffset now, CancellationToken cancel)
    {
        var steps = await db.ProgrammeSteps.AsNoTracking()
            .Where(step => step.EventId == e.Id && step.Revision > revision)
            .OrderByDescending(step => step.Revision)
            .Take(MostNamed)
            .Select(step => new { step.Sentence, step.Subjects, step.IsUndone, step.ChangedAt, Name = db.People.Where(person => person.Id == step.ChangedBy).Select(person => person.Name).FirstOrDefault() })
            .ToListAsync(cancel);
        var names = steps.Count == 0 ? new Dictionary<Guid, string>() : await db.ReadNamesAsync(organizer, e.Id, steps.SelectMany(step => step.Subjects), now, cancel);
        return [.. steps.Select(step =>
        {
            var sentence = ProgrammeStep.Say(step.Sentence, step.Subjects, id => names.GetValueOrDefault(id));
            return string.Create(CultureInfo.InvariantCulture, $"{step.Name ?? "Somebody"} {(step.IsUndone ? $"undid a step ({sentence})" : sentence)} at {e.Zone.At(step.ChangedAt):HH:mm}");
        })];
    }

    private static async Task<NextSentence?> NextSentenceAsync(WorkshopDb db, Guid eventId, bool undo, CancellationToken cancel)
    {
        var steps = db.ProgrammeSteps.AsNoTracking().Where(step => step.EventId == eventId && step.IsUndone == !undo);
        return await (undo ? steps.OrderByDescending(step => step.Number) : steps.OrderBy(step => step.Number)).Select(step => new NextSentence(step.Sentence, step.Subjects)).FirstOrDefaultAsync(cancel);
    }

    private sealed record NextSentence(string Sentence, IReadOnlyList<Guid> Subjects)
    {
        public string Say(IReadOnlyDictionary<Guid, string> names) => ProgrammeStep.Say(Sentence, Subjects, id => names.GetValueOrDefault(id));
    }
}

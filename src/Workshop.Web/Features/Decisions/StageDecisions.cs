using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Decisions;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Decisions;

/// <param name="Outcome">Null clears what was staged.</param>
/// <param name="Note">To the authors; null keeps the one that is there, as for the other texts.</param>
/// <param name="Revision">The decision's revision when the form was opened, 0 when there was none; null for many at once, where the last one wins.</param>
public sealed record DecisionChoice(DecisionOutcome? Outcome, string? Note = null, int? Revision = null)
{
    public Guid? LabelId { get; init; }

    public string? Condition { get; init; }

    public string? MetaReview { get; init; }

    public string? Summary { get; init; }

    internal IEnumerable<string?> Texts => [Note, Condition, MetaReview, Summary];

    /// <summary>A condition that was set before is dropped with the acceptance that it belonged to, unless it is typed again.</summary>
    internal DecisionContent Over(DecisionContent? before) => new(Outcome!.Value, Note ?? before?.Note ?? "")
    {
        LabelId = LabelId,
        Condition = Condition ?? (Outcome is DecisionOutcome.Talk or DecisionOutcome.Poster ? before?.Condition ?? "" : ""),
        MetaReview = MetaReview ?? before?.MetaReview ?? "",
        Summary = Summary ?? before?.Summary ?? "",
    };
}

/// <summary>Stages one decision for all chosen submissions, or takes it back; all or none. Nobody but organizers learns of it before the release.</summary>
public sealed class StageDecisions(WorkshopDb db, TimeProvider time)
{
    private static readonly Refusal ChangedElsewhere =
        new("decision.changed-elsewhere", "Somebody changed this decision after you opened the page. What they chose is shown as staged; save again to replace it.");

    /// <returns>How many were staged or cleared.</returns>
    public async Task<Outcome<int>> RunAsync(Viewer organizer, Guid eventId, IReadOnlyCollection<Guid> submissionIds, DecisionChoice choice, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (choice.Outcome is { } wanted)
        {
            if (choice.Over(null).Check() is { Count: > 0 } refusals)
            {
                return Outcome.No<int>(refusals);
            }

            if (choice.LabelId is { } labelId && !await db.DecisionLabels.AnyAsync(label => label.Id == labelId && label.EventId == eventId && label.Outcome == wanted, cancel))
            {
                return new Refusal("decision.label-unknown", "This label was removed. Choose another decision.", nameof(choice.Outcome));
            }
        }
        else if (choice.Revision is not null && choice.Texts.Any(text => !string.IsNullOrWhiteSpace(text)))
        {
            return new Refusal("decision.texts", "What is not decided keeps no texts. Delete note, condition, meta-review and summary, or choose a decision: it can be changed until it is released.", nameof(choice.Outcome));
        }

        var chosen = await db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now)
            .Where(s => s.EventId == eventId && s.SubmittedAt != null && s.WithdrawnAt == null && submissionIds.Contains(s.Id))
            .OrderBy(s => s.Number)
            .Select(s => new { s.Id, s.Number })
            .ToListAsync(cancel);
        if (chosen.Count == 0)
        {
            return new Refusal("decision.none-chosen", "Choose at least one submission first.");
        }

        var ids = chosen.Select(s => s.Id).ToList();
        var decisions = await db.Decisions.Where(decision => ids.Contains(decision.SubmissionId)).ToDictionaryAsync(decision => decision.SubmissionId, cancel);
        var released = chosen.Where(s => decisions.GetValueOrDefault(s.Id) is { IsSealed: true }).Select(s => string.Create(CultureInfo.InvariantCulture, $"#{s.Number}")).ToList();
        if (released.Count > 0)
        {
            var pending = chosen.Exists(s => decisions.GetValueOrDefault(s.Id) is { IsSealed: true } decision && !decision.IsKnownAt(now));
            return new Refusal("decision.released", pending
                ? $"{string.Join(", ", released)}: part of a release. Undo the release first, while it waits. Nothing was staged."
                : $"{string.Join(", ", released)}: the authors have been told and the decision cannot be changed here any more. Nothing was staged.");
        }

        var written = choice is { Outcome: null, Revision: null }
            ? chosen.Where(s => decisions.GetValueOrDefault(s.Id) is { HasTexts: true }).Select(s => string.Create(CultureInfo.InvariantCulture, $"#{s.Number}")).ToList()
            : [];
        if (written.Count > 0)
        {
            return new Refusal("decision.texts", $"{string.Join(", ", written)}: texts that were written there would be lost. Open each and delete them first. Nothing was changed.");
        }

        var word = choice.Outcome is null ? "" : (await db.LoadSchemeAsync(eventId, cancel)).Word(choice.Outcome.Value, choice.LabelId);
        foreach (var s in chosen)
        {
            var decision = decisions.GetValueOrDefault(s.Id);
            if (choice.Revision is { } revision && revision != (decision?.Revision ?? 0))
            {
                return ChangedElsewhere;
            }

            if (choice.Outcome is not null)
            {
                if (decision is null)
                {
                    db.Add(Decision.Stage(eventId, s.Id, choice.Over(null), organizer.RequiredPersonId, now));
                }
                else
                {
                    _ = decision.Change(choice.Over(decision.Content), organizer.RequiredPersonId, now);
                }

                db.Add(AuditEntry.Of("decision.staged", $"Staged as {word}.", organizer.PersonId, eventId, now, s.Id));
            }
            else if (decision is not null)
            {
                db.Remove(decision);
                db.Add(AuditEntry.Of("decision.cleared", "Took the staged decision back.", organizer.PersonId, eventId, now, s.Id));
            }
        }

        try
        {
            await db.SaveChangesAsync(cancel);
            return chosen.Count;
        }
        catch (DbUpdateConcurrencyException)
        {
            return ChangedElsewhere;
        }
        catch (DbUpdateException exception) when (db.Violates(exception, "PK_Decisions"))
        {
            return ChangedElsewhere;
        }
    }
}

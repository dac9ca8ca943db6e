using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Decisions;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Decisions;

/// <param name="Id">Null adds one; the outcome of one that exists stays.</param>
public sealed record LabelChange(Guid? Id, DecisionOutcome Outcome, string Name, string Words, int? Places);

/// <summary>Adds, changes or removes an own label of the event.</summary>
public sealed class ChangeLabels(WorkshopDb db, TimeProvider time)
{
    private static readonly Refusal NameTaken = new("label.name-taken", "There is a label of this name already, or there was one for another kind of decision. Choose another name.", nameof(LabelChange.Name));

    public async Task<Outcome<Done>> RunAsync(Viewer organizer, Guid eventId, LabelChange change, CancellationToken cancel)
    {
        var known = await db.DecisionLabels.Where(label => label.EventId == eventId).ToListAsync(cancel);
        bool IsCalledSo(DecisionLabel label) => string.Equals(label.Name, Person.Clean(change.Name), StringComparison.OrdinalIgnoreCase);

        // Adding what was removed brings it back.
        var existing = change.Id is { } id
            ? known.Find(label => label.Id == id && !label.IsRetired)
            : known.Find(label => label.IsRetired && label.Outcome == change.Outcome && IsCalledSo(label));
        if (known.Exists(label => label != existing && IsCalledSo(label)))
        {
            return NameTaken;
        }

        if (existing is null or { IsRetired: true } && known.Count(label => !label.IsRetired) >= DecisionLabel.MostLabels)
        {
            return new Refusal("label.too-many", $"An event has at most {DecisionLabel.MostLabels} labels. Remove one first.", nameof(change.Name));
        }

        if (existing is not null)
        {
            var changed = existing.Change(change.Name, change.Words, change.Places);
            if (!changed.Succeeded)
            {
                return changed;
            }
        }
        else
        {
            var created = DecisionLabel.Create(eventId, change.Outcome, change.Name, change.Words, change.Places);
            if (created.Value is not { } label)
            {
                return Outcome.No<Done>(created.Refusals);
            }

            db.Add(label);
        }

        db.Add(AuditEntry.Of("decisions.label", $"Set the label “{Person.Clean(change.Name)}”.", organizer.PersonId, eventId, time.GetUtcNow()));
        try
        {
            await db.SaveChangesAsync(cancel);
            return Done.Instance;
        }
        catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.LabelOnce))
        {
            return NameTaken;
        }
    }

    /// <summary>Nothing new gets it. What has it keeps it, so that nothing changes under its authors, and nobody learns whether there is anything.</summary>
    public async Task RemoveAsync(Viewer organizer, Guid eventId, Guid labelId, CancellationToken cancel)
    {
        var label = await db.DecisionLabels.SingleOrDefaultAsync(label => label.Id == labelId && label.EventId == eventId && !label.IsRetired, cancel);
        if (label is null)
        {
            return;
        }

        label.Retire();
        db.Add(AuditEntry.Of("decisions.label-removed", $"Removed the label “{label.Name}”.", organizer.PersonId, eventId, time.GetUtcNow()));
        await db.SaveChangesAsync(cancel);
    }
}

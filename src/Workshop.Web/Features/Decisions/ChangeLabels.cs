using System.Globalization;
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
    private static readonly Refusal NameTaken = new("label.name-taken", "There is a label of this name already.", nameof(LabelChange.Name));

    public async Task<Outcome<Done>> RunAsync(Viewer organizer, Guid eventId, LabelChange change, CancellationToken cancel)
    {
        var known = await db.DecisionLabels.Where(label => label.EventId == eventId).ToListAsync(cancel);
        if (known.Exists(label => label.Id != change.Id && string.Equals(label.Name, Person.Clean(change.Name), StringComparison.OrdinalIgnoreCase)))
        {
            return NameTaken;
        }

        if (known.Find(label => label.Id == change.Id) is { } existing)
        {
            var changed = existing.Change(change.Name, change.Words, change.Places);
            if (!changed.Succeeded)
            {
                return changed;
            }
        }
        else
        {
            if (known.Count >= DecisionLabel.MostLabels)
            {
                return new Refusal("label.too-many", $"An event has at most {DecisionLabel.MostLabels} labels. Remove one first.", nameof(change.Name));
            }

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

    /// <summary>Refused while a decision or an offer has it: what it was called must not change under its authors.</summary>
    public async Task<Outcome<Done>> RemoveAsync(Viewer organizer, Guid eventId, Guid labelId, CancellationToken cancel)
    {
        var label = await db.DecisionLabels.SingleOrDefaultAsync(label => label.Id == labelId && label.EventId == eventId, cancel);
        if (label is null)
        {
            return Done.Instance;
        }

        if (await db.Decisions.AnyAsync(decision => decision.LabelId == labelId, cancel) || await db.PlaceOffers.AnyAsync(offer => offer.LabelId == labelId && offer.UndoneAt == null, cancel))
        {
            // Says only that it is used: by whom, this organizer may not be allowed to see.
            return new Refusal("label.used", string.Create(CultureInfo.InvariantCulture, $"“{label.Name}” is in use. Give what has it another decision first."));
        }

        db.Remove(label);
        db.Add(AuditEntry.Of("decisions.label-removed", $"Removed the label “{label.Name}”.", organizer.PersonId, eventId, time.GetUtcNow()));
        await db.SaveRemovalAsync(cancel);
        return Done.Instance;
    }
}

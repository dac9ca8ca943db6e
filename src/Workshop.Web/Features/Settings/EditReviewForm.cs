using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;

namespace Workshop.Web.Features.Settings;

/// <summary>One change of an event's review form, with its line in the log. Of two organizers who change it at once, the second one finds out.</summary>
public sealed class EditReviewForm(WorkshopDb db, TimeProvider time)
{
    public static Refusal ChangedElsewhere { get; } = new(
        "review-form.changed-elsewhere", "The review form was changed by somebody else after you opened this page. What you typed is below; save again to keep it.");

    /// <param name="revision">The one that the page was opened at; null for what depends on nothing that it showed.</param>
    /// <param name="change">Decides and changes; what it refuses is not saved.</param>
    /// <param name="done">For the log, past tense.</param>
    public async Task<Outcome<Done>> RunAsync(
        Viewer organizer, Guid eventId, int? revision, Func<ReviewForm, ReviewFormUse, Outcome<Done>> change, string code, Func<string> done, CancellationToken cancel)
    {
        var form = await db.TrackReviewFormAsync(eventId, cancel);
        if (revision is { } opened && opened != form.Revision)
        {
            return ChangedElsewhere;
        }

        var changed = change(form, await db.LoadReviewFormUseAsync(eventId, cancel));
        if (!changed.Succeeded)
        {
            return changed;
        }

        db.Add(AuditEntry.Of(code, done(), organizer.PersonId, eventId, time.GetUtcNow()));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failed) when (failed is DbUpdateConcurrencyException || db.Violates(failed, ConstraintNames.ReviewFormOnce))
        {
            return ChangedElsewhere;
        }

        return Done.Instance;
    }
}

/// <summary>Adds a criterion, or changes one.</summary>
public sealed class SaveCriterion(EditReviewForm edit)
{
    /// <param name="id">Null for a new one.</param>
    public Task<Outcome<Done>> RunAsync(Viewer organizer, Guid eventId, Guid? id, int revision, CriterionSettings settings, CancellationToken cancel) =>
        edit.RunAsync(organizer, eventId, revision, (form, use) =>
        {
            var saved = form.SaveCriterion(id, settings, use);
            return saved.Succeeded ? Done.Instance : Outcome.No<Done>(saved.Refusals);
        }, "review-form.criterion-saved", () => $"The criterion “{Person.Clean(settings.Name)}” of the review form was {(id is null ? "added" : "changed")}.", cancel);
}

/// <summary>Moves a criterion, stops asking it or asks it again.</summary>
public sealed class ArrangeCriterion(EditReviewForm edit)
{
    /// <param name="act">"up", "down", "retire" or "restore".</param>
    public Task<Outcome<Done>> RunAsync(Viewer organizer, Guid eventId, Guid id, string act, CancellationToken cancel)
    {
        var name = "";
        return edit.RunAsync(organizer, eventId, null, (form, use) =>
        {
            name = form.Criteria.FirstOrDefault(criterion => criterion.Id == id)?.Name ?? "";
            switch (act)
            {
                case "retire":
                    form.RemoveCriterion(id, use);
                    break;
                case "restore":
                    form.RestoreCriterion(id, use);
                    break;
                default:
                    form.MoveCriterion(id, act == "up");
                    break;
            }

            return Done.Instance;
        }, "review-form.criterion-arranged", () => $"The criterion “{name}” of the review form was {(act switch { "retire" => "taken out", "restore" => "put back", _ => "moved" })}.", cancel);
    }
}

/// <summary>Saves scales, recommendation and texts.</summary>
public sealed class SaveReviewForm(EditReviewForm edit)
{
    public Task<Outcome<Done>> RunAsync(Viewer organizer, Guid eventId, int revision, ReviewFormSettings settings, CancellationToken cancel) =>
        edit.RunAsync(organizer, eventId, revision, (form, use) => form.Save(settings, use), "review-form.saved", () => "The review form was changed.", cancel);
}

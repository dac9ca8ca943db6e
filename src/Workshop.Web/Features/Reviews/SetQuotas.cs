using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Reviews;

/// <summary>What an organizer changed about one reviewer; the rest stays as it is by now, whatever their page showed.</summary>
/// <param name="Row">Of the form, for the refusal.</param>
/// <param name="Least">Null when it was not changed.</param>
/// <param name="ChangesMost">Whether <paramref name="Most"/> was.</param>
/// <param name="Most">Null means the event's own limit.</param>
/// <param name="IsSenior">Null when it was not changed.</param>
public sealed record WishedQuota(int Row, Guid ReviewerId, int? Least, bool ChangesMost, int? Most, bool? IsSenior);

/// <summary>An organizer says how many submissions reviewers get, and who is senior: all that was changed, or nothing. Somebody who is not on the list any more is left out.</summary>
public sealed class SetQuotas(WorkshopDb db, TimeProvider time)
{
    /// <returns>How many reviewers have another quota now.</returns>
    public async Task<Outcome<int>> RunAsync(Viewer organizer, Guid eventId, IReadOnlyList<WishedQuota> wishes, CancellationToken cancel)
    {
        Guid[] ids = [.. wishes.Select(wish => wish.ReviewerId)];
        var reviewers = await db.Reviewers.Where(reviewer => reviewer.EventId == eventId && ids.Contains(reviewer.Id)).ToDictionaryAsync(reviewer => reviewer.Id, cancel);
        var refusals = new List<Refusal>();
        var changed = 0;
        foreach (var wish in wishes.Where(wish => reviewers.ContainsKey(wish.ReviewerId)))
        {
            var reviewer = reviewers[wish.ReviewerId];
            var before = (reviewer.MinLoad, reviewer.MaxLoad, reviewer.IsSenior);
            var set = reviewer.SetQuota(wish.Least ?? reviewer.MinLoad, wish.ChangesMost ? wish.Most : reviewer.MaxLoad, wish.IsSenior ?? reviewer.IsSenior);
            refusals.AddRange(set.Refusals.Select(refusal => refusal with { Message = $"{reviewer.Name}: {refusal.Message}", Field = $"Quotas[{wish.Row}].{(refusal.Field == nameof(reviewer.MaxLoad) ? "Max" : "Min")}" }));
            changed += before == (reviewer.MinLoad, reviewer.MaxLoad, reviewer.IsSenior) ? 0 : 1;
        }

        if (refusals.Count > 0)
        {
            return Outcome.No<int>(refusals);
        }

        if (changed > 0)
        {
            db.Add(AuditEntry.Of("reviewers.quotas-set", $"{organizer.Name} set the quotas of {(changed == 1 ? "one reviewer" : $"{changed} reviewers")}.", organizer.PersonId, eventId, time.GetUtcNow()));
            try
            {
                await db.SaveChangesAsync(cancel);
            }
            catch (DbUpdateConcurrencyException)
            {
                return new Refusal("reviewer.answered-meanwhile", "Somebody answered their invitation at the same moment. Press the button again.");
            }
        }

        return changed;
    }
}

using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;

namespace Workshop.Web.Features.Reviews;

/// <summary>A reviewer answers the half-way question from the desk: for the first time, or otherwise than before.</summary>
public sealed class AnswerHalfway(WorkshopDb db, TimeProvider time)
{
    public async Task<Outcome<Done>> RunAsync(Viewer viewer, Guid eventId, PulseAnswer answer, CancellationToken cancel)
    {
        var mine = viewer.ReviewerIds.ToArray();
        var reviewer = await db.Reviewers.AsNoTracking().SingleAsync(reviewer => reviewer.EventId == eventId && mine.Contains(reviewer.Id), cancel);
        await SayAsync(db, reviewer, answer, time.GetUtcNow(), cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
            return Done.Instance;
        }
        catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.PulseOnce))
        {
            return new Refusal("pulse.meanwhile", "The question was answered at the same moment in another window. Press again.");
        }
    }

    /// <summary>For the next save. The log hangs on a submission, so that who reviews an organizer's own paper is not told to them.</summary>
    internal static async Task SayAsync(WorkshopDb db, Reviewer reviewer, PulseAnswer answer, DateTimeOffset now, CancellationToken cancel)
    {
        var pulse = await db.ReviewerPulses.SingleOrDefaultAsync(pulse => pulse.ReviewerId == reviewer.Id, cancel);
        if (pulse is null)
        {
            pulse = new ReviewerPulse { ReviewerId = reviewer.Id };
            db.Add(pulse);
        }

        pulse.Say(answer, now);
        var hangsOn = await OpenWork.HangsOnAsync(db, reviewer.EventId, reviewer.Id, now, cancel);
        db.Add(AuditEntry.Of("reviewer.pulse", $"{reviewer.Name} answered half-way: {ReviewerPulse.Words(answer)}.", reviewer.PersonId, reviewer.EventId, now, hangsOn));
    }
}

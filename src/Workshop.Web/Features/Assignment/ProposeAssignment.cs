using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.People;
using Workshop.Web.Platform.Jobs;

namespace Workshop.Web.Features.Assignment;

/// <summary>Queues the job that computes a proposal.</summary>
public sealed class ProposeAssignment(WorkshopDb db, TimeProvider time, JobRequests jobs)
{
    public const string JobKind = "assignment.propose";

    /// <returns>The run; the one under way when there is one.</returns>
    public async Task<Outcome<Guid>> RunAsync(Viewer organizer, Guid eventId, AssignmentWish wish, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var refusals = new List<Refusal>(wish.WhyNot());
        var e = await db.Events.SingleAsync(e => e.Id == eventId, cancel);
        if (now <= e.SubmissionsClose)
        {
            refusals.Add(new Refusal("assignment.call-open", "Submissions can still come in. Propose an assignment when the call has closed."));
        }

        if (e.Timeline.DecisionsReleased <= now)
        {
            refusals.Add(new Refusal("assignment.decided", "Decisions have been released, so there is nothing left to assign."));
        }

        if (refusals.Count > 0)
        {
            return Outcome.No<Guid>(refusals);
        }

        return await jobs.OnceAsync(
            new JobRequest(JobKind, eventId, organizer.PersonId, JsonSerializer.Serialize(wish)),
            sharesRunning: true,
            AuditEntry.Of("assignment.requested", $"Asked for an assignment of {wish.ReviewsPerSubmission} reviews for each submission, at most {wish.MaxLoad} for each reviewer{string.Concat(wish.Extras.Select(extra => $"; {extra}"))}.", organizer.PersonId, eventId, now),
            cancel);
    }
}

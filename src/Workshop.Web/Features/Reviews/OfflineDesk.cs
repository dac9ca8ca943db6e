using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;

namespace Workshop.Web.Features.Reviews;

/// <summary>One assignment of a desk with its review, as the offline forms need it.</summary>
internal sealed record OfflineItem(Guid AssignmentId, int Number, string Title, Review? Review)
{
    public OfflinePaper Paper => new(AssignmentId, Number, Title, Review?.Revision ?? 0, Review?.IsSubmitted == true);

    public string FormName => $"submission-{Number}-review.md";
}

internal static class OfflineDesk
{
    /// <summary>What is on this reviewer's desk and can be written, by number; not what they said they cannot judge.</summary>
    public static async Task<IReadOnlyList<OfflineItem>> LoadOfflineDeskAsync(this WorkshopDb db, Viewer viewer, Guid eventId, DateTimeOffset now, CancellationToken cancel) =>
        await (
            from assignment in db.OnDeskOf(viewer, eventId, now)
            join submission in db.Submissions on assignment.SubmissionId equals submission.Id
            join review in db.Reviews on assignment.Id equals review.AssignmentId into written
            from review in written.DefaultIfEmpty()
            where review == null || review.CannotJudgeBecause == null
            orderby submission.Number
            select new OfflineItem(assignment.Id, submission.Number, submission.Title, review))
        .AsNoTracking()
        .ToListAsync(cancel);
}

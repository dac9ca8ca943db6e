using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Data.Submissions;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Reviews;

/// <summary>What needs somebody else: assignments that were handed back, and reviews whose reviewers cannot judge.</summary>
public sealed record HandedBackView(IReadOnlyList<HandedBackRow> Rows, IReadOnlyList<NotJudgedRow> NotJudged)
{
    public static HandedBackView Empty { get; } = new([], []);
}

/// <summary>A reviewer looked at it and cannot judge it.</summary>
public sealed record NotJudgedRow(int Number, string Title, string Reviewer, string Because, DateTimeOffset At);

/// <summary>An assignment that was handed back, for organizers.</summary>
/// <param name="Suggestion">Who could do it instead; null when the reviewer named nobody.</param>
public sealed record HandedBackRow(int Number, string Title, string Reviewer, string Because, string? Suggestion, bool IsInvited, DateTimeOffset At);

internal static class HandedBackRows
{
    /// <summary>What an organizer may know of, newest first. Whoever was suggested and has been invited since is marked.</summary>
    public static async Task<HandedBackView> ReadHandedBackAsync(this WorkshopDb db, Viewer organizer, Guid eventId, DateTimeOffset now, CancellationToken cancel)
    {
        var visible = db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now).Where(submission => submission.WithdrawnAt == null);
        var rows = await (
            from back in db.HandedBack
            where back.EventId == eventId && db.ReviewAssignments.Any(assignment => assignment.Id == back.AssignmentId && assignment.RemovedAt != null)
            join submission in visible on back.SubmissionId equals submission.Id
            join reviewer in db.Reviewers on back.ReviewerId equals reviewer.Id
            orderby back.At descending
            select new
            {
                Back = back,
                submission.Number,
                submission.Title,
                Name = db.People.Where(person => person.Id == reviewer.PersonId).Select(person => person.Name).FirstOrDefault() ?? reviewer.Name,
                IsInvited = back.SuggestedEmail != null && db.Reviewers.Any(other => other.EventId == eventId && other.NormalizedEmail == back.SuggestedEmail),
            })
            .AsNoTracking()
            .ToListAsync(cancel);
        var notJudged = await (
            from assignment in db.ManagedBy(organizer, eventId, now)
            join review in db.Reviews.Where(review => review.CannotJudgeBecause != null) on assignment.Id equals review.AssignmentId
            join submission in visible on assignment.SubmissionId equals submission.Id
            join reviewer in db.Reviewers on assignment.ReviewerId equals reviewer.Id
            orderby review.UpdatedAt descending
            select new NotJudgedRow(
                submission.Number, submission.Title, db.People.Where(person => person.Id == reviewer.PersonId).Select(person => person.Name).FirstOrDefault() ?? reviewer.Name, review.CannotJudgeBecause!, review.UpdatedAt))
            .ToListAsync(cancel);
        return new HandedBackView([.. rows.Select(row => new HandedBackRow(row.Number, row.Title, row.Name, CannotWords.Say(row.Back), row.Back.Suggestion, row.IsInvited, row.Back.At))], notJudged);
    }
}

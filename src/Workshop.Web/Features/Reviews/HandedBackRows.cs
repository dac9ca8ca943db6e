using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Reviews;

/// <summary>An assignment that was handed back, or a review that does not judge, for organizers.</summary>
/// <param name="Suggestion">Who could do it instead; null when the reviewer named nobody.</param>
public sealed record HandedBackRow(int Number, string Title, string Reviewer, string Because, string? Suggestion, bool IsInvited, DateTimeOffset At);

internal static class HandedBackRows
{
    /// <summary>What an organizer may know of, newest first. Whoever was suggested and has been invited since is marked.</summary>
    public static async Task<IReadOnlyList<HandedBackRow>> ReadHandedBackAsync(this WorkshopDb db, Viewer organizer, Guid eventId, DateTimeOffset now, CancellationToken cancel)
    {
        var visible = db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now);
        var rows = await (
            from back in db.HandedBack
            where back.EventId == eventId
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
        return [.. rows.Select(row => new HandedBackRow(row.Number, row.Title, row.Name, CannotWords.Say(row.Back), row.Back.Suggestion, row.IsInvited, row.Back.At))];
    }
}

using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Accounts;

/// <summary>
/// What an address that has just been confirmed brought with it: the submissions in whose author list it stands became its owner's to follow. Before the proof nobody is told that there are any.
/// </summary>
/// <param name="Slug">Of the event, when all of them belong to one.</param>
public sealed record ClaimedSubmissions(int Count, string? Slug, string EventName)
{
    /// <summary>A sentence to follow another, with its blank; empty when there is nothing.</summary>
    public string Notice => (Count, Slug) switch
    {
        (0, _) => "",
        (1, _) => $" A submission to {EventName} that lists you appeared among your submissions.",
        (_, null) => $" {Count} submissions that list you appeared among your submissions.",
        _ => $" {Count} submissions to {EventName} that list you appeared among your submissions.",
    };

    public string? Href => Slug is null ? null : $"/e/{Slug}/submissions";

    public static async Task<ClaimedSubmissions> OfAsync(WorkshopDb db, string address, CancellationToken cancel)
    {
        var normalized = EmailAddress.Normalize(address);
        var found = await (
            from submission in db.Submissions
            where submission.Authors.Any(author => author.NormalizedEmail == normalized)
                && !submission.Disavowals.Any(disavowal => disavowal.NormalizedEmail == normalized && disavowal.TakenBackAt == null)
            join e in db.Events on submission.EventId equals e.Id
            select new { e.Slug, e.Name })
            .ToListAsync(cancel);
        var events = found.DistinctBy(row => row.Slug).ToList();
        return new ClaimedSubmissions(found.Count, events.Count == 1 ? events[0].Slug : null, events.Count == 1 ? events[0].Name : "");
    }
}

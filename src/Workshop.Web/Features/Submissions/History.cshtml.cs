using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.Events;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions;

/// <summary>What changed when, for the authors and for the organizers who handle it. Authors are not told which organizer it was.</summary>
[Authorize]
public sealed class HistoryModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, TimeProvider time) : PageModel
{
    public WorkshopEvent Event => current.Required;

    public Guid Id { get; private set; }

    public int Number { get; private set; }

    public string Title { get; private set; } = "";

    public string BackHref { get; private set; } = "";

    public IReadOnlyList<Entry> Entries { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        var who = await viewer.GetAsync();
        var eventId = Event.Id;
        var found = await db.Submissions.VisibleTo(who, SubmissionPart.History, time.GetUtcNow()).AsNoTracking().Include(s => s.Versions).SingleOrDefaultAsync(s => s.Id == id && s.EventId == eventId, cancel);
        if (found is null)
        {
            return NotFound();
        }

        var isAuthor = await db.Submissions.WrittenBy(who).AnyAsync(s => s.Id == id, cancel);
        (Id, Number, Title) = (id, found.Number, found.Title.Length == 0 ? "Untitled" : found.Title);
        BackHref = isAuthor ? $"/e/{Event.Slug}/submissions/{id}" : $"/e/{Event.Slug}/organize/submissions/{id}";
        var rows = await (
            from snapshot in db.SubmissionSnapshots.AsNoTracking()
            where snapshot.SubmissionId == id
            orderby snapshot.Revision
            select new { Snapshot = snapshot, Name = db.People.Where(person => person.Id == snapshot.ById).Select(person => person.Name).FirstOrDefault() })
            .ToListAsync(cancel);
        var receipts = await db.Receipts.Where(receipt => receipt.SubmissionId == id).Select(receipt => receipt.Version).ToListAsync(cancel);
        var form = await db.LoadCallFormAsync(eventId, cancel);
        var entries = new List<Entry>();
        SubmissionSnapshot? before = null;
        foreach (var row in rows)
        {
            var snapshot = row.Snapshot;
            var by = snapshot.IsByOrganizer ? isAuthor || row.Name is null ? "the organizers" : $"{row.Name}, for the organizers" : row.Name ?? "";
            var version = snapshot.Version is { } number && number != before?.Version ? found.Versions.FirstOrDefault(each => each.Number == number) : null;
            var diff = before is null ? new SubmissionDiff([], []) : SubmissionDiff.Between(before.ReadContent(), snapshot.ReadContent(), Event.Topics, form);
            entries.Add(new Entry(snapshot.Revision, Words(snapshot.Kind, version is not null, diff), snapshot.At, by, snapshot.Note, version, version is not null && receipts.Contains(version.Number), diff));
            before = snapshot;
        }

        entries.Reverse();
        Entries = entries;
        return Page();
    }

    private static string Words(SnapshotKind kind, bool hasNewVersion, SubmissionDiff diff) => kind switch
    {
        SnapshotKind.Beginning => "Submitted before its history was kept",
        SnapshotKind.Submitted => "Submitted",
        SnapshotKind.Withdrawn => "Withdrawn",
        SnapshotKind.Restored => "Submitted again",
        _ when hasNewVersion && diff.IsEmpty => "New PDF",
        _ when hasNewVersion => "Changed, with a new PDF",
        _ => "Changed",
    };

    /// <param name="Who">Empty when nobody knows.</param>
    /// <param name="Version">The PDF that came with this change; null when it stayed the same.</param>
    public sealed record Entry(int Revision, string Words, DateTimeOffset At, string Who, string Note, SubmissionVersion? Version, bool HasReceipt, SubmissionDiff Diff);
}

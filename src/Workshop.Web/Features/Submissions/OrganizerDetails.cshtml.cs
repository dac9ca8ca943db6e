using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.Audit;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions;

/// <summary>One submission as organizers see it, with what happened to it.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class OrganizerDetailsModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, TimeProvider time) : PageModel
{
    private const int LatestEntries = 50;

    public WorkshopEvent Event => current.Required;

    public Submission Submission { get; private set; } = null!;

    /// <summary>The decision, once its authors know it.</summary>
    public DecisionOutcome? Released { get; private set; }

    public IReadOnlyList<string> TopicNames { get; private set; } = [];

    public IReadOnlyList<AuditEntry> History { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        var eventId = Event.Id;
        var found = await db.Submissions.VisibleTo(await viewer.GetAsync(), SubmissionPart.Management, time.GetUtcNow()).AsNoTracking()
            .Include(s => s.Authors).Include(s => s.Topics).Include(s => s.Versions)
            .SingleOrDefaultAsync(s => s.Id == id && s.EventId == eventId, cancel);
        if (found is null)
        {
            return NotFound();
        }

        Submission = found;
        Released = await db.Decisions.Where(decision => decision.SubmissionId == id && decision.ReleasedAt != null).Select(decision => (DecisionOutcome?)decision.Outcome).SingleOrDefaultAsync(cancel);
        TopicNames = [.. Event.Topics.Where(topic => found.Topics.Any(chosen => chosen.TopicId == topic.Id)).Select(topic => topic.Name)];
        History = await db.AuditEntries.AsNoTracking().Where(entry => entry.SubmissionId == id && entry.EventId == eventId).OrderByDescending(entry => entry.At).Take(LatestEntries).ToListAsync(cancel);
        return Page();
    }
}

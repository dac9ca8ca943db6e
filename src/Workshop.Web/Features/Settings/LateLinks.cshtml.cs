using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.Events;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Settings;

/// <summary>Links for late submissions: who may still come, and who came.</summary>
[Authorize(Policy = Policies.Organizer)]
[EnableRateLimiting(RateLimits.Sensitive)]
public sealed class LateLinksModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, MakeLateLink make, RevokeLateLink revoke, TimeProvider time) : PageModel
{
    private const string MadeKey = "LateLink";

    [BindProperty]
    public LateLinkForm Input { get; set; } = new();

    public WorkshopEvent Event => current.Required;

    /// <summary>The link that was just made; shown once.</summary>
    public string? Made { get; private set; }

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    /// <summary>Empty when the event has no types.</summary>
    public IReadOnlyList<SelectListItem> TypeChoices { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Made = TempData[MadeKey] as string;
        Input.Expires = TimeEntry.At(Event.DeadlineZone.At(time.GetUtcNow()).DateTime.Date.AddDays(3).AddHours(23).AddMinutes(59));
        await LoadAsync(cancel);
    }

    public async Task<IActionResult> OnPostMakeAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            await LoadAsync(cancel);
            return this.Invalid();
        }

        var outcome = await make.RunAsync(await viewer.GetAsync(), Event.Id, Input.Uses, Input.Expires, Input.TypeId, Input.Note, cancel);
        if (!outcome.Succeeded)
        {
            await LoadAsync(cancel);
            return this.Refuse(outcome.Refusals);
        }

        TempData[MadeKey] = outcome.Value.Address;
        this.Flash($"The link works until {EventTimeText.InThreeZones(outcome.Value.Expires, Event.DeadlineZone, HttpContext.Request)}. Copy it now: it is shown once.");
        return Redirect($"/e/{Event.Slug}/organize/settings/late-links");
    }

    public async Task<IActionResult> OnPostRevokeAsync(Guid linkId, CancellationToken cancel)
    {
        await revoke.RunAsync(await viewer.GetAsync(), Event.Id, linkId, cancel);
        this.Flash("The link is taken back. Nobody can begin, change or submit anything with it any more; what is submitted stays submitted.");
        return Redirect($"/e/{Event.Slug}/organize/settings/late-links");
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var eventId = Event.Id;
        var managed = db.Submissions.VisibleTo(await viewer.GetAsync(), SubmissionPart.Management, now);
        var types = await db.SubmissionTypes.Where(type => type.EventId == eventId).OrderBy(type => type.Position).Select(type => new { type.Id, type.Name }).ToListAsync(cancel);
        TypeChoices = types.Count == 0 ? [] : [new SelectListItem("Any", ""), .. types.Select(type => new SelectListItem(type.Name, type.Id.ToString()))];
        var links = await db.LateLinks.AsNoTracking().Where(link => link.EventId == eventId).OrderByDescending(link => link.CreatedAt).ToListAsync(cancel);
        var uses = await db.LateLinkUses.Where(use => use.EventId == eventId)
            .OrderBy(use => use.At)
            .Select(use => new
            {
                use.LinkId,
                Name = db.People.Where(person => person.Id == use.PersonId).Select(person => person.Name).FirstOrDefault(),
                Submission = managed.Where(s => s.Id == use.SubmissionId).Select(s => new { s.Id, s.Number }).FirstOrDefault(),
            })
            .ToListAsync(cancel);
        var users = uses.ToLookup(use => use.LinkId, use => new UsedBy(use.Name ?? "", use.Submission?.Id, use.Submission?.Number));
        Rows = [.. links.Select(link => new Row(link, link.WhyNotUse(now)?.Code, [.. users[link.Id]]))];
    }

    /// <param name="WhyNot">The code of the reason why nobody can begin anything with it any more; null while somebody can.</param>
    public sealed record Row(LateLink Link, string? WhyNot, IReadOnlyList<UsedBy> Users)
    {
        public string State => WhyNot switch
        {
            null => "open",
            "late-link.revoked" => "taken back",
            "late-link.expired" => "expired",
            _ => "used up",
        };
    }

    /// <param name="Number">Of the submission, when there is one that the viewer handles; drafts are nobody's business yet.</param>
    public sealed record UsedBy(string Name, Guid? SubmissionId, int? Number);

    public sealed class LateLinkForm
    {
        public int? Uses { get; set; } = 1;

        public TimeEntry Expires { get; set; } = TimeEntry.Empty;

        /// <summary>Null for any.</summary>
        public Guid? TypeId { get; set; }

        public string? Note { get; set; }
    }
}

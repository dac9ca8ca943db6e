using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Workshop.Data;
using Workshop.Data.Programme;
using Workshop.Domain.Events;
using Workshop.Domain.Programme;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Programme;

/// <summary>The public change log: every version with its note and what was different from the one before.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.LookUp)]
public sealed class VersionsModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time) : PageModel
{
    /// <summary>The newest first.</summary>
    public IReadOnlyList<VersionEntry> Entries { get; private set; } = [];

    public bool IsHidden => Event.ProgrammeReleased is null;

    public WorkshopEvent Event => current.Required;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var isOrganizer = (await viewer.GetAsync()).Organizes(Event.Id);
        var versions = await db.ReadVersionsAsync(Event, isOrganizer, time.GetUtcNow(), cancel);
        if (versions.Count == 0)
        {
            return NotFound();
        }

        Entries = [.. versions.Select((version, i) => new VersionEntry(version, i == 0 ? null : ProgrammeDiff.Of(versions[i - 1].Document, version.Document))).Reverse()];
        return Page();
    }
}

/// <param name="Diff">To the version before; null for the first.</param>
public sealed record VersionEntry(PublicProgramme Version, ProgrammeDiff? Diff);

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

/// <summary>What is different between any two released versions; the one before unless another is chosen.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.LookUp)]
public sealed class ChangesModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time) : PageModel
{
    public PublicProgramme Version { get; private set; } = null!;

    public PublicProgramme? Before { get; private set; }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<PublicProgramme> Others { get; private set; } = [];

    public ProgrammeDiff? Diff { get; private set; }

    public WorkshopEvent Event => current.Required;

    /// <param name="since">Number of the version to compare with.</param>
    public async Task<IActionResult> OnGetAsync(int number, int? since, CancellationToken cancel)
    {
        var isOrganizer = (await viewer.GetAsync()).Organizes(Event.Id);
        var versions = await db.ReadVersionsAsync(Event, isOrganizer, time.GetUtcNow(), cancel);
        if (versions.FirstOrDefault(version => version.Number == number) is not { } found)
        {
            return NotFound();
        }

        Version = found;
        Others = [.. versions.Where(version => version.Number != number).Reverse()];
        Before = since is { } wanted ? Others.FirstOrDefault(version => version.Number == wanted) : versions.LastOrDefault(version => version.Number < number);
        if (since is not null && Before is null)
        {
            return NotFound();
        }

        Diff = Before is null ? null : ProgrammeDiff.Of(Before.Document, Version.Document);
        return Page();
    }
}

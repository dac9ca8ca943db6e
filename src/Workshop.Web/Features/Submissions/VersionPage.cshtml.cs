using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.Events;
using Workshop.Domain.Pdf;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;
using Workshop.Web.Platform.Pdf;

namespace Workshop.Web.Features.Submissions;

/// <summary>One page of an upload, large, with what the check found on it: for its authors and for the organizers who manage it, and for nobody else.</summary>
[Authorize]
public sealed class VersionPageModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, PagePictures pictures, TimeProvider time) : PageModel
{
    public const int MostLinked = 40;

    public WorkshopEvent Event => current.Required;

    public Guid SubmissionId { get; private set; }

    public SubmissionVersion Version { get; private set; } = null!;

    /// <summary>Counted from 1.</summary>
    public int Number { get; private set; }

    public int Pages => Version.Pages ?? Number;

    /// <summary>On this page, gravest first.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>Those that say where on the page; numbered from 1 on the picture.</summary>
    public IList<Finding> Marks { get; private set; } = [];

    /// <summary>Of the page in points; null when it cannot be drawn.</summary>
    public (double Width, double Height)? Size { get; private set; }

    /// <summary>Authors and organizers come from different pages.</summary>
    public string Back { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(Guid id, Guid versionId, int number, CancellationToken cancel)
    {
        var who = await viewer.GetAsync();
        var eventId = Event.Id;
        var own = await db.Submissions.WrittenBy(who).AnyAsync(s => s.Id == id && s.EventId == eventId, cancel);
        var shown = own ? db.Submissions.WrittenBy(who) : db.Submissions.VisibleTo(who, SubmissionPart.Management, time.GetUtcNow());
        var found = await shown.Where(s => s.Id == id && s.EventId == eventId).SelectMany(s => s.Versions).AsNoTracking().SingleOrDefaultAsync(version => version.Id == versionId, cancel);
        if (found is null || number < 1 || number > (found.Pages ?? number))
        {
            return NotFound();
        }

        SubmissionId = id;
        Version = found;
        Number = number;
        Back = $"/e/{Event.Slug}/{(own ? "" : "organize/")}submissions/{id}";
        Findings = [.. found.Findings.Where(finding => finding.Page == number)];
        Marks = [.. Findings.Where(finding => finding.Box is not null)];
        var picture = await pictures.LargeAsync(found.Sha256, number, async () => await db.Files.Where(file => file.Sha256 == found.Sha256).Select(file => file.Content).SingleAsync(CancellationToken.None));
        if (picture is not null)
        {
            var (width, height) = PageImages.SizeOf(picture);
            Size = (width * 72.0 / PagePictures.PixelsPerInch, height * 72.0 / PagePictures.PixelsPerInch);
        }

        return Page();
    }
}

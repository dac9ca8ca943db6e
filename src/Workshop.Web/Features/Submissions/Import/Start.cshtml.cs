using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Events;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions.Import;

/// <summary>The first of three steps: choose the file.</summary>
[Authorize(Policy = Policies.Organizer)]
[EnableRateLimiting(RateLimits.Upload)]
[RequestSizeLimit(Upload.LargestRequest)]
[RequestFormLimits(MultipartBodyLengthLimit = Upload.LargestRequest)]
public sealed class StartModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, HoldImport hold, TimeProvider time) : PageModel
{
    [BindProperty]
    public Files Input { get; set; } = new();

    public WorkshopEvent Event => current.Required;

    public string Root => $"/e/{Event.Slug}/organize/submissions/import";

    /// <summary>The viewer's own, latest first.</summary>
    public IReadOnlyList<Row> Held { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancel) => LoadAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var outcome = await hold.RunAsync(await viewer.GetAsync(), Event.Id, Upload.Of(Input.File), Upload.Of(Input.AuthorsFile), cancel);
        if (!outcome.Succeeded)
        {
            await LoadAsync(cancel);
            return this.Refuse(outcome.Refusals);
        }

        return Redirect($"{Root}/{outcome.Value}/columns");
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        Held = await db.HeldImports.HeldBy(await viewer.GetAsync(), Event.Id, time.GetUtcNow())
            .OrderByDescending(held => held.UploadedAt)
            .Select(held => new Row(held.Id, held.FileName, held.UploadedAt, held.ImportedAt, held.EndsAt))
            .ToListAsync(cancel);
    }

    public sealed record Row(Guid Id, string FileName, DateTimeOffset UploadedAt, DateTimeOffset? ImportedAt, DateTimeOffset EndsAt);

    public sealed class Files
    {
        public IFormFile? File { get; set; }

        public IFormFile? AuthorsFile { get; set; }
    }
}

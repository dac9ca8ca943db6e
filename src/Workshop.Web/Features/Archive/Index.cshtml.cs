using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Events;
using Workshop.Domain.Jobs;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Archive;

public enum ArchiveContents
{
    Everything,
    WithoutPersonalData,
}

[Authorize(Policy = Policies.Organizer)]
[EnableRateLimiting(RateLimits.Sensitive)]
public sealed class IndexModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, RequestArchive request, TimeProvider time) : PageModel
{
    private const int Shown = 20;

    public static IReadOnlyList<SelectListItem> Choices { get; } =
    [
        new("Everything, with names and texts", nameof(ArchiveContents.Everything)),
        new("Without personal data: names, addresses, texts and the contents of files are replaced by stand-ins; numbers, dates and decisions stay", nameof(ArchiveContents.WithoutPersonalData)),
    ];

    [BindProperty]
    public ArchiveForm Input { get; set; } = new();

    public WorkshopEvent Event => current.Required;

    public IReadOnlyList<Row> Archives { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancel) => LoadAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            await LoadAsync(cancel);
            return this.Invalid();
        }

        var run = await request.RunAsync(await viewer.GetAsync(), Event.Id, Input.Contents == ArchiveContents.Everything, cancel);
        return LocalRedirect(ProgressHref(run));
    }

    public string ProgressHref(Guid run) => $"/jobs/{run}?return={Uri.EscapeDataString($"/e/{Event.Slug}/organize/archive")}";

    private async Task LoadAsync(CancellationToken cancel)
    {
        var (me, now, eventId) = ((await viewer.GetAsync()).RequiredPersonId, time.GetUtcNow(), Event.Id);
        var since = now - ArchiveStore.Kept;
        var runs = await db.JobRuns.AsNoTracking()
            .Where(run => run.EventId == eventId && run.Kind == ArchiveEventJob.Kind && run.RequestedBy == me && run.CreatedAt > since)
            .OrderByDescending(run => run.CreatedAt).ThenBy(run => run.Id)
            .Take(Shown)
            .ToListAsync(cancel);
        Archives = [.. runs.Select(run => new Row(
            run.Id,
            run.FinishedAt ?? run.CreatedAt,
            !run.IsOver,
            run.Message,
            JsonSerializer.Deserialize<ArchiveArguments>(run.Arguments)?.PersonalData == true,
            run is { State: JobState.Succeeded, Result: { } result } ? JsonSerializer.Deserialize<ArchiveResult>(result) : null))];
    }

    public sealed class ArchiveForm
    {
        [EnumDataType(typeof(ArchiveContents), ErrorMessage = "Choose one of the two.")]
        public ArchiveContents Contents { get; set; }
    }

    /// <param name="Result">Null until the archive is there.</param>
    public sealed record Row(Guid Run, DateTimeOffset At, bool IsUnderWay, string Message, bool PersonalData, ArchiveResult? Result);
}

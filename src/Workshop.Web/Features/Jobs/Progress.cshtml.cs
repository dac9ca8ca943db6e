using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Jobs;
using Workshop.Web.Features.Shared;
using Workshop.Web.Platform.Jobs;

namespace Workshop.Web.Features.Jobs;

/// <summary>How far a run is. Works by itself, and as the place where any feature sends whoever asked for long work.</summary>
[Authorize]
public sealed class ProgressModel(WorkshopDb db, CurrentViewer viewer, CancelJob cancelJob, IEnumerable<JobKind> kinds, TimeProvider time) : PageModel
{
    /// <summary>Where the result is, or where to go on: a path on this server.</summary>
    [BindProperty(SupportsGet = true, Name = "return")]
    public string? Return { get; set; }

    public JobProgress Progress { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await LoadAsync(id, cancel) ? Page() : NotFound();

    /// <summary>What htmx asks for every second.</summary>
    public async Task<IActionResult> OnGetFragmentAsync(Guid id, CancellationToken cancel) => await LoadAsync(id, cancel) ? Partial("_JobProgress", Progress) : NotFound();

    public async Task<IActionResult> OnPostCancelAsync(Guid id, CancellationToken cancel) =>
        await cancelJob.RunAsync(await viewer.GetAsync(), id, cancel) ? Redirect(Address(id, "")) : NotFound();

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancel)
    {
        var found = await db.JobRuns.AsNoTracking()
            .ShownTo(await viewer.GetAsync())
            .Where(run => run.Id == id)
            .Select(run => new { Run = run, Slug = db.Events.Where(e => e.Id == run.EventId).Select(e => e.Slug).FirstOrDefault() })
            .SingleOrDefaultAsync(cancel);
        if (found is null)
        {
            return false;
        }

        var run = found.Run;
        var stopping = run is { CancelRequested: true, IsOver: false };
        Progress = new JobProgress(
            run.Id.ToString("n"),
            kinds.FirstOrDefault(kind => kind.Name == run.Kind)?.Title ?? "Work in the background",
            run.State == JobState.Succeeded ? "done" : StatusTone.Words(run.State.ToString()),
            stopping ? "Stopping." : run.Message)
        {
            Done = run.Done,
            Total = run.Total == 0 ? null : run.Total,
            TimeLeft = TimeLeft(run),
            PollHref = Address(id, "fragment"),
            CancelAction = stopping ? null : Address(id, "cancel"),
            ResultHref = LocalReturn ?? (found.Slug is null ? "/" : $"/e/{found.Slug}/organize"),
            ResultText = LocalReturn is not null && run.State == JobState.Succeeded ? "Show the result" : "Go back",
        };
        return true;
    }

    private string? LocalReturn => Url.IsLocalUrl(Return) ? Return : null;

    private string Address(Guid id, string handler) =>
        $"/jobs/{id}{QueryString.Create([KeyValuePair.Create("handler", handler.Length == 0 ? null : handler), KeyValuePair.Create("return", LocalReturn)])}";

    /// <summary>As long as it took for what is done; nothing in the first seconds, when that says little.</summary>
    private TimeSpan? TimeLeft(JobRun run)
    {
        var elapsed = time.GetUtcNow() - run.StartedAt;
        return run is { State: JobState.Running, Done: > 0 } && run.Total > run.Done && elapsed > TimeSpan.FromSeconds(3) ? elapsed * ((run.Total - run.Done) / (double)run.Done) : null;
    }
}

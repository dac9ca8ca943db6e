using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Events;
using Workshop.Domain.Jobs;
using Workshop.Web.Features.Programme.Print;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Programme.Prints;

/// <summary>Everything that can be printed: what, from which programme, how, a look at the first page, and what was printed last.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class IndexModel(WorkshopDb db, PrintDocuments documents, CurrentEvent current, CurrentViewer viewer, SiteAddress site, RememberPrint remember, RequestPrint request) : PageModel
{
    private const int MostRuns = 15;

    /// <summary>The document that is chosen; the first when the address says none.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    /// <summary>"draft" or "released".</summary>
    [BindProperty]
    public string Source { get; set; } = "";

    /// <summary>What the pressed button says: "print" or "show".</summary>
    [BindProperty]
    public string Act { get; set; } = "";

    public WorkshopEvent Event => current.Required;

    public string Address => $"/e/{Event.Slug}/organize/prints";

    public IReadOnlyList<IPrintDocument> Documents => documents.All;

    public IPrintDocument Document { get; private set; } = null!;

    public PrintWish Wish { get; private set; } = null!;

    public bool IsReleased { get; private set; }

    public IReadOnlyList<Run> Runs { get; private set; } = [];

    /// <summary>Of the newest run, while it is under way and when it has just ended.</summary>
    public JobProgress? Progress { get; private set; }

    /// <summary>Changes with the choices: a browser that kept the picture of other ones asks anew.</summary>
    public string PreviewAddress => $"{Address}/{Document.Kind}/preview.png{QueryString.Create(Shown)}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ReadAsync(cancel) ? Page() : NotFound();

    /// <summary>The progress of the newest run alone, for polling.</summary>
    public async Task<IActionResult> OnGetProgressAsync(CancellationToken cancel)
    {
        await ReadRunsAsync(cancel);
        return Progress is null ? NotFound() : Partial("_JobProgress", Progress);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await ReadAsync(cancel))
        {
            return NotFound();
        }

        Wish = PrintWish.Of(Document, Source == "draft", key => Request.Form[OptionField(key)].FirstOrDefault(), site.Base);
        if (Act == "print")
        {
            var asked = await request.RunAsync(await viewer.GetAsync(), Event.Id, Wish, cancel);
            return asked.Succeeded ? Redirect($"{Address}?kind={Document.Kind}#job-print") : Refused(asked.Refusals);
        }

        var remembered = await remember.RunAsync(Event.Id, Wish, cancel);
        return remembered.Succeeded ? Redirect($"{Address}?kind={Document.Kind}#preview") : Refused(remembered.Refusals);
    }

    /// <summary>A prefix, because an option may be called as something else in the form is.</summary>
    public static string OptionField(string key) => $"Option.{key}";

    private PageResult Refused(IReadOnlyList<Refusal> refusals) => this.Refuse(refusals, "");

    /// <summary>Texts of the organizer's own are too long for an address; the preview takes the remembered ones.</summary>
    private IEnumerable<KeyValuePair<string, string?>> Shown =>
    [
        KeyValuePair.Create("source", (string?)(Wish.FromDraft ? "draft" : "released")),
        .. Document.Options.Where(option => option.Values.Count > 0).Select(option => KeyValuePair.Create(option.Key, (string?)Wish.Choices[option.Key])),
    ];

    private async Task<bool> ReadAsync(CancellationToken cancel)
    {
        if ((Kind is null ? documents.All[0] : documents.Find(Kind)) is not { } document)
        {
            return false;
        }

        Document = document;
        var remembered = await db.ReadRememberedAsync(Event.Id, document.Kind, cancel);
        Wish = PrintWish.Of(document, remembered.FromDraft, remembered.Choices.GetValueOrDefault, site.Base);
        IsReleased = await db.ProgrammeVersions.AnyAsync(version => version.EventId == Event.Id && version.IsCurrent, cancel);
        await ReadRunsAsync(cancel);
        return true;
    }

    private async Task ReadRunsAsync(CancellationToken cancel)
    {
        var me = (await viewer.GetAsync()).PersonId;
        var newest = db.JobRuns.AsNoTracking()
            .Where(run => run.EventId == Event.Id && run.Kind == PrintJob.Kind)
            .OrderByDescending(run => run.CreatedAt).ThenByDescending(run => run.Id);

        // One's own apart: prints of others that one may not see must not push them out.
        var own = await newest.Where(run => run.RequestedBy == me).Take(MostRuns).ToListAsync(cancel);
        var others = await newest.Where(run => run.RequestedBy != me).Take(MostRuns).ToListAsync(cancel);
        var runs = own.Concat(others.Where(run => documents.MaySee(me, run))).OrderByDescending(run => run.CreatedAt).ThenByDescending(run => run.Id).Take(MostRuns).ToList();
        Runs = [.. runs.Select(Row)];
        Progress = runs.Count == 0 ? null : ProgressOf(runs.Find(run => run.State == JobState.Running) ?? runs.FindLast(run => run.State == JobState.Queued) ?? runs[0]);
    }

    private Run Row(JobRun run)
    {
        var wish = JsonSerializer.Deserialize<PrintWish>(run.Arguments);
        return new Run(
            documents.Find(wish?.Kind ?? "")?.Name ?? "Print",
            wish?.FromDraft == true ? "draft" : "released programme",
            Word(run),
            run.Message,
            run.CreatedAt,
            FileOf(run));
    }

    private JobProgress ProgressOf(JobRun run) => new("print", $"Printing: {Row(run).Name}", Word(run), run is { CancelRequested: true, IsOver: false } ? "Stopping." : run.Message)
    {
        Done = run.Done,
        Total = run.Total == 0 ? null : run.Total,
        PollHref = $"{Address}?handler=Progress",
        CancelAction = run.IsOver || run.CancelRequested ? null : $"/jobs/{run.Id}{QueryString.Create([KeyValuePair.Create("handler", (string?)"cancel"), KeyValuePair.Create("return", (string?)Address)])}",
        ResultHref = FileOf(run),
        ResultText = "Download the PDF",
    };

    private string? FileOf(JobRun run) => run is { State: JobState.Succeeded, ResultSha256: not null } ? string.Create(CultureInfo.InvariantCulture, $"{Address}/{run.Id}.pdf") : null;

    private static string Word(JobRun run) => run.State == JobState.Succeeded ? "done" : StatusTone.Words(run.State.ToString());

    /// <param name="File">Where the PDF is; null when there is none.</param>
    public sealed record Run(string Name, string Source, string State, string Message, DateTimeOffset AskedAt, string? File);
}

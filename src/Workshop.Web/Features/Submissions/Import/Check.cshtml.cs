using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Events;
using Workshop.Domain.Submissions.Import;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions.Import;

/// <summary>The third step: what would happen to each row, and the button that does it. Afterwards what did happen.</summary>
[Authorize(Policy = Policies.Organizer)]
[EnableRateLimiting(RateLimits.Sensitive)] // it may send many mails
[RequestFormLimits(ValueCountLimit = 2 * ImportFile.MaxRows)]
public sealed class CheckModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, ChooseColumns choose, RunImport run, TimeProvider time) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>"refused" or nothing for all.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    public WorkshopEvent Event => current.Required;

    public string Root => $"/e/{Event.Slug}/organize/submissions/import";

    public string FileName { get; private set; } = "";

    public DateTimeOffset? ImportedAt { get; private set; }

    public IReadOnlyList<ImportReportRow> Rows { get; private set; } = [];

    public IReadOnlyList<ImportReportRow> Shown => Show == "refused" ? [.. Rows.Where(row => row.Outcome == ImportOutcome.Refused)] : Rows;

    /// <summary>Lines that the organizer does not want.</summary>
    public IReadOnlyList<int> LeftOut { get; private set; } = [];

    public IReadOnlyList<string> NewTopics { get; private set; } = [];

    public bool SendsReceipts { get; private set; }

    public int Changes => Count(ImportOutcome.Create) + Count(ImportOutcome.Update);

    public bool CanBeDone => Count(ImportOutcome.Refused) == 0 && Changes > 0;

    public int Count(ImportOutcome outcome) => Rows.Count(row => row.Outcome == outcome);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await LoadAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnGetReportAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel))
        {
            return NotFound();
        }

        return CsvDownload.Of(
            $"{Event.Slug}-import.csv",
            ["line", "id", "number", "title", "outcome", "reasons", "warnings"],
            Rows.Select(row => new[]
            {
                CsvDownload.Number(row.Line), row.ExternalId, CsvDownload.Number(row.Number), row.Title, ImportReport.Word(row.Outcome, ImportedAt is not null), string.Join(' ', row.Problems), string.Join(' ', row.Warnings),
            }));
    }

    public async Task<IActionResult> OnPostAsync(string? act, int[] leftOut, CancellationToken cancel)
    {
        var organizer = await viewer.GetAsync();
        if (act != "import")
        {
            return await choose.RunAsync(organizer, Event.Id, Id, old => old with { LeftOut = leftOut }, cancel) is null ? NotFound() : Redirect($"{Root}/{Id}");
        }

        var outcome = await run.RunAsync(organizer, Event.Id, Id, leftOut, cancel);
        if (outcome is null)
        {
            return NotFound();
        }

        if (outcome.Succeeded)
        {
            this.Flash("Imported. Below stands what became of each row.");
            return Redirect($"{Root}/{Id}");
        }

        _leftOutNow = leftOut;
        return await LoadAsync(cancel) ? this.Refuse(outcome.Refusals) : NotFound();
    }

    /// <summary>Ticked in this request and not saved.</summary>
    private IReadOnlyList<int>? _leftOutNow;

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        var organizer = await viewer.GetAsync();
        var now = time.GetUtcNow();
        var held = await db.HeldImports.HeldBy(organizer, Event.Id, now).AsNoTracking().SingleOrDefaultAsync(held => held.Id == Id, cancel);
        if (held is null)
        {
            return false;
        }

        FileName = held.FileName;
        ImportedAt = held.ImportedAt;
        if (held.Report is not null)
        {
            Rows = ImportReport.Read(held.Report);
            return true;
        }

        var open = OpenImport.Of(held);
        LeftOut = _leftOutNow ?? open.Choices.LeftOut;
        open = open with { Choices = open.Choices with { LeftOut = LeftOut } };
        SendsReceipts = open.Choices.SendReceipts;
        if (open.Choices.Check(open.Table).Count > 0)
        {
            // Somebody opened the address before choosing the columns: the proposal was not enough.
            Rows = [];
            NeedsColumns = true;
            return true;
        }

        var before = await db.Submissions.ImportedInto(Event.Id).AsNoTracking().ToListAsync(cancel);
        var plan = await db.PlanImportAsync(organizer, Event, open.ReadRows(), open.Choices, before, now, cancel);
        Rows = [.. plan.Lines.Select(ImportReportRow.Of)];
        NewTopics = plan.NewTopics;
        return true;
    }

    public bool NeedsColumns { get; private set; }
}

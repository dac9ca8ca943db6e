using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Audit;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Log;

[Authorize(Policy = Policies.Organizer)]
public sealed class IndexModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, TimeProvider time) : PageModel
{
    private const int Shown = 500;

    public string Slug => current.Required.Slug;

    public string ZoneId => current.Required.ZoneId;

    public IReadOnlyList<Row> Entries { get; private set; } = [];

    public int Total { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var rows = await RowsAsync();
        Total = await rows.CountAsync(cancel);
        Entries = await rows.Take(Shown).ToListAsync(cancel);
    }

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken cancel)
    {
        var rows = await (await RowsAsync()).ToListAsync(cancel);
        return CsvDownload.Of(
            $"{Slug}-log.csv",
            ["at", "who", "action", "submission", "detail"],
            rows.Select(row => new[] { CsvDownload.Instant(row.At), row.Who ?? "", row.Action, CsvDownload.Number(row.Number), row.Detail }));
    }

    private async Task<IQueryable<Row>> RowsAsync() =>
        from entry in db.LogShownTo(await viewer.GetAsync(), current.Required.Id, time.GetUtcNow())
        orderby entry.At descending, entry.Id
        select new Row(
            entry.At,
            db.People.Where(person => person.Id == entry.ActorId).Select(person => person.Name).FirstOrDefault(),
            entry.Action,
            db.Submissions.Where(submission => submission.Id == entry.SubmissionId).Select(submission => (int?)submission.Number).FirstOrDefault(),
            entry.Detail);

    /// <param name="Who">Null when the system did it.</param>
    public sealed record Row(DateTimeOffset At, string? Who, string Action, int? Number, string Detail);
}

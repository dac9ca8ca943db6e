using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Mail;
using Workshop.Domain.Mail;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Mail;

[Authorize(Policy = Policies.Organizer)]
public sealed class IndexModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, TimeProvider time) : PageModel
{
    private const int Shown = 500;

    [BindProperty(SupportsGet = true)]
    public MailState? State { get; set; }

    public string Slug => current.Required.Slug;

    public string ZoneId => current.Required.ZoneId;

    public IReadOnlyList<Row> Mails { get; private set; } = [];

    /// <summary>How many there are in each state, those without any left out.</summary>
    public IReadOnlyList<StateCount> Counts { get; private set; } = [];

    public int Total => Counts.Sum(state => state.Count);

    public int Filtered => State is { } state ? Counts.Where(count => count.State == state).Sum(count => count.Count) : Total;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        // A value that is no state is no filter.
        ModelState.Clear();
        var mails = db.MailsShownTo(await viewer.GetAsync(), current.Required.Id, time.GetUtcNow());
        Counts = await mails.GroupBy(mail => mail.State).OrderBy(group => group.Key).Select(group => new StateCount(group.Key, group.Count())).ToListAsync(cancel);
        Mails = await Rows(mails).Take(Shown).ToListAsync(cancel);
    }

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken cancel)
    {
        var rows = await Rows(db.MailsShownTo(await viewer.GetAsync(), current.Required.Id, time.GetUtcNow())).ToListAsync(cancel);
        return CsvDownload.Of(
            $"{Slug}-mail.csv",
            ["state", "to", "name", "kind", "subject", "written", "sent", "attempts", "error"],
            rows.Select(row => new[]
            {
                row.State.ToString(), row.ToAddress, row.ToName, row.Kind, row.Subject, CsvDownload.Instant(row.At), CsvDownload.Instant(row.SentAt), CsvDownload.Number(row.Attempts), row.Error ?? "",
            }));
    }

    private IQueryable<Row> Rows(IQueryable<OutgoingMail> mails) => mails
        .Where(mail => State == null || mail.State == State)
        .OrderByDescending(mail => mail.CreatedAt)
        .ThenBy(mail => mail.Id)
        .Select(mail => new Row(mail.Id, mail.State, mail.ToName, mail.ToAddress, mail.Kind, mail.Subject, mail.CreatedAt, mail.SentAt, mail.Attempts, mail.LastError));

    public sealed record Row(Guid Id, MailState State, string ToName, string ToAddress, string Kind, string Subject, DateTimeOffset At, DateTimeOffset? SentAt, int Attempts, string? Error);

    public sealed record StateCount(MailState State, int Count);
}

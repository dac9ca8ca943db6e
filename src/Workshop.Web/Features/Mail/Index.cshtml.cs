using System.Globalization;
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
public sealed class IndexModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, SendHeldMails send, DiscardMails discard, PauseMail pause, TimeProvider time) : PageModel
{
    private const int RowsOfAPage = 500;

    [BindProperty(SupportsGet = true)]
    public MailState? State { get; set; }

    /// <summary>Only mails of this kind.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    /// <summary>Only mails with this in their subject, or in the name or address of who gets them.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>Which page of the list, from 1; anything else is the nearest that there is.</summary>
    [BindProperty(Name = "p", SupportsGet = true)]
    public int? PageNumber { get; set; }

    /// <summary>As <see cref="ChosenMail.Write"/> gives it.</summary>
    [BindProperty]
    public List<string> Chosen { get; set; } = [];

    public string Slug => current.Required.Slug;

    public string ZoneId => current.Required.ZoneId;

    public IReadOnlyList<Row> Mails { get; private set; } = [];

    /// <summary>How many there are in each state, those without any left out.</summary>
    public IReadOnlyList<StateCount> Counts { get; private set; } = [];

    /// <summary>The kinds of which there is a mail, by name.</summary>
    public IReadOnlyList<MailKind> Kinds { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> Warnings { get; private set; } = new Dictionary<Guid, string>();

    public MailPause? Paused { get; private set; }

    public MailServerTrouble? Trouble { get; private set; }

    public bool HoldsSome { get; private set; }

    public int Total => Counts.Sum(state => state.Count);

    public int Filtered { get; private set; }

    public int Pages => Math.Max(1, (Filtered + RowsOfAPage - 1) / RowsOfAPage);

    public int OnPage => Math.Clamp(PageNumber ?? 1, 1, Pages);

    public async Task OnGetAsync(CancellationToken cancel) => await LoadAsync(cancel);

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        var rows = await Rows(db.MailsShownTo(await viewer.GetAsync(), current.Required.Id, time.GetUtcNow())).ToListAsync(cancel);
        return CsvDownload.Of(
            $"{Slug}-mail.csv",
            ["state", "to", "name", "kind", "subject", "written", "sent", "attempts", "error"],
            rows.Select(row => new[]
            {
                row.State.ToString(), row.ToAddress, row.ToName, row.Kind, row.Subject, CsvDownload.Instant(row.At), CsvDownload.Instant(row.SentAt), CsvDownload.Number(row.Attempts), row.Error ?? "",
            }));
    }

    public async Task<IActionResult> OnPostSendAsync(CancellationToken cancel) => await AnswerAsync(await send.RunAsync(await viewer.GetAsync(), current.Required.Id, ChosenMail.Read(Chosen), cancel), "go now", cancel);

    public async Task<IActionResult> OnPostSendAllAsync(CancellationToken cancel) => await AnswerAsync(await send.RunAsync(await viewer.GetAsync(), current.Required.Id, null, cancel), $"go in {SendHeldMails.UndoWindow.TotalMinutes:0} minutes; until then each can be held back", cancel);

    public async Task<IActionResult> OnPostDiscardAsync(CancellationToken cancel) =>
        await AnswerAsync(await discard.RunAsync(await viewer.GetAsync(), current.Required.Id, ChosenMail.Read(Chosen), undo: false, cancel), "do not go; under “Discarded” this can be undone", cancel);

    public async Task<IActionResult> OnPostRestoreAsync(CancellationToken cancel) =>
        await AnswerAsync(await discard.RunAsync(await viewer.GetAsync(), current.Required.Id, ChosenMail.Read(Chosen), undo: true, cancel), "wait again to be sent", cancel);

    public async Task<IActionResult> OnPostPauseAsync(bool paused, CancellationToken cancel)
    {
        await pause.RunAsync(await viewer.GetAsync(), current.Required.Id, paused, cancel);
        this.Flash(paused ? "No mail of this event goes until you let it go on." : "The mail of this event goes on.");
        return Redirect($"/e/{Slug}/organize/mail");
    }

    private async Task<IActionResult> AnswerAsync(Domain.Outcome<ChangedMails> outcome, string what, CancellationToken cancel)
    {
        if (!outcome.Succeeded)
        {
            await LoadAsync(cancel);
            return this.Refuse(outcome.Refusals, "");
        }

        var (count, refused) = outcome.Value;
        var others = refused.Count == 0 ? "" : $" Not so {refused.Count} {(refused.Count == 1 ? "other" : "others")}: {string.Join(' ', refused.Take(3).Select(refusal => refusal.Message))}";
        this.Flash($"{count} {(count == 1 ? "mail" : "mails")}: {what}.{others}");
        return Redirect($"/e/{Slug}/organize/mail{Query(MailState.Held, Kind)}");
    }

    /// <summary>What makes this list, as the end of an address; empty when nothing does.</summary>
    public string Query(MailState? state, string? kind, string? handler = null, int page = 1) => QueryString.Create(
        new Dictionary<string, string?> { ["handler"] = handler, ["state"] = state?.ToString(), ["kind"] = kind, ["q"] = Q, ["p"] = page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null }.Where(pair => !string.IsNullOrEmpty(pair.Value))).ToString();

    private async Task LoadAsync(CancellationToken cancel)
    {
        // A value that is no state is no filter.
        ModelState.Clear();
        var who = await viewer.GetAsync();
        var now = time.GetUtcNow();
        var eventId = current.Required.Id;
        var mails = db.MailsShownTo(who, eventId, now);
        var groups = await mails.GroupBy(mail => new { mail.State, mail.Kind }).Select(group => new { group.Key.State, group.Key.Kind, Count = group.Count() }).ToListAsync(cancel);
        Counts = [.. groups.GroupBy(group => group.State).OrderBy(group => group.Key).Select(group => new StateCount(group.Key, group.Sum(kind => kind.Count)))];
        Kinds = [.. groups.Select(group => group.Kind).Distinct().Select(MailKinds.Of).OrderBy(kind => kind.Name, StringComparer.OrdinalIgnoreCase)];
        Filtered = string.IsNullOrWhiteSpace(Q) ? groups.Where(group => (State is null || group.State == State) && (string.IsNullOrEmpty(Kind) || group.Kind == Kind)).Sum(group => group.Count) : await Rows(mails).CountAsync(cancel);
        Mails = await Rows(mails).Skip((OnPage - 1) * RowsOfAPage).Take(RowsOfAPage).ToListAsync(cancel);
        // Only mails that have not gone are warned about.
        if (Mails.Any(mail => mail.State is MailState.Queued or MailState.Held))
        {
            Warnings = await db.LoadMailWarningsAsync(who, eventId, null, now, cancel);
        }

        Paused = await db.MailPauses.AsNoTracking().Where(pause => pause.Id == eventId || pause.Id == MailPause.Everything).OrderBy(pause => pause.Id).FirstOrDefaultAsync(cancel);
        Trouble = await db.MailServerTroubles.AsNoTracking().FirstOrDefaultAsync(cancel);
        HoldsSome = await db.EventMailTemplates.AnyAsync(template => template.EventId == eventId && template.IsHeld, cancel) || groups.Exists(group => group.State == MailState.Held);
    }

    private IQueryable<Row> Rows(IQueryable<OutgoingMail> mails)
    {
        if (!string.IsNullOrEmpty(Kind))
        {
            mails = mails.Where(mail => mail.Kind == Kind);
        }

        if (!string.IsNullOrWhiteSpace(Q))
        {
            // Lower case in SQLite is that of ASCII: other letters are found as they are typed.
            var typed = Q.Trim();
            var wanted = typed.ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862 // In SQL, which knows neither cultures nor comparisons.
            mails = mails.Where(mail => mail.NormalizedTo.Contains(wanted) || mail.ToName.ToLower().Contains(wanted) || mail.Subject.ToLower().Contains(wanted) || mail.ToName.Contains(typed) || mail.Subject.Contains(typed));
#pragma warning restore CA1304, CA1311, CA1862
        }

        return mails
            .Where(mail => State == null || mail.State == State)
            .OrderByDescending(mail => mail.CreatedAt)
            .ThenBy(mail => mail.Id)
            .Select(mail => new Row(mail.Id, mail.State, mail.ToName, mail.ToAddress, mail.Kind, mail.Subject, mail.CreatedAt, mail.SentAt, mail.Attempts, mail.LastError, mail.HeldBecause, mail.Revision));
    }

    public sealed record Row(Guid Id, MailState State, string ToName, string ToAddress, string Kind, string Subject, DateTimeOffset At, DateTimeOffset? SentAt, int Attempts, string? Error, string? HeldBecause, int Revision)
    {
        public string Choice => ChosenMail.Write(Id, Revision);
    }

    public sealed record StateCount(MailState State, int Count);
}

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
public sealed class MessageModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, SendMailAgain sendAgain, TimeProvider time) : PageModel
{
    public string Slug => current.Required.Slug;

    public string ZoneId => current.Required.ZoneId;

    public Row Mail { get; private set; } = null!;

    public bool CanSendAgain => Mail.State is MailState.Failed or MailState.Uncertain;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await LoadAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (await sendAgain.RunAsync(await viewer.GetAsync(), current.Required.Id, id, cancel) is not { } outcome)
        {
            return NotFound();
        }

        if (!outcome.Succeeded)
        {
            return await LoadAsync(id, cancel) ? this.Refuse(outcome.Refusals) : NotFound();
        }

        this.Flash("The mail waits to be sent again.");
        return Redirect($"/e/{Slug}/organize/mail/{id}");
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancel)
    {
        var who = await viewer.GetAsync();
        var now = time.GetUtcNow();
        var readable = db.MailsReadableBy(who, current.Required.Id, now);
        var mail = await db.MailsShownTo(who, current.Required.Id, now)
            .Where(mail => mail.Id == id)
            .Select(mail => new Row(
                mail.State, mail.ToName, mail.ToAddress, mail.Kind, mail.Subject, mail.CreatedAt, mail.SentAt, mail.Attempts, mail.NextAttemptAt, mail.LastError,
                mail.IsPrivate, readable.Any(other => other.Id == mail.Id) ? mail.Body : null))
            .SingleOrDefaultAsync(cancel);
        Mail = mail!;
        return mail is not null;
    }

    /// <param name="Body">Null when the organizer may not read it.</param>
    public sealed record Row(
        MailState State, string ToName, string ToAddress, string Kind, string Subject, DateTimeOffset At, DateTimeOffset? SentAt, int Attempts, DateTimeOffset NextAttemptAt, string? Error,
        bool IsPrivate, string? Body);
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Mail;
using Workshop.Domain;
using Workshop.Domain.Mail;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Mail;

[Authorize(Policy = Policies.Organizer)]
public sealed class MessageModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, SendMailAgain sendAgain, EditMail edit, SendHeldMails send, DiscardMails discard, HoldMailBack hold, TimeProvider time) : PageModel
{
    [BindProperty]
    public MailForm Input { get; set; } = new();

    public string Slug => current.Required.Slug;

    public string ZoneId => current.Required.ZoneId;

    public Row Mail { get; private set; } = null!;

    public IReadOnlyList<Attempt> Attempts { get; private set; } = [];

    /// <summary>The names of the files that go with it.</summary>
    public IReadOnlyList<string> Files { get; private set; } = [];

    public string? Warning { get; private set; }

    public bool CanSendAgain => Mail.State is MailState.Failed or MailState.Uncertain;

    /// <summary>Around secret links.</summary>
    public bool CanEdit => Mail.State == MailState.Held && Mail.Body is not null;

    /// <summary>As it will arrive, secret links hidden; null when the organizer may not see the text.</summary>
    public string? Text => Mail.Body is { } body ? MailFoot.Under(Mail.IsPrivate ? SecretLinks.Hide(body) : body, Mail.Why, Mail.UnsubscribeLink is null ? null : "[their own link]") : null;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (!await LoadAsync(id, cancel))
        {
            return NotFound();
        }

        Fill();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (await sendAgain.RunAsync(await viewer.GetAsync(), current.Required.Id, id, cancel) is not { } outcome)
        {
            return NotFound();
        }

        return await AnswerAsync(id, outcome.Refusals, "The mail waits to be sent again.", cancel);
    }

    public async Task<IActionResult> OnPostSaveAsync(Guid id, CancellationToken cancel) => await EditAsync(id, send: false, "The text is changed. The mail is still held.", cancel);

    public async Task<IActionResult> OnPostSaveAndSendAsync(Guid id, CancellationToken cancel) => await EditAsync(id, send: true, "The mail goes now, in these words.", cancel);

    /// <summary>For who may not read the text, and so has nothing to save.</summary>
    public async Task<IActionResult> OnPostSendAsync(Guid id, CancellationToken cancel)
    {
        var outcome = await send.RunAsync(await viewer.GetAsync(), current.Required.Id, [new ChosenMail(id, Input.Revision)], cancel);
        return await AnswerAsync(id, outcome is { Succeeded: true, Value.Count: 0 } ? [MailRefusals.ChangedElsewhere] : outcome.Refusals, "The mail goes now.", cancel);
    }

    public async Task<IActionResult> OnPostDiscardAsync(Guid id, bool undo, CancellationToken cancel)
    {
        var outcome = await discard.RunAsync(await viewer.GetAsync(), current.Required.Id, [new ChosenMail(id, Input.Revision)], undo, cancel);
        return await AnswerAsync(id, outcome is { Succeeded: true, Value.Count: 0 } ? [MailRefusals.ChangedElsewhere] : outcome.Refusals, undo ? "The mail is held again." : "The mail does not go.", cancel);
    }

    public async Task<IActionResult> OnPostHoldAsync(Guid id, CancellationToken cancel) =>
        await hold.RunAsync(await viewer.GetAsync(), current.Required.Id, id, cancel) is { } outcome ? await AnswerAsync(id, outcome.Refusals, "The mail is held until you send it.", cancel) : NotFound();

    private async Task<IActionResult> EditAsync(Guid id, bool send, string done, CancellationToken cancel) =>
        await edit.RunAsync(await viewer.GetAsync(), current.Required.Id, id, Input.Subject, Input.Body, Input.Revision, send, cancel) is { } outcome ? await AnswerAsync(id, outcome.Refusals, done, cancel) : NotFound();

    private void Fill() => (Input.Subject, Input.Body, Input.Revision) = (Mail.Subject, Mail.Body is { } body && Mail.IsPrivate ? SecretLinks.Hide(body) : Mail.Body, Mail.Revision);

    private async Task<IActionResult> AnswerAsync(Guid id, IReadOnlyList<Refusal> refusals, string done, CancellationToken cancel)
    {
        if (refusals.Count > 0)
        {
            if (!await LoadAsync(id, cancel))
            {
                return NotFound();
            }

            // The buttons beside the form send nothing of it.
            if (!Request.Form.ContainsKey("Input.Body"))
            {
                Fill();
            }

            return this.Refuse(refusals);
        }

        this.Flash(done);
        return Redirect($"/e/{Slug}/organize/mail/{id}");
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancel)
    {
        var who = await viewer.GetAsync();
        var now = time.GetUtcNow();
        var editable = db.MailsEditableBy(who, current.Required.Id, now);
        var mail = await db.MailsShownTo(who, current.Required.Id, now)
            .Where(mail => mail.Id == id)
            .Select(mail => new Row(
                mail.State, mail.ToName, mail.ToAddress, mail.Kind, mail.Subject, mail.CreatedAt, mail.SentAt, mail.Attempts, mail.NextAttemptAt, mail.LastError, mail.HeldBecause,
                mail.IsPrivate, mail.NormalizedTo, mail.Why, mail.UnsubscribeLink, mail.Revision, editable.Any(other => other.Id == mail.Id) ? mail.Body : null))
            .SingleOrDefaultAsync(cancel);
        Mail = mail!;
        if (mail is null)
        {
            return false;
        }

        Attempts = await db.MailAttempts.Where(attempt => attempt.MailId == id).OrderByDescending(attempt => attempt.At).Select(attempt => new Attempt(attempt.At, attempt.Outcome, attempt.Said)).ToListAsync(cancel);
        Files = await db.OutgoingMails.Where(mail => mail.Id == id).SelectMany(mail => mail.Attachments).OrderBy(file => file.Position).Select(file => file.FileName).ToListAsync(cancel);
        if (mail.State is MailState.Queued or MailState.Held)
        {
            Warning = (await db.LoadMailWarningsAsync(who, current.Required.Id, mail.NormalizedTo, now, cancel)).GetValueOrDefault(id);
        }

        return true;
    }

    /// <param name="Body">Null when the organizer may not read it. With its secret links, which no page shows.</param>
    public sealed record Row(
        MailState State, string ToName, string ToAddress, string Kind, string Subject, DateTimeOffset At, DateTimeOffset? SentAt, int Attempts, DateTimeOffset NextAttemptAt, string? Error, string? HeldBecause,
        bool IsPrivate, string NormalizedTo, string Why, string? UnsubscribeLink, int Revision, string? Body);

    public sealed record Attempt(DateTimeOffset At, MailAttemptOutcome Outcome, string Said);

    public sealed class MailForm
    {
        public string? Subject { get; set; }

        public string? Body { get; set; }

        public int Revision { get; set; }
    }
}

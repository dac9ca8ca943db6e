using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Mail;
using Workshop.Domain.Mail;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Mail;

/// <summary>A message to a group after it was queued: what becomes of its copies, and the way back.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class ToGroupModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, TakeMessageBack takeBack, TimeProvider time) : PageModel
{
    public string Slug => current.Required.Slug;

    public string ZoneId => current.Required.ZoneId;

    public GroupMessage Message { get; private set; } = null!;

    /// <summary>Whether the viewer may read the text: it may speak of submissions that they must keep away from.</summary>
    public bool IsReadable { get; private set; }

    public IReadOnlyList<Copy> Copies { get; private set; } = [];

    public bool CanTakeBack { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await LoadAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (await takeBack.RunAsync(await viewer.GetAsync(), current.Required.Id, id, cancel) is not { } outcome)
        {
            return NotFound();
        }

        if (!outcome.Succeeded)
        {
            return await LoadAsync(id, cancel) ? this.Refuse(outcome.Refusals) : NotFound();
        }

        this.Flash("The message is taken back: no copy goes.");
        return Redirect($"/e/{Slug}/organize/mail/messages/{id}");
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancel)
    {
        var (who, now) = (await viewer.GetAsync(), time.GetUtcNow());
        var found = await db.GroupMessagesShownTo(who, current.Required.Id, now).AsNoTracking().SingleOrDefaultAsync(message => message.Id == id, cancel);
        Message = found!;
        if (found is null)
        {
            return false;
        }

        CanTakeBack = found.TakenBackAt is null && !await db.OutgoingMails.AnyAsync(mail => mail.MessageId == id && (mail.Attempts > 0 || (mail.State != MailState.Queued && mail.State != MailState.Held && mail.State != MailState.Discarded)), cancel);
        IsReadable = found.WrittenBy == who.PersonId || await db.MailsEditableBy(who, current.Required.Id, now).AnyAsync(mail => mail.MessageId == id, cancel);
        Copies = await db.MailsShownTo(who, current.Required.Id, now).Where(mail => mail.MessageId == id)
            .OrderBy(mail => mail.ToName).ThenBy(mail => mail.NormalizedTo).Select(mail => new Copy(mail.Id, mail.ToName, mail.ToAddress, mail.State)).ToListAsync(cancel);
        return true;
    }

    public sealed record Copy(Guid Id, string ToName, string ToAddress, MailState State);
}

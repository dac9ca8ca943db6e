using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Mail;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Mail;

/// <summary>Anonymous, because the mail that confirms an account is read before one can sign in; <see cref="CapturedMailbox"/> decides.</summary>
[AllowAnonymous]
public sealed class CapturedModel(WorkshopDb db, CapturedMailbox mailbox) : PageModel
{
    private const int Shown = 200;

    /// <summary>Only mails to this address.</summary>
    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    public IReadOnlyList<Row> Mails { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await mailbox.IsOpenAsync())
        {
            return NotFound();
        }

        var mails = db.OutgoingMails.AsQueryable();
        if (!string.IsNullOrWhiteSpace(To))
        {
            var to = EmailAddress.Normalize(To);
            mails = mails.Where(mail => mail.NormalizedTo == to);
        }

        Mails = await mails
            .OrderByDescending(mail => mail.CreatedAt)
            .ThenBy(mail => mail.Id)
            .Take(Shown)
            .Select(mail => new Row(mail.Id, mail.ToName, mail.ToAddress, mail.Subject, mail.CreatedAt, mail.State))
            .ToListAsync(cancel);
        return Page();
    }

    public sealed record Row(Guid Id, string ToName, string ToAddress, string Subject, DateTimeOffset At, MailState State);
}

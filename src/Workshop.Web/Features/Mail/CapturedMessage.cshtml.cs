using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Mail;

namespace Workshop.Web.Features.Mail;

[AllowAnonymous]
public sealed class CapturedMessageModel(WorkshopDb db, CapturedMailbox mailbox) : PageModel
{
    public OutgoingMail Mail { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (!await mailbox.IsOpenAsync() || await db.OutgoingMails.AsNoTracking().SingleOrDefaultAsync(mail => mail.Id == id, cancel) is not { } mail)
        {
            return NotFound();
        }

        Mail = mail;
        return Page();
    }
}

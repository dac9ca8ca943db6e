using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Mail;
using Workshop.Web.Features.Shared;
using Workshop.Web.Platform.Mail;

namespace Workshop.Web.Features.Mail;

/// <summary>The mail of the whole server: numbers, never a text, a recipient or an event.</summary>
[Authorize(Policy = Policies.Administrator)]
public sealed class AdminMailModel(WorkshopDb db, CurrentViewer viewer, PauseMail pause, MailSettings settings) : PageModel
{
    public MailPause? Paused { get; private set; }

    public MailServerTrouble? Trouble { get; private set; }

    public IReadOnlyList<(MailState State, int Count)> Counts { get; private set; } = [];

    public string Way => settings.Transport switch
    {
        MailTransportKind.Smtp => $"by SMTP to {settings.Host}, port {settings.Port}{(settings.StartTls ? ", with STARTTLS" : "")}",
        MailTransportKind.Sendmail => $"by the program {settings.Program}",
        _ => "captured: nothing leaves this machine",
    };

    public string Limit => settings.PerMinute == 0 ? "none" : $"{settings.PerMinute} mails a minute";

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Paused = await db.MailPauses.AsNoTracking().SingleOrDefaultAsync(pause => pause.Id == MailPause.Everything, cancel);
        Trouble = await db.MailServerTroubles.AsNoTracking().FirstOrDefaultAsync(cancel);
        var counts = await db.OutgoingMails.GroupBy(mail => mail.State).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancel);
        Counts = [.. Enum.GetValues<MailState>().Select(state => (state, counts.GetValueOrDefault(state)))];
    }

    public async Task<IActionResult> OnPostAsync(bool paused, CancellationToken cancel)
    {
        await pause.RunAsync(await viewer.GetAsync(), MailPause.Everything, paused, cancel);
        this.Flash(paused ? "All mail of this server waits." : "The mail goes on.");
        return Redirect("/admin/mail");
    }
}

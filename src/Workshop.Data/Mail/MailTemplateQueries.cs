using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Mail;

namespace Workshop.Data.Mail;

public static class MailTemplateQueries
{
    /// <summary>What the event wants of a kind of mail; null when it has no opinion. For previews, which apply it as saving does.</summary>
    public static Task<EventMailTemplate?> LoadMailTemplateAsync(this WorkshopDb db, Guid eventId, string kind, CancellationToken cancel) =>
        db.EventMailTemplates.AsNoTracking().SingleOrDefaultAsync(template => template.EventId == eventId && template.Kind == kind, cancel);

    /// <summary>What the events of the mails that are about to be saved for the first time want of them. No query without such a mail, one otherwise.</summary>
    internal static async Task ApplyMailTemplatesAsync(this WorkshopDb db, CancellationToken cancel)
    {
        var fresh = db.ChangeTracker.Entries<OutgoingMail>().Where(entry => entry.State == EntityState.Added).Select(entry => entry.Entity).Where(mail => mail.EventId is not null).ToList();
        if (fresh.Count == 0)
        {
            return;
        }

        var events = fresh.Select(mail => mail.EventId!.Value).Distinct().ToList();
        var templates = await db.EventMailTemplates.AsNoTracking().Where(template => events.Contains(template.EventId)).ToDictionaryAsync(template => (template.EventId, template.Kind), cancel);
        foreach (var mail in fresh)
        {
            if (templates.TryGetValue((mail.EventId!.Value, mail.Kind), out var template))
            {
                template.Apply(mail);
            }
        }
    }
}

using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Admin;

public static class AdminMails
{
    public static MailDraft YouOrganize(WorkshopEvent e, EmailAddress to, string creator, string link) =>
        new("event.organizer", e.Id.ToString("n"), to, "", $"You organize {e.Name}", $"""
            Hello,

            {creator} has set up {e.Name} and named you as an organizer.

            Create an account with this address ({to.Address}); it takes a minute:

            {link}

            If you have an account already, add this address to it or sign in with it. The event then shows an “Organize” tab.
            """)
        {
            EventId = e.Id,
        };
}

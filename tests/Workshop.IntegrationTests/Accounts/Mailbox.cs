using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Mail;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Accounts;

/// <summary>What somebody finds in their mailbox, newest last.</summary>
public static partial class Mailbox
{
    public static Task<List<OutgoingMail>> MailToAsync(this WorkshopApp app, string address) =>
        app.QueryAsync(async db => (await db.OutgoingMails.AsNoTracking().Where(mail => mail.NormalizedTo == address).ToListAsync()).OrderBy(mail => mail.CreatedAt).ToList());

    /// <summary>The path and query of the one link in the newest mail of that kind.</summary>
    public static async Task<string> LinkInMailAsync(this WorkshopApp app, string address, string kind)
    {
        var mails = await app.MailToAsync(address);
        return Link().Match(mails.Last(mail => mail.Kind == kind).Body).Groups[1].Value;
    }

    [GeneratedRegex(@"https?://[^/\s]+(/\S*)")]
    private static partial Regex Link();
}

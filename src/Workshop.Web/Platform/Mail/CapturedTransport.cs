namespace Workshop.Web.Platform.Mail;

/// <summary>Sends nothing: the rows themselves are the mailbox, read at /mail/captured. No mail leaves the machine.</summary>
internal sealed class CapturedTransport : IMailTransport
{
    public Task<MailAnswer> SendAsync(MailToSend mail) => Task.FromResult(MailAnswer.Accepted);
}

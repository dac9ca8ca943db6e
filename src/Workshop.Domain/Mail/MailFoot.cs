namespace Workshop.Domain.Mail;

/// <summary>What stands under every mail: why it came, and how to end such mails.</summary>
public static class MailFoot
{
    /// <summary>The text as it is sent.</summary>
    public static string Under(OutgoingMail mail) => Under(mail.Body, mail.Why, mail.UnsubscribeLink);

    public static string Under(string body, string why, string? unsubscribeLink)
    {
        var text = body.EndsWith('\n') ? body : body + "\n";
        if (why.Length == 0 && unsubscribeLink is null)
        {
            return text;
        }

        // The signature mark of RFC 3676: programs fold away what follows, and leave it out of answers.
        text += "\n-- \n";
        if (why.Length > 0)
        {
            text += why + "\n";
        }

        return unsubscribeLink is null ? text : $"{text}No more of these mails: {unsubscribeLink}\n";
    }
}

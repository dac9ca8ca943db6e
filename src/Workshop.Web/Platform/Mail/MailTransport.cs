using System.Text;
using Workshop.Domain.Mail;

namespace Workshop.Web.Platform.Mail;

/// <summary>Hands one mail over. Answers, and never throws, for everything that a mail server or the network can do.</summary>
public interface IMailTransport
{
    Task<MailAnswer> SendAsync(MailToSend mail);
}

/// <param name="Mail">With its attachments.</param>
/// <param name="ReplyTo">Where answers go: the contact address of the event; null when it has none.</param>
public sealed record MailToSend(OutgoingMail Mail, string? ReplyTo)
{
    /// <summary>A name before the @ that is not ASCII needs servers that know SMTPUTF8 (RFC 6531), all the way. No other mail asks for that.</summary>
    public bool IsInternational => !Ascii.IsValid(Mail.ToAddress.AsSpan(0, Mail.ToAddress.LastIndexOf('@')));
}

public enum MailAnswerKind
{
    /// <summary>The server has taken responsibility for it.</summary>
    Accepted,

    /// <summary>Not now; it was surely not taken.</summary>
    Later,

    /// <summary>Not now, and no other mail either: the server cannot be reached or does not let us in.</summary>
    ServerUnavailable,

    /// <summary>Never.</summary>
    Refused,

    /// <summary>The text was under way and no answer came: it may have been taken.</summary>
    Unknown,
}

/// <param name="Said">What the server said, or what happened, for organizers; null when it was accepted.</param>
public sealed record MailAnswer(MailAnswerKind Kind, string? Said = null)
{
    public static MailAnswer Accepted { get; } = new(MailAnswerKind.Accepted);
}

using System.Globalization;
using System.Net;
using System.Net.Mail;

namespace Workshop.Web.Platform.Mail;

/// <summary>Hands mails to one SMTP server through System.Net.Mail. A connection per mail: what one conversation breaks, the next does not inherit.</summary>
internal sealed class SmtpTransport(MailSettings settings, MailComposer composer) : IMailTransport
{
    public async Task<MailAnswer> SendAsync(MailToSend mail)
    {
        ComposedMail composed;
        try
        {
            composed = composer.Compose(mail);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            return new MailAnswer(MailAnswerKind.Refused, $"The address cannot be written into a mail: {exception.Message}");
        }

        using (composed)
        using (var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.StartTls, DeliveryMethod = SmtpDeliveryMethod.Network, Timeout = (int)settings.Timeout.TotalMilliseconds })
        {
            if (mail.IsInternational)
            {
                client.DeliveryFormat = SmtpDeliveryFormat.International;
            }

            if (settings.User.Length > 0)
            {
                client.Credentials = new NetworkCredential(settings.User, settings.Password);
            }

            try
            {
                // Only the blocking call has a time limit: a cancelled SendMailAsync goes on waiting for the server.
                await Task.Run(() => client.Send(composed.Message));
                return MailAnswer.Accepted;
            }
            catch (SmtpFailedRecipientException exception) when (exception.StatusCode == SmtpStatusCode.MustIssueStartTlsFirst)
            {
                // 530: it wants us to sign in, and does so for every mail.
                return Replied(exception, MailAnswerKind.ServerUnavailable);
            }
            catch (SmtpFailedRecipientException exception)
            {
                return SpeaksOfRelaying(exception) ? new MailAnswer(MailAnswerKind.Later, Words(exception)) : Replied(exception, MailAnswerKind.Later);
            }
            catch (SmtpException exception) when (IsGreylisting(exception.StatusCode))
            {
                return Replied(exception, MailAnswerKind.Later);
            }
            catch (SmtpException exception) when ((int)exception.StatusCode >= 400)
            {
                // Before the text was asked for, a refusal is about us (not signed in, sender not allowed) and concerns every mail.
                return Replied(exception, composed.LastPart.WasReadToEnd ? MailAnswerKind.Later : MailAnswerKind.ServerUnavailable);
            }
            catch (SmtpException exception) when (mail.IsInternational && !composed.LastPart.WasReadToEnd && exception.InnerException is null)
            {
                return new MailAnswer(MailAnswerKind.Refused, $"The mail server cannot write to an address with such characters. {exception.Message}");
            }
            catch (Exception exception) when (exception is SmtpException or IOException or InvalidOperationException or System.Security.Authentication.AuthenticationException)
            {
                return WithoutAnswer(composed.LastPart, exception.GetBaseException().Message);
            }
        }
    }

    /// <summary>What servers say to whom they do not know yet, at the recipient: System.Net.Mail takes only 450 there for an answer about the recipient. 421 and 454 speak about the server.</summary>
    private static bool IsGreylisting(SmtpStatusCode code) => (int)code is >= 450 and <= 453 or 455;

    /// <summary>4xx is for later and 5xx for good, but only when it speaks about this mail.</summary>
    private static MailAnswer Replied(SmtpException exception, MailAnswerKind otherwise)
    {
        var permanent = (int)exception.StatusCode >= 500 && otherwise != MailAnswerKind.ServerUnavailable;
        return new MailAnswer(permanent ? MailAnswerKind.Refused : otherwise, Words(exception));
    }

    /// <summary>We have lost the permission to send to others, or never had it: the recipient is not to blame, and the mail waits until it is given.</summary>
    private static bool SpeaksOfRelaying(SmtpException exception) => exception.Message.Contains("relay", StringComparison.OrdinalIgnoreCase);

    private static string Words(SmtpException exception) => string.Create(CultureInfo.InvariantCulture, $"{(int)exception.StatusCode} {exception.Message}");

    private static MailAnswer WithoutAnswer(WatchedPart end, string said) => end.WasReadToEnd
        ? new MailAnswer(MailAnswerKind.Unknown, $"The connection to the mail server ended before it confirmed the mail. It may or may not have arrived. {said}")
        : new MailAnswer(MailAnswerKind.ServerUnavailable, said);
}

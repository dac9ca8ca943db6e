using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Workshop.Domain.Mail;

namespace Workshop.Web.Platform.Mail;

/// <summary>Hands mails to one SMTP server through System.Net.Mail. A connection per mail: what one conversation breaks, the next does not inherit.</summary>
internal sealed class SmtpTransport(MailSettings settings) : IMailTransport
{
    public async Task<MailAnswer> SendAsync(OutgoingMail mail)
    {
        var body = new WatchedBody(Encoding.UTF8.GetBytes(mail.Body.Replace("\n", "\r\n", StringComparison.Ordinal)));
        MailMessage message;
        try
        {
            message = Compose(mail, body);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            return new MailAnswer(MailAnswerKind.Refused, $"The address cannot be written into a mail: {exception.Message}");
        }

        using (message)
        using (var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.StartTls, DeliveryMethod = SmtpDeliveryMethod.Network, Timeout = (int)settings.Timeout.TotalMilliseconds })
        {
            if (settings.User.Length > 0)
            {
                client.Credentials = new NetworkCredential(settings.User, settings.Password);
            }

            try
            {
                // Only the blocking call has a time limit: a cancelled SendMailAsync goes on waiting for the server.
                await Task.Run(() => client.Send(message));
                return MailAnswer.Accepted;
            }
            catch (SmtpFailedRecipientException exception)
            {
                return Replied(exception, MailAnswerKind.Later);
            }
            catch (SmtpException exception) when ((int)exception.StatusCode >= 400)
            {
                // Before the text was asked for, a refusal is about us (not signed in, sender not allowed) and concerns every mail.
                return Replied(exception, body.WasRead ? MailAnswerKind.Later : MailAnswerKind.ServerUnavailable);
            }
            catch (Exception exception) when (exception is SmtpException or IOException or InvalidOperationException or System.Security.Authentication.AuthenticationException)
            {
                return WithoutAnswer(body, exception.GetBaseException().Message);
            }
        }
    }

    private MailMessage Compose(OutgoingMail mail, WatchedBody body)
    {
        var message = new MailMessage
        {
            From = new MailAddress(settings.From, Literal(settings.FromName), Encoding.UTF8),
            Subject = Literal(mail.Subject),
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        message.To.Add(new MailAddress(mail.ToAddress, Literal(mail.ToName), Encoding.UTF8));
        message.Headers.Add("Message-ID", $"<{mail.MessageKey}@{settings.FromDomain}>");
        // Answering machines leave such mail alone (RFC 3834).
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.AlternateViews.Add(new AlternateView(body, new ContentType("text/plain") { CharSet = "utf-8" }) { TransferEncoding = TransferEncoding.Base64 });
        return message;
    }

    /// <summary>Text that looks like an encoded word (RFC 2047) would be decoded, line breaks and all, by us or by the reader's program.</summary>
    private static string Literal(string text) => text.Replace("=?", "= ?", StringComparison.Ordinal);

    /// <summary>4xx is for later and 5xx for good, but only when it speaks about this mail.</summary>
    private static MailAnswer Replied(SmtpException exception, MailAnswerKind otherwise)
    {
        var permanent = (int)exception.StatusCode >= 500 && otherwise != MailAnswerKind.ServerUnavailable;
        return new MailAnswer(permanent ? MailAnswerKind.Refused : otherwise, $"{(int)exception.StatusCode} {exception.Message}");
    }

    private static MailAnswer WithoutAnswer(WatchedBody body, string said) => body.WasRead
        ? new MailAnswer(MailAnswerKind.Unknown, $"The connection to the mail server ended before it confirmed the mail. It may or may not have arrived. {said}")
        : new MailAnswer(MailAnswerKind.ServerUnavailable, said);

    /// <summary>Notices when the client begins to send the text: from then on a lost connection leaves it open whether the server took the mail.</summary>
    private sealed class WatchedBody(byte[] text) : MemoryStream(text, writable: false)
    {
        public bool WasRead { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            WasRead = true;
            return base.Read(buffer, offset, count);
        }

        public override int Read(Span<byte> buffer)
        {
            WasRead = true;
            return base.Read(buffer);
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            WasRead = true;
            return base.ReadAsync(buffer, offset, count, cancellationToken);
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            WasRead = true;
            return base.ReadAsync(buffer, cancellationToken);
        }
    }
}

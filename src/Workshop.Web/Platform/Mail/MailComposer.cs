using System.Globalization;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Workshop.Domain.Mail;

namespace Workshop.Web.Platform.Mail;

/// <summary>Makes the message of a row: headers, plain text, the same as HTML, files.</summary>
internal sealed class MailComposer(MailSettings settings)
{
    /// <summary>Whatever cannot be written is found here, before a server is asked: a mistake in one mail must not look like trouble with the server.</summary>
    /// <exception cref="FormatException">An address cannot be written into a mail.</exception>
    /// <exception cref="ArgumentException">Likewise.</exception>
    public ComposedMail Compose(MailToSend send)
    {
        var mail = send.Mail;
        var text = MailFoot.Under(mail);
        var message = new MailMessage
        {
            From = new MailAddress(settings.From, Name(settings.FromName), Encoding.UTF8),
            Subject = Literal(mail.Subject),
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        try
        {
            var to = new MailAddress(mail.ToAddress, Name(mail.ToName), Encoding.UTF8);
            _ = AsciiHost(to.Host);
            message.To.Add(to);

            // Answers have somewhere to go or not; the mail goes in any case.
            if (send.ReplyTo is { } contact && MailAddress.TryCreate(contact, out var replyTo) && CanWrite(replyTo, send.IsInternational))
            {
                message.ReplyToList.Add(replyTo);
            }

            message.Headers.Add("Message-ID", $"<{mail.MessageKey}@{settings.FromDomain}>");
            // Answering machines leave such mail alone (RFC 3834).
            message.Headers.Add("Auto-Submitted", "auto-generated");
            if (mail.UnsubscribeLink is { } unsubscribe)
            {
                message.Headers.Add("List-Unsubscribe", $"<{unsubscribe}>");
                message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
            }

            // The parts go over the wire in this order, so the last of them tells when all is said.
            var parts = new List<(byte[] Content, Action<Stream> Add)> { (Bytes(text), stream => AddView(message, stream, "text/plain")) };
            if (settings.Html)
            {
                parts.Add((Bytes(MailHtml.Of(text)), stream => AddView(message, stream, "text/html")));
            }

            parts.AddRange(mail.Attachments.OrderBy(attachment => attachment.Position).Select(attachment => (attachment.Content, (Action<Stream>)(stream => AddFile(message, stream, attachment)))));
            var last = new WatchedPart(parts[^1].Content);
            for (var i = 0; i < parts.Count; i++)
            {
                parts[i].Add(i == parts.Count - 1 ? last : new MemoryStream(parts[i].Content, writable: false));
            }

            return new ComposedMail(message, last);
        }
        catch
        {
            message.Dispose();
            throw;
        }
    }

    private static void AddView(MailMessage message, Stream content, string type) =>
        message.AlternateViews.Add(new AlternateView(content, new ContentType(type) { CharSet = "utf-8" }) { TransferEncoding = TransferEncoding.Base64 });

    private static void AddFile(MailMessage message, Stream content, MailAttachment attachment)
    {
        var file = new Attachment(content, new ContentType(attachment.MediaType) { Name = attachment.FileName }) { TransferEncoding = TransferEncoding.Base64 };
        file.ContentDisposition!.FileName = attachment.FileName;
        message.Attachments.Add(file);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text.Replace("\n", "\r\n", StringComparison.Ordinal));

    private static bool CanWrite(MailAddress address, bool international)
    {
        try
        {
            return AsciiHost(address.Host).Length > 0 && (international || Ascii.IsValid(address.User));
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>As it stands in the domain name system, where a label may be too long that was short enough as typed.</summary>
    /// <exception cref="ArgumentException">There is no such form.</exception>
    private static string AsciiHost(string host) => Ascii.IsValid(host) ? host : new IdnMapping().GetAscii(host);

    /// <summary>For a name beside an address. The library puts it between quotes and escapes nothing, so that a quote would end it and a backslash swallow the quote after it.</summary>
    private static string Name(string name) => Literal(name).Replace('"', '\'').Replace('\\', '/');

    /// <summary>Text that looks like an encoded word (RFC 2047) would be decoded, line breaks and all, by us or by the reader's program.</summary>
    private static string Literal(string text) => text.Replace("=?", "= ?", StringComparison.Ordinal);
}

/// <param name="LastPart">Notices how far the client has got.</param>
internal sealed record ComposedMail(MailMessage Message, WatchedPart LastPart) : IDisposable
{
    public void Dispose() => Message.Dispose();
}

/// <summary>The end of the text: once the client has read it all, the final dot is next, and a lost connection leaves it open whether the server took the mail.</summary>
internal sealed class WatchedPart(byte[] content) : MemoryStream(content, writable: false)
{
    public bool WasReadToEnd { get; private set; }

    public override int Read(byte[] buffer, int offset, int count) => Watched(base.Read(buffer, offset, count));

    public override int Read(Span<byte> buffer) => Watched(base.Read(buffer));

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Watched(await base.ReadAsync(buffer.AsMemory(offset, count), cancellationToken));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => Watched(await base.ReadAsync(buffer, cancellationToken));

    private int Watched(int count)
    {
        WasReadToEnd |= Position == Length;
        return count;
    }
}

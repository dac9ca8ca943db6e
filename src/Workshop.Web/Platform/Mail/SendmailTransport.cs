using System.Globalization;
using System.Net.Mail;
using System.Text;
using Workshop.Web.Platform.Tools;

namespace Workshop.Web.Platform.Mail;

/// <summary>Hands mails to a program that takes them as sendmail does: the message on standard input, the recipient on the line, the answer as its exit code (sysexits.h).</summary>
internal sealed class SendmailTransport(MailSettings settings, MailComposer composer, ToolProcess tools) : IMailTransport
{
    private const int NoUser = 67;
    private const int NoHost = 68;
    private const int Unavailable = 69;
    private const int DataError = 65;
    private const int OsError = 71;
    private const int IoError = 74;
    private const int TempFail = 75;

    public async Task<MailAnswer> SendAsync(MailToSend mail)
    {
        byte[] message;
        try
        {
            using var composed = composer.Compose(mail);
            message = await WriteAsync(composed.Message, mail.IsInternational ? SmtpDeliveryFormat.International : SmtpDeliveryFormat.SevenBit);
        }
        catch (Exception exception) when (exception.GetBaseException() is IOException or UnauthorizedAccessException)
        {
            return new MailAnswer(MailAnswerKind.ServerUnavailable, "The mail could not be put down for the mail program. Is there space left on the disk?");
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or SmtpException)
        {
            return new MailAnswer(MailAnswerKind.Refused, $"The address cannot be written into a mail: {exception.Message}");
        }

        var arguments = settings.Arguments.Select(word => word switch
        {
            "{from}" => settings.From,
            "{to}" => mail.Mail.ToAddress,
            _ => word,
        });
        var result = await tools.RunAsync(
            new ToolRun(settings.Program, [.. arguments]) { Input = message, IsConfined = false, Limits = new ToolLimits { Wall = settings.Timeout, Processor = settings.Timeout } },
            CancellationToken.None);
        return Answer(result);
    }

    internal static MailAnswer Answer(ToolResult result)
    {
        var complaint = result.Errors.Trim() is { Length: > 0 } errors ? $" {errors}" : "";
        var said = string.Create(CultureInfo.InvariantCulture, $"The mail program ended with code {result.ExitCode}.{complaint}");
        return result.End switch
        {
            ToolEnd.Missing => new MailAnswer(MailAnswerKind.ServerUnavailable, $"The mail program cannot be started.{complaint}"),
            ToolEnd.Exited => result.ExitCode switch
            {
                0 => MailAnswer.Accepted,
                NoUser or NoHost or Unavailable or DataError => new MailAnswer(MailAnswerKind.Refused, said),
                TempFail or OsError or IoError => new MailAnswer(MailAnswerKind.Later, said),
                // Wrong words on its line, not allowed, not set up: the same for every mail.
                _ => new MailAnswer(MailAnswerKind.ServerUnavailable, said),
            },
            // It ends by itself, or it may have put the mail into its queue before it was ended.
            _ => result.TookInput
                ? new MailAnswer(MailAnswerKind.Unknown, "The mail program was stopped after it had the whole mail. It may or may not have been sent.")
                : new MailAnswer(MailAnswerKind.Later, $"The mail program was stopped before it had the mail.{complaint}"),
        };
    }

    /// <summary>The library writes messages into a folder only, with two lines of its own in front; programs on this side of the network end lines with LF.</summary>
    private static async Task<byte[]> WriteAsync(MailMessage message, SmtpDeliveryFormat format)
    {
        var folder = Directory.CreateTempSubdirectory("workshop-mail-");
        try
        {
            using (var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = folder.FullName, DeliveryFormat = format })
            {
                client.Send(message);
            }

            var text = await File.ReadAllTextAsync(folder.GetFiles().Single().FullName, Encoding.UTF8);
            var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n').SkipWhile(line => line.StartsWith("X-Sender:", StringComparison.Ordinal) || line.StartsWith("X-Receiver:", StringComparison.Ordinal));
            return Encoding.UTF8.GetBytes(string.Join('\n', lines));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

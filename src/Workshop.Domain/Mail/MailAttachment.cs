using System.Text;

namespace Workshop.Domain.Mail;

/// <summary>A file that goes with a mail. Small ones only: it is kept in the row.</summary>
public sealed class MailAttachment
{
    public const int MaxFileNameLength = 120;
    public const int MaxMediaTypeLength = 120;

    private MailAttachment()
    {
    }

    public Guid MailId { get; private init; }

    /// <summary>Zero-based place among the files of its mail.</summary>
    public int Position { get; private init; }

    public string FileName { get; private init; } = "";

    /// <summary>"text/calendar; charset=utf-8; method=PUBLISH".</summary>
    public string MediaType { get; private init; } = "";

    public byte[] Content { get; private init; } = [];

    internal static MailAttachment Of(Guid mailId, int position, NewAttachment attachment) => new()
    {
        MailId = mailId,
        Position = position,
        FileName = attachment.FileName,
        MediaType = attachment.MediaType,
        Content = attachment.Content,
    };
}

/// <summary>A file to go with a mail that is being written.</summary>
public sealed record NewAttachment
{
    private NewAttachment(string fileName, string mediaType, byte[] content)
    {
        FileName = fileName;
        MediaType = mediaType;
        Content = content;
    }

    public string FileName { get; }

    public string MediaType { get; }

    public byte[] Content { get; }

    /// <summary>A file name without anything that a header or a folder could stumble over.</summary>
    public static NewAttachment Of(string fileName, string mediaType, byte[] content) => new(Safe(fileName), mediaType, content);

    /// <param name="calendar">A whole VCALENDAR with METHOD:PUBLISH, lines folded (<see cref="CalendarText"/>).</param>
    public static NewAttachment Calendar(string fileName, string calendar) => Of(fileName, "text/calendar; charset=utf-8; method=PUBLISH", Encoding.UTF8.GetBytes(calendar));

    private static string Safe(string name)
    {
        var clean = new string([.. MailText.Line(name).Select(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_' ? character : '-')]).Trim('.', '-');
        return clean.Length == 0 ? "file" : clean.Length <= MailAttachment.MaxFileNameLength ? clean : clean[^MailAttachment.MaxFileNameLength..];
    }
}

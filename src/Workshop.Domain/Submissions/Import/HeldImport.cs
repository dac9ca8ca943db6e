using Workshop.Domain.People;

namespace Workshop.Domain.Submissions.Import;

/// <summary>
/// A file that an organizer uploaded and has not imported yet, with what was chosen about it. It lives on the server between the steps, belongs to that organizer
/// and that event, and ends by itself: it holds names and addresses of people who may never hear of it. After the import only the report is left.
/// </summary>
public sealed class HeldImport
{
    public const int MaxFileNameLength = 200;

    /// <summary>How long an upload waits for its organizer, and how long the report can be read.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private HeldImport()
    {
    }

    public Guid Id { get; private init; } = Guid.NewGuid();

    public Guid EventId { get; private init; }

    /// <summary>The organizer who uploaded it; nobody else sees it.</summary>
    public Guid PersonId { get; private init; }

    public string FileName { get; private init; } = "";

    /// <summary>The bytes as they came; empty once the import is done.</summary>
    public byte[] Content { get; private set; } = [];

    /// <summary>A second file with one author per line; null when there is none.</summary>
    public byte[]? AuthorsContent { get; private set; }

    /// <summary><c>ImportChoices</c> as JSON.</summary>
    public string Choices { get; private set; } = "";

    /// <summary>What became of each row, as JSON; null before the import.</summary>
    public string? Report { get; private set; }

    public DateTimeOffset UploadedAt { get; private init; }

    /// <summary>From this instant on it is gone.</summary>
    public DateTimeOffset EndsAt { get; private set; }

    public DateTimeOffset? ImportedAt { get; private set; }

    public static HeldImport Hold(Guid eventId, Guid personId, string fileName, byte[] content, byte[]? authorsContent, string choices, DateTimeOffset now)
    {
        var name = Person.Clean(fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..]);
        return new HeldImport
        {
            EventId = eventId,
            PersonId = personId,
            FileName = name.Length <= MaxFileNameLength ? name : name[..MaxFileNameLength],
            Content = content,
            AuthorsContent = authorsContent,
            Choices = choices,
            UploadedAt = now,
            EndsAt = now + Lifetime,
        };
    }

    public void Choose(string choices) => Choices = choices;

    /// <summary>Everything is imported. The file goes, the report stays for <see cref="Lifetime"/>.</summary>
    public void Finish(string report, DateTimeOffset now)
    {
        Content = [];
        AuthorsContent = null;
        Report = report;
        ImportedAt = now;
        EndsAt = now + Lifetime;
    }
}

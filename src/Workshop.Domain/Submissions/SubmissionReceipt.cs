namespace Workshop.Domain.Submissions;

/// <summary>
/// What proves a submission: these bytes were received by this server at this instant. One for each version that was submitted, written when it was and never changed:
/// later edits of the title or the authors, a withdrawal and the check of the PDF leave it as it is.
/// </summary>
public sealed class SubmissionReceipt
{
    private SubmissionReceipt()
    {
    }

    public Guid Id { get; private init; } = Guid.NewGuid();

    public Guid SubmissionId { get; private init; }

    /// <summary>Of the version.</summary>
    public int Version { get; private init; }

    /// <summary>See <see cref="ReceiptCode"/>. Kept as it is, because the receipt page shows it again and a co-author who joins later gets it too; it opens nothing but the hash and the time.</summary>
    public string Code { get; private init; } = "";

    /// <summary>As it was when the receipt was written.</summary>
    public string Title { get; private init; } = "";

    /// <summary>In order, as they were when the receipt was written.</summary>
    public IReadOnlyList<string> Authors { get; private init; } = [];

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; private init; } = "";

    /// <summary>Bytes.</summary>
    public long Size { get; private init; }

    /// <summary>When the request that carried the bytes arrived.</summary>
    public DateTimeOffset ReceivedAt { get; private init; }

    /// <summary>When they were submitted; not before they were received.</summary>
    public DateTimeOffset IssuedAt { get; private init; }

    public static SubmissionReceipt For(Submission submission, SubmissionVersion version, DateTimeOffset now) => new()
    {
        SubmissionId = submission.Id,
        Version = version.Number,
        Code = ReceiptCode.Create(),
        Title = submission.Title,
        Authors = [.. submission.Authors.OrderBy(author => author.Position).Select(author => author.Name)],
        Sha256 = version.Sha256,
        Size = version.Size,
        ReceivedAt = version.ReceivedAt,
        IssuedAt = now,
    };
}

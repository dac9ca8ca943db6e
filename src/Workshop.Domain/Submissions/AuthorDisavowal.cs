namespace Workshop.Domain.Submissions;

/// <summary>
/// Somebody who owns an address of an author list says that they are not an author. The list stays as it is until organizers or authors change it; meanwhile that address gets no
/// mail about the submission and opens it for nobody. It still counts as a conflict, for good: they have read in the mail what it is and who wrote it.
/// </summary>
public sealed class AuthorDisavowal
{
    private AuthorDisavowal()
    {
    }

    public Guid Id { get; private init; } = Guid.NewGuid();

    public Guid SubmissionId { get; private init; }

    public string NormalizedEmail { get; private init; } = "";

    public DateTimeOffset SaidAt { get; private set; }

    /// <summary>Null while it stands.</summary>
    public DateTimeOffset? TakenBackAt { get; private set; }

    public bool Stands => TakenBackAt is null;

    internal static AuthorDisavowal By(Guid submissionId, string normalizedEmail, DateTimeOffset now) => new() { SubmissionId = submissionId, NormalizedEmail = normalizedEmail, SaidAt = now };

    internal void SayAgain(DateTimeOffset now) => (SaidAt, TakenBackAt) = (now, null);

    internal void TakeBack(DateTimeOffset now) => TakenBackAt = now;
}

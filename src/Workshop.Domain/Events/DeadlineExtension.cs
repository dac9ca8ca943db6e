using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Domain.Events;

/// <summary>
/// More time than everybody has: for one person, known by e-mail, for all that this person does or for one submission; or for one submission and all its authors, which
/// is what reopens it. Shown to those whom it concerns and to the organizers only.
/// </summary>
public sealed class DeadlineExtension
{
    public const int MaxNoteLength = 500;

    public Guid Id { get; private init; } = Guid.NewGuid();

    public required Guid EventId { get; init; }

    /// <summary>Empty when it is for all authors of <see cref="SubmissionId"/>.</summary>
    public required string Email { get; init; }

    /// <summary>Empty when it is for all authors of <see cref="SubmissionId"/>.</summary>
    public required string NormalizedEmail { get; init; }

    /// <summary>Null when it holds for everything that the person submits.</summary>
    public Guid? SubmissionId { get; init; }

    /// <summary>Whether title and authors may be changed although they are frozen.</summary>
    public bool Thaws { get; init; }

    /// <summary>The last instant, included; no grace is added.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>For the organizers only.</summary>
    public required string Note { get; init; }

    public required Guid GrantedBy { get; init; }

    public required DateTimeOffset GrantedAt { get; init; }

    public bool IsReopening => NormalizedEmail.Length == 0;

    public Leave Leave => new(IsReopening ? LeaveKind.Reopened : LeaveKind.Extended, Until, SubmissionId, Thaws);

    /// <param name="submissionId">Null for everything that the person submits.</param>
    public static DeadlineExtension Grant(Guid eventId, EmailAddress email, DateTimeOffset until, string note, Guid grantedBy, DateTimeOffset now, Guid? submissionId = null) =>
        new() { EventId = eventId, Email = email.Address, NormalizedEmail = email.Normalized, SubmissionId = submissionId, Until = until, Note = note, GrantedBy = grantedBy, GrantedAt = now };

    /// <summary>For every author of the submission.</summary>
    public static DeadlineExtension Reopen(Submission submission, DateTimeOffset until, bool thaws, string note, Guid grantedBy, DateTimeOffset now) =>
        new() { EventId = submission.EventId, Email = "", NormalizedEmail = "", SubmissionId = submission.Id, Thaws = thaws, Until = until, Note = note, GrantedBy = grantedBy, GrantedAt = now };
}

using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Domain.Reviewing;

/// <summary>
/// Somebody whom the authors of a submission name as not free to review it. Authors are not told who reviews, so they name people freely; whom it concerns is worked out when
/// reviewers are assigned. It bars from reviewing only: were organizers kept away by it, authors could choose who handles their paper.
/// </summary>
public sealed class NamedConflict
{
    /// <summary>A submission names at most this many people.</summary>
    public const int MaxOfSubmission = 30;

    public const int MaxNoteLength = 500;

    public Guid Id { get; private init; } = Guid.NewGuid();

    public required Guid SubmissionId { get; init; }

    public required string Name { get; init; }

    /// <summary>Empty when the authors do not know it: then the name alone is compared.</summary>
    public required string NormalizedEmail { get; init; }

    public required ConflictTie Tie { get; init; }

    public int? EndedIn { get; init; }

    public required string Note { get; init; }

    public required Guid NamedBy { get; init; }

    public required DateTimeOffset NamedAt { get; init; }

    /// <summary>
    /// Why its authors cannot name anybody any more, or take a name back, or null. Until reviewers are assigned: afterwards a name would come too late, and would try out who was chosen. Whoever may
    /// still submit when the others have reviewers already, by a late link or an extension, may still name people.
    /// </summary>
    /// <param name="maySave">Its authors may change the submission now.</param>
    /// <param name="isAssigned">This submission was given a reviewer, now or before.</param>
    /// <param name="areOthersAssigned">Any submission of the event was.</param>
    public static Refusal? WhyNotChange(SubmissionState state, bool maySave, bool isAssigned, bool areOthersAssigned)
    {
        var late = new Refusal("named.assigned", "Reviewers have been assigned, so this list cannot be changed any more. If somebody must not review your submission, write to the organizers.");
        return state switch
        {
            SubmissionState.Withdrawn => new Refusal("named.withdrawn", "This submission is withdrawn, so nobody reviews it."),
            _ when isAssigned => late,
            _ when maySave => null,
            SubmissionState.Draft => new Refusal("named.draft-closed", "This draft was not submitted in time, so nobody reviews it."),
            _ => areOthersAssigned ? late : null,
        };
    }

    /// <summary>Whether this entry says just what was typed: then the same form was sent twice.</summary>
    public bool Says(string? name, string? email, ConflictTie? tie, int? endedIn, string? note) =>
        (Name, NormalizedEmail, Tie, EndedIn, Note) == (Person.Clean(name ?? ""), string.IsNullOrWhiteSpace(email) ? "" : EmailAddress.Parse(email).Value?.Normalized ?? email, tie ?? ConflictTie.Unspecified, endedIn, Person.Clean(note ?? ""));

    /// <summary>Refused with a sentence for every field that cannot stand, and when the submission names <see cref="MaxOfSubmission"/> people already or this one among them.</summary>
    /// <param name="others">Whom this submission names already.</param>
    /// <param name="eventYear">In which the event takes place.</param>
    public static Outcome<NamedConflict> Create(
        Guid submissionId, string? name, string? email, ConflictTie? tie, int? endedIn, string? note, Guid namedBy, IReadOnlyCollection<NamedConflict> others, int eventYear, DateTimeOffset now)
    {
        var refusals = new List<Refusal>();
        var (words, who, address) = (Person.Clean(note ?? ""), Person.Clean(name ?? ""), "");
        if (who.Length == 0)
        {
            refusals.Add(new Refusal("named.name-missing", "Give the name of the person.", "Name"));
        }
        else if (who.Length > Person.MaxNameLength)
        {
            refusals.Add(new Refusal("named.name-too-long", $"Shorten the name to {Person.MaxNameLength} characters.", "Name"));
        }

        if (!string.IsNullOrWhiteSpace(email))
        {
            var parsed = EmailAddress.Parse(email, "Email");
            address = parsed.Value?.Normalized ?? "";
            refusals.AddRange(parsed.Refusals);
        }

        if (tie is null or ConflictTie.Unspecified)
        {
            refusals.Add(new Refusal("named.tie-missing", "Choose what ties this person to you.", "Tie"));
        }
        else if (TieRules.WhyNot(tie.Value, endedIn, eventYear) is { } ended)
        {
            refusals.Add(ended);
        }

        if (words.Length > MaxNoteLength)
        {
            refusals.Add(new Refusal("named.note-too-long", $"Shorten the note to {MaxNoteLength} characters.", "Note"));
        }

        if (others.Count >= MaxOfSubmission)
        {
            refusals.Add(new Refusal("named.too-many", $"A submission names at most {MaxOfSubmission} people. Remove one first, or write to the organizers."));
        }

        if (address.Length > 0 ? others.Any(other => other.NormalizedEmail == address) : others.Any(other => other.NormalizedEmail.Length == 0 && string.Equals(other.Name, who, StringComparison.OrdinalIgnoreCase)))
        {
            refusals.Add(new Refusal("named.twice", "This person is on the list already. Remove the entry first to change it.", "Name"));
        }

        return refusals.Count > 0 ? Outcome.No<NamedConflict>(refusals) : new NamedConflict
        {
            SubmissionId = submissionId,
            Name = who,
            NormalizedEmail = address,
            Tie = tie!.Value,
            EndedIn = endedIn,
            Note = words,
            NamedBy = namedBy,
            NamedAt = now,
        };
    }
}

namespace Workshop.Domain.Submissions;

/// <summary>
/// What one person typed into the form of one submission and did not send: unsent changes of a submitted one, or what a draft cannot take because it
/// was changed elsewhere. Nobody else sees it, and it changes nothing that is submitted. There is one for a person and a submission; saving the form removes it.
/// </summary>
public sealed class WorkingCopy
{
    /// <summary>Of <see cref="Fields"/>, in characters: ten times the longest abstract.</summary>
    public const int MaxLength = 200_000;

    public required Guid SubmissionId { get; init; }

    public required Guid PersonId { get; init; }

    /// <summary>The whole form, as names and values in JSON: fields that are added to the form later are kept as well.</summary>
    public required string Fields { get; init; }

    /// <summary>The revision of the submission that the form was opened at.</summary>
    public required int BaseRevision { get; init; }

    public required DateTimeOffset SavedAt { get; init; }
}

namespace Workshop.Domain.Submissions;

/// <summary>One author of one submission, as typed by the submitter. Needs no account.</summary>
public sealed class Author
{
    public Guid Id { get; private init; } = Guid.NewGuid();

    public Guid SubmissionId { get; init; }

    /// <summary>Zero-based place in the author list.</summary>
    public required int Position { get; init; }

    public required string Name { get; init; }

    public required string Affiliation { get; init; }

    /// <summary>As typed; may be empty or malformed while the submission is a draft.</summary>
    public required string Email { get; init; }

    public required string NormalizedEmail { get; init; }

    /// <summary>Normalized, see <see cref="People.Orcid"/>; as typed while it is malformed, which only a draft may be; empty when there is none.</summary>
    public string Orcid { get; init; } = "";

    /// <summary>The page of a well-formed iD; null otherwise.</summary>
    public string? OrcidLink => People.Orcid.Parse(Orcid).Value?.Link;

    public required bool IsPresenter { get; init; }
}

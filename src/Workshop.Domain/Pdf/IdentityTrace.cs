namespace Workshop.Domain.Pdf;

/// <summary>Where an author shows.</summary>
public enum TraceKind
{
    Name,
    Email,
    Affiliation,

    /// <summary>A name among the references: own papers are cited there.</summary>
    InReferences,
    InMetadata,
    InLink,
    InFileName,

    /// <summary>A repository or a personal site that is not known to be somebody else's.</summary>
    Repository,
}

/// <summary>One place that may tell who wrote the paper.</summary>
/// <param name="Found">As it stands there, shortened.</param>
/// <param name="Page">Null when it is on no page.</param>
public sealed record IdentityTrace(TraceKind Kind, string Found, int? Page = null, PageBox? Box = null);

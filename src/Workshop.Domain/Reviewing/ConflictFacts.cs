namespace Workshop.Domain.Reviewing;

/// <param name="NormalizedEmail">Empty, or malformed, in imports and drafts: then it matches nothing.</param>
/// <param name="Orcid">As in the author list; what is malformed matches nothing.</param>
public sealed record PaperAuthor(string Name, string NormalizedEmail, string Affiliation, string Orcid)
{
    /// <summary>Other addresses that the owner of this one has confirmed, normalized.</summary>
    public IReadOnlyList<string> OtherEmails { get; init; } = [];
}

/// <summary>A submission as the rules of conflict see it.</summary>
public sealed record PaperUnderReview(Guid Id, int Number, string Title)
{
    /// <summary>Null when nobody submitted it here.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>The submitter, who counts as an author whether listed or not; null when there is none.</summary>
    public PaperAuthor? Owner { get; init; }

    /// <summary>The confirmed addresses of the submitter, normalized.</summary>
    public IReadOnlyList<string> OwnerEmails { get; init; } = [];

    /// <summary>Addresses that the submitter says to have, normalized. Anybody can say so of anybody's address: they prove nothing against whoever has it.</summary>
    public IReadOnlyList<string> ClaimedOwnerEmails { get; init; } = [];

    /// <summary>In order.</summary>
    public IReadOnlyList<PaperAuthor> Authors { get; init; } = [];

    /// <summary>Normalized: whoever says, or once said, not to be an author. They were told what it is and who wrote it.</summary>
    public IReadOnlyList<string> DisavowedBy { get; init; } = [];

    /// <summary>"#12", as people and files call it.</summary>
    public string Code => $"#{Number}";

    /// <summary>The author list, and the submitter where none of their addresses stands in it.</summary>
    internal IEnumerable<PaperAuthor> AuthorsAndOwner => Owner is null || Authors.Any(author => OwnerEmails.Contains(author.NormalizedEmail)) ? Authors : Authors.Append(Owner);
}

/// <summary>Somebody who has accepted to review.</summary>
public sealed record EventReviewer(Guid Id, Guid PersonId, string Name, string Email)
{
    /// <summary>As the organizers invited them; "anna" when they gave the address alone.</summary>
    public string InvitedName { get; init; } = "";

    public string Affiliation { get; init; } = "";

    public string? Orcid { get; init; }

    /// <summary>Every known address, confirmed or not, and the one that was invited; normalized.</summary>
    public IReadOnlyList<string> Emails { get; init; } = [];

    /// <summary>Registrable domains of these, without mailbox providers that anybody can use.</summary>
    public IReadOnlyList<string> Institutions { get; init; } = [];

    public int MinLoad { get; init; }

    /// <summary>Null when the reviewer named no limit.</summary>
    public int? MaxLoad { get; init; }

    public bool IsSenior { get; init; }

    public int PastPaperCount { get; init; }

    /// <summary>What this reviewer takes at most when everybody takes at most <paramref name="limit"/>.</summary>
    public int LoadUnder(int limit) => Math.Min(MaxLoad ?? limit, limit);
}

/// <summary>A submission in whose author list a reviewer stands, to this event or an earlier one.</summary>
/// <param name="Where">What organizers may know of it: "#12", the name of an event; <see cref="Unnamed"/> when that is nothing.</param>
/// <param name="SubmissionId">When it is one of this event.</param>
/// <param name="Year">Of its event.</param>
/// <param name="Emails">Its authors and its submitter, normalized.</param>
public sealed record JointSubmission(string Where, Guid? SubmissionId, int Year, IReadOnlyList<string> Emails)
{
    /// <summary>One phrase for whatever may not be told, of this event or an earlier one, so that its choice tells nothing either.</summary>
    public const string Unnamed = "another author list";
}

/// <summary>The authors of something that a reviewer wrote before.</summary>
/// <param name="Authors">Names, the reviewer's own among them.</param>
/// <param name="Year">Null when nobody said: then it counts.</param>
public sealed record PastAuthors(Guid ReviewerId, string Title, int? Year, IReadOnlyList<string> Authors);

/// <summary>Everything from which the conflicts of an event follow.</summary>
/// <param name="Year">In which the event takes place.</param>
public sealed record ConflictFacts(int Year, IReadOnlyList<PaperUnderReview> Papers, IReadOnlyList<EventReviewer> Reviewers)
{
    public IReadOnlyList<Conflict> Recorded { get; init; } = [];

    public IReadOnlyList<NamedConflict> Named { get; init; } = [];

    public IReadOnlyList<ConflictRuling> Rulings { get; init; } = [];

    public IReadOnlyList<JointSubmission> Joint { get; init; } = [];

    /// <summary>The newest of each reviewer first.</summary>
    public IReadOnlyList<PastAuthors> Past { get; init; } = [];

    public IReadOnlyList<CoauthorCorrection> Corrections { get; init; } = [];
}

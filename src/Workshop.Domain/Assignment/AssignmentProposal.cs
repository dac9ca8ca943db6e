namespace Workshop.Domain.Assignment;

/// <summary>How a proposal came about.</summary>
public enum ProposalKind
{
    /// <summary>Everything anew, but for pairs whose review is begun.</summary>
    Whole,

    /// <summary>What is assigned stays; only what is missing is filled.</summary>
    FillOnly,

    /// <summary>As few pairs move as possible.</summary>
    KeepAlmostEverything,

    /// <summary>Another proposal, with pairs changed by hand.</summary>
    Edited,

    /// <summary>Read from a file.</summary>
    Imported,
}

/// <summary>What one run of the assignment job found, or what an organizer made of it. Nobody but the organizers sees it; publishing turns its pairs into review assignments.</summary>
public sealed class AssignmentProposal
{
    private readonly List<ProposedPair> _pairs = [];

    public Guid Id { get; private init; } = Guid.NewGuid();

    public required Guid EventId { get; init; }

    /// <summary>The run that made it; one run makes one proposal of a kind, however often it is taken up again. Null when it was made by hand.</summary>
    public Guid? JobRunId { get; init; }

    public ProposalKind Kind { get; init; }

    /// <summary>The proposal that this one changes; null when there is none.</summary>
    public Guid? BasedOnId { get; init; }

    public required int ReviewsPerSubmission { get; init; }

    public required int MaxLoad { get; init; }

    /// <summary>Everything that was asked for, as JSON.</summary>
    public string Options { get; init; } = "{}";

    public required double TotalAffinity { get; init; }

    /// <summary>What no allowed assignment exceeds; null when nothing is proved, as for one that was made by hand.</summary>
    public double? Bound { get; init; }

    /// <summary>The solver's certificate as JSON, for <c>workshop check-assignment</c>; empty when it was made by hand.</summary>
    public required string Certificate { get; init; }

    /// <summary>What the options cost and other facts of the run, as JSON for the page.</summary>
    public string Report { get; init; } = "{}";

    public Guid? CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? PublishedAt { get; private set; }

    public Guid? PublishedBy { get; private set; }

    public IReadOnlyList<ProposedPair> Pairs => _pairs;

    /// <summary>The problem that was solved; see <see cref="ProposedProblem"/>.</summary>
    public ProposedProblem? Problem { get; private set; }

    public void Keep(byte[] problem) => Problem = new ProposedProblem { ProposalId = Id, Content = problem };

    public void Add(Guid submissionId, Guid reviewerId, double? affinity, bool isPinned = false) =>
        _pairs.Add(new ProposedPair { ProposalId = Id, SubmissionId = submissionId, ReviewerId = reviewerId, Affinity = affinity, IsPinned = isPinned });

    /// <summary>Publishing twice is refused, so that nobody gets two mails; what was undone may be published again.</summary>
    public Outcome<Done> Publish(Guid by, DateTimeOffset now)
    {
        if (PublishedAt is not null)
        {
            return new Refusal("assignment.published", "This proposal is published already.");
        }

        PublishedAt = now;
        PublishedBy = by;
        return Done.Instance;
    }

    /// <summary>Nothing of it is published any more.</summary>
    public void TakeBack()
    {
        PublishedAt = null;
        PublishedBy = null;
    }
}

/// <summary>One reviewer for one submission, as proposed.</summary>
public sealed class ProposedPair
{
    public required Guid ProposalId { get; init; }

    public required Guid SubmissionId { get; init; }

    public required Guid ReviewerId { get; init; }

    /// <summary>What counts for the pair, after its bid. Null when the reviewer gave no past papers: missing, which is not zero.</summary>
    public double? Affinity { get; init; }

    /// <summary>An organizer chose it, or its review is begun.</summary>
    public bool IsPinned { get; init; }
}

/// <summary>
/// The problem that a proposal solves, as it was at that time, packed. With it every price can be worked out later, and anybody can check the certificate, whatever has changed since.
/// </summary>
public sealed class ProposedProblem
{
    public required Guid ProposalId { get; init; }

    public required byte[] Content { get; init; }
}

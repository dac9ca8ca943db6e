namespace Workshop.Domain.Assignment;

/// <summary>What one run of the assignment job found. Nobody but the organizers sees it; publishing turns its pairs into review assignments.</summary>
public sealed class AssignmentProposal
{
    private readonly List<ProposedPair> _pairs = [];

    public Guid Id { get; private init; } = Guid.NewGuid();

    public required Guid EventId { get; init; }

    /// <summary>The run that made it; one run makes one proposal, however often it is taken up again.</summary>
    public required Guid JobRunId { get; init; }

    public required int ReviewsPerSubmission { get; init; }

    public required int MaxLoad { get; init; }

    public required double TotalAffinity { get; init; }

    /// <summary>The solver's certificate as JSON, for <c>workshop check-assignment</c>.</summary>
    public required string Certificate { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? PublishedAt { get; private set; }

    public Guid? PublishedBy { get; private set; }

    public IReadOnlyList<ProposedPair> Pairs => _pairs;

    public void Add(Guid submissionId, Guid reviewerId, double? affinity) =>
        _pairs.Add(new ProposedPair { ProposalId = Id, SubmissionId = submissionId, ReviewerId = reviewerId, Affinity = affinity });

    /// <summary>Publishing twice is refused, so that nobody gets two mails.</summary>
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
}

/// <summary>One reviewer for one submission, as proposed.</summary>
public sealed class ProposedPair
{
    public required Guid ProposalId { get; init; }

    public required Guid SubmissionId { get; init; }

    public required Guid ReviewerId { get; init; }

    /// <summary>Null when the reviewer gave no past papers: missing, which is not zero.</summary>
    public double? Affinity { get; init; }
}

namespace Workshop.Domain.Reviewing;

/// <summary>A published assignment: this reviewer reviews this submission. A pair exists at most once; taking it away keeps the row.</summary>
public sealed class ReviewAssignment
{
    public const int MaxReasonLength = 1000;

    public Guid Id { get; private init; } = Guid.NewGuid();

    public required Guid EventId { get; init; }

    public required Guid SubmissionId { get; init; }

    public required Guid ReviewerId { get; init; }

    /// <summary>From matching; null when the reviewer gave no past papers or an organizer chose the pair by hand.</summary>
    public double? Affinity { get; init; }

    /// <summary>Orders the reviewers of one submission at random but always alike, so that "Reviewer 2" says nothing about who it is.</summary>
    public int ShuffleKey { get; private init; } = System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue);

    public required DateTimeOffset AssignedAt { get; init; }

    public DateTimeOffset? RemovedAt { get; private set; }

    public string? RemovedBecause { get; private set; }

    /// <summary>The reviewer said that they cannot review this: the pair is not proposed again.</summary>
    public bool WasHandedBack { get; private set; }

    public bool IsActive => RemovedAt is null;

    /// <summary>The reviewer cannot review it; doing it again changes nothing.</summary>
    public void HandBack(string because, DateTimeOffset now)
    {
        Remove(because, now);
        WasHandedBack = true;
    }

    public void Remove(string because, DateTimeOffset now)
    {
        if (RemovedAt is null)
        {
            RemovedAt = now;
            RemovedBecause = because;
        }
    }

    public void Renew()
    {
        RemovedAt = null;
        RemovedBecause = null;
        WasHandedBack = false;
    }
}

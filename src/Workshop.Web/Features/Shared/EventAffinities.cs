using Workshop.Domain.Matching;

namespace Workshop.Web.Features.Shared;

/// <summary>The affinities of an event by the ids of its submissions and reviewers. Never changes, may be read by many at once.</summary>
public sealed class EventAffinities
{
    private readonly Dictionary<Guid, int> _submissions;
    private readonly Dictionary<Guid, int> _reviewers;

    public EventAffinities(Affinities all)
    {
        All = all;
        _submissions = all.Submissions.Index().ToDictionary(each => Guid.Parse(each.Item.Id), each => each.Index);
        _reviewers = all.Reviewers.Index().ToDictionary(each => Guid.Parse(each.Item.Id), each => each.Index);
    }

    /// <summary>By position; ids are <see cref="EventMatching.Id"/>. The order is that in which they first came, not that of their numbers.</summary>
    public Affinities All { get; }

    /// <summary>Null when it is missing, and when one of the two is not there: not submitted, withdrawn, not accepted.</summary>
    public double? Of(Guid submission, Guid reviewer) => Find(submission, reviewer) is var (s, r) ? All.Of(s, r) : null;

    /// <summary>Null when the affinity is.</summary>
    public AffinityExplanation? Explain(Guid submission, Guid reviewer) => Find(submission, reviewer) is var (s, r) ? All.Explain(s, r) : null;

    private (int Submission, int Reviewer)? Find(Guid submission, Guid reviewer) =>
        _submissions.TryGetValue(submission, out var s) && _reviewers.TryGetValue(reviewer, out var r) ? (s, r) : null;
}

using Workshop.Data.Matching;
using Workshop.Domain.Matching;

namespace Workshop.Web.Features.Shared;

/// <summary>
/// The texts of the events that are matched at the moment, as <see cref="EventMatching"/> has read them. Bounded: beyond <see cref="MostCharacters"/> or <see cref="MostEvents"/> the one
/// that was used longest ago is forgotten, and read again should it be asked for.
/// </summary>
public sealed class MatchingMemory
{
    private const int MostEvents = 20;
    private const long MostCharacters = 80_000_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, KeptMatching> _kept = [];
    private long _uses;

    /// <summary>Always the same one until it is forgotten; whoever holds it goes on using it.</summary>
    internal KeptMatching Of(Guid eventId)
    {
        lock (_lock)
        {
            if (!_kept.TryGetValue(eventId, out var kept))
            {
                kept = _kept[eventId] = new KeptMatching();
            }

            kept.LastUse = ++_uses;
            return kept;
        }
    }

    /// <summary>The event that is in use stays, however large it is.</summary>
    internal void Trim(Guid inUse)
    {
        lock (_lock)
        {
            while (_kept.Count > 1 && (_kept.Count > MostEvents || _kept.Values.Sum(kept => kept.Characters) > MostCharacters))
            {
                _kept.Remove(_kept.Where(each => each.Key != inUse).MinBy(each => each.Value.LastUse).Key);
            }
        }
    }
}

/// <summary>One event. Whoever reads or changes it has the <see cref="Turn"/>.</summary>
internal sealed class KeptMatching
{
    private readonly Dictionary<Guid, int> _sizes = [];
    private int _changes;
    private long _characters;

    /// <summary>Never disposed: it holds nothing of the system as long as nobody asks for its handle.</summary>
    public SemaphoreSlim Turn { get; } = new(1);

    public long LastUse { get; set; }

    public long Characters => Interlocked.Read(ref _characters);

    public AffinityIndex Index { get; private set; } = new();

    public Dictionary<Guid, SubmissionStamp> Submissions { get; } = [];

    public Dictionary<Guid, ReviewerStamp> Reviewers { get; } = [];

    /// <summary>All affinities of the index as it is; null when nobody has asked since it changed.</summary>
    public EventAffinities? Snapshot { get; set; }

    /// <param name="submissions">All that there are now.</param>
    /// <param name="reviewers">All that there are now.</param>
    /// <param name="texts">Of those that are new or changed.</param>
    /// <param name="profiles">Of those that are new or changed.</param>
    public void Follow(
        IReadOnlyList<SubmissionStamp> submissions, IReadOnlyList<ReviewerStamp> reviewers,
        IReadOnlyList<(SubmissionStamp Stamp, MatchingText Text)> texts, IReadOnlyList<(ReviewerStamp Stamp, ReviewerProfile Profile)> profiles, CancellationToken cancel)
    {
        var gone = Submissions.Keys.Except(submissions.Select(stamp => stamp.Id)).ToList();
        var left = Reviewers.Keys.Except(reviewers.Select(stamp => stamp.Id)).ToList();
        if (gone.Count + left.Count + texts.Count + profiles.Count == 0)
        {
            return;
        }

        Snapshot = null;
        if (Submissions.Count + Reviewers.Count == 0)
        {
            // Many at once are read on several threads.
            Index = AffinityIndex.Of([.. texts.Select(each => each.Text)], [.. profiles.Select(each => each.Profile)], cancel);
        }
        else
        {
            gone.ForEach(id => Index.RemoveSubmission(EventMatching.Id(id)));
            left.ForEach(id => Index.RemoveReviewer(EventMatching.Id(id)));
            foreach (var (_, text) in texts)
            {
                Index.PutSubmission(text);
            }

            foreach (var (_, profile) in profiles)
            {
                Index.PutReviewer(profile);
            }
        }

        Note(gone, left, texts, profiles);
    }

    private void Note(
        List<Guid> gone, List<Guid> left, IReadOnlyList<(SubmissionStamp Stamp, MatchingText Text)> texts, IReadOnlyList<(ReviewerStamp Stamp, ReviewerProfile Profile)> profiles)
    {
        foreach (var id in gone.Concat(left))
        {
            Submissions.Remove(id);
            Reviewers.Remove(id);
            _sizes.Remove(id);
        }

        foreach (var (stamp, text) in texts)
        {
            Submissions[stamp.Id] = stamp;
            _sizes[stamp.Id] = SizeOf(text);
        }

        foreach (var (stamp, profile) in profiles)
        {
            Reviewers[stamp.Id] = stamp;
            _sizes[stamp.Id] = profile.PastPapers.Sum(SizeOf);
        }

        Interlocked.Exchange(ref _characters, _sizes.Values.Sum(size => (long)size));
        _changes += gone.Count + left.Count + texts.Count + profiles.Count;
        if (_changes > 500 + (4 * _sizes.Count))
        {
            // An index remembers every word that it ever met.
            Index = AffinityIndex.Of(Index.Submissions, Index.Reviewers);
            _changes = 0;
        }
    }

    private static int SizeOf(MatchingText text) => text.Text.Length + (text.FullText?.Length ?? 0);
}

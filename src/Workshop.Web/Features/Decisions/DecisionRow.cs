using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Data.Submissions;
using Workshop.Domain.Decisions;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Decisions;

/// <summary>One submission in the organizers' list of decisions.</summary>
/// <param name="Given">Submitted reviews by reviewers who are still assigned, highest score first; a review may have no score.</param>
/// <param name="Confidence">The mean; null without one.</param>
/// <param name="Assigned">Reviewers who are to review it.</param>
/// <param name="ReleasedAt">May lie ahead.</param>
public sealed record DecisionRow(
    Guid Id,
    int Number,
    string Title,
    IReadOnlyList<string> Authors,
    PresentationPreference Preference,
    IReadOnlyList<Guid> TopicIds,
    IReadOnlyList<GivenReview> Given,
    ScoreSummary Summary,
    double? Confidence,
    int Assigned,
    DecisionOutcome? Outcome,
    Guid? LabelId,
    bool HasNote,
    DateTimeOffset? ReleasedAt,
    bool IsReleased,
    int Revision)
{
    public IReadOnlyList<int> Scores => [.. Given.Where(review => review.Score is not null).Select(review => review.Score!.Value)];

    public int Done => Given.Count;

    public bool IsStaged => Outcome is not null && ReleasedAt is null;

    /// <summary>Part of a release whose authors know nothing yet.</summary>
    public bool IsPending => ReleasedAt is not null && !IsReleased;

    /// <summary>Where the event's scales end.</summary>
    public required ScaleEnds Ends { get; init; }

    public bool IsDeclined { get; init; }

    public bool HasCondition { get; init; }

    public bool IsConditionMet { get; init; }

    public int? WaitlistRank { get; init; }

    /// <summary>"undecided", "staged", "pending" or "released".</summary>
    public string State => Outcome is null ? "undecided" : IsReleased ? "released" : IsPending ? "pending" : "staged";

    /// <summary>Somebody is still to review it, or nobody was ever asked.</summary>
    public bool LacksReviews => Done < Assigned || Assigned == 0;

    /// <summary>The place that is offered to it and not answered yet.</summary>
    public (DecisionOutcome Outcome, Guid? LabelId)? Offer { get; init; }

    /// <summary>Null without a score.</summary>
    public FairScore? Fair { get; init; }

    public double? Disagreement { get; init; }

    public bool Disagrees => Domain.Decisions.Disagreement.IsNotable(Disagreement);

    public SearchedDecision Searched(DecisionScheme scheme, IReadOnlyDictionary<Guid, string> topics)
    {
        var statuses = new List<string> { State };
        if (Outcome is { } outcome)
        {
            statuses.Add(outcome switch
            {
                DecisionOutcome.Talk => "talk",
                DecisionOutcome.Poster => "poster",
                DecisionOutcome.Waitlist => "waitlist",
                _ => "rejected",
            });
            if (outcome is DecisionOutcome.Talk or DecisionOutcome.Poster)
            {
                statuses.Add("accepted");
            }

            if (scheme.LabelOf(outcome, LabelId) is { } label)
            {
                statuses.Add(label.Name);
            }
        }

        var flags = new List<string>();
        void When(bool holds, string flag)
        {
            if (holds)
            {
                flags.Add(flag);
            }
        }

        When(Disagrees, "disagree");
        When(LacksReviews, "missing");
        When(HasNote, "note");
        When(HasCondition, "condition");
        When(IsDeclined, "declined");
        return new SearchedDecision(
            Number, Title, Authors, [.. TopicIds.Where(topics.ContainsKey).Select(id => topics[id])], Summary.Mean, Fair?.Fair, Summary.Spread, Confidence, Done, Math.Max(0, Assigned - Done),
            Preference.ToString().ToLowerInvariant(), statuses, flags);
    }
}

/// <param name="ReviewerId">Of the reviewer of the event.</param>
public sealed record GivenReview(Guid ReviewerId, int? Score, int? Confidence);

/// <param name="Surest">The top of the scale of confidence.</param>
public sealed record ScaleEnds(int Lowest, int Highest, int Surest)
{
    public static ScaleEnds Of(ReviewForm form) =>
        new(form.ScoreScale.Min(point => point.Value), form.ScoreScale.Max(point => point.Value), form.ConfidenceScale.Max(point => point.Value));

    /// <summary>Of the event that the rows belong to; the usual ones when there are none.</summary>
    public static ScaleEnds Of(IReadOnlyList<DecisionRow> rows) => rows.Count > 0 ? rows[0].Ends : Of(ReviewForm.Untouched(Guid.Empty));
}

internal static class DecisionRows
{
    private const int MostSolved = 50;

    private static readonly ConcurrentDictionary<string, FairScores> Solved = new(StringComparer.Ordinal);

    /// <summary>What can be decided in an event and may be seen by the viewer: submitted, not withdrawn. Five queries, however many rows.</summary>
    public static async Task<IReadOnlyList<DecisionRow>> ReadDecisionRowsAsync(this WorkshopDb db, Viewer viewer, Guid eventId, DateTimeOffset now, CancellationToken cancel)
    {
        var visible = db.Submissions.VisibleTo(viewer, SubmissionPart.Management, now).Where(s => s.EventId == eventId && s.SubmittedAt != null && s.WithdrawnAt == null);
        var submissions = await visible
            .Select(s => new
            {
                s.Id,
                s.Number,
                s.Title,
                s.Preference,
                Decision = db.Decisions.Where(d => d.SubmissionId == s.Id)
                    .Select(d => new { d.Outcome, d.LabelId, HasNote = d.Note != "", HasCondition = d.Condition != "", d.ConditionMetAt, d.DeclinedAt, d.WaitlistRank, d.ReleasedAt, d.Revision }).FirstOrDefault(),
                Offer = db.PlaceOffers.Where(offer => offer.SubmissionId == s.Id && offer.AnsweredAt == null && offer.UndoneAt == null).Select(offer => new { offer.Outcome, offer.LabelId }).FirstOrDefault(),
            })
            .ToListAsync(cancel);
        var authors = await visible.SelectMany(s => s.Authors).OrderBy(author => author.Position).Select(author => new { author.SubmissionId, author.Name }).ToListAsync(cancel);
        var topics = await visible.SelectMany(s => s.Topics).Select(topic => new { topic.SubmissionId, topic.TopicId }).ToListAsync(cancel);
        var assignments = await (
            from assignment in db.ReviewAssignments
            where assignment.RemovedAt == null && visible.Any(s => s.Id == assignment.SubmissionId)
            join review in db.Reviews.Where(review => review.SubmittedAt != null) on assignment.Id equals review.AssignmentId into reviews
            from review in reviews.DefaultIfEmpty()
            select new { assignment.SubmissionId, assignment.ReviewerId, IsSubmitted = review != null, Score = review == null ? null : review.Score, Confidence = review == null ? null : review.Confidence })
            .ToListAsync(cancel);

        var ends = ScaleEnds.Of(await db.LoadReviewFormAsync(eventId, cancel));

        // What an organizer may not see does not even move the numbers of what they see.
        var fair = Solve(assignments.Where(a => a.Score is not null).Select(a => new GivenScore(a.SubmissionId, a.ReviewerId, a.Score!.Value)), ends);
        var authorsOf = authors.ToLookup(author => author.SubmissionId, author => author.Name);
        var topicsOf = topics.ToLookup(topic => topic.SubmissionId, topic => topic.TopicId);
        var assignmentsOf = assignments.ToLookup(assignment => assignment.SubmissionId);
        var rows = new List<DecisionRow>();
        foreach (var s in submissions)
        {
            var given = assignmentsOf[s.Id].Where(a => a.IsSubmitted).Select(a => new GivenReview(a.ReviewerId, a.Score, a.Confidence)).OrderByDescending(a => a.Score).ToList();
            var scored = given.FindAll(review => review.Score is not null);
            var confidences = given.Where(a => a.Confidence is not null).Select(a => a.Confidence!.Value).ToList();
            var d = s.Decision;
            rows.Add(new DecisionRow(
                s.Id, s.Number, s.Title, [.. authorsOf[s.Id]], s.Preference, [.. topicsOf[s.Id]], given, ScoreSummary.Of([.. scored.Select(review => review.Score!.Value)]),
                confidences.Count == 0 ? null : confidences.Average(), assignmentsOf[s.Id].Count(), d?.Outcome, d?.LabelId, d is { HasNote: true }, d?.ReleasedAt, d?.ReleasedAt <= now, d?.Revision ?? 0)
            {
                Ends = ends,
                IsDeclined = d?.DeclinedAt is not null,
                HasCondition = d is { HasCondition: true },
                IsConditionMet = d?.ConditionMetAt is not null,
                WaitlistRank = d?.WaitlistRank,
                Offer = s.Offer is null ? null : (s.Offer.Outcome, s.Offer.LabelId),
                Fair = fair.Submissions.GetValueOrDefault(s.Id),
                Disagreement = Disagreement.Of([.. scored.Select(review => ((double)review.Score!.Value, review.Confidence))], ends.Lowest, ends.Highest, ends.Surest),
            });
        }

        return rows;
    }

    /// <summary>Of the rows that an organizer sees, and of nothing else.</summary>
    public static FairScores FairScoresOf(IReadOnlyList<DecisionRow> rows) =>
        Solve(rows.SelectMany(row => row.Given.Where(review => review.Score is not null).Select(review => new GivenScore(row.Id, review.ReviewerId, review.Score!.Value))), ScaleEnds.Of(rows));

    /// <summary>The same scores give the same result, and solving takes longer than all the rest of a page: the last results are kept.</summary>
    private static FairScores Solve(IEnumerable<GivenScore> scores, ScaleEnds ends)
    {
        var ordered = scores.OrderBy(score => score.SubmissionId).ThenBy(score => score.ReviewerId).ToList();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(BitConverter.GetBytes(ends.Lowest));
        hash.AppendData(BitConverter.GetBytes(ends.Highest));
        foreach (var score in ordered)
        {
            hash.AppendData(score.SubmissionId.ToByteArray());
            hash.AppendData(score.ReviewerId.ToByteArray());
            hash.AppendData(BitConverter.GetBytes(score.Score));
        }

        var key = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (Solved.TryGetValue(key, out var known))
        {
            return known;
        }

        if (Solved.Count >= MostSolved)
        {
            Solved.Clear();
        }

        return Solved[key] = FairScores.Of(ordered, ends.Lowest, ends.Highest);
    }
}

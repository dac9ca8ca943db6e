using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Domain.Assignment;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Assignment;

/// <summary>What is assigned now.</summary>
/// <param name="IsBegun">A review is begun: the pair never moves.</param>
public sealed record ActivePair(Guid AssignmentId, Guid SubmissionId, Guid ReviewerId, bool IsBegun);

/// <summary>Turns what is known of an event and what an organizer asks for into the problem that is solved.</summary>
public sealed class FormulateProblem(WorkshopDb db)
{
    /// <param name="active">What is assigned now; pairs whose review is begun are pinned, and demand and load make room for them.</param>
    public async Task<StoredProblem> RunAsync(Guid eventId, EventConflicts inputs, EventAffinities affinities, IReadOnlyCollection<ActivePair> active, AssignmentWish wish, CancellationToken cancel)
    {
        var bids = await db.LoadBidsAsync(eventId, cancel);
        var rules = (await db.PairRules.Where(rule => rule.EventId == eventId).Select(rule => new { rule.SubmissionId, rule.ReviewerId, rule.Kind }).ToListAsync(cancel))
            .ToDictionary(rule => (rule.SubmissionId, rule.ReviewerId), rule => rule.Kind);
        // In the order in which the command line reads them, so that a certificate means the same there.
        var papers = inputs.Papers.OrderBy(paper => paper.Code, StringComparer.Ordinal).ToList();
        var reviewers = inputs.Reviewers.OrderBy(reviewer => reviewer.Email, StringComparer.Ordinal).ToList();
        var begun = active.Where(pair => pair.IsBegun).Select(pair => (pair.SubmissionId, pair.ReviewerId)).ToHashSet();
        var candidates = new List<Candidate>();
        var facts = new List<PairFacts>();
        var paperPins = new int[papers.Count];
        var reviewerPins = new int[reviewers.Count];
        for (var p = 0; p < papers.Count; p++)
        {
            cancel.ThrowIfCancellationRequested();
            for (var r = 0; r < reviewers.Count; r++)
            {
                var (paper, reviewer) = (papers[p], reviewers[r]);
                var pair = (paper.Id, reviewer.Id);
                PairRuleKind? rule = rules.TryGetValue(pair, out var set) ? set : null;
                var pinned = rule == PairRuleKind.Pin || begun.Contains(pair);
                BidValue? bid = wish.UseBids && bids.TryGetValue(pair, out var said) ? said : null;
                // A review that is begun stays, also when a conflict came up since: people decide what becomes of it. An author's does not count for the submission.
                var stays = begun.Contains(pair) && !inputs.IsAuthor(paper, reviewer);
                if (!stays && ((!pinned && (rule == PairRuleKind.Ban || bid == BidValue.No)) || !inputs.MayReview(paper, reviewer)))
                {
                    continue;
                }

                paperPins[p] += pinned ? 1 : 0;
                reviewerPins[r] += pinned ? 1 : 0;
                var affinity = affinities.Of(paper.Id, reviewer.Id);
                candidates.Add(new Candidate(p, r, BidScale.Counted(affinity, bid), pinned));
                facts.Add(new PairFacts(affinity, bid));
            }
        }

        var problem = AssignmentProblem.Create(
            [.. papers.Select((paper, p) => Demand(paper, paperPins[p], wish))],
            [.. reviewers.Select((reviewer, r) => Load(reviewer, reviewerPins[r], papers.Count, wish))],
            candidates,
            [.. Groups(papers, reviewers, candidates, facts, wish)],
            wish.NoMutual ? [.. Exclusions(inputs, papers, reviewers, candidates)] : []);
        return new StoredProblem
        {
            Problem = problem.Value ?? throw new InvalidOperationException($"The problem makes no sense: {problem.Refusal!.Code}."),
            Papers = [.. papers.Select(paper => new ProblemPaper(paper.Id, paper.Code))],
            Reviewers = [.. reviewers.Select(reviewer => new ProblemReviewer(reviewer.Id, reviewer.Email))],
            Facts = [.. facts],
        };
    }

    /// <summary>What is assigned now, to submissions and reviewers that are still there or not.</summary>
    public async Task<List<ActivePair>> LoadActiveAsync(Guid eventId, CancellationToken cancel) =>
        await db.ReviewAssignments
            .Where(assignment => assignment.EventId == eventId && assignment.RemovedAt == null)
            .Select(assignment => new ActivePair(assignment.Id, assignment.SubmissionId, assignment.ReviewerId, db.Reviews.Any(review => review.AssignmentId == assignment.Id)))
            .ToListAsync(cancel);

    private static PaperDemand Demand(PaperUnderReview paper, int pins, AssignmentWish wish)
    {
        var reviews = Math.Max(wish.Demands.GetValueOrDefault(paper.Id, wish.ReviewsPerSubmission), pins);
        return new PaperDemand(paper.Code, reviews, reviews);
    }

    /// <summary>Nobody takes more than there is; the command line reads loads like that, too.</summary>
    private static ReviewerLoad Load(EventReviewer reviewer, int pins, int papers, AssignmentWish wish)
    {
        var most = Math.Min(Math.Max(wish.Freed.Contains(reviewer.Id) ? 0 : reviewer.LoadUnder(wish.MaxLoad), pins), papers);
        return new ReviewerLoad(reviewer.Email, Math.Min(reviewer.MinLoad, most), most);
    }

    private static IEnumerable<GroupRule> Groups(List<PaperUnderReview> papers, List<EventReviewer> reviewers, List<Candidate> candidates, List<PairFacts> facts, AssignmentWish wish)
    {
        var seniors = wish.OneSenior ? reviewers.Select((reviewer, r) => (reviewer, r)).Where(each => each.reviewer.IsSenior).Select(each => each.r).ToArray() : [];
        var byInstitution = wish.OnePerInstitution
            ? reviewers.SelectMany((reviewer, r) => reviewer.Institutions.Select(institution => (institution, r))).GroupBy(each => each.institution, each => each.r, StringComparer.Ordinal)
                .Where(group => group.Count() > 1).OrderBy(group => group.Key, StringComparer.Ordinal).ToList()
            : [];
        var above = new List<int>[papers.Count];
        for (var i = 0; wish.Bar is { } bar && i < candidates.Count; i++)
        {
            if (facts[i].Affinity >= bar)
            {
                (above[candidates[i].Paper] ??= []).Add(candidates[i].Reviewer);
            }
        }

        for (var p = 0; p < papers.Count; p++)
        {
            if (wish.Demands.GetValueOrDefault(papers[p].Id, wish.ReviewsPerSubmission) == 0)
            {
                continue;
            }

            if (wish.Bar is not null)
            {
                yield return new GroupRule(p, above[p] ?? [], 1, AssignmentWish.MostReviews, GroupKind.AboveBar, "one reviewer with enough affinity");
            }

            if (wish.OneSenior)
            {
                yield return new GroupRule(p, seniors, 1, AssignmentWish.MostReviews, GroupKind.Senior, "one senior reviewer");
            }

            foreach (var institution in byInstitution)
            {
                yield return new GroupRule(p, [.. institution], 0, 1, GroupKind.Institution, institution.Key);
            }
        }
    }

    /// <summary>A reviews what B wrote, or B what A wrote, not both.</summary>
    private static IEnumerable<Exclusion> Exclusions(EventConflicts inputs, List<PaperUnderReview> papers, List<EventReviewer> reviewers, List<Candidate> candidates)
    {
        var written = new List<int>[reviewers.Count];
        for (var r = 0; r < written.Length; r++)
        {
            written[r] = [.. Enumerable.Range(0, papers.Count).Where(p => inputs.IsAuthor(papers[p], reviewers[r]))];
        }

        var possible = candidates.Select(candidate => (candidate.Paper, candidate.Reviewer)).ToHashSet();
        for (var a = 0; a < written.Length; a++)
        {
            for (var b = a + 1; b < written.Length; b++)
            {
                foreach (var first in written[b].Select(paper => (paper, a)).Where(possible.Contains))
                {
                    foreach (var second in written[a].Select(paper => (paper, b)).Where(possible.Contains))
                    {
                        yield return new Exclusion(first, second);
                    }
                }
            }
        }
    }
}

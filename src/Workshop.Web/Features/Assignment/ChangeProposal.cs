using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Assignment;
using Workshop.Domain.Audit;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Assignment;

/// <summary>What an organizer decides about one pair by hand.</summary>
/// <param name="Kind">Null lifts what was decided before.</param>
public sealed record PairChange(Guid SubmissionId, Guid ReviewerId, PairRuleKind? Kind);

/// <summary>The new proposal, and by how much its total affinity differs.</summary>
public sealed record ChangedProposal(Guid ProposalId, double Difference);

/// <summary>
/// Pins, bans or swaps pairs of a proposal and solves again at once: the result is a new proposal, as good as it can be under what was decided, with its own proof. What was decided also
/// holds for every later proposal, until it is lifted.
/// </summary>
public sealed class ChangeProposal(WorkshopDb db, PublicSuffixes suffixes, EventMatching matching, FormulateProblem formulate, KeepProposal keep, AssignmentRefusals refusals, TimeProvider time)
{
    /// <returns>Null when there is no such proposal, or when the organizer must keep away from one of the submissions.</returns>
    public async Task<Outcome<ChangedProposal>?> RunAsync(Viewer organizer, Guid eventId, Guid proposalId, IReadOnlyList<PairChange> changes, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (await VisibleProposal.LoadAsync(db, organizer, eventId, proposalId, now, cancel) is not { } shown || !await ManagesAsync(organizer, eventId, changes, now, cancel))
        {
            return null;
        }

        if (await VisibleProposal.LoadProblemAsync(db, proposalId, cancel) is not { } stored)
        {
            return new Refusal("assignment.no-problem", "This proposal was made before problems were kept, so it cannot be changed. Make a new one.");
        }

        var changed = await ChangeAsync(organizer, eventId, stored, shown, changes, cancel);
        if (!changed.Succeeded)
        {
            return Outcome.No<ChangedProposal>(changed.Refusals);
        }

        var options = shown.Wish.Options with { PriceOptions = false };
        var problem = stored.With(changed.Value);
        var bonus = ProposalReport.Read(shown.Proposal.Report).Bonus;
        var found = await Task.Run(() => SolveProblem.Run(problem, options, cancel), cancel);
        if (!found.Succeeded)
        {
            return new Refusal("assignment.impossible", $"With this change: {AssignmentRefusals.Heading(found.Refusals)} " + string.Join(' ', await refusals.ForAsync(organizer, eventId, problem, found.Refusals, cancel)));
        }

        await SetRulesAsync(organizer, eventId, changes, now, cancel);
        Guid made;
        try
        {
            made = await keep.RunAsync(
                new ProposalDraft(eventId, shown.Wish, problem, found.Value) { Kind = ProposalKind.Edited, BasedOnId = proposalId, CreatedBy = organizer.PersonId, Bonus = bonus }, cancel);
        }
        catch (DbUpdateException exception) when (exception is DbUpdateConcurrencyException || db.Violates(exception, ConstraintNames.PairRuleOnce))
        {
            return new Refusal("assignment.changed-elsewhere", "The same pair was decided at the same moment. Look at the newest proposal before you go on.");
        }

        var after = await VisibleProposal.LoadAsync(db, organizer, eventId, made, now, cancel);
        return new ChangedProposal(made, (after?.Total ?? 0) - shown.Total);
    }

    private async Task<bool> ManagesAsync(Viewer organizer, Guid eventId, IReadOnlyList<PairChange> changes, DateTimeOffset now, CancellationToken cancel)
    {
        var ids = changes.Select(change => change.SubmissionId).Distinct().ToArray();
        return await db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now).CountAsync(s => s.EventId == eventId && ids.Contains(s.Id), cancel) == ids.Length;
    }

    private async Task<Outcome<AssignmentProblem>> ChangeAsync(Viewer organizer, Guid eventId, StoredProblem stored, VisibleProposal shown, IReadOnlyList<PairChange> changes, CancellationToken cancel)
    {
        var begun = (await formulate.LoadActiveAsync(eventId, cancel)).Where(pair => pair.IsBegun).Select(pair => (pair.SubmissionId, pair.ReviewerId)).ToHashSet();
        var bids = await db.LoadBidsAsync(eventId, cancel);
        var inputs = await EventConflicts.LoadAsync(db, suffixes, eventId, cancel);
        var affinities = await matching.LoadAsync(eventId, cancel);
        var problem = stored.Problem;
        foreach (var change in changes)
        {
            var paper = inputs.Papers.FirstOrDefault(paper => paper.Id == change.SubmissionId);
            var reviewer = inputs.Reviewers.FirstOrDefault(reviewer => reviewer.Id == change.ReviewerId);
            var (p, r) = (stored.PaperAt(change.SubmissionId), stored.ReviewerAt(change.ReviewerId));
            if (paper is null || reviewer is null || p < 0 || r < 0)
            {
                return new Refusal("assignment.not-in-problem", "The submission or the reviewer was not there when this was proposed, or is not any more. Make a new proposal.");
            }

            if (change.Kind != PairRuleKind.Ban && !inputs.MayReview(paper, reviewer))
            {
                var readable = await EventConflicts.LoadAsync(db, suffixes, eventId, cancel, db.Submissions.VisibleTo(organizer, SubmissionPart.Management, time.GetUtcNow()));
                return new Refusal("assignment.conflict", $"{reviewer.Name} must not review {paper.Code}. {BarredBecause.Say(readable, organizer, paper.Id, reviewer.Id, inputs.HasHandedBack(paper, reviewer))}");
            }

            if (change.Kind != PairRuleKind.Pin && begun.Contains((change.SubmissionId, change.ReviewerId)))
            {
                return new Refusal("assignment.begun", $"{reviewer.Name} has begun to review {paper.Code}, so this pair stays.");
            }

            BidValue? bid = shown.Wish.UseBids && bids.TryGetValue((paper.Id, reviewer.Id), out var said) ? said : null;
            if (change.Kind is null && bid == BidValue.No)
            {
                problem = WhatIf.Forbid(problem, paper.Code, reviewer.Email).Value ?? problem;
                continue;
            }

            if (change.Kind == PairRuleKind.Pin && !shown.IsWhole)
            {
                problem = MakeRoom(problem, stored, shown, r);
            }

            var step = Apply(problem, stored, (p, r), paper.Code, reviewer.Email, change.Kind, BidScale.Counted(affinities.Of(paper.Id, reviewer.Id), bid));
            if (!step.Succeeded)
            {
                return step;
            }

            problem = step.Value;
        }

        return problem;
    }

    /// <summary>
    /// What is pinned to a reviewer out of the organizer's sight takes no place in it: a refusal because somebody is full would tell of it.
    /// </summary>
    private static AssignmentProblem MakeRoom(AssignmentProblem problem, StoredProblem stored, VisibleProposal shown, int reviewer)
    {
        var visible = shown.Rows.Select(row => row.SubmissionId).ToHashSet();
        var hidden = Enumerable.Range(0, stored.Papers.Count).Count(p => !visible.Contains(stored.Papers[p].Id) && problem.Find(p, reviewer) is >= 0 and var pair && problem.IsPinned(pair));
        var most = stored.Problem.Reviewers[reviewer].Most + hidden;
        return problem.Reviewers[reviewer].Most >= most ? problem : WhatIf.Load(problem, stored.Reviewers[reviewer].Email, problem.Reviewers[reviewer].Least, most).Value ?? problem;
    }

    private static Outcome<AssignmentProblem> Apply(AssignmentProblem problem, StoredProblem stored, (int Paper, int Reviewer) at, string paper, string reviewer, PairRuleKind? kind, double? affinity)
    {
        if (kind == PairRuleKind.Ban)
        {
            return WhatIf.Forbid(problem, paper, reviewer);
        }

        Outcome<AssignmentProblem> changed = problem.Find(at.Paper, at.Reviewer) >= 0 ? problem : WhatIf.Allow(problem, paper, reviewer, stored.Problem.Find(at.Paper, at.Reviewer) is >= 0 and var before ? stored.Counted(before) : affinity);
        return changed.Succeeded ? WhatIf.Pin(changed.Value, paper, reviewer, kind == PairRuleKind.Pin) : changed;
    }

    private async Task SetRulesAsync(Viewer organizer, Guid eventId, IReadOnlyList<PairChange> changes, DateTimeOffset now, CancellationToken cancel)
    {
        foreach (var change in changes)
        {
            var rule = await db.PairRules.SingleOrDefaultAsync(rule => rule.SubmissionId == change.SubmissionId && rule.ReviewerId == change.ReviewerId, cancel);
            if (change.Kind is { } kind)
            {
                if (rule is null)
                {
                    rule = new PairRule { EventId = eventId, SubmissionId = change.SubmissionId, ReviewerId = change.ReviewerId };
                    db.Add(rule);
                }

                rule.Set(kind, organizer.RequiredPersonId, now);
            }
            else if (rule is not null)
            {
                db.Remove(rule);
            }

            var what = change.Kind switch { PairRuleKind.Pin => "Pinned a reviewer to it.", PairRuleKind.Ban => "Ruled a reviewer out for it.", _ => "Lifted what was decided about one of its reviewers." };
            db.Add(AuditEntry.Of("assignment.pair-decided", what, organizer.PersonId, eventId, now, change.SubmissionId));
        }
    }

    /// <summary>"The total affinity falls by 0.012."</summary>
    public static string Sentence(double difference) => Math.Round(difference, 3) switch
    {
        0 => "The total affinity stays the same.",
        < 0 => string.Create(CultureInfo.InvariantCulture, $"The total affinity falls by {-difference:0.000}."),
        _ => string.Create(CultureInfo.InvariantCulture, $"The total affinity rises by {difference:0.000}."),
    };
}

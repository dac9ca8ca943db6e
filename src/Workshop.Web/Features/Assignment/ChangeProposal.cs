using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Assignment;
using Workshop.Domain.Audit;
using Workshop.Domain.People;
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
public sealed class ChangeProposal(WorkshopDb db, PublicSuffixes suffixes, EventMatching matching, KeepProposal keep, AssignmentRefusals refusals, TimeProvider time)
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

        var changed = await ChangeAsync(eventId, stored, changes, cancel);
        if (!changed.Succeeded)
        {
            return Outcome.No<ChangedProposal>(changed.Refusals);
        }

        var options = shown.Wish.Options with { PriceOptions = false };
        var problem = stored.With(changed.Value);
        var found = await Task.Run(() => SolveProblem.Run(problem, options, cancel), cancel);
        if (!found.Succeeded)
        {
            return new Refusal("assignment.impossible", "With this change no assignment keeps every limit. " + string.Join(' ', await refusals.ForAsync(organizer, eventId, problem, found.Refusals, cancel)));
        }

        await SetRulesAsync(organizer, eventId, changes, now, cancel);
        var made = await keep.RunAsync(
            new ProposalDraft(eventId, shown.Wish, problem, found.Value) { Kind = ProposalKind.Edited, BasedOnId = proposalId, CreatedBy = organizer.PersonId }, cancel);
        var after = await VisibleProposal.LoadAsync(db, organizer, eventId, made, now, cancel);
        return new ChangedProposal(made, (after?.Total ?? 0) - shown.Total);
    }

    private async Task<bool> ManagesAsync(Viewer organizer, Guid eventId, IReadOnlyList<PairChange> changes, DateTimeOffset now, CancellationToken cancel)
    {
        var ids = changes.Select(change => change.SubmissionId).Distinct().ToArray();
        return await db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now).CountAsync(s => s.EventId == eventId && ids.Contains(s.Id), cancel) == ids.Length;
    }

    private async Task<Outcome<AssignmentProblem>> ChangeAsync(Guid eventId, StoredProblem stored, IReadOnlyList<PairChange> changes, CancellationToken cancel)
    {
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
                var why = inputs.ReasonsAgainst(paper, reviewer).Strongest?.Sentence ?? "They have handed it back.";
                return new Refusal("assignment.conflict", $"{reviewer.Name} must not review {paper.Code}. {why}");
            }

            var step = Apply(problem, stored, (p, r), paper.Code, reviewer.Email, change.Kind, affinities.Of(paper.Id, reviewer.Id));
            if (!step.Succeeded)
            {
                return step;
            }

            problem = step.Value;
        }

        return problem;
    }

    private static Outcome<AssignmentProblem> Apply(AssignmentProblem problem, StoredProblem stored, (int Paper, int Reviewer) at, string paper, string reviewer, PairRuleKind? kind, double? affinity)
    {
        if (kind == PairRuleKind.Ban)
        {
            return WhatIf.Forbid(problem, paper, reviewer);
        }

        Outcome<AssignmentProblem> changed = problem.Find(at.Paper, at.Reviewer) >= 0 ? problem : WhatIf.Allow(problem, paper, reviewer, stored.Problem.Find(at.Paper, at.Reviewer) is >= 0 and var before ? stored.Facts[before].Affinity : affinity);
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

using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Domain;
using Workshop.Domain.Assignment;
using Workshop.Domain.People;
using Workshop.Web.Platform.Jobs;

namespace Workshop.Web.Features.Assignment;

/// <summary>
/// Three proposals from one run, each a way to mend what is published. A pair whose review is begun never moves. Taken up again after a restart, the run finds those that it has made.
/// </summary>
public sealed class RepairAssignmentJob(WorkshopDb db, PublicSuffixes suffixes, FormulateProblem formulate, CompareTexts compare, KeepProposal keep, AssignmentRefusals refusals) : IBackgroundJob
{
    private static readonly (RepairMode Mode, ProposalKind Kind, string Doing)[] Ways =
    [
        (RepairMode.FillOnly, ProposalKind.FillOnly, "Filling only what is missing."),
        (RepairMode.KeepAlmostEverything, ProposalKind.KeepAlmostEverything, "Moving as few as possible."),
        (RepairMode.Reoptimize, ProposalKind.Whole, "Working everything out anew."),
    ];

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancel)
    {
        var eventId = context.EventId ?? throw new InvalidOperationException("An assignment belongs to an event.");
        var wish = context.Arguments<AssignmentWish>();
        await context.ReportAsync(1, SolveProblem.Total, "Reading submissions and reviewers.");
        var inputs = await EventConflicts.LoadAsync(db, suffixes, eventId, cancel);
        var active = await formulate.LoadActiveAsync(eventId, cancel);
        var affinities = await compare.RunAsync(context, eventId, inputs, cancel);
        var stored = await formulate.RunAsync(eventId, inputs, affinities, active, wish, cancel);
        var everybody = await db.LoadReviewerNamesAsync(eventId, cancel);
        var existing = await ExistingAsync(eventId, everybody, [.. active.Where(pair => pair.IsBegun || !wish.Freed.Contains(pair.ReviewerId))], cancel);
        var troubles = BegunPairs.Troubles(inputs, active, everybody).ToList();
        var impossible = new List<Refusal>();
        var made = 0;
        for (var way = 0; way < Ways.Length; way++)
        {
            var (mode, kind, doing) = Ways[way];
            await context.ReportAsync(35 + (20 * way), SolveProblem.Total, doing);
            var repaired = await Task.Run(() => Repair.Find(stored.Problem, existing, mode, wish.Options, cancel), cancel);
            if (!repaired.Succeeded)
            {
                impossible.AddRange(repaired.Refusals);
                continue;
            }

            var draft = Draft(context, eventId, wish, stored, repaired.Value, kind) with { Troubles = troubles };
            await Task.Run(() => SolveProblem.Confirm(draft.Problem, draft.Found, draft.Wish.Options), cancel);
            await keep.RunAsync(draft, cancel);
            made++;
        }

        if (made == 0)
        {
            throw new JobRefusedException(await refusals.RunAsync(eventId, inputs, stored, [.. impossible.DistinctBy(cause => cause.Message)], cancel));
        }

        var slug = await db.Events.Where(e => e.Id == eventId).Select(e => e.Slug).SingleAsync(cancel);
        return new JobResult(
            made == Ways.Length ? "There are three ways to mend it. Nobody has been told anything yet." : "Not every way is possible; what is stands on the next page. Nobody has been told anything yet.",
            JsonSerializer.Serialize(new { href = $"/e/{slug}/organize/assignment/repair/{context.RunId}", text = "Compare them" }));
    }

    private async Task<List<ExistingPair>> ExistingAsync(Guid eventId, List<NamedReviewer> everybody, List<ActivePair> active, CancellationToken cancel)
    {
        var codes = await db.Submissions.Where(s => s.EventId == eventId).Select(s => new { s.Id, s.Number }).ToDictionaryAsync(s => s.Id, s => $"#{s.Number}", cancel);
        var emails = everybody.ToDictionary(reviewer => reviewer.Id, reviewer => reviewer.Email);
        return active.ConvertAll(pair => new ExistingPair(codes[pair.SubmissionId], emails[pair.ReviewerId], pair.IsBegun));
    }

    /// <summary>The wish is what was really solved: nothing is drawn in a repair, and where most is to be kept there is no floor.</summary>
    private static ProposalDraft Draft(JobContext context, Guid eventId, AssignmentWish wish, StoredProblem stored, RepairedAssignment repaired, ProposalKind kind) =>
        new(eventId, wish with { MostPercent = null, Floor = kind == ProposalKind.KeepAlmostEverything ? "none" : wish.Floor }, stored.With(repaired.Problem), repaired.Assignment)
        {
            Kind = kind,
            JobRunId = context.RunId,
            CreatedBy = context.RequestedBy,
            Bonus = repaired.Bonus,
            IsFewest = kind == ProposalKind.KeepAlmostEverything ? repaired.IsFewest : null,
        };
}

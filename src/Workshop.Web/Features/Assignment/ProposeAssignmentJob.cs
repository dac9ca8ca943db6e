using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Domain.People;
using Workshop.Web.Platform.Jobs;

namespace Workshop.Web.Features.Assignment;

/// <summary>
/// Conflicts, affinities, the exact assignment, its check, and one proposal for one run: taken up again after a restart it computes the same once more, or
/// finds what it has made. Its messages are read by every organizer, so they name and count no submission from which one of them is kept away.
/// </summary>
public sealed class ProposeAssignmentJob(WorkshopDb db, PublicSuffixes suffixes, FormulateProblem formulate, CompareTexts compare, SolveProblem solve, KeepProposal keep, AssignmentRefusals refusals) : IBackgroundJob
{
    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancel)
    {
        var eventId = context.EventId ?? throw new InvalidOperationException("An assignment belongs to an event.");
        if (await FindMadeAsync(context.RunId, cancel) is { } made)
        {
            return await ResultAsync(eventId, made, cancel);
        }

        var wish = context.Arguments<AssignmentWish>();
        await context.ReportAsync(1, SolveProblem.Total, "Reading submissions and reviewers.");
        var inputs = await EventConflicts.LoadAsync(db, suffixes, eventId, cancel);
        var active = await formulate.LoadActiveAsync(eventId, cancel);
        if (inputs.Papers.Count == 0 || inputs.Reviewers.Count == 0)
        {
            throw new JobRefusedException(inputs.Papers.Count == 0 ? "There are no submissions to assign." : "Nobody has accepted to review yet. Invite reviewers first.");
        }

        var affinities = await compare.RunAsync(context, eventId, inputs, cancel);
        await context.ReportAsync(30, SolveProblem.Total, "Looking for conflicts.");
        var problem = await formulate.RunAsync(eventId, inputs, affinities, active, wish, cancel);
        var found = await solve.RunAsync(context, problem, wish.Options, cancel);
        if (!found.Succeeded)
        {
            throw new JobRefusedException(await refusals.RunAsync(eventId, inputs, problem, found.Refusals, cancel));
        }

        var draft = new ProposalDraft(eventId, wish, problem, found.Value) 
        {
            JobRunId = context.RunId,
            CreatedBy = context.RequestedBy,
            Troubles = [.. BegunPairs.Troubles(inputs, active, await db.LoadReviewerNamesAsync(eventId, cancel))],
        };
        return await ResultAsync(eventId, await keep.RunAsync(draft, cancel), cancel);
    }

    private async Task<Guid?> FindMadeAsync(Guid runId, CancellationToken cancel) =>
        await db.AssignmentProposals.Where(proposal => proposal.JobRunId == runId).Select(proposal => (Guid?)proposal.Id).SingleOrDefaultAsync(cancel);

    private async Task<JobResult> ResultAsync(Guid eventId, Guid proposalId, CancellationToken cancel)
    {
        var slug = await db.Events.Where(e => e.Id == eventId).Select(e => e.Slug).SingleAsync(cancel);
        return new JobResult(
            "The proposal is ready. Nobody has been told anything yet: look at it, then publish it.",
            JsonSerializer.Serialize(new { href = $"/e/{slug}/organize/assignment/{proposalId}", text = "Look at the proposal" }));
    }
}

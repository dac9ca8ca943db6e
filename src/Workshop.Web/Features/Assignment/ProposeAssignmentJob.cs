using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Events;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Assignment;
using Workshop.Domain.Matching;
using Workshop.Domain.Submissions;
using Workshop.Web.Platform.Jobs;

namespace Workshop.Web.Features.Assignment;

/// <summary>
/// Conflicts, affinities, the exact assignment, its check, and one proposal for one run: taken up again after a restart it computes the same once more, or
/// finds what it has made. Its messages are read by every organizer, so they name and count no submission from which one of them is kept away.
/// </summary>
public sealed partial class ProposeAssignmentJob(WorkshopDb db, TimeProvider time) : IBackgroundJob
{
    private const int Steps = 5;

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancel)
    {
        var eventId = context.EventId ?? throw new InvalidOperationException("An assignment belongs to an event.");
        if (await FindMadeAsync(context.RunId, cancel) is { } made)
        {
            return await ResultAsync(eventId, made, cancel);
        }

        var wish = context.Arguments<AssignmentWish>();
        await context.ReportAsync(0, Steps, "Reading submissions and reviewers.");
        var inputs = await AssignmentInputs.LoadAsync(db, eventId, cancel);
        var begun = await LoadBegunAsync(eventId, cancel);
        if (inputs.Papers.Count == 0 || inputs.Reviewers.Count == 0)
        {
            throw new JobRefusedException(inputs.Papers.Count == 0 ? "There are no submissions to assign." : "Nobody has accepted to review yet. Invite reviewers first.");
        }

        await context.ReportAsync(1, Steps, $"Comparing the submissions with what {inputs.Reviewers.Count} reviewers have written.");
        var affinities = await ComputeAffinitiesAsync(eventId, inputs, cancel);

        await context.ReportAsync(2, Steps, "Looking for conflicts.");
        var problem = Formulate(inputs, affinities, begun, wish);

        await context.ReportAsync(3, Steps, "Solving.");
        var found = await Task.Run(() => OptimalAssignment.Find(problem, cancel: cancel), cancel);
        if (!found.Succeeded)
        {
            throw new JobRefusedException(await ExplainAsync(eventId, inputs, found.Refusals, cancel));
        }

        await context.ReportAsync(4, Steps, "Checking the proof that nothing is better.");
        var wrong = CertificateCheck.Check(problem, [.. found.Value.Pairs.Select(pair => (pair.Paper, pair.Reviewer))], found.Value.Certificate);
        if (wrong.Count > 0)
        {
            throw new InvalidOperationException($"The solver's certificate was rejected: {wrong[0].Code}.");
        }

        return await ResultAsync(eventId, await KeepAsync(context.RunId, eventId, wish, inputs, found.Value, cancel), cancel);
    }

    /// <summary>Pairs with a review that is begun stay: they are pinned, and demand and load make room for them.</summary>
    private static AssignmentProblem Formulate(AssignmentInputs inputs, Affinities affinities, HashSet<(Guid Submission, Guid Reviewer)> begun, AssignmentWish wish)
    {
        var candidates = new List<Candidate>();
        var paperPins = new int[inputs.Papers.Count];
        var reviewerPins = new int[inputs.Reviewers.Count];
        for (var p = 0; p < inputs.Papers.Count; p++)
        {
            for (var r = 0; r < inputs.Reviewers.Count; r++)
            {
                var (paper, reviewer) = (inputs.Papers[p], inputs.Reviewers[r]);
                if (!inputs.MayReview(paper, reviewer))
                {
                    continue;
                }

                var pinned = begun.Contains((paper.Id, reviewer.Id));
                paperPins[p] += pinned ? 1 : 0;
                reviewerPins[r] += pinned ? 1 : 0;
                candidates.Add(new Candidate(p, r, affinities.Of(p, r), pinned));
            }
        }

        var problem = AssignmentProblem.Create(
            [.. inputs.Papers.Select((paper, p) => Demand(paper.Code, Math.Max(wish.ReviewsPerSubmission, paperPins[p])))],
            [.. inputs.Reviewers.Select((reviewer, r) => new ReviewerLoad(reviewer.Email, 0, Math.Max(reviewer.LoadUnder(wish.MaxLoad), reviewerPins[r])))],
            candidates);
        return problem.Value ?? throw new InvalidOperationException($"The problem makes no sense: {problem.Refusal!.Code}.");
    }

    private static PaperDemand Demand(string code, int reviews) => new(code, reviews, reviews);

    private async Task<Affinities> ComputeAffinitiesAsync(Guid eventId, AssignmentInputs inputs, CancellationToken cancel)
    {
        var abstracts = await db.Submissions.Where(s => s.EventId == eventId && s.SubmittedAt != null && s.WithdrawnAt == null).Select(s => new { s.Id, s.Abstract }).ToDictionaryAsync(s => s.Id, s => s.Abstract, cancel);
        var reviewerIds = inputs.Reviewers.Select(reviewer => reviewer.Id).ToArray();
        var past = await db.PastPapers.Where(paper => reviewerIds.Contains(paper.ReviewerId)).OrderBy(paper => paper.Position).Select(paper => new { paper.ReviewerId, paper.Id, paper.Title, paper.Abstract }).ToListAsync(cancel);
        var byReviewer = past.ToLookup(paper => paper.ReviewerId, paper => new MatchingText(paper.Id.ToString("n"), $"{paper.Title}\n{paper.Abstract}"));
        var texts = inputs.Papers.Select(paper => new MatchingText(paper.Code, $"{paper.Title}\n{abstracts.GetValueOrDefault(paper.Id)}")).ToList();
        var profiles = inputs.Reviewers.Select(reviewer => new ReviewerProfile(reviewer.Email, [.. byReviewer[reviewer.Id]])).ToList();
        return await Task.Run(() => Affinities.Compute(texts, profiles, cancel), cancel);
    }

    private async Task<HashSet<(Guid, Guid)>> LoadBegunAsync(Guid eventId, CancellationToken cancel)
    {
        var begun = await db.ReviewAssignments
            .Where(assignment => assignment.EventId == eventId && assignment.RemovedAt == null && db.Reviews.Any(review => review.AssignmentId == assignment.Id))
            .Select(assignment => new { assignment.SubmissionId, assignment.ReviewerId })
            .ToListAsync(cancel);
        return [.. begun.Select(pair => (pair.SubmissionId, pair.ReviewerId))];
    }

    private async Task<Guid> KeepAsync(Guid runId, Guid eventId, AssignmentWish wish, AssignmentInputs inputs, ProvenAssignment found, CancellationToken cancel)
    {
        var papers = inputs.Papers.ToDictionary(paper => paper.Code, paper => paper.Id, StringComparer.Ordinal);
        var reviewers = inputs.Reviewers.ToDictionary(reviewer => reviewer.Email, reviewer => reviewer.Id, StringComparer.Ordinal);
        var proposal = new AssignmentProposal
        {
            EventId = eventId,
            JobRunId = runId,
            ReviewsPerSubmission = wish.ReviewsPerSubmission,
            MaxLoad = wish.MaxLoad,
            TotalAffinity = (double)found.Certificate.Value / AssignmentProblem.Scale,
            Certificate = CertificateJson.Write(found.Certificate),
            CreatedAt = time.GetUtcNow(),
        };
        foreach (var pair in found.Pairs)
        {
            proposal.Add(papers[pair.Paper], reviewers[pair.Reviewer], pair.Affinity);
        }

        db.Add(proposal);
        try
        {
            await db.SaveChangesAsync(cancel);
            return proposal.Id;
        }
        catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.ProposalOnce))
        {
            // Another worker took the same run up and was faster.
            db.ChangeTracker.Clear();
            return await FindMadeAsync(runId, cancel) ?? throw new InvalidOperationException("The proposal of this run vanished.", exception);
        }
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

    private async Task<string> ExplainAsync(Guid eventId, AssignmentInputs inputs, IReadOnlyList<Refusal> causes, CancellationToken cancel)
    {
        var forAll = inputs.Papers.Select(paper => paper.Id).ToHashSet();
        foreach (var organizer in await db.LoadOrganizersAsync(eventId, cancel))
        {
            var visible = await db.Submissions.VisibleTo(organizer.Viewer, SubmissionPart.Management, time.GetUtcNow()).Where(s => s.EventId == eventId).Select(s => s.Id).ToListAsync(cancel);
            forAll.IntersectWith(visible);
        }

        var open = inputs.Papers.Where(paper => forAll.Contains(paper.Id)).Select(paper => paper.Code).ToHashSet(StringComparer.Ordinal);
        var told = causes.Where(cause => PaperCode().Matches(cause.Message).All(code => open.Contains(code.Value))).Select(cause => cause.Message).ToList();
        if (told.Count < causes.Count)
        {
            told.Add("What else is in the way concerns submissions that not every organizer may see; the list on the assignment page shows each organizer what they may know.");
        }

        return "No assignment keeps every limit. " + string.Join(' ', told);
    }

    [GeneratedRegex("#[0-9]+")]
    private static partial Regex PaperCode();
}

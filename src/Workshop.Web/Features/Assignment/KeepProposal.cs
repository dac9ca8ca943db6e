using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Assignment;

namespace Workshop.Web.Features.Assignment;

/// <summary>What becomes a proposal.</summary>
public sealed record ProposalDraft(Guid EventId, AssignmentWish Wish, StoredProblem Problem, ProvenAssignment Found)
{
    public ProposalKind Kind { get; init; } = ProposalKind.Whole;

    public Guid? JobRunId { get; init; }

    public Guid? BasedOnId { get; init; }

    public Guid? CreatedBy { get; init; }

    /// <summary>What keeping a published pair counted in addition, in affinity.</summary>
    public double Bonus { get; init; }

    /// <summary>Whether it is proved that no other way keeps more of the published pairs; null where that was not asked.</summary>
    public bool? IsFewest { get; init; }

    public IReadOnlyList<ProposalTrouble> Troubles { get; init; } = [];
}

/// <summary>Something about a pair whose review is begun, for people to look at. The sentence is about this one submission: whoever must keep away from it is not told.</summary>
public sealed record ProposalTrouble(Guid SubmissionId, string Sentence);

/// <summary>What the page says of the run beyond its numbers; kept as JSON.</summary>
/// <param name="Costs">Only for organizers who see the whole proposal.</param>
public sealed record ProposalReport(long Pivots, long Nodes, bool IsComplete, string? Search, double? Floor, double? FloorBound, double? Expected, IReadOnlyList<OptionCost> Costs, double Bonus, IReadOnlyList<ProposalTrouble> Troubles, bool? IsFewest)
{
    public static ProposalReport Empty { get; } = new(0, 0, false, null, null, null, null, [], 0, [], null);

    public static ProposalReport Of(ProposalDraft draft) => new(
        draft.Found.Pivots, draft.Found.Nodes, draft.Found.Search?.IsComplete ?? true, draft.Found.Search?.Sentence, draft.Found.Search?.Floor, draft.Found.Search?.FloorBound, draft.Found.Expected,
        draft.Found.Costs, draft.Bonus, draft.Troubles, draft.IsFewest);

    public static ProposalReport Read(string json) => json == "{}" ? Empty : JsonSerializer.Deserialize<ProposalReport>(json) ?? Empty;
}

/// <summary>Saves a proven assignment as a proposal, once for each run.</summary>
public sealed class KeepProposal(WorkshopDb db, TimeProvider time)
{
    /// <returns>The proposal; the one that another worker made of the same run when that was faster.</returns>
    public async Task<Guid> RunAsync(ProposalDraft draft, CancellationToken cancel)
    {
        var proposal = Make(draft);
        db.Add(proposal);
        try
        {
            await db.SaveChangesAsync(cancel);
            return proposal.Id;
        }
        catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.ProposalOnce))
        {
            db.ChangeTracker.Clear();
            return await db.AssignmentProposals.Where(made => made.JobRunId == draft.JobRunId && made.Kind == draft.Kind).Select(made => made.Id).SingleAsync(cancel);
        }
    }

    private AssignmentProposal Make(ProposalDraft draft)
    {
        var found = draft.Found;
        var papers = draft.Problem.Papers.Select((paper, p) => (paper, p)).ToDictionary(each => each.paper.Code, each => each.p, StringComparer.Ordinal);
        var reviewers = draft.Problem.Reviewers.Select((reviewer, r) => (reviewer, r)).ToDictionary(each => each.reviewer.Email, each => each.r, StringComparer.Ordinal);
        var pairs = found.Pairs.Select(pair => (Paper: papers[pair.Paper], Reviewer: reviewers[pair.Reviewer], pair.IsPinned))
            .Select(pair => (pair.Paper, pair.Reviewer, pair.IsPinned, Counted: draft.Problem.Counted(draft.Problem.Problem.Find(pair.Paper, pair.Reviewer))))
            .ToList();
        var proposal = new AssignmentProposal
        {
            EventId = draft.EventId,
            JobRunId = draft.JobRunId,
            Kind = draft.Kind,
            BasedOnId = draft.BasedOnId,
            ReviewsPerSubmission = draft.Wish.ReviewsPerSubmission,
            MaxLoad = draft.Wish.MaxLoad,
            Options = JsonSerializer.Serialize(draft.Wish),
            TotalAffinity = pairs.Sum(pair => pair.Counted ?? 0),
            Bound = found.Search?.Bound ?? (double)found.Certificate.Bound / AssignmentProblem.Scale,
            Certificate = CertificateJson.Write(found.Certificate),
            Report = JsonSerializer.Serialize(ProposalReport.Of(draft)),
            CreatedBy = draft.CreatedBy,
            CreatedAt = time.GetUtcNow(),
        };
        foreach (var (paper, reviewer, isPinned, counted) in pairs)
        {
            proposal.Add(draft.Problem.Papers[paper].Id, draft.Problem.Reviewers[reviewer].Id, counted, isPinned);
        }

        proposal.Keep(draft.Problem.Pack());
        return proposal;
    }
}

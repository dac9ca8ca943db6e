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

    /// <summary>The pairs with the affinities to show, where the solver counted something else.</summary>
    public IReadOnlyList<AssignedPair>? Pairs { get; init; }

    /// <summary>What keeping a published pair counted in addition, in affinity.</summary>
    public double Bonus { get; init; }

    public IReadOnlyList<ProposalTrouble> Troubles { get; init; } = [];
}

/// <summary>Something about a pair that is locked, for people to look at.</summary>
/// <param name="Paper">"#12": whoever must keep away from it is not told.</param>
public sealed record ProposalTrouble(string Paper, string Sentence);

/// <summary>What the page says of the run beyond its numbers; kept as JSON.</summary>
/// <param name="Costs">Only for organizers who see the whole proposal.</param>
public sealed record ProposalReport(long Pivots, long Nodes, bool IsComplete, string? Search, double? Floor, double? FloorBound, double? Expected, IReadOnlyList<OptionCost> Costs, double Bonus, IReadOnlyList<ProposalTrouble> Troubles)
{
    public static ProposalReport Empty { get; } = new(0, 0, false, null, null, null, null, [], 0, []);

    public static ProposalReport Of(ProposalDraft draft) => new(
        draft.Found.Pivots, draft.Found.Nodes, draft.Found.Search?.IsComplete ?? true, draft.Found.Search?.Sentence, draft.Found.Search?.Floor, draft.Found.Search?.FloorBound, draft.Found.Expected,
        draft.Found.Costs, draft.Bonus, draft.Troubles);

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
        var pairs = draft.Pairs ?? found.Pairs;
        var proposal = new AssignmentProposal
        {
            EventId = draft.EventId,
            JobRunId = draft.JobRunId,
            Kind = draft.Kind,
            BasedOnId = draft.BasedOnId,
            ReviewsPerSubmission = draft.Wish.ReviewsPerSubmission,
            MaxLoad = draft.Wish.MaxLoad,
            Options = JsonSerializer.Serialize(draft.Wish),
            TotalAffinity = pairs.Sum(pair => pair.Affinity ?? 0),
            Bound = found.Search?.Bound ?? (double)found.Certificate.Bound / AssignmentProblem.Scale,
            Certificate = CertificateJson.Write(found.Certificate),
            Report = JsonSerializer.Serialize(ProposalReport.Of(draft)),
            CreatedBy = draft.CreatedBy,
            CreatedAt = time.GetUtcNow(),
        };
        var papers = draft.Problem.Papers.ToDictionary(paper => paper.Code, paper => paper.Id, StringComparer.Ordinal);
        var reviewers = draft.Problem.Reviewers.ToDictionary(reviewer => reviewer.Email, reviewer => reviewer.Id, StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            proposal.Add(papers[pair.Paper], reviewers[pair.Reviewer], pair.Affinity, pair.IsPinned);
        }

        proposal.Keep(draft.Problem.Pack());
        return proposal;
    }
}

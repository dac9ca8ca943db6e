using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Data.Submissions;
using Workshop.Domain.Assignment;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Assignment;

/// <summary>A proposal with its problem, as far as one organizer may know them, and with the names of its reviewers.</summary>
/// <param name="Problem">
/// Only the submissions that the organizer may manage, without a bonus for keeping pairs. When that is not all of them (see <see cref="VisibleProposal.IsWhole"/>), everything worked out from it leaves
/// the others out, and everybody takes at most what they have here: with their full loads, whoever seems to have room and yet has little would be known to have a hidden one.
/// </param>
/// <param name="IsProved">The certificate is for this very problem.</param>
/// <param name="Names">By the address that the problem calls a reviewer.</param>
public sealed record ProposalChoices(VisibleProposal Shown, StoredProblem Problem, IReadOnlyDictionary<string, string> Names, bool IsProved)
{
    public string NameOf(string reviewer) => Names.GetValueOrDefault(reviewer, reviewer);

    public IEnumerable<(string Paper, string Reviewer)> Pairs => Shown.Rows.Select(row => ($"#{row.Number}", row.Email));

    /// <summary>Prices of all changes; null when pairs of the proposal are not allowed in its problem, as in one that was read from a file.</summary>
    public AssignmentExplanation? Explain(CancellationToken cancel) =>
        AssignmentExplanation.Of(Problem.Problem, Pairs, IsProved ? CertificateJson.Read(Shown.Proposal.Certificate) : null, cancel).Value;

    public string Sentence(PriceOfChange price) => price.Sentence(code => code, NameOf);
}

public sealed class ReadChoices(WorkshopDb db, TimeProvider time)
{
    /// <returns>Null when there is no such proposal, or when its problem was not kept.</returns>
    public async Task<ProposalChoices?> RunAsync(Viewer organizer, Guid eventId, Guid proposalId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (await VisibleProposal.LoadAsync(db, organizer, eventId, proposalId, now, cancel) is not { } shown || await VisibleProposal.LoadProblemAsync(db, proposalId, cancel) is not { } stored)
        {
            return null;
        }

        var managed = await db.LoadManagedIdsAsync(organizer, eventId, now, cancel);
        var names = (await db.LoadReviewerNamesAsync(eventId, cancel)).ToDictionary(reviewer => reviewer.Email, reviewer => reviewer.Name, StringComparer.Ordinal);
        var hasBonus = ProposalReport.Read(shown.Proposal.Report).Bonus > 0;
        var real = hasBonus ? stored.WithoutBonus() : stored;
        var loads = shown.Rows.GroupBy(row => row.ReviewerId).ToDictionary(group => group.Key, group => group.Count());
        return new ProposalChoices(
            shown,
            shown.IsWhole ? real : real.Only(managed, r => loads.GetValueOrDefault(stored.Reviewers[r].Id)),
            names,
            shown.IsWhole && !hasBonus && shown.Proposal.Certificate.Length > 0);
    }
}

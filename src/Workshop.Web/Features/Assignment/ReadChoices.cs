using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.Assignment;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Assignment;

/// <summary>A proposal with its problem, as far as one organizer may know them, and with the names of its reviewers.</summary>
/// <param name="Problem">
/// Only the submissions that the organizer may manage. When that is not all of them (see <see cref="VisibleProposal.IsWhole"/>), everything worked out from it leaves the others out.
/// </param>
/// <param name="Names">By the address that the problem calls a reviewer.</param>
public sealed record ProposalChoices(VisibleProposal Shown, StoredProblem Problem, IReadOnlyDictionary<string, string> Names)
{
    public string NameOf(string reviewer) => Names.GetValueOrDefault(reviewer, reviewer);

    public IEnumerable<(string Paper, string Reviewer)> Pairs => Shown.Rows.Select(row => ($"#{row.Number}", row.Email));

    /// <summary>Prices of all changes; null when pairs of the proposal are not allowed in its problem, as in one that was read from a file.</summary>
    public AssignmentExplanation? Explain(CancellationToken cancel) =>
        AssignmentExplanation.Of(Problem.Problem, Pairs, Shown.IsWhole && Shown.Proposal.Certificate.Length > 0 ? CertificateJson.Read(Shown.Proposal.Certificate) : null, cancel).Value;

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

        var managed = (await db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now).Where(s => s.EventId == eventId).Select(s => s.Id).ToListAsync(cancel)).ToHashSet();
        var names = await db.Reviewers
            .Where(reviewer => reviewer.EventId == eventId)
            .Select(reviewer => new { reviewer.NormalizedEmail, Name = db.People.Where(person => person.Id == reviewer.PersonId).Select(person => person.Name).FirstOrDefault() ?? reviewer.Name })
            .ToDictionaryAsync(reviewer => reviewer.NormalizedEmail, reviewer => reviewer.Name, cancel);
        return new ProposalChoices(shown, stored.Only(managed), names);
    }
}

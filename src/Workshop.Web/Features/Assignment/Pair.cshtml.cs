using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.Assignment;
using Workshop.Domain.Events;
using Workshop.Domain.Matching;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Assignment;

/// <summary>Why this reviewer has this submission, or why not: where the affinity comes from term by term, what the bid did, what a change costs, and with whom to swap.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class PairModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time, ReadChoices read, ChangeProposal change, EventMatching matching) : PageModel
{
    private const int SwapsShown = 12;
    private const int TermsShown = 12;

    [FromRoute]
    public Guid ProposalId { get; set; }

    [FromRoute]
    public Guid SubmissionId { get; set; }

    [FromRoute]
    public Guid ReviewerId { get; set; }

    public WorkshopEvent Event => current.Required;

    public ProposalChoices Choices { get; private set; } = null!;

    public string Code { get; private set; } = "";

    public string Title { get; private set; } = "";

    public string Name { get; private set; } = "";

    public bool IsAssigned { get; private set; }

    /// <summary>What counted when this was proposed; null is missing.</summary>
    public double? Counted { get; private set; }

    public PairFacts? Facts { get; private set; }

    /// <summary>As texts stand now; null when nothing can be compared.</summary>
    public AffinityExplanation? Affinity { get; private set; }

    public IReadOnlyDictionary<string, string> PastTitles { get; private set; } = new Dictionary<string, string>();

    public string? Price { get; private set; }

    public IReadOnlyList<SwapOffer> Swaps { get; private set; } = [];

    public int MostTerms => TermsShown;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ReadAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostSwapAsync(Guid otherSubmission, Guid otherReviewer, CancellationToken cancel)
    {
        var changed = await change.RunAsync(
            await viewer.GetAsync(),
            Event.Id,
            ProposalId,
            [
                new PairChange(SubmissionId, ReviewerId, PairRuleKind.Ban), new PairChange(otherSubmission, otherReviewer, PairRuleKind.Ban),
                new PairChange(SubmissionId, otherReviewer, PairRuleKind.Pin), new PairChange(otherSubmission, ReviewerId, PairRuleKind.Pin),
            ],
            cancel);
        if (changed is null)
        {
            return NotFound();
        }

        if (!changed.Succeeded)
        {
            db.ChangeTracker.Clear();
            return await ReadAsync(cancel) ? this.Refuse(changed.Refusals, "") : NotFound();
        }

        this.Flash($"This is a new proposal with that swap. {ChangeProposal.Sentence(changed.Value.Difference)}");
        return Redirect($"/e/{Event.Slug}/organize/assignment/{changed.Value.ProposalId}/papers/{SubmissionId}");
    }

    private async Task<bool> ReadAsync(CancellationToken cancel)
    {
        var who = await viewer.GetAsync();
        if (await read.RunAsync(who, Event.Id, ProposalId, cancel) is not { } choices
            || choices.Problem.PaperAt(SubmissionId) is not (>= 0 and var p)
            || choices.Problem.ReviewerAt(ReviewerId) is not (>= 0 and var r))
        {
            return false;
        }

        Choices = choices;
        Code = choices.Problem.Papers[p].Code;
        var email = choices.Problem.Reviewers[r].Email;
        Name = choices.NameOf(email);
        Title = await db.Submissions.VisibleTo(who, SubmissionPart.Management, time.GetUtcNow()).Where(s => s.Id == SubmissionId).Select(s => s.Title).SingleAsync(cancel);
        var row = choices.Shown.Rows.FirstOrDefault(row => row.SubmissionId == SubmissionId && row.ReviewerId == ReviewerId);
        IsAssigned = row is not null;
        if (choices.Problem.Problem.Find(p, r) is >= 0 and var pair)
        {
            Facts = choices.Problem.Facts[pair];
            Counted = choices.Problem.Problem.IsAffinityMissing(pair) ? null : (double)choices.Problem.Problem.WeightOf(pair) / AssignmentProblem.Scale;
        }

        Affinity = (await matching.LoadAsync(Event.Id, cancel)).Explain(SubmissionId, ReviewerId);
        PastTitles = await db.PastPapers.Where(paper => paper.ReviewerId == ReviewerId).Select(paper => new { paper.Id, paper.Title }).ToDictionaryAsync(paper => EventMatching.Id(paper.Id), paper => paper.Title, cancel);
        if (await Task.Run(() => choices.Explain(cancel), cancel) is { } explanation)
        {
            Price = IsAssigned ? Say(explanation.Without(Code, email)) : Say(explanation.WhyNot(Code, email));
            Swaps = IsAssigned ? [.. Offers(explanation, email).OrderBy(offer => offer.Price.Millionths).ThenBy(offer => offer.Row.Number).Take(SwapsShown)] : [];
        }

        return true;
    }

    private IEnumerable<SwapOffer> Offers(AssignmentExplanation explanation, string email)
    {
        foreach (var other in Choices.Shown.Rows.Where(row => row.SubmissionId != SubmissionId && row.ReviewerId != ReviewerId))
        {
            if (explanation.Swap((Code, email), ($"#{other.Number}", other.Email)) is { Succeeded: true } swap)
            {
                yield return new SwapOffer(other, swap.Value);
            }
        }
    }

    private string Say(Removal removal) => removal.IsPinned
        ? "The pair is pinned or its review is begun, so it stays."
        : removal.Price is { } price ? $"Taking {Name} away {Choices.Sentence(price)}." : "Nobody else could take this place under the limits.";

    private string Say(Absence absence) => absence.Reason switch
    {
        AbsenceReason.NotACandidate => $"{Name} may not review it: see the list on the page of the submission.",
        AbsenceReason.Assigned => "",
        _ => absence.Price is { } price
            ? $"{(absence.IsLoadFull ? $"{Name} has as many submissions as they take. " : "")}Choosing {Name} {Choices.Sentence(price)}."
            : "No allowed assignment has this pair, however the others move: pins, loads or rules are in the way.",
    };

    public sealed record SwapOffer(ProposedRow Row, PriceOfChange Price);
}

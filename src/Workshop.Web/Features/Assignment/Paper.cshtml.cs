using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Data.Submissions;
using Workshop.Domain.Assignment;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Assignment;

/// <summary>One submission of a proposal: who reviews it, what any other choice would cost, who may not and why; and choosing by hand.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class PaperModel(WorkshopDb db, PublicSuffixes suffixes, CurrentViewer viewer, CurrentEvent current, TimeProvider time, ReadChoices read, ChangeProposal change) : PageModel
{
    [FromRoute]
    public Guid ProposalId { get; set; }

    [FromRoute]
    public Guid SubmissionId { get; set; }

    public WorkshopEvent Event => current.Required;

    public ProposalChoices Choices { get; private set; } = null!;

    public ProblemPaper Paper { get; private set; } = null!;

    public string Title { get; private set; } = "";

    public IReadOnlyList<Assigned> Reviewers { get; private set; } = [];

    public IReadOnlyList<Other> Others { get; private set; } = [];

    public IReadOnlyList<Barred> Kept { get; private set; } = [];

    /// <summary>False for a proposal from a file whose pairs its own problem forbids: then there are no prices.</summary>
    public bool HasPrices { get; private set; }

    public double Total => Reviewers.Sum(reviewer => reviewer.Row.Affinity ?? 0);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ReadAsync(cancel) ? Page() : NotFound();

    /// <param name="kind">"pin", "ban" or "lift".</param>
    public async Task<IActionResult> OnPostAsync(Guid reviewerId, string kind, CancellationToken cancel)
    {
        PairRuleKind? rule = kind switch { "pin" => PairRuleKind.Pin, "ban" => PairRuleKind.Ban, _ => null };
        var changed = await change.RunAsync(await viewer.GetAsync(), Event.Id, ProposalId, [new PairChange(SubmissionId, reviewerId, rule)], cancel);
        if (changed is null)
        {
            return NotFound();
        }

        if (!changed.Succeeded)
        {
            db.ChangeTracker.Clear();
            return await ReadAsync(cancel) ? this.Refuse(changed.Refusals, "") : NotFound();
        }

        this.Flash($"This is a new proposal with that change. {ChangeProposal.Sentence(changed.Value.Difference)}");
        return Redirect($"/e/{Event.Slug}/organize/assignment/{changed.Value.ProposalId}/papers/{SubmissionId}");
    }

    private async Task<bool> ReadAsync(CancellationToken cancel)
    {
        var who = await viewer.GetAsync();
        if (await read.RunAsync(who, Event.Id, ProposalId, cancel) is not { } choices || choices.Problem.PaperAt(SubmissionId) is not (>= 0 and var p))
        {
            return false;
        }

        var managed = db.Submissions.VisibleTo(who, SubmissionPart.Management, time.GetUtcNow());
        Title = await managed.Where(s => s.Id == SubmissionId).Select(s => s.Title).SingleAsync(cancel);
        Choices = choices;
        Paper = choices.Problem.Papers[p];
        var rules = await db.PairRules.Where(rule => rule.SubmissionId == SubmissionId).ToDictionaryAsync(rule => rule.ReviewerId, rule => rule.Kind, cancel);
        var begun = await db.ReviewAssignments
            .Where(assignment => assignment.SubmissionId == SubmissionId && assignment.RemovedAt == null && db.Reviews.Any(review => review.AssignmentId == assignment.Id))
            .Select(assignment => assignment.ReviewerId)
            .ToListAsync(cancel);
        var explanation = await Task.Run(() => choices.Explain(cancel), cancel);
        HasPrices = explanation is not null;
        Reviewers =
        [
            .. choices.Shown.Rows.Where(row => row.SubmissionId == SubmissionId)
                .Select(row => new Assigned(row, Bid(p, row.ReviewerId), explanation?.Without(Paper.Code, row.Email) is { } removal ? Say(removal) : null, rules.ContainsKey(row.ReviewerId), begun.Contains(row.ReviewerId))),
        ];
        Others = [.. (explanation?.AlternativesOf(Paper.Code) ?? []).Select(absence => ToOther(p, absence))];
        Kept = await BarredAsync(who, managed, p, rules, cancel);
        return true;
    }

    private string Say(Removal removal) => removal.IsPinned
        ? "It stays whatever it costs."
        : removal.Price is { } price ? Choices.Sentence(price) : "nobody else could take this place";

    private Other ToOther(int paper, Absence absence)
    {
        var reviewer = Choices.Problem.Reviewers.First(reviewer => reviewer.Email == absence.Reviewer);
        var at = Choices.Problem.ReviewerAt(reviewer.Id);
        return new Other(
            reviewer.Id,
            Choices.NameOf(absence.Reviewer),
            absence.Affinity,
            Bid(paper, reviewer.Id),
            Choices.Shown.Rows.Count(row => row.ReviewerId == reviewer.Id),
            Choices.Problem.Problem.Reviewers[at].Most,
            absence.Price is { } price ? Choices.Sentence(price) : "no allowed assignment has this pair");
    }

    private string? Bid(int paper, Guid reviewerId) =>
        Choices.Problem.ReviewerAt(reviewerId) is >= 0 and var r && Choices.Problem.Problem.Find(paper, r) is >= 0 and var pair && Choices.Problem.Facts[pair].Bid is { } bid ? BidScale.WordOf(bid) : null;

    /// <summary>Reviewers who are no candidates, with the reason as it is today.</summary>
    private async Task<List<Barred>> BarredAsync(Viewer who, IQueryable<Submission> managed, int p, Dictionary<Guid, PairRuleKind> rules, CancellationToken cancel)
    {
        var conflicts = await EventConflicts.LoadAsync(db, suffixes, Event.Id, cancel, managed);
        var declined = await db.Bids.Where(bid => bid.SubmissionId == SubmissionId && bid.Value == BidValue.No).Select(bid => bid.ReviewerId).ToListAsync(cancel);
        if (conflicts.Papers.FirstOrDefault(paper => paper.Id == SubmissionId) is not { } paper)
        {
            return [];
        }

        var barred = new List<Barred>();
        foreach (var reviewer in conflicts.Reviewers)
        {
            var isCandidate = Choices.Problem.ReviewerAt(reviewer.Id) is >= 0 and var r && Choices.Problem.Problem.Find(p, r) >= 0;
            if (isCandidate && conflicts.MayReview(paper, reviewer))
            {
                continue;
            }

            var banned = rules.TryGetValue(reviewer.Id, out var rule) && rule == PairRuleKind.Ban;
            var why = conflicts.ReasonsAgainst(paper, reviewer).AsReadBy(who, reviewer).Strongest is { } reason ? reason.Sentence
                : conflicts.HasHandedBack(paper, reviewer) ? "Has handed it back."
                : banned ? "An organizer ruled it out."
                : declined.Contains(reviewer.Id) ? "Bid “no”."
                : "Was no candidate when this was proposed.";
            barred.Add(new Barred(reviewer.Id, reviewer.Name, why, banned && conflicts.MayReview(paper, reviewer)));
        }

        return [.. barred.OrderBy(one => one.Name, StringComparer.InvariantCultureIgnoreCase)];
    }

    /// <param name="Price">What taking the reviewer away would cost, and who would come; null without prices.</param>
    public sealed record Assigned(ProposedRow Row, string? Bid, string? Price, bool IsDecided, bool IsBegun);

    public sealed record Other(Guid ReviewerId, string Name, double? Affinity, string? Bid, int Load, int Most, string Price);

    public sealed record Barred(Guid ReviewerId, string Name, string Why, bool MayBeLifted);
}

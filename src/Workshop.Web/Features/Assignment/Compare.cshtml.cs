using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Data;
using Workshop.Domain.Events;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Assignment;

/// <summary>Two proposals beside each other: their numbers, and every submission and reviewer for whom they differ.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class CompareModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time) : PageModel
{
    /// <summary>The proposals, the first two count.</summary>
    [BindProperty(SupportsGet = true, Name = "p")]
    public IList<Guid> Chosen { get; set; } = [];

    public WorkshopEvent Event => current.Required;

    /// <summary>The older one; null when not two were chosen.</summary>
    public VisibleProposal? First { get; private set; }

    public VisibleProposal? Second { get; private set; }

    public IReadOnlyList<PaperDifference> Papers { get; private set; } = [];

    public IReadOnlyList<LoadDifference> Loads { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var ids = Chosen.Distinct().ToList();
        if (ids.Count != 2)
        {
            ModelState.AddModelError("", "Select exactly two proposals to compare.");
            return this.Invalid();
        }

        var (who, now) = (await viewer.GetAsync(), time.GetUtcNow());
        var a = await VisibleProposal.LoadAsync(db, who, Event.Id, ids[0], now, cancel);
        var b = await VisibleProposal.LoadAsync(db, who, Event.Id, ids[1], now, cancel);
        if (a is null || b is null)
        {
            return NotFound();
        }

        (First, Second) = a.Proposal.CreatedAt <= b.Proposal.CreatedAt ? (a, b) : (b, a);
        Papers = [.. Differences(First, Second)];
        Loads = [.. LoadsOf(First, Second)];
        return Page();
    }

    private static IEnumerable<PaperDifference> Differences(VisibleProposal first, VisibleProposal second)
    {
        var (before, after) = (first.Rows.ToLookup(row => row.SubmissionId), second.Rows.ToLookup(row => row.SubmissionId));
        foreach (var id in before.Select(group => group.Key).Union(after.Select(group => group.Key)))
        {
            var gone = before[id].ExceptBy(after[id].Select(row => row.ReviewerId), row => row.ReviewerId).ToList();
            var come = after[id].ExceptBy(before[id].Select(row => row.ReviewerId), row => row.ReviewerId).ToList();
            if (gone.Count + come.Count > 0)
            {
                var paper = before[id].Concat(after[id]).First();
                yield return new PaperDifference(paper, gone, come, after[id].Sum(row => row.Affinity ?? 0) - before[id].Sum(row => row.Affinity ?? 0));
            }
        }
    }

    private static IEnumerable<LoadDifference> LoadsOf(VisibleProposal first, VisibleProposal second)
    {
        var (before, after) = (first.Rows.ToLookup(row => row.ReviewerId), second.Rows.ToLookup(row => row.ReviewerId));
        return before.Select(group => group.Key).Union(after.Select(group => group.Key))
            .Select(id => new LoadDifference(before[id].Concat(after[id]).First().Name, before[id].Count(), after[id].Count()))
            .Where(load => load.Before != load.After)
            .OrderBy(load => load.Name, StringComparer.InvariantCultureIgnoreCase);
    }

    /// <param name="Paper">Number and title; its reviewer says nothing.</param>
    public sealed record PaperDifference(ProposedRow Paper, IReadOnlyList<ProposedRow> Gone, IReadOnlyList<ProposedRow> New, double Change);

    public sealed record LoadDifference(string Name, int Before, int After);
}

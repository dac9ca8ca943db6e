using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Workshop.Data;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Decisions;

/// <summary>Every submission that can be decided, with what the reviews say; stages decisions for many at once.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class IndexModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time, StageDecisions stage) : PageModel
{
    public const string Clear = "clear";

    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Sort { get; set; }

    [BindProperty]
    public List<Guid> Chosen { get; set; } = [];

    [BindProperty]
    public string? Choice { get; set; }

    public IReadOnlyList<DecisionRow> All { get; private set; } = [];

    public IReadOnlyList<DecisionRow> Rows { get; private set; } = [];

    public WorkshopEvent Event => current.Required;

    public static IReadOnlyList<SelectListItem> Choices { get; } =
        [new("Choose a decision", ""), .. Enum.GetValues<DecisionOutcome>().Select(outcome => new SelectListItem(DecisionWords.Choice(outcome), outcome.ToString())), new("Clear what is staged", Clear)];

    /// <summary>"9 talks, 21 posters, 8 undecided": staged and released alike.</summary>
    public string Totals
    {
        get
        {
            var parts = All.Where(row => row.Outcome is not null).GroupBy(row => row.Outcome!.Value).OrderBy(group => group.Key).Select(group => DecisionWords.Count(group.Key, group.Count())).ToList();
            var undecided = All.Count(row => row.Outcome is null);
            return string.Join(", ", undecided == 0 ? parts : [.. parts, $"{undecided} undecided"]);
        }
    }

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (Choice != Clear && !(Enum.TryParse<DecisionOutcome>(Choice, out var parsed) && Enum.IsDefined(parsed)))
        {
            ModelState.AddModelError(nameof(Choice), "Choose a decision for the selected submissions.");
            await ReadAsync(cancel);
            return this.Invalid();
        }

        DecisionOutcome? outcome = Choice == Clear ? null : Enum.Parse<DecisionOutcome>(Choice!);
        var staged = await stage.RunAsync(await viewer.GetAsync(), Event.Id, Chosen, new DecisionChoice(outcome), cancel);
        if (!staged.Succeeded)
        {
            await ReadAsync(cancel);
            return this.Refuse(staged.Refusals, "");
        }

        this.Flash($"{(staged.Value == 1 ? "1 submission" : $"{staged.Value} submissions")}: {(outcome is { } chosen ? $"staged as {DecisionWords.Status(chosen)}" : "nothing is staged any more")}. Authors learn of it when you release.");
        return Redirect(Request.Path + Request.QueryString);
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        All = await db.ReadDecisionRowsAsync(await viewer.GetAsync(), Event.Id, time.GetUtcNow(), cancel);
        var shown = Show switch
        {
            "undecided" => All.Where(row => row.Outcome is null),
            "staged" => All.Where(row => row.IsStaged),
            "accepted" => All.Where(row => row.Outcome is DecisionOutcome.Talk or DecisionOutcome.Poster),
            "talks" => All.Where(row => row.Outcome is DecisionOutcome.Talk),
            "posters" => All.Where(row => row.Outcome is DecisionOutcome.Poster),
            "waitlist" => All.Where(row => row.Outcome is DecisionOutcome.Waitlist),
            "rejected" => All.Where(row => row.Outcome is DecisionOutcome.Reject),
            "unreviewed" => All.Where(row => row.Done < row.Assigned || row.Assigned == 0),
            _ => All,
        };
        Rows = [.. InOrder(shown, Sort ?? "-mean")];
    }

    /// <summary>Rows without the value that is sorted by come last, whichever way round.</summary>
    private static IEnumerable<DecisionRow> InOrder(IEnumerable<DecisionRow> rows, string sort)
    {
        var down = sort.StartsWith('-');
        var byNumber = rows.OrderBy(row => row.Number);
        IOrderedEnumerable<DecisionRow> By<T>(Func<DecisionRow, T> key, Func<DecisionRow, bool> missing)
        {
            var present = byNumber.OrderBy(missing);
            return down ? present.ThenByDescending(key) : present.ThenBy(key);
        }

        return sort.TrimStart('-') switch
        {
            "title" => By(row => row.Title, _ => false),
            "mean" => By(row => row.Summary.Mean, row => row.Summary.Mean is null),
            "spread" => By(row => row.Summary.Spread, row => row.Summary.Spread is null),
            "confidence" => By(row => row.Confidence, row => row.Confidence is null),
            "reviews" => By(row => row.Done - row.Assigned, _ => false),
            "preference" => By(row => row.Preference, _ => false),
            "decision" => By(row => row.Outcome, row => row.Outcome is null),
            _ => By(row => row.Number, _ => false),
        };
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Decisions;

/// <summary>Every submission that can be decided, with what the reviews say; stages decisions for many at once.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class IndexModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time, StageDecisions stage, UndoRelease undo, KeepView keep, RemoveView remove) : PageModel
{
    public const string Clear = "clear";

    private const string ChosenKey = "ChosenDecisions";

    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Sort { get; set; }

    /// <summary>In the language of <see cref="DecisionSearch"/>.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty]
    public List<Guid> Chosen { get; set; } = [];

    [BindProperty]
    public string? Choice { get; set; }

    [BindProperty]
    public string? ViewName { get; set; }

    [BindProperty]
    public bool ViewIsShared { get; set; }

    public IReadOnlyList<DecisionRow> All { get; private set; } = [];

    public IReadOnlyList<DecisionRow> Rows { get; private set; } = [];

    public DecisionScheme Scheme { get; private set; } = null!;

    public IReadOnlyList<PlacesTaken> Taken { get; private set; } = [];

    public IReadOnlyList<DecisionView> Views { get; private set; } = [];

    public Guid Me { get; private set; }

    /// <summary>Those that can still be undone.</summary>
    public IReadOnlyList<DecisionRelease> Pending { get; private set; } = [];

    public WorkshopEvent Event => current.Required;

    public IReadOnlyDictionary<Guid, string> Topics { get; private set; } = new Dictionary<Guid, string>();

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

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        if (TempData[ChosenKey] is string kept)
        {
            var numbers = kept.Split(',').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToHashSet();
            Chosen = [.. All.Where(row => numbers.Contains(row.Number)).Select(row => row.Id)];
        }

        return Answer();
    }

    /// <summary>The rows that the page shows, as a file.</summary>
    public async Task<IActionResult> OnGetCsvAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        return ModelState.IsValid ? DecisionTable.File(Event, Rows, Scheme, Topics) : Answer();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        Scheme = await db.LoadSchemeAsync(Event.Id, cancel);
        var wanted = Scheme.Read(Choice);
        if (wanted is null && Choice != Clear)
        {
            ModelState.AddModelError(nameof(Choice), "Choose a decision for the selected submissions.");
            await ReadAsync(cancel);
            return this.Invalid();
        }

        var choice = wanted is { } decided ? new DecisionChoice(decided.Outcome) { LabelId = decided.LabelId } : new DecisionChoice(null);
        var staged = await stage.RunAsync(await viewer.GetAsync(), Event.Id, Chosen, choice, cancel);
        await ReadAsync(cancel);
        if (!staged.Succeeded)
        {
            return this.Refuse(staged.Refusals, "");
        }

        // Whoever stages the wrong thing for twenty papers changes the word and presses again.
        TempData[ChosenKey] = string.Join(',', All.Where(row => Chosen.Contains(row.Id)).Select(row => row.Number.ToString(CultureInfo.InvariantCulture)));
        var what = wanted is { } word ? $"staged as {Scheme.Word(word.Outcome, word.LabelId)}" : "nothing is staged any more";
        this.Flash($"{(staged.Value == 1 ? "1 submission" : $"{staged.Value} submissions")}: {what}. Authors learn of it when you release.{Scheme.WarningAfter(All)}");
        return Redirect(Request.Path + QueryString.Create(Request.Query.Where(pair => pair.Key != "handler")));
    }

    public async Task<IActionResult> OnPostUndoAsync(Guid release, CancellationToken cancel)
    {
        ModelState.Clear();
        var undone = await undo.RunAsync(await viewer.GetAsync(), Event.Id, release, cancel);
        if (undone is null)
        {
            return NotFound();
        }

        if (!undone.Succeeded)
        {
            await ReadAsync(cancel);
            return this.Refuse(undone.Refusals, "");
        }

        this.Flash("The release is undone: nobody was told, no mail went, and its decisions are staged again.");
        return Redirect($"/e/{Event.Slug}/organize/decisions");
    }

    public async Task<IActionResult> OnPostKeepAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        var kept = await keep.RunAsync(await viewer.GetAsync(), Event.Id, ViewName ?? "", Search ?? "", Sort ?? "", ViewIsShared, cancel);
        if (!kept.Succeeded)
        {
            await ReadAsync(cancel);
            return this.Refuse(kept.Refusals, "");
        }

        this.Flash($"The view “{kept.Value.Name}” is kept{(ViewIsShared ? " for all organizers" : "")}.");
        return Redirect(Href(kept.Value.Search, kept.Value.Sort));
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid view, CancellationToken cancel)
    {
        if (!await remove.RunAsync(await viewer.GetAsync(), Event.Id, view, cancel))
        {
            return NotFound();
        }

        this.Flash("The view is removed. The decisions are untouched.");
        return Redirect($"/e/{Event.Slug}/organize/decisions");
    }

    public string Href(string? search, string? sort)
    {
        var href = $"/e/{Event.Slug}/organize/decisions";
        href = string.IsNullOrEmpty(search) ? href : QueryHelpers.AddQueryString(href, "q", search);
        return string.IsNullOrEmpty(sort) ? href : QueryHelpers.AddQueryString(href, "sort", sort);
    }

    /// <summary>A search that cannot be read keeps its text and shows everything.</summary>
    private PageResult Answer() => ModelState.IsValid ? Page() : this.Invalid();

    private async Task ReadAsync(CancellationToken cancel)
    {
        var organizer = await viewer.GetAsync();
        var now = time.GetUtcNow();
        Me = organizer.RequiredPersonId;
        Topics = Event.Topics.ToDictionary(topic => topic.Id, topic => topic.Name);
        Scheme ??= await db.LoadSchemeAsync(Event.Id, cancel);
        All = await db.ReadDecisionRowsAsync(organizer, Event.Id, now, cancel);
        Taken = Scheme.Count(All);
        Views = await db.DecisionViews.AsNoTracking().Where(view => view.EventId == Event.Id && (view.IsShared || view.MadeBy == Me)).OrderBy(view => view.Name).ToListAsync(cancel);
        Pending = await db.ReleasesVisibleTo(organizer, Event.Id, now).AsNoTracking().Where(release => release.UndoneAt == null && release.VisibleFrom > now).OrderBy(release => release.VisibleFrom).ToListAsync(cancel);
        var shown = Show switch
        {
            "undecided" => All.Where(row => row.Outcome is null),
            "staged" => All.Where(row => row.IsStaged),
            "accepted" => All.Where(row => row.Outcome is DecisionOutcome.Talk or DecisionOutcome.Poster),
            "talks" => All.Where(row => row.Outcome is DecisionOutcome.Talk),
            "posters" => All.Where(row => row.Outcome is DecisionOutcome.Poster),
            "waitlist" => All.Where(row => row.Outcome is DecisionOutcome.Waitlist),
            "rejected" => All.Where(row => row.Outcome is DecisionOutcome.Reject),
            "unreviewed" => All.Where(row => row.LacksReviews),
            "disagree" => All.Where(row => row.Disagrees),
            _ => All,
        };
        var search = DecisionSearch.Parse(Search, [.. Scheme.Labels.Select(label => label.Name)]);
        if (search.Succeeded)
        {
            shown = search.Value.IsEmpty ? shown : shown.Where(row => search.Value.Matches(row.Searched(Scheme, Topics)));
        }
        else
        {
            ModelState.AddModelError("q", search.Refusal!.Message);
        }

        Rows = [.. DecisionTable.InOrder(shown, Sort ?? "-mean")];
    }
}

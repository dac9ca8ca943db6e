using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Decisions;

/// <summary>How much room there is, what decisions are called, how long a release can be undone, and until when accepted authors answer.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class SettingsModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, SaveDecisionSettings save, ChangeLabels labels) : PageModel
{
    [BindProperty]
    public TermsForm Input { get; set; } = new();

    [BindProperty]
    public LabelForm Label { get; set; } = new();

    public DecisionScheme Scheme { get; private set; } = null!;

    public WorkshopEvent Event => current.Required;

    public static IReadOnlyList<SelectListItem> Outcomes { get; } = [.. Enum.GetValues<DecisionOutcome>().Select(outcome => new SelectListItem(DecisionWords.Kind(outcome), outcome.ToString()))];

    /// <param name="change">A label to fill the form with.</param>
    public async Task OnGetAsync(Guid? change, CancellationToken cancel)
    {
        await ReadAsync(cancel);
        await FillAsync(cancel);
        if (Scheme.Current.FirstOrDefault(label => label.Id == change) is { } known)
        {
            Label = new LabelForm { Id = known.Id, Outcome = known.Outcome, Name = known.Name, Words = known.Words, Places = known.Places };
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        ForgetOther(nameof(Label));
        await ReadAsync(cancel);
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var read = Input.Read(Event.DeadlineZone);
        var saved = read.Value is { } terms ? await save.RunAsync(await viewer.GetAsync(), Event.Id, Input.Revision, terms, cancel) : Outcome.No<Done>(read.Refusals);
        if (!saved.Succeeded)
        {
            if (saved.Refusal!.Code.EndsWith(".changed-elsewhere", StringComparison.Ordinal))
            {
                Input.Revision = (await db.LoadDecisionSettingsAsync(Event.Id, cancel)).Revision;
                ModelState.Remove("Input.Revision");
            }

            return this.Refuse(saved.Refusals);
        }

        this.Flash("Saved.");
        return Redirect($"/e/{Event.Slug}/organize/decisions/settings");
    }

    public async Task<IActionResult> OnPostLabelAsync(CancellationToken cancel)
    {
        ForgetOther(nameof(Input));
        await ReadAsync(cancel);
        if (!ModelState.IsValid)
        {
            await FillAsync(cancel);
            return this.Invalid();
        }

        var added = await labels.RunAsync(await viewer.GetAsync(), Event.Id, new LabelChange(Label.Id, Label.Outcome ?? DecisionOutcome.Talk, Label.Name ?? "", Label.Words ?? "", Label.Places), cancel);
        if (!added.Succeeded)
        {
            await FillAsync(cancel);
            return this.Refuse(added.Refusals, nameof(Label));
        }

        this.Flash(Label.Id is null ? $"“{Label.Name}” can be chosen when you decide." : $"“{Label.Name}” is changed.");
        return Redirect($"/e/{Event.Slug}/organize/decisions/settings#labels");
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid label, CancellationToken cancel)
    {
        ModelState.Clear();
        await labels.RemoveAsync(await viewer.GetAsync(), Event.Id, label, cancel);
        this.Flash("The label is removed: nothing new gets it. A decision that has it keeps it until you change it.");
        return Redirect($"/e/{Event.Slug}/organize/decisions/settings#labels");
    }

    /// <summary>Two forms stand on the page; what the other one would have sent is not missing.</summary>
    private void ForgetOther(string prefix)
    {
        foreach (var key in ModelState.Keys.Where(key => key.StartsWith(prefix + ".", StringComparison.Ordinal)).ToList())
        {
            ModelState.Remove(key);
        }
    }

    private async Task ReadAsync(CancellationToken cancel) => Scheme = await db.LoadSchemeAsync(Event.Id, cancel);

    private async Task FillAsync(CancellationToken cancel)
    {
        var settings = await db.LoadDecisionSettingsAsync(Event.Id, cancel);
        Input = TermsForm.From(settings, Event.DeadlineZone);
    }
}

public sealed class TermsForm
{
    public int? UndoMinutes { get; set; }

    public int? TalkPlaces { get; set; }

    public int? PosterPlaces { get; set; }

    public TimeEntry ConfirmBy { get; set; } = TimeEntry.Empty;

    public TimeEntry FinalsDue { get; set; } = TimeEntry.Empty;

    public int? FinalPageLimit { get; set; }

    public int Revision { get; set; }

    public static TermsForm From(DecisionSettings settings, EventZone zone) => new()
    {
        UndoMinutes = settings.UndoMinutes,
        TalkPlaces = settings.TalkPlaces,
        PosterPlaces = settings.PosterPlaces,
        ConfirmBy = TimeEntry.Of(settings.ConfirmBy, zone),
        FinalsDue = TimeEntry.Of(settings.FinalsDue, zone),
        FinalPageLimit = settings.FinalPageLimit,
        Revision = settings.Revision,
    };

    public Outcome<DecisionTerms> Read(EventZone zone)
    {
        var (confirm, finals) = (ConfirmBy.Read(zone, nameof(ConfirmBy)), FinalsDue.Read(zone, nameof(FinalsDue)));
        List<Refusal> refusals = [.. confirm.Refusals, .. finals.Refusals];
        return refusals.Count > 0
            ? Outcome.No<DecisionTerms>(refusals)
            : new DecisionTerms(UndoMinutes ?? DecisionSettings.DefaultUndoMinutes, TalkPlaces, PosterPlaces, confirm.Value, finals.Value, FinalPageLimit);
    }
}

public sealed class LabelForm
{
    /// <summary>Null for a new one.</summary>
    public Guid? Id { get; set; }

    public DecisionOutcome? Outcome { get; set; }

    public string? Name { get; set; }

    public string? Words { get; set; }

    public int? Places { get; set; }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Data;
using Workshop.Domain.Events;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Decisions;

/// <summary>Shows what a release would send, to whom, then sends it when the undo window is over.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class ReleaseModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time, SiteAddress site, ReleaseDecisions release) : PageModel
{
    [BindProperty]
    public string Fingerprint { get; set; } = "";

    public ReleasePreview Preview { get; private set; } = null!;

    public int UndoMinutes { get; private set; }

    public WorkshopEvent Event => current.Required;

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var released = await release.RunAsync(await viewer.GetAsync(), Event.Id, Fingerprint, cancel);
        if (!released.Succeeded)
        {
            await ReadAsync(cancel);
            ModelState.Remove(nameof(Fingerprint));
            return this.Refuse(released.Refusals, "");
        }

        UndoMinutes = (await db.LoadDecisionSettingsAsync(Event.Id, cancel)).UndoMinutes;
        var what = released.Value == 1 ? "1 decision is released." : $"{released.Value} decisions are released.";
        this.Flash(released.Value == 0
            ? "Nothing is left to release."
            : UndoMinutes == 0
                ? $"{what} {(released.Value == 1 ? "Its" : "Their")} mails are on their way."
                : $"{what} Authors are told in {UndoMinutes} {(UndoMinutes == 1 ? "minute" : "minutes")}; until then you can undo it.");
        return Redirect($"/e/{Event.Slug}/organize/decisions");
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        Preview = await db.ReadReleasePreviewAsync(await viewer.GetAsync(), Event, site, time.GetUtcNow(), cancel);
        UndoMinutes = (await db.LoadDecisionSettingsAsync(Event.Id, cancel)).UndoMinutes;
        Fingerprint = Preview.Fingerprint;
    }
}

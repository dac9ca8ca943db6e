using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Data;
using Workshop.Domain.Events;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Decisions;

/// <summary>Shows what a release would send, then sends it.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class ReleaseModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time, SiteAddress site, ReleaseDecisions release) : PageModel
{
    [BindProperty]
    public string Fingerprint { get; set; } = "";

    public ReleasePreview Preview { get; private set; } = null!;

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

        this.Flash(released.Value switch
        {
            0 => "Nothing is left to release.",
            1 => "1 decision is released. Its mails are on their way.",
            _ => $"{released.Value} decisions are released. Their mails are on their way.",
        });
        return Redirect($"/e/{Event.Slug}/organize/decisions");
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        Preview = await db.ReadReleasePreviewAsync(await viewer.GetAsync(), Event, id => site.Link(ReleaseDecisions.Link(Event.Slug, id)), time.GetUtcNow(), cancel);
        Fingerprint = Preview.Fingerprint;
    }
}

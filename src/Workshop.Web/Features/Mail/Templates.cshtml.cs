using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Mail;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Mail;

/// <summary>What each kind of mail says, and which kinds organizers see before they go.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class TemplatesModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, ChooseHeldKinds choose) : PageModel
{
    [BindProperty]
    public List<string> Held { get; set; } = [];

    /// <summary>Which kinds were held when the page was made.</summary>
    [BindProperty]
    public List<string> Seen { get; set; } = [];

    public string Slug => current.Required.Slug;

    public IReadOnlyList<Row> Kinds { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        Seen = Held = [.. Kinds.Where(row => row.IsHeld).Select(row => row.Kind.Key)];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var outcome = await choose.RunAsync(await viewer.GetAsync(), current.Required.Id, Seen, Held, cancel);
        if (!outcome.Succeeded)
        {
            await LoadAsync(cancel);
            return this.Refuse(outcome.Refusals);
        }

        this.Flash("Saved. Mails of the kinds that are marked here are held from now on, until an organizer sends them; all others go at once.");
        return Redirect($"/e/{Slug}/organize/mail/templates");
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        var own = await db.EventMailTemplates.AsNoTracking().Where(template => template.EventId == current.Required.Id).ToDictionaryAsync(template => template.Kind, cancel);
        Kinds = [.. MailKinds.All.Select(kind => new Row(kind, own.GetValueOrDefault(kind.Key) is { IsHeld: true }, own.GetValueOrDefault(kind.Key) is { HasOwnWords: true }))];
    }

    public sealed record Row(MailKind Kind, bool IsHeld, bool HasOwnWords);
}

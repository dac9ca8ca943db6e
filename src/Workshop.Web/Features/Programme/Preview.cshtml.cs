using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Data;
using Workshop.Data.Programme;
using Workshop.Domain.Events;
using Workshop.Domain.Programme;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Programme;

/// <summary>The draft as the public page would show it.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class PreviewModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time) : PageModel
{
    public ProgrammeDocument Programme { get; private set; } = null!;

    public bool HasStaged => Programme.Items.Any(item => item.IsStaged);

    public WorkshopEvent Event => current.Required;

    public async Task OnGetAsync(CancellationToken cancel) => Programme = (await db.ReadDraftProgrammeAsync(await viewer.GetAsync(), Event, time.GetUtcNow(), cancel)).Document;
}

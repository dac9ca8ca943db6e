using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Events;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Programme;

/// <summary>Shows what arranging the talks by topic would do, and does it.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class ArrangeModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time, ChangeProgramme change) : PageModel
{
    [BindProperty]
    public int Revision { get; set; }

    /// <summary>Talks without a place get one.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Waiting { get; set; }

    [BindProperty]
    public bool Named { get; set; }

    public TopicProposal? Proposal { get; private set; }

    public WorkshopEvent Event => current.Required;

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var organizer = await viewer.GetAsync();
        if (await db.ProposeAsync(organizer, Event, Waiting, Named, time.GetUtcNow(), cancel) is not { } proposal)
        {
            await ReadAsync(cancel);
            return this.Refuse([new Refusal("programme.nothing-to-arrange", "There is nothing to arrange any more.")], "");
        }

        var changed = await change.RunAsync(organizer, Event.Id, Revision, proposal.Change, cancel);
        if (!changed.Succeeded)
        {
            await ReadAsync(cancel);
            ModelState.Clear();
            return this.Refuse([.. changed.Refusals.Select(refusal => refusal with { Field = null })], "");
        }

        return Redirect($"/e/{Event.Slug}/organize/programme");
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        Revision = await db.LoadProgrammeRevisionAsync(Event.Id, cancel);
        Proposal = await db.ProposeAsync(await viewer.GetAsync(), Event, Waiting, Named, time.GetUtcNow(), cancel);
    }
}

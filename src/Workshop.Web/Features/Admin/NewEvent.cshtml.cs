using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Admin;

[Authorize(Policy = Policies.Administrator)]
public sealed class NewEventModel(WorkshopDb db, CreateEvent create, CurrentViewer viewer, TimeProvider time) : PageModel
{
    [BindProperty]
    public NewEventForm Input { get; set; } = new();

    /// <summary>Those that the administrator organizes, too: only organizers can copy an event.</summary>
    public IReadOnlyList<PastEvent> Past { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        Input.Event = EventForm.New(time.GetUtcNow(), ReaderZone.Of(Request)?.Id);
        Input.Event.CallText = DefaultCall.Text;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await create.RunAsync(await viewer.GetAsync(), Input.Event.ToSettings(), Input.Organizers, cancel);
        if (!outcome.Succeeded)
        {
            return this.Refuse(outcome.Refusals);
        }

        this.Flash("The event is created, and you are its organizer.");
        return LocalRedirect($"/e/{outcome.Value}/organize");
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        var mine = (await viewer.GetAsync()).OrganizerOf;
        Past = await db.Events.Where(e => mine.Contains(e.Id)).OrderByDescending(e => e.StartsOn).ThenBy(e => e.Slug).Select(e => new PastEvent(e.Slug, e.Name)).ToListAsync(cancel);
    }

    public sealed record PastEvent(string Slug, string Name);

    public sealed class NewEventForm
    {
        public EventForm Event { get; set; } = new();

        [Display(Name = "Other organizers")]
        public string? Organizers { get; set; }
    }
}

using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Admin;

[Authorize(Policy = Policies.Administrator)]
public sealed class NewEventModel(CreateEvent create, CurrentViewer viewer, TimeProvider time) : PageModel
{
    [BindProperty]
    public NewEventForm Input { get; set; } = new();

    public void OnGet()
    {
        Input.Event = EventForm.New(time.GetUtcNow(), ReaderZone.Of(Request)?.Id);
        Input.Event.CallText = DefaultCall.Text;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
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

    public sealed class NewEventForm
    {
        public EventForm Event { get; set; } = new();

        [Display(Name = "Other organizers")]
        public string? Organizers { get; set; }
    }
}

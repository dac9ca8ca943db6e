using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Workshop.Domain;
using Workshop.Domain.Events;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Assignment;

/// <summary>Reads an assignment from a file, and says what is wrong with it line by line.</summary>
[Authorize(Policy = Policies.Organizer)]
[EnableRateLimiting(RateLimits.Upload)]
public sealed class ImportModel(CurrentViewer viewer, CurrentEvent current, ImportAssignment import) : PageModel
{
    public WorkshopEvent Event => current.Required;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(IFormFile? file, CancellationToken cancel)
    {
        if (file is null || file.Length == 0)
        {
            return this.Refuse([new Refusal("import.no-file", "Choose a CSV file.", "file")], "");
        }

        if (file.Length > ImportAssignment.MaxBytes)
        {
            return this.Refuse([new Refusal("import.large", $"Choose a file smaller than {ImportAssignment.MaxBytes / 1024 / 1024} MB.", "file")], "");
        }

        await using var content = file.OpenReadStream();
        var made = await import.RunAsync(await viewer.GetAsync(), Event.Id, content, cancel);
        if (!made.Succeeded)
        {
            return this.Refuse(made.Refusals, "");
        }

        this.Flash("The file is a proposal now. Nobody has been told anything yet.");
        return Redirect($"/e/{Event.Slug}/organize/assignment/{made.Value}");
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions;

/// <summary>Asks for a check of all submissions; the button stands where the rules are changed.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class RecheckModel(CurrentEvent current, CurrentViewer viewer, RequestRecheck recheck) : PageModel
{
    public IActionResult OnGet() => Redirect($"/e/{current.Required.Slug}/organize/settings/checks#recheck");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var run = await recheck.RunAsync(await viewer.GetAsync(), current.Required.Id, cancel);
        return Redirect($"/jobs/{run}?return=/e/{current.Required.Slug}/organize/submissions");
    }
}

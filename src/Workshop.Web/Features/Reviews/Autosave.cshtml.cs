using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>For autosave.js: takes the form without its file and answers in JSON. Signed out is 401; the text then stays on the device.</summary>
[Authorize(Policy = Policies.Reviewer)]
[EnableRateLimiting(RateLimits.Autosave)]
[RequestSizeLimit(LargestRequest)]
public sealed class AutosaveModel(CurrentEvent current, CurrentViewer viewer, AutosaveReview autosave, HoldForm held) : PageModel
{
    private const int LargestRequest = 2 * 1024 * 1024;

    [BindProperty]
    public ReviewInput Input { get; set; } = new();

    [FromRoute]
    public Guid AssignmentId { get; set; }

    public IActionResult OnGet() => NotFound();

    /// <param name="tab">The open page, see <see cref="OpenPage"/>.</param>
    /// <param name="nth">Rises with everything that this page sends.</param>
    /// <param name="givenBack">The page shows what was held after a lost session: it has arrived.</param>
    public async Task<IActionResult> OnPostAsync(bool keepApart, string? tab, int nth, string[]? taken, bool givenBack, CancellationToken cancel)
    {
        var open = OpenPage.Of(tab, nth, taken);
        var reviewer = await viewer.GetAsync();
        var outcome = await autosave.RunAsync(reviewer, current.Required.Id, AssignmentId, new TypedReview(Input.ToContent(), Input.Revision, PostedFields.Write(Request.Form), keepApart, open), cancel);
        if (outcome is null)
        {
            return NotFound();
        }

        if (!outcome.Succeeded)
        {
            return new JsonResult(new { state = "refused", message = outcome.Refusal!.Message }) { StatusCode = StatusCodes.Status400BadRequest };
        }

        var page = $"/e/{current.Required.Slug}/reviews/{AssignmentId}";
        if (givenBack)
        {
            await held.ForgetAsync(reviewer.RequiredPersonId, [page], cancel);
        }
        else if (open.Tab.Length > 0)
        {
            await held.ForgetTypedInAsync(reviewer.RequiredPersonId, page, open.Tab, cancel);
        }

        var saved = outcome.Value;
        var isConflict = saved.Why?.Code == Review.ChangedElsewhere.Code;
        return new JsonResult(new { state = isConflict ? "conflict" : saved.IsKeptApart ? "kept" : "saved", at = saved.At, saved.Revision, message = saved.Why?.Message, edit = page })
        {
            StatusCode = isConflict ? StatusCodes.Status409Conflict : StatusCodes.Status200OK,
        };
    }
}

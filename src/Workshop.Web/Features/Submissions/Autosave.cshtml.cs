using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions;

/// <summary>For autosave.js: takes the form without its file and answers in JSON. Signed out is 401; the text then stays on the device.</summary>
[Authorize]
[EnableRateLimiting(RateLimits.Autosave)]
[RequestSizeLimit(LargestRequest)]
public sealed class AutosaveModel(CurrentEvent current, CurrentViewer viewer, AutosaveSubmission autosave, HoldForm held) : PageModel
{
    private const int LargestRequest = 2 * 1024 * 1024;

    [BindProperty]
    public SubmissionForm Input { get; set; } = new();

    [FromRoute]
    public Guid Id { get; set; }

    public IActionResult OnGet() => NotFound();

    public async Task<IActionResult> OnPostAsync(bool keepApart, CancellationToken cancel)
    {
        var of = current.Required;
        var author = await viewer.GetAsync();
        var save = new SaveRequest(of.Id, Id, Input.Revision, Input.ToContent(), null, false, ArrivalTime.Of(HttpContext));
        var outcome = await autosave.RunAsync(author, new AutosaveRequest(save, PostedFields.Write(Request.Form), keepApart), cancel);
        if (outcome is null)
        {
            return NotFound();
        }

        if (!outcome.Succeeded)
        {
            return new JsonResult(new { state = "refused", message = outcome.Refusal!.Message, title = Title() }) { StatusCode = StatusCodes.Status400BadRequest };
        }

        var edit = $"/e/{of.Slug}/submissions/{Id}/edit";
        await held.ForgetAsync(author.RequiredPersonId, [edit, $"/e/{of.Slug}/submissions/new"], cancel);
        var saved = outcome.Value;
        var isConflict = saved.Why?.Code == "submission.changed-elsewhere";
        return new JsonResult(new { state = isConflict ? "conflict" : saved.State == AutosaveState.Saved ? "saved" : "kept", at = saved.At, saved.Revision, message = saved.Why?.Message, edit, title = Title() })
        {
            StatusCode = isConflict ? StatusCodes.Status409Conflict : StatusCodes.Status200OK,
        };
    }

    private TitleAdvice Title() => TitleHints.For(Input.Title ?? "");
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions;

[Authorize]
[EnableRateLimiting(RateLimits.Upload)]
[RequestSizeLimit(Upload.LargestRequest)]
[RequestFormLimits(MultipartBodyLengthLimit = Upload.LargestRequest)]
public sealed class EditModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, SaveSubmission save) : SubmissionFormModel(db, current, viewer, save)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Input.Id = Id;
        await LoadAsync(cancel);
        if (Saved is null)
        {
            return NotFound();
        }

        Input = Saved.Form;
        Closed = Saved.State == SubmissionState.Withdrawn
            ? new Refusal("submission.withdrawn", "This submission is withdrawn. Take the withdrawal back before you change it.")
            : Window.Check(ArrivalTime.Of(HttpContext));
        return Page();
    }

    public Task<IActionResult> OnPostAsync(string? editAuthors, string? act, CancellationToken cancel)
    {
        // The address says which one; a hidden field could say another.
        Input.Id = Id;
        return SaveAsync(editAuthors, act, cancel);
    }
}

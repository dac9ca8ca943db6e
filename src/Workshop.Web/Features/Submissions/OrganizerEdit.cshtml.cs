using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions;

/// <summary>The authors' form in the hands of an organizer who manages the submission: never their own, never one with a conflict, never a draft.</summary>
[Authorize(Policy = Policies.Organizer)]
[EnableRateLimiting(RateLimits.Upload)]
[RequestSizeLimit(Upload.LargestRequest)]
[RequestFormLimits(MultipartBodyLengthLimit = Upload.LargestRequest)]
public sealed class OrganizerEditModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, SaveSubmission save, TimeProvider time) : SubmissionFormModel(db, current, viewer, save)
{
    private readonly WorkshopDb _db = db;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public override bool IsOnBehalf => true;

    public override string Action => $"{SavedPage}/edit";

    protected override string SavedPage => $"/e/{Event.Slug}/organize/submissions/{Id}";

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
            ? Submission.ChangeOfWithdrawn
            : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? editAuthors, string? act, string[] take, CancellationToken cancel)
    {
        // The address says which one; a hidden field could say another.
        Input.Id = Id;
        await LoadAsync(cancel);
        return Saved is null ? NotFound() : await SaveAsync(editAuthors, act, take, cancel);
    }

    protected override IQueryable<Submission> MayChange(Viewer who) => _db.Submissions.VisibleTo(who, SubmissionPart.Management, time.GetUtcNow());
}

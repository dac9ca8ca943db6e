using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions;

[Authorize]
[EnableRateLimiting(RateLimits.Upload)]
[RequestSizeLimit(Upload.LargestRequest)]
[RequestFormLimits(MultipartBodyLengthLimit = Upload.LargestRequest)]
[UploadGate]
public sealed class EditModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, SaveSubmission save, AutosaveSubmission autosave, FormRefill refill) : SubmissionFormModel(db, current, viewer, save)
{
    private readonly WorkshopDb _db = db;
    private readonly CurrentViewer _viewer = viewer;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <param name="unsent">Go on with the changes that were typed and not sent.</param>
    public async Task<IActionResult> OnGetAsync(bool unsent, CancellationToken cancel)
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
            : Deadlines.Check(Arrived);
        if (Closed is null)
        {
            await OfferUnsentAsync(Saved.Form, unsent, cancel);
        }

        return Page();
    }

    public Task<IActionResult> OnPostAsync(string? editAuthors, string? act, string[] take, CancellationToken cancel)
    {
        // The address says which one; a hidden field could say another.
        Input.Id = Id;
        return SaveAsync(editAuthors, act, take, cancel);
    }

    /// <summary>The page has shown what will be gone.</summary>
    public async Task<IActionResult> OnPostDiscardAsync(CancellationToken cancel)
    {
        if (await autosave.ForgetAsync(await _viewer.GetAsync(), Id, cancel))
        {
            this.Flash("The changes that were not sent are discarded.");
        }

        return Redirect($"/e/{Event.Slug}/submissions/{Id}/edit");
    }

    private async Task OfferUnsentAsync(SubmissionForm saved, bool goOn, CancellationToken cancel)
    {
        var me = ViewerId;
        var copy = await _db.WorkingCopies.AsNoTracking().SingleOrDefaultAsync(copy => copy.SubmissionId == Id && copy.PersonId == me, cancel);
        if (copy is null)
        {
            return;
        }

        await refill.RunAsync(this, PostedFields.Read(copy.Fields));
        (Input.Id, Input.Revision) = (Id, copy.BaseRevision);
        FillInUnasked(saved);
        var differences = FormDifferences.Between(saved, Input, Event, Form);
        if (goOn && differences.Count > 0)
        {
            IsUnsaved = true;
            return;
        }

        ModelState.Clear();
        Input = saved;
        Unsent = differences.Count > 0 ? new UnsentChanges(copy.SavedAt, differences) : null;
    }
}

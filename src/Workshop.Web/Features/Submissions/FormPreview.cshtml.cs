using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Workshop.Data;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions;

/// <summary>The form of a new submission for those who shape it; it can be filled in but not sent.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class FormPreviewModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, SaveSubmission save) : SubmissionFormModel(db, current, viewer, save)
{
    public override string Action => $"/e/{Event.Slug}/organize/settings/form/preview";

    public override bool IsPreview => true;

    public Task OnGetAsync(CancellationToken cancel) => LoadAsync(cancel);

    /// <summary>Enter in a field, or a button of the author list.</summary>
    public IActionResult OnPost()
    {
        this.Flash("This is a preview: nothing was saved.");
        return Redirect(Action);
    }
}

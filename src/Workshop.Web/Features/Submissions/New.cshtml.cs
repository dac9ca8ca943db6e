using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions;

[Authorize]
[EnableRateLimiting(RateLimits.Upload)]
[RequestSizeLimit(Upload.LargestRequest)]
[RequestFormLimits(MultipartBodyLengthLimit = Upload.LargestRequest)]
[UploadGate]
public sealed class NewModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, SaveSubmission save) : SubmissionFormModel(db, current, viewer, save)
{
    private readonly WorkshopDb _db = db;
    private readonly CurrentViewer _viewer = viewer;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        Closed = Deadlines.Check(Arrived);
        var id = (await _viewer.GetAsync()).RequiredPersonId;
        var me = await _db.People.AsNoTracking().Include(person => person.Emails).SingleAsync(person => person.Id == id, cancel);
        Input = new SubmissionForm
        {
            Id = Guid.NewGuid(),
            TypeId = TypeChoices is [{ } only] ? only.Id : null,
            Authors = new AuthorRows { Rows = [new() { Name = me.Name, Email = me.PrimaryEmail?.Address ?? "", Affiliation = me.Affiliation, Orcid = me.Orcid }] },
        };
    }

    public Task<IActionResult> OnPostAsync(string? editAuthors, string? act, string[] take, CancellationToken cancel) => SaveAsync(editAuthors, act, take, cancel);
}

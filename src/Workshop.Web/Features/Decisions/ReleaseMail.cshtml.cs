using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Data;
using Workshop.Domain.Events;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Decisions;

/// <summary>Every mail that the release would send about one submission, as each person would get it; 404 for what is not staged.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class ReleaseMailModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time, SiteAddress site) : PageModel
{
    public WorkshopEvent Event => current.Required;

    public Guid Id { get; private set; }

    public int Number { get; private set; }

    public string Title { get; private set; } = "";

    public string Word { get; private set; } = "";

    public IReadOnlyList<PreviewedMail> Mails { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await db.ReadPreviewedMailsAsync(await viewer.GetAsync(), Event, id, site, time.GetUtcNow(), cancel) is not { } found)
        {
            return NotFound();
        }

        var scheme = await db.LoadSchemeAsync(Event.Id, cancel);
        (Id, Number, Title) = (id, found.Letter.Submission.Number, found.Letter.Submission.Title);
        Word = scheme.Word(found.Letter.Decision.Outcome, found.Letter.Decision.LabelId);
        Mails = found.Mails;
        return Page();
    }
}

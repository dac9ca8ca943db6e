using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.Events;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions;

/// <summary>The receipt of one version, to be read, printed and shown: also of versions that were replaced and of submissions that were withdrawn.</summary>
[Authorize]
public sealed class ReceiptModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, SiteAddress site, TimeProvider time) : PageModel
{
    public WorkshopEvent Event => current.Required;

    public SubmissionReceipt Receipt { get; private set; } = null!;

    public int Number { get; private set; }

    /// <summary>Null when they are not counted, or not yet.</summary>
    public int? Pages { get; private set; }

    public string VerifyLink => site.Link($"/verify/{ReceiptCode.Grouped(Receipt.Code)}");

    public IHtmlContent Qr => new HtmlString(QrDrawing.Svg(VerifyLink));

    public async Task<IActionResult> OnGetAsync(Guid id, int version, CancellationToken cancel)
    {
        var eventId = Event.Id;
        var found = await (
            from submission in db.Submissions.VisibleTo(await viewer.GetAsync(), SubmissionPart.History, time.GetUtcNow())
            where submission.Id == id && submission.EventId == eventId
            join receipt in db.Receipts on submission.Id equals receipt.SubmissionId
            where receipt.Version == version
            select new { submission.Number, Receipt = receipt, Pages = submission.Versions.Where(each => each.Number == version).Select(each => each.Pages).FirstOrDefault() })
            .AsNoTracking().SingleOrDefaultAsync(cancel);
        if (found is null)
        {
            return NotFound();
        }

        (Receipt, Number, Pages) = (found.Receipt, found.Number, found.Pages);
        return Page();
    }
}

using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions;

/// <summary>What the list shows, and all the text, for a spreadsheet.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class ExportModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, TimeProvider time) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var of = current.Required;
        var topics = of.Topics.ToDictionary(topic => topic.Id, topic => topic.Name);
        var submissions = await db.Submissions.VisibleTo(await viewer.GetAsync(), SubmissionPart.Management, time.GetUtcNow()).AsNoTracking()
            .Where(s => s.EventId == of.Id)
            .WithContent()
            .OrderBy(s => s.Number)
            .ToListAsync(cancel);
        var form = await db.LoadCallFormAsync(of.Id, cancel);
        var rows = submissions.Select(s => SubmissionRow.Of(s, topics) with { Type = form.TypeOf(s.TypeId)?.Name ?? "", Answers = SubmissionRow.AnswersOf(form, s) });
        Response.Headers.CacheControl = "private, no-store";

        // With a byte order mark, without which Excel takes the file for Windows-1252.
        return File((byte[])[.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(SubmissionTable.Write(rows, form))], "text/csv; charset=utf-8", $"{of.Slug}-submissions.csv");
    }
}

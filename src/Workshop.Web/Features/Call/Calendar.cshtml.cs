using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Call;

[AllowAnonymous]
public sealed class CalendarModel(WorkshopDb db, CurrentEvent current, SiteAddress site, TimeProvider time) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var of = current.Required;
        var file = CalendarFile.Write(of, await db.LoadCallFormAsync(of.Id, cancel), site.Link($"/e/{of.Slug}"), time.GetUtcNow());
        return File(Encoding.UTF8.GetBytes(file), "text/calendar; charset=utf-8", $"{of.Slug}.ics");
    }
}

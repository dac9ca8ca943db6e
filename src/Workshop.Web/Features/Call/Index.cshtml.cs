using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Data;
using Workshop.Data.Events;
using Workshop.Domain.Events;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Call;

/// <summary>The public face of an event.</summary>
[AllowAnonymous]
public sealed class IndexModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, SiteAddress site, TimeProvider time) : PageModel
{
    public WorkshopEvent Event => current.Required;

    public DateTimeOffset Now { get; private set; }

    /// <summary>With what was granted to the viewer.</summary>
    public SubmissionWindow Window { get; private set; } = null!;

    public bool MaySubmit => Window.Check(Now) is null;

    public bool IsExtended => Window.Extension is { } extension && extension > Window.Closes;

    public DateTimeOffset Closes => IsExtended ? Window.Extension!.Value : Window.Closes;

    public string Address => site.Link($"/e/{Event.Slug}");

    public string Days => Event.StartsOn == Event.EndsOn
        ? Event.StartsOn.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture)
        : $"{Event.StartsOn.ToString(Event.StartsOn.Year == Event.EndsOn.Year ? "ddd d MMM" : "ddd d MMM yyyy", CultureInfo.InvariantCulture)} to {Event.EndsOn.ToString("ddd d MMM yyyy", CultureInfo.InvariantCulture)}";

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Now = time.GetUtcNow();
        Window = await db.LoadWindowAsync(Event, await viewer.GetAsync(), cancel);
    }
}

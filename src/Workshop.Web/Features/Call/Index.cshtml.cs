using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Domain.Events;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Call;

/// <summary>The public face of an event.</summary>
[AllowAnonymous]
public sealed class IndexModel(CurrentEvent current, CurrentDeadlines deadlines, SiteAddress site, TimeProvider time) : PageModel
{
    public WorkshopEvent Event => current.Required;

    public DateTimeOffset Now { get; private set; }

    /// <summary>With what was granted to the viewer.</summary>
    public SubmissionWindow Window { get; private set; } = null!;

    public bool MaySubmit => Window.Check(Now) is null;

    /// <summary>For submitting: with what was granted to the viewer.</summary>
    public DateTimeOffset Closes => Window.Extension > Window.Closes ? Window.Extension.Value : Window.Closes;

    /// <summary>For registering a new submission; null when the event has no such deadline.</summary>
    public DateTimeOffset? AbstractsDue => Event.AbstractsDue is null ? null : Window.Deadline;

    public string Address => site.Link($"/e/{Event.Slug}");

    public string Days => Event.StartsOn == Event.EndsOn
        ? Event.StartsOn.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture)
        : $"{Event.StartsOn.ToString(Event.StartsOn.Year == Event.EndsOn.Year ? "ddd d MMM" : "ddd d MMM yyyy", CultureInfo.InvariantCulture)} to {Event.EndsOn.ToString("ddd d MMM yyyy", CultureInfo.InvariantCulture)}";

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Now = time.GetUtcNow();
        Window = (await deadlines.GetAsync(cancel)).ForNew;
    }
}

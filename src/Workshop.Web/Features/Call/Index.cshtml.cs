using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.Events;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Call;

/// <summary>The public face of an event.</summary>
[AllowAnonymous]
public sealed class IndexModel(WorkshopDb db, CurrentEvent current, CurrentDeadlines deadlines, SiteAddress site, TimeProvider time) : PageModel
{
    public WorkshopEvent Event => current.Required;

    public DateTimeOffset Now { get; private set; }

    /// <summary>With what was granted to the viewer.</summary>
    public SubmissionWindow Window { get; private set; } = null!;

    public bool MaySubmit => Window.Check(Now) is null;

    /// <summary>For submitting: with what was granted to the viewer.</summary>
    public DateTimeOffset Closes => Window.FinalDeadline;

    /// <summary>For registering a new submission; null when there is no such deadline.</summary>
    public DateTimeOffset? AbstractsDue => Window.AbstractsDue is null ? null : Window.Deadline;

    /// <summary>What can be submitted, in the organizers' order; empty for an event without types.</summary>
    public IReadOnlyList<TypeOnCall> Types { get; private set; } = [];

    /// <summary>No single deadline can be told: each type tells its own.</summary>
    public bool EachTypeTells { get; private set; }

    /// <summary>For an event without types.</summary>
    public string Length => $"Extended abstract of {Pages(new SubmissionLimits(Event.PageLimit, Event.MaxUploadMegabytes, true))}";

    public LinkPreview Preview { get; private set; } = null!;

    public string Days => Event.StartsOn == Event.EndsOn
        ? Event.StartsOn.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture)
        : $"{Event.StartsOn.ToString(Event.StartsOn.Year == Event.EndsOn.Year ? "ddd d MMM" : "ddd d MMM yyyy", CultureInfo.InvariantCulture)} to {Event.EndsOn.ToString("ddd d MMM yyyy", CultureInfo.InvariantCulture)}";

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Now = time.GetUtcNow();
        var own = await deadlines.GetAsync(cancel);
        Window = own.ForNew;
        EachTypeTells = own.TypesDiffer;
        Preview = LinkPreview.Of(Event, own, site, Now, $"/e/{Event.Slug}", $"{Event.Name}: call for abstracts");
        var form = await db.LoadCallFormAsync(Event.Id, cancel);
        Types = [.. form.Types.Where(type => !type.IsClosed).Select(type => new TypeOnCall(type.Name, type.Description, LimitsOf(form, type), new DeadlineView(own.ForNewOf(type.Id), Event.DeadlineZoneId, Now)))];
    }

    /// <summary>"at most 2 pages, one PDF of at most 10 MB; an abstract of at most 200 words".</summary>
    private string LimitsOf(CallForm form, SubmissionType type)
    {
        var limits = SubmissionLimits.Of(Event, type);
        var file = limits.RequiresPdf ? Pages(limits) : "no PDF needed";
        return form.AbstractFor(type).Words is { } length ? $"{file}; an abstract of {length}" : file;
    }

    private static string Pages(SubmissionLimits limits) =>
        string.Create(CultureInfo.InvariantCulture, $"at most {limits.Pages} {(limits.Pages == 1 ? "page" : "pages")}, one PDF of at most {limits.Megabytes} MB");

    public sealed record TypeOnCall(string Name, string Description, string Limits, DeadlineView Deadline);
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Events;
using Workshop.Domain.Events;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Settings;

/// <summary>Who has more time than everybody: persons, and submissions that were reopened.</summary>
[Authorize(Policy = Policies.Organizer)]
[EnableRateLimiting(RateLimits.Sensitive)]
public sealed class ExtensionsModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, GrantExtension grant, RemoveExtension remove, TimeProvider time) : PageModel
{
    [BindProperty]
    public ExtensionForm Input { get; set; } = new();

    public WorkshopEvent Event => current.Required;

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public async Task OnGetAsync(string? email, int? number, CancellationToken cancel)
    {
        Input.Email = email;
        Input.Number = number;
        Input.Until = TimeEntry.At(Event.DeadlineZone.At(Event.SubmissionsClose).DateTime.AddDays(2));
        await LoadAsync(cancel);
    }

    public async Task<IActionResult> OnPostGrantAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            await LoadAsync(cancel);
            return this.Invalid();
        }

        var outcome = await grant.RunAsync(await viewer.GetAsync(), Event.Id, Input.Email, Input.Until, Input.Number, Input.Note, cancel);
        if (!outcome.Succeeded)
        {
            await LoadAsync(cancel);
            return this.Refuse(outcome.Refusals);
        }

        this.Flash($"The deadline is extended for {Input.Email!.Trim()}, who gets a mail, until {EventTimeText.InThreeZones(outcome.Value, Event.DeadlineZone, HttpContext.Request)}.");
        return Redirect($"/e/{Event.Slug}/organize/settings/extensions");
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid extensionId, CancellationToken cancel)
    {
        await remove.RunAsync(await viewer.GetAsync(), Event.Id, extensionId, cancel);
        this.Flash("Taken back. Whom it concerned is told by mail.");
        return Redirect($"/e/{Event.Slug}/organize/settings/extensions");
    }

    private async Task LoadAsync(CancellationToken cancel) =>
        Rows = await db.ExtensionsShownTo(await viewer.GetAsync(), Event.Id, time.GetUtcNow())
            .OrderBy(extension => extension.Until).ThenBy(extension => extension.Email)
            .Select(extension => new Row(
                extension.Id,
                extension.Email,
                extension.SubmissionId,
                db.Submissions.Where(s => s.Id == extension.SubmissionId).Select(s => (int?)s.Number).FirstOrDefault(),
                extension.Until,
                extension.Thaws,
                extension.Note))
            .ToListAsync(cancel);

    /// <param name="Email">Empty for all authors of the submission.</param>
    /// <param name="Number">Null when it holds for everything that the person submits.</param>
    public sealed record Row(Guid Id, string Email, Guid? SubmissionId, int? Number, DateTimeOffset Until, bool Thaws, string Note)
    {
        public string Who => Email.Length > 0 ? Email : $"All authors of #{Number}";
    }

    public sealed class ExtensionForm
    {
        public string? Email { get; set; }

        public TimeEntry Until { get; set; } = TimeEntry.Empty;

        public int? Number { get; set; }

        public string? Note { get; set; }
    }
}

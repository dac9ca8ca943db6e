using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Domain.Events;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>Who is invited next when somebody declines or stays silent.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class AlternatesModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, SetAlternates set) : PageModel
{
    [BindProperty]
    public AlternatesForm Input { get; set; } = new();

    public WorkshopEvent Event => current.Required;

    public int? LapseAfterDays { get; private set; }

    public IReadOnlyList<TakenRow> Taken { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Input.People = string.Join('\n', await db.Alternates.Where(alternate => alternate.EventId == Event.Id && alternate.InvitedAt == null)
            .OrderBy(alternate => alternate.Position).Select(alternate => alternate.Name + " <" + alternate.Email + ">").ToListAsync(cancel));
        await ReadAsync(cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var saved = await set.RunAsync(await viewer.GetAsync(), Event.Id, Input.People, cancel);
        if (!saved.Succeeded)
        {
            db.ChangeTracker.Clear();
            await ReadAsync(cancel);
            return this.Refuse(saved.Refusals);
        }

        this.Flash(saved.Value switch { 0 => "Nobody waits.", 1 => "One alternate waits.", var n => $"{n} alternates wait." });
        return Redirect($"/e/{Event.Slug}/organize/reviewers/alternates");
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        LapseAfterDays = (await db.LoadReminderPlanAsync(Event.Id, cancel)).LapseAfterDays;
        Taken = await db.Alternates.Where(alternate => alternate.EventId == Event.Id && alternate.InvitedAt != null)
            .OrderBy(alternate => alternate.InvitedAt).Select(alternate => new TakenRow(alternate.Name, alternate.Email, alternate.InvitedAt!.Value)).ToListAsync(cancel);
    }

    public sealed class AlternatesForm
    {
        public string? People { get; set; }
    }

    public sealed record TakenRow(string Name, string Email, DateTimeOffset InvitedAt);
}

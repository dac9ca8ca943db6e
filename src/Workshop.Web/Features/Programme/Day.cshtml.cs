using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Events;
using Workshop.Domain.Programme;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Programme;

/// <summary>A whole day of empty sessions from a few numbers.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class DayModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, ChangeProgramme change) : PageModel
{
    [BindProperty]
    public DayForm Input { get; set; } = new();

    public WorkshopEvent Event => current.Required;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var days = await db.Sessions.Where(session => session.EventId == Event.Id).Select(session => session.StartsAt).ToListAsync(cancel);
        var taken = days.Select(start => DateOnly.FromDateTime(Event.Zone.At(start).DateTime)).ToHashSet();
        var free = Enumerable.Range(0, Event.EndsOn.DayNumber - Event.StartsOn.DayNumber + 1).Select(Event.StartsOn.AddDays).FirstOrDefault(day => !taken.Contains(day), Event.StartsOn);
        Input = new DayForm { Revision = Event.ProgrammeRevision, Day = free };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var changed = await change.RunAsync(await viewer.GetAsync(), Event.Id, Input.Revision, new ProgrammeChange.LayOut(Input.Wanted), cancel);
        if (!changed.Succeeded)
        {
            ModelState.Remove("Input.Revision");
            Input.Revision = await db.LoadProgrammeRevisionAsync(Event.Id, cancel);
            return this.Refuse(changed.Refusals);
        }

        return Redirect($"/e/{Event.Slug}/organize/programme");
    }
}

public sealed class DayForm
{
    public int Revision { get; set; }

    public DateOnly Day { get; set; }

    [DataType(DataType.Time)]
    public TimeOnly Starts { get; set; } = new(9, 0);

    public string? Room { get; set; }

    public int Blocks { get; set; } = 3;

    public int BlockMinutes { get; set; } = 75;

    public int WelcomeMinutes { get; set; } = 15;

    public int KeynoteMinutes { get; set; } = 60;

    public int CoffeeMinutes { get; set; } = 30;

    public int LunchMinutes { get; set; } = 75;

    public int PosterMinutes { get; set; } = 75;

    public UsualDay Wanted => new(Day, Starts, Blocks, BlockMinutes)
    {
        Room = Room ?? "",
        WelcomeMinutes = WelcomeMinutes,
        KeynoteMinutes = KeynoteMinutes,
        CoffeeMinutes = CoffeeMinutes,
        LunchMinutes = LunchMinutes,
        PosterMinutes = PosterMinutes,
    };
}

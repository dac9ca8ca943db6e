using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Events;
using Workshop.Domain.Programme;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Programme;

/// <summary>Adds a session or changes one. Times are what clocks at the event show.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class SessionModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, ChangeProgramme change) : PageModel
{
    [BindProperty]
    public SessionInput Input { get; set; } = new();

    public Guid? Id { get; private set; }

    /// <summary>Asked only when the clocks are set back at one of the times.</summary>
    public bool AsksWhichHour { get; private set; }

    public WorkshopEvent Event => current.Required;

    public static IReadOnlyList<SelectListItem> Kinds { get; } = [.. Enum.GetValues<SessionKind>().Select(kind => new SelectListItem(kind.ToString(), kind.ToString()))];

    public static IReadOnlyList<SelectListItem> Hours { get; } = [new("The first time", nameof(RepeatedHour.First)), new("The second time", nameof(RepeatedHour.Second))];

    public async Task<IActionResult> OnGetAsync(Guid? id, CancellationToken cancel)
    {
        Id = id;
        Input = new SessionInput { Day = Event.StartsOn, Revision = Event.ProgrammeRevision };
        if (id is null)
        {
            var last = await db.Sessions.Where(session => session.EventId == Event.Id).OrderByDescending(session => session.EndsAt).FirstOrDefaultAsync(cancel);
            var start = last is null ? Event.StartsOn.ToDateTime(new TimeOnly(9, 0)) : Event.Zone.At(last.EndsAt).DateTime;
            Input.Day = DateOnly.FromDateTime(start);
            Input.Starts = TimeOnly.FromDateTime(start);
            Input.Ends = Input.Starts.AddMinutes(90);
            Input.Room = last?.Room ?? "";
            return Page();
        }

        if (await db.Sessions.SingleOrDefaultAsync(session => session.EventId == Event.Id && session.Id == id, cancel) is not { } found)
        {
            return NotFound();
        }

        var (starts, ends) = (Event.Zone.At(found.StartsAt), Event.Zone.At(found.EndsAt));
        Input.Title = found.Title;
        Input.Kind = found.Kind;
        Input.Day = DateOnly.FromDateTime(starts.DateTime);
        Input.Starts = TimeOnly.FromDateTime(starts.DateTime);
        Input.Ends = TimeOnly.FromDateTime(ends.DateTime);
        Input.Room = found.Room;
        Input.Chair = found.Chair;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid? id, CancellationToken cancel)
    {
        Id = id;
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var starts = Instant(Input.Starts, nameof(Input.Starts));
        var ends = Instant(Input.Ends, nameof(Input.Ends));
        if (!starts.Succeeded || !ends.Succeeded)
        {
            List<Refusal> wrong = [.. starts.Refusals, .. ends.Refusals];
            AsksWhichHour = wrong.Exists(refusal => refusal.Code == "time.repeated");
            return this.Refuse(wrong);
        }

        var content = new SessionContent(Input.Title ?? "", Input.Kind, starts.Value, ends.Value, Input.Room ?? "", Input.Chair ?? "");
        ProgrammeChange wanted = id is { } known ? new ProgrammeChange.ChangeSession(known, content) : new ProgrammeChange.AddSession(content);
        var changed = await change.RunAsync(await viewer.GetAsync(), Event.Id, Input.Revision, wanted, cancel);
        if (!changed.Succeeded)
        {
            // What was typed stays; saving again puts it on top of what the other one did.
            ModelState.Remove("Input.Revision");
            Input.Revision = await db.LoadProgrammeRevisionAsync(Event.Id, cancel);
            return this.Refuse([.. changed.Refusals.Select(InThisForm)]);
        }

        this.Flash($"“{Input.Title}” is saved.");
        return Redirect($"/e/{Event.Slug}/organize/programme{(id is null ? "" : $"#session-{id}")}");
    }

    private Outcome<DateTimeOffset> Instant(TimeOnly clock, string field)
    {
        var instant = Event.Zone.ToInstant(Input.Day.ToDateTime(clock), Input.Hour);
        return instant.Succeeded ? instant : instant.Refusal! with { Field = field };
    }

    private static Refusal InThisForm(Refusal refusal) => refusal.Field == nameof(SessionContent.EndsAt) ? refusal with { Field = nameof(Input.Ends) } : refusal;
}

public sealed class SessionInput
{
    public int Revision { get; set; }

    [Display(Name = "Title")]
    public string? Title { get; set; }

    public SessionKind Kind { get; set; }

    public DateOnly Day { get; set; }

    [DataType(DataType.Time)]
    public TimeOnly Starts { get; set; }

    [DataType(DataType.Time)]
    public TimeOnly Ends { get; set; }

    public RepeatedHour? Hour { get; set; }

    public string? Room { get; set; }

    public string? Chair { get; set; }
}

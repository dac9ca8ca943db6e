using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Workshop.Data;
using Workshop.Domain.Events;
using Workshop.Domain.Programme;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Programme;

/// <summary>How large the boards are and what they are called, and the button that numbers them.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class BoardsModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time, SaveBoards save, ChangeProgramme change) : PageModel
{
    [BindProperty]
    public BoardsForm Input { get; set; } = new();

    [BindProperty]
    public string Act { get; set; } = "";

    public WorkshopEvent Event => current.Required;

    public static IReadOnlyList<SelectListItem> Orientations { get; } = [.. Enum.GetValues<BoardOrientation>().Select(orientation => new SelectListItem(orientation.ToString(), orientation.ToString()))];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var boards = await db.LoadBoardsAsync(Event.Id, cancel);
        Input = new BoardsForm { Revision = Event.ProgrammeRevision, Width = boards.Width, Height = boards.Height, Orientation = boards.Orientation, Prefix = boards.Prefix, First = boards.First, HasHalves = boards.HasHalves };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var organizer = await viewer.GetAsync();
        var saved = await save.RunAsync(organizer, Event.Id, Input.Boards, cancel);
        if (!saved.Succeeded)
        {
            return this.Refuse(saved.Refusals);
        }

        if (Act != "number")
        {
            this.Flash("The boards are saved.");
            return Redirect($"/e/{Event.Slug}/organize/programme");
        }

        var (wanted, notes) = await db.NumberBoardsAsync(organizer, Event, Input.Boards, Input.Renumber, time.GetUtcNow(), cancel);
        var changed = await change.RunAsync(organizer, Event.Id, Input.Revision, wanted, cancel);
        if (!changed.Succeeded)
        {
            ModelState.Remove("Input.Revision");
            Input.Revision = await db.LoadProgrammeRevisionAsync(Event.Id, cancel);
            return this.Refuse(changed.Refusals);
        }

        this.Flash(string.Join(' ', ["The boards are numbered.", .. notes]));
        return Redirect($"/e/{Event.Slug}/organize/programme");
    }
}

public sealed class BoardsForm
{
    public int Revision { get; set; }

    public int Width { get; set; }

    public int Height { get; set; }

    public BoardOrientation Orientation { get; set; }

    public string? Prefix { get; set; }

    public int First { get; set; }

    public bool HasHalves { get; set; }

    public bool Renumber { get; set; }

    public PosterBoards Boards => new(Width, Height, Orientation, Prefix ?? "", First, HasHalves);
}

using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Events;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Programme;

/// <summary>Where organizers build the programme: sessions, what is in them, what is still to be placed, what looks wrong, what can be undone.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class EditModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time, ChangeProgramme change, UndoProgramme undo, ReleaseProgramme release) : PageModel
{
    [BindProperty]
    public int Revision { get; set; }

    [BindProperty]
    public BuildingForm Input { get; set; } = new();

    /// <summary>What the pressed button says: "place", "fill-talks", "up:…".</summary>
    [BindProperty]
    public string Act { get; set; } = "";

    public BuildingView View { get; private set; } = null!;

    public WorkshopEvent Event => current.Required;

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    /// <summary>Whether anything changed after the revision that a page shows, and by whom. Asked every few seconds: one small query while nothing did.</summary>
    public async Task<IActionResult> OnGetChangesAsync(int since, CancellationToken cancel)
    {
        var tag = new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"{Event.ProgrammeRevision}\""));
        Response.Headers.CacheControl = "private, no-cache";
        Response.GetTypedHeaders().ETag = tag;
        if (Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
        {
            return StatusCode(StatusCodes.Status304NotModified);
        }

        var said = Event.ProgrammeRevision == since ? [] : await db.ReadChangesAsync(await viewer.GetAsync(), Event, since, time.GetUtcNow(), cancel);
        return new JsonResult(new { revision = Event.ProgrammeRevision, sentence = said.Count == 0 ? "Somebody changed the programme" : said[0] });
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var organizer = await viewer.GetAsync();
        if (Act == "hide")
        {
            var released = await release.RunAsync(organizer, Event.Id, new ProgrammeRelease(false), cancel);
            return released.Succeeded ? Answer("The programme is hidden again.") : await RefuseAsync(released.Refusals, cancel);
        }

        if (!ModelState.IsValid)
        {
            return await RefuseAsync([new Refusal("programme.unreadable", "Type whole numbers for minutes.")], cancel);
        }

        if (Act is "undo" or "redo")
        {
            var turned = await undo.RunAsync(organizer, Event.Id, Revision, Act == "undo", cancel);
            return turned.Succeeded ? Redirect(Request.Path) : await RefuseAsync(turned.Refusals, cancel);
        }

        // Numbers that were typed are submissions: read before they can be placed.
        var candidates = Act is "place" or "enter" && !string.IsNullOrWhiteSpace(Input.Numbers) ? await db.ReadCandidatesAsync(organizer, Event.Id, time.GetUtcNow(), cancel) : [];
        var wanted = Input.Change(Act, candidates);
        if (!wanted.Succeeded)
        {
            return await RefuseAsync(wanted.Refusals, cancel);
        }

        var changed = await change.RunAsync(organizer, Event.Id, Revision, wanted.Value, cancel);
        return changed.Succeeded ? Redirect($"{Request.Path}{Anchor(wanted.Value)}") : await RefuseAsync(changed.Refusals, cancel);
    }

    /// <summary>Where the browser goes on without script.</summary>
    private string Anchor(ProgrammeChange made) => made switch
    {
        ProgrammeChange.RemoveSession or ProgrammeChange.LayOut or ProgrammeChange.SetBoards => "",
        ProgrammeChange.MoveItem move => $"#item-{move.SlotId}",
        ProgrammeChange.MoveToNeighbour move => $"#item-{move.SlotId}",
        ProgrammeChange.Share share => $"#item-{share.SlotId}",
        _ => $"#session-{Input.SessionId}",
    };

    private RedirectResult Answer(string flash)
    {
        this.Flash(flash);
        return Redirect(Request.Path);
    }

    /// <summary>The programme as it is now, with what was typed still in its form.</summary>
    private async Task<IActionResult> RefuseAsync(IReadOnlyList<Refusal> refusals, CancellationToken cancel)
    {
        await ReadAsync(cancel);
        ModelState.Clear();
        return this.Refuse([.. refusals.Select(refusal => refusal with { Field = null })], "");
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var organizer = await viewer.GetAsync();
        Revision = await db.LoadProgrammeRevisionAsync(Event.Id, cancel);
        View = await db.ReadBuildingAsync(organizer, Event, time.GetUtcNow(), cancel);
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Events;
using Workshop.Domain.Programme;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Programme;

/// <summary>Adds an invited talk or another item to a session, or changes one; of a submission's slot only the minutes.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class ItemModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, ChangeProgramme change) : PageModel
{
    [BindProperty]
    public ItemInput Input { get; set; } = new();

    public string SessionTitle { get; private set; } = "";

    public bool IsNew { get; private set; }

    public bool HasSubmission { get; private set; }

    public WorkshopEvent Event => current.Required;

    public async Task<IActionResult> OnGetAsync(Guid session, Guid? id, CancellationToken cancel)
    {
        if (!await ReadAsync(session, id, cancel))
        {
            return NotFound();
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid session, Guid? id, CancellationToken cancel)
    {
        var typed = Input;
        if (!await ReadAsync(session, id, cancel))
        {
            return NotFound();
        }

        Input = typed;
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var content = new SlotContent(null, Input.Title, Input.Speakers ?? "", Input.Affiliation ?? "", Input.Abstract ?? "", Input.Minutes);
        ProgrammeChange wanted = id is { } known ? new ProgrammeChange.ChangeItem(session, known, content) : new ProgrammeChange.AddItem(session, content);
        var changed = await change.RunAsync(await viewer.GetAsync(), Event.Id, Input.Revision, wanted, cancel);
        if (!changed.Succeeded)
        {
            ModelState.Remove("Input.Revision");
            Input.Revision = await db.Events.Where(e => e.Id == Event.Id).Select(e => e.ProgrammeRevision).SingleAsync(cancel);
            return this.Refuse(changed.Refusals);
        }

        return Redirect($"/e/{Event.Slug}/organize/programme#session-{session}");
    }

    private async Task<bool> ReadAsync(Guid sessionId, Guid? id, CancellationToken cancel)
    {
        var session = await db.Sessions.AsNoTracking().Include(s => s.Slots).SingleOrDefaultAsync(s => s.EventId == Event.Id && s.Id == sessionId, cancel);
        if (session is null)
        {
            return false;
        }

        SessionTitle = session.Title;
        IsNew = id is null;
        Input = new ItemInput { Revision = Event.ProgrammeRevision, Minutes = session.Kind == SessionKind.Talks ? 30 : (int)Math.Min(600, (session.EndsAt - session.StartsAt).TotalMinutes) };
        if (id is null)
        {
            return true;
        }

        if (session.Slots.FirstOrDefault(slot => slot.Id == id) is not { } slot)
        {
            return false;
        }

        HasSubmission = slot.SubmissionId is not null;
        Input = new ItemInput { Revision = Event.ProgrammeRevision, Title = slot.Title, Speakers = slot.Speakers, Affiliation = slot.Affiliation, Abstract = slot.Abstract, Minutes = slot.Minutes };
        return true;
    }
}

public sealed class ItemInput
{
    public int Revision { get; set; }

    public string? Title { get; set; }

    public string? Speakers { get; set; }

    public string? Affiliation { get; set; }

    public string? Abstract { get; set; }

    public int Minutes { get; set; }
}

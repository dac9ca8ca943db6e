using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.Programme;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Programme;

/// <summary>Where organizers build the programme: sessions, what is in them, what is still to be placed, what looks wrong.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class EditModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time, ChangeProgramme change, ReleaseProgramme release) : PageModel
{
    private const int UsualMinutes = 15;

    [BindProperty]
    public int Revision { get; set; }

    [BindProperty]
    public Guid SessionId { get; set; }

    /// <summary>What the pressed button says: "place", "fill-talks", "up:…".</summary>
    [BindProperty]
    public string Act { get; set; } = "";

    [BindProperty]
    public Guid? Submission { get; set; }

    [BindProperty]
    public int? Minutes { get; set; }

    public IReadOnlyList<Session> Sessions { get; private set; } = [];

    public IReadOnlyDictionary<Guid, AcceptedSubmission> Accepted { get; private set; } = new Dictionary<Guid, AcceptedSubmission>();

    public IReadOnlyList<AcceptedSubmission> NotPlaced { get; private set; } = [];

    public IReadOnlyList<ProgrammeWarning> Warnings { get; private set; } = [];

    public WorkshopEvent Event => current.Required;

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var organizer = await viewer.GetAsync();
        if (Act is "publish" or "hide")
        {
            var released = await release.RunAsync(organizer, Event.Id, new ProgrammeRelease(Act == "publish"), cancel);
            return released.Succeeded ? Answer(Act == "publish" ? "The programme is public." : "The programme is hidden again.") : await RefuseAsync(released.Refusals, cancel);
        }

        if (Change() is not { } wanted)
        {
            return await RefuseAsync([new Domain.Refusal("programme.no-choice", "Choose a submission to place first.")], cancel);
        }

        var changed = await change.RunAsync(organizer, Event.Id, Revision, wanted, cancel);
        return changed.Succeeded ? Redirect($"{Request.Path}{(wanted is ProgrammeChange.RemoveSession ? "" : $"#session-{SessionId}")}") : await RefuseAsync(changed.Refusals, cancel);
    }

    private ProgrammeChange? Change()
    {
        var parts = Act.Split(':', 2);
        var slot = parts.Length == 2 && Guid.TryParse(parts[1], out var id) ? id : Guid.Empty;
        return parts[0] switch
        {
            "place" => Submission is { } submission ? new ProgrammeChange.AddItem(SessionId, new SlotContent(submission, null, "", "", "", Minutes ?? UsualMinutes)) : null,
            "fill-talks" => new ProgrammeChange.Fill(SessionId, DecisionOutcome.Talk, Minutes ?? UsualMinutes),
            "fill-posters" => new ProgrammeChange.Fill(SessionId, DecisionOutcome.Poster, Minutes ?? UsualMinutes),
            "up" => new ProgrammeChange.MoveItem(SessionId, slot, true),
            "down" => new ProgrammeChange.MoveItem(SessionId, slot, false),
            "remove" => new ProgrammeChange.RemoveItem(SessionId, slot),
            "remove-session" => new ProgrammeChange.RemoveSession(SessionId),
            _ => null,
        };
    }

    private RedirectResult Answer(string flash)
    {
        this.Flash(flash);
        return Redirect(Request.Path);
    }

    private async Task<IActionResult> RefuseAsync(IReadOnlyList<Domain.Refusal> refusals, CancellationToken cancel)
    {
        await ReadAsync(cancel);
        // Every form of the page shows the programme as it is now.
        ModelState.Clear();
        return this.Refuse([.. refusals.Select(refusal => refusal with { Field = null })], "");
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var organizer = await viewer.GetAsync();
        Revision = await db.Events.Where(e => e.Id == Event.Id).Select(e => e.ProgrammeRevision).SingleAsync(cancel);
        var sessions = await db.Sessions.AsNoTracking().Include(session => session.Slots.OrderBy(slot => slot.Position)).Where(session => session.EventId == Event.Id).ToListAsync(cancel);
        Sessions = [.. sessions.OrderBy(session => session.StartsAt).ThenBy(session => session.EndsAt).ThenBy(session => session.Title, StringComparer.Ordinal)];
        var accepted = await db.ReadAcceptedAsync(organizer, Event.Id, time.GetUtcNow(), cancel);
        Accepted = accepted.ToDictionary(submission => submission.Id);
        var placed = Sessions.SelectMany(session => session.Slots).Select(slot => slot.SubmissionId).ToHashSet();
        NotPlaced = [.. accepted.Where(submission => !submission.IsWithdrawn && !placed.Contains(submission.Id))];
        Warnings = ProgrammeWarnings.Find(Sessions, accepted, Event.Zone, Event.StartsOn, Event.EndsOn);
    }
}

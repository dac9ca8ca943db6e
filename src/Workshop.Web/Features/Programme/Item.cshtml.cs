using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Workshop.Data;
using Workshop.Data.Programme;
using Workshop.Domain;
using Workshop.Domain.Events;
using Workshop.Domain.Programme;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Programme;

/// <summary>Adds an invited talk or another item to a session, or changes one; of a submission's slot minutes and board. Also moves it, and says when its presenter cannot be there.</summary>
[Authorize(Policy = Policies.Organizer)]
[EnableRateLimiting(RateLimits.Upload)]
[RequestSizeLimit(LargestRequest)]
[RequestFormLimits(MultipartBodyLengthLimit = LargestRequest)]
public sealed class ItemModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time, ChangeProgramme change, SayAbsence absence) : PageModel
{
    /// <summary>Larger than the limit on portraits, so that a file over it gets its sentence.</summary>
    public const int LargestRequest = 32 * 1024 * 1024;

    [BindProperty]
    public ItemInput Input { get; set; } = new();

    [BindProperty]
    public IFormFile? Portrait { get; set; }

    public PlannedSession Session { get; private set; } = null!;

    public Guid? ItemId { get; private set; }

    /// <summary>Null for an item without a submission.</summary>
    public Candidate? Candidate { get; private set; }

    public bool HasSubmission { get; private set; }

    public bool SharesSlot { get; private set; }

    /// <summary>Those that hold items, in order.</summary>
    public IReadOnlyList<PlannedSession> Sessions { get; private set; } = [];

    public IReadOnlySet<HalfDay> Halves { get; private set; } = new HashSet<HalfDay>();

    public string AbsenceNote { get; private set; } = "";

    public bool IsNew => ItemId is null;

    public WorkshopEvent Event => current.Required;

    private IReadOnlyDictionary<Guid, Candidate> Candidates { get; set; } = new Dictionary<Guid, Candidate>();

    private string Builder => $"/e/{Event.Slug}/organize/programme";

    public string NameOf(PlannedItem item) => item.Content.SubmissionId is { } id
        ? Candidates.GetValueOrDefault(id) is { } known ? CutText.WithMark($"{known.Name} {known.Submission.Title}", 60) : "a withdrawn submission"
        : CutText.WithMark(item.Content.Title ?? item.Content.Speakers, 60);

    public async Task<IActionResult> OnGetAsync(Guid session, Guid? id, CancellationToken cancel) => await ReadAsync(session, id, cancel) ? Page() : NotFound();

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

        StoredFile? portrait = null;
        if (Portrait is { Length: > 0 })
        {
            var kept = await KeepPortrait.ReadAsync(Portrait, time.GetUtcNow(), cancel);
            if (!kept.Succeeded)
            {
                return this.Refuse(kept.Refusals, "");
            }

            portrait = kept.Value;
        }

        // A hash that was typed by hand would show somebody else's file.
        var stored = id is { } old ? Session.Items.First(item => item.Id == old).Content.Photo : "";
        var content = new SlotContent(null, Input.Title, Input.Speakers ?? "", Input.Affiliation ?? "", Input.Abstract ?? "", Input.Minutes)
        {
            Biography = Input.Biography ?? "",
            Photo = portrait?.Sha256 ?? (Input.RemovePhoto ? "" : stored),
            Board = Input.Board,
        };
        return await AnswerAsync(id is { } known ? new ProgrammeChange.ChangeItem(session, known, content, portrait) : new ProgrammeChange.AddItem(session, content, portrait), session, cancel);
    }

    /// <param name="place">"before:" session ":" item, or "end:" session.</param>
    public async Task<IActionResult> OnPostMoveAsync(Guid session, Guid id, string? place, CancellationToken cancel)
    {
        var parts = (place ?? "").Split(':');
        if (parts.Length < 2 || !Guid.TryParse(parts[1], out var to))
        {
            return BadRequest();
        }

        Guid? before = parts.Length > 2 && Guid.TryParse(parts[2], out var next) ? next : null;
        return await OtherAsync(new ProgrammeChange.MoveTo(id, to, before, null), session, id, to, cancel);
    }

    public Task<IActionResult> OnPostSwapAsync(Guid session, Guid id, Guid other, CancellationToken cancel) => OtherAsync(new ProgrammeChange.Swap(id, other), session, id, session, cancel);

    public Task<IActionResult> OnPostCopyAsync(Guid session, Guid id, CancellationToken cancel) => OtherAsync(new ProgrammeChange.CopyItem(id), session, id, session, cancel);

    public async Task<IActionResult> OnPostAbsentAsync(Guid session, Guid id, string[] halves, string? absenceNote, CancellationToken cancel)
    {
        ModelState.Clear();
        if (!await ReadAsync(session, id, cancel))
        {
            return NotFound();
        }

        var said = await absence.RunAsync(await viewer.GetAsync(), Event.Id, Candidate?.Submission.Id ?? id, halves.Select(HalfDay.Parse).OfType<HalfDay>(), absenceNote ?? "", cancel);
        if (!said.Succeeded)
        {
            AbsenceNote = absenceNote ?? "";
            return this.Refuse([.. said.Refusals.Select(refusal => refusal with { Field = "AbsenceNote" })], "");
        }

        this.Flash("The times are saved. A warning on the page of the programme says where they matter.");
        return Redirect($"{Builder}#item-{id}");
    }

    private async Task<IActionResult> OtherAsync(ProgrammeChange wanted, Guid session, Guid id, Guid target, CancellationToken cancel)
    {
        var revision = Input.Revision;
        ModelState.Clear();
        if (!await ReadAsync(session, id, cancel))
        {
            return NotFound();
        }

        Input.Revision = revision;
        return await AnswerAsync(wanted, target, cancel);
    }

    private async Task<IActionResult> AnswerAsync(ProgrammeChange wanted, Guid session, CancellationToken cancel)
    {
        var changed = await change.RunAsync(await viewer.GetAsync(), Event.Id, Input.Revision, wanted, cancel);
        if (!changed.Succeeded)
        {
            // What was typed stays; saving again puts it on top of what the other one did.
            ModelState.Remove("Input.Revision");
            Input.Revision = await db.LoadProgrammeRevisionAsync(Event.Id, cancel);
            return this.Refuse(changed.Refusals);
        }

        return Redirect($"{Builder}#session-{session}");
    }

    private async Task<bool> ReadAsync(Guid sessionId, Guid? id, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var organizer = await viewer.GetAsync();
        var plan = await db.ReadSeenPlanAsync(organizer, Event.Id, now, cancel);
        // The item may have been moved since the page was opened: what was typed is kept all the same.
        if (((id is { } known ? plan.SessionOf(known) : null) ?? plan.FindSession(sessionId)) is not { } session)
        {
            return false;
        }

        (Session, ItemId) = (session, id);
        Input = new ItemInput { Revision = Event.ProgrammeRevision, Minutes = session.Content.Kind == SessionKind.Talks ? 30 : (int)Math.Min(Slot.MaxMinutes, session.Content.Length.TotalMinutes) };
        if (id is null)
        {
            return true;
        }

        if (session.Items.FirstOrDefault(item => item.Id == id) is not { } item)
        {
            return false;
        }

        Candidates = (await db.ReadCandidatesAsync(organizer, Event.Id, now, cancel)).ToDictionary(candidate => candidate.Submission.Id);
        Candidate = item.Content.SubmissionId is { } submission ? Candidates.GetValueOrDefault(submission) : null;
        HasSubmission = item.Content.SubmissionId is not null;
        SharesSlot = item.SharesSlot || session.Items.SkipWhile(other => other.Id != id).Skip(1).FirstOrDefault() is { SharesSlot: true };
        Sessions = [.. plan.Sessions.Where(other => other.HoldsItems || other.Id == sessionId)];
        var content = item.Content;
        Input = new ItemInput
        {
            Revision = Event.ProgrammeRevision,
            Title = content.Title,
            Speakers = content.Speakers,
            Affiliation = content.Affiliation,
            Abstract = content.Abstract,
            Biography = content.Biography,
            Photo = content.Photo,
            Minutes = content.Minutes,
            Board = content.Board,
        };
        (Halves, AbsenceNote) = await db.ReadSaidAbsenceAsync(Event, content.SubmissionId ?? item.Id, cancel);
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

    public string? Biography { get; set; }

    /// <summary>The stored portrait, to be shown again; what is kept is read from the item.</summary>
    public string? Photo { get; set; }

    public bool RemovePhoto { get; set; }

    public int Minutes { get; set; }

    public string? Board { get; set; }
}

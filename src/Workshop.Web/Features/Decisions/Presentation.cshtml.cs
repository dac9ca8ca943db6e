using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Programme;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Decisions;

/// <summary>After an acceptance: who presents, what may be published, the final version, or that nobody can come. 404 for everything that is not accepted and known to be.</summary>
[Authorize]
[FinalGate]
[EnableRateLimiting(RateLimits.Upload)]
[RequestSizeLimit(LargestRequest)]
[RequestFormLimits(MultipartBodyLengthLimit = LargestRequest)]
public sealed class PresentationModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, TimeProvider time, AnswerPresentation answer, SubmitFinalVersion submit, SayAbsence absence) : PageModel
{
    /// <summary>Larger than any limit on files, so that a file over the limit gets its sentence.</summary>
    public const int LargestRequest = 128 * 1024 * 1024;

    [BindProperty]
    public PresentationForm Input { get; set; } = new();

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public IFormFile? Final { get; set; }

    public WorkshopEvent Event => current.Required;

    public Submission Submission { get; private set; } = null!;

    public Decision Decision { get; private set; } = null!;

    public PresentationAnswer? Answer { get; private set; }

    public DecisionScheme Scheme { get; private set; } = null!;

    /// <summary>When who presents cannot be there.</summary>
    public IReadOnlySet<HalfDay> Away { get; private set; } = new HashSet<HalfDay>();

    [BindProperty]
    public string? AbsenceNote { get; set; }

    /// <summary>How large a poster may be; null for a talk, and while nobody knows.</summary>
    public string? BoardSize { get; private set; }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<FinalVersion> Finals { get; private set; } = [];

    public int PageLimit { get; private set; }

    /// <summary>Final versions are asked for, and one may still arrive.</summary>
    public bool MayUpload { get; private set; }

    /// <summary>Declining was refused: the form for it stays open.</summary>
    public bool IsDeclining { get; private set; }

    public IEnumerable<SelectListItem> Presenters => Submission.Authors.OrderBy(author => author.Position).Select(author => new SelectListItem(author.Name, author.NormalizedEmail));

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel))
        {
            return NotFound();
        }

        Fill();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var choice = new PresentationChoice(EmailAddress.Normalize(Input.Presenter ?? ""), Input.Abstract, Input.Pdf, Input.Names);
        var said = await answer.RunAsync(await viewer.GetAsync(), Event.Id, id, choice, "", Input.Revision, cancel);
        return await SayAsync(said, id, "Thank you. Your answer is saved; you can change it here.", false, cancel);
    }

    public async Task<IActionResult> OnPostDeclineAsync(Guid id, CancellationToken cancel)
    {
        ModelState.Clear();
        var said = await answer.RunAsync(await viewer.GetAsync(), Event.Id, id, null, Reason ?? "", Input.Revision, cancel);
        return await SayAsync(said, id, "The place is given back, and every author is told by mail. Thank you for saying so.", true, cancel);
    }

    public async Task<IActionResult> OnPostTimesAsync(Guid id, string[] halves, CancellationToken cancel)
    {
        ModelState.Clear();
        var typed = AbsenceNote;
        if (!await ReadAsync(id, cancel))
        {
            return NotFound();
        }

        Fill();
        AbsenceNote = typed;
        var said = await absence.RunAsync(await viewer.GetAsync(), Event.Id, id, halves.Select(HalfDay.Parse).OfType<HalfDay>(), typed ?? "", cancel);
        if (!said.Succeeded)
        {
            return this.Refuse([.. said.Refusals.Select(refusal => refusal with { Field = nameof(AbsenceNote) })], "");
        }

        this.Flash("Thank you. The organizers see when you cannot be there.");
        return Redirect($"/e/{Event.Slug}/submissions/{id}/presentation#times");
    }

    public async Task<IActionResult> OnPostFinalAsync(Guid id, CancellationToken cancel)
    {
        ModelState.Clear();
        if (!await ReadAsync(id, cancel))
        {
            return NotFound();
        }

        Fill();
        if (Final is null)
        {
            ModelState.AddModelError(nameof(Final), "Choose the PDF of the final version.");
            return this.Invalid();
        }

        var kept = await submit.RunAsync(await viewer.GetAsync(), Event.Id, id, Final.FileName, Final.Length, Final.OpenReadStream, ArrivalTime.Of(HttpContext), cancel);
        if (kept is null)
        {
            return NotFound();
        }

        if (!kept.Succeeded)
        {
            return this.Refuse(kept.Refusals, "");
        }

        this.Flash($"Final version {kept.Value.Number} is stored. {kept.Value.Verdict}");
        return Redirect($"/e/{Event.Slug}/submissions/{id}/presentation#final");
    }

    private async Task<IActionResult> SayAsync(Domain.Outcome<Domain.Done>? said, Guid id, string done, bool declines, CancellationToken cancel)
    {
        if (said is null || !await ReadAsync(id, cancel))
        {
            return NotFound();
        }

        if (!said.Succeeded)
        {
            ModelState.Remove("Input.Revision");
            if (declines)
            {
                // The form of declining sends nothing of the other one.
                Fill();
                IsDeclining = true;
            }
            else
            {
                Input.Revision = Answer?.Revision ?? 0;
            }

            return this.Refuse([.. said.Refusals.Select(refusal => refusal with { Field = refusal.Field == "Presenter" ? "Input.Presenter" : refusal.Field })], "");
        }

        this.Flash(done);
        return Redirect($"/e/{Event.Slug}/submissions/{id}/presentation");
    }

    private void Fill() => Input = new PresentationForm
    {
        Presenter = Answer is { IsConfirmed: true } said ? said.PresenterEmail : Submission.Authors.FirstOrDefault(author => author.IsPresenter)?.NormalizedEmail,
        Abstract = Answer?.PublishesAbstract ?? true,
        Pdf = Answer?.PublishesPdf ?? false,
        Names = Answer?.PublishesNames ?? true,
        Revision = Answer?.Revision ?? 0,
    };

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        var found = await db.AcceptedOf(await viewer.GetAsync(), Event.Id, time.GetUtcNow()).AsNoTracking().Include(s => s.Authors).SingleOrDefaultAsync(s => s.Id == id, cancel);
        if (found is null)
        {
            return false;
        }

        Submission = found;
        Decision = await db.Decisions.AsNoTracking().SingleAsync(decision => decision.SubmissionId == id, cancel);
        Answer = await db.PresentationAnswers.AsNoTracking().SingleOrDefaultAsync(said => said.SubmissionId == id, cancel);
        Finals = await db.FinalVersions.AsNoTracking().Where(version => version.SubmissionId == id).OrderByDescending(version => version.Number).ToListAsync(cancel);
        (Away, AbsenceNote) = await db.ReadSaidAbsenceAsync(Event, id, cancel);
        BoardSize = Decision.Outcome == DecisionOutcome.Poster ? (await db.BoardSettings.AsNoTracking().SingleOrDefaultAsync(settings => settings.EventId == Event.Id, cancel))?.Boards.SizeSentence : null;
        Scheme = await db.LoadSchemeAsync(Event.Id, cancel);
        var settings = await db.LoadDecisionSettingsAsync(Event.Id, cancel);
        MayUpload = Decision.DeclinedAt is null && settings.WhyNotFinal(ArrivalTime.Of(HttpContext)) is null;
        PageLimit = (await db.LoadFinalRulesAsync(found, settings, cancel)).PageLimit ?? Event.PageLimit;
        return true;
    }
}

public sealed class PresentationForm
{
    /// <summary>Address of an author.</summary>
    public string? Presenter { get; set; }

    public bool Abstract { get; set; }

    public bool Pdf { get; set; }

    public bool Names { get; set; }

    public int Revision { get; set; }
}

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Events;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions;

/// <summary>What the page for a new submission and the page that changes one have in common: the form, and what happens when it is sent.</summary>
public abstract class SubmissionFormModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, SaveSubmission save) : PageModel
{
    private IReadOnlyList<string> _affiliations = [];

    [BindProperty]
    public SubmissionForm Input { get; set; } = new();

    public WorkshopEvent Event => current.Required;

    public SubmissionDeadlines Deadlines { get; private set; } = null!;

    /// <summary>As one of the type that is chosen on the form.</summary>
    public SubmissionWindow Window => Deadlines.As(Type?.Id);

    /// <summary>What is not registered has no single deadline while types differ: each type tells its own.</summary>
    public bool EachTypeTells => Deadlines.RegisteredAt is null && Deadlines.All.TypesDiffer;

    /// <summary>Whether there is an abstract deadline to be met; without script the choice of a type changes nothing on the page, so any type that has one counts.</summary>
    public bool MayRegister => Saved?.State is null or SubmissionState.Draft && (EachTypeTells
        ? TypeChoices.Select(type => Deadlines.As(type.Id)).Any(window => window.EndsWithAbstracts && window.Check(Arrived) is null)
        : Window.EndsWithAbstracts);

    /// <summary>When this request arrived, which is when the form's rules are asked.</summary>
    public DateTimeOffset Arrived => ArrivalTime.Of(HttpContext);

    /// <summary>Shown to look at: there is nothing to send it with.</summary>
    public virtual bool IsPreview => false;

    public CallForm Form { get; private set; } = null!;

    /// <summary>The type that is chosen on the form, saved or not; null when there is none.</summary>
    public SubmissionType? Type => Form.TypeOf(Input.TypeId);

    public SubmissionLimits Limits => SubmissionLimits.Of(Event, Type);

    /// <summary>What authors can choose, and what this submission is although nobody can choose it any more.</summary>
    public IReadOnlyList<SubmissionType> TypeChoices => [.. Form.Types.Where(type => !type.IsClosed || type.Id == Saved?.Content.TypeId)];

    /// <summary>Those that are asked, in order, whether they apply now or not.</summary>
    public IReadOnlyList<Question> Questions => [.. Form.AskedQuestions];

    /// <summary>The files beside the PDF that are saved now.</summary>
    public IReadOnlyList<AttachedFile> Files => Saved?.Content.Files ?? [];

    /// <summary>Why nothing can be saved now; null while it can.</summary>
    public Refusal? Closed { get; protected set; }

    /// <summary>Whether the title cannot be changed any more, so that it is shown as text.</summary>
    public bool TitleFrozen => !IsOnBehalf && Window.IsTitleFrozen(Arrived);

    public bool AuthorsFrozen => !IsOnBehalf && Window.AreAuthorsFrozen(Arrived);

    /// <summary>What is saved now; null before the first save.</summary>
    public SavedSubmission? Saved { get; private set; }

    /// <summary>Another window saved something else meanwhile, which is shown beside what was typed here.</summary>
    public bool ShowsSavedText { get; private set; }

    /// <summary>Field by field, what is saved and what the form says; empty when there is nothing to compare.</summary>
    public IReadOnlyList<FieldDifference> Differences { get; private set; } = [];

    /// <summary>What this person typed earlier and did not send, offered beside the form; null when there is nothing.</summary>
    public UnsentChanges? Unsent { get; protected set; }

    /// <summary>The form says something that the server does not keep yet.</summary>
    public bool IsUnsaved { get; protected set; }

    /// <summary>For keeping text on this device: nobody else who signs in here gets it.</summary>
    public Guid ViewerId { get; private set; }

    /// <summary>The file of this very request was kept although something else was refused.</summary>
    public bool JustKeptFile { get; private set; }

    /// <summary>"Preview" was pressed: title and abstract are shown as they will be set. Script shows them all the time.</summary>
    public bool ShowsPreview { get; private set; }

    /// <summary>What would make the title stand better; never a reason to refuse it.</summary>
    public TitleAdvice TitleAdvice => TitleHints.For(Input.Title ?? "");

    public static IReadOnlyList<SelectListItem> PreferenceChoices { get; } =
        [new("A talk", nameof(PresentationPreference.Talk)), new("A poster", nameof(PresentationPreference.Poster)), new("Either", nameof(PresentationPreference.Either))];

    public static IReadOnlyList<SelectListItem> PublishedChoices { get; } = [new("New work", bool.FalseString), new("Already published", bool.TrueString)];

    /// <summary>Where the form goes: once there is something saved, to the page that changes it.</summary>
    public virtual string Action => Input.Revision > 0 ? $"/e/{Event.Slug}/submissions/{Input.Id}/edit" : $"/e/{Event.Slug}/submissions/new";

    /// <summary>An organizer changes it for the authors, and says in <see cref="Note"/> what and why.</summary>
    public virtual bool IsOnBehalf => false;

    /// <summary>For the authors to read; asked for only when <see cref="IsOnBehalf"/>.</summary>
    [BindProperty]
    public string? Note { get; set; }

    /// <summary>Where to go once it is saved and submitted.</summary>
    protected virtual string SavedPage => $"/e/{Event.Slug}/submissions/{Input.Id}";

    /// <summary>What this person may change here.</summary>
    protected virtual IQueryable<Submission> MayChange(Viewer who) => db.Submissions.WrittenBy(who);

    /// <summary>Whatever the handler made of the form: the author list needs its suggestions.</summary>
    public override void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
        if (context.Result is not PageResult)
        {
            return;
        }

        Input.Authors.Affiliations = _affiliations;
        Input.Authors.PasteAction = $"/e/{current.Required.Slug}/submissions/authors";
        if (GiveBackHeldForms.HappenedTo(HttpContext))
        {
            // Shown even after the deadline: what was typed must not be lost with the form.
            (Closed, IsUnsaved) = (null, true);
        }
    }

    protected async Task<IActionResult> SaveAsync(string? editAuthors, string? act, IReadOnlyList<string> take, CancellationToken cancel)
    {
        // The Domain says what is wrong, in the order of the form; what model binding found is part of that.
        ModelState.Clear();
        var author = await viewer.GetAsync();
        if (take.Count > 0)
        {
            await LoadAsync(cancel);
            if (Saved is { } saved && saved.Revision == Input.Revision)
            {
                FormDifferences.Take(Input, saved.Form, take);
            }
        }

        var request = new SaveRequest(Event.Id, Input.Id, Input.Revision, Input.ToContent(), Upload.Of(Input.File), act == "submit", ArrivalTime.Of(HttpContext))
        {
            Register = act == "register",
            Attachments = Input.ToAttachments(),
            Detach = [.. Input.Detach],
            OnBehalf = IsOnBehalf ? Note ?? "" : null,
        };
        if (ChangeBy(editAuthors, act) is { } change)
        {
            return await ShowChangedAsync(request, change, cancel);
        }

        var result = await save.RunAsync(author, request, cancel);
        if (result.NotFound)
        {
            return NotFound();
        }

        if (result.IsNoLongerTheirs)
        {
            return Leave(result);
        }

        if (result.Succeeded)
        {
            return Answer(result);
        }

        await ShowAgainAsync(request, result, cancel);
        foreach (var note in result.Refusals.Where(refusal => refusal.Field == nameof(Note)))
        {
            ModelState.AddModelError(nameof(Note), note.Message);
        }

        return this.Refuse([.. result.Refusals.Where(refusal => refusal.Field != nameof(Note)).Select(refusal => refusal with { Field = FieldOf(refusal.Field) })]);
    }

    /// <summary>Where the form shows what the Domain calls <paramref name="field"/>: it names answers by their questions, the form by their places.</summary>
    private string? FieldOf(string? field)
    {
        var place = Questions.ToList().FindIndex(question => CallForm.FieldOf(question.Id) == field);
        return place < 0 ? SubmissionForm.FieldOf(field) : $"Answers[{place}].Values";
    }

    /// <summary>"At most 2 pages; an abstract of at most 200 words."</summary>
    public string LimitsOf(SubmissionType type)
    {
        var limits = SubmissionLimits.Of(Event, type);
        var pages = limits.Pages == 1 ? "1 page" : $"{limits.Pages} pages";
        var words = Form.AbstractFor(type).Words is { } length ? $"; an abstract of {length}" : "";
        return limits.RequiresPdf ? $"At most {pages}{words}." : $"Needs no PDF{words}.";
    }

    /// <summary>"At most 2 pages and 10 MB."</summary>
    public string PdfLimitsOf(SubmissionType? type)
    {
        var limits = SubmissionLimits.Of(Event, type);
        var most = $"At most {(limits.Pages == 1 ? "1 page" : $"{limits.Pages} pages")} and {limits.Megabytes} MB.";
        return limits.RequiresPdf ? most : $"Not needed for “{type!.Name}”. {most}";
    }

    protected async Task LoadAsync(CancellationToken cancel)
    {
        var author = await viewer.GetAsync();
        Form = await db.LoadCallFormAsync(Event.Id, cancel);
        ViewerId = author.RequiredPersonId;
        _affiliations = await db.LoadAffiliationsAsync(author, ArrivalTime.Of(HttpContext), cancel);
        Saved = await MayChange(author).Where(s => s.Id == Input.Id && s.EventId == Event.Id).AsNoTracking()
            .WithContent()
            .SingleOrDefaultAsync(cancel) is { } saved
            ? new SavedSubmission(saved, $"/e/{Event.Slug}/submissions/{saved.Id}")
            : null;
        Deadlines = await db.LoadDeadlinesAsync(Event, author, Input.Id, cancel);
        if (Saved is not null)
        {
            FillInFrozen(Saved.Form);
            FillInUnasked(Saved.Form);
        }
    }

    /// <summary>What is frozen is shown as text and not sent: without this the form would seem to have lost it.</summary>
    private void FillInFrozen(SubmissionForm saved)
    {
        if (TitleFrozen && string.IsNullOrWhiteSpace(Input.Title))
        {
            Input.Title = saved.Title;
        }

        if (AuthorsFrozen && Input.ToContent().Authors.All(author => author.IsBlank))
        {
            Input.Authors = saved.Authors;
        }
    }

    /// <summary>A question that was put back while the form was open is shown with its answer: without this the next save would empty it.</summary>
    protected void FillInUnasked(SubmissionForm saved)
    {
        foreach (var answer in saved.Answers.Where(answer => Input.Answers.All(known => known.QuestionId != answer.QuestionId)).ToList())
        {
            Input.Answers.Add(answer);
        }
    }

    private RedirectResult Answer(SaveResult result)
    {
        if (result.JustRegistered)
        {
            this.Flash("Registered. Every author is told by mail. Add the PDF and submit before the submission deadline.");
        }

        if (result.State != SubmissionState.Submitted)
        {
            return Redirect(SavedPage + "/edit");
        }

        this.Flash(result switch
        {
            { JustSubmitted: false, IsRecorded: false, FileKept: false } => $"Nothing was different, so nothing is changed{(IsOnBehalf ? " and nobody is told" : "")}.",
            _ when IsOnBehalf => "Saved. The authors are told what is different.",
            { JustSubmitted: true, IsBeingChecked: true } => "Submitted; the PDF is still being checked. A receipt is on its way to every author.",
            { JustSubmitted: true } => "Submitted. A receipt is on its way to every author.",
            { FileKept: true, IsBeingChecked: true } => "The new version is received and still being checked. It takes its place when nothing speaks against it. A receipt is on its way to every author.",
            { FileKept: true } => "The new version is in place. A receipt is on its way to every author.",
            _ => "Your changes are saved.",
        });
        return Redirect(SavedPage);
    }

    /// <summary>The last that they see of it: there is no form on which anything that was refused could be shown, so that is said with the rest.</summary>
    private RedirectResult Leave(SaveResult result)
    {
        var why = IsOnBehalf
            ? "You stand in its author list now, so other organizers handle it."
            : "It is not among your submissions any more, because none of your confirmed addresses stands in its author list.";
        this.Flash(string.Join(' ', [result.JustSubmitted ? "Submitted." : "Saved.", why, .. result.Refusals.Select(refusal => refusal.Message)]));
        return Redirect(SavedPage[..SavedPage.LastIndexOf('/')]);
    }

    /// <summary>What a button does that saves nothing; null for those that save.</summary>
    private Action? ChangeBy(string? editAuthors, string? act) => (editAuthors, act) switch
    {
        ({ Length: > 0 }, _) => () => Input.Authors.Edit(editAuthors),
        (_, "preview") => () => ShowsPreview = true,
        (_, "compare") => ShowBoth,
        (_, "use-title") => () => Input.Title = TitleAdvice.Suggestion ?? Input.Title,
        _ => null,
    };

    /// <summary>
    /// The same form after a button that changes it, such as one of the author list. Nothing is saved, unless a file was chosen, the PDF or one beside it: a browser cannot be given back
    /// a file, so a draft keeps it now. A submitted submission does not, because its file must not change by a button that says "Add an author".
    /// </summary>
    private async Task<IActionResult> ShowChangedAsync(SaveRequest request, Action change, CancellationToken cancel)
    {
        if (request.File is not null || request.Attachments.Count > 0)
        {
            await LoadAsync(cancel);
            if (Saved is { State: not SubmissionState.Draft })
            {
                AskAgain(request.File is null ? [] : [("File", request.File)]);
                AskAgain(FieldsOf(request.Attachments));
            }
            else
            {
                var result = await save.RunAsync(await viewer.GetAsync(), request with { Submit = false }, cancel);
                if (result.IsNoLongerTheirs)
                {
                    return Leave(result);
                }

                await ShowAgainAsync(request, result, cancel);
                foreach (var refusal in result.Refusals)
                {
                    ModelState.AddRefusal(refusal with { Field = FieldOf(refusal.Field) });
                }
            }
        }
        else
        {
            await LoadAsync(cancel);
        }

        change();
        IsUnsaved = true;
        return Page();
    }

    /// <summary>From here on, saving means to have seen both.</summary>
    private void ShowBoth()
    {
        if (Saved is not null)
        {
            Differences = FormDifferences.Between(Saved.Form, Input, Event, Form);
            ShowsSavedText = Differences.Count > 0;
            Input.Revision = Saved.Revision;
        }
    }

    private async Task ShowAgainAsync(SaveRequest request, SaveResult result, CancellationToken cancel)
    {
        Input.Revision = result.Revision;
        JustKeptFile = result.FileKept;
        IsUnsaved = !result.TextSaved;
        await LoadAsync(cancel);
        if (result.Refusals.Any(refusal => refusal.Code == "submission.changed-elsewhere"))
        {
            ShowBoth();
        }

        // After the deadline nothing can be saved, so nobody is told to choose the file again.
        if (Deadlines.Check(Arrived) is not null && !IsOnBehalf)
        {
            return;
        }

        if (request.File is { } upload && !result.FileKept && !result.Refusals.Any(refusal => refusal.Field == "File"))
        {
            AskAgain([("File", upload)]);
        }

        if (!result.AttachmentsKept)
        {
            AskAgain(FieldsOf(request.Attachments));
        }
    }

    private static IEnumerable<(string Field, Upload File)> FieldsOf(IEnumerable<AttachmentUpload> attachments) =>
        attachments.Select(attachment => (attachment.QuestionId is { } id ? CallForm.FieldOf(id) : nameof(SubmissionForm.Supplement), attachment.File));

    /// <summary>No browser can be given back a file that was chosen.</summary>
    private void AskAgain(IEnumerable<(string Field, Upload File)> lost)
    {
        foreach (var (field, file) in lost)
        {
            ModelState.AddModelError($"Input.{FieldOf(field)}", $"{file.FileName} is not saved. Choose it again before you save.");
        }
    }
}

/// <summary>What the form says about the state on the server.</summary>
public sealed class SavedSubmission(Submission saved, string root)
{
    public SubmissionState State => saved.State;

    public DateTimeOffset? RegisteredAt => saved.RegisteredAt;

    public DateTimeOffset UpdatedAt => saved.UpdatedAt;

    public int Revision => saved.Revision;

    public SubmissionContent Content => saved.Content;

    /// <summary>What is in place; for a draft, and while it is being checked, what was uploaded last.</summary>
    public SubmissionVersion? Version => State != SubmissionState.Submitted || saved.LatestVersion is { IsBeingChecked: true } ? saved.LatestVersion : saved.CurrentVersion;

    /// <summary>The check of the last upload, while it is under way and when it found something to look at.</summary>
    public CheckView? Check => saved.LatestVersion is { } latest && (latest.IsBeingChecked || latest.Findings.Count > 0) ? CheckView.ForAuthors(saved, root) : null;

    public SubmissionForm Form => SubmissionForm.From(saved);
}

/// <summary>Changes that this person typed and did not send.</summary>
public sealed record UnsentChanges(DateTimeOffset SavedAt, IReadOnlyList<FieldDifference> Differences);

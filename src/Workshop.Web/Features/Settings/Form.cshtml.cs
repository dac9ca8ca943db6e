using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Events;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Settings;

/// <summary>What an event's submission form asks: types, questions, limits, supplement.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class FormModel(
    WorkshopDb db, CurrentEvent current, CurrentViewer viewer, SaveFormRules save, RemoveType removeType, MoveType moveType,
    RemoveQuestion removeQuestion, RestoreQuestion restoreQuestion, MoveQuestion moveQuestion) : PageModel
{
    private Dictionary<Guid, int> _uses = [];
    private Dictionary<Guid, int> _answers = [];

    [BindProperty]
    public RulesForm Input { get; set; } = new();

    public WorkshopEvent Event => current.Required;

    public CallForm Form { get; private set; } = null!;

    /// <summary>The question of which the page asks whether it shall go; null when none.</summary>
    public Question? Removing { get; private set; }

    public int UsesOf(SubmissionType type) => _uses.GetValueOrDefault(type.Id);

    public int AnswersTo(Question question) => _answers.GetValueOrDefault(question.Id);

    public string LimitsOf(SubmissionType type)
    {
        var limits = SubmissionLimits.Of(Event, type);
        var pdf = limits.RequiresPdf ? $"{limits.Pages} {(limits.Pages == 1 ? "page" : "pages")}, {limits.Megabytes} MB" : "no PDF needed";
        return Form.AbstractFor(type).Words is { } words ? $"{pdf}; abstract of {words}" : pdf;
    }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        Input = RulesForm.From(Form);
    }

    /// <param name="act">"up", "down" or "remove".</param>
    public async Task<IActionResult> OnPostTypeAsync(Guid id, string? act, CancellationToken cancel)
    {
        var who = await viewer.GetAsync();
        var outcome = act == "remove" ? await removeType.RunAsync(who, Event.Id, id, cancel) : await moveType.RunAsync(who, Event.Id, id, act == "up", cancel);
        return await AnswerAsync(outcome, act == "remove" ? "The type is removed." : "The order is changed.", "types", cancel);
    }

    /// <param name="act">"up", "down", "remove" (which asks first when there are answers), "archive" or "restore".</param>
    public async Task<IActionResult> OnPostQuestionAsync(Guid id, string? act, CancellationToken cancel)
    {
        var who = await viewer.GetAsync();
        if (act == "remove")
        {
            await LoadAsync(cancel);
            if (Form.QuestionOf(id) is { } question && AnswersTo(question) > 0)
            {
                Removing = question;
                Input = RulesForm.From(Form);
                ModelState.Clear();
                return Page();
            }
        }

        var outcome = act switch
        {
            "remove" or "archive" => await removeQuestion.RunAsync(who, Event.Id, id, cancel),
            "restore" => await restoreQuestion.RunAsync(who, Event.Id, id, cancel),
            _ => await moveQuestion.RunAsync(who, Event.Id, id, act == "up", cancel),
        };
        return await AnswerAsync(outcome, act switch { "remove" => "The question is removed.", "archive" => "The question is not asked any more. Its answers are kept.", "restore" => "The question is asked again.", _ => "The order is changed." }, "questions", cancel);
    }

    public async Task<IActionResult> OnPostRulesAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            await LoadAsync(cancel);
            return this.Invalid();
        }

        var outcome = await save.RunAsync(
            await viewer.GetAsync(), Event.Id, Input.Revision, new TextLimit(Input.TitleUnit, null, Input.TitleMax), new TextLimit(Input.AbstractUnit, Input.AbstractMin, Input.AbstractMax),
            new SupplementRules(Input.SupplementFiles, Input.SupplementMegabytes, QuestionForm.Join(Input.SupplementKinds), Input.ReviewersSeeSupplement, Input.SupplementHint ?? ""), cancel);
        if (outcome.Succeeded)
        {
            this.Flash("Saved.");
            return Redirect($"/e/{Event.Slug}/organize/settings/form");
        }

        await LoadAsync(cancel);
        ModelState.Remove("Input.Revision");
        Input.Revision = Form.Revision;
        return this.Refuse(outcome.Refusals);
    }

    private async Task<IActionResult> AnswerAsync(Outcome<Done> outcome, string done, string place, CancellationToken cancel)
    {
        if (outcome.Succeeded)
        {
            this.Flash(done);
            return Redirect($"/e/{Event.Slug}/organize/settings/form#{place}");
        }

        db.ChangeTracker.Clear();
        await LoadAsync(cancel);
        Input = RulesForm.From(Form);
        ModelState.Clear();
        return this.Refuse([.. outcome.Refusals.Select(refusal => refusal with { Field = null })]);
    }

    /// <summary>Counts submissions and answers of the whole event, drafts included: numbers alone, no contents.</summary>
    private async Task LoadAsync(CancellationToken cancel)
    {
        var eventId = Event.Id;
        Form = await db.LoadCallFormAsync(eventId, cancel);
        _uses = await db.Submissions.Where(s => s.EventId == eventId && s.TypeId != null).GroupBy(s => s.TypeId!.Value).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancel);
        var texts = await db.Answers.Join(db.Questions.Where(question => question.EventId == eventId), answer => answer.QuestionId, question => question.Id, (answer, _) => answer.QuestionId)
            .GroupBy(id => id).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancel);
        var files = await db.SubmissionAttachments.Where(attachment => attachment.RemovedAt == null)
            .Join(db.Questions.Where(question => question.EventId == eventId), attachment => attachment.QuestionId, question => question.Id, (_, question) => question.Id)
            .GroupBy(id => id).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancel);
        _answers = texts.Concat(files).ToDictionary(group => group.Key, group => group.Count);
    }

    public sealed class RulesForm
    {
        public int Revision { get; set; }

        public int? TitleMax { get; set; }

        public TextUnit TitleUnit { get; set; }

        public int? AbstractMin { get; set; }

        public int? AbstractMax { get; set; }

        public TextUnit AbstractUnit { get; set; }

        public int SupplementFiles { get; set; }

        public int SupplementMegabytes { get; set; }

        public IList<AttachmentKinds> SupplementKinds { get; set; } = [];

        public string? SupplementHint { get; set; }

        public bool ReviewersSeeSupplement { get; set; }

        public static RulesForm From(CallForm form) => new()
        {
            Revision = form.Revision,
            TitleMax = form.TitleMax,
            TitleUnit = form.TitleUnit,
            AbstractMin = form.AbstractMin,
            AbstractMax = form.AbstractMax,
            AbstractUnit = form.AbstractUnit,
            SupplementFiles = form.Supplement.MaxFiles,
            SupplementMegabytes = form.Supplement.MaxMegabytes,
            SupplementKinds = QuestionForm.Split(form.Supplement.Kinds),
            SupplementHint = form.Supplement.Hint,
            ReviewersSeeSupplement = form.Supplement.ReviewersSee,
        };
    }
}

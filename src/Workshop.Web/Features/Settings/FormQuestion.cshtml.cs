using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Events;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Settings;

[Authorize(Policy = Policies.Organizer)]
public sealed class FormQuestionModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, SaveQuestion save) : PageModel
{
    /// <summary>Null for a new one.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Id { get; set; }

    [BindProperty]
    public QuestionForm Input { get; set; } = new();

    public WorkshopEvent Event => current.Required;

    public CallForm Form { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> TypeChoices => [.. Form.Types.Select(type => new SelectListItem(type.Name, type.Id.ToString()))];

    private List<Question> Earlier => [.. Form.AskedQuestions.Where(question => question.Kind != QuestionKind.File && (Form.QuestionOf(Id) is not { } self || question.Position < self.Position))];

    public IReadOnlyList<SelectListItem> EarlierChoices => [new("nothing: always", ""), .. Earlier.Select(question => new SelectListItem(question.Label, question.Id.ToString()))];

    /// <summary>What can be answered to the earlier questions, to choose from while typing.</summary>
    public IReadOnlyList<string> TestValues => [.. Earlier.SelectMany(question => question.Options).Select(option => option.Label).Distinct(StringComparer.Ordinal)];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Form = await db.LoadCallFormAsync(Event.Id, cancel);
        var question = Form.QuestionOf(Id);
        if (Id is not null && question is null)
        {
            return NotFound();
        }

        Input = question is null ? new QuestionForm { FileKinds = [AttachmentKinds.Pdf] } : QuestionForm.From(Event, Form, question);
        Input.Revision = Form.Revision;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        Form = await db.LoadCallFormAsync(Event.Id, cancel);
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var refusals = new List<Refusal>();
        var settings = Input.ToSettings(Event, Form, refusals);
        if (refusals.Count > 0)
        {
            return this.Refuse(refusals);
        }

        var outcome = await save.RunAsync(await viewer.GetAsync(), Event.Id, Id, Input.Revision, settings, cancel);
        if (outcome.Succeeded)
        {
            this.Flash("The question is saved.");
            return Redirect($"/e/{Event.Slug}/organize/settings/form#questions");
        }

        Form = await db.LoadCallFormAsync(Event.Id, cancel);
        ModelState.Remove("Input.Revision");
        Input.Revision = Form.Revision;
        return this.Refuse([.. outcome.Refusals.Select(refusal => refusal.Field == "Options" ? refusal with { Field = nameof(Input.MoreOptions) } : refusal)]);
    }
}

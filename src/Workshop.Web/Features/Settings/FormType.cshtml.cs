using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Events;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Settings;

[Authorize(Policy = Policies.Organizer)]
public sealed class FormTypeModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, SaveType save) : PageModel
{
    /// <summary>Null for a new one.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Id { get; set; }

    [BindProperty]
    public TypeForm Input { get; set; } = new();

    public WorkshopEvent Event => current.Required;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var form = await db.LoadCallFormAsync(Event.Id, cancel);
        var type = form.TypeOf(Id);
        if (Id is not null && type is null)
        {
            return NotFound();
        }

        Input = type is null ? new TypeForm { RequiresPdf = true } : TypeForm.From(Event, type);
        Input.Revision = form.Revision;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var refusals = new List<Refusal>();
        var settings = Input.ToSettings(Event, refusals);
        if (refusals.Count > 0)
        {
            return this.Refuse(refusals);
        }

        var outcome = await save.RunAsync(await viewer.GetAsync(), Event.Id, Id, Input.Revision, settings, cancel);
        if (outcome.Succeeded)
        {
            this.Flash($"“{settings.Name.Trim()}” is saved.");
            return Redirect($"/e/{Event.Slug}/organize/settings/form#types");
        }

        ModelState.Remove("Input.Revision");
        Input.Revision = (await db.LoadCallFormAsync(Event.Id, cancel)).Revision;
        return this.Refuse(outcome.Refusals);
    }

    public sealed class TypeForm
    {
        public int Revision { get; set; }

        public string? Name { get; set; }

        public string? Description { get; set; }

        public bool RequiresPdf { get; set; }

        public int? PageLimit { get; set; }

        public int? MaxUploadMegabytes { get; set; }

        public bool HasOwnAbstractLimit { get; set; }

        public int? AbstractMin { get; set; }

        public int? AbstractMax { get; set; }

        public TextUnit AbstractUnit { get; set; }

        public TimeEntry AbstractsDue { get; set; } = TimeEntry.Empty;

        public TimeEntry ClosesAt { get; set; } = TimeEntry.Empty;

        public bool IsClosed { get; set; }

        public static TypeForm From(WorkshopEvent of, SubmissionType type) => new()
        {
            Name = type.Name,
            Description = type.Description,
            RequiresPdf = type.RequiresPdf,
            PageLimit = type.PageLimit,
            MaxUploadMegabytes = type.MaxUploadMegabytes,
            HasOwnAbstractLimit = type.HasOwnAbstractLimit,
            AbstractMin = type.AbstractMin,
            AbstractMax = type.AbstractMax,
            AbstractUnit = type.AbstractUnit,
            AbstractsDue = TimeEntry.Of(type.AbstractsDue, of.DeadlineZone),
            ClosesAt = TimeEntry.Of(type.ClosesAt, of.DeadlineZone),
            IsClosed = type.IsClosed,
        };

        public SubmissionTypeSettings ToSettings(WorkshopEvent of, List<Refusal> refusals)
        {
            var closesAt = ClosesAt.Read(of.DeadlineZone, nameof(ClosesAt));
            var abstractsDue = AbstractsDue.Read(of.DeadlineZone, nameof(AbstractsDue));
            refusals.AddRange([.. closesAt.Refusals, .. abstractsDue.Refusals]);
            return new SubmissionTypeSettings(
                Name ?? "",
                Description ?? "",
                PageLimit,
                MaxUploadMegabytes,
                HasOwnAbstractLimit || AbstractMin is not null || AbstractMax is not null ? new TextLimit(AbstractUnit, AbstractMin, AbstractMax) : null,
                RequiresPdf,
                closesAt.Value,
                abstractsDue.Value,
                IsClosed);
        }
    }
}

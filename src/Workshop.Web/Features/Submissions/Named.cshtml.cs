using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Events;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions;

/// <summary>Whom the authors of a submission name as not free to review it: seen and changed by every one of its authors.</summary>
[Authorize]
public sealed class NamedModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, NamePerson name) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public PersonForm Input { get; set; } = new();

    public WorkshopEvent Event => current.Required;

    public string Title { get; private set; } = "";

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    /// <summary>Why the list cannot be changed; null while it can.</summary>
    public Refusal? WhyNot { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ReadAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAddAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            return await ReadAsync(cancel) ? this.Invalid() : NotFound();
        }

        var entry = new NamedEntry(Input.Name, Input.Email, Input.Tie, Input.EndedIn, Input.Note);
        var added = await name.RunAsync(await viewer.GetAsync(), Event, Id, entry, ArrivalTime.Of(HttpContext), cancel);
        return await AnswerAsync(added, "On the list.", cancel);
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid named, CancellationToken cancel)
    {
        ModelState.Clear();
        return await AnswerAsync(await name.TakeBackAsync(await viewer.GetAsync(), Event, Id, named, ArrivalTime.Of(HttpContext), cancel), "Off the list.", cancel);
    }

    private async Task<IActionResult> AnswerAsync(Outcome<Done>? outcome, string done, CancellationToken cancel)
    {
        if (outcome is null)
        {
            return NotFound();
        }

        if (!outcome.Succeeded)
        {
            return await ReadAsync(cancel) ? this.Refuse(outcome.Refusals) : NotFound();
        }

        this.Flash(done);
        return Redirect($"/e/{Event.Slug}/submissions/{Id}/named");
    }

    private async Task<bool> ReadAsync(CancellationToken cancel)
    {
        var author = await viewer.GetAsync();
        var found = await db.Submissions.WrittenBy(author).AsNoTracking().SingleOrDefaultAsync(s => s.Id == Id && s.EventId == Event.Id, cancel);
        if (found is null)
        {
            return false;
        }

        Title = found.Title;
        WhyNot = await NamePerson.WhyNotAsync(db, author, Event, found, ArrivalTime.Of(HttpContext), cancel);
        Rows = await (
            from named in db.NamedConflicts
            where named.SubmissionId == Id
            orderby named.NamedAt, named.Id
            select new Row(named.Id, named.Name, named.NormalizedEmail, named.Tie, named.EndedIn, named.Note, db.People.Where(person => person.Id == named.NamedBy).Select(person => person.Name).FirstOrDefault() ?? "", named.NamedAt))
            .ToListAsync(cancel);
        return true;
    }

    public sealed class PersonForm
    {
        public string? Name { get; set; }

        public string? Email { get; set; }

        public ConflictTie? Tie { get; set; }

        public int? EndedIn { get; set; }

        public string? Note { get; set; }
    }

    public sealed record Row(Guid Id, string Name, string Email, ConflictTie Tie, int? EndedIn, string Note, string By, DateTimeOffset At);
}

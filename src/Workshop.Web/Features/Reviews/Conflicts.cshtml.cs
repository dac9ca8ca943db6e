using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.Events;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>
/// Titles and abstracts in which a reviewer marks what they must keep away from. Their own papers are not on the list: those are known. What was worked out is not shown here: "this paper is by
/// one of your co-authors" would tell, in a blind event, who wrote it.
/// </summary>
[Authorize(Policy = Policies.Reviewer)]
public sealed class ConflictsModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time, DeclareConflict declare, UndeclareConflict undeclare) : PageModel
{
    [BindProperty]
    public ConflictForm Input { get; set; } = new();

    public WorkshopEvent Event => current.Required;

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public IReadOnlyList<Declared> Mine { get; private set; } = [];

    public bool CallIsOpen { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel) => await ReadAsync(cancel);

    public async Task<IActionResult> OnPostDeclareAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            await ReadAsync(cancel);
            return this.Invalid();
        }

        var declared = await declare.RunAsync(await viewer.GetAsync(), Event.Id, Input.Submission, Input.Tie, Input.EndedIn, Input.Note, cancel);
        if (!declared.Succeeded)
        {
            await ReadAsync(cancel);
            return this.Refuse(declared.Refusals);
        }

        this.Flash("Your conflict is noted. You will not see that submission again, and nobody will assign it to you.");
        return RedirectToPage(new { slug = Event.Slug });
    }

    public async Task<IActionResult> OnPostUndeclareAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        var taken = await undeclare.RunAsync(await viewer.GetAsync(), Event.Id, Input.Submission, cancel);
        if (!taken.Succeeded)
        {
            await ReadAsync(cancel);
            return this.Refuse(taken.Refusals);
        }

        this.Flash("Your conflict is taken back.");
        return RedirectToPage(new { slug = Event.Slug });
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var who = await viewer.GetAsync();
        var now = time.GetUtcNow();
        CallIsOpen = now <= Event.SubmissionsClose;
        Rows = await db.Submissions.VisibleTo(who, SubmissionPart.ConflictList, now)
            .Where(submission => submission.EventId == Event.Id)
            .OrderBy(submission => submission.Number)
            .Select(submission => new Row(submission.Id, submission.Number, submission.Title, submission.Abstract))
            .ToListAsync(cancel);
        var me = who.RequiredPersonId;
        Mine = await db.Conflicts
            .Where(conflict => conflict.EventId == Event.Id && conflict.PersonId == me && conflict.Source == ConflictSource.DeclaredByReviewer)
            .Join(db.Submissions, conflict => conflict.SubmissionId, submission => submission.Id, (conflict, submission) => new { conflict, submission })
            .OrderBy(pair => pair.submission.Number)
            .Select(pair => new Declared(pair.submission.Id, pair.submission.Number, pair.submission.Title, pair.conflict.Tie, pair.conflict.EndedIn, pair.conflict.Note))
            .ToListAsync(cancel);
    }

    public sealed class ConflictForm
    {
        public Guid Submission { get; set; }

        public ConflictTie? Tie { get; set; }

        public int? EndedIn { get; set; }

        public string? Note { get; set; }
    }

    public sealed record Row(Guid Id, int Number, string Title, string Abstract);

    /// <summary>No abstract any more: the reviewer is kept away, and sees only enough to take a mistake back.</summary>
    public sealed record Declared(Guid SubmissionId, int Number, string Title, ConflictTie Tie, int? EndedIn, string Note);
}

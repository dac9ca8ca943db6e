using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Events;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>One past paper of the reviewer's own, to correct or remove.</summary>
[Authorize(Policy = Policies.Reviewer)]
public sealed class PastPaperModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, ChangePastPaper change, RemovePastPaper remove) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public PaperForm Input { get; set; } = new();

    public WorkshopEvent Event => current.Required;

    /// <summary>Null when it was changed or removed in another window, after this page was opened.</summary>
    public PastPaper? Paper { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await FindAsync(cancel) is not { } paper)
        {
            return NotFound();
        }

        Input = new PaperForm { Title = paper.Title, Abstract = paper.Abstract, Authors = paper.Authors, Year = paper.Year?.ToString(CultureInfo.InvariantCulture) };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        int? year = null;
        if (!string.IsNullOrWhiteSpace(Input.Year))
        {
            year = int.TryParse(Input.Year.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        }

        var details = new PastPaperDetails(Input.Title ?? "", Input.Abstract ?? "", (Input.Authors ?? "").ReplaceLineEndings("\n").Split('\n'), year);
        var changed = await change.RunAsync(await viewer.GetAsync(), Event.Id, Id, details, cancel);
        if (!changed.Succeeded)
        {
            await FindAsync(cancel);
            return this.Refuse(changed.Refusals);
        }

        this.Flash("The past paper is saved.");
        return Redirect($"/e/{Event.Slug}/reviews/expertise#papers");
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancel)
    {
        await remove.RunAsync(await viewer.GetAsync(), Event.Id, Id, cancel);
        this.Flash("The past paper is removed.");
        return Redirect($"/e/{Event.Slug}/reviews/expertise#papers");
    }

    private async Task<PastPaper?> FindAsync(CancellationToken cancel)
    {
        var mine = (await viewer.GetAsync()).ReviewerIds.ToArray();
        return Paper = await db.PastPapers.AsNoTracking()
            .SingleOrDefaultAsync(paper => paper.Id == Id && mine.Contains(paper.ReviewerId) && db.Reviewers.Any(reviewer => reviewer.Id == paper.ReviewerId && reviewer.EventId == Event.Id), cancel);
    }

    public sealed class PaperForm
    {
        public string? Title { get; set; }

        public string? Abstract { get; set; }

        public string? Authors { get; set; }

        public string? Year { get; set; }
    }
}

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

/// <summary>What a reviewer knows and how much they take: the assignment is made from this.</summary>
[Authorize(Policy = Policies.Reviewer)]
public sealed class ExpertiseModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, DescribeExpertise describe) : PageModel
{
    [BindProperty]
    public ExpertiseForm Input { get; set; } = new();

    public WorkshopEvent Event => current.Required;

    /// <summary>The past papers as they are understood.</summary>
    public IReadOnlyList<PastPaperEntry> Understood { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var mine = (await viewer.GetAsync()).ReviewerIds.ToArray();
        var known = await db.Reviewers
            .Where(reviewer => reviewer.EventId == Event.Id && mine.Contains(reviewer.Id))
            .Select(reviewer => new
            {
                Topics = reviewer.Topics.Select(topic => topic.TopicId).ToList(),
                Papers = reviewer.PastPapers.OrderBy(paper => paper.Position).Select(paper => new PastPaperEntry(paper.Title, paper.Abstract)).ToList(),
                reviewer.MaxLoad,
            })
            .AsSplitQuery()
            .SingleAsync(cancel);
        Understood = known.Papers;
        Input = new ExpertiseForm { TopicIds = known.Topics, PastPapers = PastPaperText.Format(known.Papers), MaxLoad = known.MaxLoad?.ToString(CultureInfo.InvariantCulture) };
    }

    /// <summary>Shows what would be understood and saves nothing.</summary>
    public IActionResult OnPostLook()
    {
        Understood = PastPaperText.Parse(Input.PastPapers);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        Understood = PastPaperText.Parse(Input.PastPapers);
        int? load = null;
        if (!string.IsNullOrWhiteSpace(Input.MaxLoad))
        {
            load = int.TryParse(Input.MaxLoad.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        }

        var saved = await describe.RunAsync(await viewer.GetAsync(), Event.Id, new Expertise([.. Input.TopicIds], Input.PastPapers, load), cancel);
        if (!saved.Succeeded)
        {
            return this.Refuse(saved.Refusals);
        }

        this.Flash(saved.Value switch
        {
            0 => "Saved. Without past papers, nobody can tell which submissions suit you.",
            1 => "Saved, with one past paper.",
            _ => $"Saved, with {saved.Value} past papers.",
        });
        return RedirectToPage(new { slug = Event.Slug });
    }

    public sealed class ExpertiseForm
    {
        public IList<Guid> TopicIds { get; set; } = [];

        public string? PastPapers { get; set; }

        public string? MaxLoad { get; set; }
    }
}

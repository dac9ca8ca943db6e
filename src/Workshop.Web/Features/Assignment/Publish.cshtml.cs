using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Domain.Events;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Assignment;

/// <summary>What publishing would change, submission by submission, and publishing all of it or a part.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class PublishModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time, PublishAssignment publish) : PageModel
{
    [FromRoute]
    public Guid ProposalId { get; set; }

    [BindProperty]
    public IList<Guid> Chosen { get; set; } = [];

    public WorkshopEvent Event => current.Required;

    public VisibleProposal Shown { get; private set; } = null!;

    public IReadOnlyList<Change> Changes { get; private set; } = [];

    /// <summary>Submissions of which the proposal says what is assigned already.</summary>
    public int Unchanged { get; private set; }

    public int Told => Changes.SelectMany(change => change.New).Select(one => one.ReviewerId).Distinct().Count();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await ReadAsync(cancel))
        {
            return NotFound();
        }

        Chosen = [.. Changes.Select(change => change.SubmissionId)];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var published = await publish.RunAsync(await viewer.GetAsync(), Event.Id, ProposalId, [.. Chosen], cancel);
        if (published is null)
        {
            return NotFound();
        }

        if (!published.Succeeded)
        {
            db.ChangeTracker.Clear();
            return await ReadAsync(cancel) ? this.Refuse(published.Refusals, "") : NotFound();
        }

        this.Flash("Published. Reviewers with something new to review get a mail.");
        return Redirect($"/e/{Event.Slug}/organize/assignment/published");
    }

    private async Task<bool> ReadAsync(CancellationToken cancel)
    {
        var who = await viewer.GetAsync();
        var now = time.GetUtcNow();
        if (await VisibleProposal.LoadAsync(db, who, Event.Id, ProposalId, now, cancel) is not { } found)
        {
            return false;
        }

        Shown = found;
        var active = await db.ManagedBy(who, Event.Id, now)
            .Join(db.Submissions, assignment => assignment.SubmissionId, s => s.Id, (assignment, s) => new { assignment, s })
            .Join(db.Reviewers, both => both.assignment.ReviewerId, reviewer => reviewer.Id, (both, reviewer) => new
            {
                both.s.Id,
                both.s.Number,
                both.s.Title,
                ReviewerId = reviewer.Id,
                Name = db.People.Where(person => person.Id == reviewer.PersonId).Select(person => person.Name).FirstOrDefault() ?? reviewer.Name,
                Begun = db.Reviews.Any(review => review.AssignmentId == both.assignment.Id),
            })
            .ToListAsync(cancel);
        var assigned = active.ToLookup(pair => pair.Id);
        var proposed = found.Rows.ToLookup(row => row.SubmissionId);
        var changes = new List<Change>();
        foreach (var id in proposed.Select(group => group.Key).Union(assigned.Select(group => group.Key)))
        {
            var have = assigned[id].Select(pair => pair.ReviewerId).ToHashSet();
            var want = proposed[id].Select(row => row.ReviewerId).ToHashSet();
            var change = new Change(
                id,
                proposed[id].Select(row => row.Number).Concat(assigned[id].Select(pair => pair.Number)).First(),
                proposed[id].Select(row => row.Title).Concat(assigned[id].Select(pair => pair.Title)).First(),
                [.. proposed[id].Where(row => !have.Contains(row.ReviewerId)).Select(row => new Person(row.ReviewerId, row.Name))],
                [.. assigned[id].Where(pair => !want.Contains(pair.ReviewerId) && !pair.Begun).Select(pair => new Person(pair.ReviewerId, pair.Name))],
                [.. assigned[id].Where(pair => !want.Contains(pair.ReviewerId) && pair.Begun).Select(pair => new Person(pair.ReviewerId, pair.Name))]);
            if (change.New.Count + change.Gone.Count > 0)
            {
                changes.Add(change);
            }
            else
            {
                Unchanged++;
            }
        }

        Changes = [.. changes.OrderBy(change => change.Number)];
        return true;
    }

    public sealed record Person(Guid ReviewerId, string Name);

    /// <param name="Kept">Not proposed, but their review is begun, so they stay.</param>
    public sealed record Change(Guid SubmissionId, int Number, string Title, IReadOnlyList<Person> New, IReadOnlyList<Person> Gone, IReadOnlyList<Person> Kept);
}

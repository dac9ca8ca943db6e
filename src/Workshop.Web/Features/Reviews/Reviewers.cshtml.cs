using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Domain.Events;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>Who was asked to review, what they answered and what they know; and asking more people.</summary>
[Authorize(Policy = Policies.Organizer)]
[EnableRateLimiting(RateLimits.Sensitive)]
public sealed class ReviewersModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time, InviteReviewers invite, RemindReviewers remind, WithdrawInvitation withdraw) : PageModel
{
    [BindProperty]
    public InviteForm Input { get; set; } = new();

    public WorkshopEvent Event => current.Required;

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public IReadOnlyList<Row> Shown { get; private set; } = [];

    public string Show { get; private set; } = "";

    public async Task OnGetAsync(string? show, string? sort, CancellationToken cancel) => await ReadAsync(show, sort, cancel);

    public async Task<IActionResult> OnPostInviteAsync(CancellationToken cancel)
    {
        var sent = await invite.RunAsync(await viewer.GetAsync(), Event.Id, Input.People, cancel);
        if (!sent.Succeeded)
        {
            await ReadAsync(null, null, cancel);
            return this.Refuse(sent.Refusals);
        }

        var skipped = sent.Value.Skipped.Count == 0 ? "" : $" Skipped, because they were invited before: {string.Join(", ", sent.Value.Skipped)}.";
        this.Flash($"{(sent.Value.Count == 1 ? "One invitation is" : $"{sent.Value.Count} invitations are")} on the way.{skipped}");
        return RedirectToPage(new { slug = Event.Slug });
    }

    public async Task<IActionResult> OnPostRemindAsync(Guid? reviewer, CancellationToken cancel)
    {
        var reminded = await remind.RunAsync(await viewer.GetAsync(), Event.Id, reviewer, cancel);
        if (!reminded.Succeeded)
        {
            await ReadAsync(null, null, cancel);
            return this.Refuse(reminded.Refusals);
        }

        this.Flash(reminded.Value == 1 ? "A new invitation link is on the way. The old one no longer works." : $"{reminded.Value} new invitation links are on the way. The old ones no longer work.");
        return RedirectToPage(new { slug = Event.Slug });
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid reviewer, CancellationToken cancel)
    {
        var withdrawn = await withdraw.RunAsync(await viewer.GetAsync(), Event.Id, reviewer, cancel);
        if (!withdrawn.Succeeded)
        {
            await ReadAsync(null, null, cancel);
            return this.Refuse(withdrawn.Refusals);
        }

        this.Flash($"The invitation of {withdrawn.Value} is taken back; its link no longer works.");
        return RedirectToPage(new { slug = Event.Slug });
    }

    private async Task ReadAsync(string? show, string? sort, CancellationToken cancel)
    {
        var assignments = db.ManagedBy(await viewer.GetAsync(), Event.Id, time.GetUtcNow());
        var rows = await db.Reviewers
            .Where(reviewer => reviewer.EventId == Event.Id)
            .Select(reviewer => new Row(
                reviewer.Id,
                db.People.Where(person => person.Id == reviewer.PersonId).Select(person => person.Name).FirstOrDefault() ?? reviewer.Name,
                reviewer.Email,
                reviewer.State,
                reviewer.InvitedAt,
                reviewer.AnsweredAt,
                reviewer.DeclineReason,
                reviewer.Topics.Select(topic => topic.TopicId).ToList(),
                reviewer.PastPapers.Count,
                reviewer.MaxLoad,
                assignments.Count(assignment => assignment.ReviewerId == reviewer.Id)))
            .AsSplitQuery()
            .ToListAsync(cancel);
        Rows = [.. rows.OrderBy(row => row.Name, StringComparer.InvariantCultureIgnoreCase).ThenBy(row => row.Email, StringComparer.Ordinal)];
        Show = show ?? "";
        Shown = [.. Rows.Where(row => Show.Length == 0 || string.Equals(row.State.ToString(), Show, StringComparison.OrdinalIgnoreCase))];
        Shown = sort switch
        {
            "-name" => [.. Shown.Reverse()],
            "state" => [.. Shown.OrderBy(row => row.State)],
            "-state" => [.. Shown.OrderByDescending(row => row.State)],
            "answered" => [.. Shown.OrderBy(row => row.AnsweredAt)],
            "-answered" => [.. Shown.OrderByDescending(row => row.AnsweredAt)],
            "papers" => [.. Shown.OrderBy(row => row.PastPapers)],
            "-papers" => [.. Shown.OrderByDescending(row => row.PastPapers)],
            "assigned" => [.. Shown.OrderBy(row => row.Assigned)],
            "-assigned" => [.. Shown.OrderByDescending(row => row.Assigned)],
            _ => Shown,
        };
    }

    /// <summary>In the order of the call.</summary>
    public string TopicsOf(Row row) => string.Join(", ", Event.Topics.Where(topic => row.TopicIds.Contains(topic.Id)).Select(topic => topic.Name));

    public sealed class InviteForm
    {
        public string? People { get; set; }
    }

    public sealed record Row(
        Guid Id, string Name, string Email, ReviewerState State, DateTimeOffset InvitedAt, DateTimeOffset? AnsweredAt, string? DeclineReason,
        IReadOnlyList<Guid> TopicIds, int PastPapers, int? MaxLoad, int Assigned);
}

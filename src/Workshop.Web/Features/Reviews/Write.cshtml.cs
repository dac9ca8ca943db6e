using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Data.Submissions;
using Workshop.Domain.Events;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>The paper beside the form. Nothing here says who wrote it.</summary>
[Authorize(Policy = Policies.Reviewer)]
public sealed class WriteModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time, SaveReview save) : PageModel
{
    [BindProperty]
    public ReviewInput Input { get; set; } = new();

    [FromRoute]
    public Guid AssignmentId { get; set; }

    public WorkshopEvent Event => current.Required;

    public Paper Shown { get; private set; } = null!;

    /// <summary>What the authors answered and added for reviewers' eyes.</summary>
    public AnswersView Answers { get; private set; } = null!;

    /// <summary>What is stored; shown beside the form when it was changed in another window.</summary>
    public Review? Stored { get; private set; }

    public bool ChangedElsewhere { get; private set; }

    /// <summary>Why the review can only be read, or null.</summary>
    public string? WhyNotChange { get; private set; }

    public static IReadOnlyList<SelectListItem> Scores { get; } = Items(ReviewForm.Scores);

    public static IReadOnlyList<SelectListItem> Confidences { get; } = Items(ReviewForm.Confidences);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await ReadAsync(cancel))
        {
            return NotFound();
        }

        if (Stored is { } review)
        {
            Input = new ReviewInput { Score = review.Score, Confidence = review.Confidence, ToAuthors = review.ToAuthors, ToOrganizers = review.ToOrganizers, Revision = review.Revision };
        }

        return Page();
    }

    /// <param name="act">The button: "draft", "submit" or "next".</param>
    public async Task<IActionResult> OnPostAsync(string? act, CancellationToken cancel)
    {
        var submit = act is "submit" or "next";
        var content = new ReviewContent(Input.Score, Input.Confidence, Input.ToAuthors ?? "", Input.ToOrganizers ?? "");
        var saved = await save.RunAsync(await viewer.GetAsync(), Event.Id, AssignmentId, content, Input.Revision, submit, cancel);
        if (saved is null)
        {
            return NotFound();
        }

        if (!saved.Succeeded)
        {
            // What could not be saved is not stored either: read what is, not what was tried.
            db.ChangeTracker.Clear();
            if (!await ReadAsync(cancel))
            {
                return NotFound();
            }

            ChangedElsewhere = saved.Refusal!.Code == SaveReview.ChangedElsewhere.Code;
            if (ChangedElsewhere && Stored is not null)
            {
                ModelState.Remove("Input.Revision");
                Input.Revision = Stored.Revision;
            }

            return this.Refuse(saved.Refusals);
        }

        var at = Event.Zone.At(saved.Value.At).ToString("HH:mm", CultureInfo.InvariantCulture);
        if (act == "next")
        {
            this.Flash(saved.Value.Next is null ? "Review submitted. That was the last one: thank you." : "Review submitted. Here is the next one.");
            return Redirect(saved.Value.Next is { } next ? $"/e/{Event.Slug}/reviews/{next}" : $"/e/{Event.Slug}/reviews");
        }

        this.Flash(submit ? $"Review submitted at {at}. You may change it until decisions are released." : $"Saved {at}.");
        return submit ? Redirect($"/e/{Event.Slug}/reviews") : Redirect($"/e/{Event.Slug}/reviews/{AssignmentId}");
    }

    private async Task<bool> ReadAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var current = db.CurrentVersions();
        var paper = await db.OnDeskOf(await viewer.GetAsync(), Event.Id, now)
            .Where(assignment => assignment.Id == AssignmentId)
            .Join(db.Submissions, assignment => assignment.SubmissionId, submission => submission.Id, (assignment, submission) => submission)
            .Select(submission => new
            {
                submission.Id,
                submission.Number,
                submission.Title,
                submission.Abstract,
                Topics = submission.Topics.Select(topic => topic.TopicId).ToList(),
                Pdf = current.Where(version => version.SubmissionId == submission.Id).Select(version => new { version.Pages }).FirstOrDefault(),
                Released = db.Decisions.Where(decision => decision.SubmissionId == submission.Id).Select(decision => decision.ReleasedAt).FirstOrDefault(),
            })
            .SingleOrDefaultAsync(cancel);
        if (paper is null)
        {
            return false;
        }

        Shown = new Paper(paper.Number, paper.Title, paper.Abstract, [.. Event.Topics.Where(topic => paper.Topics.Contains(topic.Id)).Select(topic => topic.Name)], paper.Pdf is null ? null : paper.Pdf.Pages ?? 1);
        var form = await db.LoadCallFormAsync(Event.Id, cancel);
        var written = await db.Submissions.AsNoTracking().Include(s => s.Answers).Include(s => s.Attachments).AsSplitQuery().SingleAsync(s => s.Id == paper.Id, cancel);
        Answers = new AnswersView(
            form.Shown(written.Content, QuestionAudience.Reviewers),
            [.. form.FilesForReviewers(written.Content).Where(file => file.QuestionId is null)],
            file => $"/e/{Event.Slug}/reviews/{AssignmentId}/files/{file.Id}",
            false);
        WhyNotChange = ReviewAccess.WhyNotChange(Event.Timeline, paper.Released, now)?.Message;
        Stored = await db.Reviews.AsNoTracking().SingleOrDefaultAsync(review => review.AssignmentId == AssignmentId, cancel);
        return true;
    }

    private static IReadOnlyList<SelectListItem> Items(IReadOnlyList<ScalePoint> scale) =>
        [.. scale.Select(point => new SelectListItem($"{point.Value} – {point.Words}", point.Value.ToString(CultureInfo.InvariantCulture)))];

    public sealed class ReviewInput
    {
        public int? Score { get; set; }

        public int? Confidence { get; set; }

        public string? ToAuthors { get; set; }

        public string? ToOrganizers { get; set; }

        public int Revision { get; set; }
    }

    /// <param name="Pages">Of the PDF, at least 1; null when there is none.</param>
    public sealed record Paper(int Number, string Title, string Abstract, IReadOnlyList<string> Topics, int? Pages);
}

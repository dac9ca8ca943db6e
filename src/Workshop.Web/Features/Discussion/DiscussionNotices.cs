using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Data.Submissions;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Discussion;

/// <summary>What other pages show of discussions and responses: they ask for it by its name and know nothing else of this feature.</summary>
public static class DiscussionNotices
{
    /// <param name="ForReviewer">Who reads a review of this event, said to its writer.</param>
    /// <param name="Link">Null while the reviewer has no part in it.</param>
    /// <param name="Opens">When it will be opened; null when it is, or nobody knows.</param>
    public sealed record OfPaper(string ForReviewer, string? Link, bool Discusses, int Unread, int Others, string? Response, DateTimeOffset? Opens, bool NeedsOwn, string ZoneId);

    public sealed record OnDesk(string Slug, IReadOnlyList<Row> Rows, bool Discusses);

    public sealed record Row(Guid Id, int Number, string Title, int Unread, int Others, bool HasResponse);

    /// <param name="IsOpen">The authors may respond now.</param>
    public sealed record ForAuthors(string Link, bool IsOpen, bool HasReviews, bool IsSent, DateTimeOffset Opens, DateTimeOffset Closes, bool IsBefore, string ZoneId);
}

/// <summary>On the page of a review: who will read it, and the way to what the others wrote.</summary>
public sealed class PaperDiscussionViewComponent(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, TimeProvider time) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(Guid assignmentId)
    {
        var cancel = HttpContext.RequestAborted;
        var (e, who, now) = (current.Required, await viewer.GetAsync(), time.GetUtcNow());
        var rules = await db.LoadReviewingRulesAsync(e.Id, cancel);
        var heard = db.HeardBy(who, e, rules, now);
        var unread = db.UnreadBy(who, e, rules, now);
        var reviews = db.ReviewsShownTo(who, e, rules, ReviewPart.Content, now).Where(review => review.AssignmentId != assignmentId);
        var paper = await db.OnDeskOf(who, e.Id, now)
            .Where(assignment => assignment.Id == assignmentId)
            .Select(assignment => new
            {
                assignment.SubmissionId,
                IsIn = heard.Contains(assignment.SubmissionId),
                Unread = unread.Count(message => message.SubmissionId == assignment.SubmissionId),
                Others = reviews.Count(review => review.SubmissionId == assignment.SubmissionId),
                Response = db.AuthorResponses.Where(response => response.SubmissionId == assignment.SubmissionId).Select(response => response.Text).FirstOrDefault(),
                PromisedAt = db.Reviews.Where(review => review.AssignmentId == assignment.Id).Select(review => review.FirstSubmittedAt ?? review.SubmittedAt).FirstOrDefault(),
                FirstMessageAt = db.DiscussionMessages.Where(message => message.AssignmentId == assignment.Id).Select(message => (DateTimeOffset?)message.PostedAt).Min(),
            })
            .SingleOrDefaultAsync(cancel);
        if (paper is null)
        {
            return Content("");
        }

        var opens = rules.OpensFor(e.ReviewsDue);
        return View("~/Features/Discussion/_PaperNotice.cshtml", new DiscussionNotices.OfPaper(
            ReviewingRulesWords.ForReviewer(rules, paper.PromisedAt, paper.FirstMessageAt, now, at => RulesTime.Say(e, at)),
            paper.IsIn ? $"/e/{e.Slug}/reviews/discussions/{paper.SubmissionId}" : null, rules.Discusses, paper.Unread, paper.Others, paper.IsIn ? paper.Response : null,
            opens > now ? opens : null, opens <= now && !paper.IsIn, e.ZoneId));
    }
}

/// <summary>On the desk of a reviewer: the discussions that they are in.</summary>
public sealed class DeskDiscussionsViewComponent(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, TimeProvider time) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var cancel = HttpContext.RequestAborted;
        var (e, who, now) = (current.Required, await viewer.GetAsync(), time.GetUtcNow());
        var rules = await db.LoadReviewingRulesAsync(e.Id, cancel);
        var mine = who.ReviewerIds.ToArray();
        var heard = db.HeardBy(who, e, rules, now);
        var unread = db.UnreadBy(who, e, rules, now);
        var reviews = db.ReviewsShownTo(who, e, rules, ReviewPart.Content, now).Where(review => !mine.Contains(review.ReviewerId));
        var rows = await db.Submissions
            .Where(s => heard.Contains(s.Id))
            .Select(s => new DiscussionNotices.Row(
                s.Id, s.Number, s.Title, unread.Count(message => message.SubmissionId == s.Id), reviews.Count(review => review.SubmissionId == s.Id), db.AuthorResponses.Any(response => response.SubmissionId == s.Id)))
            .ToListAsync(cancel);
        return rows.Count == 0
            ? Content("")
            : View("~/Features/Discussion/_DeskNotice.cshtml", new DiscussionNotices.OnDesk(e.Slug, [.. rows.OrderByDescending(row => row.Unread > 0).ThenBy(row => row.Number)], rules.Discusses));
    }
}

/// <summary>On the page of an author's submission: whether they may respond to its reviews.</summary>
public sealed class ResponseNoticeViewComponent(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, TimeProvider time) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(Guid submissionId)
    {
        var cancel = HttpContext.RequestAborted;
        var (e, who, now) = (current.Required, await viewer.GetAsync(), time.GetUtcNow());
        var rules = await db.LoadReviewingRulesAsync(e.Id, cancel);
        if (rules is not { ResponseOpens: { } opens, ResponseCloses: { } closes })
        {
            return Content("");
        }

        var reviews = db.ReviewsShownTo(who, e, rules, ReviewPart.ForAuthors, now);
        var paper = await db.Submissions.WrittenBy(who)
            .Where(s => s.Id == submissionId && s.EventId == e.Id && s.SubmittedAt != null)
            .Select(s => new
            {
                IsWithdrawn = s.WithdrawnAt != null,
                Released = db.Decisions.Where(decision => decision.SubmissionId == s.Id).Select(decision => decision.ReleasedAt).FirstOrDefault(),
                IsSent = db.AuthorResponses.Any(response => response.SubmissionId == s.Id),
                HasReviews = reviews.Any(review => review.SubmissionId == s.Id),
            })
            .SingleOrDefaultAsync(cancel);
        if (paper is null || paper.IsWithdrawn || (paper.Released <= now && !paper.IsSent) || (now > closes && !paper.IsSent))
        {
            return Content("");
        }

        var isOpen = AuthorResponse.WhyNotRespond(rules, e.Timeline, paper.Released, paper.IsWithdrawn, now) is null;
        return View("~/Features/Discussion/_ResponseNotice.cshtml", new DiscussionNotices.ForAuthors(
            $"/e/{e.Slug}/submissions/{submissionId}/response", isOpen, isOpen && paper.HasReviews, paper.IsSent, opens, closes, now < opens && !(e.DecisionsReleased <= now), e.ZoneId));
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Data.Submissions;
using Workshop.Domain.Events;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Discussion;

/// <summary>The reviews as authors read them before the decision, and their one response. Only for authors; nothing here says who reviewed.</summary>
[Authorize]
[EnableRateLimiting(RateLimits.Autosave)]
public sealed class ResponseModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, SendResponse send, KeepDraft keep, HoldForm held, TimeProvider time) : PageModel
{
    [BindProperty]
    public ResponseForm Input { get; set; } = new();

    [FromRoute]
    public Guid Id { get; set; }

    public WorkshopEvent Event => current.Required;

    public DateTimeOffset Now => time.GetUtcNow();

    public Guid? PersonId => Typist.PersonId(HttpContext);

    public ResponseView Shown { get; private set; } = null!;

    /// <summary>A co-author, or the author in another window, sent one meanwhile.</summary>
    public bool ChangedElsewhere { get; private set; }

    /// <summary>Names were found in it: now it may be said that they are harmless.</summary>
    public bool FoundTraces { get; private set; }

    public string Root => $"/e/{Event.Slug}/submissions/{Id}/response";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await ReadAsync(cancel))
        {
            return NotFound();
        }

        Input.Text ??= Shown.Draft ?? Shown.Text;
        Input.Revision = Shown.Draft is null ? Shown.Revision : Shown.DraftRevision;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var sent = await send.RunAsync(await viewer.GetAsync(), Event.Id, Id, Input.Text, Input.Revision, Input.SaysNothing, ArrivalTime.Of(HttpContext), cancel);
        if (sent is null)
        {
            return NotFound();
        }

        if (sent.Succeeded)
        {
            var at = Event.Zone.At(sent.Value).ToString("HH:mm", CultureInfo.InvariantCulture);
            this.Flash($"Response sent at {at}. You and your co-authors can change it until {RulesTime.Say(Event, (await db.LoadReviewingRulesAsync(Event.Id, cancel)).ResponseCloses ?? sent.Value)}.");
            return Redirect(Root);
        }

        db.ChangeTracker.Clear();
        if (!await ReadAsync(cancel))
        {
            return NotFound();
        }

        FoundTraces = sent.Refusal!.Code == "response.signed";
        ChangedElsewhere = sent.Refusal == AuthorResponse.ChangedElsewhere;
        if (ChangedElsewhere)
        {
            ModelState.Remove("Input.Revision");
            Input.Revision = Shown.Revision;
        }

        return this.Refuse(sent.Refusals);
    }

    /// <summary>What keep.js sends while somebody types, and what the button does without it. Kept after the end too: nothing typed is lost.</summary>
    public async Task<IActionResult> OnPostDraftAsync(CancellationToken cancel)
    {
        if (!await ReadAsync(cancel))
        {
            return NotFound();
        }

        var me = (await viewer.GetAsync()).RequiredPersonId;
        // What a script still had on the way when its form was sent is no draft any more.
        var typed = TextLength.Clean(Input.Text ?? "");
        var isSent = LostSession.IsScript(Request) && Input.Revision < Shown.Revision && typed.Length > 0 && Shown.Text?.StartsWith(typed, StringComparison.Ordinal) == true;
        var at = isSent ? Now : await keep.RunAsync(me, Id, DiscussionDraftOf.Response, typed == Shown.Text ? null : Input.Text, Input.Revision, null, null, cancel);
        await held.ForgetAsync(me, [Root], cancel);
        if (LostSession.IsScript(Request))
        {
            return new JsonResult(new { at });
        }

        this.Flash("Your draft is kept. Nobody else sees it until you send it.");
        return Redirect(Root);
    }

    public async Task<IActionResult> OnPostDiscardAsync(CancellationToken cancel)
    {
        if (!await ReadAsync(cancel))
        {
            return NotFound();
        }

        await keep.RunAsync((await viewer.GetAsync()).RequiredPersonId, Id, DiscussionDraftOf.Response, null, 0, null, null, cancel);
        this.Flash("Your draft was discarded.");
        return Redirect(Root);
    }

    private async Task<bool> ReadAsync(CancellationToken cancel)
    {
        var (now, author) = (time.GetUtcNow(), await viewer.GetAsync());
        var me = author.RequiredPersonId;
        var rules = await db.LoadReviewingRulesAsync(Event.Id, cancel);
        var paper = await db.Submissions.WrittenBy(author)
            .Where(s => s.Id == Id && s.EventId == Event.Id && (s.SubmittedAt != null || s.WithdrawnAt != null))
            .Select(s => new
            {
                s.Number,
                s.Title,
                IsWithdrawn = s.WithdrawnAt != null,
                Released = db.Decisions.Where(decision => decision.SubmissionId == s.Id).Select(decision => decision.ReleasedAt).FirstOrDefault(),
                Response = db.AuthorResponses.Where(response => response.SubmissionId == s.Id)
                    .Select(response => new { response.Text, response.Revision, response.SentAt, By = db.People.Where(person => person.Id == response.SentBy).Select(person => person.Name).FirstOrDefault() }).FirstOrDefault(),
                Draft = db.DiscussionDrafts.Where(draft => draft.SubmissionId == s.Id && draft.PersonId == me && draft.Of == DiscussionDraftOf.Response)
                    .Select(draft => new { draft.Text, draft.BaseRevision, draft.SavedAt }).FirstOrDefault(),
            })
            .SingleOrDefaultAsync(cancel);
        // Where organizers took the times away, whoever typed something still gets it back.
        if (paper is null || (rules.ResponseOpens is null && paper.Response is null && paper.Draft is null && !HttpMethods.IsPost(Request.Method)))
        {
            return false;
        }

        var scores = db.ReviewsShownTo(author, Event, rules, ReviewPart.ScoreForAuthors, now);
        var open = rules.ResponseOpens ?? now;
        var why = AuthorResponse.WhyNotRespond(rules, Event.Timeline, paper.Released, paper.IsWithdrawn, ArrivalTime.Of(HttpContext));
        var rows = why is not null ? [] : await db.ReviewsShownTo(author, Event, rules, ReviewPart.ForAuthors, now)
            .Where(review => review.SubmissionId == Id)
            .Select(review => new { review.AssignmentId, review.ToAuthors, Score = scores.Any(other => other.Id == review.Id) ? review.Score : null, IsLater = review.SubmittedAt > open })
            .ToListAsync(cancel);
        var form = await db.LoadReviewFormAsync(Event.Id, cancel);
        var numbers = await db.LoadReviewerNumbersAsync(db.Submissions.Where(s => s.Id == Id).Select(s => s.Id), cancel);
        Shown = new ResponseView(
            paper.Number, paper.Title, rules, why?.Message, paper.Released <= now,
            [.. rows.Select(row => new ReviewToAnswer(numbers[row.AssignmentId], row.ToAuthors, row.Score, Scale.WordsOf(form.ScoreScale, row.Score) ?? "", row.IsLater)).OrderBy(row => row.Number)],
            paper.Response?.Text, paper.Response?.Revision ?? 0, paper.Response?.SentAt, paper.Response?.By, paper.Draft?.Text, paper.Draft?.BaseRevision ?? 0, paper.Draft?.SavedAt);
        return true;
    }

    public sealed class ResponseForm
    {
        public string? Text { get; set; }

        public int Revision { get; set; }

        public bool SaysNothing { get; set; }
    }
}

/// <param name="Score">Null when authors do not see it now.</param>
public sealed record ReviewToAnswer(int Number, string Comments, int? Score, string ScoreWords, bool IsLater);

/// <param name="WhyNot">Why nothing can be sent now, or null.</param>
/// <param name="Text">What was sent; null: nothing.</param>
/// <param name="SentBy">The author who sent it last.</param>
/// <param name="Draft">What the viewer typed and did not send.</param>
public sealed record ResponseView(
    int Number, string Title, ReviewingRules Rules, string? WhyNot, bool IsReleased, IReadOnlyList<ReviewToAnswer> Reviews,
    string? Text, int Revision, DateTimeOffset? SentAt, string? SentBy, string? Draft, int DraftRevision, DateTimeOffset? DraftSavedAt);

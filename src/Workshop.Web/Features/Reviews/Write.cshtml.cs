using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Events;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>The paper beside the form. Nothing here says who wrote it.</summary>
[Authorize(Policy = Policies.Reviewer)]
[EnableRateLimiting(RateLimits.Upload)]
[RequestSizeLimit(LargestRequest)]
[RequestFormLimits(MultipartBodyLengthLimit = LargestRequest)]
public sealed class WriteModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time, SaveReview save, AutosaveReview autosave, JudgeAfterAll judge, FormRefill refill, KeepReaderZone zone)
    : PageModel
{
    /// <summary>Larger than any file that is taken, so that a file over the limit gets its sentence instead of a broken connection.</summary>
    private const int LargestRequest = 64 * 1024 * 1024;

    [BindProperty]
    public ReviewInput Input { get; set; } = new();

    [FromRoute]
    public Guid AssignmentId { get; set; }

    public WorkshopEvent Event => current.Required;

    public DateTimeOffset Now => time.GetUtcNow();

    public Paper Shown { get; private set; } = null!;

    public ReviewForm Form { get; private set; } = null!;

    /// <summary>What the authors answered and added for reviewers' eyes.</summary>
    public AnswersView Answers { get; private set; } = null!;

    /// <summary>What is stored; shown beside the form when it was changed in another window.</summary>
    public Review? Stored { get; private set; }

    /// <summary>The file beside the review that is stored.</summary>
    public ReviewAttachment? StoredFile { get; private set; }

    public bool ChangedElsewhere { get; private set; }

    /// <summary>Why the review can only be read, or null.</summary>
    public string? WhyNotChange { get; private set; }

    /// <summary>The statement on language models is to be accepted before this review is submitted.</summary>
    public bool AsksStatement { get; private set; }

    /// <summary>What this person typed earlier and did not send, offered beside the form; the latest first.</summary>
    public IReadOnlyList<UnsentReview> Unsent { get; private set; } = [];

    /// <summary>What was kept apart and stands in this form now, see <see cref="OpenPage"/>.</summary>
    public IReadOnlyList<string> Taken { get; private set; } = [];

    /// <summary>The open pages of which something is kept apart, and since when.</summary>
    public IReadOnlyList<(string Tab, DateTimeOffset SavedAt)> Kept { get; private set; } = [];

    /// <summary>The form shows what was held after a lost session.</summary>
    public bool IsGivenBack => GiveBackHeldForms.HappenedTo(HttpContext);

    /// <summary>What is stored and what the form says, field by field; empty when there is nothing to compare.</summary>
    public IReadOnlyList<ReviewDifference> Differences { get; private set; } = [];

    /// <summary>The form says something that the server does not keep yet.</summary>
    public bool IsUnsaved { get; private set; }

    /// <summary>For keeping text on this device: nobody else who signs in here gets it.</summary>
    public Guid ViewerId { get; private set; }

    /// <summary>The reviewer's own date, when an organizer gave one.</summary>
    public DateTimeOffset? Due { get; private set; }

    public string Address => $"/e/{Event.Slug}/reviews/{AssignmentId}";

    /// <param name="unsent">Go on with the changes that were typed and not sent.</param>
    /// <param name="kept">With which of them, by <see cref="ReviewWorkingCopy.Token"/>; null for the latest.</param>
    public async Task<IActionResult> OnGetAsync(bool unsent, string? kept, CancellationToken cancel)
    {
        if (!await ReadAsync(cancel))
        {
            return NotFound();
        }

        var stored = ReviewInput.From(Stored?.Content ?? new ReviewContent(null, null, "", ""), Stored?.Revision ?? 0);
        stored.AttachmentForAuthors = StoredFile?.ForAuthors ?? false;
        Input = stored;
        if (WhyNotChange is null && Stored?.CannotJudgeBecause is null)
        {
            await OfferUnsentAsync(stored, unsent, kept, cancel);
        }

        return Page();
    }

    /// <param name="act">The button: "draft", "submit", "next", or "compare", which saves nothing.</param>
    /// <param name="tab">The open page, see <see cref="OpenPage"/>.</param>
    /// <param name="nth">Rises with everything that this page sends.</param>
    public async Task<IActionResult> OnPostAsync(string? act, string? tab, int nth, string[]? taken, CancellationToken cancel)
    {
        var open = OpenPage.Of(tab, nth, taken);
        if (act == "compare")
        {
            if (!await ReadAsync(cancel))
            {
                return NotFound();
            }

            TakeOver(open);
            ShowBoth();
            IsUnsaved = true;
            return Page();
        }

        var submit = act is "submit" or "next";
        var file = ReviewUpload.Of(Input.Attachment);
        if (submit && await NamesBeganAsync(cancel))
        {
            return await RefuseAsync([NamesBegan], file, open, cancel);
        }

        var attachment = new AttachmentChange(file, Input.RemoveAttachment, Input.AttachmentForAuthors);
        var saved = await save.WithFileAsync(await viewer.GetAsync(), Event.Id, AssignmentId, Input.ToContent(), Input.Revision, submit, attachment, open, cancel);
        if (saved is null)
        {
            return NotFound();
        }

        if (!saved.Succeeded)
        {
            return await RefuseAsync(saved.Refusals, file, open, cancel);
        }

        await zone.RunAsync(await viewer.GetAsync(), Event.Id, ReaderZone.Of(Request)?.Id, cancel);
        var at = Event.Zone.At(saved.Value.At).ToString("HH:mm", CultureInfo.InvariantCulture);
        if (act == "next")
        {
            var next = await save.NextAsync(await viewer.GetAsync(), Event.Id, AssignmentId, cancel);
            this.Flash(next is null ? "Review submitted. That was the last one: thank you." : "Review submitted. Here is the next one.");
            return Redirect(next is null ? $"/e/{Event.Slug}/reviews" : $"/e/{Event.Slug}/reviews/{next}");
        }

        this.Flash(submit ? $"Review submitted at {at}. You may change it until decisions are released." : $"Saved {at}.");
        return submit ? Redirect($"/e/{Event.Slug}/reviews") : Redirect(Address);
    }

    /// <summary>The page has shown what will be gone.</summary>
    /// <param name="kept">What was shown, by <see cref="ReviewWorkingCopy.Token"/>; nothing that a lost session would have to hold.</param>
    public async Task<IActionResult> OnPostDiscardAsync([FromForm(Name = "__kept")] string? kept, CancellationToken cancel)
    {
        if (await autosave.ForgetAsync(await viewer.GetAsync(), AssignmentId, kept ?? "", cancel))
        {
            this.Flash("The changes that were not sent are discarded.");
        }

        return Redirect(Address);
    }

    public async Task<IActionResult> OnPostJudgeAsync(CancellationToken cancel)
    {
        var done = await judge.RunAsync(await viewer.GetAsync(), Event.Id, AssignmentId, cancel);
        if (done is null)
        {
            return NotFound();
        }

        if (!done.Succeeded)
        {
            return await ReadAsync(cancel) ? this.Refuse(done.Refusals) : NotFound();
        }

        this.Flash("It is a draft again, with what you had written.");
        return Redirect(Address);
    }

    /// <summary>Whatever made the form: every scale that is asked has its place.</summary>
    public override void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
        if (context.Result is not PageResult || Form is null)
        {
            return;
        }

        foreach (var criterion in Form.AskedCriteria)
        {
            Input.Answers.TryAdd(criterion.Id, null);
        }

        if (Input.StatementVersion != Form.StatementVersion)
        {
            // The words have changed: a tick beside the old ones accepts nothing.
            ModelState.Remove("Input.AcceptsStatement");
            Input.AcceptsStatement = false;
        }

        // What was given back after a lost session is not saved yet.
        IsUnsaved |= IsGivenBack;
    }

    public IReadOnlyList<SelectListItem> ChoicesOf(IReadOnlyList<ScalePoint> scale, bool isOptional, int? chosen) =>
    [
        .. scale.Select(point => new SelectListItem($"{point.Value} – {point.Words}", point.Value.ToString(CultureInfo.InvariantCulture))),
        .. isOptional ? [new SelectListItem("No answer", "", chosen is null)] : Array.Empty<SelectListItem>(),
    ];

    /// <summary>What can be recommended, and what this review chose although nobody can choose it any more.</summary>
    public IReadOnlyList<SelectListItem> Recommendations =>
    [
        .. Form.Labels.Where(label => !label.IsRetired || label.Id == Stored?.Recommendation).Select(label => new SelectListItem(label.Words, label.Id.ToString())),
        .. Form.RecommendationAsked == ReviewRequirement.Optional ? [new SelectListItem("No recommendation", "", Input.Recommendation is null)] : Array.Empty<SelectListItem>(),
    ];

    private static Refusal NamesBegan { get; } =
        new("review.names-began", "After you opened this page, a rule came into force that shows who reviewed. Read at the top who learns your name, then submit again.");

    /// <summary>The form promised something about names that does not hold any more, and nothing was submitted while it did.</summary>
    private async Task<bool> NamesBeganAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        return Input.ShownAt is { } ticks
            && (await db.LoadReviewingRulesAsync(Event.Id, cancel)).NamesBegan(new DateTimeOffset(Math.Clamp(ticks, 0, now.UtcTicks), TimeSpan.Zero), now)
            && !await db.Reviews.AnyAsync(review => review.AssignmentId == AssignmentId && review.FirstSubmittedAt != null, cancel);
    }

    private async Task<IActionResult> RefuseAsync(IReadOnlyList<Refusal> refusals, ReviewUpload? file, OpenPage open, CancellationToken cancel)
    {
        // What could not be saved is not stored either: read what is, not what was tried.
        db.ChangeTracker.Clear();
        if (!await ReadAsync(cancel))
        {
            return NotFound();
        }

        IsUnsaved = true;
        TakeOver(open);
        if (refusals.Any(refusal => refusal.Code == Review.ChangedElsewhere.Code))
        {
            ShowBoth();
        }

        if (file is not null && refusals.All(refusal => refusal.Field != nameof(ReviewInput.Attachment)))
        {
            ModelState.AddModelError("Input.Attachment", $"{file.FileName} is not saved. Choose it again before you save.");
        }

        return this.Refuse(refusals);
    }

    /// <summary>This form says what the page that sent it said, and stands for what is kept of that page.</summary>
    private void TakeOver(OpenPage from) =>
        Taken = [.. from.Taken.Union(Kept.Where(kept => kept.Tab == from.Tab).Select(kept => ReviewWorkingCopy.TokenOf(kept.Tab, kept.SavedAt)))];

    /// <summary>From here on, saving means to have seen both.</summary>
    private void ShowBoth()
    {
        if (Stored is null)
        {
            return;
        }

        ChangedElsewhere = true;
        Differences = ReviewDifference.Between(Stored.Content, Input.ToContent(), Form);
        ModelState.Remove("Input.Revision");
        Input.Revision = Stored.Revision;
    }

    private async Task OfferUnsentAsync(ReviewInput stored, bool goOn, string? with, CancellationToken cancel)
    {
        var (offered, same) = (new List<UnsentReview>(), new List<string>());
        var copies = await db.ReviewWorkingCopies.AsNoTracking().Where(copy => copy.AssignmentId == AssignmentId && copy.PersonId == ViewerId).ToListAsync(cancel);
        foreach (var copy in copies.OrderByDescending(copy => copy.SavedAt))
        {
            ModelState.Clear();
            await refill.RunAsync(this, PostedFields.Read(copy.Fields));
            ModelState.Remove("Input.Revision");
            Input.Revision = copy.BaseRevision;
            var differences = ReviewDifference.Between(stored.ToContent(), Input.ToContent(), Form);
            if (differences.Count == 0)
            {
                same.Add(copy.Token);
            }
            else if (goOn && (with is null || with == copy.Token))
            {
                IsUnsaved = true;
                Taken = [copy.Token];
                return;
            }
            else
            {
                offered.Add(new UnsentReview(copy.Token, copy.SavedAt, differences));
            }
        }

        ModelState.Clear();
        Input = stored;
        (Unsent, Taken) = (offered, same);
    }

    private async Task<bool> ReadAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var who = await viewer.GetAsync();
        ViewerId = who.RequiredPersonId;
        var current = db.CurrentVersions();
        var paper = await db.OnDeskOf(who, Event.Id, now)
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
        Due = await db.LoadReviewsDueAsync(who, Event, cancel);
        WhyNotChange = ReviewAccess.WhyNotChange(Event.Timeline, paper.Released, now)?.Message;
        Form = await db.LoadReviewFormAsync(Event.Id, cancel);
        Stored = await db.Reviews.AsNoTracking().SingleOrDefaultAsync(review => review.AssignmentId == AssignmentId, cancel);
        var copies = await db.ReviewWorkingCopies.Where(copy => copy.AssignmentId == AssignmentId && copy.PersonId == ViewerId).Select(copy => new { copy.Tab, copy.SavedAt }).ToListAsync(cancel);
        Kept = [.. copies.Select(copy => (copy.Tab, copy.SavedAt))];
        StoredFile = await db.ReviewAttachments.AsNoTracking().FirstOrDefaultAsync(file => file.AssignmentId == AssignmentId && file.RemovedAt == null, cancel);
        AsksStatement = Stored?.IsSubmitted != true && await db.OwesStatementAsync(Form, who, Event.Id, cancel);
        return true;
    }

    /// <param name="Pages">Of the PDF, at least 1; null when there is none.</param>
    public sealed record Paper(int Number, string Title, string Abstract, IReadOnlyList<string> Topics, int? Pages);

    /// <summary>Changes that this person typed and did not send.</summary>
    public sealed record UnsentReview(string Token, DateTimeOffset SavedAt, IReadOnlyList<ReviewDifference> Differences);
}

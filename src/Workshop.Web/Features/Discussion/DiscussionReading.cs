using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Data.Submissions;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Discussion;

/// <summary>Reads what is said about one submission, for one reader: everything here is filtered by the policy, and no hidden name is even loaded.</summary>
public sealed class DiscussionReading(WorkshopDb db, TimeProvider time)
{
    /// <summary>Whether the reader has a part in it, for what shows nothing of it.</summary>
    public async Task<bool> IsOpenToAsync(Viewer viewer, WorkshopEvent e, Guid submissionId, CancellationToken cancel) =>
        await db.DiscussionsOf(viewer, e, await db.LoadReviewingRulesAsync(e.Id, cancel), time.GetUtcNow()).ContainsAsync(submissionId, cancel);

    /// <summary>Whether that message stands there, by this reader.</summary>
    public async Task<bool> HasSaidAsync(Viewer viewer, WorkshopEvent e, Guid submissionId, Guid messageId, CancellationToken cancel)
    {
        var me = viewer.RequiredPersonId;
        return await db.MessagesShownTo(viewer, e, await db.LoadReviewingRulesAsync(e.Id, cancel), time.GetUtcNow())
            .AnyAsync(message => message.Id == messageId && message.SubmissionId == submissionId && message.PersonId == me, cancel);
    }

    /// <returns>Null when the reader has no part in it.</returns>
    public async Task<DiscussionView?> ReadAsync(Viewer viewer, WorkshopEvent e, Guid submissionId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var rules = await db.LoadReviewingRulesAsync(e.Id, cancel);
        var me = viewer.RequiredPersonId;
        var managed = db.Submissions.VisibleTo(viewer, SubmissionPart.Management, now);
        var desk = db.OnDeskOf(viewer, e.Id, now);
        var mine = db.DiscussionsOf(viewer, e, rules, now).Where(id => id == submissionId);
        var paper = await db.Submissions
            .Where(s => mine.Contains(s.Id))
            .Select(s => new
            {
                s.Number,
                s.Title,
                s.WithdrawnAt,
                Manages = managed.Any(other => other.Id == s.Id),
                AssignmentId = desk.Where(assignment => assignment.SubmissionId == s.Id).Select(assignment => (Guid?)assignment.Id).FirstOrDefault(),
                Released = db.Decisions.Where(decision => decision.SubmissionId == s.Id).Select(decision => decision.ReleasedAt).FirstOrDefault(),
                ReadUpTo = db.DiscussionMarks.Where(mark => mark.SubmissionId == s.Id && mark.PersonId == me).Select(mark => (int?)mark.ReadUpTo).FirstOrDefault() ?? 0,
                IsMuted = db.DiscussionDigests.Any(digest => digest.EventId == e.Id && digest.PersonId == me && digest.IsMuted),
                Draft = db.DiscussionDrafts.Where(draft => draft.SubmissionId == s.Id && draft.PersonId == me && draft.Of == DiscussionDraftOf.Message).Select(draft => new { draft.Text, draft.Audience, draft.AsReviewer, draft.SavedAt }).FirstOrDefault(),
                Response = db.AuthorResponses.Where(response => response.SubmissionId == s.Id).Select(response => new { response.Text, response.SentAt, response.SentBy }).FirstOrDefault(),
            })
            .SingleOrDefaultAsync(cancel);
        if (paper is null)
        {
            return null;
        }

        var numbers = await db.LoadReviewerNumbersAsync(mine, cancel);
        var messages = await MessagesAsync(viewer, e, rules, db.MessagesShownTo(viewer, e, rules, now).Where(message => message.SubmissionId == submissionId), numbers, now, cancel);
        var reviews = await ReviewsAsync(viewer, e, rules, submissionId, numbers, paper.AssignmentId, paper.Manages, now, cancel);
        var sender = paper.Manages && paper.Response is not null ? await db.People.Where(person => person.Id == paper.Response.SentBy).Select(person => person.Name).SingleOrDefaultAsync(cancel) : null;
        return new DiscussionView
        {
            SubmissionId = submissionId,
            Number = paper.Number,
            Title = paper.Title,
            Manages = paper.Manages,
            AssignmentId = paper.AssignmentId,
            OwnNumber = paper.AssignmentId is { } own ? numbers[own] : null,
            IsNamed = paper.AssignmentId is { } asReviewer && reviews.Any(review => review.AssignmentId == asReviewer && review.GoesByName),
            Rules = rules,
            Reviews = reviews,
            Messages = [.. messages.Select(message => message with { IsNew = !message.IsOwn && !message.IsWithdrawn && message.Number > paper.ReadUpTo })],
            Response = paper.Response is null ? null : new ResponseShown(paper.Response.Text, paper.Response.SentAt, sender),
            IsResponseOpen = AuthorResponse.WhyNotRespond(rules, e.Timeline, paper.Released, paper.WithdrawnAt is not null, now) is null,
            WhyNotWrite = DiscussionAccess.WhyNotWrite(rules, e.Timeline, paper.Released, paper.WithdrawnAt is not null, now)?.Message,
            Draft = paper.Draft is null ? null : new DraftShown(paper.Draft.Text, paper.Draft.Audience ?? DiscussionAudience.Everybody, paper.Draft.AsReviewer ?? true, paper.Draft.SavedAt),
            IsMuted = paper.IsMuted,
        };
    }

    /// <summary>Messages as that reader sees them, in their order; of one submission or of several.</summary>
    /// <param name="shown">Part of <see cref="ReviewQueries.MessagesShownTo"/>.</param>
    /// <param name="numbers">Of the reviewers of these submissions.</param>
    public async Task<IReadOnlyList<MessageShown>> MessagesAsync(
        Viewer viewer, WorkshopEvent e, ReviewingRules rules, IQueryable<DiscussionMessage> shown, IReadOnlyDictionary<Guid, int> numbers, DateTimeOffset now, CancellationToken cancel)
    {
        var me = viewer.RequiredPersonId;
        var managed = db.Submissions.VisibleTo(viewer, SubmissionPart.Management, now);
        var named = db.ReviewsShownTo(viewer, e, rules, ReviewPart.ReviewerName, now);
        var organizersNamed = rules.OrganizersNamedSince is not null;
        var organizersSince = rules.OrganizersNamedSince ?? DateTimeOffset.UnixEpoch;
        var rows = await shown
            .OrderBy(message => message.SubmissionId).ThenBy(message => message.Number)
            .Select(message => new
            {
                message.Id,
                message.SubmissionId,
                message.Number,
                message.AssignmentId,
                IsOwn = message.PersonId == me,
                message.Audience,
                message.Text,
                message.PostedAt,
                message.EditedAt,
                message.WithdrawnAt,
                message.Revision,
                Manages = managed.Any(s => s.Id == message.SubmissionId),
                // A name that the reader may not know is not read from the database at all.
                Name = db.People
                    .Where(person => person.Id == message.PersonId
                        && (managed.Any(s => s.Id == message.SubmissionId)
                            || (message.AssignmentId == null ? organizersNamed && message.PostedAt >= organizersSince : named.Any(review => review.AssignmentId == message.AssignmentId))))
                    .Select(person => person.Name)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancel);
        return
        [
            .. rows.Select(row => new MessageShown(
                row.Id,
                row.SubmissionId,
                row.Number,
                WriterOf(row.AssignmentId is { } assignment ? numbers.GetValueOrDefault(assignment) : null, row.Name),
                row.IsOwn,
                row.Audience,
                row.WithdrawnAt is null || row.IsOwn ? row.Text : "",
                row.PostedAt,
                row.Manages || row.IsOwn || row.Name is not null,
                row.EditedAt is not null,
                row.WithdrawnAt is not null,
                row.IsOwn && row.WithdrawnAt is null && now <= row.PostedAt + DiscussionMessage.MayBeEditedFor,
                row.Revision,
                false)),
        ];
    }

    /// <summary>"Reviewer 2", "Reviewer 2, Ada", "Ada, organizer" or "An organizer".</summary>
    /// <param name="number">Null for organizers.</param>
    /// <param name="name">Null where the reader must not know it.</param>
    public static string WriterOf(int? number, string? name) => (number, name) switch
    {
        ({ } reviewer, null) => $"Reviewer {reviewer}",
        ({ } reviewer, { } known) => $"Reviewer {reviewer}, {known}",
        (null, { } known) => $"{known}, organizer",
        _ => "An organizer",
    };

    private async Task<List<ReviewShown>> ReviewsAsync(
        Viewer viewer, WorkshopEvent e, ReviewingRules rules, Guid submissionId, IReadOnlyDictionary<Guid, int> numbers, Guid? ownAssignment, bool manages, DateTimeOffset now, CancellationToken cancel)
    {
        var named = db.ReviewsShownTo(viewer, e, rules, ReviewPart.ReviewerName, now);
        var toOrganizers = db.ReviewsShownTo(viewer, e, rules, ReviewPart.ToOrganizers, now);
        var since = rules.ReviewersNamedSince;
        var form = await db.LoadReviewFormAsync(e.Id, cancel);
        var rows = await (
            from review in db.ReviewsShownTo(viewer, e, rules, ReviewPart.Content, now)
            where review.SubmissionId == submissionId && review.SubmittedAt != null
            select new
            {
                review.AssignmentId,
                review.Score,
                review.Confidence,
                review.ToAuthors,
                review.Answers,
                CannotJudge = review.CannotJudgeBecause != null,
                // What only the organizers and its writer read is not loaded for anybody else.
                ToOrganizers = toOrganizers.Any(other => other.Id == review.Id) ? review.ToOrganizers : "",
                Recommendation = toOrganizers.Any(other => other.Id == review.Id) ? review.Recommendation : null,
                CannotJudgeBecause = toOrganizers.Any(other => other.Id == review.Id) ? review.CannotJudgeBecause : null,
                PromisedAt = review.FirstSubmittedAt ?? review.SubmittedAt,
                review.UpdatedAt,
                FirstMessageAt = db.DiscussionMessages.Where(message => message.AssignmentId == review.AssignmentId).Select(message => (DateTimeOffset?)message.PostedAt).Min(),
                FirstOfOthers = db.DiscussionMessages
                    .Where(message => message.SubmissionId == submissionId && message.AssignmentId != review.AssignmentId && message.Audience == DiscussionAudience.Everybody)
                    .Select(message => (DateTimeOffset?)message.PostedAt).Min(),
                Name = db.Reviewers
                    .Where(reviewer => reviewer.Id == review.ReviewerId && named.Any(other => other.Id == review.Id))
                    .Select(reviewer => db.People.Where(person => person.Id == reviewer.PersonId).Select(person => person.Name).FirstOrDefault() ?? reviewer.Name)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancel);
        var files = (await db.ReviewAttachments.AsNoTracking()
            .Where(file => file.SubmissionId == submissionId && file.RemovedAt == null && toOrganizers.Any(review => review.AssignmentId == file.AssignmentId))
            .ToListAsync(cancel)).ToLookup(file => file.AssignmentId);
        return
        [
            .. rows
                .Select(row => new ReviewShown(
                    row.AssignmentId,
                    numbers[row.AssignmentId],
                    row.Name,
                    row.AssignmentId == ownAssignment,
                    ReviewVisibility.IsNamed(since, row.PromisedAt, row.FirstMessageAt),
                    manages && DiscussionAccess.ChangedSince(row.PromisedAt!.Value, row.UpdatedAt, row.FirstOfOthers) ? row.UpdatedAt : null,
                    row.CannotJudge ? null : new OpinionShown(
                        Scale.Say(form.ScoreScale, row.Score), Scale.Say(form.ConfidenceScale, row.Confidence), form.Criteria(row.Answers), form.LabelOf(row.Recommendation)?.Words,
                        row.ToAuthors, row.ToOrganizers, files[row.AssignmentId].FirstOrDefault()?.View(numbers[row.AssignmentId])),
                    row.CannotJudgeBecause))
                .OrderBy(review => review.Number),
        ];
    }
}

/// <summary>What is said about one submission, for one reader.</summary>
public sealed record DiscussionView
{
    public required Guid SubmissionId { get; init; }

    public required int Number { get; init; }

    public required string Title { get; init; }

    public required bool Manages { get; init; }

    /// <summary>The reader's own; null for an organizer who does not review it.</summary>
    public required Guid? AssignmentId { get; init; }

    public required int? OwnNumber { get; init; }

    /// <summary>The other reviewers know the reader's name.</summary>
    public required bool IsNamed { get; init; }

    public required ReviewingRules Rules { get; init; }

    public required IReadOnlyList<ReviewShown> Reviews { get; init; }

    public required IReadOnlyList<MessageShown> Messages { get; init; }

    public required ResponseShown? Response { get; init; }

    public required bool IsResponseOpen { get; init; }

    public required string? WhyNotWrite { get; init; }

    /// <summary>What the reader typed and did not send; null: nothing.</summary>
    public required DraftShown? Draft { get; init; }

    public required bool IsMuted { get; init; }

    /// <summary>The reader may speak as a reviewer or as an organizer.</summary>
    public bool HasTwoVoices => Manages && AssignmentId is not null;

    public int New => Messages.Count(message => message.IsNew);

    public string OwnVoice => OwnNumber is { } number ? DiscussionReading.WriterOf(number, null) : "an organizer";
}

/// <param name="Name">Null where the reader must not know it.</param>
/// <param name="GoesByName">The other reviewers know it.</param>
/// <param name="ChangedSince">When it was changed after others had spoken; null when it was not, and for everybody but organizers.</param>
/// <param name="Opinion">Null when its writer looked and cannot judge.</param>
/// <param name="CannotJudgeBecause">For organizers and its writer alone.</param>
public sealed record ReviewShown(
    Guid AssignmentId, int Number, string? Name, bool IsOwn, bool GoesByName, DateTimeOffset? ChangedSince, OpinionShown? Opinion, string? CannotJudgeBecause);

/// <param name="Score">"5 – Accept".</param>
/// <param name="Recommendation">As <paramref name="ToOrganizers"/> and <paramref name="Attachment"/> for organizers and its writer alone; null or empty for everybody else.</param>
public sealed record OpinionShown(
    string Score, string Confidence, IReadOnlyList<CriterionView> Criteria, string? Recommendation, string ToAuthors, string ToOrganizers, ReviewAttachmentView? Attachment);

/// <param name="Writer">As the reader may know them.</param>
/// <param name="ShowsTime">Only the day of what somebody hidden wrote: whoever writes at four in the morning lives far away.</param>
public sealed record MessageShown(
    Guid Id, Guid SubmissionId, int Number, string Writer, bool IsOwn, DiscussionAudience Audience, string Text, DateTimeOffset PostedAt, bool ShowsTime, bool IsEdited, bool IsWithdrawn, bool MayEdit, int Revision, bool IsNew);

/// <param name="AsReviewer">For who has two voices.</param>
public sealed record DraftShown(string Text, DiscussionAudience Audience, bool AsReviewer, DateTimeOffset SavedAt);

/// <param name="SentBy">For organizers alone.</param>
public sealed record ResponseShown(string Text, DateTimeOffset SentAt, string? SentBy);

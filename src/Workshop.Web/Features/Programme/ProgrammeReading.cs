using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Programme;
using Workshop.Data.Submissions;
using Workshop.Domain.Decisions;
using Workshop.Domain.People;
using Workshop.Domain.Programme;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Programme;

/// <summary>A submission as who builds the programme sees it.</summary>
/// <param name="IsAccepted">False of what has a place and is no acceptance any more.</param>
/// <param name="Score">The mean of its reviews; null without any, and for whoever must keep away from it.</param>
public sealed record Candidate(AcceptedSubmission Submission, bool IsAccepted, double? Score)
{
    /// <summary>Its acceptance is not released yet.</summary>
    public bool IsStaged => Submission.IsStaged;

    public string Name => string.Create(CultureInfo.InvariantCulture, $"#{Submission.Number}");

    public bool MayBePlaced => !Submission.IsWithdrawn;
}

internal static class ProgrammeReading
{
    /// <summary>
    /// Everything that is accepted as far as this organizer may know it, and whatever else they may know to have a place; withdrawn and declined ones are marked. The best first: by the mean of
    /// the reviews, then by number. A fixed number of queries.
    /// </summary>
    public static async Task<IReadOnlyList<Candidate>> ReadCandidatesAsync(this WorkshopDb db, Viewer organizer, Guid eventId, DateTimeOffset now, CancellationToken cancel)
    {
        var managed = db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now).Where(s => s.EventId == eventId);
        var rows = await (
            from s in db.KnownInDraft(organizer, now)
            where s.EventId == eventId
            from decision in db.Decisions.Where(decision => decision.SubmissionId == s.Id).DefaultIfEmpty()
            where (decision != null && (decision.Outcome == DecisionOutcome.Talk || decision.Outcome == DecisionOutcome.Poster)) || db.Slots.Any(slot => slot.SubmissionId == s.Id)
            orderby s.Number
            select new
            {
                s.Id,
                s.Number,
                s.Title,
                Gone = s.WithdrawnAt != null || s.SubmittedAt == null || decision == null || decision.DeclinedAt != null,
                Outcome = decision == null ? (DecisionOutcome?)null : decision.Outcome,
                IsKnown = decision != null && decision.ReleasedAt <= now,
                Presenter = s.Authors.Where(author => author.IsPresenter).Select(author => new { author.Name, author.NormalizedEmail }).FirstOrDefault(),
            })
            .ToListAsync(cancel);

        // Who the authors said last, when they were asked and that author is still listed, goes before who was named at the submission.
        var chosen = await (
            from answer in db.PresentationAnswers
            where answer.EventId == eventId && answer.IsConfirmed
            join author in db.Authors on new { answer.SubmissionId, Email = answer.PresenterEmail } equals new { author.SubmissionId, Email = author.NormalizedEmail }
            select new { author.SubmissionId, author.Name, author.NormalizedEmail })
            .ToListAsync(cancel);
        var asked = await db.DecisionSettings.AnyAsync(settings => settings.EventId == eventId && settings.ConfirmBy != null, cancel);
        var confirmed = chosen.Select(author => author.SubmissionId).ToHashSet();

        // Whoever owns the presenter's address owns these too: of one event's authors alone, and shown to nobody.
        var others = (await (
            from author in db.Authors
            where db.Submissions.Any(s => s.Id == author.SubmissionId && s.EventId == eventId)
            join address in db.PersonEmails on author.NormalizedEmail equals address.NormalizedAddress
            join other in db.PersonEmails on address.PersonId equals other.PersonId
            where address.ConfirmedAt != null && other.ConfirmedAt != null && other.NormalizedAddress != address.NormalizedAddress
            select new { Known = author.NormalizedEmail, Other = other.NormalizedAddress })
            .Distinct().ToListAsync(cancel)).ToLookup(pair => pair.Known, pair => pair.Other);
        var presenters = chosen.DistinctBy(author => author.SubmissionId).ToDictionary(author => author.SubmissionId, author => (author.Name, author.NormalizedEmail));
        var scores = await db.Reviews
            .Where(review => review.SubmittedAt != null && review.Score != null && managed.Any(s => s.Id == review.SubmissionId) && db.ReviewAssignments.Any(assignment => assignment.Id == review.AssignmentId && assignment.RemovedAt == null))
            .GroupBy(review => review.SubmissionId)
            .Select(group => new { SubmissionId = group.Key, Mean = group.Average(review => (double)review.Score!.Value) })
            .ToDictionaryAsync(group => group.SubmissionId, group => group.Mean, cancel);
        return [.. rows
            .Select(row =>
            {
                var (name, email) = presenters.TryGetValue(row.Id, out var said) ? said : (row.Presenter?.Name ?? "", row.Presenter?.NormalizedEmail ?? "");
                var isAccepted = row.Outcome is DecisionOutcome.Talk or DecisionOutcome.Poster;
                return new Candidate(
                    new AcceptedSubmission(row.Id, row.Number, row.Title, row.Outcome ?? DecisionOutcome.Reject, row.Gone || !isAccepted, name, email)
                    {
                        OtherEmails = [.. others[email].Order(StringComparer.Ordinal)],
                        Confirmation = confirmed.Contains(row.Id) ? Confirmation.Confirmed : asked && row.IsKnown ? Confirmation.Waiting : Confirmation.NotAsked,
                        IsStaged = isAccepted && !row.IsKnown,
                    },
                    isAccepted,
                    scores.TryGetValue(row.Id, out var mean) ? mean : null);
            })
            .OrderByDescending(candidate => candidate.Score ?? double.MinValue).ThenBy(candidate => candidate.Submission.Number)];
    }

    /// <summary>"#12" for each of these that an organizer may know to stand in the draft.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> ReadNamesAsync(this WorkshopDb db, Viewer organizer, Guid eventId, IEnumerable<Guid> submissions, DateTimeOffset now, CancellationToken cancel)
    {
        var wanted = submissions.Distinct().ToArray();
        var numbers = await db.KnownInDraft(organizer, now).Where(s => s.EventId == eventId && wanted.Contains(s.Id)).Select(s => new { s.Id, s.Number }).ToListAsync(cancel);
        return numbers.ToDictionary(s => s.Id, s => string.Create(CultureInfo.InvariantCulture, $"#{s.Number}"));
    }
}

using Microsoft.EntityFrameworkCore;
using Workshop.Data.Events;
using Workshop.Data.Submissions;
using Workshop.Domain.Decisions;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;

namespace Workshop.Data.Mail;

/// <summary>Somebody who belongs to a group.</summary>
/// <param name="SubmissionId">The submission by which they do, and on which their copy hangs: whoever must not see it must not see that they belong; null when they belong by themselves.</param>
/// <param name="IsShown">Whether the organizer who writes may know of it.</param>
public sealed record GroupRecipient(EmailAddress To, string Name, Guid? SubmissionId, int? Number, string? Title, bool IsShown)
{
    /// <summary>Tells the copies of one message apart.</summary>
    public string Key => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{To.Normalized}#{Number}");

    public MailValues Values(string eventName, string link) => MailValues.None
        .Text("name", Name.Length > 0 ? Name : To.Address)
        .Text("event", eventName)
        .Link("link", link)
        .Text("number", Number?.ToString(System.Globalization.CultureInfo.InvariantCulture))
        .Text("title", Title);
}

public static class GroupRecipientQueries
{
    /// <summary>
    /// Who belongs to the group, in the order of submissions or names; each address once for each submission. Of authors everybody, those marked as not shown included whose paper this organizer must keep
    /// away from: the message is blind to them, as the release of decisions is. What reviewers still have to do is counted on the papers alone that this organizer manages, so that neither the list nor who
    /// is missing from it tells who reviews the others. As many queries for one as for many; some for each organizer.
    /// </summary>
    public static async Task<IReadOnlyList<GroupRecipient>> LoadGroupAsync(this WorkshopDb db, Viewer organizer, Guid eventId, MailGroup group, Guid? topicId, Guid? typeId, DateTimeOffset now, CancellationToken cancel)
    {
        if (GroupMessage.IsOfAuthors(group))
        {
            return await AuthorsAsync(db, organizer, eventId, group, topicId, typeId, now, cancel);
        }

        return group == MailGroup.Organizers
            ? Recipients(await db.Organizers.AsNoTracking().Where(other => other.EventId == eventId).OrderBy(other => other.Email).Select(other => new Named("", other.Email)).ToListAsync(cancel))
            : await ReviewersAsync(db, organizer, eventId, group, topicId, now, cancel);
    }

    private static async Task<IReadOnlyList<GroupRecipient>> AuthorsAsync(WorkshopDb db, Viewer organizer, Guid eventId, MailGroup group, Guid? topicId, Guid? typeId, DateTimeOffset now, CancellationToken cancel)
    {
        var submissions = db.Submissions.AsNoTracking().Include(s => s.Authors).Where(s => s.EventId == eventId && s.SubmittedAt != null && s.WithdrawnAt == null);
        DecisionOutcome? outcome = group switch
        {
            MailGroup.AcceptedTalks => DecisionOutcome.Talk,
            MailGroup.AcceptedPosters => DecisionOutcome.Poster,
            MailGroup.Waitlisted => DecisionOutcome.Waitlist,
            MailGroup.Rejected => DecisionOutcome.Reject,
            _ => null,
        };
        if (outcome is { } wanted)
        {
            submissions = submissions.Where(s => db.Decisions.Any(decision => decision.SubmissionId == s.Id && decision.ReleasedAt <= now && decision.Outcome == wanted));
        }
        else if (group == MailGroup.Undecided)
        {
            submissions = submissions.Where(s => !db.Decisions.Any(decision => decision.SubmissionId == s.Id && decision.ReleasedAt <= now));
        }

        if (topicId is { } topic)
        {
            submissions = submissions.Where(s => s.Topics.Any(chosen => chosen.TopicId == topic));
        }

        if (typeId is { } type)
        {
            submissions = submissions.Where(s => s.TypeId == type);
        }

        var found = await submissions.OrderBy(s => s.Number).AsSplitQuery().ToListAsync(cancel);
        var managed = await db.LoadManagedIdsAsync(organizer, eventId, now, cancel);
        var ownerIds = found.Select(s => s.OwnerId).OfType<Guid>().Distinct().ToList();
        var owners = await db.People.AsNoTracking().Include(person => person.Emails).Where(person => ownerIds.Contains(person.Id)).ToDictionaryAsync(person => person.Id, cancel);
        var recipients = new List<GroupRecipient>();
        foreach (var submission in found)
        {
            var written = new HashSet<string>(StringComparer.Ordinal);
            void Add(EmailAddress to, string name)
            {
                if (written.Add(to.Normalized))
                {
                    recipients.Add(new GroupRecipient(to, name, submission.Id, submission.Number, submission.Title, managed.Contains(submission.Id)));
                }
            }

            foreach (var listed in RecipientQueries.Listed(submission))
            {
                Add(listed.Email, listed.Name);
            }

            // Who handed it in for others, unless one of their addresses was written to already.
            if (owners.GetValueOrDefault(submission.OwnerId ?? Guid.Empty) is { PrimaryEmail: { ConfirmedAt: not null } primary } owner
                && !owner.Emails.Any(email => written.Contains(email.NormalizedAddress)) && EmailAddress.Parse(primary.Address).Value is { } to)
            {
                Add(to, owner.Name);
            }
        }

        return recipients;
    }

    private static async Task<IReadOnlyList<GroupRecipient>> ReviewersAsync(WorkshopDb db, Viewer organizer, Guid eventId, MailGroup group, Guid? topicId, DateTimeOffset now, CancellationToken cancel)
    {
        var managed = db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now);
        var state = group == MailGroup.InvitedReviewers ? ReviewerState.Invited : ReviewerState.Accepted;
        var reviewers = db.Reviewers.AsNoTracking().Where(reviewer => reviewer.EventId == eventId && reviewer.State == state);
        if (topicId is { } topic)
        {
            reviewers = reviewers.Where(reviewer => reviewer.Topics.Any(chosen => chosen.TopicId == topic));
        }

        var assigned = db.ReviewAssignments.Where(assignment => assignment.EventId == eventId && assignment.RemovedAt == null && managed.Any(s => s.Id == assignment.SubmissionId && s.WithdrawnAt == null));
        var open = assigned.Where(assignment => !db.Reviews.Any(review => review.AssignmentId == assignment.Id && review.SubmittedAt != null));
        reviewers = group switch
        {
            MailGroup.ReviewersWithOpenReviews => reviewers.Where(reviewer => open.Any(assignment => assignment.ReviewerId == reviewer.Id)),
            MailGroup.ReviewersWhoAreDone => reviewers.Where(reviewer => assigned.Any(assignment => assignment.ReviewerId == reviewer.Id) && !open.Any(assignment => assignment.ReviewerId == reviewer.Id)),
            _ => reviewers,
        };
        var people = await reviewers.OrderBy(reviewer => reviewer.Name).ThenBy(reviewer => reviewer.Email).Select(reviewer => new Named(reviewer.Name, reviewer.Email) { Id = reviewer.Id }).ToListAsync(cancel);
        if (group is not (MailGroup.ReviewersWithOpenReviews or MailGroup.ReviewersWhoAreDone))
        {
            return Recipients(people);
        }

        // That somebody has something to do, or has done it, tells what they review: the copy hangs on one of those papers, the one that most organizers may see.
        var seenBy = await db.CountOrganizersWhoSeeAsync(eventId, now, cancel);
        var by = (await (group == MailGroup.ReviewersWithOpenReviews ? open : assigned).Select(assignment => new { assignment.ReviewerId, assignment.SubmissionId }).ToListAsync(cancel))
            .ToLookup(assignment => assignment.ReviewerId, assignment => assignment.SubmissionId);
        return Recipients([.. people.Select(person => person with { SubmissionId = by[person.Id].OrderByDescending(id => seenBy.GetValueOrDefault(id)).ThenBy(id => id).Cast<Guid?>().FirstOrDefault() })]);
    }

    private static List<GroupRecipient> Recipients(List<Named> people) =>
        [.. people.Select(person => (person.Name, person.SubmissionId, Address: EmailAddress.Parse(person.Email).Value)).Where(person => person.Address is not null).Select(person => new GroupRecipient(person.Address!, person.Name, person.SubmissionId, null, null, true))];

    private sealed record Named(string Name, string Email)
    {
        public Guid Id { get; init; }

        public Guid? SubmissionId { get; init; }
    }
}

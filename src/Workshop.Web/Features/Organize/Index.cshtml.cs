using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Decisions;
using Workshop.Data.Mail;
using Workshop.Data.Submissions;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Organize;

/// <summary>Where an organizer with an hour a week begins.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class IndexModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, TimeProvider time) : PageModel
{
    public WorkshopEvent Event => current.Required;

    public EventCounts Counts { get; private set; } = null!;

    public IReadOnlyList<Need> Needed { get; private set; } = [];

    public TimelineMarks Timeline { get; private set; } = null!;

    public Phase Phase { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        Counts = await CountAsync(now, cancel);
        Needed = Needs.Of(Event, Counts, now);
        Timeline = Marks(now);
        Phase = Event.Timeline.At(now);
    }

    /// <summary>Seven queries, eight with an abstract deadline, whatever there is to count.</summary>
    private async Task<EventCounts> CountAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var organizer = await viewer.GetAsync();
        var eventId = Event.Id;
        var wanted = Event.ReviewsPerSubmission;
        var managed = db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now).Where(s => s.EventId == eventId);
        var problems = db.PdfProblems();
        var free = db.FreePlaces(managed, now);
        var rows = await managed
            .Select(s => new
            {
                Withdrawn = s.WithdrawnAt != null,
                PdfProblem = problems.Any(version => version.SubmissionId == s.Id),
                Assigned = db.ReviewAssignments.Count(assignment => assignment.SubmissionId == s.Id && assignment.RemovedAt == null),
                Reviewed = db.ReviewAssignments.Count(assignment => assignment.SubmissionId == s.Id && assignment.RemovedAt == null && db.Reviews.Any(review => review.AssignmentId == assignment.Id && review.SubmittedAt != null)),
                Decision = db.Decisions.Where(decision => decision.SubmissionId == s.Id).Select(decision => new { decision.Outcome, Known = decision.ReleasedAt <= now, Staged = decision.ReleasedAt == null, decision.DeclinedAt }).FirstOrDefault(),
                Offered = db.PlaceOffers.Any(offer => offer.SubmissionId == s.Id && (offer.UndoneAt == null || offer.UndoneAt >= offer.VisibleFrom)),
                PlaceIsFree = free.Any(decision => decision.SubmissionId == s.Id),
                OnProgramme = db.Slots.Any(slot => slot.SubmissionId == s.Id),
            })
            .ToListAsync(cancel);
        var (me, known) = (organizer.PersonId, organizer.KnownEmails.ToArray());
        int? registered = Event.AbstractsDue is null ? null : await db.Submissions.CountAsync(
            s => s.EventId == eventId && s.RegisteredAt != null && s.SubmittedAt == null && s.WithdrawnAt == null && s.OwnerId != me && !s.Authors.Any(author => known.Contains(author.NormalizedEmail)),
            cancel);
        var live = rows.FindAll(row => !row.Withdrawn);
        var reviewers = await db.Reviewers.Where(reviewer => reviewer.EventId == eventId).GroupBy(reviewer => reviewer.State)
            .Select(group => new { State = group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.State, group => group.Count, cancel);

        // Mail about a submission that the viewer must keep away from is not even counted.
        var mails = await db.MailsShownTo(organizer, eventId, now)
            .Where(mail => mail.State == MailState.Failed || mail.State == MailState.Uncertain || mail.State == MailState.Held)
            .GroupBy(mail => mail.State).Select(group => new { State = group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.State, group => group.Count, cancel);
        var paused = await db.MailPauses.Where(pause => pause.Id == eventId || pause.Id == MailPause.Everything).Select(pause => pause.Id).ToListAsync(cancel);
        var trouble = await db.MailServerTroubles.AnyAsync(cancel);
        return new EventCounts(
            live.Count,
            rows.Count - live.Count,
            await db.Submissions.WrittenBy(organizer).CountAsync(s => s.EventId == eventId && s.SubmittedAt != null && s.WithdrawnAt == null, cancel),
            await db.Organizers.CountAsync(other => other.EventId == eventId, cancel),
            Event.Topics.Count,
            reviewers.GetValueOrDefault(ReviewerState.Invited),
            reviewers.GetValueOrDefault(ReviewerState.Accepted),
            live.Count(row => row.Assigned < wanted && row.Decision is null),
            live.Sum(row => row.Assigned),
            live.Sum(row => row.Reviewed),
            live.Count(row => row.Decision is null),
            live.Count(row => row.Decision is { Staged: true }),
            live.Count(row => row.Decision is { Known: true, DeclinedAt: null, Outcome: DecisionOutcome.Talk or DecisionOutcome.Poster } && !row.OnProgramme),
            mails.GetValueOrDefault(MailState.Failed) + mails.GetValueOrDefault(MailState.Uncertain))
        {
            HeldMails = mails.GetValueOrDefault(MailState.Held),
            MailIsPaused = paused.Contains(eventId),
            AllMailIsPaused = paused.Contains(MailPause.Everything),
            MailIsInTrouble = trouble,
            PdfProblems = live.Count(row => row.PdfProblem && row.Decision is not { Known: true }),
            Registered = registered,
            FreePlaces = rows.Count(row => row.PlaceIsFree),
            Waiting = live.Count(row => row.Decision is { Known: true, Outcome: DecisionOutcome.Waitlist } && !row.Offered),
        };
    }

    private TimelineMarks Marks(DateTimeOffset now)
    {
        var root = $"/e/{Event.Slug}/organize";
        var line = Event.Timeline;
        var marks = new List<TimelineMark>
        {
            new("Call opens", line.SubmissionsOpen, root + "/settings#times"),
            new("Submission deadline", line.SubmissionsClose, root + "/settings#times"),
            new(line.Begins.AddDays(1) > line.Ends ? "The day of the event" : "Event begins", line.Begins, root + "/programme"),
        };
        void AddIf(DateTimeOffset? at, string label, string page)
        {
            if (at is { } instant)
            {
                marks.Add(new TimelineMark(label, instant, root + page));
            }
        }

        AddIf(line.AbstractsDue, "Abstract deadline", "/settings#limits");
        AddIf(line.ReviewsDue, "Reviews due", "/reviewers");
        AddIf(line.DecisionsReleased <= now ? line.DecisionsReleased : null, "Decisions released", "/decisions");
        AddIf(line.ProgrammeReleased, "Programme published", "/programme");
        return new TimelineMarks(marks, Event.ZoneId, now);
    }
}

using System.Globalization;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>One submission that a reviewer has still to review, for the list in a mail to that reviewer.</summary>
/// <param name="HasDraft">Something is saved.</param>
internal sealed record OpenPaper(int Number, string Title, bool HasDraft);

/// <summary>What reviewers and organizers are written about reviewing. Plain text; no mail says who wrote a submission.</summary>
internal static class ReviewingMails
{
    public const string InvitationKind = "reviewer.invitation";
    public const string DeskLinkKind = "reviewer.desk-link";
    public const string NoDeskKind = "reviewer.no-desk";
    public const string ReminderKind = "reviewer.reminder";
    public const string PulseKind = "reviewer.pulse";

    /// <param name="link">The invitation page with its secret; the answers are chosen there, because mail scanners open every link of a mail.</param>
    /// <param name="invitedBy">Null when it goes out by itself.</param>
    public static MailDraft Invitation(WorkshopEvent e, Reviewer reviewer, string link, string? invitedBy, bool reminder)
    {
        var who = invitedBy is null ? "the organizers invite you" : $"{invitedBy} invites you";
        var values = Basic(e, reviewer, reviewer.Name)
            .Text("what", reminder ? "Reminder: Invitation" : "Invitation")
            .Text("who invites", reminder ? $"this is a reminder: {who}" : who)
            .Text("when and where", e.Venue.Length > 0 ? $"{Days(e)}, {e.Venue}" : Days(e))
            .Text("load", $"{Submissions(e.MaxLoad)} (extended abstracts of {(e.PageLimit == 1 ? "one page" : $"{e.PageLimit} pages")})")
            .Text("due", Due(e.ReviewsDue, e))
            .Text("expires", Time(reviewer.TokenExpires, e))
            .Text("questions", e.ContactEmail is null ? "" : $"Questions: {e.ContactEmail}")
            .Link("accept link", $"{link}?answer=accept")
            .Link("only link", $"{link}?answer=only")
            .Link("decline link", $"{link}?answer=decline");
        return MailTemplates.Write(InvitationKind, $"{reviewer.Id:n}:{reviewer.TokenHash[..16]}", Address(reviewer.Email), reviewer.Name, values) with
        {
            EventId = e.Id,
            IsPrivate = true,
            Why = $"You get this because {(invitedBy is null ? "the organizers of" : $"{invitedBy}, who organizes")} {e.Name}{(invitedBy is null ? "" : ",")} would like you to review.",
        };
    }

    public static MailDraft Accepted(WorkshopEvent e, Reviewer reviewer, string name, string link, DateTimeOffset at)
    {
        var body =
            $"""
            Dear {name},

            thank you for reviewing for {e.Name}{(reviewer.MaxLoad is { } most ? $", at most {Submissions(most)}" : "")}{Due(reviewer.DueAt ?? e.ReviewsDue, e)}.

            Your desk opens by this link, without a password:
            {link}

            Until submissions are assigned to you, tell us there what you are expert in, and say later what you would like to review.

            {OneUse}
            """;
        return new MailDraft("reviewer.accepted", $"{reviewer.Id:n}:{at.UtcTicks}", Address(reviewer.Email), name, $"Thank you for reviewing for {e.Name}", body)
        {
            EventId = e.Id,
            IsPrivate = true,
            Why = WhyReviewer(e),
        };
    }

    public static MailDraft DeskLink(WorkshopEvent e, Reviewer reviewer, string link)
    {
        var body =
            $"""
            Dear {reviewer.Name},

            here is the link to your desk for {e.Name} that you have asked for:
            {link}

            {OneUse} If you have not asked for it, nothing needs to be done.
            """;
        return new MailDraft(DeskLinkKind, $"{reviewer.Id:n}:{Reviewer.HashOf(link)[..16]}", Address(reviewer.Email), reviewer.Name, $"Your desk for {e.Name}", body)
        {
            EventId = e.Id,
            IsPrivate = true,
            Why = WhyReviewer(e),
        };
    }

    /// <summary>To an address that somebody gave and under which nobody reviews.</summary>
    public static MailDraft NoDesk(WorkshopEvent e, EmailAddress to)
    {
        var body =
            $"""
            Hello,

            somebody asked for a link to a reviewer's desk for {e.Name} and gave this address. Nobody reviews for it under this address.

            If that was you, ask again with the address at which you were invited. If it was not, nothing needs to be done.
            """;
        return new MailDraft(NoDeskKind, Guid.NewGuid().ToString("n"), to, "", $"No desk under this address for {e.Name}", body)
        {
            EventId = e.Id,
            IsPrivate = true,
            Why = "You get this because somebody gave this address.",
        };
    }

    /// <param name="step">What makes it unique: the step of the ladder or the organizer's press.</param>
    /// <param name="submissionId">On which the mail hangs in the organizers' outbox.</param>
    public static MailDraft Reminder(WorkshopEvent e, Reviewer reviewer, string name, string step, DateTimeOffset due, IReadOnlyList<OpenPaper> open, Guid submissionId, string link, string unsubscribe, DateTimeOffset now)
    {
        var when = due > now ? $"is due in {DurationText.Of(due - now)}" : now - due < TimeSpan.FromHours(1) ? "is due now" : $"was due {DurationText.Of(now - due)} ago";
        var one = open.Count == 1;
        var values = Basic(e, reviewer, name)
            .Text("reviews", one ? "Your review" : $"{open.Count} reviews")
            .Text("are due", one ? when : when.Replace("is ", "are ", StringComparison.Ordinal).Replace("was ", "were ", StringComparison.Ordinal))
            .Text("reviewing", one ? "one review of yours" : $"reviewing {Submissions(open.Count)}")
            .Text("is due", when)
            .Text("due", Time(due, e))
            .List("open", open.Select(Line))
            .Text("late", due > now ? "" : "A late review is still wanted.")
            .Link("link", link);
        return MailTemplates.Write(ReminderKind, string.Create(CultureInfo.InvariantCulture, $"{reviewer.Id:n}:{due.UtcTicks}:{step}"), Address(reviewer.Email), name, values) with
        {
            EventId = e.Id,
            SubmissionId = submissionId,
            IsPrivate = true,
            Why = $"You get this because you review for {e.Name} and have something open.",
            UnsubscribeLink = unsubscribe,
        };
    }

    public static MailDraft Pulse(WorkshopEvent e, Reviewer reviewer, string name, DateTimeOffset due, IReadOnlyList<OpenPaper> open, Guid submissionId, string link, string unsubscribe)
    {
        var values = Basic(e, reviewer, name)
            .Text("due", Time(due, e))
            .List("open", open.Select(Line))
            .Link("on track link", $"{link}?answer=on-track")
            .Link("help link", $"{link}?answer=need-help")
            .Link("cannot link", $"{link}?answer=cannot");
        return MailTemplates.Write(PulseKind, $"{reviewer.Id:n}", Address(reviewer.Email), name, values) with
        {
            EventId = e.Id,
            SubmissionId = submissionId,
            IsPrivate = true,
            Why = $"You get this once because you review for {e.Name} and have something open.",
            UnsubscribeLink = unsubscribe,
        };
    }

    /// <param name="submissionId">On which the mail hangs in the organizers' outbox.</param>
    public static MailDraft Extended(WorkshopEvent e, Reviewer reviewer, string name, DateTimeOffset due, Guid submissionId, string link, DateTimeOffset at)
    {
        var values = Basic(e, reviewer, name).Text("due", Time(due, e)).Link("link", link);
        return MailTemplates.Write("reviewer.extended", $"{reviewer.Id:n}:{due.UtcTicks}:{at.UtcTicks}", Address(reviewer.Email), name, values) with
        {
            EventId = e.Id,
            SubmissionId = submissionId,
            IsPrivate = true,
            Why = WhyReviewer(e),
        };
    }

    /// <summary>To an organizer who may manage the submission.</summary>
    /// <param name="invite">Opens the form for invitations with the suggested person in it; null when nobody was suggested.</param>
    public static MailDraft HandedBack(WorkshopEvent e, Submission submission, HandedBack back, EmailAddress to, string toName, string reviewerName, string because, string link, string? invite)
    {
        var values = MailValues.None
            .Text("event", e.Name)
            .Text("number", submission.Number.ToString(CultureInfo.InvariantCulture))
            .Text("title", submission.Title)
            .Text("reviewer", reviewerName.Length > 0 ? reviewerName : "A reviewer")
            .Lines("reason", because)
            .Lines("suggestion", back.Suggestion is { } suggestion ? $"Could review it instead: {suggestion}\nInvite this person:\n{invite}" : "")
            .Link("link", link);
        return MailTemplates.Write("review.handed-back", $"{back.AssignmentId:n}:{back.At.UtcTicks}", to, toName, values) with
        {
            EventId = e.Id,
            SubmissionId = submission.Id,
            Why = "You get this because you organize the event and may manage this submission.",
        };
    }

    private const string OneUse = "The link works once and is meant for you alone: please do not forward this mail. In the browser where you open it your desk stays open.";

    private static string WhyReviewer(WorkshopEvent e) => $"You get this because you review for {e.Name}.";

    private static MailValues Basic(WorkshopEvent e, Reviewer reviewer, string name) => MailValues.None.Text("name", name.Length > 0 ? name : reviewer.Email).Text("event", e.Name);

    private static string Line(OpenPaper paper) => string.Create(CultureInfo.InvariantCulture, $"#{paper.Number} {paper.Title}{(paper.HasDraft ? " (begun)" : "")}");

    private static EmailAddress Address(string stored) =>
        EmailAddress.Parse(stored).Value ?? throw new InvalidOperationException("An invitation is only made for a valid address.");

    private static string Submissions(int count) => count == 1 ? "one submission" : $"{count} submissions";

    private static string Days(WorkshopEvent e) => e.StartsOn == e.EndsOn ? $"{e.StartsOn:d MMMM yyyy}" : $"{e.StartsOn:d MMMM} to {e.EndsOn:d MMMM yyyy}";

    private static string Due(DateTimeOffset? due, WorkshopEvent e) => due is { } at ? $", due {Time(at, e)}" : "";

    private static string Time(DateTimeOffset at, WorkshopEvent e) => EventTimeText.Create(at, TimeZoneInfo.FindSystemTimeZoneById(e.ZoneId), null).ToString();
}

using System.Globalization;
using System.Text;
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
        var body =
            $"""
            Dear {reviewer.Name},

            {(reminder ? "this is a reminder: " : "")}{who} to review for {e.Name} ({Days(e)}{(e.Venue.Length > 0 ? $", {e.Venue}" : "")}).

            Yes, I will review:
            {link}?answer=accept

            Yes, but only a few:
            {link}?answer=only

            No, I cannot:
            {link}?answer=decline

            Each link opens a page with that answer prepared; nothing is decided before you press a button there. You would get at most {Submissions(e.MaxLoad)} (extended abstracts of {(e.PageLimit == 1 ? "one page" : $"{e.PageLimit} pages")}){Due(e.ReviewsDue, e)}. No account is needed.

            The links are meant for you alone: please do not forward this mail. They work until {Time(reviewer.TokenExpires, e)}.
            {(e.ContactEmail is null ? "" : $"\nQuestions: {e.ContactEmail}\n")}
            """;
        return new MailDraft(InvitationKind, $"{reviewer.Id:n}:{reviewer.TokenHash[..16]}", Address(reviewer.Email), reviewer.Name, $"{(reminder ? "Reminder: " : "")}Invitation to review for {e.Name}", body)
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
        var body = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"Dear {name},\n\n")
            .Append(CultureInfo.InvariantCulture, $"{(open.Count == 1 ? "one review of yours" : $"reviewing {Submissions(open.Count)}")} for {e.Name} {when}:\n\n    {Time(due, e)}\n\n")
            .Append(List(open))
            .Append(CultureInfo.InvariantCulture, $"\nOpen your desk, without a password:\n{link}\n\n")
            .Append(due > now ? "" : "A late review is still wanted. ")
            .Append("If you cannot do one of them, say so on its page, so that somebody else can.\n\n")
            .Append(OneUse).Append('\n');
        return new MailDraft(ReminderKind, string.Create(CultureInfo.InvariantCulture, $"{reviewer.Id:n}:{due.UtcTicks}:{step}"), Address(reviewer.Email), name, $"{(open.Count == 1 ? "Your review" : $"{open.Count} reviews")} for {e.Name} {(open.Count == 1 ? when : when.Replace("is ", "are ", StringComparison.Ordinal).Replace("was ", "were ", StringComparison.Ordinal))}", body.ToString())
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
        var body = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"Dear {name},\n\nhalf of the time for reviewing for {e.Name} has passed. Yours are due\n\n    {Time(due, e)}\n\nHow is it going?\n\n")
            .Append(CultureInfo.InvariantCulture, $"On track:\n{link}?answer=on-track\n\nI need help:\n{link}?answer=need-help\n\nI cannot do them:\n{link}?answer=cannot\n\n")
            .Append("Each link opens a page with that answer prepared; one press tells the organizers and opens your desk.\n\nStill open:\n\n")
            .Append(List(open)).Append('\n').Append(OneUse).Append('\n');
        return new MailDraft(PulseKind, $"{reviewer.Id:n}", Address(reviewer.Email), name, $"How are your reviews for {e.Name} going?", body.ToString())
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
        var body =
            $"""
            Dear {name},

            you have more time for your reviews for {e.Name}. Yours are now due

                {Time(due, e)}

            Open your desk, without a password:
            {link}

            {OneUse}
            """;
        return new MailDraft("reviewer.extended", $"{reviewer.Id:n}:{due.UtcTicks}:{at.UtcTicks}", Address(reviewer.Email), name, $"More time for your reviews for {e.Name}", body)
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
        var body =
            $"""
            {reviewerName} cannot review submission #{submission.Number}, “{submission.Title}”.

            Reason given: {because}
            {(back.Suggestion is { } suggestion ? $"\nCould review it instead: {suggestion}\nInvite this person:\n{invite}\n" : "")}
            The assignment has been removed. Propose a new assignment or look at what is left here:
            {link}
            """;
        return new MailDraft("review.handed-back", $"{back.AssignmentId:n}:{back.At.UtcTicks}", to, toName, $"A reviewer handed back #{submission.Number}", body)
        {
            EventId = e.Id,
            SubmissionId = submission.Id,
            Why = "You get this because you organize the event and may manage this submission.",
        };
    }

    private const string OneUse = "The link works once and is meant for you alone: please do not forward this mail. In the browser where you open it your desk stays open.";

    private static string WhyReviewer(WorkshopEvent e) => $"You get this because you review for {e.Name}.";

    private static string List(IReadOnlyList<OpenPaper> open) => string.Concat(open.Select(paper => string.Create(CultureInfo.InvariantCulture, $"- #{paper.Number} {Person.Clean(paper.Title)}{(paper.HasDraft ? " (begun)" : "")}\n")));

    private static EmailAddress Address(string stored) =>
        EmailAddress.Parse(stored).Value ?? throw new InvalidOperationException("An invitation is only made for a valid address.");

    private static string Submissions(int count) => count == 1 ? "one submission" : $"{count} submissions";

    private static string Days(WorkshopEvent e) => e.StartsOn == e.EndsOn ? $"{e.StartsOn:d MMMM yyyy}" : $"{e.StartsOn:d MMMM} to {e.EndsOn:d MMMM yyyy}";

    private static string Due(DateTimeOffset? due, WorkshopEvent e) => due is { } at ? $", due {Time(at, e)}" : "";

    private static string Time(DateTimeOffset at, WorkshopEvent e) => EventTimeText.Create(at, TimeZoneInfo.FindSystemTimeZoneById(e.ZoneId), null).ToString();
}

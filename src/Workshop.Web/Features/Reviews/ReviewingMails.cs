using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>What reviewers and organizers are written about reviewing. Plain text; no mail says who wrote a submission.</summary>
internal static class ReviewingMails
{
    public const string InvitationKind = "reviewer.invitation";

    /// <param name="link">The invitation page with its secret; the two answers are chosen there, because mail scanners open every link of a mail.</param>
    public static MailDraft Invitation(WorkshopEvent e, Reviewer reviewer, string link, string invitedBy, bool reminder)
    {
        var body =
            $"""
            Dear {reviewer.Name},

            {(reminder ? "this is a reminder: " : "")}{invitedBy} invites you to review for {e.Name} ({Days(e)}{(e.Venue.Length > 0 ? $", {e.Venue}" : "")}).

            Yes, I will review:
            {link}?answer=accept

            No, I cannot:
            {link}?answer=decline

            Either link opens a page with both answers; nothing is decided before you press a button there. You would get at most {Submissions(e.MaxLoad)} (extended abstracts of {(e.PageLimit == 1 ? "one page" : $"{e.PageLimit} pages")}){Due(e)}; you may ask for fewer.

            The links are meant for you alone: please do not forward this mail. They work until {EventTimeText.Create(reviewer.TokenExpires, TimeZoneInfo.FindSystemTimeZoneById(e.ZoneId), null)}.
            {(e.ContactEmail is null ? "" : $"\nQuestions: {e.ContactEmail}\n")}
            """;
        return new MailDraft(InvitationKind, $"{reviewer.Id:n}:{reviewer.TokenHash[..16]}", Address(reviewer.Email), reviewer.Name, $"{(reminder ? "Reminder: " : "")}Invitation to review for {e.Name}", body)
        {
            EventId = e.Id,
            IsPrivate = true,
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

    private static EmailAddress Address(string stored) =>
        EmailAddress.Parse(stored).Value ?? throw new InvalidOperationException("An invitation is only made for a valid address.");

    private static string Submissions(int count) => count == 1 ? "one submission" : $"{count} submissions";

    private static string Days(WorkshopEvent e) => e.StartsOn == e.EndsOn ? $"{e.StartsOn:d MMMM yyyy}" : $"{e.StartsOn:d MMMM} to {e.EndsOn:d MMMM yyyy}";

    private static string Due(WorkshopEvent e) =>
        e.ReviewsDue is { } due ? $", due {EventTimeText.Create(due, TimeZoneInfo.FindSystemTimeZoneById(e.ZoneId), null)}" : "";
}

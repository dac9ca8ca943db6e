using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Assignment;

internal static class AssignmentMails
{
    /// <param name="dueAt">This reviewer's own due date; null when there is none.</param>
    /// <param name="link">Opens the desk: the mail is private.</param>
    /// <param name="occasion">The proposal and how often something of it was published before: whoever publishes twice at the same moment tells nobody twice.</param>
    public static MailDraft Assigned(WorkshopEvent e, string occasion, EventReviewer reviewer, DateTimeOffset? dueAt, Guid submissionId, string link)
    {
        var due = dueAt is { } at ? $"\nPlease send your reviews by {EventTimeText.Create(at, TimeZoneInfo.FindSystemTimeZoneById(e.ZoneId), null)}.\n" : "";
        var body =
            $"""
            Dear {reviewer.Name},

            your submissions to review for {e.Name} are ready. Open your desk, without a password:
            {link}
            {due}
            If you have a conflict of interest with one of them, or cannot review it, say so on its page as soon as you can, so that somebody else may do it.

            The link works once and is meant for you alone: please do not forward this mail. In the browser where you open it your desk stays open.

            Thank you for reviewing.
            """;
        var to = EmailAddress.Parse(reviewer.Email).Value ?? throw new InvalidOperationException("A reviewer was invited at a valid address.");
        return new MailDraft("assignment.published", $"{occasion}:{reviewer.Id:n}", to, reviewer.Name, $"Your submissions to review for {e.Name}", body)
        {
            EventId = e.Id,
            SubmissionId = submissionId,
            IsPrivate = true,
            Why = $"You get this because you review for {e.Name}.",
        };
    }

    public static MailDraft TakenBack(WorkshopEvent e, string occasion, string email, string name, Guid submissionId, string link)
    {
        var body =
            $"""
            Dear {name},

            the organizers of {e.Name} have taken back some of what you were asked to review. Please do not begin with it; if there is more for you later, you get another mail.
            What is yours now stands here:
            {link}
            """;
        var to = EmailAddress.Parse(email).Value ?? throw new InvalidOperationException("A reviewer was invited at a valid address.");
        return new MailDraft("assignment.undone", $"{occasion}:{email}", to, name, $"Less to review for {e.Name}", body)
        {
            EventId = e.Id,
            SubmissionId = submissionId,
        };
    }
}

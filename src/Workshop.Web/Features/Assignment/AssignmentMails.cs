using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Assignment;

internal static class AssignmentMails
{
    /// <param name="occasion">The proposal and how often something of it was published before: whoever publishes twice at the same moment tells nobody twice.</param>
    public static MailDraft Assigned(WorkshopEvent e, string occasion, EventReviewer reviewer, Guid submissionId, string link)
    {
        var due = e.ReviewsDue is { } at ? $"\nPlease send your reviews by {EventTimeText.Create(at, TimeZoneInfo.FindSystemTimeZoneById(e.ZoneId), null)}.\n" : "";
        var body =
            $"""
            Dear {reviewer.Name},

            your submissions to review for {e.Name} are ready. Each opens beside its form:
            {link}
            {due}
            If you have a conflict of interest with one of them, or cannot review it, say so on its page as soon as you can, so that somebody else may do it.

            Thank you for reviewing.
            """;
        var to = EmailAddress.Parse(reviewer.Email).Value ?? throw new InvalidOperationException("A reviewer was invited at a valid address.");
        return new MailDraft("assignment.published", $"{occasion}:{reviewer.Id:n}", to, reviewer.Name, $"Your submissions to review for {e.Name}", body)
        {
            EventId = e.Id,
            SubmissionId = submissionId,
        };
    }

    public static MailDraft TakenBack(WorkshopEvent e, Guid publicationId, string email, string name, Guid submissionId, string link)
    {
        var body =
            $"""
            Dear {name},

            the organizers of {e.Name} have taken back what you were asked to review most recently. Please do not begin with it; you get another mail when the new assignment is ready.
            What is yours now stands here:
            {link}
            """;
        var to = EmailAddress.Parse(email).Value ?? throw new InvalidOperationException("A reviewer was invited at a valid address.");
        return new MailDraft("assignment.undone", $"{publicationId:n}:{email}", to, name, $"Taken back: what to review for {e.Name}", body)
        {
            EventId = e.Id,
            SubmissionId = submissionId,
        };
    }
}

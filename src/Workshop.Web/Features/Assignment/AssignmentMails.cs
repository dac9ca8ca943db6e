using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Assignment;

internal static class AssignmentMails
{
    public static MailDraft Assigned(WorkshopEvent e, Guid proposalId, ReviewerToAssign reviewer, Guid submissionId, string link)
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
        return new MailDraft("assignment.published", $"{proposalId:n}:{reviewer.Id:n}", to, reviewer.Name, $"Your submissions to review for {e.Name}", body)
        {
            EventId = e.Id,
            SubmissionId = submissionId,
        };
    }
}

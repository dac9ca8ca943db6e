using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;

namespace Workshop.Web.Features.Assignment;

internal static class AssignmentMails
{
    /// <param name="dueAt">This reviewer's own due date; null when there is none.</param>
    /// <param name="link">Opens the desk: the mail is private.</param>
    /// <param name="occasion">The proposal and how often something of it was published before: whoever publishes twice at the same moment tells nobody twice.</param>
    public static MailDraft Assigned(WorkshopEvent e, string occasion, EventReviewer reviewer, DateTimeOffset? dueAt, Guid submissionId, string link) =>
        Write("assignment.published", $"{occasion}:{reviewer.Id:n}", e, reviewer.Email, reviewer.Name, submissionId, values => values
            .Text("due", dueAt is { } due ? $"Please send your reviews by {MailValues.InZones(due, e.Zone)}." : "")
            .Link("link", link)) with { IsPrivate = true, Why = $"You get this because you review for {e.Name}." };

    public static MailDraft TakenBack(WorkshopEvent e, string occasion, string email, string name, Guid submissionId, string link) =>
        Write("assignment.undone", $"{occasion}:{email}", e, email, name, submissionId, values => values.Link("link", link));

    private static MailDraft Write(string kind, string about, WorkshopEvent e, string email, string name, Guid submissionId, Func<MailValues, MailValues> more)
    {
        var to = EmailAddress.Parse(email).Value ?? throw new InvalidOperationException("A reviewer was invited at a valid address.");
        return MailTemplates.Write(kind, about, to, name, more(MailValues.None.Text("name", name.Length > 0 ? name : email).Text("event", e.Name))) with
        {
            EventId = e.Id,
            SubmissionId = submissionId,
            Why = $"You get this because you review for {e.Name}.",
        };
    }
}

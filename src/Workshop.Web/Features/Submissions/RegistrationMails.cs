using System.Globalization;
using System.Text;
using Workshop.Data.Submissions;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Submissions;

/// <summary>What authors are told when their abstract is registered.</summary>
public static class RegistrationMails
{
    /// <summary>One to each of those who are told.</summary>
    /// <param name="due">The last instant for its PDF as everybody has it.</param>
    public static IEnumerable<MailDraft> Registered(WorkshopEvent of, Submission submission, IEnumerable<Recipient> recipients, DateTimeOffset due, string link) => recipients.Select(recipient =>
    {
        var role = recipient.IsListed ? "You are one of its authors." : "You handed it in.";
        var body = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"Dear {recipient.Name},\n\n")
            .Append(CultureInfo.InvariantCulture, $"an abstract is registered for {of.Name} as #{submission.Number}. {role}\n\n")
            .Append(CultureInfo.InvariantCulture, $"Title:      {submission.Title}\n")
            .Append(CultureInfo.InvariantCulture, $"Authors:    {string.Join(", ", submission.Authors.OrderBy(author => author.Position).Select(author => author.Name))}\n")
            .Append("Registered: ").Append(string.Join("\n            ", SubmissionMails.ServerTime(submission.RegisteredAt!.Value, of))).Append("\n\n")
            .Append("It is not submitted yet. Its PDF is due\n\n    ").Append(string.Join("\n    ", SubmissionMails.ServerTime(due, of))).Append("\n\n")
            .Append(link).Append('\n');
        return new MailDraft("submission.registered", submission.Id.ToString(), recipient.Email, recipient.Name, $"Registered: #{submission.Number} {submission.Title}", body.ToString())
        {
            EventId = of.Id,
            SubmissionId = submission.Id,
        };
    });
}

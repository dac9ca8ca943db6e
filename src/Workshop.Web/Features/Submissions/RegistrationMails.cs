using System.Globalization;
using System.Text;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Submissions;

/// <summary>What authors are told when their abstract is registered.</summary>
public static class RegistrationMails
{
    /// <summary>One to each author with an address.</summary>
    public static IEnumerable<MailDraft> Registered(WorkshopEvent of, Submission submission, string link)
    {
        var authors = submission.Authors.OrderBy(author => author.Position).ToList();
        foreach (var author in authors)
        {
            if (EmailAddress.Parse(author.Email).Value is { } to)
            {
                var body = new StringBuilder()
                    .Append(CultureInfo.InvariantCulture, $"Dear {author.Name},\n\n")
                    .Append(CultureInfo.InvariantCulture, $"an abstract is registered for {of.Name} as #{submission.Number}. You are one of its authors.\n\n")
                    .Append(CultureInfo.InvariantCulture, $"Title:      {submission.Title}\n")
                    .Append(CultureInfo.InvariantCulture, $"Authors:    {string.Join(", ", authors.Select(each => each.Name))}\n")
                    .Append("Registered: ").Append(string.Join("\n            ", SubmissionMails.ServerTime(submission.RegisteredAt!.Value, of))).Append("\n\n")
                    .Append("It is not submitted yet. Its PDF is due\n\n    ").Append(string.Join("\n    ", SubmissionMails.ServerTime(of.SubmissionsClose, of))).Append("\n\n")
                    .Append(link).Append('\n');
                yield return new MailDraft("submission.registered", submission.Id.ToString(), to, author.Name, $"Registered: #{submission.Number} {submission.Title}", body.ToString())
                {
                    EventId = of.Id,
                    SubmissionId = submission.Id,
                };
            }
        }
    }
}

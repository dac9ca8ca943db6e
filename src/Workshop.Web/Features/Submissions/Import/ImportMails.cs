using System.Globalization;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Submissions.Import;

/// <summary>What authors are told when an organizer brings their submission along, if the organizer wants them to be told.</summary>
public static class ImportMails
{
    public const string Kind = "submission.imported";

    public static MailDraft Imported(WorkshopEvent of, Submission submission, EmailAddress to, string name, string link) => new(
        Kind,
        $"{submission.Id}/imported",
        to,
        name,
        string.Create(CultureInfo.InvariantCulture, $"Your submission #{submission.Number} {submission.Title}"),
        string.Create(CultureInfo.InvariantCulture, $"Dear {name},\n\nthe organizers of {of.Name} now handle submissions here, and brought yours along. It is #{submission.Number}, and you are one of its authors.\n\nTitle:    {submission.Title}\nAuthors:  {string.Join(", ", submission.Authors.OrderBy(author => author.Position).Select(author => author.Name))}\n\nSign in, or register, with this e-mail address to see it, or to say there that you are not an author of it:\n{link}\n"))
    {
        EventId = of.Id,
        SubmissionId = submission.Id,
    };
}

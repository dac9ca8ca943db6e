using System.Globalization;
using System.Text;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Decisions;

/// <summary>What a decision says, to whomever it is written.</summary>
/// <param name="Reviews">The reviewers' comments to the authors, in their shuffled order.</param>
/// <param name="Link">To the page with the decision.</param>
public sealed record DecisionLetter(Guid SubmissionId, int Number, string Title, DecisionOutcome Outcome, string Note, IReadOnlyList<string> Reviews, string Link);

/// <summary>The mail with which a decision is released, one for each author.</summary>
public static class DecisionMails
{
    public const string Kind = "decision.released";

    public static MailDraft Released(WorkshopEvent e, DecisionLetter letter, EmailAddress to, string name) =>
        new(Kind, letter.SubmissionId.ToString("n"), to, name, Subject(e, letter), Body(e, letter, name)) { EventId = e.Id, SubmissionId = letter.SubmissionId };

    public static string Subject(WorkshopEvent e, DecisionLetter letter) => string.Create(CultureInfo.InvariantCulture, $"{e.Name}: decision on your submission #{letter.Number}");

    public static string Body(WorkshopEvent e, DecisionLetter letter, string name)
    {
        var body = new StringBuilder();
        body.Append(CultureInfo.InvariantCulture, $"Dear {Person.Clean(name)},\n\n{Verdict(e, letter)}\n\n");
        if (letter.Note.Length > 0)
        {
            body.Append(letter.Note).Append("\n\n");
        }

        for (var i = 0; i < letter.Reviews.Count; i++)
        {
            var heading = string.Create(CultureInfo.InvariantCulture, $"Review {i + 1}");
            body.Append(heading).Append('\n').Append('-', heading.Length).Append('\n').Append(letter.Reviews[i].Trim()).Append("\n\n");
        }

        body.Append(CultureInfo.InvariantCulture, $"You find this again at\n{letter.Link}\n\nWith kind regards,\nthe organizers of {e.Name}\n");
        if (e.ContactEmail is { } contact)
        {
            body.Append(contact).Append('\n');
        }

        return body.ToString();
    }

    private static string Verdict(WorkshopEvent e, DecisionLetter letter)
    {
        var what = string.Create(CultureInfo.InvariantCulture, $"your submission #{letter.Number}, “{letter.Title}”,");
        return letter.Outcome switch
        {
            DecisionOutcome.Talk => $"We are glad to tell you that {what} is accepted for {e.Name} as a talk.",
            DecisionOutcome.Poster => $"We are glad to tell you that {what} is accepted for {e.Name} as a poster.",
            DecisionOutcome.Waitlist => $"We have put {what} on the waiting list of {e.Name}. We will write to you again as soon as we know whether there is a place for it.",
            _ => $"We are sorry to tell you that {what} is not accepted for {e.Name}. We received more good submissions than we have room for, and we hope that the reviews are of use to you.",
        };
    }
}

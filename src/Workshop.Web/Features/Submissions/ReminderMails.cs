using System.Globalization;
using System.Text;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions;

/// <summary>What the owner of a draft is told before its deadline.</summary>
public static class ReminderMails
{
    public const string DraftKind = "draft.reminder";

    /// <summary>One for each draft, deadline and step.</summary>
    public static string About(Guid draftId, DateTimeOffset deadline, DraftReminder step) => string.Create(CultureInfo.InvariantCulture, $"{draftId}/{deadline.UtcTicks}/{step.Key}");

    public static MailDraft Draft(WorkshopEvent of, CallForm form, Submission draft, SubmissionWindow window, DraftReminder step, EmailAddress to, string name, string link, DateTimeOffset now)
    {
        var registers = window.EndsWithAbstracts;
        var left = DurationText.Of(window.Deadline - now);
        var missing = registers ? AbstractRegistration.PartOf(draft.WhyNotComplete(form, now)) : draft.WhyNotComplete(form, now);
        var body = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"Dear {name},\n\n")
            .Append(CultureInfo.InvariantCulture, $"your draft #{draft.Number} for {of.Name}, “{(draft.Title.Length == 0 ? "Untitled" : draft.Title)}”, is not {(registers ? "registered" : "submitted")} yet. ")
            .Append(CultureInfo.InvariantCulture, $"{(registers ? "Title, abstract and authors must be registered" : "It must be submitted")} within {left}, until\n\n    ")
            .Append(string.Join("\n    ", SubmissionMails.ServerTime(window.Deadline, of))).Append("\n\n");
        if (window.Because is { } because)
        {
            body.Append(because).Append("\n\n");
        }

        if (missing.Count == 0)
        {
            body.Append(CultureInfo.InvariantCulture, $"Nothing is missing: open it and press “{(registers ? "Register abstract" : "Submit")}”.\n\n");
        }
        else
        {
            body.Append("What is missing:\n").AppendJoin("", missing.Select(refusal => $"- {refusal.Message}\n")).Append('\n');
        }

        body.Append(CultureInfo.InvariantCulture, $"Go on here:\n{link}/edit\n\nNo more reminders for this draft? There is a button at the end of\n{link}\n");
        return new MailDraft(DraftKind, About(draft.Id, window.Deadline, step), to, name, $"Your draft #{draft.Number} for {of.Name} is due in {left}", body.ToString())
        {
            EventId = of.Id,
            SubmissionId = draft.Id,
        };
    }
}

using System.Globalization;
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
        var values = MailValues.None
            .Text("name", name.Length > 0 ? name : to.Address)
            .Text("event", of.Name)
            .Text("number", draft.Number.ToString(CultureInfo.InvariantCulture))
            .Text("title", draft.Title.Length == 0 ? "Untitled" : draft.Title)
            .Text("done", registers ? "registered" : "submitted")
            .Text("what must", registers ? "Title, abstract and authors must be registered" : "It must be submitted")
            .Text("left", left)
            .Lines("until", string.Join("\n    ", SubmissionMails.ServerTime(window.Deadline, of)))
            .Lines("because", window.Because)
            .Lines("what is missing", missing.Count == 0
                ? $"Nothing is missing: open it and press “{(registers ? "Register abstract" : "Submit")}”."
                : $"What is missing:\n{string.Join('\n', missing.Select(refusal => $"- {refusal.Message}"))}")
            .Link("edit link", $"{link}/edit")
            .Link("link", link);
        return MailTemplates.Write(DraftKind, About(draft.Id, window.Deadline, step), to, name, values) with
        {
            EventId = of.Id,
            SubmissionId = draft.Id,
            Why = $"You get this because you began a submission to {of.Name}.",
        };
    }
}

using System.Globalization;
using Workshop.Data.Submissions;
using Workshop.Domain.Mail;
using Workshop.Domain.Programme;

namespace Workshop.Web.Features.Programme;

/// <summary>What authors are told when the place of their submission is new, different or gone, with the entry for their calendar.</summary>
internal static class ProgrammeMails
{
    /// <param name="number">Of the version; the SEQUENCE of the calendar entry.</param>
    /// <param name="version">Its id, so that each version tells once.</param>
    public static MailDraft Write(ReleasePlan plan, PlacementLetter letter, int number, DateTimeOffset now, Guid version, Recipient to)
    {
        var (e, submission, difference) = (plan.Event, letter.Submission, letter.Difference);
        var shown = difference.Shown;
        var presenter = shown.Item.Authors.FirstOrDefault(author => author.IsPresenter)?.Name;
        var values = MailValues.None
            .Text("name", to.Name.Length > 0 ? to.Name : to.Email.Address)
            .Text("event", e.Name)
            .Text("number", submission.Number.ToString(CultureInfo.InvariantCulture))
            .Text("title", submission.Title)
            .Text("kind", ProgrammeWords.Kind(shown))
            .Text("when", $"{ProgrammeWords.Span(shown.Starts, shown.Ends)} {e.Zone.TimeName}")
            .Text("where", ProgrammeWords.Where(shown))
            .Text("presenter", presenter is null ? "" : $"{presenter} presents it.")
            .List("changes", difference.Moves)
            .Link("link", difference.Kind == DifferenceKind.Removed ? plan.ProgrammeAddress : $"{plan.ProgrammeAddress}#{difference.Key}")
            .Text("contact", e.ContactEmail);
        var calendar = new ProgrammeCalendar(e.Id, number, now, e.Venue, plan.ProgrammeAddress);
        var entry = difference.Kind == DifferenceKind.Removed ? calendar.Cancelled(shown.Key, shown.Starts, shown.Ends) : calendar.Entry(shown);
        return MailTemplates.Write(letter.Kind, string.Create(CultureInfo.InvariantCulture, $"{version:n}:{submission.Id:n}"), to.Email, to.Name, values) with
        {
            EventId = e.Id,
            SubmissionId = submission.Id,
            Why = string.Create(CultureInfo.InvariantCulture, $"You get this because you are named as an author of submission #{submission.Number} to {e.Name}, or handed it in."),
            Attachments = [NewAttachment.Calendar(string.Create(CultureInfo.InvariantCulture, $"{e.Slug}-{submission.Number}.ics"), CalendarText.Write([entry], now))],
        };
    }
}

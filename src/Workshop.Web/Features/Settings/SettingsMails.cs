using System.Globalization;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Settings;

/// <summary>What people are told when organizers change their standing.</summary>
public static class SettingsMails
{
    public static MailDraft OrganizerAdded(WorkshopEvent of, Organizer organizer, EmailAddress to, string by, string link) =>
        new(
            "organizer.added",
            organizer.Id.ToString(),
            to,
            "",
            $"You are an organizer of {of.Name}",
            $"Hello,\n\n{by} has made you an organizer of {of.Name}.\n\nSign in, or register, with this e-mail address:\n{link}\n")
        {
            EventId = of.Id,
        };

    public static MailDraft ExtensionGranted(WorkshopEvent of, DeadlineExtension extension, Submission? submission, EmailAddress to, string link) =>
        new(
            "deadline.extended",
            extension.Id.ToString(),
            to,
            "",
            $"Your deadline for {of.Name} is extended",
            $"Hello,\n\nthe organizers of {of.Name} have extended the deadline for you. You can submit and change {(submission is null ? "submissions" : $"submission #{submission.Number}")} until\n\n    {In(of.DeadlineZone, extension.Until)}\n    {In(EventZone.Utc, extension.Until)}\n\nThis holds for you alone, when you sign in with this e-mail address:\n{link}\n")
        {
            EventId = of.Id,
            SubmissionId = submission?.Id,
        };

    /// <param name="deadline">The one that holds again.</param>
    public static MailDraft ExtensionRemoved(WorkshopEvent of, DeadlineExtension extension, Submission? submission, DateTimeOffset deadline, EmailAddress to, string link) =>
        new(
            "deadline.extension-removed",
            extension.Id.ToString(),
            to,
            "",
            $"Your extended deadline for {of.Name} is taken back",
            $"Hello,\n\nthe organizers of {of.Name} have taken back the extension{(submission is null ? "" : $" for submission #{submission.Number}")} until {In(of.DeadlineZone, extension.Until)}. The deadline for everybody holds for you again:\n\n    {In(of.DeadlineZone, deadline)}\n\n{link}\n")
        {
            EventId = of.Id,
            SubmissionId = submission?.Id,
        };

    private static string In(EventZone zone, DateTimeOffset at) => $"{zone.At(at).ToString("ddd d MMM yyyy, HH:mm", CultureInfo.InvariantCulture)} {(zone == EventZone.Utc ? "UTC" : zone.DisplayName)}";
}

using System.Globalization;
using System.Text;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Submissions;

/// <summary>What authors are told about their submissions. Plain text; titles stand in it as typed, LaTeX included.</summary>
public static class SubmissionMails
{
    public const string ReceiptKind = "submission.receipt";

    public static string AboutReceipt(Receipt receipt) => string.Create(CultureInfo.InvariantCulture, $"{receipt.SubmissionId}/{receipt.Version}/submitted");

    public static MailDraft Receipt(WorkshopEvent of, Receipt receipt, EmailAddress to, string name, string link)
    {
        var body = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"Dear {name},\n\n")
            .Append(CultureInfo.InvariantCulture, $"submission #{receipt.Number} to {of.Name} has arrived. You are one of its authors.\n\n")
            .Append(CultureInfo.InvariantCulture, $"Title:    {receipt.Title}\n")
            .Append(CultureInfo.InvariantCulture, $"Authors:  {string.Join(", ", receipt.Authors)}\n")
            .Append(CultureInfo.InvariantCulture, $"Version:  {(receipt.Sha256 is null ? "without a PDF" : receipt.Version)}\n");
        if (receipt.Sha256 is not null)
        {
            body.Append(CultureInfo.InvariantCulture, $"Pages:    {receipt.Pages?.ToString(CultureInfo.InvariantCulture) ?? "not counted yet"}\n")
                .Append(CultureInfo.InvariantCulture, $"Size:     {receipt.Size:N0} bytes\n")
                .Append(CultureInfo.InvariantCulture, $"SHA-256:  {receipt.Sha256}\n");
        }

        body.Append("Received: ").Append(string.Join("\n          ", ServerTime(receipt.ReceivedAt, of))).Append("\n\n")
            .Append(receipt.Sha256 is null ? "" : "Whoever holds the same file can compute its SHA-256 and compare.\n\n")
            .Append(link).Append('\n');
        return new MailDraft(ReceiptKind, AboutReceipt(receipt), to, name, $"Received: #{receipt.Number} {receipt.Title}", body.ToString()) { EventId = of.Id, SubmissionId = receipt.SubmissionId };
    }

    /// <summary>The check came after the answer to the upload and turned the file down. Once for each version.</summary>
    public static MailDraft Blocked(WorkshopEvent of, Submission submission, SubmissionVersion version, EmailAddress to, string name, string link, DateTimeOffset now)
    {
        var standing = submission.CurrentVersion is { IsAcceptable: true } current
            ? string.Create(CultureInfo.InvariantCulture, $"Version {current.Number}, which was found acceptable before, stays in place until a better one arrives.")
            : "The submission stands, but its PDF cannot be reviewed as it is.";
        var window = of.Timeline.Submissions;
        var next = window.Check(now) is null
            ? $"Choose a corrected PDF on the page of the submission until {string.Join(" (", ServerTime(window.Closes, of).Reverse().Take(2))})."
            : $"Submissions are closed. Write to the organizers if you can send a corrected PDF{(of.ContactEmail is { } contact ? $": {contact}" : ".")}";
        return new MailDraft(
            "submission.file-blocked",
            string.Create(CultureInfo.InvariantCulture, $"{submission.Id}/{version.Number}/blocked"),
            to,
            name,
            $"Please mend the PDF of #{submission.Number} {submission.Title}",
            $"Dear {name},\n\nthe PDF that was received as version {version.Number} of submission #{submission.Number} to {of.Name}, “{submission.Title}”, has been checked after it was received:\n\n{version.Verdict}\n\n{standing} {next}\n\n{link}\n")
        {
            EventId = of.Id,
            SubmissionId = submission.Id,
        };
    }

    /// <param name="revision">Of the submission, because it may be withdrawn, restored and withdrawn again.</param>
    public static MailDraft Withdrawn(WorkshopEvent of, Submission submission, int revision, EmailAddress to, string name, string link) =>
        new(
            "submission.withdrawn",
            string.Create(CultureInfo.InvariantCulture, $"{submission.Id}/{revision}/withdrawn"),
            to,
            name,
            $"Withdrawn: #{submission.Number} {submission.Title}",
            $"Dear {name},\n\nsubmission #{submission.Number} to {of.Name}, “{submission.Title}”, was withdrawn by one of its authors.\n\nWhile submissions are open, every author can take this back:\n{link}\n")
        {
            EventId = of.Id,
            SubmissionId = submission.Id,
        };

    public static MailDraft Restored(WorkshopEvent of, Submission submission, int revision, EmailAddress to, string name, string link) =>
        new(
            "submission.restored",
            string.Create(CultureInfo.InvariantCulture, $"{submission.Id}/{revision}/restored"),
            to,
            name,
            $"Submitted again: #{submission.Number} {submission.Title}",
            $"Dear {name},\n\nthe withdrawal of submission #{submission.Number} to {of.Name}, “{submission.Title}”, was taken back by one of its authors. It counts as submitted again.\n\n{link}\n")
        {
            EventId = of.Id,
            SubmissionId = submission.Id,
        };

    public static MailDraft Reopened(WorkshopEvent of, Submission submission, DeadlineExtension reopening, EmailAddress to, string name, string link) =>
        new(
            "submission.reopened",
            reopening.Id.ToString(),
            to,
            name,
            $"Open again: #{submission.Number} {submission.Title}",
            $"Dear {name},\n\nthe organizers of {of.Name} have reopened submission #{submission.Number}, “{submission.Title}”. Its authors can change it{(reopening.Thaws ? ", title and author list included," : "")} until\n\n    {string.Join("\n    ", ServerTime(reopening.Until, of))}\n\n{link}\n")
        {
            EventId = of.Id,
            SubmissionId = submission.Id,
        };

    /// <summary>To the second, in UTC, the event's zone and AoE.</summary>
    public static IReadOnlyList<string> ServerTime(DateTimeOffset at, WorkshopEvent of)
    {
        var lines = new List<string> { At(at.ToUniversalTime(), "UTC") };
        if (of.Zone != EventZone.Utc)
        {
            lines.Add(At(of.Zone.At(at), of.Zone.DisplayName));
        }

        lines.Add(At(EventZone.AnywhereOnEarth.At(at), "AoE"));
        return lines;
    }

    private static string At(DateTimeOffset local, string zone) => $"{local.ToString("ddd d MMM yyyy, HH:mm:ss", CultureInfo.InvariantCulture)} {zone}";
}

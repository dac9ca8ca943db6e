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
    /// <summary>The check came after the answer to the upload and turned the file down. Once for each version.</summary>
    /// <param name="window">Of this submission, for the person who is told.</param>
    public static MailDraft Blocked(WorkshopEvent of, Submission submission, SubmissionVersion version, SubmissionWindow window, EmailAddress to, string name, string link, DateTimeOffset now)
    {
        var standing = submission.CurrentVersion is { IsAcceptable: true } current
            ? string.Create(CultureInfo.InvariantCulture, $"Version {current.Number}, which was found acceptable before, stays in place until a better one arrives.")
            : "The submission stands, but its PDF cannot be reviewed as it is.";
        var next = window.Check(now) is null
            ? $"Choose a corrected PDF on the page of the submission until {string.Join(" (", ServerTime(window.Deadline, of).Reverse().Take(2))})."
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
    /// <param name="byOrganizers">The authors' mails say whether it was one of them.</param>
    /// <param name="reason">May be empty.</param>
    public static MailDraft Withdrawn(WorkshopEvent of, Submission submission, int revision, bool byOrganizers, string reason, EmailAddress to, string name, string link) =>
        Write("submission.withdrawn", string.Create(CultureInfo.InvariantCulture, $"{submission.Id}/{revision}/withdrawn"), of, submission, to, name, link, values => values
            .Text("by", By(byOrganizers))
            .Lines("reason", Because(reason))
            .Text("what now", byOrganizers ? "Write to the organizers if you think this is a mistake." : "While submissions are open, every author can take this back; after that, the organizers can."));

    public static MailDraft Restored(WorkshopEvent of, Submission submission, int revision, bool byOrganizers, string reason, EmailAddress to, string name, string link) =>
        Write("submission.restored", string.Create(CultureInfo.InvariantCulture, $"{submission.Id}/{revision}/restored"), of, submission, to, name, link, values => values
            .Text("by", By(byOrganizers))
            .Lines("reason", Because(reason)));

    public static MailDraft Reopened(WorkshopEvent of, Submission submission, DeadlineExtension reopening, EmailAddress to, string name, string link) =>
        Write("submission.reopened", reopening.Id.ToString(), of, submission, to, name, link, values => values
            .Text("title too", reopening.Thaws ? ", title and author list included," : "")
            .Lines("until", string.Join("\n    ", ServerTime(reopening.Until, of))));

    /// <summary>What an organizer changed for the authors, old and new.</summary>
    /// <param name="newVersion">The PDF that the organizer uploaded; null when the file stayed, or was turned down.</param>
    public static MailDraft ChangedOnBehalf(WorkshopEvent of, Submission submission, SubmissionDiff diff, SubmissionVersion? newVersion, string note, EmailAddress to, string name, string link)
    {
        var body = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"Dear {name},\n\nthe organizers of {of.Name} changed submission #{submission.Number}, “{submission.Title}”, on behalf of its authors. They say:\n\n{note}\n\n");
        foreach (var field in diff.Fields)
        {
            body.Append(CultureInfo.InvariantCulture, $"{field.Label}\n  before: {Indented(field.Before)}\n  now:    {Indented(field.After)}\n\n");
        }

        foreach (var author in diff.Authors)
        {
            body.Append(author.Kind switch
            {
                AuthorChangeKind.Added => $"{author.Name} is now author {author.To}.\n",
                AuthorChangeKind.Removed => $"{author.Name} is no author any more.\n",
                AuthorChangeKind.Moved => $"{author.Name} moved from place {author.From} to place {author.To}.\n",
                _ => $"{author.Name}: {string.Join("; ", author.Details.Select(detail => $"{detail.Label.ToLowerInvariant()} was “{detail.Before}”, is now “{detail.After}”"))}.\n",
            });
        }

        body.Append(newVersion switch
            {
                null => "",
                { IsBeingChecked: true } => string.Create(CultureInfo.InvariantCulture, $"\nA new PDF, version {newVersion.Number}, is being checked. It takes its place when nothing speaks against it.\n"),
                _ => string.Create(CultureInfo.InvariantCulture, $"\nThere is a new PDF, version {newVersion.Number}.\n"),
            })
            .Append(CultureInfo.InvariantCulture, $"\nWrite to the organizers if this is not what you want. What changed when:\n{link}/history\n");
        return new MailDraft("submission.changed-on-behalf", string.Create(CultureInfo.InvariantCulture, $"{submission.Id}/{submission.Revision}/on-behalf"), to, name, $"Changed by the organizers: #{submission.Number} {submission.Title}", body.ToString())
        {
            EventId = of.Id,
            SubmissionId = submission.Id,
        };
    }

    /// <summary>To organizers and to the person who handed it in.</summary>
    /// <param name="name">Empty for an organizer who has no account yet.</param>
    public static MailDraft Disavowed(WorkshopEvent of, Submission submission, string about, string author, string address, bool takenBack, EmailAddress to, string name, string link)
    {
        var what = takenBack
            ? $"says after all to be an author of submission #{submission.Number} to {of.Name}, “{submission.Title}”."
            : $"says not to be an author of submission #{submission.Number} to {of.Name}, “{submission.Title}”.\n\nThe author list stays as it is until it is changed: ask, remove the entry, or leave it. Meanwhile this address gets no mail about the submission and cannot open it.";
        return new MailDraft(takenBack ? "submission.disavowal-taken-back" : "submission.disavowed", about, to, name, $"{(takenBack ? "An author after all" : "Not an author")}: #{submission.Number} {submission.Title}", $"{(name.Length == 0 ? "Hello" : $"Dear {name}")},\n\n{author} ({address}) {what}\n\n{link}\n")
        {
            EventId = of.Id,
            SubmissionId = submission.Id,
        };
    }

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

    private static MailDraft Write(string kind, string about, WorkshopEvent of, Submission submission, EmailAddress to, string name, string link, Func<MailValues, MailValues> more)
    {
        var values = MailValues.None.Text("name", name.Length > 0 ? name : to.Address).Text("event", of.Name).Text("number", submission.Number.ToString(CultureInfo.InvariantCulture)).Text("title", submission.Title).Link("link", link);
        return MailTemplates.Write(kind, about, to, name, more(values)) with
        {
            EventId = of.Id,
            SubmissionId = submission.Id,
            Why = $"You get this because you are named as an author of this submission to {of.Name}, or handed it in.",
        };
    }

    private static string By(bool organizers) => organizers ? "the organizers" : "one of its authors";

    private static string Because(string reason) => reason.Length == 0 ? "" : $"The reason:\n\n{reason}";

    private static string Indented(string text) => text.Length == 0 ? "(nothing)" : text.Replace("\n", "\n          ", StringComparison.Ordinal);
}

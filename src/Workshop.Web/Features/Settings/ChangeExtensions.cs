using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Events;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Settings;

/// <summary>Gives one person a later deadline, for everything or for one submission, and tells them. Nobody gives more time to themselves or to their own paper.</summary>
public sealed class GrantExtension(WorkshopDb db, SiteAddress site, TimeProvider time)
{
    /// <param name="until">In the zone in which the event announces its deadline.</param>
    /// <param name="number">Of the submission that it holds for; null for everything.</param>
    /// <returns>Until when.</returns>
    public async Task<Outcome<DateTimeOffset>> RunAsync(Viewer by, Guid eventId, string? email, TimeEntry until, int? number, string? note, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var of = await db.Events.AsNoTracking().SingleAsync(e => e.Id == eventId, cancel);
        var refusals = new List<Refusal>();
        var parsed = EmailAddress.Parse(email, "Email");
        refusals.AddRange(parsed.Refusals);
        var submission = number is null ? null : await db.Submissions.VisibleTo(by, SubmissionPart.Management, now).AsNoTracking().Include(s => s.Authors)
            .SingleOrDefaultAsync(s => s.EventId == eventId && s.Number == number, cancel);
        var instant = Instant(of, (await db.LoadCommonDeadlinesAsync(of, cancel)).EarliestFor(submission), until, now);
        refusals.AddRange(instant.Refusals);
        if (note is { Length: > DeadlineExtension.MaxNoteLength })
        {
            refusals.Add(new Refusal("extension.note-too-long", $"Shorten the note to {DeadlineExtension.MaxNoteLength} characters.", "Note"));
        }

        if (parsed.Value is { } person && await WhyNotForAsync(by, eventId, person, cancel) is { } own)
        {
            refusals.Add(own);
        }

        if (number is not null && (submission is null || (parsed.Value is { } author && !await WroteAsync(author, submission, cancel))))
        {
            refusals.Add(new Refusal("extension.submission", "You handle no submission of that number by this person. Leave it empty to extend the deadline for everything that they submit.", "Number"));
        }

        if (refusals.Count > 0)
        {
            return Outcome.No<DateTimeOffset>(refusals);
        }

        var extension = DeadlineExtension.Grant(eventId, parsed.Value!, instant.Value, note?.Trim() ?? "", by.RequiredPersonId, now, submission?.Id);
        db.Add(extension);
        db.Add(OutgoingMail.Write(SettingsMails.ExtensionGranted(of, extension, submission, parsed.Value!, site.Link($"/e/{of.Slug}/submissions")), now));
        var what = submission is null ? "" : $" for submission #{submission.Number}";
        db.Add(AuditEntry.Of("deadline.extended", $"The deadline of one person was extended{what} to {extension.Until.UtcDateTime:yyyy-MM-dd HH:mm} UTC.", by.PersonId, eventId, now, submission?.Id));
        await db.SaveChangesAsync(cancel);
        return extension.Until;
    }

    /// <param name="earliest">The first of the deadlines that it moves.</param>
    private static Outcome<DateTimeOffset> Instant(WorkshopEvent of, DateTimeOffset earliest, TimeEntry until, DateTimeOffset now)
    {
        var read = until.Read(of.DeadlineZone, "Until", "Choose until when this person may submit.");
        if (read.Value is not { } instant)
        {
            return read.Refusal!;
        }

        return instant <= earliest ? new Refusal("extension.too-early", "That is not later than the deadline for everybody. Choose a later time.", "Until")
            : instant <= now ? new Refusal("extension.past", "That time has passed. Choose a later one.", "Until")
            : instant;
    }

    /// <summary>Asked of confirmed addresses only, which tell the organizer nothing that their own page of submissions does not.</summary>
    private async Task<Refusal?> WhyNotForAsync(Viewer by, Guid eventId, EmailAddress person, CancellationToken cancel)
    {
        if (by.KnownEmails.Contains(person.Normalized))
        {
            return new Refusal("extension.own", "Nobody extends their own deadline. Ask another organizer.", "Email");
        }

        return await db.Submissions.WrittenBy(by).AnyAsync(s => s.EventId == eventId && s.Authors.Any(author => author.NormalizedEmail == person.Normalized), cancel)
            ? new Refusal("extension.co-author", "You have a submission with this person. Ask another organizer to extend their deadline.", "Email")
            : null;
    }

    private async Task<bool> WroteAsync(EmailAddress person, Submission submission, CancellationToken cancel) =>
        submission.Authors.Any(author => author.NormalizedEmail == person.Normalized)
        || await db.PersonEmails.AnyAsync(email => email.PersonId == submission.OwnerId && email.ConfirmedAt != null && email.NormalizedAddress == person.Normalized, cancel);
}

/// <summary>Takes an extension or a reopening back and tells whom it concerned.</summary>
public sealed class RemoveExtension(WorkshopDb db, SiteAddress site, TimeProvider time)
{
    public async Task RunAsync(Viewer by, Guid eventId, Guid extensionId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var of = await db.Events.AsNoTracking().SingleAsync(e => e.Id == eventId, cancel);
        var extension = await db.ExtensionsShownTo(by, eventId, now).AsTracking().SingleOrDefaultAsync(found => found.Id == extensionId, cancel);
        if (extension is null)
        {
            return;
        }

        db.Remove(extension);
        var submission = extension.SubmissionId is { } id ? await db.Submissions.AsNoTracking().Include(s => s.Authors).SingleAsync(s => s.Id == id, cancel) : null;
        var deadline = submission is null ? of.SubmissionsClose : (await db.LoadCommonDeadlinesAsync(of, cancel)).For(submission).Deadline;
        var told = extension.IsReopening ? (await db.LoadRecipientsAsync(submission!, cancel)).Select(recipient => recipient.Email) : new[] { EmailAddress.Parse(extension.Email).Value }.OfType<EmailAddress>();
        foreach (var to in told)
        {
            db.Add(OutgoingMail.Write(SettingsMails.ExtensionRemoved(of, extension, submission, deadline, to, site.Link($"/e/{of.Slug}/submissions")), now));
        }

        var (action, what) = extension.IsReopening
            ? ("submission.closed-again", $"Submission #{submission!.Number} was closed again for its authors.")
            : ("deadline.extension-removed", "The extended deadline of one person was taken back.");
        db.Add(AuditEntry.Of(action, what, by.PersonId, eventId, now, extension.SubmissionId));
        await db.SaveChangesAsync(cancel);
    }
}

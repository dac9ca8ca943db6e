using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Events;
using Workshop.Data.Mail;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Mail;

/// <summary>What an organizer wants to say to a group, as typed.</summary>
/// <param name="Id">Given with the form, so that pressing twice says it once.</param>
public sealed record MessageToGroup(Guid Id, MailGroup Group, Guid? TopicId, Guid? TypeId, string? Subject, string? Body)
{
    /// <summary>Every reason why it cannot go as it is; empty when it can.</summary>
    public IReadOnlyList<Refusal> Check()
    {
        var refusals = GroupMessage.TemplateFor(Group).Check(Subject ?? "", Body ?? "").ToList();
        if (TopicId is not null && Group == MailGroup.Organizers)
        {
            refusals.Add(new Refusal("message.topic", "Organizers have no topics. Choose all topics.", "TopicId"));
        }

        if (TypeId is not null && !GroupMessage.IsOfAuthors(Group))
        {
            refusals.Add(new Refusal("message.type", "Only authors are told apart by the type of their submissions. Choose all types.", "TypeId"));
        }

        return refusals;
    }

    /// <summary>Of all that the preview showed: another text, another group or another recipient give another one.</summary>
    public string Fingerprint(IEnumerable<GroupRecipient> shown) => Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        new { Group, TopicId, TypeId, Subject = MailText.Line(Subject ?? ""), Body = MailText.Block(Body ?? ""), To = shown.Select(copy => copy.Key).Order(StringComparer.Ordinal) })));

    /// <summary>Without a placeholder of the submission an author of three papers gets it once, not three times.</summary>
    public bool NamesSubmissions => MailTemplateText.NamesIn($"{Subject}\n{Body}").Any(name => name is "number" or "title");

    /// <summary>Who gets a copy: one for each address, or for each address and submission when it speaks about the submission.</summary>
    public IReadOnlyList<GroupRecipient> Copies(IReadOnlyList<GroupRecipient> group) => NamesSubmissions
        ? group
        : [.. group.GroupBy(recipient => recipient.To.Normalized).Select(same => same.FirstOrDefault(recipient => recipient.IsShown) ?? same.First())];
}

/// <summary>
/// Writes a copy for everybody of the group; they go when the undo window is over. Blind to the papers that this organizer must keep away from: their authors get it too, and
/// nothing says so, neither a count nor a list nor the log.
/// </summary>
public sealed class WriteToGroup(WorkshopDb db, SiteAddress site, TimeProvider time)
{
    public const string NotSeen = "message.not-seen";
    public const string UsedBefore = "message.used-before";

    /// <param name="seen"><see cref="MessageToGroup.Fingerprint"/> of what the organizer looked at last: nothing goes that was not seen.</param>
    /// <returns>How many copies, as far as this organizer may know.</returns>
    public async Task<Outcome<int>> RunAsync(Viewer organizer, Guid eventId, MessageToGroup message, string? seen, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var refusals = message.Check();
        if (refusals.Count > 0)
        {
            return Outcome.No<int>(refusals);
        }

        var e = await db.Events.AsNoTracking().SingleAsync(e => e.Id == eventId, cancel);
        var copies = message.Copies(await db.LoadGroupAsync(organizer, eventId, message.Group, message.TopicId, message.TypeId, now, cancel));
        var shown = copies.Where(copy => copy.IsShown).ToList();
        // Also when somebody of whom this organizer must not know belongs to it: the answer would tell.
        if (shown.Count == 0)
        {
            return new Refusal("message.nobody", "Nobody belongs to this group now. Choose another one.", "Group");
        }

        if (message.Fingerprint(shown) != seen)
        {
            return new Refusal(NotSeen, "This is not what you looked at last: something was changed, or somebody has joined or left the group. Look at it as it is now, then queue it.");
        }

        var written = GroupMessage.Queue(message.Id, eventId, message.Group, message.TopicId, message.TypeId, message.Subject!, message.Body!, organizer.RequiredPersonId, now);
        db.Add(written);
        foreach (var copy in copies)
        {
            var about = message.NamesSubmissions && copy.SubmissionId is { } id ? id.ToString("n") : "all";
            db.Add(OutgoingMail.Write(written.Copy(e.Name, copy.To, copy.Name, copy.SubmissionId, about, copy.Values(e.Name, site.Link($"/e/{e.Slug}"))), now));
        }

        var hangsOn = await HangsOnAsync(db, eventId, [.. copies.Select(copy => copy.SubmissionId)], now, cancel);
        db.Add(AuditEntry.Of("mail.group", $"Wrote to {GroupWords.Of(message.Group)}.", organizer.RequiredPersonId, eventId, now, hangsOn));
        try
        {
            await db.SaveChangesAsync(cancel);
            return shown.Count;
        }
        catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.GroupMessageOnce))
        {
            db.ChangeTracker.Clear();
            var standing = await db.GroupMessages.AsNoTracking().SingleAsync(other => other.Id == message.Id, cancel);
            // The button was pressed twice: it is said once. Another text, or one that was taken back in between, is another message.
            return standing.Says(written)
                ? shown.Count
                : new Refusal(UsedBefore, "This form has written a message before, so nothing is queued yet. Look at the preview once more, then queue it as a new one.");
        }
    }

    /// <summary>The submission that a log entry about these copies hangs on, so that who sees none of the copies does not read of them: the one that most organizers see; null when one copy hangs on none.</summary>
    internal static async Task<Guid?> HangsOnAsync(WorkshopDb db, Guid eventId, IReadOnlyCollection<Guid?> submissions, DateTimeOffset now, CancellationToken cancel)
    {
        if (submissions.Contains(null))
        {
            return null;
        }

        var seenBy = await db.CountOrganizersWhoSeeAsync(eventId, now, cancel);
        return submissions.MaxBy(id => seenBy.GetValueOrDefault(id ?? Guid.Empty));
    }
}

/// <summary>Sends the message to the organizer who writes it, as one of its recipients would get it.</summary>
public sealed class SendTestMail(WorkshopDb db, SiteAddress site, TimeProvider time)
{
    /// <param name="as"><see cref="GroupRecipient.Key"/> of the recipient whose copy it is; null for the first.</param>
    /// <returns>Where it goes.</returns>
    public async Task<Outcome<string>> RunAsync(Viewer organizer, Guid eventId, MessageToGroup message, string? @as, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var refusals = message.Check();
        if (refusals.Count > 0)
        {
            return Outcome.No<string>(refusals);
        }

        var me = await db.People.AsNoTracking().Include(person => person.Emails).SingleAsync(person => person.Id == organizer.RequiredPersonId, cancel);
        if (me.PrimaryEmail is not { ConfirmedAt: not null } primary || EmailAddress.Parse(primary.Address).Value is not { } to)
        {
            return new Refusal("message.no-address", "You have no confirmed address to send a test to.");
        }

        var e = await db.Events.AsNoTracking().SingleAsync(e => e.Id == eventId, cancel);
        var shown = message.Copies(await db.LoadGroupAsync(organizer, eventId, message.Group, message.TopicId, message.TypeId, now, cancel)).Where(copy => copy.IsShown).ToList();
        var template = GroupMessage.TemplateFor(message.Group);
        var copy = shown.Find(copy => copy.Key == @as) ?? (shown.Count > 0 ? shown[0] : null);
        var rendered = copy is null ? template.Example(message.Subject!, message.Body!) : template.Render(message.Subject!, message.Body!, copy.Values(e.Name, site.Link($"/e/{e.Slug}")));
        db.Add(OutgoingMail.Write(
            new MailDraft(MailKinds.Test, Guid.NewGuid().ToString("n"), to, me.Name, $"Test: {rendered.Subject}", rendered.Body)
            {
                EventId = eventId,
                SubmissionId = copy?.SubmissionId,
                Why = $"You asked for a test of a message of {e.Name}. Nobody else got it.",
            },
            now));
        await db.SaveChangesAsync(cancel);
        return to.Address;
    }
}

/// <summary>Takes a message back while none of its copies is on its way: none goes.</summary>
public sealed class TakeMessageBack(WorkshopDb db, TimeProvider time)
{
    /// <summary>Null when there is no such message, or none that this organizer may know of. Blind, as writing it is.</summary>
    public async Task<Outcome<Done>?> RunAsync(Viewer organizer, Guid eventId, Guid messageId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (await db.GroupMessagesShownTo(organizer, eventId, now).SingleOrDefaultAsync(message => message.Id == messageId, cancel) is not { } message)
        {
            return null;
        }

        var copies = await db.OutgoingMails.Where(mail => mail.MessageId == messageId).ToListAsync(cancel);
        var outcome = message.TakeBack(copies.Exists(copy => copy.HasBegun), now);
        if (!outcome.Succeeded)
        {
            return outcome;
        }

        foreach (var copy in copies)
        {
            copy.TakeBack();
        }

        db.Add(AuditEntry.Of("mail.group-taken-back", $"Took a message to {GroupWords.Of(message.Group)} back before it went.", organizer.RequiredPersonId, eventId, now, await WriteToGroup.HangsOnAsync(db, eventId, [.. copies.Select(copy => copy.SubmissionId)], now, cancel)));
        return await SendHeldMails.SaveAsync(db, cancel);
    }
}

/// <summary>Groups in words.</summary>
public static class GroupWords
{
    public static string Of(MailGroup group) => group switch
    {
        MailGroup.Submitters => "authors of all submissions",
        MailGroup.AcceptedTalks => "authors of accepted talks",
        MailGroup.AcceptedPosters => "authors of accepted posters",
        MailGroup.Waitlisted => "authors on the waiting list",
        MailGroup.Rejected => "authors of rejected submissions",
        MailGroup.Undecided => "authors without a released decision",
        MailGroup.Reviewers => "all reviewers",
        MailGroup.ReviewersWithOpenReviews => "reviewers with open reviews",
        MailGroup.ReviewersWhoAreDone => "reviewers who are done",
        MailGroup.InvitedReviewers => "invited reviewers who have not answered",
        _ => "organizers",
    };

    public static string Capitalized(MailGroup group) => Of(group) is var words ? char.ToUpperInvariant(words[0]) + words[1..] : "";
}

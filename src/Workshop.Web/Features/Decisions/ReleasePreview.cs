using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Mail;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Decisions;

/// <summary>One submission whose authors would be told.</summary>
/// <param name="To">Names and addresses, in the order of their mails.</param>
/// <param name="Word">"Spotlight", "rejected".</param>
public sealed record PreviewedLetter(Guid SubmissionId, int Number, string Title, DecisionOutcome Outcome, string Word, IReadOnlyList<(string Name, string Email)> To)
{
    /// <summary>What the reader may want to look at before it goes: no review, a note that is missing.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}

/// <summary>What a release would do, as far as this organizer may know.</summary>
/// <param name="Example">The first mail, word for word; null when nothing is staged.</param>
/// <param name="Undecided">Stay as they are.</param>
/// <param name="Fingerprint">Of every mail and of the time for undoing: a release of something else than what was shown is refused.</param>
public sealed record ReleasePreview(IReadOnlyList<PreviewedLetter> Letters, IReadOnlyList<(string Word, int Count)> Counts, PreviewedMail? Example, int AlreadyReleased, IReadOnlyList<DecisionRow> Undecided, string Fingerprint)
{
    public int Staged => Letters.Count;

    public int Mails => Letters.Sum(letter => letter.To.Count);

    /// <param name="letters">Those that the organizer may see.</param>
    /// <param name="words">The event's own; null for the usual ones.</param>
    internal static string FingerprintOf(WorkshopEvent e, IEnumerable<AddressedLetter> letters, EventMailTemplate? words, int undoMinutes, DateTimeOffset now)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(undoMinutes.ToString(CultureInfo.InvariantCulture));
        foreach (var one in letters.OrderBy(one => one.Submission.Number))
        {
            Add(string.Create(CultureInfo.InvariantCulture, $"{one.Submission.Id:n}:{one.Decision.Revision}"));
            foreach (var to in one.To)
            {
                var mail = Written(e, one, to, words, now);
                Add(mail.ToAddress);
                Add(mail.ToName);
                Add(mail.Subject);
                Add(mail.Body);
                Add(mail.Why);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Add(string text)
        {
            // With its length, so that no two lists of texts look the same.
            var bytes = Encoding.UTF8.GetBytes(text);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }
    }

    /// <summary>The mail as the release would save it, with the event's own words. It is not saved.</summary>
    internal static OutgoingMail Written(WorkshopEvent e, AddressedLetter one, (EmailAddress Email, string Name) to, EventMailTemplate? words, DateTimeOffset now)
    {
        var mail = OutgoingMail.Write(DecisionMails.Released(e, one.Letter, Guid.Empty, to.Email, to.Name), now);
        words?.Apply(mail);
        return mail;
    }
}

/// <summary>One mail as that person would get it.</summary>
/// <param name="Why">The sentence at its foot.</param>
public sealed record PreviewedMail(string Name, string Email, string Subject, string Body, string Why);

internal static class ReleasePreviews
{
    public static async Task<ReleasePreview> ReadReleasePreviewAsync(this WorkshopDb db, Viewer organizer, WorkshopEvent e, SiteAddress site, DateTimeOffset now, CancellationToken cancel)
    {
        var rows = await db.ReadDecisionRowsAsync(organizer, e.Id, now, cancel);
        var scheme = await db.LoadSchemeAsync(e.Id, cancel);
        var addressed = await db.ReadLettersAsync(e, db.StagedVisibleTo(organizer, e.Id, now).AsNoTracking(), site, cancel);
        var words = await db.LoadMailTemplateAsync(e.Id, DecisionMails.Kind, cancel);
        var letters = addressed.Select(one => new PreviewedLetter(
            one.Submission.Id, one.Submission.Number, one.Submission.Title, one.Decision.Outcome, scheme.Word(one.Decision.Outcome, one.Decision.LabelId), [.. one.To.Select(to => (to.Name, to.Email.Address))])
        {
            Remarks = [.. Remarks(one)],
        }).ToList();
        var counts = letters.GroupBy(letter => (letter.Outcome, letter.Word)).OrderBy(group => group.Key.Outcome).ThenBy(group => group.Key.Word, StringComparer.Ordinal).Select(group => (group.Key.Word, group.Count())).ToList();
        var example = addressed.FirstOrDefault(one => one.To.Count > 0);
        return new ReleasePreview(
            letters, counts, example is null ? null : Mail(e, example, example.To[0], words, now), rows.Count(row => row.ReleasedAt is not null),
            [.. rows.Where(row => row.Outcome is null).OrderBy(row => row.Number)], ReleasePreview.FingerprintOf(e, addressed, words, scheme.Terms.UndoMinutes, now));
    }

    /// <summary>Every mail about one staged submission; null when the organizer may not see it, or it is not staged.</summary>
    public static async Task<(AddressedLetter Letter, IReadOnlyList<PreviewedMail> Mails)?> ReadPreviewedMailsAsync(this WorkshopDb db, Viewer organizer, WorkshopEvent e, Guid submissionId, SiteAddress site, DateTimeOffset now, CancellationToken cancel)
    {
        var addressed = await db.ReadLettersAsync(e, db.StagedVisibleTo(organizer, e.Id, now).AsNoTracking().Where(decision => decision.SubmissionId == submissionId), site, cancel);
        var words = await db.LoadMailTemplateAsync(e.Id, DecisionMails.Kind, cancel);
        return addressed is [var one] ? (one, [.. one.To.Select(to => Mail(e, one, to, words, now))]) : null;
    }

    private static PreviewedMail Mail(WorkshopEvent e, AddressedLetter one, (EmailAddress Email, string Name) to, EventMailTemplate? words, DateTimeOffset now)
    {
        var mail = ReleasePreview.Written(e, one, to, words, now);
        return new PreviewedMail(to.Name, mail.ToAddress, mail.Subject, mail.Body, mail.Why);
    }

    private static IEnumerable<string> Remarks(AddressedLetter one)
    {
        if (one.To.Count == 0)
        {
            yield return "no address to write to";
        }

        if (one.Letter.Reviews.Count == 0)
        {
            yield return "no reviews";
        }

        if (one.Decision.Condition.Length > 0)
        {
            yield return "with a condition";
        }

        if (one.Decision.Note.Length > 0)
        {
            yield return "with a note";
        }
    }
}

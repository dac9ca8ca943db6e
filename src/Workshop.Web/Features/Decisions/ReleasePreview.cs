using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Decisions;

/// <summary>One outcome with the mail of one of its submissions, word for word.</summary>
public sealed record OutcomePreview(DecisionOutcome Outcome, int Count, string To, string Subject, string Body);

/// <summary>What a release would do, as far as this organizer may know.</summary>
/// <param name="Undecided">Stay as they are.</param>
/// <param name="Fingerprint">Changes with every staged decision: a release of something else than what was shown is refused.</param>
public sealed record ReleasePreview(IReadOnlyList<OutcomePreview> Outcomes, int Staged, int AlreadyReleased, IReadOnlyList<DecisionRow> Undecided, string Fingerprint)
{
    public static string FingerprintOf(IEnumerable<DecisionRow> rows)
    {
        var staged = rows.Where(row => row.IsStaged).OrderBy(row => row.Number).Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Id:n}:{row.Revision}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(';', staged))));
    }
}

internal static class ReleasePreviews
{
    public static async Task<ReleasePreview> ReadReleasePreviewAsync(this WorkshopDb db, Viewer organizer, WorkshopEvent e, Func<Guid, string> link, DateTimeOffset now, CancellationToken cancel)
    {
        var rows = await db.ReadDecisionRowsAsync(organizer, e.Id, now, cancel);
        var examples = rows.Where(row => row.IsStaged).GroupBy(row => row.Outcome!.Value).OrderBy(group => group.Key)
            .Select(group => (Outcome: group.Key, Count: group.Count(), Row: group.OrderByDescending(row => row.Done).ThenBy(row => row.Number).First()))
            .ToList();
        var ids = examples.Select(example => example.Row.Id).ToList();
        var reviews = (await db.ForAuthors(db.Submissions.Where(s => ids.Contains(s.Id)).Select(s => s.Id)).ToListAsync(cancel)).ToLookup(review => review.SubmissionId, review => review.Comments);
        var details = await db.Submissions.Where(s => ids.Contains(s.Id))
            .Select(s => new { s.Id, Author = s.Authors.OrderBy(author => author.Position).Select(author => author.Name).FirstOrDefault(), Note = db.Decisions.Where(d => d.SubmissionId == s.Id).Select(d => d.Note).FirstOrDefault() })
            .ToDictionaryAsync(s => s.Id, cancel);
        var outcomes = examples.Select(example =>
        {
            var (row, detail) = (example.Row, details[example.Row.Id]);
            var letter = new DecisionLetter(row.Id, row.Number, row.Title, example.Outcome, detail.Note ?? "", [.. reviews[row.Id]], link(row.Id));
            var name = detail.Author ?? "";
            return new OutcomePreview(example.Outcome, example.Count, name, DecisionMails.Subject(e, letter), DecisionMails.Body(e, letter, name));
        });
        return new ReleasePreview([.. outcomes], rows.Count(row => row.IsStaged), rows.Count(row => row.IsReleased), [.. rows.Where(row => row.Outcome is null).OrderBy(row => row.Number)], ReleasePreview.FingerprintOf(rows));
    }
}

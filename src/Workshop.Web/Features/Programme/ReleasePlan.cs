using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Programme;
using Workshop.Data.Submissions;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Programme;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Programme;

/// <summary>What releasing the draft would do. Preview and release read it here, so that what was looked at is what happens.</summary>
/// <param name="Previous">The current version; null before the first.</param>
/// <param name="Diff">To the current version.</param>
/// <param name="Letters">Those who would be told, by the number of their submission.</param>
/// <param name="Fingerprint">Of the draft, of the version before it, and of whoever would be told what.</param>
internal sealed record ReleasePlan(WorkshopEvent Event, ProgrammeVersion? Previous, DraftProgramme Draft, ProgrammeDiff Diff, IReadOnlyList<PlacementLetter> Letters, string ProgrammeAddress, string Fingerprint)
{
    /// <summary>What is public, or was before it was hidden, is the draft to the letter.</summary>
    public bool IsUnchanged => Previous is not null && ReleasePlans.Json(Previous.Content) == ReleasePlans.Json(Draft.Document);

    /// <summary>The number that the version would get.</summary>
    public int Number => (Previous?.Number ?? 0) + 1;
}

/// <summary>One submission whose place is new, different or gone, and everybody who is told.</summary>
internal sealed record PlacementLetter(Submission Submission, ItemDifference Difference, IReadOnlyList<Recipient> To)
{
    public string Kind => Difference.Kind switch { DifferenceKind.Added => MailKinds.Placed, DifferenceKind.Removed => MailKinds.Removed, _ => MailKinds.Moved };

    public IEnumerable<MailDraft> Mails(ReleasePlan plan, ProgrammeVersion version) => To.Select(to => ProgrammeMails.Write(plan, this, version.Number, version.ReleasedAt, version.Id, to));
}

internal static class ReleasePlans
{
    /// <summary>A fixed number of queries.</summary>
    public static async Task<ReleasePlan> ReadReleasePlanAsync(this WorkshopDb db, Viewer organizer, WorkshopEvent e, SiteAddress site, DateTimeOffset now, CancellationToken cancel)
    {
        // With nothing staged in it the draft holds released acceptances alone, which all organizers know, and gaps: read with eyes that see every gap, it is the same whoever publishes it.
        var reader = await db.HasStagedItemsAsync(e.Id, now, cancel) ? organizer : Viewer.Anonymous with { OrganizerOf = [e.Id] };
        var draft = await db.ReadDraftProgrammeAsync(reader, e, now, cancel);
        var previous = await db.ProgrammeVersions.AsNoTracking().SingleOrDefaultAsync(version => version.EventId == e.Id && version.IsCurrent, cancel);
        var told = previous is null or { TellsPeople: true }
            ? previous
            : await db.ProgrammeVersions.AsNoTracking().Where(version => version.EventId == e.Id && version.TellsPeople).OrderByDescending(version => version.Number).FirstOrDefaultAsync(cancel);
        var concerned = ProgrammeDiff.Of(told?.Content, draft.Document).Items
            .Where(item => item.Kind != DifferenceKind.Changed && item.Shown.Item.Number is not null)
            .ToDictionary(item => item.Shown.Item.Number!.Value);

        // Whoever withdrew or declined knows why it is gone.
        var numbers = concerned.Keys.ToList();
        var submissions = await db.Submissions.AsNoTracking().Include(s => s.Authors)
            .Where(s => s.EventId == e.Id && numbers.Contains(s.Number) && s.SubmittedAt != null && s.WithdrawnAt == null
                && db.Decisions.Any(decision => decision.SubmissionId == s.Id && decision.ReleasedAt <= now && decision.DeclinedAt == null && (decision.Outcome == DecisionOutcome.Talk || decision.Outcome == DecisionOutcome.Poster)))
            .OrderBy(s => s.Number)
            .ToListAsync(cancel);
        var recipients = await db.LoadRecipientsAsync(submissions, cancel);
        List<PlacementLetter> letters = [.. submissions.Select(submission => new PlacementLetter(submission, concerned[submission.Number], recipients[submission.Id]))];
        return new ReleasePlan(e, previous, draft, ProgrammeDiff.Of(previous?.Content, draft.Document), letters, site.Link($"/e/{e.Slug}/programme"), Fingerprint(previous, draft, letters));
    }

    /// <summary>Without the name of the version, which a draft does not have.</summary>
    internal static string Json(ProgrammeDocument document) => JsonSerializer.Serialize(document with { Version = "" });

    private static string Fingerprint(ProgrammeVersion? previous, DraftProgramme draft, List<PlacementLetter> letters)
    {
        var text = new StringBuilder(Json(draft.Document)).Append(CultureInfo.InvariantCulture, $"\n{previous?.Number}");
        foreach (var letter in letters)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{letter.Kind} {letter.Submission.Number} {string.Join(' ', letter.To.Select(to => to.Email.Normalized))}");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Assignment;
using Workshop.Domain.Audit;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Assignment;

/// <summary>
/// Makes a proposal of a CSV file with the columns paper and reviewer, as other programs, spreadsheets and <c>workshop assign</c> write it. Conflicts refuse it; loads and numbers of reviews
/// that differ from what was asked for do not: whoever made the file had reasons. Of submissions that the organizer must keep away from, what is assigned now stays.
/// </summary>
public sealed class ImportAssignment(WorkshopDb db, PublicSuffixes suffixes, EventMatching matching, FormulateProblem formulate, TimeProvider time)
{
    public const int MaxBytes = 4 * 1024 * 1024;
    private const int ErrorsShown = 12;

    /// <returns>The proposal.</returns>
    public async Task<Outcome<Guid>> RunAsync(Viewer organizer, Guid eventId, Stream file, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var read = Read(file);
        if (!read.Succeeded)
        {
            return Outcome.No<Guid>(read.Refusals);
        }

        var e = await db.Events.SingleAsync(e => e.Id == eventId, cancel);
        var inputs = await EventConflicts.LoadAsync(db, suffixes, eventId, cancel);
        var managed = await db.LoadManagedIdsAsync(organizer, eventId, now, cancel);
        var refusals = new List<Refusal>();
        var readable = await EventConflicts.LoadAsync(db, suffixes, eventId, cancel, db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now));
        var pairs = Resolve(organizer, read.Value, inputs, readable, managed, refusals);
        if (refusals.Count > 0)
        {
            return Outcome.No<Guid>(Shorten(refusals));
        }

        // From the file alone: numbers that count what the organizer may not see would tell of it.
        var wish = Wish(e.ReviewsPerSubmission, e.MaxLoad, pairs);
        var hidden = inputs.Papers.Where(paper => !managed.Contains(paper.Id)).Select(paper => paper.Id).ToHashSet();
        var active = await formulate.LoadActiveAsync(eventId, cancel);
        pairs.UnionWith(active.Where(pair => hidden.Contains(pair.SubmissionId)).Select(pair => (pair.SubmissionId, pair.ReviewerId)));
        return await KeepAsync(organizer, eventId, wish, inputs, active, pairs, now, cancel);
    }

    private async Task<Guid> KeepAsync(
        Viewer organizer, Guid eventId, AssignmentWish wish, EventConflicts inputs, List<ActivePair> active, HashSet<(Guid Submission, Guid Reviewer)> pairs, DateTimeOffset now, CancellationToken cancel)
    {
        var affinities = await matching.LoadAsync(eventId, cancel);
        var problem = await formulate.RunAsync(eventId, inputs, affinities, active, wish, cancel);
        double? Counted((Guid Submission, Guid Reviewer) pair) =>
            problem.PaperAt(pair.Submission) is >= 0 and var p && problem.ReviewerAt(pair.Reviewer) is >= 0 and var r && problem.Problem.Find(p, r) is >= 0 and var found && !problem.Problem.IsAffinityMissing(found)
                ? (double)problem.Problem.WeightOf(found) / AssignmentProblem.Scale
                : null;
        var proposal = new AssignmentProposal
        {
            EventId = eventId,
            Kind = ProposalKind.Imported,
            ReviewsPerSubmission = wish.ReviewsPerSubmission,
            MaxLoad = wish.MaxLoad,
            Options = JsonSerializer.Serialize(wish),
            TotalAffinity = pairs.Sum(pair => Counted(pair) ?? 0),
            Certificate = "",
            CreatedBy = organizer.PersonId,
            CreatedAt = now,
        };
        foreach (var pair in pairs)
        {
            proposal.Add(pair.Submission, pair.Reviewer, Counted(pair));
        }

        proposal.Keep(problem.Pack());
        db.Add(proposal);
        db.Add(AuditEntry.Of("assignment.imported", "Read an assignment from a file.", organizer.PersonId, eventId, now));
        await db.SaveChangesAsync(cancel);
        return proposal.Id;
    }

    /// <summary>The problem is about what the file says: its numbers of reviews, and loads that have room for it.</summary>
    private static AssignmentWish Wish(int reviews, int load, HashSet<(Guid Submission, Guid Reviewer)> pairs) => new(reviews, Math.Max(load, pairs.GroupBy(pair => pair.Reviewer).Select(group => group.Count()).DefaultIfEmpty(0).Max()))
    {
        Demands = pairs.GroupBy(pair => pair.Submission).Where(group => group.Count() != reviews).ToDictionary(group => group.Key, group => group.Count()),
        NoMutual = false,
    };

    private static HashSet<(Guid Submission, Guid Reviewer)> Resolve(Viewer organizer, List<(long Line, string Paper, string Reviewer)> rows, EventConflicts inputs, EventConflicts readable, HashSet<Guid> managed, List<Refusal> refusals)
    {
        var papers = inputs.Papers.Where(paper => managed.Contains(paper.Id)).ToDictionary(paper => paper.Number);
        var reviewers = new Dictionary<string, EventReviewer>(StringComparer.Ordinal);
        foreach (var reviewer in inputs.Reviewers)
        {
            foreach (var email in reviewer.Emails.Append(reviewer.Email))
            {
                reviewers.TryAdd(email, reviewer);
            }
        }

        var pairs = new HashSet<(Guid Submission, Guid Reviewer)>();
        foreach (var (line, code, email) in rows)
        {
            if (!int.TryParse(code.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || !papers.TryGetValue(number, out var paper))
            {
                refusals.Add(new Refusal("import.paper", $"Line {line}: there is no submission “{code}” here."));
            }
            else if (!reviewers.TryGetValue(EmailAddress.Normalize(email), out var who))
            {
                refusals.Add(new Refusal("import.reviewer", $"Line {line}: nobody with the address “{email}” has accepted to review."));
            }
            else if (!inputs.MayReview(paper, who))
            {
                refusals.Add(new Refusal("import.conflict", $"Line {line}: {who.Name} must not review #{number}. {BarredBecause.Say(readable, organizer, paper.Id, who.Id, inputs.HasHandedBack(paper, who))}"));
            }
            else if (!pairs.Add((paper.Id, who.Id)))
            {
                refusals.Add(new Refusal("import.twice", $"Line {line}: {who.Name} has #{number} already."));
            }
        }

        return pairs;
    }

    private static List<Refusal> Shorten(List<Refusal> refusals) => refusals.Count <= ErrorsShown
        ? refusals
        : [.. refusals.Take(ErrorsShown), new Refusal("import.more", $"{refusals.Count - ErrorsShown} more lines have a problem.")];

    private static Outcome<List<(long Line, string Paper, string Reviewer)>> Read(Stream file)
    {
        var rows = new List<(long Line, string Paper, string Reviewer)>();
        try
        {
            using var text = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true), leaveOpen: true);
            using var csv = CsvReader.Create(text, new CsvReaderOptions { Separator = ',', TrimWhitespace = true, TrackLineNumbers = true, MalformedData = CsvMalformedDataHandling.Throw });
            csv.ReadHeader();
            if (!csv.TryGetFieldIndex("paper", out var paper) || !csv.TryGetFieldIndex("reviewer", out var reviewer))
            {
                return new Refusal("import.columns", "The first line must name the columns “paper” and “reviewer”, with commas between them.");
            }

            while (csv.Read())
            {
                string Field(int column) => column < csv.FieldCount ? csv.GetString(column) : "";
                if (Field(paper).Length + Field(reviewer).Length > 0)
                {
                    rows.Add((csv.LineNumber, Field(paper), Field(reviewer)));
                }
            }
        }
        catch (DecoderFallbackException)
        {
            return new Refusal("import.encoding", "The file is not in UTF-8. Save it as “CSV UTF-8”.");
        }
        catch (CsvFormatException)
        {
            return new Refusal("import.csv", "The file is no well-formed CSV: a quotation mark may be missing.");
        }

        return rows.Count > 0 ? rows : new Refusal("import.empty", "There is no pair in the file.");
    }
}

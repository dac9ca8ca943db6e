using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Programme;
using Workshop.Data.Reviewing;
using Workshop.Data.Submissions;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Programme;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Exports;

/// <summary>Every submission that the organizer handles, with authors, decision, scores and its place in the released programme. A fixed number of queries.</summary>
public sealed class ReadSubmissionTable(WorkshopDb db, TimeProvider time)
{
    private static readonly string[] Columns =
    [
        "number", "state", "title", "authors", "emails", "affiliations", "orcids", "presenter", "type", "topics", "preference", "submitted_at", "pages",
        "decision", "label", "decision_state", "declined", "reviews", "mean_score", "scores", "session", "starts", "board", "abstract",
    ];

    public async Task<ExportTable> RunAsync(Viewer organizer, WorkshopEvent e, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var visible = db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now).Where(s => s.EventId == e.Id);
        var submissions = await visible.AsNoTracking().WithContent().OrderBy(s => s.Number).ToListAsync(cancel);
        var decisions = await db.Decisions.AsNoTracking().Where(decision => visible.Any(s => s.Id == decision.SubmissionId))
            .Select(d => new { d.SubmissionId, d.Outcome, d.LabelId, d.ReleasedAt, d.DeclinedAt }).ToDictionaryAsync(d => d.SubmissionId, cancel);
        var labels = await db.DecisionLabels.AsNoTracking().Where(label => label.EventId == e.Id).ToDictionaryAsync(label => label.Id, label => label.Name, cancel);
        var reviews = (await db.LoadReviewViewsAsync(e.Id, visible.Select(s => s.Id), cancel)).Where(review => review.IsSubmitted).ToLookup(review => review.SubmissionId);
        var types = (await db.LoadCallFormAsync(e.Id, cancel)).Types.ToDictionary(type => type.Id, type => type.Name);
        var topics = e.Topics.ToDictionary(topic => topic.Id, topic => topic.Name);
        var places = Places((await db.ReadReleasedProgrammeAsync(e, null, now, cancel))?.Document);
        var rows = new List<object?[]>();
        foreach (var s in submissions)
        {
            var authors = s.Authors.OrderBy(author => author.Position).ToList();
            var decision = decisions.GetValueOrDefault(s.Id);
            var scores = reviews[s.Id].Where(review => review.Score is not null).Select(review => review.Score!.Value).OrderDescending().ToList();
            var place = places.GetValueOrDefault(s.Number);
            rows.Add(
            [
                s.Number,
                s.State.ToString().ToLowerInvariant(),
                s.Title,
                ProgrammeTable.Joined(authors.Select(author => author.Name)),
                ProgrammeTable.Joined(authors.Select(author => author.Email)),
                ProgrammeTable.Joined(authors.Select(author => author.Affiliation)),
                ProgrammeTable.Joined(authors.Select(author => author.Orcid)),
                authors.Find(author => author.IsPresenter)?.Name,
                s.TypeId is { } type ? types.GetValueOrDefault(type) : null,
                ProgrammeTable.Joined(s.Topics.Select(topic => topics.GetValueOrDefault(topic.TopicId, "")).Order(StringComparer.Ordinal)),
                s.Preference.ToString().ToLowerInvariant(),
                s.SubmittedAt,
                s.CurrentVersion?.Pages,
                decision is null ? null : WordOf(decision.Outcome),
                decision?.LabelId is { } label ? labels.GetValueOrDefault(label) : null,
                decision is null ? "undecided" : decision.ReleasedAt is null ? "staged" : decision.ReleasedAt <= now ? "released" : "pending",
                decision?.DeclinedAt is not null,
                reviews[s.Id].Count(),
                scores.Count == 0 ? null : scores.Average(),
                string.Join(' ', scores),
                place.Session?.Title,
                place.Item?.Starts,
                place.Item?.Board,
                s.Abstract,
            ]);
        }

        return new ExportTable("submissions", Columns, rows);
    }

    internal static string WordOf(DecisionOutcome outcome) => outcome switch
    {
        DecisionOutcome.Talk => "talk",
        DecisionOutcome.Poster => "poster",
        DecisionOutcome.Waitlist => "waitlist",
        _ => "rejected",
    };

    private static Dictionary<int, (ProgrammeSession? Session, ProgrammeItem? Item)> Places(ProgrammeDocument? programme)
    {
        var places = new Dictionary<int, (ProgrammeSession?, ProgrammeItem?)>();
        foreach (var session in programme?.Sessions ?? [])
        {
            foreach (var item in session.Items.Where(item => item.Number is not null))
            {
                places.TryAdd(item.Number!.Value, (session, item));
            }
        }

        return places;
    }
}

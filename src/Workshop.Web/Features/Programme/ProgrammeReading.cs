using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.People;
using Workshop.Domain.Programme;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Programme;

internal static class ProgrammeReading
{
    /// <summary>Everything that is accepted and released, withdrawn ones included, with who presents: for whoever builds the programme.</summary>
    public static async Task<IReadOnlyList<AcceptedSubmission>> ReadAcceptedAsync(this WorkshopDb db, Viewer organizer, Guid eventId, DateTimeOffset now, CancellationToken cancel)
    {
        var rows = await (
            from s in db.Submissions.VisibleTo(organizer, SubmissionPart.Programme, now)
            where s.EventId == eventId
            join decision in db.Decisions on s.Id equals decision.SubmissionId
            orderby s.Number
            select new { s.Id, s.Number, s.Title, s.WithdrawnAt, decision.DeclinedAt, decision.Outcome, Presenter = s.Authors.Where(author => author.IsPresenter).Select(author => new { author.Name, author.NormalizedEmail }).FirstOrDefault() })
            .ToListAsync(cancel);

        // Who the authors said last, when they were asked and that author is still listed, goes before who was named at the submission.
        var chosen = await (
            from answer in db.PresentationAnswers
            where answer.EventId == eventId && answer.IsConfirmed
            join author in db.Authors on new { answer.SubmissionId, Email = answer.PresenterEmail } equals new { author.SubmissionId, Email = author.NormalizedEmail }
            select new { author.SubmissionId, author.Name, author.NormalizedEmail })
            .ToListAsync(cancel);
        var presenters = chosen.DistinctBy(author => author.SubmissionId).ToDictionary(author => author.SubmissionId, author => (author.Name, author.NormalizedEmail));
        return [.. rows.Select(row =>
        {
            var (name, email) = presenters.TryGetValue(row.Id, out var said) ? said : (row.Presenter?.Name ?? "", row.Presenter?.NormalizedEmail ?? "");
            return new AcceptedSubmission(row.Id, row.Number, row.Title, row.Outcome, row.WithdrawnAt is not null || row.DeclinedAt is not null, name, email);
        })];
    }
}

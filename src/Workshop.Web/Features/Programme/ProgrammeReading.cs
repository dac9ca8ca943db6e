using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Programme;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Programme;

internal static class ProgrammeReading
{
    /// <summary>
    /// The programme as the viewer may see it: sessions, and of the submissions only those that are accepted, released and not withdrawn. What has dropped out
    /// leaves a gap, the other times stand. Four queries. Whether a viewer may see the sessions at all is for the page to ask.
    /// </summary>
    public static async Task<ProgrammeDocument> ReadProgrammeAsync(this WorkshopDb db, Viewer viewer, WorkshopEvent e, DateTimeOffset now, CancellationToken cancel)
    {
        var sessions = await db.Sessions.AsNoTracking().Include(session => session.Slots.OrderBy(slot => slot.Position)).Where(session => session.EventId == e.Id).ToListAsync(cancel);
        var visible = db.Submissions.VisibleTo(viewer, SubmissionPart.Programme, now).Where(s => s.EventId == e.Id && s.SubmittedAt != null && s.WithdrawnAt == null && !db.Decisions.Any(decision => decision.SubmissionId == s.Id && decision.DeclinedAt != null));
        var submissions = await visible.Select(s => new { s.Id, s.Number, s.Title, s.Abstract }).ToDictionaryAsync(s => s.Id, cancel);
        var authors = (await visible.SelectMany(s => s.Authors).OrderBy(author => author.SubmissionId).ThenBy(author => author.Position)
            .Select(author => new { author.SubmissionId, author.Name, author.Affiliation, author.NormalizedEmail }).ToListAsync(cancel)).ToLookup(author => author.SubmissionId);

        // What authors chose not to have published; without an answer everything is.
        var choices = await db.PresentationAnswers.AsNoTracking().Where(answer => answer.EventId == e.Id && answer.IsConfirmed).ToDictionaryAsync(answer => answer.SubmissionId, cancel);
        var boards = 0;
        var shown = new List<ProgrammeSession>();
        foreach (var session in sessions.OrderBy(session => session.StartsAt).ThenBy(session => session.EndsAt).ThenBy(session => session.Title, StringComparer.Ordinal))
        {
            var items = new List<ProgrammeItem>();
            foreach (var slot in session.Slots.OrderBy(slot => slot.Position))
            {
                var isPoster = session.Kind == SessionKind.Posters;
                DateTimeOffset? starts = isPoster ? null : e.Zone.At(session.StartOf(slot));
                var key = slot.Id.ToString("n");
                if (slot.SubmissionId is not { } id)
                {
                    items.Add(new ProgrammeItem(key, null, starts, slot.Minutes, isPoster ? ++boards : null, slot.Title, slot.Abstract, ProgrammeAuthor.Split(slot.Speakers, slot.Affiliation)));
                }
                else if (submissions.TryGetValue(id, out var submission))
                {
                    var choice = choices.GetValueOrDefault(id);
                    items.Add(new ProgrammeItem(
                        key, submission.Number, starts, slot.Minutes, isPoster ? ++boards : null, submission.Title, choice is { PublishesAbstract: false } ? "" : submission.Abstract,
                        [.. authors[id].Where(author => choice is not { PublishesNames: false } || author.NormalizedEmail == choice.PresenterEmail).Select(author => ProgrammeAuthor.Of(author.Name, author.Affiliation))]));
                }
            }

            shown.Add(new ProgrammeSession(session.Title, session.Kind, e.Zone.At(session.StartsAt), e.Zone.At(session.EndsAt), session.Room, session.Chair, items));
        }

        return new ProgrammeDocument(e.Name, e.StartsOn, e.EndsOn, e.Venue, EventTimeText.NameOf(TimeZoneInfo.FindSystemTimeZoneById(e.Zone.Id)), shown);
    }

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

        // Who the authors said last, when they were asked, goes before who was named at the submission.
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

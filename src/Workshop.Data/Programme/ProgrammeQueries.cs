using Microsoft.EntityFrameworkCore;
using Workshop.Data.Submissions;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Programme;
using Workshop.Domain.Submissions;

namespace Workshop.Data.Programme;

/// <summary>A draft, and the submissions that stand in it.</summary>
public sealed record DraftProgramme(ProgrammeDocument Document, IReadOnlyList<Guid> Submissions);

/// <summary>A released version as everybody may see it now.</summary>
/// <param name="Document">Without what has dropped out or was hidden by its authors since.</param>
/// <param name="SubmissionIds">By number; of those that are still shown.</param>
public sealed record PublicProgramme(int Number, string Name, string Note, DateTimeOffset ReleasedAt, bool IsCurrent, ProgrammeDocument Document, IReadOnlyDictionary<int, Guid> SubmissionIds);

/// <summary>The programme as a document: the organizers' draft from sessions and slots, and the released versions.</summary>
public static class ProgrammeQueries
{
    /// <summary>
    /// The programme under construction: sessions, and of the submissions only those that are accepted, released and not withdrawn. What has dropped out
    /// leaves a gap, the other times stand. A fixed number of queries. Whether a viewer may see the draft at all is for the page to ask.
    /// </summary>
    public static async Task<DraftProgramme> ReadDraftProgrammeAsync(this WorkshopDb db, Viewer organizer, WorkshopEvent e, DateTimeOffset now, CancellationToken cancel)
    {
        var sessions = await db.Sessions.AsNoTracking().Include(session => session.Slots.OrderBy(slot => slot.Position)).Where(session => session.EventId == e.Id).ToListAsync(cancel);
        var visible = db.Submissions.VisibleTo(organizer, SubmissionPart.Programme, now)
            .Where(s => s.EventId == e.Id && s.SubmittedAt != null && s.WithdrawnAt == null && !db.Decisions.Any(decision => decision.SubmissionId == s.Id && decision.DeclinedAt != null));
        var submissions = await visible.Select(s => new { s.Id, s.Number, s.Title, s.Abstract }).ToDictionaryAsync(s => s.Id, cancel);
        var authors = (await visible.SelectMany(s => s.Authors).OrderBy(author => author.SubmissionId).ThenBy(author => author.Position)
            .Select(author => new { author.SubmissionId, author.Name, author.Affiliation, author.NormalizedEmail, author.IsPresenter }).ToListAsync(cancel)).ToLookup(author => author.SubmissionId);
        var topics = (await visible.SelectMany(s => s.Topics).Join(db.Topics, chosen => chosen.TopicId, topic => topic.Id, (chosen, topic) => new { chosen.SubmissionId, topic.Name, topic.Position })
            .OrderBy(topic => topic.Position).ToListAsync(cancel)).ToLookup(topic => topic.SubmissionId, topic => topic.Name);

        // What authors chose not to have published; without an answer everything is.
        var choices = await db.PresentationAnswers.AsNoTracking().Where(answer => answer.EventId == e.Id && answer.IsConfirmed).ToDictionaryAsync(answer => answer.SubmissionId, cancel);
        var boards = 0;
        var shown = new List<ProgrammeSession>();
        var placed = new List<Guid>();
        foreach (var session in sessions.OrderBy(session => session.StartsAt).ThenBy(session => session.EndsAt).ThenBy(session => session.Title, StringComparer.Ordinal))
        {
            var items = new List<ProgrammeItem>();
            foreach (var slot in session.Slots.OrderBy(slot => slot.Position))
            {
                var isPoster = session.Kind == SessionKind.Posters;
                DateTimeOffset? starts = isPoster ? null : e.Zone.At(session.StartOf(slot));
                if (slot.SubmissionId is not { } id)
                {
                    items.Add(new ProgrammeItem(slot.Id.ToString("n"), null, starts, slot.Minutes, isPoster ? $"P{++boards}" : null, slot.Title, slot.Abstract, [.. ProgrammeAuthor.Split(slot.Speakers, slot.Affiliation).Select(speaker => speaker with { IsPresenter = true })]));
                }
                else if (submissions.TryGetValue(id, out var submission))
                {
                    var choice = choices.GetValueOrDefault(id);

                    // Who was to present may have left the author list since.
                    var isListed = choice is not null && authors[id].Any(author => author.NormalizedEmail == choice.PresenterEmail);
                    var people = authors[id].Select(author => ProgrammeAuthor.Of(author.Name, author.Affiliation) with { IsPresenter = isListed ? author.NormalizedEmail == choice!.PresenterEmail : author.IsPresenter });
                    placed.Add(id);
                    items.Add(new ProgrammeItem(
                        KeyOf(submission.Number), submission.Number, starts, slot.Minutes, isPoster ? $"P{++boards}" : null, submission.Title, choice is { PublishesAbstract: false } ? "" : submission.Abstract,
                        [.. people.Where(author => choice is not { PublishesNames: false } || author.IsPresenter)])
                    {
                        Topics = [.. topics[id]],
                    });
                }
            }

            shown.Add(new ProgrammeSession(session.Title, session.Kind, e.Zone.At(session.StartsAt), e.Zone.At(session.EndsAt), session.Room, session.Chair, items) { Key = session.Id.ToString("n") });
        }

        return new DraftProgramme(new ProgrammeDocument(e.Name, e.StartsOn, e.EndsOn, e.Venue, e.Zone.TimeName, shown) { ZoneId = e.ZoneId }, placed);
    }

    /// <summary>A submission keeps its key wherever it stands, so that links and calendar entries live on.</summary>
    public static string KeyOf(int number) => $"p{number}";

    /// <summary>
    /// A released version as everybody may see it; null when the event's programme is hidden or was never released, or has no version of that number. Submissions that were
    /// withdrawn or declined since leave a gap; what authors chose not to publish since is left out.
    /// </summary>
    /// <param name="number">Null for the current one.</param>
    public static async Task<PublicProgramme?> ReadPublicProgrammeAsync(this WorkshopDb db, WorkshopEvent e, int? number, DateTimeOffset now, CancellationToken cancel)
    {
        var isPublic = await db.Events.AnyAsync(known => known.Id == e.Id && known.ProgrammeReleased != null, cancel);
        return isPublic ? await db.ReadReleasedProgrammeAsync(e, number, now, cancel) : null;
    }

    /// <summary>As <see cref="ReadPublicProgrammeAsync"/>, for organizers also while the programme is hidden.</summary>
    public static async Task<PublicProgramme?> ReadReleasedProgrammeAsync(this WorkshopDb db, WorkshopEvent e, int? number, DateTimeOffset now, CancellationToken cancel) =>
        (await db.ShowAsync(db.ProgrammeVersions.Where(version => version.EventId == e.Id && (number == null ? version.IsCurrent : version.Number == number)), now, cancel)).SingleOrDefault();
}

using Microsoft.EntityFrameworkCore;
using Workshop.Data.Submissions;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Programme;
using Workshop.Domain.Submissions;

namespace Workshop.Data.Programme;

/// <summary>A draft, and the submissions that stand in it, in its order.</summary>
public sealed record DraftProgramme(ProgrammeDocument Document, IReadOnlyList<Guid> Submissions)
{
    /// <summary>Without acceptances that are not released yet; gaps stay gaps.</summary>
    public DraftProgramme WithoutStaged() => new(
        Document with { Sessions = [.. Document.Sessions.Select(session => session.Only(item => !item.IsStaged))] },
        [.. Document.Items.Where(item => item.Number is not null).Zip(Submissions).Where(pair => !pair.First.IsStaged).Select(pair => pair.Second)]);
}

/// <summary>A released version as everybody may see it now.</summary>
/// <param name="Document">Without what has dropped out or was hidden by its authors since.</param>
/// <param name="SubmissionIds">By number; of those that are still shown.</param>
public sealed record PublicProgramme(int Number, string Name, string Note, DateTimeOffset ReleasedAt, bool IsCurrent, ProgrammeDocument Document, IReadOnlyDictionary<int, Guid> SubmissionIds);

/// <summary>The programme as a document: the organizers' draft from sessions and slots, and the released versions.</summary>
public static class ProgrammeQueries
{
    /// <summary>
    /// What an organizer may know to stand in the draft: released acceptances are known to all organizers, anything else only to those who manage the submission. Of a staged acceptance of an own
    /// or conflicted paper an organizer must not learn, nor by a gap in the times.
    /// </summary>
    public static IQueryable<Submission> KnownInDraft(this WorkshopDb db, Viewer organizer, DateTimeOffset now)
    {
        var released = db.Submissions.VisibleTo(organizer, SubmissionPart.Programme, now);
        var managed = db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now);
        return db.Submissions.Where(s => released.Any(other => other.Id == s.Id) || managed.Any(other => other.Id == s.Id));
    }

    /// <summary>The submissions that have a place in the draft of which an organizer may not know it.</summary>
    public static async Task<HashSet<Guid>> LoadHiddenInDraftAsync(this WorkshopDb db, Viewer organizer, Guid eventId, DateTimeOffset now, CancellationToken cancel)
    {
        var known = db.KnownInDraft(organizer, now);
        return [.. await db.Slots.Where(slot => slot.EventId == eventId && slot.SubmissionId != null && !known.Any(s => s.Id == slot.SubmissionId)).Select(slot => slot.SubmissionId!.Value).ToListAsync(cancel)];
    }

    /// <summary>
    /// Whether an acceptance that is not released yet has a place in the draft, whoever may know of it. The draft must not be released then; who may not see the item must not be told which one it is.
    /// </summary>
    public static Task<bool> HasStagedItemsAsync(this WorkshopDb db, Guid eventId, DateTimeOffset now, CancellationToken cancel) => db.Slots.AnyAsync(
        slot => slot.EventId == eventId && db.Submissions.Any(s => s.Id == slot.SubmissionId && s.SubmittedAt != null && s.WithdrawnAt == null)
            && db.Decisions.Any(d => d.SubmissionId == slot.SubmissionId && (d.ReleasedAt == null || d.ReleasedAt > now) && (d.Outcome == DecisionOutcome.Talk || d.Outcome == DecisionOutcome.Poster)),
        cancel);

    /// <summary>The stored plan without what this organizer may not know to stand in it.</summary>
    public static async Task<ProgrammePlan> ReadSeenPlanAsync(this WorkshopDb db, Viewer organizer, Guid eventId, DateTimeOffset now, CancellationToken cancel)
    {
        var stored = await db.Sessions.AsNoTracking().Include(session => session.Slots.OrderBy(slot => slot.Position)).Where(session => session.EventId == eventId).ToListAsync(cancel);
        return ProgrammePlan.Of(stored).Without(await db.LoadHiddenInDraftAsync(organizer, eventId, now, cancel));
    }

    /// <summary>
    /// The programme under construction: sessions, and of the submissions only those that are accepted and not withdrawn; those whose acceptance is not released yet are marked, and absent for
    /// organizers who may not know of them. What has dropped out leaves a gap, the other times stand. A fixed number of queries. Whether a viewer may see the draft at all is for the page to ask.
    /// </summary>
    public static async Task<DraftProgramme> ReadDraftProgrammeAsync(this WorkshopDb db, Viewer organizer, WorkshopEvent e, DateTimeOffset now, CancellationToken cancel)
    {
        var plan = await db.ReadSeenPlanAsync(organizer, e.Id, now, cancel);
        var released = db.Submissions.VisibleTo(organizer, SubmissionPart.Programme, now);
        var managed = db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now);
        var visible = db.Submissions.Where(s =>
            s.EventId == e.Id && s.SubmittedAt != null && s.WithdrawnAt == null && !db.Decisions.Any(decision => decision.SubmissionId == s.Id && decision.DeclinedAt != null)
            && (released.Any(other => other.Id == s.Id)
                || (managed.Any(other => other.Id == s.Id) && db.Decisions.Any(d => d.SubmissionId == s.Id && (d.ReleasedAt == null || d.ReleasedAt > now) && (d.Outcome == DecisionOutcome.Talk || d.Outcome == DecisionOutcome.Poster)))));
        var submissions = await visible.Select(s => new { s.Id, s.Number, s.Title, s.Abstract, IsStaged = !db.Decisions.Any(d => d.SubmissionId == s.Id && d.ReleasedAt <= now) }).ToDictionaryAsync(s => s.Id, cancel);
        var authors = (await visible.SelectMany(s => s.Authors).OrderBy(author => author.SubmissionId).ThenBy(author => author.Position)
            .Select(author => new { author.SubmissionId, author.Name, author.Affiliation, author.NormalizedEmail, author.IsPresenter }).ToListAsync(cancel)).ToLookup(author => author.SubmissionId);
        var topics = (await visible.SelectMany(s => s.Topics).Join(db.Topics, chosen => chosen.TopicId, topic => topic.Id, (chosen, topic) => new { chosen.SubmissionId, topic.Name, topic.Position })
            .OrderBy(topic => topic.Position).ToListAsync(cancel)).ToLookup(topic => topic.SubmissionId, topic => topic.Name);

        // What authors chose not to have published; without an answer everything is.
        var choices = await db.PresentationAnswers.AsNoTracking().Where(answer => answer.EventId == e.Id && answer.IsConfirmed).ToDictionaryAsync(answer => answer.SubmissionId, cancel);

        // Until somebody numbers the boards they are numbered in order; afterwards a poster without one has none.
        var areNumbered = plan.Items.Any(item => item.Content.Board is not null);
        var boards = 0;
        var shown = new List<ProgrammeSession>();
        var placed = new List<Guid>();
        foreach (var session in plan.Sessions.Select(planned => Session.Of(e.Id, planned)))
        {
            var items = new List<ProgrammeItem>();
            foreach (var slot in session.Slots)
            {
                var isPoster = session.Kind == SessionKind.Posters;
                DateTimeOffset? starts = isPoster ? null : e.Zone.At(session.StartOf(slot));
                string? Board() => !isPoster ? null : areNumbered ? slot.Board : $"P{++boards}";
                if (slot.SubmissionId is not { } id)
                {
                    var speakers = ProgrammeAuthor.Split(slot.Speakers, slot.Affiliation).Select(speaker => speaker with { IsPresenter = true });
                    items.Add(new ProgrammeItem(slot.Id.ToString("n"), null, starts, slot.Minutes, Board(), slot.Title, slot.Abstract, [.. speakers])
                    {
                        Biography = slot.Biography,
                        Photo = slot.Photo,
                        SharesSlot = slot.SharesSlot,
                    });
                }
                else if (submissions.TryGetValue(id, out var submission))
                {
                    var choice = choices.GetValueOrDefault(id);

                    // Who was to present may have left the author list since.
                    var isListed = choice is not null && authors[id].Any(author => author.NormalizedEmail == choice.PresenterEmail);
                    var people = authors[id].Select(author => ProgrammeAuthor.Of(author.Name, author.Affiliation) with { IsPresenter = isListed ? author.NormalizedEmail == choice!.PresenterEmail : author.IsPresenter });
                    placed.Add(id);
                    items.Add(new ProgrammeItem(
                        KeyOf(submission.Number), submission.Number, starts, slot.Minutes, Board(), submission.Title, choice is { PublishesAbstract: false } ? "" : submission.Abstract,
                        [.. people.Where(author => choice is not { PublishesNames: false } || author.IsPresenter)])
                    {
                        Topics = [.. topics[id]],
                        SharesSlot = slot.SharesSlot,
                        IsStaged = submission.IsStaged,
                    });
                }
            }

            // Some may have dropped out of the plan: who shared their slot begins it.
            shown.Add(new ProgrammeSession(session.Title, session.Kind, e.Zone.At(session.StartsAt), e.Zone.At(session.EndsAt), session.Room, session.Chair, items) { Key = session.Id.ToString("n") }.Only(_ => true));
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
    public static async Task<PublicProgramme?> ReadPublicProgrammeAsync(this WorkshopDb db, WorkshopEvent e, int? number, DateTimeOffset now, CancellationToken cancel) =>
        (await db.ShowAsync(db.Public(db.Wanted(e, number)), now, cancel)).SingleOrDefault();

    /// <summary>As <see cref="ReadPublicProgrammeAsync"/>, for organizers also while the programme is hidden.</summary>
    public static async Task<PublicProgramme?> ReadReleasedProgrammeAsync(this WorkshopDb db, WorkshopEvent e, int? number, DateTimeOffset now, CancellationToken cancel) =>
        (await db.ShowAsync(db.Wanted(e, number), now, cancel)).SingleOrDefault();

    private static IQueryable<ProgrammeVersion> Wanted(this WorkshopDb db, WorkshopEvent e, int? number) =>
        db.ProgrammeVersions.Where(version => version.EventId == e.Id && (number == null ? version.IsCurrent : version.Number == number));
}

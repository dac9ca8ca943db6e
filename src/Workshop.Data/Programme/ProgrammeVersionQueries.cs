using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.Programme;

namespace Workshop.Data.Programme;

/// <summary>Released versions as everybody may see them now, whenever they were released.</summary>
public static class ProgrammeVersionQueries
{
    /// <summary>
    /// Every released version in order, each without what has dropped out or was hidden by its authors since: an old version reveals nothing that the current one may not say. Empty when the
    /// programme is hidden, unless organizers ask.
    /// </summary>
    public static async Task<IReadOnlyList<PublicProgramme>> ReadVersionsAsync(this WorkshopDb db, WorkshopEvent e, bool forOrganizers, DateTimeOffset now, CancellationToken cancel)
    {
        var versions = db.ProgrammeVersions.Where(version => version.EventId == e.Id);
        return await db.ShowAsync(forOrganizers ? versions : db.Public(versions), now, cancel);
    }

    /// <summary>
    /// The sessions and keys that calendars may still hold: the current version as it was released, and those that it or its predecessors replaced after <paramref name="since"/>. For
    /// cancellations, which say nothing of what is in it.
    /// </summary>
    public static async Task<IReadOnlyList<ProgrammeDocument>> ReadRecentProgrammesAsync(this WorkshopDb db, Guid eventId, DateTimeOffset since, CancellationToken cancel)
    {
        var first = await db.ProgrammeVersions.Where(version => version.EventId == eventId && version.ReleasedAt > since).Select(version => (int?)version.Number).MinAsync(cancel);
        return await db.ProgrammeVersions.AsNoTracking()
            .Where(version => version.EventId == eventId && (version.IsCurrent || (first != null && version.Number >= first - 1)))
            .OrderByDescending(version => version.Number)
            .Select(version => version.Content)
            .ToListAsync(cancel);
    }

    /// <summary>Those of events whose programme is public. Asked of the database: the event in hand may have been read before somebody hid its programme.</summary>
    internal static IQueryable<ProgrammeVersion> Public(this WorkshopDb db, IQueryable<ProgrammeVersion> versions) =>
        versions.Where(version => db.Events.Any(e => e.Id == version.EventId && e.ProgrammeReleased != null));

    internal static async Task<IReadOnlyList<PublicProgramme>> ShowAsync(this WorkshopDb db, IQueryable<ProgrammeVersion> wanted, DateTimeOffset now, CancellationToken cancel)
    {
        var versions = await wanted.AsNoTracking().OrderBy(version => version.Number).ToListAsync(cancel);
        if (versions.Count == 0)
        {
            return [];
        }

        var ids = versions.Select(version => version.Id).ToList();
        var standing = (await (
            from entry in db.ProgrammeEntries
            where ids.Contains(entry.VersionId)
            join s in db.Submissions on entry.SubmissionId equals s.Id
            join decision in db.Decisions on s.Id equals decision.SubmissionId
            where s.SubmittedAt != null && s.WithdrawnAt == null && decision.ReleasedAt <= now && decision.DeclinedAt == null && (decision.Outcome == DecisionOutcome.Talk || decision.Outcome == DecisionOutcome.Poster)
            select new { entry.VersionId, s.Id, s.Number, Choice = db.PresentationAnswers.Where(answer => answer.SubmissionId == s.Id && answer.IsConfirmed).Select(answer => new { answer.PublishesAbstract, answer.PublishesNames }).FirstOrDefault() })
            .ToListAsync(cancel)).ToLookup(entry => entry.VersionId);
        return [.. versions.Select(version =>
        {
            var shown = standing[version.Id].ToDictionary(s => s.Number, s => new Standing(s.Id, s.Choice is not { PublishesAbstract: false }, s.Choice is not { PublishesNames: false }));
            return new PublicProgramme(
                version.Number, version.Name, version.Note, version.ReleasedAt, version.IsCurrent, Show(version.Content, shown), shown.ToDictionary(s => s.Key, s => s.Value.Id));
        })];
    }

    private static ProgrammeDocument Show(ProgrammeDocument released, Dictionary<int, Standing> standing) => released with
    {
        Sessions =
        [
            .. released.Sessions.Select(session => session.Only(item => item.Number is not { } submission || standing.ContainsKey(submission))).Select(session => session with
            {
                Items =
                [
                    .. session.Items.Select(item => item.Number is not { } submission ? item : item with
                    {
                        Abstract = standing[submission].PublishesAbstract ? item.Abstract : "",
                        Authors = standing[submission].PublishesNames ? item.Authors : [.. item.Authors.Where(author => author.IsPresenter)],
                    }),
                ],
            }),
        ],
    };

    private sealed record Standing(Guid Id, bool PublishesAbstract, bool PublishesNames);
}

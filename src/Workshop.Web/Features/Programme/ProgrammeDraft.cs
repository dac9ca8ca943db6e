using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Programme;

namespace Workshop.Web.Features.Programme;

/// <summary>The stored sessions of an event beside the plan that they are, for whoever changes them.</summary>
internal sealed class ProgrammeDraft
{
    private readonly WorkshopDb _db;
    private readonly Guid _eventId;
    private readonly List<Session> _sessions;

    private ProgrammeDraft(WorkshopDb db, Guid eventId, List<Session> sessions)
    {
        (_db, _eventId, _sessions) = (db, eventId, sessions);
        Plan = ProgrammePlan.Of(sessions);
    }

    public ProgrammePlan Plan { get; }

    public static async Task<ProgrammeDraft> LoadAsync(WorkshopDb db, Guid eventId, CancellationToken cancel) =>
        new(db, eventId, await db.Sessions.Include(session => session.Slots.OrderBy(slot => slot.Position)).Where(session => session.EventId == eventId).ToListAsync(cancel));

    /// <summary>Makes the stored sessions what the plan says, with the ids that it says. Nothing is saved.</summary>
    public void Follow(ProgrammePlan plan)
    {
        var slots = _sessions.SelectMany(session => session.Slots).ToDictionary(slot => slot.Id);
        var known = _sessions.ToDictionary(session => session.Id);
        var wanted = plan.Sessions.Select(session => session.Id).ToHashSet();

        // What leaves a session that goes must have left it before it goes, or it would go with it.
        foreach (var session in _sessions.Where(session => !wanted.Contains(session.Id)))
        {
            session.Follow(new PlannedSession(session.Id, session.Content, []), slots.GetValueOrDefault);
        }

        foreach (var planned in plan.Sessions.Except(Plan.Sessions))
        {
            if (!known.TryGetValue(planned.Id, out var session))
            {
                session = Session.Of(_eventId, planned with { Items = [] });
                _db.Add(session);
            }

            session.Follow(planned, slots.GetValueOrDefault);
        }

        _db.RemoveRange(_sessions.Where(session => !wanted.Contains(session.Id)));
    }
}

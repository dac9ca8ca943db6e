namespace Workshop.Domain.Programme;

/// <summary>An item of a plan. Equal by value.</summary>
/// <param name="SharesSlot">Begins together with the item before it; every item of a shared slot has the length of the whole slot.</param>
public sealed record PlannedItem(Guid Id, SlotContent Content, bool SharesSlot = false);

/// <summary>A session of a plan with its items in order. Equal by value, its items included.</summary>
public sealed record PlannedSession(Guid Id, SessionContent Content, IReadOnlyList<PlannedItem> Items)
{
    /// <summary>What is chosen by hand stands in such a session; breaks and social events hold no items by themselves.</summary>
    public bool HoldsItems => Content.Kind is SessionKind.Talks or SessionKind.Posters or SessionKind.Keynote or SessionKind.Panel;

    /// <summary>Minutes that its items need; a shared slot counts once.</summary>
    public int NeededMinutes => Items.Where(item => !item.SharesSlot).Sum(item => item.Content.Minutes);

    public bool Equals(PlannedSession? other) => other is not null && Id == other.Id && Content == other.Content && Items.SequenceEqual(other.Items);

    public override int GetHashCode() => HashCode.Combine(Id, Content, Items.Count);
}

/// <summary>
/// The programme under construction as a value: all sessions of one event with their items. Every operation gives a new plan or says why not, and loses no item that it was not asked to
/// remove. The sessions are in the order of the day (start, end, title).
/// </summary>
public sealed partial class ProgrammePlan : IEquatable<ProgrammePlan>
{
    private static readonly Refusal Gone = new("programme.gone", "That session or item does not exist any more.");

    private ProgrammePlan(IEnumerable<PlannedSession> sessions) =>
        Sessions = [.. sessions.OrderBy(session => session.Content.StartsAt).ThenBy(session => session.Content.EndsAt).ThenBy(session => session.Content.Title, StringComparer.Ordinal).ThenBy(session => session.Id)];

    public static ProgrammePlan Empty { get; } = new([]);

    public IReadOnlyList<PlannedSession> Sessions { get; }

    public IEnumerable<PlannedItem> Items => Sessions.SelectMany(session => session.Items);

    /// <summary>The submissions that have a place.</summary>
    public IEnumerable<Guid> Placed => Items.Select(item => item.Content.SubmissionId).OfType<Guid>();

    public static ProgrammePlan Of(IEnumerable<PlannedSession> sessions) => new(sessions);

    public static ProgrammePlan Of(IEnumerable<Session> sessions) => new(sessions.Select(session => new PlannedSession(
        session.Id, session.Content.Cleaned(), [.. session.Slots.OrderBy(slot => slot.Position).Select(slot => new PlannedItem(slot.Id, slot.Content, slot.SharesSlot))])));

    /// <summary>As it looks to somebody who may not know of some submissions: as though they had never been placed, so that no gap tells of them.</summary>
    public ProgrammePlan Without(IReadOnlySet<Guid> submissions) => submissions.Count == 0 || !Placed.Any(submissions.Contains)
        ? this
        : new(Sessions.Select(session => session with
        {
            Items = Parts.Of(session).Without(part => part.Content.SubmissionId is { } id && submissions.Contains(id)).Join(),
        }));

    /// <summary>Null when there is none.</summary>
    public PlannedSession? FindSession(Guid id) => Sessions.FirstOrDefault(session => session.Id == id);

    /// <summary>Where an item stands; null when it stands nowhere.</summary>
    public PlannedSession? SessionOf(Guid itemId) => Sessions.FirstOrDefault(session => session.Items.Any(item => item.Id == itemId));

    /// <inheritdoc cref="FindSession"/>
    public PlannedItem? FindItem(Guid id) => Items.FirstOrDefault(item => item.Id == id);

    public Outcome<ProgrammePlan> AddSession(Guid id, SessionContent content) =>
        content.Check() is { Count: > 0 } refusals ? Outcome.No<ProgrammePlan>(refusals) : new ProgrammePlan(Sessions.Append(new PlannedSession(id, content.Cleaned(), [])));

    public Outcome<ProgrammePlan> ChangeSession(Guid id, SessionContent content)
    {
        if (FindSession(id) is not { } session)
        {
            return Gone;
        }

        return content.Check() is { Count: > 0 } refusals ? Outcome.No<ProgrammePlan>(refusals) : With(Rearranged(session with { Content = content.Cleaned() }, parts => parts));
    }

    /// <summary>With everything in it; its submissions are then to be placed again.</summary>
    public Outcome<ProgrammePlan> RemoveSession(Guid id) => FindSession(id) is null ? Gone : new ProgrammePlan(Sessions.Where(session => session.Id != id));

    /// <summary>The same block once more, right after the first one ends. What stands for itself is copied too; a submission has one place only.</summary>
    public Outcome<ProgrammePlan> CopySession(Guid id, Guid copyId)
    {
        if (FindSession(id) is not { } session)
        {
            return Gone;
        }

        var content = session.Content with { StartsAt = session.Content.EndsAt, EndsAt = session.Content.EndsAt + session.Content.Length };
        var parts = Parts.Of(session).Without(part => part.Content.SubmissionId is not null).Renamed();
        return new ProgrammePlan(Sessions.Append(new PlannedSession(copyId, content, parts.Join())));
    }

    /// <summary>The sessions in which the two plans differ: as they are here, and as they are there.</summary>
    public PlanDifference DifferenceTo(ProgrammePlan other)
    {
        var (here, there) = (Sessions.ToDictionary(session => session.Id), other.Sessions.ToDictionary(session => session.Id));
        return new PlanDifference(
            [.. Sessions.Where(session => !session.Equals(there.GetValueOrDefault(session.Id)))],
            [.. other.Sessions.Where(session => !session.Equals(here.GetValueOrDefault(session.Id)))]);
    }

    /// <summary>Makes a difference that was taken once, in either direction. Refused when the sessions that it leads away from do not stand here exactly as it knows them.</summary>
    public Outcome<ProgrammePlan> Apply(PlanDifference difference)
    {
        var leaves = difference.Before.ToDictionary(session => session.Id);
        var isHere = leaves.Values.All(session => session.Equals(FindSession(session.Id))) && difference.After.All(session => leaves.ContainsKey(session.Id) || FindSession(session.Id) is null);
        return isHere
            ? new ProgrammePlan(Sessions.Where(session => !leaves.ContainsKey(session.Id)).Concat(difference.After))
            : new Refusal("programme.cannot-undo", "The programme was changed in another way since, so that this step cannot be taken back any more. Make the change by hand.");
    }

    public bool Equals(ProgrammePlan? other) => other is not null && Sessions.SequenceEqual(other.Sessions);

    public override bool Equals(object? obj) => Equals(obj as ProgrammePlan);

    public override int GetHashCode() => Sessions.Aggregate(0, HashCode.Combine);

    /// <summary>Sessions of the same ids are replaced.</summary>
    private ProgrammePlan With(params IReadOnlyList<PlannedSession> changed) =>
        new(Sessions.Select(session => changed.FirstOrDefault(other => other.Id == session.Id) ?? session));

    private static PlannedSession Rearranged(PlannedSession session, Func<Parts, Parts> change) => session with { Items = change(Parts.Of(session)).Join() };
}

/// <summary>What one step did to a plan: the sessions that it changed or removed as they were, those that it changed or added as they became.</summary>
public sealed record PlanDifference(IReadOnlyList<PlannedSession> Before, IReadOnlyList<PlannedSession> After)
{
    public bool IsEmpty => Before.Count == 0 && After.Count == 0;

    public PlanDifference Reversed => new(After, Before);
}

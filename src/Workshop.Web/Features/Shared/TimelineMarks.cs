namespace Workshop.Web.Features.Shared;

/// <summary>What <c>_Timeline</c> shows: the instants of an event, in its zone (IANA name), with a mark where <see cref="Now"/> falls.</summary>
public sealed record TimelineMarks(IReadOnlyList<TimelineMark> Marks, string ZoneId, DateTimeOffset Now)
{
    public IEnumerable<TimelineMark> InOrder => Marks.OrderBy(m => m.At);
}

/// <summary>One step; the link, when there is one, leads to where it is done or changed.</summary>
public sealed record TimelineMark(string Label, DateTimeOffset At, string? Href = null);

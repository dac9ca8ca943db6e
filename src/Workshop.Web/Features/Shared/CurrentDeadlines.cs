using Workshop.Data;
using Workshop.Data.Events;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Shared;

/// <summary>The deadlines of the event in the route as they are for whoever makes this request, read once per request.</summary>
public sealed class CurrentDeadlines(CurrentEvent current, CurrentViewer viewer, WorkshopDb db)
{
    private PersonalDeadlines? _deadlines;

    public async ValueTask<PersonalDeadlines> GetAsync(CancellationToken cancel) =>
        _deadlines ??= await db.LoadDeadlinesAsync(current.Required, await viewer.GetAsync(), cancel);
}

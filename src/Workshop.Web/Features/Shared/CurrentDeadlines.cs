using Workshop.Data;
using Workshop.Data.Events;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Shared;

/// <summary>The deadlines of the event in the route as they are for whoever makes this request, read once per request. At a desk they are those of everybody: what its person has as an author is not for it.</summary>
public sealed class CurrentDeadlines(CurrentEvent current, CurrentViewer viewer, WorkshopDb db)
{
    private PersonalDeadlines? _deadlines;

    public async ValueTask<PersonalDeadlines> GetAsync(CancellationToken cancel)
    {
        if (_deadlines is null)
        {
            var who = await viewer.GetAsync();
            _deadlines = who.IsAtDesk ? await db.LoadCommonDeadlinesAsync(current.Required, cancel) : await db.LoadDeadlinesAsync(current.Required, who, cancel);
        }

        return _deadlines;
    }
}

using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Events;

namespace Workshop.Web.Features.Shared;

/// <summary>The event that the route names by <c>{slug}</c>, with its topics, read once per request and never tracked: a use case loads its own.</summary>
public sealed class CurrentEvent(IHttpContextAccessor accessor, WorkshopDb db)
{
    private WorkshopEvent? _found;
    private bool _looked;

    /// <summary>Null when the route names no event, or one that does not exist.</summary>
    public async ValueTask<WorkshopEvent?> FindAsync()
    {
        if (!_looked)
        {
            var context = accessor.HttpContext!;
            if (context.GetRouteValue("slug") is string slug)
            {
                _found = await db.Events.AsNoTracking().Include(e => e.Topics.OrderBy(topic => topic.Position)).SingleOrDefaultAsync(e => e.Slug == slug, context.RequestAborted);
            }

            _looked = true;
        }

        return _found;
    }

    /// <summary>For pages under <c>/e/{slug}</c>: <see cref="FrameFilter"/> has answered 404 before when there is no such event.</summary>
    public WorkshopEvent Required => _found ?? throw new InvalidOperationException("This page is not under /e/{slug}.");
}

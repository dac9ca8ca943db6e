using System.Security.Claims;
using Workshop.Data;
using Workshop.Data.People;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Shared;

/// <summary>Who makes this request, read once per request.</summary>
public sealed class CurrentViewer(IHttpContextAccessor accessor, WorkshopDb db)
{
    private Viewer? _viewer;

    public async ValueTask<Viewer> GetAsync()
    {
        if (_viewer is null)
        {
            var context = accessor.HttpContext!;
            if (DeskSession.Of(context.User) is { } desk)
            {
                return _viewer = await db.LoadDeskViewerAsync(desk.PersonId, desk.ReviewerId, desk.EventId, context.RequestAborted);
            }

            var id = context.User.Identity?.IsAuthenticated == true ? context.User.FindFirstValue(ClaimTypes.NameIdentifier) : null;
            _viewer = Guid.TryParse(id, out var personId) ? await db.LoadViewerAsync(personId, context.RequestAborted) : Viewer.Anonymous;
        }

        return _viewer;
    }

    /// <summary>Forgets what was read: for requests that sign somebody in or out, or give a role.</summary>
    public void Forget() => _viewer = null;
}

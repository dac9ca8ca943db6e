using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Data;
using Workshop.Data.Programme;
using Workshop.Domain.Events;
using Workshop.Domain.Programme;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Programme;

/// <summary>What runs in each room and what is next, for a phone in somebody's hand.</summary>
[AllowAnonymous]
public sealed class NowModel(WorkshopDb db, CurrentEvent current, TimeProvider time) : PageModel
{
    /// <summary>The reader wants the page to stand still.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Still { get; set; }

    public DateTimeOffset Now { get; private set; }

    public ProgrammeDocument Programme { get; private set; } = null!;

    public NowAndNext What { get; private set; } = null!;

    /// <summary>What clocks at the event show.</summary>
    public DateTimeOffset Here => Event.Zone.At(Now);

    public bool RefreshesItself => !Still && What.Moment != ProgrammeMoment.Over;

    public WorkshopEvent Event => current.Required;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ReadAsync(cancel) ? Page() : NotFound();

    /// <summary>The list alone, for polling.</summary>
    public async Task<IActionResult> OnGetListAsync(CancellationToken cancel) => await ReadAsync(cancel) ? Partial("_NowAndNext", this) : NotFound();

    private async Task<bool> ReadAsync(CancellationToken cancel)
    {
        Now = time.GetUtcNow();
        if (await db.ReadPublicProgrammeAsync(Event, null, Now, cancel) is not { } version)
        {
            return false;
        }

        Programme = version.Document;
        What = NowAndNext.At(Programme, Now);
        Response.Headers.CacheControl = "private, no-store";
        return true;
    }
}

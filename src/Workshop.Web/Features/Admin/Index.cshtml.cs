using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Admin;

[Authorize(Policy = Policies.Administrator)]
public sealed class IndexModel(ReadHealth read) : PageModel
{
    public Health Health { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancel) => Health = await read.RunAsync(cancel);
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Abstracts;

/// <summary>An accepted abstract, as long as it stands in the public programme.</summary>
[AllowAnonymous]
public sealed class AbstractModel(ItemPages pages, CurrentDeadlines deadlines, SiteAddress site, TimeProvider time) : ItemPageModel(pages, deadlines, site, time)
{
    public Task<IActionResult> OnGetAsync(int number, CancellationToken cancel) => ShowAsync(item => item.Number == number, cancel);
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Abstracts;

/// <summary>An invited talk of the public programme.</summary>
[AllowAnonymous]
public sealed class TalkModel(ItemPages pages, CurrentDeadlines deadlines, SiteAddress site, TimeProvider time) : ItemPageModel(pages, deadlines, site, time)
{
    public Task<IActionResult> OnGetAsync(string key, CancellationToken cancel) => ShowAsync(item => item.Number is null && item.Key == key, cancel);
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Abstracts;

[AllowAnonymous]
public sealed class AbstractFileModel(ItemPages pages, SiteAddress site, TimeProvider time) : ItemFileModel(pages, site, time)
{
    public Task<IActionResult> OnGetAsync(int number, string format, CancellationToken cancel) => AnswerAsync(item => item.Number == number, format, cancel);
}

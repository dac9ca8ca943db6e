using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Abstracts;

[AllowAnonymous]
public sealed class TalkFileModel(ItemPages pages, SiteAddress site, TimeProvider time) : ItemFileModel(pages, site, time)
{
    public Task<IActionResult> OnGetAsync(string key, string format, CancellationToken cancel) => AnswerAsync(item => item.Number is null && item.Key == key, format, cancel);
}

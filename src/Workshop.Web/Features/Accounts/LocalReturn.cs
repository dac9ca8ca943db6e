using Microsoft.AspNetCore.Mvc;

namespace Workshop.Web.Features.Accounts;

/// <summary>Where people go on to after signing in: a page of ours, never another site.</summary>
public static class LocalReturn
{
    public static string Or(this IUrlHelper url, string? returnUrl, string otherwise) => url.IsLocalUrl(returnUrl) && !returnUrl!.StartsWith('~') ? returnUrl : otherwise;
}

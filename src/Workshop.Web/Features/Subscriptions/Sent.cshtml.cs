using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Subscriptions;

/// <summary>The answer to whoever typed an address: the same for every address.</summary>
[AllowAnonymous]
public sealed class SentModel(CurrentEvent current, IConfiguration configuration, IHostEnvironment environment) : PageModel
{
    public string Name => current.Required.Name;

    public string Slug => current.Required.Slug;

    /// <summary>While mail is captured it never leaves the machine, and whoever runs it reads it here.</summary>
    public bool IsCaptured => environment.IsDevelopment() && configuration["Mail:Transport"] == "Captured";
}

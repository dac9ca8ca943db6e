using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Workshop.Web.Features.Accounts;

/// <summary>The answer to whoever asked for an account or a new password: the same for every address.</summary>
[AllowAnonymous]
public sealed class CheckMailModel(IConfiguration configuration, IHostEnvironment environment) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? For { get; set; }

    public bool IsReset => For == "reset";

    /// <summary>While mail is captured it never leaves the machine, and whoever runs it reads it here.</summary>
    public bool IsCaptured => environment.IsDevelopment() && configuration["Mail:Transport"] == "Captured";
}

using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Workshop.Domain.People;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Accounts;

[AllowAnonymous]
[EnableRateLimiting(RateLimits.Sensitive)]
public sealed class RegisterModel(Register register, RegistrationCookie cookie) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty]
    public RegisterForm Input { get; set; } = new();

    public IActionResult OnGet() => User.Identity?.IsAuthenticated == true ? LocalRedirect(Url.Or(ReturnUrl, "/account")) : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await register.RunAsync(new NewAccount(Input.Name, Input.Affiliation ?? "", Input.Email, Input.Password, Url.Or(ReturnUrl, "/")), cancel);
        if (!outcome.Succeeded)
        {
            return this.Refuse(outcome.Refusals);
        }

        cookie.Remember(HttpContext, outcome.Value);
        return RedirectToPage("/Accounts/CheckMail", new { For = "register" });
    }

    public sealed class RegisterForm
    {
        [Required(ErrorMessage = "Give your name as it should stand in the programme.")]
        [StringLength(Person.MaxNameLength, ErrorMessage = "Shorten your name to {1} characters.")]
        public string Name { get; set; } = "";

        [StringLength(Person.MaxAffiliationLength, ErrorMessage = "Shorten the affiliation to {1} characters.")]
        public string? Affiliation { get; set; }

        [Required(ErrorMessage = "Give an e-mail address."), DataType(DataType.EmailAddress)]
        [Display(Name = "E-mail address")]
        public string Email { get; set; } = "";

        [Required(ErrorMessage = "Choose a password."), DataType(DataType.Password)]
        public string Password { get; set; } = "";
    }
}

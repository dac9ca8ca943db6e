using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Workshop.Data.People;
using Workshop.Domain.People;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Admin;

/// <summary>Exists only while there is no administrator, and opens only to whoever read the server's console.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Sensitive)]
public sealed class SetupModel(SetUp setUp, SetupToken token, SignInManager<Account> signIn, TimeProvider time) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    [BindProperty]
    public SetupForm Input { get; set; } = new();

    public bool IsOpen => token.Is(Token);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await setUp.IsNeededAsync(cancel))
        {
            return NotFound();
        }

        Input.Event = EventForm.New(time.GetUtcNow(), ReaderZone.Of(Request)?.Id);
        Input.Event.CallText = DefaultCall.Text;
        return IsOpen || string.IsNullOrEmpty(Token) ? Page() : this.Invalid(StatusCodes.Status403Forbidden);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await setUp.IsNeededAsync(cancel))
        {
            return NotFound();
        }

        if (!IsOpen)
        {
            return this.Invalid(StatusCodes.Status403Forbidden);
        }

        if (!ModelState.IsValid)
        {
            // Said together with what only the rules know, so that nobody has to send the form twice.
            foreach (var refusal in Input.Event.ToSettings().Refusals)
            {
                if (ModelState.GetFieldValidationState($"Input.Event.{refusal.Field}") != Microsoft.AspNetCore.Mvc.ModelBinding.ModelValidationState.Invalid)
                {
                    ModelState.AddRefusal(refusal, "Input.Event");
                }
            }

            return this.Invalid();
        }

        var first = new FirstAdministrator(Input.Administrator.Name, Input.Administrator.Email, Input.Administrator.Password);
        var outcome = await setUp.RunAsync(Token, first, Input.Event.ToSettings(), Input.Organizers, cancel);
        if (!outcome.Succeeded)
        {
            return this.Refuse(outcome.Refusals);
        }

        await signIn.SignInAsync(outcome.Value.Account, isPersistent: false);
        this.Flash("Workshop is set up, and you are signed in.");
        return LocalRedirect($"/e/{outcome.Value.Slug}/organize");
    }

    public sealed class SetupForm
    {
        public AdministratorForm Administrator { get; set; } = new();

        public EventForm Event { get; set; } = new();

        [Display(Name = "Other organizers")]
        public string? Organizers { get; set; }
    }

    public sealed class AdministratorForm
    {
        [Required(ErrorMessage = "Give your name."), StringLength(Person.MaxNameLength, ErrorMessage = "Shorten your name to {1} characters.")]
        [Display(Name = "Your name")]
        public string Name { get; set; } = "";

        [Required(ErrorMessage = "Give your e-mail address."), DataType(DataType.EmailAddress), Display(Name = "Your e-mail address")]
        public string Email { get; set; } = "";

        [Required(ErrorMessage = "Choose a password."), DataType(DataType.Password), Display(Name = "Choose a password")]
        public string Password { get; set; } = "";
    }
}

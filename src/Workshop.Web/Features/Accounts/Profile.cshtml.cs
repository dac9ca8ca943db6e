using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Domain.People;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Accounts;

[Authorize]
public sealed class ProfileModel(OwnAccount own, ChangeProfile change, CurrentViewer viewer) : PageModel
{
    [BindProperty]
    public ProfileForm Input { get; set; } = new();

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var (person, _) = await own.LoadAsync(await viewer.GetAsync(), cancel);
        Input = new ProfileForm { Name = person.Name, Affiliation = person.Affiliation, Orcid = person.Orcid };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await change.RunAsync(await viewer.GetAsync(), Input.Name, Input.Affiliation ?? "", Input.Orcid ?? "", cancel);
        if (!outcome.Succeeded)
        {
            return this.Refuse(outcome.Refusals);
        }

        this.Flash("Saved.");
        return RedirectToPage("/Accounts/Index");
    }

    public sealed class ProfileForm
    {
        [Required(ErrorMessage = "Give your name as it should stand in the programme.")]
        [StringLength(Person.MaxNameLength, ErrorMessage = "Shorten your name to {1} characters.")]
        public string Name { get; set; } = "";

        [StringLength(Person.MaxAffiliationLength, ErrorMessage = "Shorten the affiliation to {1} characters.")]
        public string? Affiliation { get; set; }

        [Display(Name = "ORCID iD")]
        public string? Orcid { get; set; }
    }
}

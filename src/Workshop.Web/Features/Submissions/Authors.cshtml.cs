using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions;

/// <summary>For author-rows.js: what the button "Fill in the rows" does, without a new page. Reads what is sent and stores nothing.</summary>
[Authorize]
[EnableRateLimiting(RateLimits.Autosave)]
public sealed class AuthorsModel : PageModel
{
    [BindProperty]
    public AuthorsOnly Input { get; set; } = new();

    public IActionResult OnGet() => NotFound();

    public IActionResult OnPost()
    {
        Input.Authors.Edit("paste");
        return new JsonResult(new { rows = Input.Authors.Rows.Select(row => new { row.Name, row.Email, row.Affiliation, row.Orcid }), touched = Input.Authors.Touched });
    }

    public sealed class AuthorsOnly
    {
        public AuthorRows Authors { get; set; } = new();
    }
}

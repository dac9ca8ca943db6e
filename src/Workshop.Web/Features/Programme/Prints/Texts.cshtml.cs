using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Events;
using Workshop.Domain.Programme;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Programme.Prints;

/// <summary>The texts and pictures around the printed programme.</summary>
[Authorize(Policy = Policies.Organizer)]
[EnableRateLimiting(RateLimits.Upload)]
public sealed class TextsModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, ChangeFrontMatter change, ChangeFrontPicture changePicture) : PageModel
{
    [BindProperty]
    public Form Input { get; set; } = new();

    /// <summary>Of the picture's form: whose logo it is; null for the event's.</summary>
    [BindProperty]
    public string? Sponsor { get; set; }

    [BindProperty]
    public IFormFile? Picture { get; set; }

    public WorkshopEvent Event => current.Required;

    public string Address => $"/e/{Event.Slug}/organize/prints/texts";

    /// <summary>Where the pictures of this page are.</summary>
    public string Pictures => $"/e/{Event.Slug}/organize/prints/pictures";

    public string Logo { get; private set; } = "";

    public IReadOnlyList<ProgrammeSponsor> Sponsors { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var front = await ReadAsync(cancel);
        Input = new Form
        {
            Welcome = front?.Welcome,
            Practical = front?.Practical,
            Committee = FrontMatterLines.Text(front?.Committee ?? []),
            ThanksReviewers = front?.ThanksReviewers ?? false,
            Sponsors = FrontMatterLines.Text(Sponsors),
            Accent = front?.Accent,
            Revision = front?.Revision ?? 0,
        };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            await ReadAsync(cancel);
            return this.Invalid();
        }

        var content = new FrontMatterContent(Input.Welcome ?? "", Input.Practical ?? "", Input.Committee ?? "", Input.ThanksReviewers, Input.Sponsors ?? "", Input.Accent ?? "");
        var saved = await change.RunAsync(await viewer.GetAsync(), Event.Id, Input.Revision, content, cancel);
        if (!saved.Succeeded)
        {
            await ReadAsync(cancel);
            return this.Refuse(saved.Refusals);
        }

        this.Flash("Saved. The next print has these texts.");
        return Redirect(Address);
    }

    public async Task<IActionResult> OnPostPictureAsync(CancellationToken cancel)
    {
        if (Picture is null or { Length: 0 })
        {
            return await RefusePictureAsync([new Domain.Refusal("front.no-picture", "Choose a PNG or JPEG picture.")], cancel);
        }

        if (Picture.Length > PrintPicture.LargestMegabytes << 20)
        {
            return await RefusePictureAsync([new Domain.Refusal("front.picture-too-large", $"Choose a picture smaller than {PrintPicture.LargestMegabytes} MB.")], cancel);
        }

        var content = new byte[Picture.Length];
        await using (var stream = Picture.OpenReadStream())
        {
            await stream.ReadExactlyAsync(content, cancel);
        }

        return await ChangePictureAsync(content, "The picture is in.", cancel);
    }

    public Task<IActionResult> OnPostRemovePictureAsync(CancellationToken cancel) => ChangePictureAsync(null, "The picture is out.", cancel);

    private async Task<IActionResult> ChangePictureAsync(byte[]? content, string flash, CancellationToken cancel)
    {
        var changed = await changePicture.RunAsync(await viewer.GetAsync(), Event.Id, new FrontPicture(string.IsNullOrEmpty(Sponsor) ? null : Sponsor, content), cancel);
        if (!changed.Succeeded)
        {
            return await RefusePictureAsync(changed.Refusals, cancel);
        }

        this.Flash(flash);
        return Redirect($"{Address}#pictures");
    }

    private async Task<IActionResult> RefusePictureAsync(IReadOnlyList<Domain.Refusal> refusals, CancellationToken cancel)
    {
        // The other form shows what is stored: it was not sent.
        ModelState.Clear();
        await OnGetAsync(cancel);
        return this.Refuse([.. refusals.Select(refusal => refusal with { Field = null })], "");
    }

    private async Task<ProgrammeFrontMatter?> ReadAsync(CancellationToken cancel)
    {
        var front = await db.FrontMatter.AsNoTracking().SingleOrDefaultAsync(front => front.EventId == Event.Id, cancel);
        (Logo, Sponsors) = (front?.Logo ?? "", front?.Sponsors ?? []);
        return front;
    }

    public sealed class Form
    {
        [Display(Name = "Welcome")]
        public string? Welcome { get; set; }

        [Display(Name = "Venue and practical matters")]
        public string? Practical { get; set; }

        [Display(Name = "Committee")]
        public string? Committee { get; set; }

        [Display(Name = "Thank the reviewers by name")]
        public bool ThanksReviewers { get; set; }

        [Display(Name = "Sponsors")]
        public string? Sponsors { get; set; }

        [Display(Name = "Colour")]
        public string? Accent { get; set; }

        /// <summary>Which texts the page showed.</summary>
        public int Revision { get; set; }
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Domain.Events;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>Reviewing without a connection: take everything along, bring it back, see what it does, store it.</summary>
[Authorize(Policy = Policies.Reviewer)]
[EnableRateLimiting(RateLimits.Upload)]
[RequestSizeLimit(LargestRequest)]
[RequestFormLimits(MultipartBodyLengthLimit = LargestRequest, ValueLengthLimit = 1_000_000)]
public sealed class OfflineModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time, PackOfflineForms pack, ReadOfflineForms read, StoreOfflineForms store) : PageModel
{
    /// <summary>The ZIP may come back with its papers.</summary>
    private const int LargestRequest = 128 * 1024 * 1024;

    [BindProperty]
    public UploadForm Input { get; set; } = new();

    /// <summary>The forms of the preview.</summary>
    [BindProperty]
    public IList<ChoiceForm> Items { get; set; } = [];

    public WorkshopEvent Event => current.Required;

    public ReviewForm Form { get; private set; } = null!;

    public int OnDesk { get; private set; }

    public bool IsOver { get; private set; }

    /// <summary>What the uploaded forms would do; null before an upload.</summary>
    public IReadOnlyList<OfflinePlan>? Plans { get; private set; }

    /// <summary>What was stored just now, when something was refused.</summary>
    public IReadOnlyList<StoredForm> Stored { get; private set; } = [];

    /// <summary>Something is to be submitted, and the statement is not accepted yet.</summary>
    public bool AsksStatement { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel) => await LoadAsync(cancel);

    public async Task<IActionResult> OnGetZipAsync(CancellationToken cancel)
    {
        var zip = await pack.RunAsync(await viewer.GetAsync(), Event, cancel);
        return zip is null ? NotFound() : File(zip, "application/zip", $"{Event.Slug}-reviews.zip");
    }

    public async Task<IActionResult> OnPostReadAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        await LoadAsync(cancel);
        var plans = await read.RunAsync(await viewer.GetAsync(), Event.Id, [.. Input.Files.Select(ReviewUpload.Of).OfType<ReviewUpload>()], cancel);
        if (!plans.Succeeded)
        {
            return this.Refuse(plans.Refusals);
        }

        await ShowAsync(plans.Value, cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostStoreAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        var chosen = Items.Where(item => item.Store).Select(item => new ChosenForm(item.File, item.Revision)).ToList();
        var who = await viewer.GetAsync();
        if (chosen.Count > 0)
        {
            Stored = await store.RunAsync(who, Event.Id, chosen, Input.AcceptsStatement ? Input.StatementVersion : null, cancel);
        }

        if (chosen.Count > 0 && Stored.All(form => form.Refusals.Count == 0))
        {
            var submitted = Stored.Count(form => form.IsSubmitted);
            this.Flash($"{(Stored.Count == 1 ? "One review is" : $"{Stored.Count.ToString(CultureInfo.InvariantCulture)} reviews are")} stored, {(submitted == 0 ? "as drafts" : submitted == Stored.Count ? "and submitted" : $"{submitted} of them submitted")}.");
            return Redirect($"/e/{Event.Slug}/reviews");
        }

        ModelState.Clear();
        if (chosen.Count == 0)
        {
            ModelState.AddModelError("", "Tick what is to be stored.");
        }

        foreach (var refused in Stored)
        {
            foreach (var refusal in refused.Refusals)
            {
                ModelState.AddModelError("", $"{refused.FileName}: {refusal.Message}");
            }
        }

        // What is stored needs no second look.
        var left = Items.Where(item => !Stored.Any(form => form.FileName == item.Name && form.Refusals.Count == 0)).Select(item => item.File).ToList();
        db.ChangeTracker.Clear();
        await ShowAsync(await read.PlanAsync(who, Event.Id, left, cancel), cancel);
        return this.Invalid();
    }

    private async Task ShowAsync(IReadOnlyList<OfflinePlan> plans, CancellationToken cancel)
    {
        Plans = plans;
        Items = [.. plans.Select(plan => new ChoiceForm { Name = plan.File.Name, Text = plan.File.Text, Revision = plan.Revision, Store = plan.MayBeStored && !plan.WasChanged })];
        Input.AcceptsStatement = false;
        AsksStatement = plans.Any(plan => plan.Submits) && await db.OwesStatementAsync(Form, await viewer.GetAsync(), Event.Id, cancel);
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        Form = await db.LoadReviewFormAsync(Event.Id, cancel);
        OnDesk = (await db.LoadOfflineDeskAsync(await viewer.GetAsync(), Event.Id, now, cancel)).Count;
        IsOver = ReviewAccess.WhyNotChange(Event.Timeline, null, now) is not null;
    }

    public sealed class UploadForm
    {
        public IList<IFormFile> Files { get; set; } = [];

        public int StatementVersion { get; set; }

        public bool AcceptsStatement { get; set; }
    }

    public sealed class ChoiceForm
    {
        public string Name { get; set; } = "";

        /// <summary>The file as it arrived; read again before anything is stored.</summary>
        public string Text { get; set; } = "";

        public int Revision { get; set; }

        public bool Store { get; set; }

        internal OfflineText File => new(Name, Text.Replace("\r\n", "\n", StringComparison.Ordinal));
    }
}

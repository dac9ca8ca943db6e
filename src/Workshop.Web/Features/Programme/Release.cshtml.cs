using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.Programme;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Programme;

/// <summary>Shows what publishing the draft would change and whom it would tell what; then publishes it.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class ReleaseModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time, SiteAddress site, ReleaseProgramme release) : PageModel
{
    [BindProperty]
    public ReleaseInput Input { get; set; } = new();

    public ProgrammeDiff Diff { get; private set; } = null!;

    /// <summary>The version that is current; null before the first.</summary>
    public string? PreviousName { get; private set; }

    public int Number { get; private set; }

    public bool IsUnchanged { get; private set; }

    public IReadOnlyList<PlacementRow> Told { get; private set; } = [];

    public IReadOnlyList<ProgrammeWarning> Warnings { get; private set; } = [];

    public int Mails => Told.Sum(row => row.Recipients);

    public WorkshopEvent Event => current.Required;

    public bool IsPublic => Event.ProgrammeReleased is not null;

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var mails = ModelState.IsValid ? await release.RunAsync(await viewer.GetAsync(), Event.Id, new ProgrammeRelease(true, Input.Name ?? "", Input.Note ?? "", Input.TellsPeople, Input.Fingerprint), cancel) : null;
        if (mails is not { Succeeded: true })
        {
            await ReadAsync(cancel);
            ModelState.Remove("Input.Fingerprint");
            return mails is null ? this.Invalid() : this.Refuse(mails.Refusals);
        }

        this.Flash("The programme is public.");
        return Redirect($"/e/{Event.Slug}/programme");
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var organizer = await viewer.GetAsync();
        var plan = await db.ReadReleasePlanAsync(organizer, Event, site, now, cancel);
        var managed = await db.LoadManagedIdsAsync(organizer, Event.Id, now, cancel);
        (Diff, PreviousName, Number, IsUnchanged) = (plan.Diff, plan.Previous?.Name, plan.Number, plan.IsUnchanged);
        Input.Fingerprint = plan.Fingerprint;
        var words = await db.EventMailTemplates.AsNoTracking().Where(template => template.EventId == Event.Id).ToDictionaryAsync(template => template.Kind, cancel);
        Told = [.. plan.Letters.Select(letter => Row(plan, letter, managed.Contains(letter.Submission.Id), words.GetValueOrDefault(letter.Kind), now))];
        Warnings = (await db.ReadBuildingAsync(organizer, Event, now, cancel)).Warnings;
    }

    /// <summary>Who are the authors' mailboxes is for those who manage the submission; that it is accepted, and where it stands, all organizers know.</summary>
    private static PlacementRow Row(ReleasePlan plan, PlacementLetter letter, bool isManaged, EventMailTemplate? words, DateTimeOffset now)
    {
        OutgoingMail? example = null;
        if (isManaged && letter.To.Count > 0)
        {
            example = OutgoingMail.Write(ProgrammeMails.Write(plan, letter, plan.Number, now, Guid.Empty, letter.To[0]), now);
            words?.Apply(example);
        }

        return new PlacementRow(letter.Submission.Number, letter.Submission.Title, letter.Difference, letter.To.Count, isManaged ? [.. letter.To.Select(to => to.Name)] : [], example?.Subject, example?.Body);
    }
}

public sealed class ReleaseInput
{
    public string? Name { get; set; }

    public string? Note { get; set; }

    public bool TellsPeople { get; set; } = true;

    public string Fingerprint { get; set; } = "";
}

/// <param name="Names">Empty for a submission that the organizer must keep away from.</param>
/// <param name="Subject">Of the first mail, with <paramref name="Body"/> word for word; null when there is nothing to show.</param>
public sealed record PlacementRow(int Number, string Title, ItemDifference Difference, int Recipients, IReadOnlyList<string> Names, string? Subject, string? Body);

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Mail;
using Workshop.Domain;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Mail;

/// <summary>A message to a group: choose, write, look at each copy, try it on oneself, queue it.</summary>
[Authorize(Policy = Policies.Organizer)]
[EnableRateLimiting(RateLimits.Sensitive)]
public sealed class WriteModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, WriteToGroup write, SendTestMail test, SiteAddress site, TimeProvider time) : PageModel
{
    [BindProperty]
    public MessageForm Input { get; set; } = new();

    public WorkshopEvent Event => current.Required;

    public IReadOnlyList<SubmissionTypeChoice> Types { get; private set; } = [];

    /// <summary>Who gets a copy, as far as this organizer may know; null before anybody asked.</summary>
    public IReadOnlyList<GroupRecipient>? Recipients { get; private set; }

    public RenderedMail? Preview { get; private set; }

    public GroupRecipient? PreviewedAs { get; private set; }

    /// <summary>Things to look at twice before it goes.</summary>
    public IReadOnlyList<string> Warnings { get; private set; } = [];

    public IReadOnlyList<Sent> Earlier { get; private set; } = [];

    public async Task OnGetAsync(MailGroup? group, CancellationToken cancel)
    {
        ModelState.Clear();
        Input.Group = group ?? MailGroup.Submitters;
        Input.Body = "Dear {{name}},\n\n\n\nWith kind regards,\nthe organizers of {{event}}\n";
        await LoadAsync(cancel);
    }

    /// <summary>Saves nothing.</summary>
    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        if (Input.Message is not { } message || !ModelState.IsValid)
        {
            return Unreadable();
        }

        var refusals = message.Check();
        return refusals.Count > 0 ? this.Refuse(refusals) : await PreviewAsync(message, cancel);
    }

    public async Task<IActionResult> OnPostTestAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        if (Input.Message is not { } message || !ModelState.IsValid)
        {
            return Unreadable();
        }

        var outcome = await test.RunAsync(await viewer.GetAsync(), Event.Id, message, Input.As, cancel);
        if (!outcome.Succeeded)
        {
            return this.Refuse(outcome.Refusals);
        }

        TestedAt = outcome.Value;
        return await PreviewAsync(message, cancel);
    }

    public async Task<IActionResult> OnPostQueueAsync(CancellationToken cancel)
    {
        if (Input.Message is not { } message || !ModelState.IsValid)
        {
            await LoadAsync(cancel);
            return Unreadable();
        }

        var outcome = await write.RunAsync(await viewer.GetAsync(), Event.Id, message, Input.Seen, cancel);
        if (!outcome.Succeeded)
        {
            await LoadAsync(cancel);
            if (outcome.Refusal!.Code is WriteToGroup.NotSeen or WriteToGroup.UsedBefore)
            {
                if (outcome.Refusal.Code == WriteToGroup.UsedBefore)
                {
                    ModelState.Remove("Input.Id");
                    Input.Id = Guid.NewGuid();
                }

                await PreviewAsync(message, cancel);
            }

            return this.Refuse(outcome.Refusals);
        }

        var copies = $"{outcome.Value} {(outcome.Value == 1 ? "copy" : "copies")}";
        this.Flash(await db.EventMailTemplates.AnyAsync(template => template.EventId == Event.Id && template.Kind == MailKinds.Message && template.IsHeld, cancel)
            ? $"{copies} written. They are held until an organizer sends them."
            : $"{copies} written, to go in {GroupMessage.UndoWindow.TotalMinutes:0} minutes. Until then you can take the message back.");
        return Redirect($"/e/{Event.Slug}/organize/mail/messages/{Input.Id}");
    }

    /// <summary>Where the test went that this request sent.</summary>
    public string? TestedAt { get; private set; }

    /// <summary>A choice that is none: nothing is guessed, as the guess would be a group.</summary>
    private PageResult Unreadable()
    {
        if (Input.Group is null && ModelState.IsValid)
        {
            ModelState.AddRefusal(new Refusal("message.group", "Choose who gets it.", "Group"));
        }

        return this.Invalid();
    }

    private async Task<PageResult> PreviewAsync(MessageToGroup message, CancellationToken cancel)
    {
        var who = await viewer.GetAsync();
        var now = time.GetUtcNow();
        Recipients = [.. message.Copies(await db.LoadGroupAsync(who, Event.Id, message.Group, message.TopicId, message.TypeId, now, cancel)).Where(copy => copy.IsShown)];
        var template = GroupMessage.TemplateFor(message.Group);
        PreviewedAs = Recipients.FirstOrDefault(copy => copy.Key == Input.As) ?? (Recipients.Count > 0 ? Recipients[0] : null);
        Preview = PreviewedAs is { } copy
            ? template.Render(message.Subject!, message.Body!, copy.Values(Event.Name, site.Link($"/e/{Event.Slug}")))
            : template.Example(message.Subject!, message.Body!);
        var warnings = new List<string>();
        var twice = Recipients.GroupBy(recipient => recipient.To.Normalized).Count(same => same.Count() > 1);
        if (twice > 0)
        {
            warnings.Add($"{twice} {(twice == 1 ? "person gets" : "people get")} more than one copy, one for each of their submissions.");
        }

        var subject = MailText.Line(message.Subject!);
        if (await db.GroupMessagesShownTo(who, Event.Id, now).AnyAsync(earlier => earlier.Group == message.Group && earlier.Subject == subject && earlier.TakenBackAt == null && earlier.Id != message.Id, cancel))
        {
            warnings.Add("A message with this subject has been written to this group before.");
        }

        Warnings = warnings;
        // The chosen recipient may belong to the group no longer, and then the first is shown.
        ModelState.Remove("Input.As");
        ModelState.Remove("Input.Seen");
        Input.Seen = message.Fingerprint(Recipients);
        Input.As = PreviewedAs?.Key;
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        Types = await db.SubmissionTypes.Where(type => type.EventId == Event.Id).Select(type => new SubmissionTypeChoice(type.Id, type.Name)).ToListAsync(cancel);
        Earlier = await db.GroupMessagesShownTo(await viewer.GetAsync(), Event.Id, time.GetUtcNow()).OrderByDescending(message => message.QueuedAt).Take(20)
            .Select(message => new Sent(message.Id, message.Subject, message.Group, message.QueuedAt, message.TakenBackAt != null)).ToListAsync(cancel);
    }

    public sealed record SubmissionTypeChoice(Guid Id, string Name);

    public sealed record Sent(Guid Id, string Subject, MailGroup Group, DateTimeOffset At, bool IsTakenBack);

    public sealed class MessageForm
    {
        public Guid Id { get; set; } = Guid.NewGuid();

        public MailGroup? Group { get; set; }

        public Guid? TopicId { get; set; }

        public Guid? TypeId { get; set; }

        public string? Subject { get; set; }

        public string? Body { get; set; }

        /// <summary><see cref="GroupRecipient.Key"/> of the recipient whose copy is shown.</summary>
        public string? As { get; set; }

        /// <summary><see cref="MessageToGroup.Fingerprint"/> of what the preview showed last.</summary>
        public string? Seen { get; set; }

        /// <summary>Null when no group is chosen.</summary>
        public MessageToGroup? Message => Group is { } group ? new(Id, group, TopicId, TypeId, Subject, Body) : null;
    }
}

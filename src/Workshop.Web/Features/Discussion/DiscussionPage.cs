using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Workshop.Domain;
using Workshop.Domain.Events;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Discussion;

/// <summary>What the two pages of a discussion do; each is wired by the framework.</summary>
public sealed class DiscussionActs(DiscussionReading reading, PostMessage post, ChangeMessage change, KeepDraft keep, MarkRead mark, MuteDigests mute, HoldForm held)
{
    public DiscussionReading Reading => reading;

    public PostMessage Post => post;

    public ChangeMessage Change => change;

    public KeepDraft Keep => keep;

    public MarkRead Mark => mark;

    public MuteDigests Mute => mute;

    public HoldForm Held => held;
}

/// <summary>
/// The discussion of one submission, for its organizers and its reviewers; 404 for everybody else, its authors first. There are two addresses of it, so that a reviewer whose desk was opened by a link gets in
/// as well: what somebody sees follows from who they are, and not from the address.
/// </summary>
public abstract class DiscussionPage(CurrentEvent current, CurrentViewer viewer, DiscussionActs acts, TimeProvider time) : PageModel
{
    [BindProperty]
    public MessageForm Input { get; set; } = new();

    [BindProperty]
    public EditForm Edit { get; set; } = new();

    [FromRoute]
    public Guid Id { get; set; }

    public WorkshopEvent Event => current.Required;

    public DateTimeOffset Now => time.GetUtcNow();

    public Guid? PersonId => Typist.PersonId(HttpContext);

    public DiscussionView Shown { get; private set; } = null!;

    public static IReadOnlyList<SelectListItem> Audiences { get; } =
        [new("The organizers and the reviewers of this submission", nameof(DiscussionAudience.Everybody)), new("The organizers alone", nameof(DiscussionAudience.Organizers))];

    /// <summary>The address of this page.</summary>
    public string Root => $"/e/{Event.Slug}/{Area}/discussions/{Id}";

    protected abstract string Area { get; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await ReadAsync(cancel))
        {
            return NotFound();
        }

        if (Shown.Draft is { } draft)
        {
            (Input.Text, Input.Audience, Input.AsReviewer) = (draft.Text, draft.Audience, draft.AsReviewer);
        }

        if (Shown.New > 0)
        {
            // Looking is reading; it is noted only forward, and changes nothing that anybody else sees.
            await acts.Mark.RunAsync((await viewer.GetAsync()).RequiredPersonId, Id, Shown.Messages.Max(message => message.Number), cancel);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (ModelState["Input.Audience"]?.Errors.Count > 0)
        {
            // Nobody guesses for whom it was meant.
            return await ReadAsync(cancel) ? this.Invalid() : NotFound();
        }

        var done = await acts.Post.RunAsync(await viewer.GetAsync(), Event.Id, Id, new NewMessage(Input.Key, Input.Text, Input.Audience, Input.AsReviewer), cancel);
        return await AnswerAsync(done, "Your message stands in the discussion. You can change it for ten minutes.", "Input", cancel);
    }

    public async Task<IActionResult> OnPostEditAsync(CancellationToken cancel) =>
        await AnswerAsync(await acts.Change.RunAsync(await viewer.GetAsync(), Event.Id, Id, Edit.Id, MessageChange.Edit, Edit.Text, Edit.Revision, cancel), "Your message was changed.", "Edit", cancel);

    public async Task<IActionResult> OnPostWithdrawAsync(Guid message, CancellationToken cancel) =>
        await AnswerAsync(await acts.Change.RunAsync(await viewer.GetAsync(), Event.Id, Id, message, MessageChange.Withdraw, null, 0, cancel), "Your message was withdrawn. Others read only that there was one; you can put it back.", "", cancel);

    public async Task<IActionResult> OnPostRestoreAsync(Guid message, CancellationToken cancel) =>
        await AnswerAsync(await acts.Change.RunAsync(await viewer.GetAsync(), Event.Id, Id, message, MessageChange.Restore, null, 0, cancel), "Your message is back.", "", cancel);

    public async Task<IActionResult> OnPostDigestsAsync(bool muted, CancellationToken cancel)
    {
        var who = await viewer.GetAsync();
        if (!await acts.Reading.IsOpenToAsync(who, Event, Id, cancel))
        {
            return NotFound();
        }

        await acts.Mute.RunAsync(who.RequiredPersonId, Event.Id, muted, cancel);
        this.Flash(muted ? "You get no more mail about discussions of this event." : "You get mail about unread messages again.");
        return Redirect(Root);
    }

    /// <summary>What keep.js sends while somebody types, and what the button does without it.</summary>
    public async Task<IActionResult> OnPostDraftAsync(CancellationToken cancel)
    {
        var who = await viewer.GetAsync();
        if (!await acts.Reading.IsOpenToAsync(who, Event, Id, cancel))
        {
            return NotFound();
        }

        var me = who.RequiredPersonId;
        // What a script still had on the way when its form was sent is no draft any more.
        var isSent = LostSession.IsScript(Request) && await acts.Reading.HasSaidAsync(who, Event, Id, Input.Key, cancel);
        var at = isSent ? Now : await acts.Keep.RunAsync(me, Id, DiscussionDraftOf.Message, Input.Text, 0, Input.Audience, Input.AsReviewer, cancel);
        await acts.Held.ForgetAsync(me, [Root], cancel);
        if (LostSession.IsScript(Request))
        {
            return new JsonResult(new { at });
        }

        this.Flash("Your draft is kept. Nobody else sees it.");
        return Redirect($"{Root}#write");
    }

    private async Task<IActionResult> AnswerAsync(Outcome<Done>? done, string words, string prefix, CancellationToken cancel)
    {
        if (done is null)
        {
            return NotFound();
        }

        if (done.Succeeded)
        {
            this.Flash(words);
            return Redirect($"{Root}#write");
        }

        return await ReadAsync(cancel) ? this.Refuse(done.Refusals, prefix) : NotFound();
    }

    private async Task<bool> ReadAsync(CancellationToken cancel)
    {
        if (await acts.Reading.ReadAsync(await viewer.GetAsync(), Event, Id, cancel) is not { } shown)
        {
            return false;
        }

        Shown = shown;
        return true;
    }

    public string Title => $"{(Shown.Rules.Discusses ? "Discussion" : "Reviews")} of #{Shown.Number}";

    public sealed class MessageForm
    {
        public Guid Key { get; set; } = Guid.NewGuid();

        [DataType(DataType.MultilineText)]
        public string? Text { get; set; }

        public DiscussionAudience Audience { get; set; }

        public bool AsReviewer { get; set; } = true;
    }

    public sealed class EditForm
    {
        public Guid Id { get; set; }

        public string? Text { get; set; }

        public int Revision { get; set; }
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Mail;
using Workshop.Domain.Mail;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Mail;

/// <summary>One kind of mail in the event's own words.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class TemplateModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, ChangeTemplate change, TimeProvider time) : PageModel
{
    /// <summary>So many mails that were really written can be tried.</summary>
    private const int Tried = 20;

    private EventMailTemplate? _own;

    [BindProperty]
    public TemplateForm Input { get; set; } = new();

    public string Slug => current.Required.Slug;

    public MailKind Kind { get; private set; } = null!;

    public MailTemplate Usual => Kind.Template!;

    public bool HasOwnWords => _own is { HasOwnWords: true };

    /// <summary>With example values, or with those of a mail that was really written.</summary>
    public RenderedMail? Preview { get; private set; }

    /// <summary>Mails of this kind whose values can be tried.</summary>
    public IReadOnlyList<Written> Mails { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string kind, CancellationToken cancel)
    {
        if (!await LoadAsync(kind, cancel))
        {
            return NotFound();
        }

        (Input.Subject, Input.Body, Input.Revision) = (_own?.Subject ?? Usual.Subject, _own?.Body ?? Usual.Body, _own?.Revision ?? 0);
        Preview = Usual.Example(Input.Subject, Input.Body);
        return Page();
    }

    /// <summary>Saves nothing.</summary>
    public async Task<IActionResult> OnPostPreviewAsync(string kind, CancellationToken cancel)
    {
        if (!await LoadAsync(kind, cancel))
        {
            return NotFound();
        }

        var refusals = Usual.Check(Input.Subject ?? "", Input.Body ?? "");
        if (refusals.Count > 0)
        {
            return this.Refuse(refusals);
        }

        Preview = await TryAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync(string kind, CancellationToken cancel) => await AnswerAsync(kind, reset: false, cancel);

    public async Task<IActionResult> OnPostResetAsync(string kind, CancellationToken cancel) => await AnswerAsync(kind, reset: true, cancel);

    private async Task<IActionResult> AnswerAsync(string kind, bool reset, CancellationToken cancel)
    {
        if (!await LoadAsync(kind, cancel))
        {
            return NotFound();
        }

        var outcome = await change.RunAsync(await viewer.GetAsync(), current.Required.Id, kind, Input.Subject, Input.Body, Input.Revision, reset, cancel);
        if (!outcome.Succeeded)
        {
            return this.Refuse(outcome.Refusals);
        }

        this.Flash(reset ? $"“{Kind.Name}” says the usual words again." : $"“{Kind.Name}” has your own words from now on. Mails that are written already stay as they are.");
        return Redirect($"/e/{Slug}/organize/mail/templates/{kind}");
    }

    /// <summary>Links of private mails are hidden also when their text is a new one.</summary>
    private async Task<RenderedMail> TryAsync(CancellationToken cancel)
    {
        if (Input.As is { } id && await WrittenMails(await viewer.GetAsync()).Where(mail => mail.Id == id).Select(mail => new { mail.Values, mail.IsPrivate }).SingleOrDefaultAsync(cancel) is { Values: { } json } mail)
        {
            var rendered = Usual.Render(Input.Subject!, Input.Body!, MailValues.FromJson(json));
            return mail.IsPrivate ? rendered with { Body = SecretLinks.Hide(rendered.Body), Subject = SecretLinks.Hide(rendered.Subject) } : rendered;
        }

        return Usual.Example(Input.Subject!, Input.Body!);
    }

    private async Task<bool> LoadAsync(string kind, CancellationToken cancel)
    {
        Kind = MailKinds.Of(kind);
        if (Kind.Template is null)
        {
            return false;
        }

        _own = await db.LoadMailTemplateAsync(current.Required.Id, kind, cancel);
        Mails = await WrittenMails(await viewer.GetAsync()).OrderByDescending(mail => mail.CreatedAt).Take(Tried).Select(mail => new Written(mail.Id, mail.ToName, mail.Subject)).ToListAsync(cancel);
        return true;
    }

    private IQueryable<OutgoingMail> WrittenMails(Domain.People.Viewer who) =>
        db.MailsEditableBy(who, current.Required.Id, time.GetUtcNow()).Where(mail => mail.Kind == Kind.Key && mail.Values != null);

    public sealed record Written(Guid Id, string ToName, string Subject);

    public sealed class TemplateForm
    {
        public string? Subject { get; set; }

        public string? Body { get; set; }

        public int Revision { get; set; }

        /// <summary>The mail whose values the preview shows; null for examples.</summary>
        public Guid? As { get; set; }
    }
}

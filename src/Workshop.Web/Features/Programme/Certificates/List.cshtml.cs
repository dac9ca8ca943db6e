using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Events;
using Workshop.Domain.Programme;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Programme.Certificates;

/// <summary>What was issued, with what would be said today; organizers void one here, or issue it again after a correction.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class ListModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, TimeProvider time, VoidCertificate voidIt, ReissueCertificate reissue) : PageModel
{
    [BindProperty]
    public Guid Certificate { get; set; }

    public WorkshopEvent Event => current.Required;

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public int Good => Rows.Count(row => row.Certificate.IsGood);

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    public async Task<IActionResult> OnPostVoidAsync(CancellationToken cancel)
    {
        var outcome = await voidIt.RunAsync(await viewer.GetAsync(), Event.Id, Certificate, cancel);
        return await AnswerAsync(outcome.Refusals, "It is void. Its code says so from now on.", cancel);
    }

    public async Task<IActionResult> OnPostReissueAsync(CancellationToken cancel)
    {
        var outcome = await reissue.RunAsync(await viewer.GetAsync(), Event.Id, Certificate, cancel);
        return await AnswerAsync(outcome.Refusals, "It is issued again under a new code. Print it to get the paper.", cancel);
    }

    private async Task<IActionResult> AnswerAsync(IReadOnlyList<Refusal> refusals, string done, CancellationToken cancel)
    {
        if (refusals.Count > 0)
        {
            await ReadAsync(cancel);
            return this.Refuse(refusals, "");
        }

        this.Flash(done);
        return Redirect($"/e/{Event.Slug}/organize/prints/certificates");
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var organizer = await viewer.GetAsync();
        var certificates = await db.IssuedCertificates.KnownTo(db, organizer, Event.Id, now).AsNoTracking().ToListAsync(cancel);
        var due = (await db.ReadPresentationsDueAsync(Event, now, cancel)).Concat((await db.ReadThanksDueAsync(Event, organizer, null, now, cancel)).Select(thanks => thanks.Certificate))
            .ToDictionary(certificate => (certificate.Kind, certificate.Subject), certificate => certificate.Statement);
        var held = certificates.Where(certificate => certificate.IsGood).Select(certificate => (certificate.Kind, certificate.Subject)).ToHashSet();
        Rows =
        [
            .. certificates
                .OrderBy(certificate => certificate.Kind).ThenBy(certificate => IndexName.Of(certificate.Name), IndexName.Order).ThenBy(certificate => certificate.IssuedAt).ThenBy(certificate => certificate.Id)
                .Select(certificate => new Row(certificate, due.GetValueOrDefault((certificate.Kind, certificate.Subject)), held.Contains((certificate.Kind, certificate.Subject)))),
        ];
    }

    /// <param name="Today">What it would say if it were issued today; null when nothing stands behind it any more.</param>
    /// <param name="IsHeld">A good one of its subject exists: itself, or one that came after it.</param>
    public sealed record Row(IssuedCertificate Certificate, CertificateStatement? Today, bool IsHeld)
    {
        public bool MayReissue => Today is not null && !Certificate.IsReplaced && (Certificate.IsGood ? Today != Certificate.Statement : !IsHeld);

        public string State => Certificate switch
        {
            { IsReplaced: true } => "Void: issued again",
            { IsGood: false } => "Void",
            _ when Today is null => "Good, but nothing stands behind it any more",
            _ when Today != Certificate.Statement => "Good, but says other than today’s programme",
            _ => "Good",
        };

        /// <summary>What is different today; empty when nothing is.</summary>
        public string WouldSay => Today is null || Today == Certificate.Statement ? "" : Today.Name != Certificate.Name ? Today.Name : Today.Title != Certificate.Title ? Today.Title : $"{Today.EventName}, {Today.Venue}";
    }
}

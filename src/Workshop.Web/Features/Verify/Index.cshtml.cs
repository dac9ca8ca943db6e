using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Events;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Verify;

/// <summary>
/// For whoever is shown a receipt: this hash was received then. Not for which event, not of whom, not what it is. And for whoever is shown a certificate: what it says, or that it is void. A code that
/// cannot be one is looked up like any other, so that every wrong one costs the same.
/// </summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.LookUp)]
[RequestSizeLimit(CompareFile.LargestRequest)]
[RequestFormLimits(MultipartBodyLengthLimit = CompareFile.LargestRequest)]
public sealed class IndexModel(WorkshopDb db, CompareFile compare, TimeProvider time) : PageModel
{
    [BindProperty(SupportsGet = true)]
    [StringLength(100, ErrorMessage = "A code has twenty letters and digits.")]
    public string? Code { get; set; }

    [BindProperty]
    public IFormFile? Upload { get; set; }

    [BindProperty]
    [StringLength(200, ErrorMessage = "A SHA-256 has 64 hexadecimal digits.")]
    public string? Hash { get; set; }

    public ReceivedFile? Found { get; private set; }

    public CertificateView? Certificate { get; private set; }

    public bool IsUnknown { get; private set; }

    /// <summary>Null before anything was compared.</summary>
    public bool? IsSame { get; private set; }

    /// <summary>UTC, AoE and the reader's own; the zone of the event would say where to look for it.</summary>
    public IEnumerable<string> Times
    {
        get
        {
            var at = Found!.ReceivedAt.ToUniversalTime();
            yield return Line(at, "UTC");
            yield return Line(EventZone.AnywhereOnEarth.At(at), "AoE");
            if (ReaderZone.Of(Request) is { } reader)
            {
                yield return Line(TimeZoneInfo.ConvertTime(at, reader), "your time");
            }
        }
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(Code))
        {
            ModelState.Clear();
            return Page();
        }

        return await FindAsync(cancel) || await FindCertificateAsync(cancel) ? Page() : Unknown();
    }

    public async Task<IActionResult> OnPostFindAsync(CancellationToken cancel) =>
        await FindAsync(cancel) || await FindCertificateAsync(cancel) ? Redirect($"/verify/{ReceiptCode.Grouped(ReceiptCode.Read(Code)!)}") : Unknown();

    public async Task<IActionResult> OnPostCompareAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel))
        {
            return Unknown();
        }

        var outcome = await compare.RunAsync(Found!.Sha256, Upload is null ? null : Upload.OpenReadStream, Hash, cancel);
        if (!outcome.Succeeded)
        {
            return this.Refuse(outcome.Refusals, "");
        }

        IsSame = outcome.Value;
        return Page();
    }

    private async Task<bool> FindAsync(CancellationToken cancel)
    {
        var code = ReceiptCode.Read(Code) ?? "";
        Found = await db.Receipts.Where(receipt => receipt.Code == code).Select(receipt => new ReceivedFile(receipt.Code, receipt.Sha256, receipt.ReceivedAt)).SingleOrDefaultAsync(cancel);
        return Found is not null;
    }

    private async Task<bool> FindCertificateAsync(CancellationToken cancel)
    {
        var code = ReceiptCode.Read(Code) ?? "";
        var certificate = await db.IssuedCertificates.AsNoTracking().SingleOrDefaultAsync(certificate => certificate.Code == code, cancel);
        Certificate = certificate is null ? null : CertificateView.Of(certificate, time.GetUtcNow());
        return Certificate is not null;
    }

    private PageResult Unknown()
    {
        IsUnknown = true;
        return this.Invalid(StatusCodes.Status404NotFound);
    }

    private static string Line(DateTimeOffset local, string zone) => $"{local.ToString("ddd d MMM yyyy, HH:mm:ss", CultureInfo.InvariantCulture)} {zone}";

    public sealed record ReceivedFile(string Code, string Sha256, DateTimeOffset ReceivedAt);
}

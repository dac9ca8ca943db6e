using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Programme;
using Workshop.Domain;
using Workshop.Domain.Events;
using Workshop.Domain.Programme;
using Workshop.Web.Features.Programme.SmallPrints;
using Workshop.Web.Features.Shared;
using Workshop.Web.Platform.Print;

namespace Workshop.Web.Features.Programme.Certificates;

/// <summary>Prints what somebody fetches for themselves, in the colour and with the logo of the event. Nobody signs it: its code makes it good.</summary>
public sealed class PrintOwnCertificate(WorkshopDb db, IPdfPrinter printer, SiteAddress site)
{
    /// <param name="certificates">All of one kind.</param>
    /// <param name="reviews">For a letter of thanks.</param>
    public async Task<Outcome<byte[]>> RunAsync(WorkshopEvent e, IReadOnlyList<IssuedCertificate> certificates, int? reviews, CancellationToken cancel)
    {
        var front = await db.ReadProgrammeFrontAsync(e.Id, cancel);
        var logo = front.Logo.Length == 0 ? null : await db.Files.Where(file => file.Sha256 == front.Logo).Select(file => file.Content).SingleOrDefaultAsync(cancel);
        var frame = new CertificateFrame(front.Accent, logo is null ? "" : DataUri(logo), site.Base, []);
        var sheets = certificates.Select(certificate => new CertificateSheet(certificate.Statement, certificate.Code, reviews)).ToList();
        var html = certificates[0].Kind == CertificateKind.Presentation
            ? CertificateLayout.Write(frame, PaperSize.Of("a4"), sheets)
            : ThanksLayout.Write(frame, PaperSize.Of("a4"), sheets);
        var printed = await printer.PrintAsync(_ => html, cancel);
        return printed.Succeeded ? printed.Value.Content : printed.Refusal!;
    }

    /// <summary>Pictures are stored as PNG or JPEG alone; a PNG begins with 0x89.</summary>
    private static string DataUri(byte[] picture) => $"data:image/{(picture is [0x89, ..] ? "png" : "jpeg")};base64,{Convert.ToBase64String(picture)}";
}

using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Programme;
using Workshop.Web.Features.Programme.Print;
using Workshop.Web.Features.Programme.SmallPrints;
using Workshop.Web.Platform.Pdf;

namespace Workshop.Web.Features.Programme.Certificates;

/// <summary>Certificates of presentation for all presenters, organizers' own talks included: the programme is public.</summary>
public sealed class CertificatesDocument(WorkshopDb db, IssueCertificates issue) : IPrintDocument
{
    internal static readonly PrintOption Signatures = new("signatures", "Signature lines", [], "One a line, at most three: “Ada Lovelace, chair”. Without any, the certificate says that its code makes it good.");

    public string Kind => "certificates";

    public string Name => "Certificates of presentation";

    public string Hint => "One for each presenter, with a code that can be checked. Printing again gives the same codes.";

    public IReadOnlyList<PrintOption> Options { get; } = [PrintOption.Paper, Signatures];

    public async Task<Outcome<Func<PageNumbers, string>>> LayOutAsync(PrintMaterial material, PrintChoices choices, CancellationToken cancel)
    {
        if (material.Event is not { } e || material.Programme.Version.Length == 0)
        {
            return CertificateRefusals.NotReleased;
        }

        if (!material.IsPreview && await issue.RunAsync(material.Organizer, e.Id, CertificateKind.Presentation, cancel) is { Succeeded: false } no)
        {
            return no.Refusal!;
        }

        var due = await db.ReadPresentationsDueAsync(e, material.Now, cancel);
        var issued = await db.ReadCertificatesAsync(e.Id, CertificateKind.Presentation, cancel);
        List<CertificateSheet> sheets =
        [
            .. from certificate in due
               let known = issued.GetValueOrDefault(certificate.Subject)
               where known is null or { IsGood: true }
               select new CertificateSheet(known?.Statement ?? certificate.Statement, known?.Code),
        ];
        if (sheets.Count == 0)
        {
            return CertificateRefusals.NoPresentations;
        }

        var html = CertificateLayout.Write(CertificateFrame.Of(material, choices[Signatures]), PaperSize.Of(choices[PrintOption.Paper]), sheets);
        return new Func<PageNumbers, string>(_ => html);
    }
}

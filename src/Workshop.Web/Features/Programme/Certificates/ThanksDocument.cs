using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Programme;
using Workshop.Web.Features.Programme.Print;
using Workshop.Web.Features.Programme.SmallPrints;
using Workshop.Web.Platform.Pdf;

namespace Workshop.Web.Features.Programme.Certificates;

/// <summary>Letters of thanks for the reviewers whom the asking organizer may know to have reviewed.</summary>
public sealed class ThanksDocument(WorkshopDb db, IssueCertificates issue) : IPrintDocument
{
    private static readonly PrintOption Counts = new("counts", "Number of reviews", [("no", "Not said"), ("yes", "Said in the letter")]);

    public string Kind => "thanks";

    public string Name => "Letters of thanks to reviewers";

    public string Hint => "For everybody who has handed in a review, with a code that can be checked. Never says of what.";

    public IReadOnlyList<PrintOption> Options { get; } = [PrintOption.Paper, Counts, CertificatesDocument.Signatures];

    public bool IsForAskerAlone => true;

    public async Task<Outcome<Func<PageNumbers, string>>> LayOutAsync(PrintMaterial material, PrintChoices choices, CancellationToken cancel)
    {
        if (material.Event is not { } e)
        {
            return CertificateRefusals.NoReviewers;
        }

        if (await WhyNotCountAsync(material, choices, cancel) is { } refusal)
        {
            return refusal;
        }

        if (!material.IsPreview && await issue.RunAsync(material.Organizer, e.Id, CertificateKind.ReviewThanks, cancel) is { Succeeded: false } no)
        {
            return no.Refusal!;
        }

        var due = await db.ReadThanksDueAsync(e, material.Organizer, null, material.Now, cancel);
        var issued = await db.ReadCertificatesAsync(e.Id, CertificateKind.ReviewThanks, cancel);
        List<CertificateSheet> sheets =
        [
            .. from thanks in due
               let known = issued.GetValueOrDefault(thanks.Certificate.Subject)
               where known is null or { IsGood: true }
               select new CertificateSheet(known?.Statement ?? thanks.Certificate.Statement, known?.Code, choices[Counts] == "yes" ? thanks.Reviews : null),
        ];
        if (sheets.Count == 0)
        {
            return CertificateRefusals.NoReviewers;
        }

        var html = ThanksLayout.Write(CertificateFrame.Of(material, choices[CertificatesDocument.Signatures]), PaperSize.Of(choices[PrintOption.Paper]), sheets);
        return new Func<PageNumbers, string>(_ => html);
    }

    private async Task<Refusal?> WhyNotCountAsync(PrintMaterial material, PrintChoices choices, CancellationToken cancel) =>
        choices[Counts] == "yes" && await db.IsKeptFromSomeAsync(material.Organizer, material.Event!.Id, material.Now, cancel) ? CertificateRefusals.CountsHidden : null;
}

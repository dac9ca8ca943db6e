using System.Globalization;
using Workshop.Domain.Programme;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Programme.Print;
using Workshop.Web.Features.Programme.SmallPrints;

namespace Workshop.Web.Features.Programme.Certificates;

/// <summary>What a certificate or letter is printed from.</summary>
/// <param name="Code">Null in a preview of what was not issued yet.</param>
/// <param name="Reviews">Of a letter that says how many; null otherwise.</param>
internal sealed record CertificateSheet(CertificateStatement Statement, string? Code, int? Reviews = null);

/// <summary>What stands around every certificate of an event.</summary>
/// <param name="Logo">A data URI; empty without one.</param>
/// <param name="Signatures">"Ada Lovelace, chair"; at most three.</param>
internal sealed record CertificateFrame(string Accent, string Logo, string SiteAddress, IReadOnlyList<string> Signatures)
{
    public const int MostSignatures = 3;

    public static CertificateFrame Of(PrintMaterial material, string signatures) => new(
        material.Programme.Front.Accent, SmallPrint.LogoOf(material), material.SiteAddress, SmallPrint.Lines(signatures, MostSignatures));
}

/// <summary>Certificates of presentation, one on a page.</summary>
internal static class CertificateLayout
{
    public static string Write(CertificateFrame frame, PaperSize paper, IReadOnlyList<CertificateSheet> sheets) => SmallPrint.Page(
        sheets.Count == 1 ? $"Certificate of presentation: {sheets[0].Statement.Name}" : $"{sheets[0].Statement.EventName}: certificates of presentation",
        "certificates", paper.Landscape, frame.Accent, Html.Of($"{sheets.Select(sheet => Sheet(frame, sheet))}"), SmallPrint.LogoRule(frame.Logo));

    private static Html Sheet(CertificateFrame frame, CertificateSheet sheet)
    {
        var says = sheet.Statement;
        return Html.Of($"""
            <section class="sheet certificate">
            <header>{SmallPrint.Logo(frame.Logo)}<p class="kicker" dir="auto">{says.EventName}</p></header>
            <div class="certifies">
            <h1>Certificate of presentation</h1>
            <p class="lead">This is to certify that</p>
            <div class="name" data-fit="46 11"><p dir="auto">{says.Name}</p></div>
            <p class="lead">presented the {says.Form}</p>
            <div class="about" data-fit="23 8"><p>{(says.Title.Length == 0 ? Html.Of($"""<span class="title unknown">untitled</span>""") : SmallPrint.Title(says.Title))}</p></div>
            <p class="at">at <bdi>{says.EventName}</bdi>{Place(says)} on {Day(says.On)}.</p>
            </div>
            <footer>{Signed(frame)}{Proof(frame, sheet.Code)}</footer>
            </section>
            """);
    }

    /// <summary>", Old Observatory, Copenhagen,"; nothing without a venue.</summary>
    public static Html Place(CertificateStatement says) => says.Venue.Length == 0 ? Html.Empty : Html.Of($", <bdi>{says.Venue}</bdi>,");

    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>Lines to sign on; without any, what makes the paper good all the same.</summary>
    public static Html Signed(CertificateFrame frame) => frame.Signatures.Count == 0
        ? Html.Of($"""<p class="unsigned">Made electronically and good without a signature: the code proves it.</p>""")
        : Html.Of($"""<div class="signatures">{frame.Signatures.Select(signature => Html.Of($"""<p dir="auto">{signature}</p>"""))}</div>""");

    public static Html Proof(CertificateFrame frame, string? code)
    {
        if (code is null)
        {
            return Html.Of($"""<div class="proof"><p><span class="code-text">·····-·····-·····-·····</span><br>The code is given when this is printed.</p></div>""");
        }

        var grouped = ReceiptCode.Grouped(code);
        var address = frame.SiteAddress.Length == 0 ? "" : $"{frame.SiteAddress}/verify/{grouped}";
        var where = address.Length == 0 ? "" : $"{new Uri(frame.SiteAddress).Authority}/verify";
        return Html.Of($"""<div class="proof"><p><span class="code-text">{grouped}</span>{(where.Length == 0 ? Html.Empty : Html.Of($"""<br>Checked at <span class="where">{where}</span>"""))}</p>{SmallPrint.Code(address)}</div>""");
    }
}

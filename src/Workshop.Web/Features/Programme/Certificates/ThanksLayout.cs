using System.Globalization;
using Workshop.Web.Features.Programme.Print;
using Workshop.Web.Features.Programme.SmallPrints;

namespace Workshop.Web.Features.Programme.Certificates;

/// <summary>Letters of thanks to reviewers, one on a page. Of what somebody reviewed nothing is said.</summary>
internal static class ThanksLayout
{
    private static readonly string[] Numbers = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    public static string Write(CertificateFrame frame, PaperSize paper, IReadOnlyList<CertificateSheet> sheets) => SmallPrint.Page(
        sheets.Count == 1 ? $"Letter of thanks: {sheets[0].Statement.Name}" : $"{sheets[0].Statement.EventName}: letters of thanks",
        "certificates", paper, frame.Accent, Html.Of($"{sheets.Select(sheet => Letter(frame, sheet))}"), SmallPrint.LogoRule(frame.Logo));

    private static Html Letter(CertificateFrame frame, CertificateSheet sheet)
    {
        var says = sheet.Statement;
        return Html.Of($"""
            <section class="sheet thanks">
            <header>{SmallPrint.Logo(frame.Logo)}<p class="kicker" dir="auto">{says.EventName}</p><p class="soft">{ProgrammeText.Days(says.StartsOn, says.EndsOn)}</p><p class="soft" dir="auto">{says.Venue}</p></header>
            <div class="letter">
            <h1>With thanks to</h1>
            <div class="name" data-fit="30 10"><p dir="auto">{says.Name}</p></div>
            <p>for reviewing for <bdi>{says.EventName}</bdi>.{Wrote(sheet.Reviews)}</p>
            <p>A workshop is as good as the reading that goes into it. Careful reviews helped the authors to improve their work and the organizers to choose among it. They are written without pay, and mostly without a name on them. We are grateful for yours.</p>
            <p class="close">The organizers of <bdi>{says.EventName}</bdi></p>
            </div>
            <footer>{CertificateLayout.Signed(frame)}{CertificateLayout.Proof(frame, sheet.Code)}</footer>
            </section>
            """);
    }

    private static string Wrote(int? reviews) => reviews is not { } count
        ? ""
        : $" You wrote {(count < Numbers.Length ? Numbers[count] : count.ToString(CultureInfo.InvariantCulture))} {(count == 1 ? "review" : "reviews")}.";
}

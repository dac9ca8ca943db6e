using Workshop.Domain.Programme;
using Workshop.Web.Features.Programme.Print;

namespace Workshop.Web.Features.Programme.SmallPrints;

/// <summary>Badges in the order of an index, so that whoever hands them out finds them.</summary>
internal static class BadgeLayout
{
    public static string Write(PrintMaterial material, PaperSize paper, double width, double height, IReadOnlyList<Attendee> people)
    {
        var sheet = CutSheet.Filled(paper, width, height);
        var logo = SmallPrint.LogoOf(material);
        return SmallPrint.Page($"{material.Programme.Name}: badges", "badges", paper, material.Programme.Front.Accent, sheet.Lay([.. people.Select(person => Badge(material.Programme, logo, person))]), SmallPrint.LogoRule(logo));
    }

    private static Html Badge(ProgrammeDocument programme, string logo, Attendee person) => Html.Of($"""
        <div class="badge">
        <header>{SmallPrint.Logo(logo)}<div data-fit="9 5"><p dir="auto">{programme.Name}</p></div></header>
        <div class="who" data-fit="27 7"><h2 dir="auto">{person.Name}</h2></div>
        <div class="from" data-fit="11 5"><p dir="auto">{person.Affiliation}</p></div>
        <footer data-fit="10 5"><p dir="auto">{person.Role}</p></footer>
        </div>
        """);
}

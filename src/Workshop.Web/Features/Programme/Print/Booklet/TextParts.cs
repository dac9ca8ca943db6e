using Workshop.Domain.Programme;

namespace Workshop.Web.Features.Programme.Print.Booklet;

/// <summary>The texts of the organizers: welcome, committee and reviewers in front; practical page and sponsors at the end.</summary>
internal static class TextParts
{
    public static IEnumerable<BookletPart> Front(BookletWriter writer)
    {
        var front = writer.Front;
        if (front.Welcome.Length > 0)
        {
            yield return new BookletPart("welcome", "Welcome", BookletWriter.Part("welcome", "Welcome", Html.Of($"""<div class="text maths">{BookletWriter.Paragraphs(front.Welcome)}</div>""")));
        }

        if (front.Committee.Count + front.Reviewers.Count > 0)
        {
            var title = front.Committee.Count == 0 ? "Reviewers" : front.Reviewers.Count == 0 ? "Committee" : "Committee and reviewers";
            yield return new BookletPart("committee", title, BookletWriter.Part("committee", title, Html.Of($"""{Committee(front)}{Reviewers(front)}""")));
        }
    }

    public static IEnumerable<BookletPart> Back(BookletWriter writer)
    {
        var front = writer.Front;
        if (front.Practical.Length > 0)
        {
            var venue = writer.Programme.Venue;
            yield return new BookletPart("practical", "Venue and practical matters", BookletWriter.Part("practical", "Venue and practical matters", Html.Of($"""
                {(venue.Length == 0 ? Html.Empty : Html.Of($"""<p class="venue" dir="auto">{venue}</p>"""))}
                <div class="text maths">{BookletWriter.Paragraphs(front.Practical)}</div>
                """)));
        }

        if (front.Sponsors.Count > 0)
        {
            yield return new BookletPart("sponsors", "Sponsors", BookletWriter.Part("sponsors", "Sponsors", Sponsors(writer)));
        }
    }

    private static Html Committee(ProgrammeFront front) => Html.Of($"""
        {front.Committee.GroupBy(person => person.Role).Select(role => Html.Of($"""
            <section class="people">
            {(role.Key.Length == 0 ? Html.Empty : Html.Of($"""<h3 dir="auto">{role.Key}</h3>"""))}
            {role.Select(Person)}
            </section>
            """))}
        """);

    private static Html Reviewers(ProgrammeFront front) => front.Reviewers.Count == 0 ? Html.Empty : Html.Of($"""
        <section class="people reviewers">
        <h3>{(front.Committee.Count == 0 ? "We thank the reviewers" : "Reviewers")}</h3>
        <div class="people-columns">{front.Reviewers.Select(Person)}</div>
        </section>
        """);

    private static Html Person(ProgrammePerson person) =>
        Html.Of($"""<p class="person"><bdi>{person.Name}</bdi>{(person.Affiliation.Length == 0 ? Html.Empty : Html.Of($"""<span class="by"><bdi>{person.Affiliation}</bdi></span>"""))}</p>""");

    private static Html Sponsors(BookletWriter writer) => Html.Of($"""
        {writer.Front.Sponsors.GroupBy(sponsor => sponsor.Level, StringComparer.OrdinalIgnoreCase).Select(level => Html.Of($"""
            <section class="level">
            {(level.Key.Length == 0 ? Html.Empty : Html.Of($"""<h3 dir="auto">{level.Key}</h3>"""))}
            <div class="sponsors-list">
            {level.Select(sponsor => Html.Of($"""
                <div class="sponsor">{writer.Picture(sponsor.Logo, "sponsor-logo", "")}<p><bdi>{sponsor.Name}</bdi>{Address(sponsor)}</p></div>
                """))}
            </div>
            </section>
            """))}
        """);

    private static Html Address(ProgrammeSponsor sponsor) => Uri.TryCreate(sponsor.Address, UriKind.Absolute, out var link) && (link.Scheme == Uri.UriSchemeHttps || link.Scheme == Uri.UriSchemeHttp)
        ? Html.Of($"""<a class="by" href="{link.AbsoluteUri}">{link.Host}{(link.AbsolutePath == "/" ? "" : link.AbsolutePath)}</a>""")
        : Html.Empty;
}

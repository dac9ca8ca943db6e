using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Html;
using Workshop.Domain.Programme;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Abstracts;

/// <summary>What search engines read of an item: schema.org as JSON-LD, and the citation tags of Google Scholar. A data block is never executed, so the content security policy has no word on it.</summary>
internal static class StructuredData
{
    public static HtmlString JsonLd(ItemPage page, SiteAddress site)
    {
        var e = page.Event;
        var address = site.Link(page.Path);
        var people = new Func<JsonArray>(() => [.. page.Item.Authors.Select(author => (JsonNode)Person(author))]);
        var talk = new JsonObject
        {
            ["@type"] = "EducationEvent",
            ["name"] = PlainTitle.Of(page.Item.ShownTitle),
            ["startDate"] = Instant(page.Starts),
            ["endDate"] = Instant(page.Ends),
            ["eventAttendanceMode"] = "https://schema.org/OfflineEventAttendanceMode",
            ["location"] = new JsonObject { ["@type"] = "Place", ["name"] = ItemWords.Where(page.Session.Room, e.Venue), ["address"] = e.Venue },
            ["performer"] = people(),
            ["url"] = address,
            ["superEvent"] = new JsonObject
            {
                ["@type"] = "EducationEvent",
                ["name"] = e.Name,
                ["startDate"] = Day(e.StartsOn),
                ["endDate"] = Day(e.EndsOn),
                ["location"] = new JsonObject { ["@type"] = "Place", ["name"] = e.Venue, ["address"] = e.Venue },
                ["url"] = site.Link($"/e/{e.Slug}"),
            },
        };
        var graph = new JsonArray { talk };
        if (page.Citation is not null)
        {
            var article = new JsonObject
            {
                ["@type"] = "ScholarlyArticle",
                ["headline"] = PlainTitle.Of(page.Item.ShownTitle),
                ["author"] = people(),
                ["datePublished"] = Day(page.Citation.Day),
                ["url"] = address,
                ["isPartOf"] = new JsonObject { ["@type"] = "PublicationEvent", ["name"] = e.Name, ["url"] = site.Link($"/e/{e.Slug}/programme") },
            };
            if (page.Item.HasAbstract)
            {
                article["abstract"] = PlainTitle.Of(page.Item.Abstract);
            }

            if (page.Item.Topics.Count > 0)
            {
                article["keywords"] = string.Join(", ", page.Item.Topics);
            }

            if (page.HasPaper)
            {
                article["encoding"] = new JsonObject { ["@type"] = "MediaObject", ["encodingFormat"] = "application/pdf", ["contentUrl"] = site.Link(PaperPath(page)) };
            }

            graph.Insert(0, article);
        }

        // The default encoder writes < > & and quotes as \u escapes: nothing that somebody typed ends the block.
        return new HtmlString($"<script type=\"application/ld+json\">{new JsonObject { ["@context"] = "https://schema.org", ["@graph"] = graph }.ToJsonString(JsonSerializerOptions.Default)}</script>");
    }

    /// <summary>Name and content, in the order in which Google Scholar wants authors and their institutions.</summary>
    public static IEnumerable<(string Name, string Content)> CitationTags(ItemPage page, SiteAddress site)
    {
        if (page.Citation is not { } citation)
        {
            yield break;
        }

        yield return ("citation_title", PlainTitle.Of(citation.Title));
        foreach (var author in page.Item.Authors)
        {
            yield return ("citation_author", CitedName.Of(author.Name).Turned);
            foreach (var place in author.Affiliations)
            {
                yield return ("citation_author_institution", place);
            }
        }

        yield return ("citation_publication_date", citation.Day.ToString("yyyy'/'MM'/'dd", CultureInfo.InvariantCulture));
        yield return ("citation_conference_title", citation.EventName);
        yield return ("citation_abstract_html_url", citation.Address);
        if (citation.Topics.Count > 0)
        {
            yield return ("citation_keywords", string.Join("; ", citation.Topics));
        }

        if (page.HasPaper)
        {
            yield return ("citation_pdf_url", site.Link(PaperPath(page)));
        }
    }

    private static string PaperPath(ItemPage page) => string.Create(CultureInfo.InvariantCulture, $"/e/{page.Event.Slug}/programme/papers/{page.Item.Number}");

    private static JsonObject Person(ProgrammeAuthor author)
    {
        var person = new JsonObject { ["@type"] = "Person", ["name"] = author.Name };
        if (author.Affiliations.Count > 0)
        {
            person["affiliation"] = new JsonArray([.. author.Affiliations.Select(place => (JsonNode)new JsonObject { ["@type"] = "Organization", ["name"] = place })]);
        }

        return person;
    }

    private static string Instant(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

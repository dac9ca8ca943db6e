using Workshop.Domain.Programme;

namespace Workshop.Web.Features.Programme.Print.Booklet;

/// <summary>Authors and topics, each with the pages on which they stand.</summary>
internal static class IndexParts
{
    public static IEnumerable<BookletPart> All(BookletWriter writer)
    {
        var authors = AuthorIndex.Of(writer.Programme).Where(entry => entry.Items.Any(key => writer.PlaceOf(key).Length > 0)).ToList();
        if (authors.Count > 0)
        {
            yield return new BookletPart("authors", "Authors", BookletWriter.Part("authors", "Authors", Html.Of($"""
                <div class="index">
                {authors.GroupBy(entry => entry.Name.Letter).Select(letter => Html.Of($"""
                    <div class="letter"><h3>{letter.Key}</h3>
                    {letter.Select(entry => Html.Of($"""<p><bdi>{entry.Name.Shown}</bdi><span class="pages">{writer.PagesOf(entry.Items)}</span></p>"""))}
                    </div>
                    """))}
                </div>
                """)));
        }

        var topics = TopicIndex.Of(writer.Programme).Where(entry => entry.Items.Any(key => writer.PlaceOf(key).Length > 0)).ToList();
        if (topics.Count > 0)
        {
            yield return new BookletPart("topics", "Topics", BookletWriter.Part("topics", "Topics", Html.Of($"""
                <div class="index">
                {topics.Select(entry => Html.Of($"""<p><bdi>{entry.Topic}</bdi><span class="pages">{writer.PagesOf(entry.Items)}</span></p>"""))}
                </div>
                """)));
        }
    }
}

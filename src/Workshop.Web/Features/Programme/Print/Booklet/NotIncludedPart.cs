namespace Workshop.Web.Features.Programme.Print.Booklet;

/// <summary>Papers that could not be bound in, named with the reason, so that nobody believes that they were forgotten.</summary>
internal static class NotIncludedPart
{
    public static IEnumerable<BookletPart> All(BookletWriter writer)
    {
        if (writer.Content.NotIncluded.Count == 0)
        {
            yield break;
        }

        var items = writer.Programme.Items.ToLookup(item => item.Key);
        yield return new BookletPart("not-included", "Not included", BookletWriter.Part("not-included", "Not included", Html.Of($"""
            <p class="text">The papers to these abstracts could not be bound into this book.</p>
            {writer.Content.NotIncluded.SelectMany(paper => items[paper.Key].Take(1).Select(item => Html.Of($"""
                <p class="entry missing"><a href="#{writer.PlaceOf(item)}">{BookletWriter.Title(item)}<span class="by">{BookletWriter.Names(item)}</span><span class="reason">{paper.Reason}</span></a> {writer.PageOf(writer.PlaceOf(item))}</p>
                """)))}
            """)));
    }
}

namespace Workshop.Web.Features.Programme.Print.Booklet;

internal static class ContentsPart
{
    // Whoever wrote what stands in the sessions a few pages on; a book of abstracts has no other list.
    public static Html Write(BookletWriter writer, IReadOnlyList<BookletPart> parts) => BookletWriter.Part("contents", "Contents", Html.Of($"""
        {parts.Where(part => part.IsInContents).Select(part => Entries(writer, part))}
        """));

    private static Html Entries(BookletWriter writer, BookletPart part) => Html.Of($"""
        <div class="contents-part{(part.Items.Count > 0 ? " has-items" : "")}">
        <p class="entry part-entry"><a href="#{part.Id}"><span dir="auto">{part.Title}</span></a> {writer.PageOf(part.Id)}</p>
        {part.Items.Select(item => Html.Of($"""
            <p class="entry"><a href="#{writer.PlaceOf(item)}">{BookletWriter.Title(item)}{(writer.HasPlan ? Html.Empty : Html.Of($"""<span class="by">{BookletWriter.Names(item)}</span>"""))}</a> {writer.PageOf(writer.PlaceOf(item))}</p>
            """))}
        </div>
        """);
}

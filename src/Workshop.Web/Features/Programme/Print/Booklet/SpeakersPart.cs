using Workshop.Domain.Programme;

namespace Workshop.Web.Features.Programme.Print.Booklet;

/// <summary>Invited talks: portrait in the margin, abstract, biography.</summary>
internal static class SpeakersPart
{
    public static IEnumerable<BookletPart> All(BookletWriter writer)
    {
        if (writer.Invited.Count == 0)
        {
            yield break;
        }

        yield return new BookletPart("speakers", "Invited talks", BookletWriter.Part("speakers", "Invited talks", Html.Of($"""{writer.Invited.Select(talk => Talk(writer, talk.Session, talk.Item))}""")))
        {
            Items = [.. writer.Invited.Select(talk => talk.Item)],
        };
    }

    private static Html Talk(BookletWriter writer, ProgrammeSession session, ProgrammeItem item) => Html.Of($"""
        <article class="item invited{(item.Photo.Length > 0 ? " has-picture" : "")}" id="{writer.PlaceOf(item)}">
        <div class="item-head">
        <div class="side">{writer.Picture(item.Photo, "portrait", item.Authors.Count > 0 ? item.Authors[0].Name : "")}</div>
        <h3>{BookletWriter.Title(item)}</h3>
        {AbstractParts.Authors(item)}
        <p class="when">{ProgrammeText.DayWithoutYear(session.Starts)}, {ProgrammeText.Time(item.Starts ?? session.Starts)}{(session.Room.Length == 0 ? "" : " · " + session.Room)}</p>
        </div>
        <div class="text maths">{BookletWriter.Paragraphs(item.Abstract)}</div>
        {(item.Biography.Length == 0 ? Html.Empty : Html.Of($"""<div class="biography text">{BookletWriter.Paragraphs(item.Biography)}</div>"""))}
        {AbstractParts.PaperAt(writer, item)}
        </article>
        {AbstractParts.PaperPages(writer, item)}
        """);
}

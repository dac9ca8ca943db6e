using System.Globalization;
using Workshop.Domain;
using Workshop.Domain.Programme;

namespace Workshop.Web.Features.Abstracts;

/// <summary>How places and times of items are said on their pages.</summary>
internal static class ItemWords
{
    /// <summary>"Thu 10 June, 9:20", "Poster P7", "Poster".</summary>
    public static string Mark(ProgrammeSession session, ProgrammeItem item) =>
        item.Starts is { } starts ? starts.ToString("ddd d MMMM, H:mm", CultureInfo.InvariantCulture) : session.HasPosters ? $"Poster {item.Board}".TrimEnd() : item.Board ?? "";

    public static string Length(int minutes) => minutes == 1 ? "1 minute" : string.Create(CultureInfo.InvariantCulture, $"{minutes} minutes");

    /// <summary>"Room 1, Old Observatory, Copenhagen"; the room is not said twice when the venue begins with it.</summary>
    public static string Where(string room, string venue) =>
        room.Length == 0 || venue.StartsWith(room, StringComparison.OrdinalIgnoreCase) ? venue : venue.Length == 0 ? room : $"{room}, {venue}";

    /// <summary>Who and when and the beginning of the abstract, for a link preview.</summary>
    public static string Summary(ItemPage page)
    {
        var who = page.Item.Authors.Count > 3 ? $"{page.Item.Authors[0].Name} and {page.Item.Authors.Count - 1} others" : string.Join(", ", page.Item.Authors.Select(author => author.Name));
        var head = string.Join(". ", new[] { who, $"{page.Kind}{(page.Item.Board is { Length: > 0 } board ? $" {board}" : "")}, {page.Starts.ToString("ddd d MMM yyyy, H:mm", CultureInfo.InvariantCulture)}" }.Where(part => part.Length > 0));
        return page.Item.HasAbstract ? $"{head}. {CutText.WithMark(PlainTitle.Of(page.Item.Abstract), 400)}" : $"{head}.";
    }
}

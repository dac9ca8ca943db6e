using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Decisions;
using Workshop.Data.Programme;
using Workshop.Domain.Events;
using Workshop.Domain.Programme;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Abstracts;

/// <summary>An item of the public programme with all that its page shows.</summary>
/// <param name="Citation">Null while the title is to be announced.</param>
/// <param name="HasPaper">Everybody may read its final PDF.</param>
/// <param name="Previous">In the order of the programme; null for the first.</param>
public sealed record ItemPage(
    WorkshopEvent Event, PublicProgramme Programme, ProgrammeSession Session, ProgrammeItem Item, NumberedAffiliations Places, Citation? Citation, bool HasPaper, IReadOnlyList<RelatedAbstract> Related, ItemLink? Previous, ItemLink? Next)
{
    public string Path => ItemAddress.Of(Event.Slug, Item);

    public DateTimeOffset Starts => Item.Starts ?? Session.Starts;

    public DateTimeOffset Ends => Item.Starts is { } starts ? starts.AddMinutes(Item.Minutes) : Session.Ends;

    /// <summary>"Talk", "Poster", "Invited talk".</summary>
    public string Kind => Item.Number is null ? "Invited talk" : Session.HasPosters ? "Poster" : "Talk";
}

/// <param name="Title">As typed; null while it is to be announced.</param>
public sealed record ItemLink(string Path, string? Title);

/// <param name="Authors">"Ada Lovelace, Bo Li".</param>
/// <param name="SharedTerms">What makes it related, the weightiest first.</param>
public sealed record RelatedAbstract(string Path, string Title, string Authors, string When, IReadOnlyList<string> SharedTerms);

/// <summary>Reads the pages of items: from the current version of the programme as everybody may see it now, and from nothing else.</summary>
public sealed class ItemPages(WorkshopDb db, CurrentEvent current, SiteAddress site, RelatedMemory related, TimeProvider time)
{
    private const int MostRelated = 5;

    /// <summary>Null for everybody, organizers too, when the programme is hidden or has no such item any more.</summary>
    public async Task<ItemPage?> FindAsync(Func<ProgrammeItem, bool> isIt, CancellationToken cancel)
    {
        var (e, now) = (current.Required, time.GetUtcNow());
        if (await db.ReadPublicProgrammeAsync(e, null, now, cancel) is not { } programme)
        {
            return null;
        }

        var places = programme.Document.Sessions.SelectMany(session => session.Items.Where(ItemAddress.HasPage).Select(item => (Session: session, Item: item))).ToList();
        var at = places.FindIndex(place => isIt(place.Item));
        if (at < 0)
        {
            return null;
        }

        var (found, item) = places[at];
        var hasPaper = item.Number is { } number && await db.PublicPapers(e.Id, now).AnyAsync(s => s.Number == number, cancel);
        var byKey = places.DistinctBy(place => place.Item.Key).ToDictionary(place => place.Item.Key, StringComparer.Ordinal);
        var close = related.Of(e.Id, programme.Number, programme.Document).To(item.Key, MostRelated)
            .Select(other => Relate(e, byKey[other.Key].Session, byKey[other.Key].Item, other.SharedTerms));
        return new ItemPage(
            e, programme, found, item, NumberedAffiliations.Of(item.Authors), Citation.Of(programme.Document, item, site.Link(ItemAddress.Of(e.Slug, item))), hasPaper, [.. close],
            at > 0 ? LinkTo(e, places[at - 1].Item) : null, at + 1 < places.Count ? LinkTo(e, places[at + 1].Item) : null);
    }

    private static RelatedAbstract Relate(WorkshopEvent e, ProgrammeSession session, ProgrammeItem item, IReadOnlyList<string> terms) =>
        new(ItemAddress.Of(e.Slug, item), item.ShownTitle, string.Join(", ", item.Authors.Select(author => author.Name)), ItemWords.Mark(session, item), terms);

    private static ItemLink LinkTo(WorkshopEvent e, ProgrammeItem item) => new(ItemAddress.Of(e.Slug, item), item.Title);
}

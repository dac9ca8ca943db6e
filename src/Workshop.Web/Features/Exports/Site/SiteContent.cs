using Workshop.Domain.Events;
using Workshop.Domain.Programme;

namespace Workshop.Web.Features.Exports.Site;

/// <summary>Everything that the static site says. All of it is public when it is made.</summary>
/// <param name="CallHtml">The organizers' text, safe to be written as it is.</param>
/// <param name="Deadlines">What and when, in words.</param>
/// <param name="Programme">Null while it is hidden: then there is the call alone.</param>
/// <param name="Versions">Newest first.</param>
/// <param name="Papers">Where the PDF of a submission lies in the site, by its number.</param>
/// <param name="Links">Of the site that this one is a copy of.</param>
internal sealed record SiteContent(
    WorkshopEvent Event, string CallHtml, IReadOnlyList<(string What, string When)> Deadlines, ProgrammeDocument? Programme, IReadOnlyList<SiteVersion> Versions,
    IReadOnlyDictionary<int, string> Papers, ProgrammeLinks Links);

/// <param name="Note">May be empty.</param>
internal sealed record SiteVersion(string Name, string Note, DateTimeOffset ReleasedAt);

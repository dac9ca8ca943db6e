using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Programme;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.Programme;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Feeds;

/// <summary>The public news of events as entries of a feed: only what everybody may know at this instant. The same number of queries whatever there is to tell.</summary>
public sealed class EventNews(WorkshopDb db, SiteAddress site, TimeProvider time)
{
    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<AtomEntry>> LoadAsync(IReadOnlyList<WorkshopEvent> events, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        Guid[] ids = [.. events.Select(e => e.Id)];
        var records = (await db.DeadlineRecords.AsNoTracking().Where(record => ids.Contains(record.EventId)).OrderBy(record => record.SeenAt).ToListAsync(cancel)).ToLookup(record => record.EventId);
        var shown = db.Events.Where(e => e.ProgrammeReleased != null);
        var versions = (await db.ProgrammeVersions.Where(version => ids.Contains(version.EventId) && shown.Any(e => e.Id == version.EventId))
            .OrderBy(version => version.Number)
            .Select(version => new Version(version.EventId, version.Number, version.Name, version.Note, version.ReleasedAt, version.IsCurrent))
            .ToListAsync(cancel)).ToLookup(version => version.EventId);
        return [.. events.SelectMany(e => NewsOf(e, [.. records[e.Id]], [.. versions[e.Id]], now)).OrderByDescending(entry => entry.Updated).ThenByDescending(entry => entry.Published).ThenBy(entry => entry.Id, StringComparer.Ordinal)];
    }

    /// <summary>The pages of all abstracts of the current version, for the entry that tells of it; empty while the programme is hidden.</summary>
    public async Task<string> ListAbstractsAsync(WorkshopEvent e, CancellationToken cancel)
    {
        if (await db.ReadPublicProgrammeAsync(e, null, time.GetUtcNow(), cancel) is not { } programme)
        {
            return "";
        }

        var html = new StringBuilder();
        foreach (var item in programme.Document.Items.Where(ItemAddress.HasPage))
        {
            html.Append("<li><a href=\"").Append(Encode(site.Link(ItemAddress.Of(e.Slug, item)))).Append("\">").Append(Encode(PlainTitle.Of(item.ShownTitle))).Append("</a> ")
                .Append(Encode(string.Join(", ", item.Authors.Select(author => author.Name)))).Append("</li>");
        }

        return html.Length == 0 ? "" : $"<ul>{html}</ul>";
    }

    /// <summary>A tag of RFC 4151: the name of the server, the day on which the event was made, and what the entry is about.</summary>
    public string IdOf(WorkshopEvent e, string about) =>
        string.Create(CultureInfo.InvariantCulture, $"tag:{new Uri(site.Base).Host},{e.CreatedAt.UtcDateTime:yyyy-MM-dd}:workshop/{e.Id:n}{(about.Length == 0 ? "" : $"/{about}")}");

    /// <summary>Of the entry about a version of the programme.</summary>
    public string IdOf(WorkshopEvent e, int version) => IdOf(e, string.Create(CultureInfo.InvariantCulture, $"programme/{version}"));

    private IEnumerable<AtomEntry> NewsOf(WorkshopEvent e, IReadOnlyList<DeadlineRecord> records, IReadOnlyList<Version> versions, DateTimeOffset now)
    {
        var name = MailText.Line(e.Name);
        var call = site.Link($"/e/{e.Slug}");
        if (now >= e.SubmissionsOpen)
        {
            // What its text says follows the deadline; that it moved is an entry of its own.
            yield return Entry("call", $"{name}: call for abstracts", call, Later(e.SubmissionsOpen, e.CreatedAt), $"The call for abstracts is open. {EventDays.SayWithVenue(e)}. Submit by {EventDays.SayDeadline(records.Count > 0 ? records[0].Deadline : e.SubmissionsClose, e.DeadlineZone)}.");
        }

        foreach (var (record, before) in DeadlineRecord.Moves(records, e.SubmissionsOpen, now))
        {
            var (nowDue, was) = (EventDays.SayDeadline(record.Deadline, e.DeadlineZone), EventDays.SayDeadline(before, e.DeadlineZone));
            yield return Entry($"deadline/{record.Id:n}", $"{name}: {(record.Deadline > before ? "deadline extended" : "earlier deadline")}, {nowDue}", call, record.SeenAt, $"The submission deadline was {was}; it is now {nowDue}.");
        }

        if (e.DecisionsReleased is { } decided && decided <= now)
        {
            yield return Entry("decisions", $"{name}: the decisions are out", call, decided, "Authors find their decision on the page of their submission.");
        }

        foreach (var version in versions)
        {
            // A programme that was hidden and is shown again is news from then on.
            var at = Later(version.ReleasedAt, e.ProgrammeReleased!.Value);
            var path = version.IsCurrent ? $"/e/{e.Slug}/programme" : string.Create(CultureInfo.InvariantCulture, $"/e/{e.Slug}/programme/versions/{version.Number}");
            var title = version.Number == 1 ? $"{name}: the programme is out" : $"{name}: new version of the programme, {MailText.Line(version.Name)}";
            yield return new AtomEntry(IdOf(e, version.Number), title, site.Link(path), at, at, version.Note.Length > 0 ? MailText.Block(version.Note) : $"{EventDays.SayWithVenue(e)}.");
        }

        AtomEntry Entry(string about, string title, string link, DateTimeOffset at, string summary) => new(IdOf(e, about), title, link, at, at, summary);
    }

    private static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);

    private sealed record Version(Guid EventId, int Number, string Name, string Note, DateTimeOffset ReleasedAt, bool IsCurrent);
}

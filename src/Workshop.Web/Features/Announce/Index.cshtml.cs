using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Events;
using Workshop.Data.Submissions;
using Workshop.Domain.Events;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Announce;

/// <summary>Texts for whoever spreads the word.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class IndexModel(WorkshopDb db, CurrentEvent current, SiteAddress site, TimeProvider time) : PageModel
{
    public WorkshopEvent Event => current.Required;

    /// <summary>The one for now first, the others in the order of the event's life.</summary>
    public IReadOnlyList<Announcement> Texts { get; private set; } = [];

    public string MailingList { get; private set; } = "";

    /// <summary>How many have confirmed; who they are is not for organizers.</summary>
    public int Subscribers { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var deadlines = await db.LoadCommonDeadlinesAsync(Event, cancel);
        var form = await db.LoadCallFormAsync(Event.Id, cancel);
        Subscribers = await db.Subscriptions.CountAsync(subscription => subscription.EventId == Event.Id && subscription.ConfirmedAt != null, cancel);

        // With types the last deadline is the one that holds for somebody; without, there is one.
        var last = deadlines.Common.LastOrDefault(deadline => !deadline.IsForAbstracts)?.At ?? Event.SubmissionsClose;
        var first = deadlines.Common.FirstOrDefault(deadline => deadline.At >= now)?.At ?? last;
        var facts = new AnnouncementFacts(Event.Name, Event.StartsOn, Event.EndsOn, Event.Venue, first, Event.DeadlineZone, site.Link($"/e/{Event.Slug}"));
        var isOpen = now >= Event.SubmissionsOpen && now <= last;
        Texts =
        [
            .. new[]
            {
                Text("call-open", "The call is open", AnnouncementKind.CallOpen, facts, isOpen && now < first.AddDays(-7), $"The call opens {EventDays.SayDeadline(Event.SubmissionsOpen, Event.DeadlineZone)}."),
                Text("week-left", "One week left", AnnouncementKind.OneWeekLeft, facts, isOpen && now >= first.AddDays(-7), $"A week before the deadline: from {EventDays.SayDeadline(first.AddDays(-7), Event.DeadlineZone)} on."),
                Text("extended", "The deadline is extended", AnnouncementKind.DeadlineExtended, facts, false, "After you have moved the deadline under Settings: it tells the new one."),
                Text("decisions", "The decisions are out", AnnouncementKind.DecisionsOut, facts, Event.DecisionsReleased <= now && Event.ProgrammeReleased is null, Event.DecisionsReleased <= now ? "They are released." : "Only once they are released."),
                Text("programme", "The programme is out", AnnouncementKind.ProgrammeOut, facts with { Address = site.Link($"/e/{Event.Slug}/programme") }, Event.ProgrammeReleased is not null && now <= Event.Timeline.Ends, Event.ProgrammeReleased is null ? "Only once it is published: until then the link leads nowhere." : "It is published."),
            }.OrderByDescending(text => text.IsNow),
        ];
        MailingList = CallForMailingLists.Write(new CallFacts(
            facts, Event.Zone.TimeName, [.. deadlines.Common.Select(deadline => (deadline.Label, deadline.At))],
            [.. form.Types.Where(type => !type.IsClosed).Select(type => $"{type.Name}: {Limits(SubmissionLimits.Of(Event, type))}")],
            form.Types.Any(type => !type.IsClosed) ? "" : Limits(new SubmissionLimits(Event.PageLimit, Event.MaxUploadMegabytes, true)),
            Event.DoubleBlind, [.. Event.Topics.Select(topic => topic.Name)], Event.CallText, Event.ContactEmail ?? ""));
    }

    private static Announcement Text(string id, string name, AnnouncementKind kind, AnnouncementFacts facts, bool isNow, string when)
    {
        var text = AnnouncementText.Write(kind, facts);
        return new Announcement(id, name, when, isNow, text, AnnouncementText.LengthOf(text));
    }

    private static string Limits(SubmissionLimits limits) => limits.RequiresPdf
        ? string.Create(CultureInfo.InvariantCulture, $"at most {limits.Pages} {(limits.Pages == 1 ? "page" : "pages")}, one PDF of at most {limits.Megabytes} MB")
        : "no PDF needed";

    /// <param name="Id">Of its heading in the page.</param>
    /// <param name="IsNow">It is the right one today.</param>
    /// <param name="Length">As <see cref="AnnouncementText"/> counts.</param>
    public sealed record Announcement(string Id, string Name, string When, bool IsNow, string Text, int Length);
}

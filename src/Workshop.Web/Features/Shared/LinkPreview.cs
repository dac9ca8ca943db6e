using Workshop.Domain.Events;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Shared;

/// <summary>What a social network or a chat shows of a link (Open Graph, Twitter cards). Written by <c>_LinkPreview</c> into a page's head.</summary>
/// <param name="Title">One line of plain characters.</param>
/// <param name="Address">Of the page.</param>
/// <param name="Feed">Of the event's news.</param>
public sealed record LinkPreview(string Title, string Description, string Address, string SiteName, string Picture, string PictureText, string Feed)
{
    /// <summary>"article" for an abstract.</summary>
    public string Type { get; init; } = "website";

    /// <summary>Networks cut longer ones, not always where a word ends.</summary>
    private const int LongestDescription = 200;

    /// <param name="title">The event's name when empty.</param>
    /// <param name="description">When and where, and what is due, when empty.</param>
    /// <param name="path">Of the page.</param>
    public static LinkPreview Of(WorkshopEvent e, PersonalDeadlines deadlines, SiteAddress site, DateTimeOffset now, string path, string title = "", string description = "")
    {
        var facts = Facts(e, deadlines, now);
        return new LinkPreview(
            title.Length == 0 ? e.Name : title,
            AnnouncementText.Cut(description.Length == 0 ? facts : description, LongestDescription),
            site.Link(path),
            e.Name,
            site.Link($"/e/{e.Slug}/card.png?v={e.Revision}-{(e.ProgrammeReleased is null ? "call" : "programme")}"),
            $"{e.Name}. {facts}",
            site.Link($"/e/{e.Slug}/feed.atom"));
    }

    /// <summary>"10 June 2027, Old Observatory, Copenhagen. Submit by Fri 12 Mar 2027, 23:59 AoE."</summary>
    public static string Facts(WorkshopEvent e, PersonalDeadlines deadlines, DateTimeOffset now)
    {
        var where = string.Join(", ", new[] { EventDays.Say(e.StartsOn, e.EndsOn), e.Venue }.Where(part => part.Length > 0));
        var due = WhatIsDue(e, deadlines, now);
        return due.Length == 0 ? $"{where}." : $"{where}. {due}.";
    }

    /// <summary>The one thing that readers should know now, in the zone in which the event announces its deadlines; the same for everybody. Empty when there is nothing.</summary>
    public static string WhatIsDue(WorkshopEvent e, PersonalDeadlines deadlines, DateTimeOffset now)
    {
        if (e.ProgrammeReleased is not null)
        {
            return now > e.Timeline.Ends ? "" : "The programme is out";
        }

        if (now < e.SubmissionsOpen)
        {
            return $"The call opens {EventDays.SayDeadline(e.SubmissionsOpen, e.DeadlineZone)}";
        }

        return deadlines.Common.FirstOrDefault(deadline => deadline.At >= now) is { } next
            ? $"{(next.IsForAbstracts ? "Register abstracts" : "Submit")} by {EventDays.SayDeadline(next.At, e.DeadlineZone)}"
            : "";
    }
}

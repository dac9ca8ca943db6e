using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Subscriptions;

/// <summary>
/// What subscribers get. None of these mails belongs to an event's outbox, so that its organizers never see an address; all are private, because the link in them ends the subscription. Their keys begin with the
/// subscription, so that they are deleted with it.
/// </summary>
public static class SubscriptionMails
{
    /// <summary>The question whether the address's owner wants it; one a day.</summary>
    public static MailDraft Question(WorkshopEvent e, Subscription subscription, string link, DateTimeOffset now) => Draft(MailKinds.SubscriptionQuestion, subscription, $"ask:{now.UtcDateTime:yyyyMMdd}", $"News about {e.Name}?", $"""
        Hello,

        somebody, probably you, asked us to write to this address when there is news about

            {e.Name}
            {EventDays.SayWithVenue(e)}

        If you want that, open this link and press the button:

        {link}

        Without it nothing is sent. The link is good for seven days. If it was not you, do nothing.

        """);

    /// <summary>To somebody who has confirmed before and asked again: the page itself says nothing about it.</summary>
    public static MailDraft AlreadyTold(WorkshopEvent e, Subscription subscription, string link, DateTimeOffset now) => Draft(MailKinds.SubscriptionQuestion, subscription, $"ask:{now.UtcDateTime:yyyyMMdd}", $"News about {e.Name}", $"""
        Hello,

        somebody, probably you, asked us to write to this address when there is news about {e.Name}. We do that already. Here you see what we tell you, change it or end it:

        {link}

        """);

    /// <param name="deadlines">Those that still lie ahead, for everybody.</param>
    /// <param name="page">Of the event; for the programme, of the programme.</param>
    public static MailDraft News(WorkshopEvent e, Subscription subscription, SubscriptionNotice notice, IReadOnlyList<CommonDeadline> deadlines, string page, string link)
    {
        var due = notice.Deadline is { } at ? EventDays.SayDeadline(at, e.DeadlineZone) : "";
        var (subject, first) = notice.Kind switch
        {
            SubscriptionNoticeKind.CallOpen => ($"{e.Name}: the call for abstracts is open", $"the call for abstracts of {e.Name} is open."),
            SubscriptionNoticeKind.WeekLeft => ($"{e.Name}: one week left, until {due}", $"one week is left to submit to {e.Name}."),
            SubscriptionNoticeKind.DayLeft => ($"{e.Name}: one day left, until {due}", $"one day is left to submit to {e.Name}."),
            SubscriptionNoticeKind.DeadlineMoved => ($"{e.Name}: new deadline, {due}", $"the submission deadline of {e.Name} has changed: it was {EventDays.SayDeadline(notice.Before!.Value, e.DeadlineZone)}, it is now {due}."),
            _ => ($"{e.Name}: the programme is out", $"the programme of {e.Name} is out: who speaks when, with all abstracts."),
        };
        var lines = new List<string> { EventDays.SayWithVenue(e) };
        if (notice.Kind != SubscriptionNoticeKind.ProgrammeOut)
        {
            lines.AddRange(deadlines.Select(deadline => $"{deadline.Label}: {MailValues.InZones(deadline.At, e.DeadlineZone)}"));
        }

        return Draft(MailKinds.SubscriptionNews, subscription, notice.Key, subject, $"""
            Hello,

            {first}

            {string.Join("\n", lines.Select(line => "    " + MailText.Line(line)))}

            {page}

            """) with
        {
            Why = $"You asked to be told of news about {e.Name}. With the link below you can also choose what.",
            UnsubscribeLink = link,
        };
    }

    private static MailDraft Draft(string kind, Subscription subscription, string about, string subject, string body) =>
        new(kind, $"{subscription.Id:n}:{about}", EmailAddress.Parse(subscription.Address).Value!, "", subject, body.ReplaceLineEndings("\n")) { IsPrivate = true };
}

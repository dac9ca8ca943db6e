using Workshop.Web.Features.Archive;
using Workshop.Web.Features.Discussion;
using Workshop.Web.Features.Reviews;
using Workshop.Web.Features.Submissions;
using Workshop.Web.Features.Subscriptions;
using Workshop.Web.Platform.Mail;

namespace Workshop.Web.Platform.Jobs;

/// <summary>Short work done again and again, on one node at a time and never twice at once. Resolved from a fresh scope each time.</summary>
public interface IRecurringJob
{
    Task RunAsync(CancellationToken cancel);
}

/// <param name="Setting">The setting that says how many seconds lie between two beginnings.</param>
internal sealed record RecurringJob(string Name, Type Job, string Setting, int DefaultSeconds);

/// <summary>All of them.</summary>
internal static class RecurringJobs
{
    public static IReadOnlyList<RecurringJob> All { get; } =
    [
        new("jobs.sweep", typeof(JobSweep), "Jobs:SweepEverySeconds", 5),
        new("mail.deliver", typeof(MailDelivery), "Mail:DeliverEverySeconds", 5),
        new("drafts.remind", typeof(DraftReminders), "Mail:RemindDraftsEverySeconds", 300),
        new("reviews.remind", typeof(ReviewReminders), "Mail:RemindReviewersEverySeconds", 300),
        new("invitations.lapse", typeof(InvitationLapses), "Mail:LapseInvitationsEverySeconds", 600),
        new("discussions.tell", typeof(DiscussionNews), "Mail:TellDiscussionsEverySeconds", 300),
        new("subscribers.tell", typeof(SubscriberNews), "Mail:TellSubscribersEverySeconds", 300),
        new("archives.expire", typeof(ExpiredArchives), "Jobs:RemoveExpiredEverySeconds", 600),
        new("rows.expire", typeof(ExpiredRows), "Jobs:RemoveExpiredEverySeconds", 600),
    ];
}

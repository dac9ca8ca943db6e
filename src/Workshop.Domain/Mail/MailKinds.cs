namespace Workshop.Domain.Mail;

/// <summary>What goes first. The numbers are stored.</summary>
public enum MailPriority
{
    /// <summary>Somebody waits for it in front of a screen: a confirmation, a reset.</summary>
    Urgent = 0,

    /// <summary>Somebody has just done something and wants to know that it counts.</summary>
    Receipt = 1,

    Ordinary = 2,
}

/// <param name="Key">As it stands in <see cref="OutgoingMail.Kind"/>.</param>
/// <param name="Name">For organizers: "Invitation to review".</param>
public sealed record MailKind(string Key, string Name)
{
    public MailPriority Priority { get; init; } = MailPriority.Ordinary;

    /// <summary>Receipts and mails about accounts never are.</summary>
    public bool CanBeHeld => Priority == MailPriority.Ordinary;

    /// <summary>Null when its text cannot be changed.</summary>
    public MailTemplate? Template { get; init; }
}

/// <summary>Every kind of mail about an event that organizers can have an opinion about. A kind that is not listed goes at once, unless it is held by hand.</summary>
public static class MailKinds
{
    public const string AccountPrefix = "account.";
    public const string Message = "message.group";
    public const string Test = "message.test";

    /// <summary>Of mails to subscribers. They belong to no event's outbox: organizers never learn the addresses.</summary>
    public const string SubscriptionPrefix = "subscription.";
    public const string SubscriptionQuestion = SubscriptionPrefix + "question";
    public const string SubscriptionNews = SubscriptionPrefix + "news";
    public const string ReviewReminder = "reviewer.reminder";
    public const string ReviewPulse = "reviewer.pulse";
    public const string DraftReminder = "draft.reminder";
    public const string Decision = "decision.released";
    public const string Placed = "programme.placed";
    public const string Moved = "programme.moved";
    public const string Removed = "programme.removed";

    public static IReadOnlyList<MailKind> All { get; } =
    [
        new("submission.receipt", "Receipt for a submission") { Priority = MailPriority.Receipt },
        new("submission.registered", "Receipt for a registered abstract") { Priority = MailPriority.Receipt },
        new("submission.file-blocked", "A PDF must be mended") { Priority = MailPriority.Receipt },
        new("submission.withdrawn", "Submission withdrawn") { Priority = MailPriority.Receipt, Template = MailTemplates.Withdrawn },
        new("submission.restored", "Withdrawal taken back") { Priority = MailPriority.Receipt, Template = MailTemplates.Restored },
        new("submission.reopened", "Submission reopened") { Template = MailTemplates.Reopened },
        new("submission.changed-on-behalf", "Submission changed by the organizers"),
        new("submission.imported", "Submission brought along"),
        new("submission.disavowed", "Somebody is not an author"),
        new("submission.disavowal-taken-back", "Somebody is an author after all"),
        new(DraftReminder, "Reminder of a draft") { Template = MailTemplates.DraftReminder },
        new("deadline.extended", "Deadline extended"),
        new("deadline.extension-removed", "Extension taken back"),
        new("event.organizer", "You organize the event"),
        new("organizer.added", "You are an organizer"),
        new("reviewer.invitation", "Invitation to review") { Template = MailTemplates.Invitation },
        new("reviewer.accepted", "Receipt for a reviewer's answer") { Priority = MailPriority.Receipt },
        new("reviewer.desk-link", "Link to a reviewer's desk") { Priority = MailPriority.Urgent },
        new(ReviewReminder, "Reminder of reviews") { Template = MailTemplates.ReviewReminder },
        new(ReviewPulse, "Question how the reviews go") { Template = MailTemplates.ReviewPulse },
        new("reviewer.extended", "More time for reviews") { Template = MailTemplates.ReviewsExtended },
        new("assignment.published", "Submissions to review") { Template = MailTemplates.Assigned },
        new("assignment.undone", "Submissions to review taken back") { Template = MailTemplates.TakenBack },
        new("review.handed-back", "A reviewer handed a submission back") { Template = MailTemplates.HandedBack },
        new("discussion.digest", "News in a discussion"),
        new("reviewing.names-will-show", "Reviewers' names will be shown"),
        new(Decision, "Decision on a submission") { Template = MailTemplates.Decision },
        new("decision.place-offered", "A place is offered") { Template = MailTemplates.PlaceOffered },
        new("decision.confirmation-due", "Reminder to confirm a place") { Template = MailTemplates.ConfirmationDue },
        new("decision.declined", "Authors declined a place"),
        new("decision.place-closed", "An offered place is closed"),
        new(Placed, "When and where a submission is presented") { Template = MailTemplates.Placed },
        new(Moved, "A submission has another place in the programme") { Template = MailTemplates.Moved },
        new(Removed, "A submission has no place in the programme any more") { Template = MailTemplates.Removed },
        new(Message, "Message from the organizers"),
    ];

    private static readonly Dictionary<string, MailKind> ByKey = All.ToDictionary(kind => kind.Key, StringComparer.Ordinal);

    /// <summary>A kind of that key; for one that is not listed its key is its name.</summary>
    public static MailKind Of(string key) => ByKey.GetValueOrDefault(key)
        ?? new MailKind(key, key) { Priority = key.StartsWith(AccountPrefix, StringComparison.Ordinal) || key is Test or SubscriptionQuestion ? MailPriority.Urgent : MailPriority.Ordinary };
}

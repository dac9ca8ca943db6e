using Workshop.Domain.People;

namespace Workshop.Domain.Mail;

/// <summary>Who gets a message. Decisions count only once they are released: a message must not be the first to tell.</summary>
public enum MailGroup
{
    /// <summary>Everybody named in a submitted submission.</summary>
    Submitters,
    AcceptedTalks,
    AcceptedPosters,
    Waitlisted,
    Rejected,

    /// <summary>Named in a submission without a released decision.</summary>
    Undecided,

    /// <summary>Everybody who accepted to review.</summary>
    Reviewers,
    ReviewersWithOpenReviews,
    ReviewersWhoAreDone,

    /// <summary>Invited, without an answer.</summary>
    InvitedReviewers,
    Organizers,
}

/// <summary>What an organizer wrote to a group. Each copy is an <see cref="OutgoingMail"/> of its own; no recipient sees another.</summary>
public sealed class GroupMessage
{
    /// <summary>Long enough to see the mistake in the list of mails, short enough not to be forgotten.</summary>
    public static readonly TimeSpan UndoWindow = TimeSpan.FromMinutes(10);

    private static readonly MailPlaceholder Link = new("link", PlaceholderType.Link, "the page of this event", "https://workshop.example/e/theory");

    private GroupMessage()
    {
    }

    public Guid Id { get; private init; }

    public Guid EventId { get; private init; }

    public MailGroup Group { get; private init; }

    /// <summary>Null for all topics.</summary>
    public Guid? TopicId { get; private init; }

    /// <summary>Null for all types of submission.</summary>
    public Guid? TypeId { get; private init; }

    public string Subject { get; private init; } = "";

    public string Body { get; private init; } = "";

    public Guid WrittenBy { get; private init; }

    public DateTimeOffset QueuedAt { get; private init; }

    public DateTimeOffset GoesAt { get; private init; }

    public DateTimeOffset? TakenBackAt { get; private set; }

    /// <summary>What the text may use. The submission's are there for groups of authors only.</summary>
    public static MailTemplate TemplateFor(MailGroup group)
    {
        var placeholders = new List<MailPlaceholder>
        {
            new("name", PlaceholderType.Text, "who gets the mail", "Ágnes Þórsdóttir"),
            new("event", PlaceholderType.Text, "the name of the event", "Theory of Testing 2027"),
            Link,
        };
        if (IsOfAuthors(group))
        {
            placeholders.Add(new("number", PlaceholderType.Text, "the number of the submission", "17"));
            placeholders.Add(new("title", PlaceholderType.Text, "the title of the submission", "A bound on explanations"));
        }

        return new MailTemplate("", "", placeholders);
    }

    public static bool IsOfAuthors(MailGroup group) => group <= MailGroup.Undecided;

    /// <param name="id">Given by the form: pressing twice makes one message.</param>
    public static GroupMessage Queue(Guid id, Guid eventId, MailGroup group, Guid? topicId, Guid? typeId, string subject, string body, Guid by, DateTimeOffset now) => new()
    {
        Id = id,
        EventId = eventId,
        Group = group,
        TopicId = topicId,
        TypeId = typeId,
        Subject = MailText.Line(subject),
        Body = MailText.Block(body),
        WrittenBy = by,
        QueuedAt = now,
        GoesAt = now + UndoWindow,
    };

    /// <summary>Whether this one, as it stands, already says what the other would: the same person, group and words, and not taken back.</summary>
    public bool Says(GroupMessage other) =>
        TakenBackAt is null && EventId == other.EventId && WrittenBy == other.WrittenBy && Group == other.Group && TopicId == other.TopicId && TypeId == other.TypeId && Subject == other.Subject && Body == other.Body;

    /// <summary>Refused as soon as one copy is on its way. Before <see cref="GoesAt"/> none is; held or paused copies wait longer.</summary>
    /// <param name="hasBegun">Whether some copy was handed over, or tried.</param>
    public Outcome<Done> TakeBack(bool hasBegun, DateTimeOffset now)
    {
        if (TakenBackAt is not null)
        {
            return new Refusal("message.taken-back", "This message has been taken back already.");
        }

        if (hasBegun)
        {
            return new Refusal("message.gone", "This message is on its way and cannot be taken back any more.");
        }

        TakenBackAt = now;
        return Done.Instance;
    }

    /// <summary>One copy.</summary>
    /// <param name="about">The submission for authors, the message itself for others.</param>
    public MailDraft Copy(string eventName, EmailAddress to, string name, Guid? submissionId, string about, MailValues values)
    {
        var rendered = TemplateFor(Group).Render(Subject, Body, values);
        return new MailDraft(MailKinds.Message, $"{Id:n}:{about}", to, name, rendered.Subject, rendered.Body)
        {
            EventId = EventId,
            SubmissionId = submissionId,
            MessageId = Id,
            NotBefore = GoesAt,
            Lacks = rendered.Lacks,
            Why = IsOfAuthors(Group)
                ? $"You get this because you are named as an author of a submission to {eventName}."
                : Group == MailGroup.Organizers ? $"You get this because you organize {eventName}." : $"You get this because you were asked to review for {eventName}.",
        };
    }
}

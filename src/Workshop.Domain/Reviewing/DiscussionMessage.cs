using Workshop.Domain.Submissions;

namespace Workshop.Domain.Reviewing;

/// <summary>Who reads a message.</summary>
public enum DiscussionAudience
{
    /// <summary>The organizers who handle the submission and its reviewers.</summary>
    Everybody,

    /// <summary>The organizers who handle it, and whoever wrote the message.</summary>
    Organizers,
}

/// <summary>A message in the discussion of one submission: plain text, with LaTeX between dollar signs.</summary>
public sealed class DiscussionMessage
{
    /// <summary>In characters, as stored.</summary>
    public const int MaxLength = 10_000;

    /// <summary>Included. Digests wait for it, so that nobody is sent to what was just taken back.</summary>
    public static readonly TimeSpan MayBeEditedFor = TimeSpan.FromMinutes(10);

    private DiscussionMessage()
    {
    }

    /// <summary>Made with the form, so that a form sent twice posts once.</summary>
    public Guid Id { get; private init; }

    public Guid EventId { get; private init; }

    public Guid SubmissionId { get; private init; }

    public Guid PersonId { get; private init; }

    /// <summary>Said as the reviewer of this assignment; null: as an organizer.</summary>
    public Guid? AssignmentId { get; private init; }

    /// <summary>From 1 within the submission, in the order in which they were saved. Never shown: it would count what is hidden.</summary>
    public int Number { get; private set; }

    public DiscussionAudience Audience { get; private init; }

    public string Text { get; private set; } = "";

    public DateTimeOffset PostedAt { get; private init; }

    public DateTimeOffset? EditedAt { get; private set; }

    /// <summary>Others then read that something was withdrawn, and not what.</summary>
    public DateTimeOffset? WithdrawnAt { get; private set; }

    public int Revision { get; private set; }

    public static Outcome<DiscussionMessage> Post(Guid id, Guid eventId, Guid submissionId, Guid personId, Guid? assignmentId, DiscussionAudience audience, string? text, DateTimeOffset now)
    {
        var clean = TextLength.Clean(text ?? "");
        return Check(clean) is { } refusal
            ? refusal
            : new DiscussionMessage { Id = id, EventId = eventId, SubmissionId = submissionId, PersonId = personId, AssignmentId = assignmentId, Audience = audience, Text = clean, PostedAt = now };
    }

    /// <summary>Where it stands among the others; set again when somebody else was faster.</summary>
    public void StandAt(int number) => Number = number;

    public bool MayBeEdited(DateTimeOffset now) => WithdrawnAt is null && now <= PostedAt + MayBeEditedFor;

    /// <summary>Refused after ten minutes, when it was withdrawn, and when it was changed in another window since <paramref name="revision"/>.</summary>
    public Outcome<Done> Edit(string? text, int revision, DateTimeOffset now)
    {
        if (revision != Revision)
        {
            return ChangedElsewhere;
        }

        if (!MayBeEdited(now))
        {
            return new Refusal("discussion.too-late-to-edit", "A message can be changed for ten minutes. Write another one, or withdraw this one.");
        }

        var clean = TextLength.Clean(text ?? "");
        if (Check(clean) is { } refusal)
        {
            return refusal;
        }

        if (clean != Text)
        {
            (Text, EditedAt) = (clean, now);
            Revision++;
        }

        return Done.Instance;
    }

    /// <summary>Doing it again changes nothing.</summary>
    public void Withdraw(DateTimeOffset now)
    {
        if (WithdrawnAt is null)
        {
            WithdrawnAt = now;
            Revision++;
        }
    }

    /// <summary>Takes the withdrawal back.</summary>
    public void Restore()
    {
        if (WithdrawnAt is not null)
        {
            WithdrawnAt = null;
            Revision++;
        }
    }

    public static Refusal ChangedElsewhere { get; } = new("discussion.changed-elsewhere", "This message was changed in another window. Look at it again; what you typed is kept below.");

    private static Refusal? Check(string text)
    {
        if (text.Length == 0)
        {
            return new Refusal("discussion.empty", "Write something first.", nameof(Text));
        }

        return text.Length > MaxLength ? new Refusal("discussion.too-long", $"Shorten the message to {MaxLength:N0} characters.", nameof(Text)) : null;
    }
}

/// <summary>How far one person has read, and was told of, the discussion of one submission; by <see cref="DiscussionMessage.Number"/>, so that no clock can lose one.</summary>
public sealed class DiscussionMark
{
    public required Guid SubmissionId { get; init; }

    public required Guid PersonId { get; init; }

    public int ReadUpTo { get; private set; }

    /// <summary>By a digest.</summary>
    public int ToldUpTo { get; private set; }

    public void Read(int number) => ReadUpTo = Math.Max(ReadUpTo, number);

    public void Tell(int number) => ToldUpTo = Math.Max(ToldUpTo, number);
}

/// <summary>When one person last got a digest of the discussions of one event, and whether they want any.</summary>
public sealed class DiscussionDigest
{
    public required Guid EventId { get; init; }

    public required Guid PersonId { get; init; }

    /// <summary>The mail's key holds the one before, so that of two nodes that write the next digest one fails.</summary>
    public DateTimeOffset? LastAt { get; private set; }

    public bool IsMuted { get; private set; }

    public int Revision { get; private set; }

    /// <summary>At the instant itself it is due.</summary>
    public bool IsDue(int everyHours, DateTimeOffset now) => everyHours > 0 && !IsMuted && (LastAt is null || LastAt + TimeSpan.FromHours(everyHours) <= now);

    public void Sent(DateTimeOffset now)
    {
        LastAt = now;
        Revision++;
    }

    public void Mute(bool muted)
    {
        if (IsMuted != muted)
        {
            IsMuted = muted;
            Revision++;
        }
    }
}

/// <summary>What a draft becomes when it is sent.</summary>
public enum DiscussionDraftOf
{
    Message,
    Response,
}

/// <summary>What one person typed about one submission and has not sent. Nobody else sees it; sending it, or emptying it, removes it.</summary>
public sealed class DiscussionDraft
{
    /// <summary>Longer than what may be sent: a text that is too long is kept too.</summary>
    public const int MaxLength = 100_000;

    public required Guid SubmissionId { get; init; }

    public required Guid PersonId { get; init; }

    public required DiscussionDraftOf Of { get; init; }

    public string Text { get; private set; } = "";

    /// <summary>The revision of the response when its form was opened.</summary>
    public int BaseRevision { get; private set; }

    /// <summary>For whom the message is meant, so that a confidential one stays confidential; null for a response.</summary>
    public DiscussionAudience? Audience { get; private set; }

    /// <summary>In which voice, for who has both; null for a response.</summary>
    public bool? AsReviewer { get; private set; }

    public DateTimeOffset SavedAt { get; private set; }

    public void Keep(string text, int baseRevision, DiscussionAudience? audience, bool? asReviewer, DateTimeOffset now) =>
        (Text, BaseRevision, Audience, AsReviewer, SavedAt) = (CutText.To(text, MaxLength), baseRevision, audience, asReviewer, now);
}

using Workshop.Domain.People;

namespace Workshop.Domain.Mail;

public enum MailState
{
    /// <summary>Waits for its turn or for its next attempt.</summary>
    Queued,

    /// <summary>Waits until an organizer has looked at it and sends it.</summary>
    Held,

    /// <summary>Handed to the transport; the outcome is not recorded yet.</summary>
    Sending,

    Sent,

    /// <summary>Refused for good, or given up after <see cref="OutgoingMail.MaxAttempts"/>.</summary>
    Failed,

    /// <summary>The process ended between handing it over and recording the outcome (RFC 1047): it may have arrived. Never sent again by itself.</summary>
    Uncertain,

    /// <summary>An organizer decided that it does not go. It still stands for its fact, so that nothing writes it anew.</summary>
    Discarded,
}

/// <summary>
/// A mail as a row: saved in the same transaction as the fact that causes it, delivered later. At most one exists for a
/// (<see cref="Kind"/>, recipient, <see cref="About"/>), which makes everything that writes mail safe to run twice.
/// </summary>
public sealed class OutgoingMail
{
    public const int MaxSubjectLength = 300;
    public const int MaxBodyLength = 100_000;
    public const int MaxAboutLength = 200;
    public const int MaxErrorLength = 1000;
    public const int MaxWhyLength = 500;
    public const int MaxLinkLength = 500;

    /// <summary>Why it is held when the event holds its kind, and nobody has touched it since.</summary>
    public const string HeldByKind = "This event's organizers look at mails of this kind before they go.";

    /// <summary>Greylisting lets pass who comes back after some minutes; a mail server may be away for a long weekend. The last attempt begins less than four days after the first.</summary>
    private static readonly TimeSpan[] BackOff =
    [
        TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(4),
        TimeSpan.FromHours(8), TimeSpan.FromHours(16), TimeSpan.FromHours(16), TimeSpan.FromHours(16), TimeSpan.FromHours(16), TimeSpan.FromHours(16),
    ];

    /// <summary>Given up after so many: the waits between them add up to 95 hours and 50 minutes.</summary>
    public static int MaxAttempts => BackOff.Length + 1;

    private readonly List<MailAttachment> _attachments = [];
    private MailDraft? _draft;

    private OutgoingMail()
    {
    }

    public Guid Id { get; private init; } = Guid.NewGuid();

    /// <summary>Null for mail about an account.</summary>
    public Guid? EventId { get; private init; }

    /// <summary>The submission it speaks about, so that organizers who must keep away from that submission do not see the mail.</summary>
    public Guid? SubmissionId { get; private init; }

    /// <summary>The message to a group that it is one copy of; null for a mail with a fact of its own.</summary>
    public Guid? MessageId { get; private init; }

    /// <summary>"submission.receipt", "reviewer.invitation": stable, part of the unique key. See <see cref="MailKinds"/>.</summary>
    public string Kind { get; private init; } = "";

    /// <summary>What the mail is about, as a key: the same fact gives the same text.</summary>
    public string About { get; private init; } = "";

    public string ToAddress { get; private init; } = "";

    public string NormalizedTo { get; private init; } = "";

    public string ToName { get; private init; } = "";

    public string Subject { get; private set; } = "";

    /// <summary>Plain text.</summary>
    public string Body { get; private set; } = "";

    /// <summary>Whether it carries a secret link, so that nobody but the recipient (and the development mailbox) may read it.</summary>
    public bool IsPrivate { get; private init; }

    /// <summary>Why this person gets it, a sentence at the foot of the text; empty when the text itself says so.</summary>
    public string Why { get; private init; } = "";

    /// <summary>An address of ours that ends this kind of mail for this person with one press (RFC 8058); null when it cannot be ended, as a receipt cannot.</summary>
    public string? UnsubscribeLink { get; private init; }

    /// <summary>The local part of its Message-ID: random, so that no two mails share a thread by accident.</summary>
    public string MessageKey { get; private init; } = "";

    /// <summary>What goes first, as a number so that databases can sort by it: see <see cref="MailPriority"/>.</summary>
    public int Priority { get; private init; } = (int)MailPriority.Ordinary;

    public MailState State { get; private set; }

    public int Attempts { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Not before this instant; included.</summary>
    public DateTimeOffset NextAttemptAt { get; private set; }

    public DateTimeOffset? SendingSince { get; private set; }

    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>What the mail server said last.</summary>
    public string? LastError { get; private set; }

    /// <summary>Why it is held, a sentence for organizers; null when it is not.</summary>
    public string? HeldBecause { get; private set; }

    /// <summary>Whether a placeholder had no value when it was written and nobody has mended that. What a title may look like says nothing about it.</summary>
    public bool IsIncomplete { get; private set; }

    /// <summary>What its placeholders stood for, as JSON, so that a template can be tried on a mail that was really written; null for kinds without a template.</summary>
    public string? Values { get; private init; }

    /// <summary>Of subject and text: rises when an organizer changes them.</summary>
    public int Revision { get; private set; }

    public IReadOnlyList<MailAttachment> Attachments => _attachments;

    /// <summary>Only for who saves it for the first time: what the event's own template needs. Null for what was read from the database.</summary>
    public MailDraft? Draft => _draft;

    /// <summary>
    /// Subject and name lose control characters, line separators and whatever turns the direction of writing here, whoever wrote them. A mail whose text lacks
    /// something (<see cref="MailDraft.Lacks"/>) is held from the start.
    /// </summary>
    public static OutgoingMail Write(MailDraft draft, DateTimeOffset now)
    {
        var mail = new OutgoingMail
        {
            EventId = draft.EventId,
            SubmissionId = draft.SubmissionId,
            MessageId = draft.MessageId,
            Kind = draft.Kind,
            About = draft.About,
            ToAddress = draft.To.Address,
            NormalizedTo = draft.To.Normalized,
            ToName = MailText.Line(draft.ToName),
            IsPrivate = draft.IsPrivate,
            Why = MailText.Line(draft.Why),
            UnsubscribeLink = draft.UnsubscribeLink,
            MessageKey = Guid.NewGuid().ToString("n"),
            Priority = (int)MailKinds.Of(draft.Kind).Priority,
            CreatedAt = now,
            NextAttemptAt = draft.NotBefore is { } notBefore && notBefore > now ? notBefore : now,
            Values = draft.Values?.ToJson(),
            _draft = draft,
        };
        mail.SetText(draft.Subject, draft.Body);
        mail._attachments.AddRange(draft.Attachments.Select((attachment, position) => MailAttachment.Of(mail.Id, position, attachment)));
        if (draft.Lacks is { } lacks)
        {
            mail.IsIncomplete = true;
            mail.Hold(lacks);
        }

        return mail;
    }

    /// <summary>Puts the event's own words in place of the usual ones, before the first save.</summary>
    public void Reword(RenderedMail rendered)
    {
        SetText(rendered.Subject, rendered.Body);
        IsIncomplete = rendered.Lacks is not null;
        if (rendered.Lacks is { } lacks)
        {
            Hold(lacks);
        }
    }

    /// <summary>Keeps it back until an organizer sends it. Only what waits can be held; anything else stays as it is.</summary>
    /// <param name="because">A sentence for organizers.</param>
    public void Hold(string because)
    {
        if (State == MailState.Queued)
        {
            State = MailState.Held;
            HeldBecause = OneLine(because, MaxWhyLength);
        }
    }

    /// <summary>Refused unless it waits, because what was handed over cannot be kept back.</summary>
    public Outcome<Done> HoldBack()
    {
        if (State != MailState.Queued)
        {
            return new Refusal("mail.not-waiting", "Only a mail that waits can be held back.");
        }

        Hold("An organizer held it back.");
        return Done.Instance;
    }

    /// <summary>An organizer lets a held mail go. Refused while its text lacks something: a placeholder without a value is never sent.</summary>
    /// <param name="revision">Of the text that the organizer saw; null for an act that is about mails nobody looked at one by one.</param>
    /// <param name="notBefore">Until when it can be held back again; null for at once.</param>
    public Outcome<Done> LetGo(DateTimeOffset now, int? revision = null, DateTimeOffset? notBefore = null)
    {
        if (State != MailState.Held)
        {
            return new Refusal("mail.not-held", "This mail is not held any more.");
        }

        if (revision is not null && revision != Revision)
        {
            return Reworded;
        }

        if (WhyNotSent() is { } incomplete)
        {
            return incomplete;
        }

        State = MailState.Queued;
        HeldBecause = null;
        NextAttemptAt = (notBefore ?? now) is var earliest && NextAttemptAt > earliest ? NextAttemptAt : earliest;
        return Done.Instance;
    }

    /// <summary>A held mail does not go. <see cref="TakeDiscardBack"/> undoes it.</summary>
    /// <param name="revision">Of the text that the organizer saw.</param>
    public Outcome<Done> Discard(int revision)
    {
        if (State != MailState.Held)
        {
            return new Refusal("mail.not-held", "Only a held mail can be discarded.");
        }

        if (revision != Revision)
        {
            return Reworded;
        }

        State = MailState.Discarded;
        return Done.Instance;
    }

    public Outcome<Done> TakeDiscardBack()
    {
        if (State != MailState.Discarded)
        {
            return new Refusal("mail.not-discarded", "This mail is not discarded any more.");
        }

        State = MailState.Held;
        HeldBecause ??= "It was discarded before.";
        return Done.Instance;
    }

    /// <summary>
    /// An organizer's own words for this one recipient. Around secret links: <paramref name="body"/> has their stand-ins (<see cref="SecretLinks"/>), each of which must
    /// still be there. Refused when it is not held, was changed elsewhere, is empty or too long.
    /// </summary>
    /// <param name="revision">Of the text that the organizer saw.</param>
    public Outcome<Done> Edit(string? subject, string? body, int revision)
    {
        if (State != MailState.Held)
        {
            return new Refusal("mail.not-held", "Only a held mail can be changed. This one has gone or is going.");
        }

        if (revision != Revision)
        {
            return Reworded;
        }

        var refusals = new List<Refusal>();
        var line = MailText.Line(subject ?? "");
        if (line.Length is 0 or > MaxSubjectLength)
        {
            refusals.Add(new Refusal("mail.subject", line.Length == 0 ? "Give the mail a subject." : $"Shorten the subject to {MaxSubjectLength} characters.", "Subject"));
        }

        var text = MailText.Block(body ?? "");
        if (text.Trim().Length == 0 || text.Length > MaxBodyLength)
        {
            refusals.Add(new Refusal("mail.body", text.Trim().Length == 0 ? "Give the mail a text." : $"Shorten the text to {MaxBodyLength} characters.", "Body"));
        }
        else if (IsPrivate && SecretLinks.WhyNot(Body, text) is { } lost)
        {
            refusals.Add(lost);
        }

        if (IsIncomplete && MailText.WhyIncomplete(line, text) is { } hole)
        {
            refusals.Add(hole);
        }

        if (refusals.Count > 0)
        {
            return Outcome.No<Done>(refusals);
        }

        SetText(line, IsPrivate ? SecretLinks.Restore(Body, text) : text);
        IsIncomplete = false;
        HeldBecause = "An organizer changed its text.";
        Revision++;
        return Done.Instance;
    }

    /// <summary>The message that it is a copy of was taken back: what waits does not go. What has gone stays as it is.</summary>
    public void TakeBack()
    {
        if (State is MailState.Queued or MailState.Held)
        {
            State = MailState.Discarded;
        }
    }

    public void StartSending(DateTimeOffset now)
    {
        State = MailState.Sending;
        SendingSince = now;
        Attempts++;
    }

    public void MarkSent(DateTimeOffset now)
    {
        State = MailState.Sent;
        SentAt = now;
        SendingSince = null;
        LastError = null;
    }

    /// <param name="permanent">True when trying again would get the same answer.</param>
    public void MarkFailed(string error, bool permanent, DateTimeOffset now)
    {
        LastError = OneLine(error, MaxErrorLength);
        SendingSince = null;
        if (permanent || Attempts >= MaxAttempts)
        {
            State = MailState.Failed;
            return;
        }

        State = MailState.Queued;
        NextAttemptAt = now + BackOff[Math.Min(Attempts, BackOff.Length) - 1];
    }

    /// <summary>The server took nothing from anybody, which says nothing about this mail: it is no attempt, and it comes back after a minute, so that what is urgent goes as soon as the server is there again.</summary>
    public void MarkUntried(string error, DateTimeOffset now)
    {
        LastError = OneLine(error, MaxErrorLength);
        SendingSince = null;
        Attempts--;
        State = MailState.Queued;
        NextAttemptAt = now + TimeSpan.FromMinutes(1);
    }

    /// <summary>It was handed over and nobody knows how that ended.</summary>
    /// <param name="why">What happened, a sentence for organizers.</param>
    public void MarkUncertain(string why)
    {
        State = MailState.Uncertain;
        SendingSince = null;
        LastError = OneLine(why, MaxErrorLength);
    }

    /// <summary>An organizer decided to send it again, knowing that it may arrive twice.</summary>
    public Outcome<Done> SendAgain(DateTimeOffset now)
    {
        if (State is not (MailState.Failed or MailState.Uncertain))
        {
            return new Refusal("mail.not-failed", "Only a mail that failed, or of which nobody knows whether it arrived, can be sent again.");
        }

        State = MailState.Queued;
        Attempts = 0;
        NextAttemptAt = now;
        return Done.Instance;
    }

    /// <summary>Whether somebody may have it already.</summary>
    public bool MayHaveLeft => State is MailState.Sending or MailState.Sent or MailState.Uncertain;

    /// <summary>Whether anything of it may have left, or was tried.</summary>
    public bool HasBegun => Attempts > 0 || State is not (MailState.Queued or MailState.Held or MailState.Discarded);

    /// <summary>Why the text cannot go as it is, or null.</summary>
    public Refusal? WhyNotSent() => IsIncomplete ? MailText.WhyIncomplete(Subject, Body) : null;

    private static Refusal Reworded => new("mail.changed-elsewhere", "Somebody else has changed this mail in the meantime. Look at the text as it is now, then decide again.");

    private void SetText(string subject, string body)
    {
        Subject = OneLine(subject, MaxSubjectLength);
        Body = MailText.Block(body);
    }

    internal static string OneLine(string text, int most) => CutText.WithMark(MailText.Line(text), most);
}

/// <summary>What a use case says about a mail; <see cref="OutgoingMail.Write"/> makes the row.</summary>
public sealed record MailDraft(string Kind, string About, EmailAddress To, string ToName, string Subject, string Body)
{
    public Guid? EventId { get; init; }

    public Guid? SubmissionId { get; init; }

    /// <summary>The message to a group that it is one copy of.</summary>
    public Guid? MessageId { get; init; }

    public bool IsPrivate { get; init; }

    /// <summary>It is not handed over before this instant, so that it can be looked at or taken back until then; null means at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    public string Why { get; init; } = "";

    public string? UnsubscribeLink { get; init; }

    public IReadOnlyList<NewAttachment> Attachments { get; init; } = [];

    /// <summary>What the placeholders of its kind stand for, so that the event's own template can be filled; null when the kind has none.</summary>
    public MailValues? Values { get; init; }

    /// <summary>Why the text cannot go as it is, a sentence; null when nothing is missing.</summary>
    public string? Lacks { get; init; }
}

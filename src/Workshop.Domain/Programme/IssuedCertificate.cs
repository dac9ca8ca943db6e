using Workshop.Domain.Submissions;

namespace Workshop.Domain.Programme;

public enum CertificateKind
{
    /// <summary>Somebody presented a submission or an invited talk.</summary>
    Presentation,

    /// <summary>Somebody reviewed; of what is never said.</summary>
    ReviewThanks,
}

/// <summary>What a certificate says; two that say the same are equal.</summary>
/// <param name="Name">Of the person, as printed.</param>
/// <param name="Form">"talk", "poster", "invited talk", "panel contribution"; empty in a letter of thanks.</param>
/// <param name="Title">Plain text with LaTeX maths; empty in a letter of thanks and while the title is to be announced.</param>
/// <param name="On">The day of the presentation at the event; in a letter of thanks its first day.</param>
public sealed record CertificateStatement(string Name, string Form, string Title, DateOnly On, string EventName, DateOnly StartsOn, DateOnly EndsOn, string Venue);

/// <summary>
/// A certificate that was printed, as it was then: later changes of names and titles leave it as it is. One of each subject is good at a time, so that printing twice gives the
/// same code; one that was voided stays, and its code says so.
/// </summary>
public sealed class IssuedCertificate
{
    public const int MaxSubjectLength = 400;

    private IssuedCertificate()
    {
    }

    public Guid Id { get; private init; } = Guid.NewGuid();

    public Guid EventId { get; private init; }

    public CertificateKind Kind { get; private init; }

    /// <summary>Whom it is for and for what, within event and kind; the same again when the name is corrected. See <see cref="SubjectOf"/>.</summary>
    public string Subject { get; private init; } = "";

    /// <summary>What was presented; null for an invited talk and a letter of thanks.</summary>
    public Guid? SubmissionId { get; private init; }

    /// <summary>Of a letter of thanks.</summary>
    public Guid? ReviewerId { get; private init; }

    /// <summary>See <see cref="ReceiptCode"/>.</summary>
    public string Code { get; private init; } = "";

    public string Name { get; private init; } = "";

    public string Form { get; private init; } = "";

    public string Title { get; private init; } = "";

    public DateOnly On { get; private init; }

    public string EventName { get; private init; } = "";

    public DateOnly StartsOn { get; private init; }

    public DateOnly EndsOn { get; private init; }

    public string Venue { get; private init; } = "";

    public DateTimeOffset IssuedAt { get; private init; }

    /// <summary>Since when it is void; null while it is good.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>Void because a corrected one took its place.</summary>
    public bool IsReplaced { get; private set; }

    public bool IsGood => RevokedAt is null;

    public CertificateStatement Statement => new(Name, Form, Title, On, EventName, StartsOn, EndsOn, Venue);

    public static IssuedCertificate Issue(Guid eventId, CertificateDue due, DateTimeOffset now) => new()
    {
        EventId = eventId,
        Kind = due.Kind,
        Subject = due.Subject,
        SubmissionId = due.SubmissionId,
        ReviewerId = due.ReviewerId,
        Code = ReceiptCode.Create(),
        Name = due.Statement.Name,
        Form = due.Statement.Form,
        Title = due.Statement.Title,
        On = due.Statement.On,
        EventName = due.Statement.EventName,
        StartsOn = due.Statement.StartsOn,
        EndsOn = due.Statement.EndsOn,
        Venue = due.Statement.Venue,
        IssuedAt = now,
    };

    /// <summary>From now on its code says that it does not hold. Doing it again changes nothing.</summary>
    public void Void(DateTimeOffset now) => RevokedAt ??= now;

    /// <summary>A corrected one takes its place; also when it was void before.</summary>
    public void Replace(DateTimeOffset now)
    {
        Void(now);
        IsReplaced = true;
    }

    /// <param name="about">The key of the item in the programme; empty in a letter of thanks.</param>
    /// <param name="who">A normalized address, or the name of an invited speaker.</param>
    public static string SubjectOf(string about, string who) => CutText.To($"{about}:{who}", MaxSubjectLength);
}

/// <summary>A certificate that somebody may have, whether or not it was printed yet.</summary>
/// <param name="Subject">See <see cref="IssuedCertificate.Subject"/>.</param>
public sealed record CertificateDue(CertificateKind Kind, string Subject, CertificateStatement Statement, Guid? SubmissionId = null, Guid? ReviewerId = null);

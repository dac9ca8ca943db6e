using System.Security.Cryptography;
using System.Text;
using Workshop.Domain.Events;
using Workshop.Domain.People;

namespace Workshop.Domain.Reviewing;

public enum ReviewerState
{
    Invited,
    Accepted,
    Declined,

    /// <summary>Taken back by an organizer before it was accepted.</summary>
    Withdrawn,

    /// <summary>Not answered in the time that the organizers gave.</summary>
    Lapsed,
}

/// <summary>Somebody who was invited to review for one event. Known by the invited address until the invitation is accepted, by the person from then on.</summary>
public sealed partial class Reviewer
{
    public const int MaxReasonLength = 1000;

    public static readonly TimeSpan InvitationLasts = TimeSpan.FromDays(60);

    private readonly List<ReviewerTopic> _topics = [];
    private readonly List<PastPaper> _pastPapers = [];
    private readonly List<CoauthorCorrection> _coauthorCorrections = [];

    private Reviewer()
    {
    }

    public Guid Id { get; private init; } = Guid.NewGuid();

    public Guid EventId { get; private init; }

    /// <summary>As the organizer typed it.</summary>
    public string Name { get; private set; } = "";

    public string Email { get; private init; } = "";

    public string NormalizedEmail { get; private init; } = "";

    /// <summary>Who accepted; null before.</summary>
    public Guid? PersonId { get; private set; }

    public ReviewerState State { get; private set; }

    public DateTimeOffset InvitedAt { get; private set; }

    /// <summary>SHA-256 of the secret in the invitation link; the secret itself stands only in the mail.</summary>
    public string TokenHash { get; private set; } = "";

    public DateTimeOffset TokenExpires { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public string? DeclineReason { get; private set; }

    /// <summary>Whom somebody who declined named instead; null when nobody.</summary>
    public string? SuggestedName { get; private set; }

    /// <summary>A valid address; null when none was given.</summary>
    public string? SuggestedEmail { get; private set; }

    /// <summary>When this reviewer's reviews are due, by an organizer's leave; null means with everybody else's.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>Since when this reviewer wants no reminders for this event; null means that they come.</summary>
    public DateTimeOffset? RemindersEndedAt { get; private set; }

    /// <summary>The IANA name of the zone that the reviewer's browser named last; null when it never did.</summary>
    public string? ZoneId { get; private set; }

    /// <summary>The most submissions this reviewer takes; null means the event's own limit.</summary>
    public int? MaxLoad { get; private set; }

    /// <summary>The fewest submissions that organizers want this reviewer to get; 0 means no minimum.</summary>
    public int MinLoad { get; private set; }

    /// <summary>Experienced enough to be the one senior reviewer of a submission, as organizers see it.</summary>
    public bool IsSenior { get; private set; }

    public IReadOnlyList<ReviewerTopic> Topics => _topics;

    public IReadOnlyList<PastPaper> PastPapers => _pastPapers;

    public IReadOnlyList<CoauthorCorrection> CoauthorCorrections => _coauthorCorrections;

    /// <summary>The invitation and the secret for its link, which is not kept: 128 random bits, URL-safe.</summary>
    public static (Reviewer Reviewer, string Token) Invite(Guid eventId, string name, EmailAddress email, DateTimeOffset now)
    {
        var reviewer = new Reviewer { EventId = eventId, Name = Person.Clean(name), Email = email.Address, NormalizedEmail = email.Normalized };
        return (reviewer, reviewer.RenewInvitation(now));
    }

    /// <summary>Makes a new link and forgets the old one.</summary>
    private string RenewInvitation(DateTimeOffset now)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        TokenHash = HashOf(token);
        InvitedAt = now;
        TokenExpires = now + InvitationLasts;
        return token;
    }

    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Why the link may not be used at <paramref name="now"/>, or null. The last instant is included.</summary>
    public Refusal? CheckToken(DateTimeOffset now) => now <= TokenExpires
        ? null
        : new Refusal("invitation.expired", "This invitation has expired. Write to the organizers if you would still like to review.");

    /// <summary>Why the link cannot be answered at <paramref name="now"/>, or null. Somebody who has declined may still accept: people change their minds.</summary>
    /// <param name="lateIsWelcome">Whether somebody whose invitation has lapsed may answer it all the same.</param>
    public Refusal? WhyNotAnswer(DateTimeOffset now, bool lateIsWelcome = true) => State switch
    {
        ReviewerState.Accepted => new Refusal("invitation.used", "This invitation has been accepted already."),
        ReviewerState.Lapsed when !lateIsWelcome => new Refusal("invitation.lapsed", "This invitation was not answered in time, and somebody else was asked. Write to the organizers if you would still like to review."),
        ReviewerState.Withdrawn => new Refusal("invitation.withdrawn", "The organizers have taken this invitation back. Write to them if you think this is a mistake."),
        _ => CheckToken(now),
    };

    /// <summary>A new link for somebody who has not accepted: after a reminder, a refusal, a mistake or the end of the old one.</summary>
    public Outcome<string> InviteAgain(DateTimeOffset now)
    {
        if (State == ReviewerState.Accepted)
        {
            return new Refusal("reviewer.accepted", "This reviewer has accepted already, so there is nothing to remind them of.");
        }

        State = ReviewerState.Invited;
        AnsweredAt = null;
        return RenewInvitation(now);
    }

    /// <summary>The link stops working. Doing it again changes nothing.</summary>
    public Outcome<Done> Withdraw(DateTimeOffset now)
    {
        if (State == ReviewerState.Accepted)
        {
            return new Refusal("reviewer.accepted", "This reviewer has accepted already. An invitation can only be taken back before that.");
        }

        if (State != ReviewerState.Withdrawn)
        {
            State = ReviewerState.Withdrawn;
            AnsweredAt = now;
        }

        return Done.Instance;
    }

    /// <summary>Nobody has answered in time. Refused for an invitation that is not open; nothing is then changed.</summary>
    public Outcome<Done> Lapse()
    {
        if (State != ReviewerState.Invited)
        {
            return new Refusal("reviewer.answered", "This invitation is not open any more.");
        }

        State = ReviewerState.Lapsed;
        return Done.Instance;
    }

    /// <summary>Whom to ask instead, said by somebody who declines. Both may be missing.</summary>
    public void Suggest(string? name, EmailAddress? email)
    {
        var cleaned = Person.Clean(name ?? "");
        SuggestedName = cleaned.Length == 0 ? null : CutText.To(cleaned, Person.MaxNameLength);
        SuggestedEmail = email?.Address;
    }

    /// <summary>
    /// A due date moved by days on the clocks of a zone, so that it keeps its time of day when they change: from the date itself or, when it has passed, from the same time of day today. A time that
    /// clocks jump over becomes the first instant after the jump.
    /// </summary>
    public static DateTimeOffset LaterBy(int days, DateTimeOffset due, EventZone zone, DateTimeOffset now)
    {
        var from = due > now ? zone.At(due).DateTime : zone.At(now).Date + zone.At(due).TimeOfDay;
        return WallClock.AtOrAfter(from.AddDays(days), zone, DateTimeOffset.MinValue);
    }

    /// <summary>Doing it again changes nothing.</summary>
    public void EndReminders(DateTimeOffset now) => RemindersEndedAt ??= now;

    public void ResumeReminders() => RemindersEndedAt = null;

    /// <summary>What the reviewer's browser says; an unknown zone is not kept.</summary>
    public void LivesIn(string? zoneId)
    {
        if (EventZone.Find(zoneId).Succeeded)
        {
            ZoneId = zoneId;
        }
    }

    /// <summary>Accepting again, or after having declined, is allowed: people change their minds.</summary>
    public Outcome<Done> Accept(Guid personId, DateTimeOffset now)
    {
        if (PersonId is { } accepted && accepted != personId)
        {
            return new Refusal("invitation.someone-else", "This invitation was accepted from another account. Sign in with that account.");
        }

        PersonId = personId;
        State = ReviewerState.Accepted;
        AnsweredAt = now;
        DeclineReason = null;
        (SuggestedName, SuggestedEmail) = (null, null);
        return Done.Instance;
    }

    /// <summary>A reason is cut at <see cref="MaxReasonLength"/>.</summary>
    public void Decline(string? reason, DateTimeOffset now)
    {
        State = ReviewerState.Declined;
        AnsweredAt = now;
        var text = Person.Clean(reason ?? "");
        DeclineReason = text.Length == 0 ? null : CutText.WithMark(text, MaxReasonLength);
    }
}

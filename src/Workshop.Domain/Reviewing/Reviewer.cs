using System.Security.Cryptography;
using System.Text;
using Workshop.Domain.People;

namespace Workshop.Domain.Reviewing;

public enum ReviewerState
{
    Invited,
    Accepted,
    Declined,

    /// <summary>Taken back by an organizer before it was accepted.</summary>
    Withdrawn,
}

/// <summary>Somebody who was invited to review for one event. Known by the invited address until the invitation is accepted, by the person from then on.</summary>
public sealed class Reviewer
{
    public const int MaxPastPapers = 50;
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
    public Refusal? WhyNotAnswer(DateTimeOffset now) => State switch
    {
        ReviewerState.Accepted => new Refusal("invitation.used", "This invitation has been accepted already. Sign in to see what there is to review."),
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
        return Done.Instance;
    }

    /// <summary>A reason is cut at <see cref="MaxReasonLength"/>.</summary>
    public void Decline(string? reason, DateTimeOffset now)
    {
        State = ReviewerState.Declined;
        AnsweredAt = now;
        var text = Person.Clean(reason ?? "");
        DeclineReason = text.Length == 0 ? null : text.Length <= MaxReasonLength ? text : text[..(MaxReasonLength - 1)] + "…";
    }

    /// <summary>What the reviewer is expert in; replaces what was there. Blank papers are dropped.</summary>
    public Outcome<Done> Describe(IReadOnlyCollection<Guid> topicIds, IReadOnlyList<PastPaperEntry> papers, int? maxLoad)
    {
        var kept = papers.Where(paper => !string.IsNullOrWhiteSpace(paper.Title) || !string.IsNullOrWhiteSpace(paper.Abstract)).ToList();
        if (kept.Count > MaxPastPapers)
        {
            return new Refusal("reviewer.too-many-papers", $"Give at most {MaxPastPapers} past papers; three to five are enough.", "PastPapers");
        }

        if (kept.Exists(paper => paper.Title.Length > PastPaper.MaxTitleLength || paper.Abstract.Length > PastPaper.MaxAbstractLength))
        {
            return new Refusal("reviewer.paper-too-long", $"A title has at most {PastPaper.MaxTitleLength} characters and an abstract {PastPaper.MaxAbstractLength:N0}. Is there an empty line between your papers?", "PastPapers");
        }

        if (maxLoad is < 0 or > 100)
        {
            return new Refusal("reviewer.load", "Choose a number of submissions from 0 to 100, or leave it empty.", nameof(MaxLoad));
        }

        _topics.RemoveAll(topic => !topicIds.Contains(topic.TopicId));
        foreach (var id in topicIds.Distinct().Where(id => !_topics.Exists(topic => topic.TopicId == id)))
        {
            _topics.Add(new ReviewerTopic { ReviewerId = Id, TopicId = id });
        }

        _pastPapers.Clear();
        for (var position = 0; position < kept.Count; position++)
        {
            _pastPapers.Add(new PastPaper { ReviewerId = Id, Position = position, Title = Person.Clean(kept[position].Title), Abstract = kept[position].Abstract.Trim() });
        }

        MaxLoad = maxLoad;
        return Done.Instance;
    }
}

/// <summary>A topic of the event that the reviewer speaks for.</summary>
public sealed class ReviewerTopic
{
    public required Guid ReviewerId { get; init; }

    public required Guid TopicId { get; init; }
}

public sealed record PastPaperEntry(string Title, string Abstract);

public enum PastPaperSource
{
    Pasted,
    BibTeX,
    Pdf,
}

/// <summary>Something the reviewer wrote before, from which matching learns what they know.</summary>
public sealed class PastPaper
{
    public const int MaxTitleLength = 500;
    public const int MaxAbstractLength = 20_000;
    public const int MaxAuthorsLength = 10_000;

    /// <summary>Room for 2,500 words.</summary>
    public const int MaxFullTextLength = 60_000;

    public Guid Id { get; private init; } = Guid.NewGuid();

    public required Guid ReviewerId { get; init; }

    public required int Position { get; init; }

    public required string Title { get; init; }

    public required string Abstract { get; init; }

    public PastPaperSource Source { get; init; }

    /// <summary>Names, one a line, as the source gives them; empty when it gives none.</summary>
    public string Authors { get; init; } = "";

    public int? Year { get; init; }

    /// <summary>The first words of the PDF that the reviewer uploaded; null when there was none. The file itself is not kept.</summary>
    public string? FullText { get; init; }
}

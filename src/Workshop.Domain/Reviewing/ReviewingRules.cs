using Workshop.Domain.Events;

namespace Workshop.Domain.Reviewing;

/// <summary>Whether reviewers of one submission read each other's reviews.</summary>
public enum OthersReviews
{
    Never,

    /// <summary>As soon as their own review of it is submitted.</summary>
    AfterOwn,

    Always,
}

/// <summary>From when on reviewers read each other's reviews and discuss.</summary>
public enum DiscussionOpening
{
    /// <summary>As soon as there is a review.</summary>
    AtOnce,

    /// <summary>From the due date of the reviews on. While there is none: not at all.</summary>
    WhenReviewsAreDue,

    /// <summary>At an instant of its own.</summary>
    At,
}

/// <summary>What organizers choose about who sees which review, about discussions and about the authors' response.</summary>
/// <param name="OpensAt">Needed for <see cref="DiscussionOpening.At"/>, otherwise not looked at. Included.</param>
/// <param name="NamesReviewers">Reviewers of a submission learn each other's names; makes no sense with <see cref="OthersReviews.Never"/>.</param>
/// <param name="NamesOrganizers">Reviewers read which organizer writes in a discussion.</param>
/// <param name="SignsReviews">Authors learn at release who reviewed. With known authors that is open reviewing.</param>
/// <param name="DigestHours">At most one digest of discussions for each person in so many hours; 0 for none.</param>
/// <param name="DigestQuotes">Digests contain the messages and not only where they are.</param>
/// <param name="ResponseOpens">With <paramref name="ResponseCloses"/> or not at all. Included, as is the other.</param>
/// <param name="ResponseLimit">In characters, as <see cref="Submissions.TextLength"/> counts.</param>
public sealed record ReviewingSettings(
    OthersReviews OthersReviews,
    DiscussionOpening Opening,
    DateTimeOffset? OpensAt,
    bool Discusses,
    bool NamesReviewers,
    bool NamesOrganizers,
    bool SignsReviews,
    int DigestHours,
    bool DigestQuotes,
    DateTimeOffset? ResponseOpens,
    DateTimeOffset? ResponseCloses,
    int ResponseLimit,
    bool ResponseShowsScores)
{
    public const int LongestDigestHours = 168;
    public const int LongestResponse = 50_000;

    /// <summary>For an event whose organizers chose nothing: after their own review, from the due date on, without names; a digest a day; no response.</summary>
    public static ReviewingSettings Default { get; } = new(OthersReviews.AfterOwn, DiscussionOpening.WhenReviewsAreDue, null, true, false, true, false, 24, false, null, null, 5000, false);

    /// <summary>Every reason why these settings make no sense, by field; empty when they do.</summary>
    public IReadOnlyList<Refusal> Check(WorkshopEvent of)
    {
        var refusals = new List<Refusal>();
        void When(bool wrong, string code, string field, string message)
        {
            if (wrong)
            {
                refusals.Add(new Refusal(code, message, field));
            }
        }

        When(Opening == DiscussionOpening.At && OpensAt is null, "reviewing.opening-missing", nameof(OpensAt), "Say when it opens, or choose another beginning.");
        When(Opening == DiscussionOpening.WhenReviewsAreDue && of.ReviewsDue is null, "reviewing.no-due-date", nameof(Opening), "The event has no day on which reviews are due. Set one in the settings of the event, or choose another beginning.");
        When(NamesReviewers && OthersReviews == OthersReviews.Never, "reviewing.names-of-nobody", nameof(NamesReviewers), "Reviewers who never read each other’s reviews do not learn each other’s names. Take the tick out, or let them read the reviews.");
        When(DigestHours is < 0 or > LongestDigestHours, "reviewing.digest-hours", nameof(DigestHours), $"Choose 1 to {LongestDigestHours} hours, or 0 for no mail.");
        When(ResponseOpens is null && ResponseCloses is not null, "reviewing.response-opens-missing", nameof(ResponseOpens), "Say when authors may begin to respond, or leave both times empty.");
        When(ResponseCloses is null && ResponseOpens is not null, "reviewing.response-closes-missing", nameof(ResponseCloses), "Say until when authors may respond, or leave both times empty.");
        When(ResponseCloses <= ResponseOpens, "reviewing.response-ends-first", nameof(ResponseCloses), "The response closes before it opens. Choose a later time.");
        When(ResponseOpens <= of.SubmissionsClose, "reviewing.response-too-early", nameof(ResponseOpens), "Authors cannot respond before submissions close. Choose a later time.");
        When(ResponseLimit is < 1 or > LongestResponse, "reviewing.response-limit", nameof(ResponseLimit), $"Choose a limit of 1 to {LongestResponse:N0} characters.");
        return refusals;
    }
}

/// <summary>
/// The chosen rules of one event; an event without a row has <see cref="Default"/>. What hides names cannot be undone for what was written under it: a name is shown only with
/// what was submitted or posted after the rule that shows it was in force, without a break. So nothing is revealed to anybody that its writer was promised to be hidden, and no
/// way in which a review is submitted can forget to note the promise.
/// </summary>
public sealed class ReviewingRules
{
    /// <summary>Once somebody is assigned, a rule that shows names holds only for what is written this much later, so that everybody could read of it before.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromHours(24);

    private ReviewingRules()
    {
    }

    public Guid EventId { get; private init; }

    public OthersReviews OthersReviews { get; private set; }

    public DiscussionOpening Opening { get; private set; }

    public DateTimeOffset? OpensAt { get; private set; }

    public bool Discusses { get; private set; }

    /// <summary>Reviews submitted at or after this instant go by name among the reviewers of a submission; null: none.</summary>
    public DateTimeOffset? ReviewersNamedSince { get; private set; }

    /// <summary>Messages of organizers posted at or after this instant go by name to reviewers; null: none.</summary>
    public DateTimeOffset? OrganizersNamedSince { get; private set; }

    /// <summary>Reviews submitted at or after this instant go by name to authors, at release; null: none.</summary>
    public DateTimeOffset? SignedSince { get; private set; }

    public int DigestHours { get; private set; }

    public bool DigestQuotes { get; private set; }

    public DateTimeOffset? ResponseOpens { get; private set; }

    public DateTimeOffset? ResponseCloses { get; private set; }

    public int ResponseLimit { get; private set; }

    public bool ResponseShowsScores { get; private set; }

    /// <summary>Rises with every change; 0 for an event that has no row.</summary>
    public int Revision { get; private set; }

    public ReviewingSettings Settings => new(
        OthersReviews, Opening, OpensAt, Discusses, ReviewersNamedSince is not null, OrganizersNamedSince is not null, SignedSince is not null,
        DigestHours, DigestQuotes, ResponseOpens, ResponseCloses, ResponseLimit, ResponseShowsScores);

    public static ReviewingRules Default(Guid eventId)
    {
        var rules = new ReviewingRules { EventId = eventId };
        rules.Take(ReviewingSettings.Default, DateTimeOffset.UnixEpoch);
        return rules;
    }

    /// <summary>Refused with every reason at once, and when somebody else changed them since <paramref name="revision"/>; nothing is then changed.</summary>
    /// <param name="isUnderWay">Somebody is assigned: what shows names gets its <see cref="Notice"/>.</param>
    public Outcome<Done> Change(WorkshopEvent of, ReviewingSettings settings, int revision, bool isUnderWay, DateTimeOffset now)
    {
        if (revision != Revision)
        {
            return ChangedElsewhere;
        }

        var refusals = settings.Check(of);
        if (refusals.Count > 0)
        {
            return Outcome.No<Done>(refusals);
        }

        Take(settings, isUnderWay ? now + Notice : now);
        Revision++;
        return Done.Instance;
    }

    public static Refusal ChangedElsewhere { get; } = new("reviewing.changed-elsewhere", "Another organizer changed these rules after you opened this page. Look at what is saved now, then save again to replace it.");

    /// <summary>From when on reviewers read each other and discuss, included; null: not before somebody sets a day.</summary>
    public DateTimeOffset? OpensFor(DateTimeOffset? reviewsDue) => Opening switch
    {
        DiscussionOpening.AtOnce => DateTimeOffset.UnixEpoch,
        DiscussionOpening.WhenReviewsAreDue => reviewsDue,
        _ => OpensAt,
    };

    public bool IsOpen(DateTimeOffset? reviewsDue, DateTimeOffset now) => OpensFor(reviewsDue) <= now;

    /// <summary>Whether authors may respond at <paramref name="arrived"/>, as far as the clock says; both ends included.</summary>
    public bool IsResponseOpen(DateTimeOffset arrived) => ResponseOpens <= arrived && arrived <= ResponseCloses;

    /// <summary>Whether a rule that shows the names of reviewers came into force after <paramref name="shown"/> and until <paramref name="now"/>: what a form said of names then is not so any more.</summary>
    public bool NamesBegan(DateTimeOffset shown, DateTimeOffset now)
    {
        return Began(ReviewersNamedSince) || Began(SignedSince);

        bool Began(DateTimeOffset? since) => shown < since && since <= now;
    }

    private void Take(ReviewingSettings settings, DateTimeOffset from)
    {
        OthersReviews = settings.OthersReviews;
        Opening = settings.Opening;
        OpensAt = settings.Opening == DiscussionOpening.At ? settings.OpensAt : null;
        Discusses = settings.Discusses;
        ReviewersNamedSince = settings.NamesReviewers ? ReviewersNamedSince ?? from : null;
        OrganizersNamedSince = settings.NamesOrganizers ? OrganizersNamedSince ?? from : null;
        SignedSince = settings.SignsReviews ? SignedSince ?? from : null;
        DigestHours = settings.DigestHours;
        DigestQuotes = settings.DigestQuotes;
        ResponseOpens = settings.ResponseOpens;
        ResponseCloses = settings.ResponseCloses;
        ResponseLimit = settings.ResponseLimit;
        ResponseShowsScores = settings.ResponseShowsScores;
    }
}

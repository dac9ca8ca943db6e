using Microsoft.AspNetCore.Mvc.Rendering;
using Workshop.Domain;
using Workshop.Domain.Events;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Discussion;

/// <summary><see cref="ReviewingSettings"/> as a form; its times are in the zone in which the event announces its deadlines.</summary>
public sealed class RulesForm
{
    public OthersReviews OthersReviews { get; set; }

    public DiscussionOpening Opening { get; set; }

    public TimeEntry OpensAt { get; set; } = TimeEntry.Empty;

    public bool Discusses { get; set; }

    public bool NamesReviewers { get; set; }

    public bool NamesOrganizers { get; set; }

    public bool SignsReviews { get; set; }

    public int? DigestHours { get; set; }

    public bool DigestQuotes { get; set; }

    public TimeEntry ResponseOpens { get; set; } = TimeEntry.Empty;

    public TimeEntry ResponseCloses { get; set; } = TimeEntry.Empty;

    public int? ResponseLimit { get; set; }

    public bool ResponseShowsScores { get; set; }

    public static IReadOnlyList<SelectListItem> OthersChoices { get; } =
    [
        new("Never", nameof(OthersReviews.Never)),
        new("After their own is submitted", nameof(OthersReviews.AfterOwn)),
        new("Always", nameof(OthersReviews.Always)),
    ];

    public static IReadOnlyList<SelectListItem> OpeningChoices { get; } =
    [
        new("At once, as reviews come in", nameof(DiscussionOpening.AtOnce)),
        new("When reviews are due", nameof(DiscussionOpening.WhenReviewsAreDue)),
        new("At a time of its own", nameof(DiscussionOpening.At)),
    ];

    public static RulesForm From(ReviewingSettings saved, EventZone zone) => new()
    {
        OthersReviews = saved.OthersReviews,
        Opening = saved.Opening,
        OpensAt = TimeEntry.Of(saved.OpensAt, zone),
        Discusses = saved.Discusses,
        NamesReviewers = saved.NamesReviewers,
        NamesOrganizers = saved.NamesOrganizers,
        SignsReviews = saved.SignsReviews,
        DigestHours = saved.DigestHours,
        DigestQuotes = saved.DigestQuotes,
        ResponseOpens = TimeEntry.Of(saved.ResponseOpens, zone),
        ResponseCloses = TimeEntry.Of(saved.ResponseCloses, zone),
        ResponseLimit = saved.ResponseLimit,
        ResponseShowsScores = saved.ResponseShowsScores,
    };

    /// <summary>Refused with every time that cannot be read; whether the settings make sense, the Domain says.</summary>
    public Outcome<ReviewingSettings> ToSettings(EventZone zone)
    {
        var refusals = new List<Refusal>();
        var settings = new ReviewingSettings(
            OthersReviews, Opening, Instant(Opening == DiscussionOpening.At ? OpensAt : TimeEntry.Empty, nameof(OpensAt)), Discusses, NamesReviewers, NamesOrganizers, SignsReviews,
            DigestHours ?? 0, DigestQuotes, Instant(ResponseOpens, nameof(ResponseOpens)), Instant(ResponseCloses, nameof(ResponseCloses)), ResponseLimit ?? 0, ResponseShowsScores);
        return refusals.Count == 0 ? settings : Outcome.No<ReviewingSettings>(refusals);

        DateTimeOffset? Instant(TimeEntry entry, string field)
        {
            var instant = entry.Read(zone, field);
            refusals.AddRange(instant.Refusals);
            return instant.Value;
        }
    }
}

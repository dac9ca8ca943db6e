using System.Globalization;
using Workshop.Domain.Events;

namespace Workshop.Domain.Reviewing;

/// <summary>What the rules mean, in sentences that reviewers and authors may be told as they are.</summary>
public static class ReviewingRulesWords
{
    /// <summary>"double-blind", "single-blind" or "open"; authors hidden from reviewers who sign has no common name.</summary>
    public static string NameOf(bool doubleBlind, bool signs) => (doubleBlind, signs) switch
    {
        (true, false) => "double-blind",
        (false, false) => "single-blind",
        (false, true) => "open",
        _ => "blind towards reviewers only",
    };

    /// <summary>One sentence for each thing that somebody asks.</summary>
    /// <param name="time">Says an instant as the event does.</param>
    public static IReadOnlyList<string> Sentences(ReviewingSettings settings, WorkshopEvent of, Func<DateTimeOffset, string> time)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var sentences = new List<string>
        {
            $"Reviewing is {NameOf(of.DoubleBlind, settings.SignsReviews)}: reviewers {(of.DoubleBlind ? "do not learn" : "see")} who wrote a submission, and authors {(settings.SignsReviews ? "learn who reviewed it when decisions are released" : "never learn who reviewed it")}.",
            Others(settings, of, time),
            Discussion(settings, of, time),
        };
        if (settings.Discusses)
        {
            sentences.Add(Digests(settings));
        }

        sentences.Add(Response(settings, of, time));
        return sentences;
    }

    /// <summary>What a reviewer is told beside the form; of a review that was submitted, what holds for it.</summary>
    /// <param name="promisedAt"><see cref="Review.FirstSubmittedAt"/>; null for a review that was never submitted.</param>
    /// <param name="firstMessageAt">When its writer first said something in the discussion; null: never.</param>
    /// <param name="time">Says an instant as the event does.</param>
    public static string ForReviewer(ReviewingRules rules, DateTimeOffset? promisedAt, DateTimeOffset? firstMessageAt, DateTimeOffset now, Func<DateTimeOffset, string> time)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(time);
        var at = promisedAt ?? now;
        var coming = promisedAt is null;
        string others;
        if (rules.OthersReviews == OthersReviews.Never)
        {
            others = "The organizers read your review under your name. As the rules are now, the other reviewers of this submission do not read it; should that change, they read it under a number.";
        }
        else if (ReviewVisibility.IsNamed(rules.ReviewersNamedSince, at, firstMessageAt))
        {
            others = "The organizers and the other reviewers of this submission read your review under your name.";
        }
        else
        {
            others = "The organizers read your review under your name, the other reviewers of this submission under a number.";
            if (coming && firstMessageAt is null && rules.ReviewersNamedSince is { } named)
            {
                others += $" If you submit it from {time(named)} on, they read it under your name.";
            }
        }

        var authors = rules.SignedSince <= at
            ? "Reviews are signed: the authors learn your name when decisions are released."
            : coming && rules.SignedSince is { } signed
                ? $"If you submit it before {time(signed)}, the authors never learn your name; from then on reviews are signed, and they learn it when decisions are released."
                : "The authors never learn your name.";
        return $"{others} {authors}";
    }

    private static string Others(ReviewingSettings settings, WorkshopEvent of, Func<DateTimeOffset, string> time) => settings.OthersReviews switch
    {
        OthersReviews.Never => "Reviewers never see each other’s reviews.",
        OthersReviews.AfterOwn => $"Reviewers see each other’s reviews of a submission after they submitted their own{Opening(settings, of, time)}, {(settings.NamesReviewers ? "with names" : "without names")}.",
        _ => $"Reviewers see each other’s reviews of a submission as they are submitted, their own done or not{Opening(settings, of, time)}, {(settings.NamesReviewers ? "with names" : "without names")}.",
    };

    private static string Opening(ReviewingSettings settings, WorkshopEvent of, Func<DateTimeOffset, string> time) => settings.Opening switch
    {
        DiscussionOpening.AtOnce => "",
        DiscussionOpening.WhenReviewsAreDue => of.ReviewsDue is { } due ? $", from {time(due)} on" : ", once there is a day on which reviews are due",
        _ => settings.OpensAt is { } at ? $", from {time(at)} on" : "",
    };

    private static string Discussion(ReviewingSettings settings, WorkshopEvent of, Func<DateTimeOffset, string> time) => settings.Discusses
        ? $"Each submission has a discussion of its organizers and its reviewers{(settings.OthersReviews == OthersReviews.Always ? "" : " whose own review is submitted")}{Opening(settings, of, time)}, until the decision is released; in it reviewers go by {(settings.NamesReviewers ? "name" : "number")} and organizers {(settings.NamesOrganizers ? "by name" : "as “an organizer”")}."
        : "There is no discussion of submissions.";

    private static string Digests(ReviewingSettings settings) => settings.DigestHours == 0
        ? "Nobody gets mail about new messages."
        : string.Create(CultureInfo.InvariantCulture, $"Whoever has unread messages gets at most one mail in {(settings.DigestHours == 1 ? "an hour" : $"{settings.DigestHours} hours")}, which {(settings.DigestQuotes ? "contains them" : "says where they are and not what they say")}.");

    private static string Response(ReviewingSettings settings, WorkshopEvent of, Func<DateTimeOffset, string> time) => settings is { ResponseOpens: { } opens, ResponseCloses: { } closes }
        ? string.Create(CultureInfo.InvariantCulture, $"Authors read the comments to them{(settings.ResponseShowsScores ? " and the scores" : ", not the scores,")} and may respond with up to {settings.ResponseLimit:N0} characters from {time(opens)} until {time(closes)}; reviews that come in meanwhile are shown to them as well. Reviewers read the response {(of.DoubleBlind ? "without names" : "as one of all authors")}, once they are in the discussion.")
        : "Authors do not respond to reviews.";
}

using System.Globalization;
using Workshop.Domain;
using Workshop.Domain.Assignment;

namespace Workshop.Web.Features.Assignment;

/// <summary>What the organizer asks for. Nobody gets more than <paramref name="MaxLoad"/>, and nobody more than they said they take. Arguments of the job, so it is kept as JSON.</summary>
public sealed record AssignmentWish(int ReviewsPerSubmission, int MaxLoad)
{
    /// <summary>As <see cref="Domain.Assignment.Floor.Parse"/> reads it.</summary>
    public string Floor { get; init; } = "none";

    /// <summary>At least one reviewer of each submission has this affinity; null asks for nothing.</summary>
    public double? Bar { get; init; }

    public bool OneSenior { get; init; }

    public bool OnePerInstitution { get; init; }

    /// <summary>Nobody reviews a submission of somebody who reviews theirs.</summary>
    public bool NoMutual { get; init; } = true;

    public bool UseBids { get; init; } = true;

    /// <summary>The largest probability of a pair, in percent; null draws nothing.</summary>
    public int? MostPercent { get; init; }

    public ulong Seed { get; init; }

    /// <summary>Submissions that get another number of reviews, by id.</summary>
    public IReadOnlyDictionary<Guid, int> Demands { get; init; } = new Dictionary<Guid, int>();

    public const int MostReviews = 10;
    public const int MostLoad = 100;

    public IReadOnlyList<Refusal> WhyNot()
    {
        var refusals = new List<Refusal>();
        if (ReviewsPerSubmission is < 1 or > MostReviews)
        {
            refusals.Add(new Refusal("assignment.reviews", $"Choose 1 to {MostReviews} reviews for each submission.", nameof(ReviewsPerSubmission)));
        }

        if (MaxLoad is < 1 or > MostLoad)
        {
            refusals.Add(new Refusal("assignment.load", $"Choose 1 to {MostLoad} submissions for each reviewer.", nameof(MaxLoad)));
        }

        if (Demands.Values.Any(reviews => reviews is < 0 or > MostReviews))
        {
            refusals.Add(new Refusal("assignment.reviews", $"A single submission may get 0 to {MostReviews} reviews.", nameof(Demands)));
        }

        var floor = Domain.Assignment.Floor.Parse(Floor);
        if (floor is null || floor.AtLeast is < 0 or > MostReviews)
        {
            refusals.Add(new Refusal("assignment.floor", $"Give the least total as a number from 0 to {MostReviews}, with a decimal point.", "FloorValue"));
        }

        if (Bar is { } bar && !(bar is > 0 and <= 1))
        {
            refusals.Add(new Refusal("assignment.bar", "An affinity lies between 0 and 1. Give a number above 0 and at most 1, or leave it empty.", nameof(Bar)));
        }

        if (MostPercent is < 1 or > 100)
        {
            refusals.Add(new Refusal("assignment.probability", "Give a whole number of percent from 1 to 100, or leave it empty.", nameof(MostPercent)));
        }
        else if (MostPercent is not null && NoMutual)
        {
            refusals.Add(new Refusal("assignment.mutual-draw", "Mutual reviewing cannot be kept out of a draw: two pairs that are each possible could be drawn at once. Untick it, or leave this empty.", nameof(MostPercent)));
        }
        else if (refusals.Count == 0 && Options.WhyNot() is { } refusal)
        {
            refusals.Add(refusal);
        }

        return refusals;
    }

    /// <summary>Only for a wish without refusals.</summary>
    public AssignmentOptions Options => new()
    {
        Seed = Seed,
        Floor = Domain.Assignment.Floor.Parse(Floor) ?? Domain.Assignment.Floor.None,
        MaxProbability = MostPercent / 100.0,
    };

    /// <summary>What was asked for beyond numbers, in words, for the head of a proposal and for the log.</summary>
    public IEnumerable<string> Extras
    {
        get
        {
            if (Floor == "best")
            {
                yield return "the worst-served submission raised as far as possible";
            }
            else if (Floor != "none")
            {
                yield return $"a total of at least {Floor} for every submission";
            }

            if (Bar is { } bar)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"one reviewer with an affinity of at least {bar}");
            }

            if (OneSenior)
            {
                yield return "one senior reviewer";
            }

            if (OnePerInstitution)
            {
                yield return "no two reviewers from one institution";
            }

            if (NoMutual)
            {
                yield return "no mutual reviewing";
            }

            if (MostPercent is { } percent)
            {
                yield return $"drawn by chance, no pair more likely than {percent} %";
            }

            if (!UseBids)
            {
                yield return "bids left out";
            }
        }
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc.Rendering;
using Workshop.Domain;

namespace Workshop.Web.Features.Assignment;

/// <summary>The options of a proposal as an organizer types them.</summary>
public sealed class WishForm
{
    public const string Largest = "total";
    public const string Best = "best";
    public const string Least = "least";

    public static IReadOnlyList<SelectListItem> Fairnesses { get; } =
    [
        new("The largest total", Largest),
        new("Nobody left behind: first the worst-served submission as good as it can be, then the largest total", Best),
        new("A least total for every submission, then the largest total", Least),
    ];

    public int? ReviewsPerSubmission { get; set; }

    public int? MaxLoad { get; set; }

    public string Fairness { get; set; } = Largest;

    public string? FloorValue { get; set; }

    public string? Bar { get; set; }

    public bool OneSenior { get; set; }

    public bool OnePerInstitution { get; set; }

    public bool NoMutual { get; set; }

    public bool UseBids { get; set; }

    public int? MostPercent { get; set; }

    public string? Seed { get; set; }

    /// <summary>"12: 4", one a line.</summary>
    public string? Demands { get; set; }

    /// <param name="codes">Numbers of the submissions that the organizer may see.</param>
    public static WishForm Of(AssignmentWish wish, IReadOnlyDictionary<Guid, int> codes)
    {
        var floor = Domain.Assignment.Floor.Parse(wish.Floor);
        return new WishForm
        {
            ReviewsPerSubmission = wish.ReviewsPerSubmission,
            MaxLoad = wish.MaxLoad,
            Fairness = floor?.IsBest == true ? Best : floor?.AtLeast is not null ? Least : Largest,
            FloorValue = floor?.AtLeast?.ToString(CultureInfo.InvariantCulture),
            Bar = wish.Bar?.ToString(CultureInfo.InvariantCulture),
            OneSenior = wish.OneSenior,
            OnePerInstitution = wish.OnePerInstitution,
            NoMutual = wish.NoMutual,
            UseBids = wish.UseBids,
            MostPercent = wish.MostPercent,
            // A draw with the seed of the last one would be the last one.
            Seed = wish.Seed == 0 || wish.MostPercent is not null ? null : wish.Seed.ToString(CultureInfo.InvariantCulture),
            Demands = string.Join('\n', wish.Demands.Where(demand => codes.ContainsKey(demand.Key)).OrderBy(demand => codes[demand.Key])
                .Select(demand => string.Create(CultureInfo.InvariantCulture, $"{codes[demand.Key]}: {demand.Value}"))),
        };
    }

    /// <param name="codes">Numbers of the submissions that the organizer may see.</param>
    /// <param name="before">What was asked for last: what it says of submissions that this organizer may not see stays.</param>
    public Outcome<AssignmentWish> Read(IReadOnlyDictionary<Guid, int> codes, AssignmentWish? before)
    {
        var refusals = new List<Refusal>();
        if (ReviewsPerSubmission is null)
        {
            refusals.Add(new Refusal("assignment.reviews", "Give a number.", nameof(ReviewsPerSubmission)));
        }

        if (MaxLoad is null)
        {
            refusals.Add(new Refusal("assignment.load", "Give a number.", nameof(MaxLoad)));
        }

        var bar = Number(Bar, nameof(Bar), refusals);
        double? floor = Fairness == Least ? Number(FloorValue, nameof(FloorValue), refusals) : null;
        if (Fairness == Least && string.IsNullOrWhiteSpace(FloorValue))
        {
            refusals.Add(new Refusal("assignment.floor", "Give the least total, or choose another fairness.", nameof(FloorValue)));
        }

        ulong seed = 0;
        if (!string.IsNullOrWhiteSpace(Seed) && !ulong.TryParse(Seed.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out seed))
        {
            refusals.Add(new Refusal("assignment.seed", "The seed is a whole number that is not negative.", nameof(Seed)));
        }

        var demands = ReadDemands(codes, before, refusals);
        if (refusals.Count > 0)
        {
            return Outcome.No<AssignmentWish>(refusals);
        }

        var wish = new AssignmentWish(ReviewsPerSubmission!.Value, MaxLoad!.Value)
        {
            Floor = Fairness switch { Best => "best", Least => floor!.Value.ToString("R", CultureInfo.InvariantCulture), _ => "none" },
            Bar = bar,
            OneSenior = OneSenior,
            OnePerInstitution = OnePerInstitution,
            NoMutual = NoMutual,
            UseBids = UseBids,
            MostPercent = MostPercent,
            Seed = MostPercent is not null && string.IsNullOrWhiteSpace(Seed) ? BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))) : seed,
            Demands = demands,
        };
        var wrong = wish.WhyNot();
        return wrong.Count > 0 ? Outcome.No<AssignmentWish>(wrong) : wish;
    }

    private static double? Number(string? text, string field, List<Refusal> refusals)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        // People type a comma where their language has one.
        if (double.TryParse(text.Trim().Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
        {
            return value;
        }

        refusals.Add(new Refusal("assignment.number", $"“{text.Trim()}” is no number.", field));
        return null;
    }

    private Dictionary<Guid, int> ReadDemands(IReadOnlyDictionary<Guid, int> codes, AssignmentWish? before, List<Refusal> refusals)
    {
        var demands = (before?.Demands ?? new Dictionary<Guid, int>()).Where(demand => !codes.ContainsKey(demand.Key)).ToDictionary(demand => demand.Key, demand => demand.Value);
        var ids = codes.ToDictionary(code => code.Value, code => code.Key);
        foreach (var line in (Demands ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = line.TrimStart('#').Split(':', StringSplitOptions.TrimEntries);
            if (parts.Length != 2
                || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var reviews))
            {
                refusals.Add(new Refusal("assignment.demand-line", $"“{Cut(line)}” is not understood. Write the number of the submission, a colon and the number of reviews: “12: 4”.", nameof(Demands)));
            }
            else if (!ids.TryGetValue(number, out var id))
            {
                refusals.Add(new Refusal("assignment.demand-unknown", $"There is no submission #{number} here.", nameof(Demands)));
            }
            else
            {
                demands[id] = reviews;
            }
        }

        return demands;
    }

    private static string Cut(string line) => line.Length <= 40 ? line : new StringBuilder(line, 0, 40, 41).Append('…').ToString();
}

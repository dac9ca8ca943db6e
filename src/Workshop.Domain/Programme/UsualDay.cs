using Workshop.Domain.Events;

namespace Workshop.Domain.Programme;

/// <summary>How a day is to be laid out: talks in blocks with coffee between them, lunch at noon, posters after it. Times are what clocks at the event show; lengths are minutes, zero leaves a part out.</summary>
/// <param name="Blocks">Of talks, 1 to 6.</param>
public sealed record UsualDay(DateOnly Day, TimeOnly Starts, int Blocks, int BlockMinutes)
{
    private static readonly TimeOnly LunchFrom = new(11, 30);

    public int WelcomeMinutes { get; init; } = 15;

    public int KeynoteMinutes { get; init; } = 60;

    public int CoffeeMinutes { get; init; } = 30;

    public int LunchMinutes { get; init; } = 75;

    public int PosterMinutes { get; init; } = 75;

    public string Room { get; init; } = "";

    /// <summary>
    /// In order, without gaps. Lunch comes at the first boundary at or after 11:30, posters after lunch (at the end when the day has none), coffee at the other boundaries but not beside the posters,
    /// which are taken standing anyway. Refused when a number is out of bounds, the start does not exist or the day runs past midnight.
    /// </summary>
    public Outcome<IReadOnlyList<SessionContent>> Sessions(EventZone zone)
    {
        if (Blocks is < 1 or > 6)
        {
            return new Refusal("day.blocks", "Choose one to six blocks of talks.", nameof(Blocks));
        }

        if (BlockMinutes is < 10 or > 240)
        {
            return new Refusal("day.block-minutes", "A block takes 10 to 240 minutes.", nameof(BlockMinutes));
        }

        (int Minutes, string Field)[] others = [(WelcomeMinutes, nameof(WelcomeMinutes)), (KeynoteMinutes, nameof(KeynoteMinutes)), (CoffeeMinutes, nameof(CoffeeMinutes)), (LunchMinutes, nameof(LunchMinutes)), (PosterMinutes, nameof(PosterMinutes))];
        foreach (var (minutes, field) in others)
        {
            if (minutes is < 0 or > 240)
            {
                return new Refusal("day.minutes", "Choose 0 to 240 minutes; 0 leaves it out.", field);
            }
        }

        if (Room.Length > Session.MaxRoomLength)
        {
            return new Refusal("session.text-too-long", "Shorten the room to 200 characters.", nameof(Room));
        }

        var start = zone.ToInstant(Day.ToDateTime(Starts), RepeatedHour.First);
        if (!start.Succeeded)
        {
            return start.Refusal! with { Field = nameof(Starts) };
        }

        var sessions = new List<SessionContent>();
        var now = start.Value;
        var hadLunch = LunchMinutes == 0;
        var posters = PosterMinutes;
        void Add(string title, SessionKind kind, int minutes)
        {
            if (minutes > 0)
            {
                sessions.Add(new SessionContent(title, kind, now, now.AddMinutes(minutes), Room, ""));
                now = now.AddMinutes(minutes);
            }
        }

        void AddPosters()
        {
            Add("Posters", SessionKind.Posters, posters);
            posters = 0;
        }

        Add("Welcome", SessionKind.Social, WelcomeMinutes);
        Add("Keynote", SessionKind.Keynote, KeynoteMinutes);
        for (var block = 1; block <= Blocks; block++)
        {
            if (block > 1 || KeynoteMinutes > 0)
            {
                if (!hadLunch && TimeOnly.FromDateTime(zone.At(now).DateTime) >= LunchFrom)
                {
                    hadLunch = true;
                    Add("Lunch", SessionKind.Break, LunchMinutes);
                    AddPosters();
                }
                else if (sessions[^1].Kind != SessionKind.Posters)
                {
                    Add("Coffee", SessionKind.Break, CoffeeMinutes);
                }
            }

            Add(Blocks == 1 ? "Talks" : $"Talks {Roman(block)}", SessionKind.Talks, BlockMinutes);
        }

        if (!hadLunch)
        {
            Add("Lunch", SessionKind.Break, LunchMinutes);
        }

        AddPosters();
        return DateOnly.FromDateTime(zone.At(now).DateTime) != Day
            ? new Refusal("day.too-long", "The day would run past midnight. Choose fewer or shorter blocks.", nameof(Blocks))
            : sessions;
    }

    private static string Roman(int number) => number switch
    {
        1 => "I",
        2 => "II",
        3 => "III",
        4 => "IV",
        5 => "V",
        _ => "VI",
    };
}

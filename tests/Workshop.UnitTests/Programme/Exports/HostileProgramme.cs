using Workshop.Domain.Programme;

namespace Workshop.UnitTests.Programme.Exports;

/// <summary>A programme with everything in it that breaks file formats.</summary>
internal static class HostileProgramme
{
    public const string Base = "https://workshop.example";

    public static readonly Guid EventId = new("7f3f1c1e-2a52-4d3e-9b59-0d6d7c6f5a11");

    private static readonly TimeSpan Summer = TimeSpan.FromHours(2);

    public static ProgrammeDocument Document { get; } = new("Theory & <Practice> 2027", new DateOnly(2027, 6, 10), new DateOnly(2027, 6, 11), "Old Observatory, Copenhagen", "Copenhagen time",
    [
        Session("s1", "Opening", SessionKind.Keynote, 9, 0, 60, "Aud. A", Item("t1", null, At(9, 0), 60, null, null, "", ("Ada Lovelace", "London"))),
        Session("s2", "Talks \"one\"; <b>", SessionKind.Talks, 10, 0, 60, "Aud. A",
            Item("p1", 1, At(10, 0), 15, null, "=cmd|'/C calc'!A0, \"quoted\", 100\\% of {sets} & $n^{2}$ </script>", "First, line.\nSame.\n\nSecond \u0001 paragraph 🎲 with $\\alpha_1$, \\ and % and {.", ("Zofia Żółkiewicz", "A; B"), ("王小明", "東京大学")),
            Item("p2", 2, At(10, 15), 30, null, "Shared one", "A", ("Ann Other", "")),
            Item("p3", 3, At(10, 15), 30, null, "Shared two", "", ("שרה כהן", "תל אביב")) with { SharesSlot = true },
            Item("p4", 4, At(10, 45), 15, null, "Sufficient reasons", "B", ("Zofia Żółkiewicz", "A"))),
        Session("s3", "Lunch", SessionKind.Break, 11, 0, 60, ""),
        Session("s4", "Posters", SessionKind.Posters, 12, 0, 90, "Foyer",
            Item("p6", 6, null, 0, "P10", "Sufficient reasons", "C", ("Zofia Żółkiewicz", "A")),
            Item("p5", 5, null, 0, "P2", "O'Brien's ``quotes'' -- and dashes", "", ("Conan O'Brien", "C"))),
        new ProgrammeSession("Party", SessionKind.Social, new DateTimeOffset(2027, 6, 11, 0, 30, 0, Summer), new DateTimeOffset(2027, 6, 11, 2, 0, 0, Summer), "Harbour", "", []) { Key = "s5" },
    ])
    {
        ZoneId = "Europe/Copenhagen",
        Version = "Final",
    };

    public static ScheduleSource Source { get; } = new(EventId, "theory-2027", Base, Base + "/e/theory-2027/programme", Address, item => item.Number == 1 ? Base + "/paper/1" : null);

    public static string Address(ProgrammeItem item) => $"{Base}/e/theory-2027/programme/abstracts/{item.Key}";

    private static DateTimeOffset At(int hour, int minute) => new(2027, 6, 10, hour, minute, 0, Summer);

    private static ProgrammeSession Session(string key, string title, SessionKind kind, int hour, int minute, int minutes, string room, params ProgrammeItem[] items) =>
        new(title, kind, At(hour, minute), At(hour, minute).AddMinutes(minutes), room, "Carla Chair", items) { Key = key };

    private static ProgrammeItem Item(string key, int? number, DateTimeOffset? starts, int minutes, string? board, string? title, string text, params (string Name, string Place)[] authors) =>
        new(key, number, starts, minutes, board, title, text, [.. authors.Select((author, i) => ProgrammeAuthor.Of(author.Name, author.Place) with { IsPresenter = i == 0 })]) { Topics = ["Logic & sets"] };
}

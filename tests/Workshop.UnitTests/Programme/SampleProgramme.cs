using Workshop.Domain.Programme;

namespace Workshop.UnitTests.Programme;

/// <summary>Small programmes, written down quickly. 10 June 2027 is a Thursday; clocks at the event are two hours ahead of UTC.</summary>
internal static class SampleProgramme
{
    public static DateTimeOffset At(string clock, int day = 10) => new(new DateOnly(2027, 6, day).ToDateTime(TimeOnly.Parse(clock, System.Globalization.CultureInfo.InvariantCulture)), TimeSpan.FromHours(2));

    public static ProgrammeDocument Of(params ProgrammeSession[] sessions) =>
        new("Theory of Testing 2027", new DateOnly(2027, 6, 10), new DateOnly(2027, 6, 11), "Old Observatory", "Copenhagen time", sessions) { ZoneId = "Europe/Copenhagen" };

    public static ProgrammeSession Session(string key, string starts, string ends, string room = "Hall", int day = 10, params ProgrammeItem[] items) =>
        new($"Session {key}", SessionKind.Talks, At(starts, day), At(ends, day), room, "", items) { Key = key };

    public static ProgrammeItem Talk(int number, string starts, int minutes = 20, int day = 10) =>
        new($"p{number}", number, At(starts, day), minutes, null, $"Paper {number}", "An abstract.", [new ProgrammeAuthor("Anna Author", ["Uni"]) { IsPresenter = true }]);

    public static ProgrammeItem Poster(int number, string? board) =>
        new($"p{number}", number, null, 15, board, $"Paper {number}", "An abstract.", [new ProgrammeAuthor("Bo Second", [])]);
}

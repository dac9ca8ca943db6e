using Workshop.Domain.People;

namespace Workshop.Domain.Reviewing;

/// <summary>Scales as people type them: one line for each point, best first; the last line is 1.</summary>
public static class Scale
{
    public const int Fewest = 2;
    public const int Most = 10;
    public const int MaxWordsLength = 120;

    /// <summary>Empty lines are no points. Refused with fewer than two points, more than ten, or too many words on a line.</summary>
    /// <param name="field">Where the form shows what is wrong.</param>
    public static Outcome<ScalePoint[]> Read(string typed, string field)
    {
        var lines = typed.Split('\n').Select(Person.Clean).Where(line => line.Length > 0).ToList();
        if (lines.Count is < Fewest or > Most)
        {
            return new Refusal("scale.points", $"Write {Fewest} to {Most} lines, one for each point, the best first. There {(lines.Count == 1 ? "is one" : $"are {lines.Count}")}.", field);
        }

        if (lines.FindIndex(line => line.Length > MaxWordsLength) is >= 0 and var place)
        {
            return new Refusal("scale.words", $"Shorten line {place + 1} to {MaxWordsLength} characters.", field);
        }

        return lines.Select((words, place) => new ScalePoint(lines.Count - place, words)).ToArray();
    }

    public static string Write(IEnumerable<ScalePoint> scale) => string.Join('\n', scale.Select(point => point.Words));

    /// <summary>Null for no value and for one that is not on the scale.</summary>
    public static string? WordsOf(IEnumerable<ScalePoint> scale, int? value) => scale.FirstOrDefault(point => point.Value == value)?.Words;

    /// <summary>"5 – Accept"; "not chosen" for null. A value that left the scale is shown bare.</summary>
    public static string Say(IEnumerable<ScalePoint> scale, int? value) =>
        value is null ? "not chosen" : WordsOf(scale, value) is { } words ? $"{value} – {words}" : $"{value}";
}

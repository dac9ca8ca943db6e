using System.Text.Json;
using Workshop.Domain.Pdf;

namespace Workshop.Web.Platform.Pdf;

/// <summary>
/// Codes of a font whose text is not what they draw: a letter for which the font says a sentence, or letters whose names in the encoding are those of other letters. Ligatures, small
/// capitals, mathematical and numbered names say nothing.
/// </summary>
internal static class LyingFonts
{
    /// <summary>The longest honest ligature of Latin letters has three; a unit or a fraction may have some more.</summary>
    private const int LongestHonest = 12;

    /// <summary>One or two wrong letters are a careless font.</summary>
    private const int Careless = 3;

    private static readonly string[] Digits = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

    /// <summary>Codes that are said to be whole sentences.</summary>
    public static HashSet<int> Wordy(Dictionary<int, string> unicode) => [.. unicode.Where(entry => SaysTooMuch(entry.Value)).Select(entry => entry.Key)];

    /// <summary>Codes that are said to be other letters than those after which they are named. Type 3 fonts name letters as they like.</summary>
    public static HashSet<int> Misread(QpdfObjects objects, JsonElement font, Dictionary<int, string> unicode)
    {
        if (unicode.Count == 0 || objects.Name(font, "/Subtype") is not ("Type1" or "TrueType" or "MMType1"))
        {
            return [];
        }

        var others = Names(objects, font).Where(name => IsAnother(name.Letter, unicode.GetValueOrDefault(name.Code))).Select(name => name.Code).ToHashSet();
        return others.Count >= Careless ? others : [];
    }

    private static bool SaysTooMuch(string text) =>
        text.Length > LongestHonest && (text.Count(char.IsAsciiLetter) > LongestHonest || InstructionPhrases.Score(text) > 0);

    private static bool IsAnother(char named, string? said) =>
        said is { Length: 1 } && char.IsAsciiLetterOrDigit(said[0]) && char.ToUpperInvariant(said[0]) != char.ToUpperInvariant(named);

    /// <summary>Codes that the encoding names after a Latin letter or a digit.</summary>
    private static IEnumerable<(int Code, char Letter)> Names(QpdfObjects objects, JsonElement font)
    {
        var code = 0;
        foreach (var item in objects.Items(objects.Get(font, "/Encoding"), "/Differences"))
        {
            var found = objects.Resolve(item);
            if (found.ValueKind == JsonValueKind.Number && found.TryGetDouble(out var number))
            {
                code = (int)number;
            }
            else if (found.ValueKind == JsonValueKind.String && found.GetString() is { } name)
            {
                if (name.Length == 2 && char.IsAsciiLetter(name[1]))
                {
                    yield return (code, name[1]);
                }
                else if (name.Length > 2 && Array.IndexOf(Digits, name[1..]) is >= 0 and var digit)
                {
                    yield return (code, (char)('0' + digit));
                }

                code++;
            }
        }
    }
}

using System.Globalization;
using System.Text;

namespace Workshop.Domain.Programme;

/// <summary>
/// A name as an index has it: "Anna van den Berg" stands as "Berg, Anna van den" under B. Lower-case particles follow the given name, capitalized ones ("De Rossi")
/// belong to the family name, "Jr." and numerals stay at the end; this is the custom of English-language indexes (Chicago Manual of Style 16.71–16.84).
/// Names in Chinese, Japanese or Korean script put the family name first and stay as they are; "Turing, Alan" is understood.
/// </summary>
/// <param name="Shown">As printed.</param>
/// <param name="Letter">The heading it stands under: A to Z, or <see cref="OtherScripts"/>.</param>
public sealed record IndexName(string Shown, string Letter)
{
    public const string OtherScripts = "Other scripts";

    private static readonly HashSet<string> Particles = new(StringComparer.Ordinal)
    {
        "af", "al", "av", "bin", "da", "das", "de", "degli", "dei", "del", "della", "den", "der", "di", "do", "dos", "du", "e", "el", "het", "ibn", "in", "la", "le",
        "op", "'t", "’t", "te", "ten", "ter", "van", "ver", "vom", "von", "y", "zu", "zum", "zur",
    };

    private static readonly HashSet<string> CapitalizedParticles = new(StringComparer.Ordinal)
    {
        "Al", "Bin", "Da", "De", "Degli", "Del", "Della", "Den", "Der", "Di", "Dos", "Du", "El", "Ibn", "La", "Le", "Mac", "Mc", "Saint", "San", "St.", "Ten", "Ter", "Van", "Vande", "Vander", "Von",
    };

    private static readonly HashSet<string> Suffixes = new(StringComparer.OrdinalIgnoreCase) { "Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV" };

    /// <summary>Orders shown names as English readers expect: accents and case only break ties, whatever the culture of the machine.</summary>
    public static IComparer<IndexName> Order { get; } = Comparer<IndexName>.Create(Compare);

    public static IndexName Of(string name)
    {
        var shown = Turn(name.Trim());
        var first = Fold(shown).FirstOrDefault(char.IsLetterOrDigit);
        return new IndexName(shown, char.IsAsciiLetter(first) ? char.ToUpperInvariant(first).ToString() : OtherScripts);
    }

    private static string Turn(string name)
    {
        if (name.Contains(',', StringComparison.Ordinal) || name.Any(IsEastAsian))
        {
            return name;
        }

        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        var suffix = words.Count > 2 && Suffixes.Contains(words[^1]) ? words[^1] : null;
        if (suffix is not null)
        {
            words.RemoveAt(words.Count - 1);
        }

        if (words.Count < 2)
        {
            return name;
        }

        var family = words.Count - 1;
        while (family > 1 && CapitalizedParticles.Contains(words[family - 1]))
        {
            family--;
        }

        var given = family;
        while (given > 1 && Particles.Contains(words[given - 1]))
        {
            given--;
        }

        var shown = $"{string.Join(' ', words[family..])}, {string.Join(' ', words[..given].Concat(words[given..family]))}";
        return suffix is null ? shown : $"{shown}, {suffix}";
    }

    private static int Compare(IndexName? left, IndexName? right)
    {
        if (left is null || right is null)
        {
            return (left is null ? 0 : 1) - (right is null ? 0 : 1);
        }

        var script = (left.Letter == OtherScripts).CompareTo(right.Letter == OtherScripts);
        if (script != 0)
        {
            return script;
        }

        var english = CultureInfo.GetCultureInfo("en").CompareInfo;
        var folded = english.Compare(Fold(left.Shown), Fold(right.Shown), CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace);
        if (folded != 0)
        {
            return folded;
        }

        var exact = english.Compare(left.Shown, right.Shown, CompareOptions.None);
        return exact != 0 ? exact : string.CompareOrdinal(left.Shown, right.Shown);
    }

    /// <summary>Base letters: accents gone, and letters that no decomposition takes apart under the one where English readers look for them.</summary>
    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var character in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            folded.Append(character is '\'' or '’' or '-' ? "" : BaseLetters.Of(character) ?? character.ToString());
        }

        return folded.ToString();
    }

    private static bool IsEastAsian(char character) => character is (>= '\u1100' and <= '\u11ff') or (>= '\u2e80' and <= '\u9fff') or (>= '\uac00' and <= '\ud7af') or (>= '\uf900' and <= '\ufaff');
}

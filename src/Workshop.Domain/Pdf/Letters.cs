using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Workshop.Domain.Pdf;

/// <summary>Text as it is compared: without accents and ligatures, which files write in many ways.</summary>
internal static partial class Letters
{
    private static readonly Dictionary<char, string> Folded = new()
    {
        ['ø'] = "o", ['Ø'] = "O", ['ß'] = "ss", ['æ'] = "ae", ['Æ'] = "AE", ['œ'] = "oe", ['Œ'] = "OE", ['ł'] = "l", ['Ł'] = "L", ['đ'] = "d", ['Đ'] = "D", ['ı'] = "i", ['ð'] = "d", ['þ'] = "th",
        ['\u2019'] = "'", ['\u2018'] = "'", ['\u2010'] = "-", ['\u2011'] = "-", ['\u2012'] = "-", ['\u2013'] = "-", ['\u00ad'] = "",
    };

    /// <summary>Keeps case. "Øz\u0327" and "Öz" both lose what is over and under their letters; compatibility forms (ﬁ, ②) are spelt out.</summary>
    public static string Fold(string text)
    {
        if (System.Text.Ascii.IsValid(text))
        {
            return text;
        }

        var folded = new StringBuilder(text.Length);
        foreach (var letter in Wellformed(text).Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.ModifierLetter)
            {
                continue;
            }

            folded.Append(Folded.TryGetValue(letter, out var plain) ? plain : letter.ToString());
        }

        return folded.ToString();
    }

    /// <summary>Half a surrogate pair cannot be normalized; it becomes a replacement character.</summary>
    private static string Wellformed(string text) => LoneAccents().Replace(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)), "");

    /// <summary>An accent beside its letter, as old TeX fonts give: "Nu´ria". Normalizing would put a space there.</summary>
    [GeneratedRegex("[´`¨˜ˆ˙¸˚˘ˇ]")]
    private static partial Regex LoneAccents();
}

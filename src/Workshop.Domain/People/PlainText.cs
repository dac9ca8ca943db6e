using System.Globalization;
using System.Text;

namespace Workshop.Domain.People;

/// <summary>Letters without what only dresses them: for comparing names of people and places.</summary>
internal static class PlainText
{
    /// <summary>NFKD; halves of surrogate pairs, as broken exports have them, are dropped.</summary>
    public static string Decompose(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKD);
        }
        catch (ArgumentException)
        {
            return string.Concat(text.EnumerateRunes()).Normalize(NormalizationForm.FormKD);
        }
    }

    /// <summary>Lower case; letters that Unicode does not take apart, though every reader does, are spelled out.</summary>
    public static string Lower(Rune rune) => Rune.ToLowerInvariant(rune) is var lower ? lower.Value switch
    {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' or 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        'ȷ' => "j",
        _ => lower.ToString(),
    } : "";

    /// <summary>Accents that NFKD split off, soft hyphens and zero-width joiners.</summary>
    public static bool IsInsideWord(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format;
}

namespace Workshop.Domain;

/// <summary>Latin letters that no decomposition takes apart, as readers look for them and as people without such a key type them.</summary>
internal static class BaseLetters
{
    /// <returns>Null for every other character.</returns>
    public static string? Of(char character) => character switch
    {
        'Ł' => "L", 'ł' => "l", 'Ø' => "O", 'ø' => "o", 'Đ' or 'Ð' => "D", 'đ' or 'ð' => "d", 'Æ' => "Ae", 'æ' => "ae", 'Œ' => "Oe", 'œ' => "oe",
        'ß' => "ss", 'Þ' => "Th", 'þ' => "th", 'ı' => "i", 'Ħ' => "H", 'ħ' => "h",
        _ => null,
    };
}

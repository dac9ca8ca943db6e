namespace Workshop.Domain;

/// <summary>Cuts what is too long.</summary>
public static class CutText
{
    /// <summary>The first <paramref name="length"/> UTF-16 units of a text, or one less where a character would be cut in two: half of one is no text, and PostgreSQL refuses it.</summary>
    public static string To(string text, int length)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= length ? text : text[..(length > 0 && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }

    /// <summary>The same, with an ellipsis as the last unit of what was cut.</summary>
    public static string WithMark(string text, int length)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= length ? text : To(text, length - 1) + "…";
    }
}

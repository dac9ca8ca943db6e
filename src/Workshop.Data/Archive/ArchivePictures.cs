using System.Text;
using System.Text.Json;

namespace Workshop.Data.Archive;

/// <summary>The hashes of the pictures that a row shows where no foreign key says so: alone in their column, or as "Photo" and "Logo" within JSON.</summary>
public static class ArchivePictures
{
    private const int HashLength = 64;

    public static IEnumerable<string> In(ArchivePart part, object?[] row)
    {
        for (var place = 0; place < row.Length; place++)
        {
            if (row[place] is string { Length: >= HashLength } text && ArchiveColumns.Of(part.Name, part.Columns[place].Name) == ColumnContent.Pictures)
            {
                foreach (var hash in IsHash(text) ? [text] : InJson(text))
                {
                    yield return hash;
                }
            }
        }
    }

    /// <summary>Read as the entities read it: an archive that somebody else has made may write the same JSON with blanks and escapes. What cannot be read shows nothing.</summary>
    private static List<string> InJson(string text)
    {
        var found = new List<string>();
        var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
        try
        {
            while (json.Read())
            {
                if (json.TokenType == JsonTokenType.PropertyName && TextOf(ref json) is "Photo" or "Logo" && json.Read() && json.TokenType == JsonTokenType.String && TextOf(ref json) is { } hash && IsHash(hash))
                {
                    found.Add(hash);
                }
            }
        }
        catch (JsonException)
        {
            return found;
        }

        return found;
    }

    /// <summary>Null for half a character, which no text has.</summary>
    private static string? TextOf(ref Utf8JsonReader json)
    {
        try
        {
            return json.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsHash(string text) => text.Length == HashLength && text.All(char.IsAsciiHexDigitLower);
}

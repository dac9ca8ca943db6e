using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Workshop.Domain.Programme;

/// <summary>
/// The whole programme as JSON for other people's programs. Instants carry the offset in force at the event; texts are as typed, with LaTeX maths; a property that has nothing to
/// say is null or empty, never missing.
/// </summary>
public static class ProgrammeJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="itemUrl">An item's own page; null for one without.</param>
    /// <param name="paperUrl">The PDF that everybody may read; null when there is none.</param>
    public static byte[] Write(ProgrammeDocument programme, Func<ProgrammeItem, string?> itemUrl, Func<ProgrammeItem, string?> paperUrl)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("name", programme.Name);
            json.WriteString("version", programme.Version);
            json.WriteString("startsOn", Date(programme.StartsOn));
            json.WriteString("endsOn", Date(programme.EndsOn));
            json.WriteString("venue", programme.Venue);
            json.WriteString("zone", programme.ZoneId);
            json.WriteStartArray("sessions");
            foreach (var session in programme.Sessions)
            {
                json.WriteStartObject();
                json.WriteString("key", session.Key);
                json.WriteString("title", session.Title);
                json.WriteString("kind", session.Kind.ToString().ToLowerInvariant());
                json.WriteString("starts", Instant(session.Starts));
                json.WriteString("ends", Instant(session.Ends));
                json.WriteString("room", session.Room);
                json.WriteString("chair", session.Chair);
                json.WriteStartArray("items");
                foreach (var item in session.Items)
                {
                    Write(json, item, itemUrl(item), paperUrl(item));
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, ProgrammeItem item, string? url, string? paper)
    {
        json.WriteStartObject();
        json.WriteString("key", item.Key);
        if (item.Number is { } number)
        {
            json.WriteNumber("number", number);
        }
        else
        {
            json.WriteNull("number");
        }

        Text("starts", item.Starts is { } starts ? Instant(starts) : null);
        json.WriteNumber("minutes", item.Minutes);
        json.WriteBoolean("sharesSlot", item.SharesSlot);
        Text("board", item.Board);
        Text("title", item.Title);
        json.WriteString("abstract", item.Abstract);
        json.WriteStartArray("authors");
        foreach (var author in item.Authors)
        {
            json.WriteStartObject();
            json.WriteString("name", author.Name);
            json.WriteStartArray("affiliations");
            foreach (var place in author.Affiliations)
            {
                json.WriteStringValue(place);
            }

            json.WriteEndArray();
            json.WriteBoolean("presents", author.IsPresenter);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("topics");
        foreach (var topic in item.Topics)
        {
            json.WriteStringValue(topic);
        }

        json.WriteEndArray();
        json.WriteString("biography", item.Biography);
        Text("url", url);
        Text("paper", paper);
        if (item.IsStaged)
        {
            json.WriteBoolean("staged", true);
        }

        json.WriteEndObject();

        void Text(string name, string? value)
        {
            if (value is null)
            {
                json.WriteNull(name);
            }
            else
            {
                json.WriteString(name, value);
            }
        }
    }

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Instant(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}

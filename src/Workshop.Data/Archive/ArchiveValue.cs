using System.Data.Common;
using System.Globalization;
using System.Text.Json;

namespace Workshop.Data.Archive;

/// <summary>How a value stands in an archive: the same text whatever the database. Instants in UTC to the microsecond, bytes in Base64, ids in lower case.</summary>
public static class ArchiveValue
{
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'";
    private const string DayFormat = "yyyy-MM-dd";

    public static IReadOnlySet<Type> Known { get; } = new HashSet<Type>
    {
        typeof(string), typeof(Guid), typeof(bool), typeof(int), typeof(long), typeof(double), typeof(DateTime), typeof(DateOnly), typeof(byte[]),
    };

    public static object? Read(DbDataReader reader, int place, Type type)
    {
        if (reader.IsDBNull(place))
        {
            return null;
        }

        return type == typeof(string) ? reader.GetString(place)
            : type == typeof(Guid) ? reader.GetGuid(place)
            : type == typeof(bool) ? reader.GetBoolean(place)
            : type == typeof(int) ? reader.GetInt32(place)
            : type == typeof(long) ? reader.GetInt64(place)
            : type == typeof(double) ? reader.GetDouble(place)
            : type == typeof(DateTime) ? Instant(reader.GetDateTime(place))
            : type == typeof(DateOnly) ? reader.GetFieldValue<DateOnly>(place)
            : reader.GetFieldValue<byte[]>(place);
    }

    public static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case Guid id: json.WriteStringValue(id); break;
            case bool yes: json.WriteBooleanValue(yes); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case double number when double.IsFinite(number): json.WriteNumberValue(number); break;
            case double number: json.WriteStringValue(number.ToString(CultureInfo.InvariantCulture)); break;
            case DateTime instant: json.WriteStringValue(instant.ToString(InstantFormat, CultureInfo.InvariantCulture)); break;
            case DateOnly day: json.WriteStringValue(day.ToString(DayFormat, CultureInfo.InvariantCulture)); break;
            case byte[] bytes: json.WriteBase64StringValue(bytes); break;
            default: throw new NotSupportedException($"An archive cannot hold a {value.GetType().Name}.");
        }
    }

    /// <summary>False when it is not a value of that kind, written as <see cref="Write"/> writes it.</summary>
    public static bool TryParse(JsonElement json, Type type, out object? value)
    {
        value = null;
        var isText = json.ValueKind == JsonValueKind.String;
        if (json.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        if (type == typeof(bool))
        {
            value = json.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };
        }
        else if (type == typeof(int))
        {
            value = json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out var number) ? number : null;
        }
        else if (type == typeof(long))
        {
            value = json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out var number) ? number : null;
        }
        else if (type == typeof(double))
        {
            value = json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out var number) ? number
                : isText && json.GetString() is "NaN" or "Infinity" or "-Infinity" ? double.Parse(json.GetString()!, CultureInfo.InvariantCulture)
                : null;
        }
        else if (isText && type == typeof(string))
        {
            value = json.GetString();
        }
        else if (isText && type == typeof(Guid))
        {
            value = Guid.TryParseExact(json.GetString(), "D", out var id) ? id : null;
        }
        else if (isText && type == typeof(DateTime))
        {
            value = DateTime.TryParseExact(json.GetString(), InstantFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) ? instant : null;
        }
        else if (isText && type == typeof(DateOnly))
        {
            value = DateOnly.TryParseExact(json.GetString(), DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        }
        else if (isText && type == typeof(byte[]))
        {
            value = json.TryGetBytesFromBase64(out var bytes) ? bytes : null;
        }

        return value is not null;
    }

    /// <summary>What the database must be given: the same object, or its nothing.</summary>
    public static object ForDatabase(object? value) => value ?? DBNull.Value;

    /// <summary>The key of a row as one text, so that rows can be found again.</summary>
    public static string KeyOf(IReadOnlyList<int> columns, object?[] row) => string.Join('|', columns.Select(place => KeyText(row[place])));

    /// <summary>A key as one text, so that rows can be found again.</summary>
    public static string KeyText(object? value) => value switch
    {
        null => "",
        string text => text,
        Guid id => id.ToString("D"),
        DateTime instant => instant.ToString(InstantFormat, CultureInfo.InvariantCulture),
        DateOnly day => day.ToString(DayFormat, CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException($"A {value.GetType().Name} is no part of a key."),
    };

    private static DateTime Instant(DateTime stored) => new(stored.Ticks - (stored.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
}

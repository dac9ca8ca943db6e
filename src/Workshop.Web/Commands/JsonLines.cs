using System.Text;
using System.Text.Json;

namespace Workshop.Web.Commands;

/// <summary>A file of one JSON object a line, UTF-8. Fields that nobody asks for are ignored; empty lines too.</summary>
public static class JsonLines
{
    /// <summary>The wanted fields of every line, null when absent; numbers are taken as they are written.</summary>
    public static List<(long Line, string?[] Fields)> Read(string path, InputErrors errors, params string[] fields)
    {
        var rows = new List<(long Line, string?[] Fields)>();
        long line = 0;
        try
        {
            using var text = new StreamReader(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
            while (text.ReadLine() is { } json)
            {
                line++;
                if (!string.IsNullOrWhiteSpace(json))
                {
                    ReadLine(json);
                }
            }
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            errors.Add(path, null, cause.Message);
        }
        catch (DecoderFallbackException)
        {
            errors.Add(path, null, $"The file is not UTF-8 somewhere after line {line}.");
        }

        return rows;

        void ReadLine(string json)
        {
            try
            {
                using var document = JsonDocument.Parse(json);
                if (document.RootElement.ValueKind != JsonValueKind.Object)
                {
                    errors.Add(path, line, "The line is not a JSON object {…}.");
                    return;
                }

                var values = new string?[fields.Length];
                for (var f = 0; f < fields.Length; f++)
                {
                    if (!document.RootElement.TryGetProperty(fields[f], out var value) || value.ValueKind == JsonValueKind.Null)
                    {
                        continue;
                    }

                    if (value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
                    {
                        errors.Add(path, line, $"\"{fields[f]}\" must be a string.");
                        continue;
                    }

                    values[f] = value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
                }

                rows.Add((line, values));
            }
            catch (Exception cause) when (cause is JsonException or InvalidOperationException)
            {
                // InvalidOperationException: half of a surrogate pair in an escape.
                errors.Add(path, line, $"The line is not valid JSON: {cause.Message.Split(" LineNumber")[0]}");
            }
        }
    }
}

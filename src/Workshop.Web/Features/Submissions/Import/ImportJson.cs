using System.Text.Json;
using Workshop.Domain;
using Workshop.Domain.Submissions.Import;

namespace Workshop.Web.Features.Submissions.Import;

/// <summary>
/// JSON as a table: one object per line, an array of objects (HotCRP), or an object that holds such an array (OpenReview's "notes"). Nested objects become columns
/// with dots; OpenReview's { "value": … } is its value; lists stand in one cell, one item per line, and authors as <see cref="AuthorText"/> reads them.
/// </summary>
public static class ImportJson
{
    private const int MaxNesting = 4;

    private static readonly string[] Wrappers = ["notes", "papers", "submissions", "results", "data"];

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32, AllowTrailingCommas = true };

    public static Outcome<ReadImportFile> Read(string text, string field)
    {
        if (TryParse(text, out var whole))
        {
            using (whole)
            {
                return whole.RootElement.ValueKind == JsonValueKind.Array
                    ? Table(Positions(whole.RootElement), "JSON", field)
                    : Inner(whole.RootElement) is { } inner ? Table(Positions(inner), "JSON", field) : Table([(1, whole.RootElement)], "JSON Lines", field);
            }
        }

        var lines = text.Split('\n');
        var documents = new List<JsonDocument>();
        try
        {
            var rows = new List<(int, JsonElement)>();
            for (var line = 0; line < lines.Length && rows.Count <= ImportFile.MaxRows; line++)
            {
                if (string.IsNullOrWhiteSpace(lines[line]))
                {
                    continue;
                }

                if (!TryParse(lines[line], out var document))
                {
                    return new Refusal("import.json-malformed", $"Line {line + 1} is no well-formed JSON. Each line is one submission, or the whole file is one list.", field);
                }

                documents.Add(document);
                rows.Add((line + 1, document.RootElement));
            }

            return Table(rows, "JSON Lines", field);
        }
        finally
        {
            documents.ForEach(document => document.Dispose());
        }
    }

    private static bool TryParse(string text, out JsonDocument document)
    {
        try
        {
            document = JsonDocument.Parse(text, Options);
            return true;
        }
        catch (JsonException)
        {
            document = null!;
            return false;
        }
    }

    private static JsonElement? Inner(JsonElement root)
    {
        foreach (var name in Wrappers)
        {
            if (root.TryGetProperty(name, out var inner) && inner.ValueKind == JsonValueKind.Array && inner.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object))
            {
                return inner;
            }
        }

        return null;
    }

    private static IReadOnlyList<(int, JsonElement)> Positions(JsonElement array) => [.. array.EnumerateArray().Select((item, position) => (position + 1, item))];

    private static Outcome<ReadImportFile> Table(IReadOnlyList<(int Line, JsonElement Item)> items, string format, string field)
    {
        var columns = new List<string>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var flat = new List<(int Line, Dictionary<int, string> Cells)>();
        foreach (var (line, item) in items)
        {
            if (item.ValueKind != JsonValueKind.Object)
            {
                return new Refusal("import.json-no-object", $"Item {line} is no object with names and values, so it is no submission.", field);
            }

            var cells = new Dictionary<int, string>();
            Flatten(item, "", 0, (name, value) =>
            {
                if (!places.TryGetValue(name, out var place))
                {
                    // More is not read than is needed to say that it is too much.
                    if (columns.Count > ImportFile.MaxColumns)
                    {
                        return;
                    }

                    places[name] = place = columns.Count;
                    columns.Add(name);
                }

                cells[place] = value;
            });
            flat.Add((line, cells));
        }

        var rows = flat.Select(row => new ImportTableRow(row.Line, [.. Enumerable.Range(0, columns.Count).Select(place => row.Cells.GetValueOrDefault(place, ""))]));
        return new ReadImportFile(new ImportTable(columns, [.. rows]), format);
    }

    private static void Flatten(JsonElement item, string prefix, int nesting, Action<string, string> cell)
    {
        foreach (var property in item.EnumerateObject())
        {
            var name = prefix + property.Name;
            var value = Unwrapped(property.Value);
            if (value.ValueKind != JsonValueKind.Object)
            {
                cell(name, Text(value));
            }
            else if (value.EnumerateObject().Any() && value.EnumerateObject().All(flag => flag.Value.ValueKind is JsonValueKind.True or JsonValueKind.False))
            {
                // HotCRP's older topics: { "Theory": true }.
                cell(name, string.Join('\n', value.EnumerateObject().Where(flag => flag.Value.ValueKind == JsonValueKind.True).Select(flag => flag.Name)));
            }
            else if (nesting < MaxNesting)
            {
                Flatten(value, name + ".", nesting + 1, cell);
            }
        }
    }

    private static JsonElement Unwrapped(JsonElement value) => value.ValueKind == JsonValueKind.Object && value.TryGetProperty("value", out var inner) ? inner : value;

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        JsonValueKind.String => SafeString(value),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Array => string.Join('\n', value.EnumerateArray().Select(Item)),
        _ => value.GetRawText(),
    };

    private static string Item(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            return OneLine(Text(item));
        }

        var email = Property(item, "email");
        var name = Property(item, "name") is { Length: > 0 } full ? full : Property(item, "fullname") is { Length: > 0 } fullName ? fullName : $"{Property(item, "first")} {Property(item, "last")}".Trim();
        return name.Length + email.Length == 0
            ? OneLine(item.GetRawText())
            : OneLine(AuthorText.Write(new ImportedAuthor(name, email.Length > 0 ? email : Property(item, "username"), Property(item, "affiliation"), Property(item, "contact") == "true")));
    }

    private static string Property(JsonElement item, string name) => item.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array) ? Text(value).Trim() : "";

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    /// <summary>Half of a surrogate pair, written as an escape, is no text.</summary>
    private static string SafeString(JsonElement value)
    {
        try
        {
            return value.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }
}

using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Workshop.Data.Archive;
using Workshop.Domain;

namespace Workshop.Web.Features.Archive;

/// <summary>Reads the rows of one part, one at a time, and believes none of them: names, kinds, lengths and words are those of the table, or the reading ends with <see cref="Wrong"/>.</summary>
internal sealed class RowReader(ArchivePart part, Stream stream, int longestLine)
{
    private static readonly JsonDocumentOptions Flat = new() { MaxDepth = 2 };

    private readonly PipeReader _pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 64 * 1024));
    private bool _over;

    public long Line { get; private set; }

    public object?[] Row { get; private set; } = [];

    /// <summary>Places of the columns that the rows have: all of them have the same. One from before a column was added lacks it.</summary>
    public IReadOnlyList<int> Columns { get; private set; } = [];

    public Refusal? Wrong { get; private set; }

    /// <summary>False at the end, and when something is wrong.</summary>
    public async Task<bool> ReadAsync(CancellationToken cancel)
    {
        while (!_over)
        {
            var read = await _pipe.ReadAsync(cancel);
            var buffer = read.Buffer;
            if (buffer.PositionOf((byte)'\n') is { } end)
            {
                Line++;
                var fine = Parse(buffer.Slice(0, end));
                _pipe.AdvanceTo(buffer.GetPosition(1, end));
                return fine;
            }

            if (buffer.Length > longestLine)
            {
                _over = true;
                Line++;
                return No("This line is too long for a row.");
            }

            if (read.IsCompleted)
            {
                _over = true;
                Line += buffer.Length > 0 ? 1 : 0;
                return buffer.Length > 0 && No("The last line is cut off.");
            }

            _pipe.AdvanceTo(buffer.Start, buffer.End);
        }

        return false;
    }

    public Refusal Refuse(string reason) => ArchiveFile.Wrong(part.Path, Line, reason);

    private bool No(string reason)
    {
        Wrong = Refuse(reason);
        return false;
    }

    private bool Parse(ReadOnlySequence<byte> line)
    {
        try
        {
            using var json = JsonDocument.Parse(line, Flat);
            return json.RootElement.ValueKind == JsonValueKind.Object ? ParseRow(json.RootElement) : No("This is not a row.");
        }
        catch (JsonException)
        {
            return No("This is not JSON.");
        }
        catch (InvalidOperationException)
        {
            return No("There is text in it that is no text.");
        }
    }

    private bool ParseRow(JsonElement json)
    {
        var row = new object?[part.Columns.Count];
        var seen = new List<int>();
        foreach (var property in json.EnumerateObject())
        {
            var place = part.IndexOf(property.Name);
            if (place < 0)
            {
                return No($"{part.Name} has no column {ArchiveFile.Shown(property.Name, 60)}.");
            }

            if (seen.Contains(place))
            {
                return No($"{property.Name} stands there twice.");
            }

            seen.Add(place);
            var column = part.Columns[place];
            if (!ArchiveValue.TryParse(property.Value, column.Type, out row[place]))
            {
                return No($"{column.Name} is not a value of the right kind.");
            }

            if (WhyNot(column, row[place]) is { } reason)
            {
                return No($"{column.Name} {reason}");
            }
        }

        if (Line == 1)
        {
            Columns = seen;
            if (part.Columns.Where((column, place) => !seen.Contains(place) && !column.IsNullable && !column.HasDefault).FirstOrDefault() is { } missing)
            {
                return No($"{missing.Name} is missing.");
            }
        }
        else if (!Columns.SequenceEqual(seen))
        {
            return No("The columns are not those of the first line.");
        }

        Row = row;
        return true;
    }

    private static string? WhyNot(ArchiveColumn column, object? value)
    {
        if (value is null)
        {
            return column.IsNullable ? null : "must not be null.";
        }

        if (value is not string text)
        {
            return null;
        }

        if (text.Contains('\0', StringComparison.Ordinal))
        {
            return "has a character that no text may have.";
        }

        if (column.MaxLength is { } most && text.Length > most)
        {
            return "is longer than it may be.";
        }

        if (column.IsEnum)
        {
            return IsWordOf(Nullable.GetUnderlyingType(column.ModelType) ?? column.ModelType, text) ? null : "is none of its words.";
        }

        try
        {
            _ = column.Converter?.ConvertFromProvider(text);
            return null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or FormatException or InvalidOperationException or ArgumentException or NotSupportedException or OverflowException)
        {
            return "cannot be read.";
        }
    }

    /// <summary>Several words with commas between them where values can be joined.</summary>
    private static bool IsWordOf(Type type, string text)
    {
        var words = Enum.GetNames(type);
        return words.Contains(text) || (type.IsDefined(typeof(FlagsAttribute), inherit: false) && text.Split(", ").All(words.Contains));
    }
}

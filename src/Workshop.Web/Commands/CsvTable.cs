using System.Text;
using CsvHelper;

namespace Workshop.Web.Commands;

/// <summary>One row of a CSV file: the line it starts on and the fields of the wanted columns, trimmed, empty when absent.</summary>
public sealed record CsvRow(long Line, string[] Fields);

/// <summary>
/// A CSV file in UTF-8 with a header. Columns are found by name, whatever their case and order; others are ignored.
/// </summary>
public static class CsvTable
{
    /// <summary>The rows; what cannot be read goes to <paramref name="errors"/>. Every column but the <paramref name="optional"/> ones must be there and filled.</summary>
    public static List<CsvRow> Read(string path, InputErrors errors, string[] required, params string[] optional)
    {
        var rows = new List<CsvRow>();
        long line = 1;
        try
        {
            using var text = new StreamReader(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
            using var csv = CsvReader.Create(text, new CsvReaderOptions
            {
                Separator = ',',
                TrimWhitespace = true,
                TrackLineNumbers = true,
                MalformedData = CsvMalformedDataHandling.Throw,
            });
            csv.ReadHeader();
            var columns = new int[required.Length + optional.Length];
            for (var c = 0; c < columns.Length; c++)
            {
                var name = c < required.Length ? required[c] : optional[c - required.Length];
                if (!csv.TryGetFieldIndex(name, out columns[c]))
                {
                    columns[c] = -1;
                    if (c < required.Length)
                    {
                        errors.Add(path, 1, $"There is no column \"{name}\"; the first line must name {string.Join(',', required)}.");
                    }
                }
            }

            if (columns.AsSpan(0, required.Length).Contains(-1))
            {
                return rows;
            }

            while (csv.Read())
            {
                line = csv.LineNumber;
                var fields = new string[columns.Length];
                for (var c = 0; c < columns.Length; c++)
                {
                    fields[c] = columns[c] >= 0 && columns[c] < csv.FieldCount ? csv.GetString(columns[c]) : "";
                    if (fields[c].Length == 0 && c < required.Length)
                    {
                        errors.Add(path, line, $"The {required[c]} is empty.");
                    }
                }

                rows.Add(new CsvRow(line, fields));
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
        catch (CsvFormatException cause)
        {
            errors.Add(path, cause.LineNumber > 0 ? cause.LineNumber : line, $"This is no well-formed CSV: {cause.Message.Split('\n')[0]}");
        }

        return rows;
    }

    /// <summary>Writes a whole file or none: beside it first, then in its place.</summary>
    public static void Write(string path, string[] header, IEnumerable<string[]> rows) => WholeFile.Write(path, text =>
    {
        using var csv = CsvWriter.Create(text, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        csv.WriteHeader(header);
        foreach (var row in rows)
        {
            csv.WriteRecord(row);
        }
    });
}

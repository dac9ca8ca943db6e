using CsvHelper;
using Workshop.Domain;
using Workshop.Domain.Submissions.Import;

namespace Workshop.Web.Features.Submissions.Import;

/// <param name="Format">"CSV, separated by semicolons", "JSON Lines": what it was taken for, so that a wrong guess can be seen.</param>
public sealed record ReadImportFile(ImportTable Table, string Format);

/// <summary>
/// Reads CSV, JSON Lines or a JSON array into a table, within limits, whatever the encoding. Refused with a sentence when it is something else; never an exception,
/// whatever the bytes are.
/// </summary>
public static class ImportFile
{
    public const int MaxBytes = 10 * 1024 * 1024;
    public const int MaxRows = 2000;
    public const int MaxColumns = 300;
    public const int MaxCellLength = 50_000;

    /// <param name="field">Of the form, for refusals.</param>
    public static Outcome<ReadImportFile> Read(byte[] content, string field)
    {
        if (content.Length == 0)
        {
            return new Refusal("import.empty", "The file is empty. Choose another one.", field);
        }

        if (content.Length > MaxBytes)
        {
            return TooLarge(field);
        }

        var decoded = ImportEncoding.Decode(content, field);
        if (decoded.Value is not { } text)
        {
            return Outcome.No<ReadImportFile>(decoded.Refusals);
        }

        var read = text.Text.TrimStart() is ['[' or '{', ..] ? ImportJson.Read(text.Text, field) : ReadCsv(text.Text, field);
        if (read.Value is not { } file)
        {
            return read;
        }

        return Check(file.Table, field) is { } refusal ? refusal : file with { Format = $"{file.Format}, {text.Encoding}" };
    }

    public static Refusal TooLarge(string field) => new("import.too-large", $"The file is larger than {MaxBytes / 1024 / 1024} MB. Import it in parts.", field);

    private static Refusal? Check(ImportTable table, string field)
    {
        if (table.Rows.Count == 0)
        {
            return new Refusal("import.no-rows", "There are no rows in it. The first line names the columns; the submissions follow below.", field);
        }

        if (table.Rows.Count > MaxRows)
        {
            return new Refusal("import.too-many-rows", $"There are {table.Rows.Count:N0} rows in it. Import at most {MaxRows:N0} at a time.", field);
        }

        if (table.Columns.Count > MaxColumns)
        {
            return new Refusal("import.too-many-columns", $"There are {table.Columns.Count:N0} columns in it, and at most {MaxColumns} can be read. Delete those that you do not need.", field);
        }

        foreach (var row in table.Rows)
        {
            for (var column = 0; column < row.Cells.Count; column++)
            {
                if (row.Cells[column].Length > MaxCellLength)
                {
                    return new Refusal("import.cell-too-long", $"Line {row.Line}, column “{table.Columns[column]}”: the cell has {row.Cells[column].Length:N0} characters, and at most {MaxCellLength:N0} can be read. Perhaps a quotation mark is missing.", field);
                }
            }
        }

        return null;
    }

    private static Outcome<ReadImportFile> ReadCsv(string text, string field)
    {
        try
        {
            using var csv = CsvReader.Create(new StringReader(text), new CsvReaderOptions { TrackLineNumbers = true, MalformedData = CsvMalformedDataHandling.Throw });
            csv.ReadHeader();
            string[] columns = [.. csv.Headers ?? []];
            var rows = new List<ImportTableRow>();
            while (rows.Count <= MaxRows && csv.Read())
            {
                var cells = new string[columns.Length];
                for (var column = 0; column < columns.Length; column++)
                {
                    cells[column] = column < csv.FieldCount ? Unescaped(csv.GetString(column)) : "";
                }

                var extra = csv.FieldCount > columns.Length && Enumerable.Range(columns.Length, csv.FieldCount - columns.Length).Any(column => csv.GetString(column).Length > 0);
                if (cells.Any(cell => cell.Length > 0))
                {
                    rows.Add(new ImportTableRow((int)csv.LineNumber, cells, extra ? $"The row has {csv.FieldCount} cells, but there are {columns.Length} columns. Perhaps a quotation mark is missing." : null));
                }
            }

            var separator = csv.Separator switch
            {
                ';' => "semicolons",
                '\t' => "tabs",
                '|' => "bars",
                _ => "commas",
            };
            return new ReadImportFile(new ImportTable([.. columns.Select(column => column.Trim())], rows), $"CSV with {separator}");
        }
        catch (CsvFormatException broken)
        {
            return new Refusal("import.csv-malformed", $"Line {Math.Max(broken.LineNumber, 1)} is no well-formed CSV. Look for a quotation mark that is not closed or not doubled.", field);
        }
    }

    /// <summary>Our exports, and others, put an apostrophe before what a spreadsheet would take for a formula.</summary>
    private static string Unescaped(string cell) => cell is ['\'', '=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? cell[1..] : cell;
}

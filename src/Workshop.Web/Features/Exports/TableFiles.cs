using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Exports;

/// <summary>
/// The same table in three formats. In CSV nothing is left that a spreadsheet takes for a formula. In a sheet text is typed as text, so that nothing has to be changed for that,
/// and instants are dates. In JSON a cell keeps its type. Instants carry their offset; a sheet, which knows no offsets, shows the clock that goes with it.
/// </summary>
public static class TableFiles
{
    /// <summary>Excel refuses a file with a longer cell.</summary>
    private const int MostLettersInCell = 32_767;

    private const uint Plain = 0;
    private const uint Bold = 1;
    private const uint Moment = 2;
    private const uint Wrapped = 3;

    public static byte[] Csv(ExportTable table, bool withMark) =>
        CsvDownload.Bytes([.. table.Columns], table.Rows.Select(row => row.Select(Words).ToArray()), withMark);

    /// <summary>An array of objects, one for each row.</summary>
    public static byte[] Json(ExportTable table)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartArray();
            foreach (var row in table.Rows)
            {
                json.WriteStartObject();
                for (var i = 0; i < row.Length; i++)
                {
                    json.WritePropertyName(table.Columns[i]);
                    switch (row[i])
                    {
                        case null:
                            json.WriteNullValue();
                            break;
                        case int number:
                            json.WriteNumberValue(number);
                            break;
                        case double number:
                            json.WriteNumberValue(number);
                            break;
                        case bool yes:
                            json.WriteBooleanValue(yes);
                            break;
                        default:
                            json.WriteStringValue(Words(row[i]));
                            break;
                    }
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>One sheet for each table, its header frozen and filterable.</summary>
    public static byte[] Xlsx(params IReadOnlyList<ExportTable> tables)
    {
        using var buffer = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(buffer, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            AddStyles(book);
            var sheets = new Sheets();
            foreach (var table in tables)
            {
                var part = book.AddNewPart<WorksheetPart>();
                Write(part, table);
                sheets.AppendChild(new Sheet { Id = book.GetIdOfPart(part), SheetId = (uint)sheets.ChildElements.Count + 1, Name = table.Name });
            }

            book.Workbook = new Workbook(sheets);
        }

        return buffer.ToArray();
    }

    private static void Write(WorksheetPart part, ExportTable table)
    {
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetViews(new SheetView(new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen }) { WorkbookViewId = 0 }));
        writer.WriteElement(new Columns(table.Columns.Select((_, i) => new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = Width(table, i), CustomWidth = true })));
        writer.WriteStartElement(new SheetData());
        var at = 1u;
        WriteRow(writer, at, [.. table.Columns], Bold);
        foreach (var row in table.Rows)
        {
            WriteRow(writer, ++at, row, Plain);
        }

        writer.WriteEndElement();
        writer.WriteElement(new AutoFilter { Reference = $"A1:{ColumnName(table.Columns.Count - 1)}{at.ToString(CultureInfo.InvariantCulture)}" });
        writer.WriteEndElement();
    }

    private static void WriteRow(OpenXmlWriter writer, uint at, object?[] cells, uint style)
    {
        writer.WriteStartElement(new Row { RowIndex = at });
        for (var i = 0; i < cells.Length; i++)
        {
            if (Cell(cells[i], style) is { } cell)
            {
                cell.CellReference = ColumnName(i) + at.ToString(CultureInfo.InvariantCulture);
                writer.WriteElement(cell);
            }
        }

        writer.WriteEndElement();
    }

    private static Cell? Cell(object? value, uint style) => value switch
    {
        null or "" => null,
        int number => new Cell { CellValue = new CellValue(number.ToString(CultureInfo.InvariantCulture)), StyleIndex = style },
        double number => new Cell { CellValue = new CellValue(number.ToString("R", CultureInfo.InvariantCulture)), StyleIndex = style },
        bool yes => new Cell { CellValue = new CellValue(yes ? "1" : "0"), DataType = CellValues.Boolean, StyleIndex = style },
        DateTimeOffset at => new Cell { CellValue = new CellValue(at.DateTime.ToOADate().ToString("R", CultureInfo.InvariantCulture)), StyleIndex = Moment },
        var other => TextCell(Words(other), style),
    };

    private static Cell TextCell(string words, uint style)
    {
        var text = SheetText(words);
        return new Cell
        {
            InlineString = new InlineString(new Text(text) { Space = SpaceProcessingModeValues.Preserve }),
            DataType = CellValues.InlineString,
            StyleIndex = style == Plain && text.Contains('\n', StringComparison.Ordinal) ? Wrapped : style,
        };
    }

    /// <summary>What a sheet can hold: characters of XML, at most so many.</summary>
    private static string SheetText(string words)
    {
        var text = new StringBuilder(words.Length);
        for (var i = 0; i < words.Length; i++)
        {
            if (i + 1 < words.Length && XmlConvert.IsXmlSurrogatePair(words[i + 1], words[i]))
            {
                text.Append(words, i++, 2);
            }
            else if (XmlConvert.IsXmlChar(words[i]) && words[i] != '\r')
            {
                text.Append(words[i]);
            }
        }

        return Domain.CutText.WithMark(text.ToString(), MostLettersInCell);
    }

    private static double Width(ExportTable table, int column) =>
        Math.Clamp(table.Rows.Select(row => Words(row[column]).Length).Append(table.Columns[column].Length).Max() + 2, 8, 50);

    /// <summary>A, B, …, Z, AA, AB, …</summary>
    private static string ColumnName(int index) => index < 26 ? ((char)('A' + index)).ToString() : ColumnName((index / 26) - 1) + (char)('A' + (index % 26));

    private static string Words(object? value) => value switch
    {
        null => "",
        string text => text,
        bool yes => yes ? "yes" : "no",
        double number => number.ToString("0.###", CultureInfo.InvariantCulture),
        DateTimeOffset at => at.ToString(at.Offset == TimeSpan.Zero ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static void AddStyles(WorkbookPart book) => book.AddNewPart<WorkbookStylesPart>().Stylesheet = new Stylesheet(
        new NumberingFormats(new NumberingFormat { NumberFormatId = 164, FormatCode = "yyyy\\-mm\\-dd\\ hh:mm" }) { Count = 1 },
        new Fonts(new Font(), new Font(new Bold())) { Count = 2 },
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })) { Count = 2 },
        new Borders(new Border()) { Count = 1 },
        new CellStyleFormats(new CellFormat()) { Count = 1 },
        new CellFormats(
            new CellFormat { FormatId = 0 },
            new CellFormat { FormatId = 0, FontId = Bold, ApplyFont = true },
            new CellFormat { FormatId = 0, NumberFormatId = 164, ApplyNumberFormat = true },
            new CellFormat(new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Top }) { FormatId = 0, ApplyAlignment = true })
        { Count = 4 });
}

using System.Globalization;
using System.Text;
using CsvHelper;
using Microsoft.AspNetCore.Mvc;

namespace Workshop.Web.Features.Shared;

/// <summary>A table for spreadsheets: UTF-8 with its mark, and nothing that a spreadsheet would take for a formula.</summary>
public static class CsvDownload
{
    /// <param name="rows">Each with as many fields as <paramref name="header"/>.</param>
    public static FileContentResult Of(string fileName, string[] header, IEnumerable<string[]> rows) =>
        new(Bytes(header, rows, withMark: true), "text/csv; charset=utf-8") { FileDownloadName = fileName };

    /// <param name="withMark">Without the mark Excel takes the file for Windows-1252; other programs take the mark for a letter of the first column.</param>
    public static byte[] Bytes(string[] header, IEnumerable<string[]> rows, bool withMark)
    {
        using var buffer = new MemoryStream();
        if (withMark)
        {
            buffer.Write(Encoding.UTF8.Preamble);
        }

        using (var csv = CsvWriter.Create(buffer, new CsvWriterOptions { Injection = CsvInjection.Escape }, leaveOpen: true))
        {
            csv.WriteHeader(header);
            foreach (var row in rows)
            {
                csv.WriteRecord(row);
            }
        }

        return buffer.ToArray();
    }

    /// <summary>"2027-02-01T09:00:00Z": the same for every reader; empty when there is none.</summary>
    public static string Instant(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";

    public static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}

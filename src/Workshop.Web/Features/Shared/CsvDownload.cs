using System.Globalization;
using System.Text;
using CsvHelper;
using Microsoft.AspNetCore.Mvc;

namespace Workshop.Web.Features.Shared;

/// <summary>A table for spreadsheets: UTF-8 with its mark, and nothing that a spreadsheet would take for a formula.</summary>
public static class CsvDownload
{
    /// <param name="rows">Each with as many fields as <paramref name="header"/>.</param>
    public static FileContentResult Of(string fileName, string[] header, IEnumerable<string[]> rows)
    {
        using var buffer = new MemoryStream();
        buffer.Write(Encoding.UTF8.Preamble);
        using (var csv = CsvWriter.Create(buffer, new CsvWriterOptions { Injection = CsvInjection.Escape }, leaveOpen: true))
        {
            csv.WriteHeader(header);
            foreach (var row in rows)
            {
                csv.WriteRecord(row);
            }
        }

        return new FileContentResult(buffer.ToArray(), "text/csv; charset=utf-8") { FileDownloadName = fileName };
    }

    /// <summary>"2027-02-01T09:00:00Z": the same for every reader; empty when there is none.</summary>
    public static string Instant(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";

    public static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}

using System.Text;
using Workshop.Domain.Pdf;

namespace Workshop.Web.Platform.Pdf;

/// <summary>What a file is by its own bytes; its name may say anything.</summary>
public static class FileSniffer
{
    /// <summary>Readers accept a PDF header anywhere in the first 1024 bytes (PDF 1.7, implementation note 13).</summary>
    private const int PdfHeaderReach = 1024;

    private static readonly (byte[] Start, FileKind Kind)[] Signatures =
    [
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], FileKind.Image),
        ([0xFF, 0xD8, 0xFF], FileKind.Image),
        ("GIF8"u8.ToArray(), FileKind.Image),
        ("II*\0"u8.ToArray(), FileKind.Image),
        ("MM\0*"u8.ToArray(), FileKind.Image),
        ("BM"u8.ToArray(), FileKind.Image),
        ("RIFF"u8.ToArray(), FileKind.Image),
        ("\0\0\0\u0018ftyp"u8.ToArray(), FileKind.Image),
        ("\0\0\0\u001cftyp"u8.ToArray(), FileKind.Image),
        ([0x1F, 0x8B], FileKind.Archive),
        ("BZh"u8.ToArray(), FileKind.Archive),
        ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z'], FileKind.Archive),
        ("7z\u00bc"u8.ToArray(), FileKind.Archive),
        ("Rar!"u8.ToArray(), FileKind.Archive),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], FileKind.WordDocument),
        ("{\\rtf"u8.ToArray(), FileKind.WordDocument),
        ("%!PS"u8.ToArray(), FileKind.PostScript),
    ];

    /// <summary>The kind of the whole file. A file that begins as something else is that, even when a PDF hides further down.</summary>
    public static FileKind Sniff(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty)
        {
            return FileKind.Empty;
        }

        if (file.StartsWith("%PDF-"u8))
        {
            return FileKind.Pdf;
        }

        if (file.StartsWith("PK\u0003\u0004"u8))
        {
            return SniffZip(file);
        }

        foreach (var (start, kind) in Signatures)
        {
            if (file.StartsWith(start))
            {
                return kind;
            }
        }

        return file[..Math.Min(file.Length, PdfHeaderReach)].IndexOf("%PDF-"u8) >= 0 ? FileKind.Pdf : SniffText(file);
    }

    /// <summary>Office files are zips; the names of their parts tell which, at the front (first parts) or at the end (directory).</summary>
    private static FileKind SniffZip(ReadOnlySpan<byte> file)
    {
        var front = file[..Math.Min(file.Length, 16 << 10)];
        var end = file[^Math.Min(file.Length, 64 << 10)..];
        return Has(front, end, "word/"u8) ? FileKind.WordDocument
            : Has(front, end, "ppt/"u8) ? FileKind.Presentation
            : Has(front, end, "xl/"u8) ? FileKind.Spreadsheet
            : front.IndexOf("vnd.oasis.opendocument"u8) >= 0 ? FileKind.OpenDocument
            : FileKind.Archive;
    }

    private static bool Has(ReadOnlySpan<byte> front, ReadOnlySpan<byte> end, ReadOnlySpan<byte> part) =>
        front.IndexOf(part) >= 0 || end.IndexOf(part) >= 0;

    private static FileKind SniffText(ReadOnlySpan<byte> file)
    {
        var text = Encoding.Latin1.GetString(file[..Math.Min(file.Length, 4 << 10)]);
        return Contains("<!doctype html") || Contains("<html") ? FileKind.WebPage
            : Contains("<svg") ? FileKind.Image
            : Contains("\\documentclass") ? FileKind.LatexSource
            : FileKind.Unknown;

        bool Contains(string mark) => text.Contains(mark, StringComparison.OrdinalIgnoreCase);
    }
}

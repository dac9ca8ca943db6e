using System.Text;
using Workshop.Domain;

namespace Workshop.Web.Features.Submissions.Import;

public sealed record DecodedText(string Text, string Encoding);

/// <summary>Finds out in which encoding a table was written: byte order mark, UTF-16 without one, UTF-8, and Windows-1252 for what is none of these.</summary>
public static class ImportEncoding
{
    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static Outcome<DecodedText> Decode(byte[] content, string field)
    {
        if (content is [(byte)'P', (byte)'K', 3, 4, ..] or [0xD0, 0xCF, 0x11, 0xE0, ..])
        {
            return new Refusal("import.workbook", "This is a workbook of a spreadsheet program. Save it there as CSV (UTF-8) and choose that file.", field);
        }

        if (content is [0xEF, 0xBB, 0xBF, ..])
        {
            return Strict(new UTF8Encoding(false, throwOnInvalidBytes: true), content.AsSpan(3), "UTF-8", field);
        }

        if (content is [0xFF, 0xFE, ..])
        {
            return Strict(new UnicodeEncoding(false, false, throwOnInvalidBytes: true), content.AsSpan(2), "UTF-16", field);
        }

        if (content is [0xFE, 0xFF, ..])
        {
            return Strict(new UnicodeEncoding(true, false, throwOnInvalidBytes: true), content.AsSpan(2), "UTF-16", field);
        }

        // Text without a mark: in UTF-16 every other byte of Latin letters is zero, anywhere else no byte is.
        var zeros = content.AsSpan(0, Math.Min(content.Length, 4096));
        if (zeros.Contains((byte)0))
        {
            var odd = 0;
            var even = 0;
            for (var i = 0; i < zeros.Length; i++)
            {
                odd += zeros[i] == 0 && i % 2 == 1 ? 1 : 0;
                even += zeros[i] == 0 && i % 2 == 0 ? 1 : 0;
            }

            return Math.Max(odd, even) * 4 > zeros.Length && Math.Min(odd, even) * 8 < Math.Max(odd, even)
                ? Strict(new UnicodeEncoding(even > odd, false, throwOnInvalidBytes: true), content, "UTF-16", field)
                : NoText(field);
        }

        var utf8 = Strict(new UTF8Encoding(false, throwOnInvalidBytes: true), content, "UTF-8", field);
        return utf8.Succeeded ? utf8 : content.AsSpan().Contains((byte)0) ? NoText(field) : new DecodedText(Western.GetString(content), "Windows-1252");
    }

    private static Outcome<DecodedText> Strict(Encoding encoding, ReadOnlySpan<byte> content, string name, string field)
    {
        try
        {
            var text = encoding.GetString(content);
            return text.Contains('\0', StringComparison.Ordinal) ? NoText(field) : new DecodedText(text, name);
        }
        catch (DecoderFallbackException)
        {
            return new Refusal("import.encoding", $"The file says that it is {name}, but some of it is not. Save it again as CSV (UTF-8).", field);
        }
    }

    private static Refusal NoText(string field) => new("import.no-text", "This is no text. Choose a CSV, JSON or JSON Lines file.", field);
}

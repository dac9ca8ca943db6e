namespace Workshop.Web.Platform.Print;

/// <summary>
/// Takes out of a PDF that Chromium wrote when it was written and by which browser on which system: the same page then gives the same bytes, and says nothing of the machine. Title,
/// language and producer stay.
/// </summary>
internal static class PrintedTraces
{
    // Skia writes its information dictionary unpacked, as the first object: "/CreationDate (D:20261128…)" on lines of their own.
    private static readonly byte[][] Traces = ["/Creator ("u8.ToArray(), "/CreationDate ("u8.ToArray(), "/ModDate ("u8.ToArray()];

    /// <summary>The information stands within so many bytes of the beginning or not at all.</summary>
    private const int Reach = 16 << 10;

    /// <summary>In place, by spaces: nothing moves, so the table of places stays right.</summary>
    public static byte[] Erase(byte[] pdf)
    {
        var head = pdf.AsSpan(0, Math.Min(pdf.Length, Reach));
        foreach (var trace in Traces)
        {
            var at = head.IndexOf(trace);
            if (at >= 0 && EndOfString(head, at + trace.Length) is { } end)
            {
                head[at..end].Fill((byte)' ');
            }
        }

        return pdf;
    }

    /// <summary>Behind the bracket that closes the string; null when it is not closed within reach.</summary>
    private static int? EndOfString(ReadOnlySpan<byte> text, int from)
    {
        var depth = 1;
        for (var i = from; i < text.Length; i++)
        {
            switch (text[i])
            {
                case (byte)'\\':
                    i++;
                    break;
                case (byte)'(':
                    depth++;
                    break;
                case (byte)')' when --depth == 0:
                    return i + 1;
            }
        }

        return null;
    }
}

using System.IO.Compression;

namespace Workshop.Web.Platform.Pdf;

/// <summary>The filters that text streams are packed with (ISO 32000-1, 7.4). Pictures have others; they are for renderers.</summary>
internal static class StreamFilters
{
    /// <summary>
    /// The bytes behind one filter; null when we do not know it or there are more than <paramref name="most"/>. Damaged data give what could be read, as in readers.
    /// </summary>
    public static byte[]? Unpack(string filter, byte[] packed, int most) => filter switch
    {
        "/FlateDecode" or "/Fl" => Inflate(packed, most),
        "/ASCIIHexDecode" or "/AHx" => Hex(packed),
        "/ASCII85Decode" or "/A85" => Base85(packed),
        "/RunLengthDecode" or "/RL" => Runs(packed, most),
        "/LZWDecode" or "/LZW" => Lzw(packed, most),
        "/Crypt" => packed,
        _ => null,
    };

    private static byte[]? Inflate(byte[] packed, int most)
    {
        using var unpacked = new MemoryStream();
        var buffer = new byte[16 << 10];
        try
        {
            using var inflate = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
            while (inflate.Read(buffer) is > 0 and var count)
            {
                if (unpacked.Length + count > most)
                {
                    return null;
                }

                unpacked.Write(buffer, 0, count);
            }
        }
        catch (InvalidDataException)
        {
            // Cut off or with a wrong checksum: what came before counts.
        }

        return unpacked.ToArray();
    }

    private static byte[] Hex(byte[] packed)
    {
        var end = Array.IndexOf(packed, (byte)'>');
        var digits = packed.AsSpan(0, end < 0 ? packed.Length : end);
        return new ContentTokens([(byte)'<', .. digits, (byte)'>']) is var tokens && tokens.Next() is { } token ? tokens.Text(token) : [];
    }

    private static byte[] Base85(byte[] packed)
    {
        var bytes = new List<byte>(packed.Length);
        var (group, count) = (0UL, 0);
        foreach (var digit in packed)
        {
            if (digit == '~')
            {
                break;
            }

            if (digit == 'z' && count == 0)
            {
                bytes.AddRange((ReadOnlySpan<byte>)[0, 0, 0, 0]);
            }
            else if (digit is >= (byte)'!' and <= (byte)'u')
            {
                group = (group * 85) + (ulong)(digit - '!');
                if (++count == 5)
                {
                    Add(4);
                }
            }
        }

        if (count > 1)
        {
            var whole = count - 1;
            for (; count < 5; count++)
            {
                group = (group * 85) + 84;
            }

            Add(whole);
        }

        return [.. bytes];

        void Add(int whole)
        {
            for (var i = 0; i < whole; i++)
            {
                bytes.Add((byte)(group >> (24 - (8 * i))));
            }

            (group, count) = (0, 0);
        }
    }

    private static byte[]? Runs(byte[] packed, int most)
    {
        var bytes = new List<byte>(packed.Length);
        for (var at = 0; at < packed.Length && packed[at] != 128 && bytes.Count <= most;)
        {
            var length = packed[at++];
            if (length < 128)
            {
                var count = Math.Min(length + 1, packed.Length - at);
                bytes.AddRange(packed.AsSpan(at, count));
                at += count;
            }
            else if (at < packed.Length)
            {
                bytes.AddRange(Enumerable.Repeat(packed[at++], 257 - length));
            }
        }

        return bytes.Count > most ? null : [.. bytes];
    }

    private static byte[]? Lzw(byte[] packed, int most)
    {
        const int Clear = 256;
        const int End = 257;
        var table = new byte[4096][];
        for (var i = 0; i < 256; i++)
        {
            table[i] = [(byte)i];
        }

        var bytes = new List<byte>(packed.Length * 2);
        var (next, width, bits, held) = (258, 9, 0, 0);
        byte[]? last = null;
        foreach (var value in packed)
        {
            held = ((held << 8) | value) & 0xFFFFFF;
            bits += 8;
            if (bits < width)
            {
                continue;
            }

            bits -= width;
            var code = (held >> bits) & ((1 << width) - 1);
            if (code == End)
            {
                break;
            }

            if (code == Clear)
            {
                (next, width, last) = (258, 9, null);
                continue;
            }

            var entry = code < next && code != End ? table[code] : last is null ? null : [.. last, last[0]];
            if (entry is null)
            {
                break;
            }

            bytes.AddRange(entry);
            if (bytes.Count > most)
            {
                return null;
            }

            if (last is not null && next < 4096)
            {
                table[next++] = [.. last, entry[0]];
            }

            last = entry;
            width = next >= 2047 ? 12 : next >= 1023 ? 11 : next >= 511 ? 10 : 9;
        }

        return [.. bytes];
    }
}

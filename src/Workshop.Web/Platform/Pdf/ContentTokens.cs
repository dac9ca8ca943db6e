using System.Text;

namespace Workshop.Web.Platform.Pdf;

internal enum ContentTokenKind
{
    Number,
    Name,
    Text,
    HexText,
    ArrayStart,
    ArrayEnd,
    DictionaryStart,
    DictionaryEnd,

    /// <summary>An operator, or true, false and null.</summary>
    Word,
}

/// <summary>Where one token of a content stream stands; the end is not part of it.</summary>
internal readonly record struct ContentToken(ContentTokenKind Kind, int Start, int End);

/// <summary>
/// Cuts a content stream (ISO 32000-1, 7.8.2) into tokens, in one pass and without recursion. Every input ends: what cannot be read is skipped byte by byte.
/// </summary>
internal sealed class ContentTokens(byte[] content)
{
    /// <summary>How far behind "EI" a reader looks to tell the end of an inline picture from two bytes of its data.</summary>
    private const int Lookahead = 12;

    private int _at;

    public byte[] Content => content;

    public ReadOnlySpan<byte> Bytes(ContentToken token) => content.AsSpan(token.Start, token.End - token.Start);

    /// <summary>The next token; null at the end. The data of an inline picture belong to no token.</summary>
    public ContentToken? Next()
    {
        SkipSpace();
        while (_at < content.Length)
        {
            var start = _at;
            switch (content[_at])
            {
                case (byte)'(':
                    SkipText();
                    return new(ContentTokenKind.Text, start, _at);
                case (byte)'<' when Peek(1) == '<':
                    _at += 2;
                    return new(ContentTokenKind.DictionaryStart, start, _at);
                case (byte)'<':
                    var close = content.AsSpan(_at).IndexOf((byte)'>');
                    _at = close < 0 ? content.Length : _at + close + 1;
                    return new(ContentTokenKind.HexText, start, _at);
                case (byte)'>' when Peek(1) == '>':
                    _at += 2;
                    return new(ContentTokenKind.DictionaryEnd, start, _at);
                case (byte)'[':
                    _at++;
                    return new(ContentTokenKind.ArrayStart, start, _at);
                case (byte)']':
                    _at++;
                    return new(ContentTokenKind.ArrayEnd, start, _at);
                case (byte)'/':
                    _at++;
                    SkipRegular();
                    return new(ContentTokenKind.Name, start, _at);
                case (byte)'{' or (byte)'}' or (byte)')' or (byte)'>':
                    _at++;
                    SkipSpace();
                    continue;
                default:
                    SkipRegular();
                    return new(IsNumber(content[start]) ? ContentTokenKind.Number : ContentTokenKind.Word, start, _at);
            }
        }

        return null;
    }

    /// <summary>To be called after the operator ID: moves behind the operator EI.</summary>
    public void SkipInlinePicture()
    {
        _at = Math.Min(_at + 1, content.Length);
        while (true)
        {
            var found = content.AsSpan(_at).IndexOf("EI"u8);
            if (found < 0)
            {
                _at = content.Length;
                return;
            }

            var end = _at + found;
            _at = end + 2;
            if ((end == 0 || IsSpace(content[end - 1])) && (_at == content.Length || (IsSpace(content[_at]) && LooksLikeOperators(_at))))
            {
                return;
            }
        }
    }

    /// <summary>A number as readers take it: 1, -.5, +3. and 4.56; what else stands there counts as far as it is a number.</summary>
    public double Number(ContentToken token) => ParseNumber(Bytes(token));

    public static double ParseNumber(ReadOnlySpan<byte> digits)
    {
        var (value, scale, negative) = (0.0, 0.0, false);
        foreach (var digit in digits)
        {
            if (digit == '-')
            {
                negative = true;
            }
            else if (digit == '.')
            {
                scale = 1;
            }
            else if (char.IsAsciiDigit((char)digit))
            {
                value = (value * 10) + (digit - '0');
                scale *= 10;
            }
            else if (digit != '+')
            {
                break;
            }
        }

        value = scale > 0 ? value / scale : value;
        return negative ? -value : value;
    }

    /// <summary>A name without its slash, escapes resolved.</summary>
    public string Name(ContentToken token) => ParseName(Bytes(token)[1..]);

    /// <summary>The bytes of a string, escapes resolved.</summary>
    public byte[] Text(ContentToken token) => token.Kind == ContentTokenKind.HexText ? Hex(Bytes(token)) : Literal(Bytes(token));

    private static string ParseName(ReadOnlySpan<byte> name)
    {
        if (name.IndexOf((byte)'#') < 0)
        {
            return Encoding.UTF8.GetString(name);
        }

        var plain = new List<byte>(name.Length);
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] == '#' && i + 2 < name.Length && char.IsAsciiHexDigit((char)name[i + 1]) && char.IsAsciiHexDigit((char)name[i + 2]))
            {
                plain.Add((byte)((HexDigit(name[i + 1]) << 4) | HexDigit(name[i + 2])));
                i += 2;
            }
            else
            {
                plain.Add(name[i]);
            }
        }

        return Encoding.UTF8.GetString([.. plain]);
    }

    private static byte[] Hex(ReadOnlySpan<byte> token)
    {
        var bytes = new List<byte>(token.Length / 2);
        var high = -1;
        foreach (var digit in token)
        {
            if (!char.IsAsciiHexDigit((char)digit))
            {
                continue;
            }

            if (high < 0)
            {
                high = HexDigit(digit);
            }
            else
            {
                bytes.Add((byte)((high << 4) | HexDigit(digit)));
                high = -1;
            }
        }

        if (high >= 0)
        {
            bytes.Add((byte)(high << 4));
        }

        return [.. bytes];
    }

    private static byte[] Literal(ReadOnlySpan<byte> token)
    {
        var bytes = new List<byte>(token.Length);
        var last = token.Length > 1 && token[^1] == ')' ? token.Length - 1 : token.Length;
        for (var i = 1; i < last; i++)
        {
            if (token[i] != '\\')
            {
                bytes.Add(token[i]);
                continue;
            }

            if (++i >= last)
            {
                break;
            }

            if (token[i] is >= (byte)'0' and <= (byte)'7')
            {
                var value = 0;
                var end = Math.Min(i + 3, last);
                while (i < end && token[i] is >= (byte)'0' and <= (byte)'7')
                {
                    value = (value * 8) + (token[i++] - '0');
                }

                i--;
                bytes.Add((byte)value);
                continue;
            }

            switch (token[i])
            {
                case (byte)'n': bytes.Add((byte)'\n'); break;
                case (byte)'r': bytes.Add((byte)'\r'); break;
                case (byte)'t': bytes.Add((byte)'\t'); break;
                case (byte)'b': bytes.Add((byte)'\b'); break;
                case (byte)'f': bytes.Add((byte)'\f'); break;
                case (byte)'\n': break;
                case (byte)'\r':
                    if (i + 1 < last && token[i + 1] == '\n')
                    {
                        i++;
                    }

                    break;
                default: bytes.Add(token[i]); break;
            }
        }

        return [.. bytes];
    }

    private static int HexDigit(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    private static bool IsNumber(byte first) => first is (>= (byte)'0' and <= (byte)'9') or (byte)'+' or (byte)'-' or (byte)'.';

    private static bool IsSpace(byte value) => value is 0 or 9 or 10 or 12 or 13 or 32;

    private static bool IsRegular(byte value) =>
        !IsSpace(value) && value is not ((byte)'(' or (byte)')' or (byte)'<' or (byte)'>' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}' or (byte)'/' or (byte)'%');

    private bool LooksLikeOperators(int from)
    {
        foreach (var value in content.AsSpan(from, Math.Min(Lookahead, content.Length - from)))
        {
            if (!IsSpace(value) && value is < 32 or > 126)
            {
                return false;
            }
        }

        return true;
    }

    private int Peek(int ahead) => _at + ahead < content.Length ? content[_at + ahead] : -1;

    private void SkipSpace()
    {
        while (_at < content.Length)
        {
            if (content[_at] == '%')
            {
                var line = content.AsSpan(_at).IndexOfAny((byte)'\n', (byte)'\r');
                _at = line < 0 ? content.Length : _at + line;
            }
            else if (IsSpace(content[_at]))
            {
                _at++;
            }
            else
            {
                return;
            }
        }
    }

    private void SkipRegular()
    {
        while (_at < content.Length && IsRegular(content[_at]))
        {
            _at++;
        }
    }

    private void SkipText()
    {
        var depth = 0;
        while (_at < content.Length)
        {
            switch (content[_at++])
            {
                case (byte)'\\':
                    _at = Math.Min(_at + 1, content.Length);
                    break;
                case (byte)'(':
                    depth++;
                    break;
                case (byte)')' when --depth == 0:
                    return;
            }
        }

        _at = content.Length;
    }
}

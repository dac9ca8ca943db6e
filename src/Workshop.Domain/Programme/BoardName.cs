namespace Workshop.Domain.Programme;

/// <summary>What stands on a poster board, in the order of people: P2 before P10, A9 before B1.</summary>
public static class BoardName
{
    /// <summary>Natural order: runs of digits compare as numbers of any length, everything else letter by letter without regard to case; ties by ordinal comparison. No board comes last.</summary>
    public static IComparer<string?> Order { get; } = Comparer<string?>.Create(Compare);

    private static int Compare(string? left, string? right)
    {
        if (left is null || right is null)
        {
            return (left is null).CompareTo(right is null);
        }

        var (l, r) = (0, 0);
        while (l < left.Length && r < right.Length)
        {
            if (char.IsAsciiDigit(left[l]) && char.IsAsciiDigit(right[r]))
            {
                var leftDigits = DigitsAt(left, ref l);
                var rightDigits = DigitsAt(right, ref r);
                var numbers = leftDigits.Length != rightDigits.Length ? leftDigits.Length.CompareTo(rightDigits.Length) : leftDigits.SequenceCompareTo(rightDigits);
                if (numbers != 0)
                {
                    return numbers;
                }
            }
            else
            {
                var letters = char.ToUpperInvariant(left[l++]).CompareTo(char.ToUpperInvariant(right[r++]));
                if (letters != 0)
                {
                    return letters;
                }
            }
        }

        var lengths = (left.Length - l).CompareTo(right.Length - r);
        return lengths != 0 ? lengths : string.CompareOrdinal(left, right);
    }

    /// <summary>A run of digits without leading zeros.</summary>
    private static ReadOnlySpan<char> DigitsAt(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return text.AsSpan(start, at - start).TrimStart('0');
    }
}

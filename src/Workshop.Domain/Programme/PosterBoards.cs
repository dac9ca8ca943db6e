using System.Globalization;
using Workshop.Domain.People;

namespace Workshop.Domain.Programme;

public enum BoardOrientation
{
    Portrait,
    Landscape,
}

/// <summary>Which half of a poster session a board is presented in.</summary>
public enum BoardHalf
{
    /// <summary>Odd numbers; from the start of the session to its middle, which is not included.</summary>
    First,

    /// <summary>Even numbers; from the middle of the session, which is included, to its end.</summary>
    Second,
}

/// <summary>What an event says about its poster boards: what they are called, and how large they are, which authors must know before they print.</summary>
/// <param name="Width">In millimetres; 0 while it is not known.</param>
/// <param name="Height">In millimetres; 0 while it is not known.</param>
/// <param name="Orientation">How a poster hangs on it.</param>
/// <param name="Prefix">What stands before the number: "P". May be empty, ends in no digit.</param>
/// <param name="First">The first number.</param>
/// <param name="HasHalves">The odd boards are presented in the first half of a session, the even ones in the second.</param>
public sealed record PosterBoards(int Width, int Height, BoardOrientation Orientation, string Prefix, int First, bool HasHalves)
{
    public const int MaxPrefixLength = 10;
    public const int MaxMillimetres = 5000;
    public const int MaxFirst = 10_000;

    public static PosterBoards Usual { get; } = new(0, 0, BoardOrientation.Portrait, "P", 1, false);

    /// <summary>Every reason at once; empty when it may be stored.</summary>
    public IReadOnlyList<Refusal> Check()
    {
        var refusals = new List<Refusal>();
        if ((Width, Height) is not (0, 0) && (Width is < 100 or > MaxMillimetres || Height is < 100 or > MaxMillimetres))
        {
            refusals.Add(new Refusal("boards.size", $"Give width and height in millimetres, 100 to {MaxMillimetres}, or leave both empty.", nameof(Width)));
        }

        if (WhyNotPrefix(Prefix) is { } no)
        {
            refusals.Add(no);
        }

        if (First is < 0 or > MaxFirst)
        {
            refusals.Add(new Refusal("boards.first", "Choose a first number from 0 to 10,000.", nameof(First)));
        }

        return refusals;
    }

    /// <summary>Null when it may stand before a number.</summary>
    public static Refusal? WhyNotPrefix(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        var shown = Person.Clean(prefix);
        return shown.Length > MaxPrefixLength ? new Refusal("boards.prefix-too-long", $"Shorten the letters before the number to {MaxPrefixLength}.", nameof(Prefix))
            : shown.Length > 0 && char.IsDigit(shown[^1]) ? new Refusal("boards.prefix-digit", "End the letters before the number with a letter or a sign, not with a digit: “A1” and “2” would read as A12.", nameof(Prefix))
            : null;
    }

    /// <summary>For authors: "Your board is 90 cm wide and 120 cm high; print your poster in portrait format." Null while the size is not known.</summary>
    public string? SizeSentence => Width == 0 || Height == 0
        ? null
        : $"Your board is {Centimetres(Width)} wide and {Centimetres(Height)} high; print your poster in {(Orientation == BoardOrientation.Portrait ? "portrait" : "landscape")} format, no larger than that.";

    /// <summary>When a board is presented; null when the event has no halves or the label ends in no number.</summary>
    public BoardHalf? HalfOf(string? label) => HasHalves && NumberAtEnd(label) is { } number ? HalfOf(number) : null;

    internal static BoardHalf HalfOf(int number) => number % 2 == 0 ? BoardHalf.Second : BoardHalf.First;

    /// <summary>The number of a label with exactly this prefix; null for any other, also for one with leading zeros, which nobody would write a second time.</summary>
    internal static int? NumberOf(string? label, string prefix) =>
        label is not null && label.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && label.AsSpan(prefix.Length) is { Length: > 0 } digits && digits.IndexOfAnyExceptInRange('0', '9') < 0
        && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && (digits[0] != '0' || digits.Length == 1) ? number : null;

    private static int? NumberAtEnd(string? label)
    {
        if (label is null)
        {
            return null;
        }

        var start = label.Length;
        while (start > 0 && char.IsAsciiDigit(label[start - 1]))
        {
            start--;
        }

        // Whether it is odd says its last digit, however long it is.
        return start == label.Length ? null : label[^1] - '0';
    }

    private static string Centimetres(int millimetres) => string.Create(CultureInfo.InvariantCulture, $"{millimetres / 10m:0.#} cm");
}

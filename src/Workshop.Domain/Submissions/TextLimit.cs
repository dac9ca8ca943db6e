using System.Globalization;

namespace Workshop.Domain.Submissions;

/// <summary>How long a text may be, counted as <see cref="TextLength"/> says. Both ends are included.</summary>
/// <param name="Min">Null means that there is no least length.</param>
/// <param name="Max">Null means that only the technical limit of the field holds.</param>
public sealed record TextLimit(TextUnit Unit, int? Min, int? Max)
{
    public static readonly TextLimit None = new(TextUnit.Words, null, null);

    public bool IsNone => Min is null && Max is null;

    /// <summary>Why these two numbers make no limit, or null.</summary>
    /// <param name="most">What the field can hold at all, in characters.</param>
    public Refusal? WhyNotPossible(int most, string field)
    {
        if (Min is < 1 || Max is < 1 || Min > most || Max > most)
        {
            return new Refusal("limit.range", string.Create(CultureInfo.InvariantCulture, $"Choose limits of 1 to {most:N0}, or leave them empty."), field);
        }

        return Min > Max ? new Refusal("limit.min-above-max", "The least length is above the greatest. Choose a smaller one.", field) : null;
    }

    /// <summary>Why a text is refused, or null. An empty text has no length to complain about: whether it may be missing is another question.</summary>
    /// <param name="subject">As it begins a sentence: "The abstract".</param>
    /// <param name="code">Gets "-over-limit" or "-under-limit".</param>
    public Refusal? Check(string text, string subject, string code, string field)
    {
        var length = IsNone ? 0 : TextLength.Of(text, Unit);
        if (length == 0)
        {
            return null;
        }

        if (length > Max)
        {
            return new Refusal($"{code}-over-limit", $"{subject} has {Say(length)}. Shorten it to {Say(Max.Value)}.", field);
        }

        return length < Min ? new Refusal($"{code}-under-limit", $"{subject} has only {Say(length)}. Write at least {Say(Min.Value)}.", field) : null;
    }

    /// <summary>"50 to 200 words", "at most 200 words", "at least 50 words"; null without a limit.</summary>
    public string? Words => (Min, Max) switch
    {
        (null, null) => null,
        ({ } min, { } max) => string.Create(CultureInfo.InvariantCulture, $"{min:N0} to {Say(max)}"),
        (null, { } max) => $"at most {Say(max)}",
        ({ } min, null) => $"at least {Say(min)}",
    };

    private string Say(int n) => string.Create(CultureInfo.InvariantCulture, $"{n:N0} {(Unit == TextUnit.Words ? "word" : "character")}{(n == 1 ? "" : "s")}");
}

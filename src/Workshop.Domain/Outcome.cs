using System.Diagnostics.CodeAnalysis;

namespace Workshop.Domain;

/// <summary>A value, or the reasons why there is none. Never both, never neither.</summary>
public sealed class Outcome<T>
{
    internal Outcome(T? value, IReadOnlyList<Refusal> refusals)
    {
        Value = value;
        Refusals = refusals;
    }

    /// <summary>The value; only meaningful when <see cref="Succeeded"/>.</summary>
    public T? Value { get; }

    /// <summary>Empty when the answer is yes.</summary>
    public IReadOnlyList<Refusal> Refusals { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    public bool Succeeded => Refusals.Count == 0;

    /// <summary>The first reason, or null when the answer is yes.</summary>
    public Refusal? Refusal => Refusals.Count == 0 ? null : Refusals[0];

    [SuppressMessage("Usage", "CA2225", Justification = "An outcome is returned, never converted by name.")]
    public static implicit operator Outcome<T>(T value) => new(value, []);

    [SuppressMessage("Usage", "CA2225", Justification = "An outcome is returned, never converted by name.")]
    public static implicit operator Outcome<T>(Refusal refusal) => new(default, [refusal]);
}

public static class Outcome
{
    /// <summary>Says no for several reasons at once, so that a form can show every one of them.</summary>
    /// <exception cref="ArgumentException">There is no reason.</exception>
    public static Outcome<T> No<T>(IReadOnlyList<Refusal> refusals) =>
        refusals.Count > 0 ? new Outcome<T>(default, refusals) : throw new ArgumentException("A no needs a reason.", nameof(refusals));
}

/// <summary>A yes that carries nothing.</summary>
public sealed record Done
{
    public static Done Instance { get; } = new();
}

namespace Workshop.Data.People;

/// <summary>
/// Somebody who asked for an account and has not yet proved to own the address. Person and account are made when the link in the mail is
/// used, so nobody can claim an address by registering it first, and several people may try at once without touching each other.
/// </summary>
public sealed class Registration
{
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(2);

    public Guid Id { get; private init; } = Guid.NewGuid();

    public required string Name { get; init; }

    public required string Affiliation { get; init; }

    public required string Address { get; init; }

    public required string NormalizedAddress { get; init; }

    public required string PasswordHash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

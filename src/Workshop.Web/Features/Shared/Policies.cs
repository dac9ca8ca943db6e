namespace Workshop.Web.Features.Shared;

/// <summary>Who may use a page, for <c>[Authorize(Policy = …)]</c>. Plain <c>[Authorize]</c> means anybody who has signed in.</summary>
public static class Policies
{
    /// <summary>Organizers of the event in the route.</summary>
    public const string Organizer = nameof(Organizer);

    /// <summary>People who have accepted to review for the event in the route.</summary>
    public const string Reviewer = nameof(Reviewer);

    /// <summary>Those who run the installation.</summary>
    public const string Administrator = nameof(Administrator);
}

/// <summary>Names for <c>[EnableRateLimiting(…)]</c>; only POSTs are counted, except for <see cref="LookUp"/>.</summary>
public static class RateLimits
{
    /// <summary>Sign-in, registration, reset: what guesses passwords or sends mail.</summary>
    public const string Sensitive = nameof(Sensitive);

    public const string Upload = nameof(Upload);

    /// <summary>What pages send by themselves while somebody types: far above what a room full of authors does.</summary>
    public const string Autosave = nameof(Autosave);

    /// <summary>Pages where a visitor could try codes: looking is counted too.</summary>
    public const string LookUp = nameof(LookUp);
}

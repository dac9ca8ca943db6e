namespace Workshop.Domain.People;

/// <summary>
/// Who asks. Access is given by confirmed addresses only, because a claimed address that turns out to be somebody else's must not open a paper. What takes
/// it away depends on what the viewer may know: an organizer, who reads author lists anyway, is kept away by every known address, confirmed or not. A reviewer
/// is kept away by <see cref="VouchedEmails"/> only: if a mere claim made papers disappear, whoever claims an author's address would learn what
/// that author wrote. The assignment, which shows nobody what it left out, counts every known address again.
/// </summary>
/// <param name="PersonId">Null for a visitor who has not signed in.</param>
/// <param name="ConfirmedEmails">Normalized.</param>
/// <param name="KnownEmails">Normalized; includes the confirmed ones.</param>
/// <param name="OrganizerOf">Events that this person organizes.</param>
/// <param name="ReviewerIds">The accepted <c>Reviewer</c> records of this person, over all events.</param>
/// <param name="ReviewerOf">Events in which this person has accepted to review.</param>
public sealed record Viewer(
    Guid? PersonId,
    string Name,
    bool IsAdministrator,
    IReadOnlyList<string> ConfirmedEmails,
    IReadOnlyList<string> KnownEmails,
    IReadOnlyList<Guid> OrganizerOf,
    IReadOnlyList<Guid> ReviewerIds,
    IReadOnlyList<Guid> ReviewerOf)
{
    /// <summary>Normalized: those at which organizers invited this person to review, confirmed or not.</summary>
    public IReadOnlyList<string> InvitedEmails { get; init; } = [];

    /// <summary>Came by a reviewer's link and is nothing but the reviewer of one event, whatever else the person may be.</summary>
    public bool IsAtDesk { get; init; }

    /// <summary>Normalized: those of which somebody other than the viewer says that they are the viewer's, a mailbox or an organizer.</summary>
    public IEnumerable<string> VouchedEmails => ConfirmedEmails.Union(InvitedEmails);

    public static Viewer Anonymous { get; } = new(null, "", false, [], [], [], [], []);

    public bool IsSignedIn => PersonId is not null;

    public bool Organizes(Guid eventId) => OrganizerOf.Contains(eventId);

    public bool Reviews(Guid eventId) => ReviewerOf.Contains(eventId);

    /// <summary>For use cases behind a page that only signed-in people reach.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in: the page forgot to say so.</exception>
    public Guid RequiredPersonId => PersonId ?? throw new InvalidOperationException("This needs somebody who has signed in.");
}

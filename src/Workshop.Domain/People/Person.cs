namespace Workshop.Domain.People;

/// <summary>A human being, with or without an account, known by every e-mail address they own.</summary>
public sealed class Person
{
    public const int MaxNameLength = 200;
    public const int MaxAffiliationLength = 300;

    private readonly List<PersonEmail> _emails = [];

    private Person()
    {
    }

    public Guid Id { get; private init; } = Guid.NewGuid();

    public string Name { get; private set; } = "";

    public string Affiliation { get; private set; } = "";

    /// <summary>Normalized, see <see cref="People.Orcid"/>; null when the person gave none. A claim that nobody has proved: it never gives access to anything.</summary>
    public string? Orcid { get; private set; }

    /// <summary>Runs the installation: people, health, jobs. Gives no right to see any event's papers.</summary>
    public bool IsAdministrator { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    public IReadOnlyList<PersonEmail> Emails => _emails;

    /// <summary>Where mail to this person goes; null only while none is confirmed.</summary>
    public PersonEmail? PrimaryEmail => _emails.Find(email => email.IsPrimary && email.IsConfirmed) ?? _emails.Find(email => email.IsConfirmed);

    public static Person Create(string name, string affiliation, DateTimeOffset now) =>
        new() { Name = Clean(name), Affiliation = Clean(affiliation), CreatedAt = now };

    public void Rename(string name, string affiliation)
    {
        Name = Clean(name);
        Affiliation = Clean(affiliation);
    }

    public void Identify(Orcid? orcid) => Orcid = orcid?.Id;

    public void MakeAdministrator() => IsAdministrator = true;

    public void EndAdministration() => IsAdministrator = false;

    /// <summary>Adds an address that is still to be confirmed, or returns the one that is there already.</summary>
    public PersonEmail AddEmail(EmailAddress email, DateTimeOffset now)
    {
        var known = _emails.Find(mine => mine.NormalizedAddress == email.Normalized);
        if (known is not null)
        {
            return known;
        }

        var added = new PersonEmail { PersonId = Id, Address = email.Address, NormalizedAddress = email.Normalized, AddedAt = now };
        _emails.Add(added);
        return added;
    }

    /// <summary>The person has proved to own the address. The first confirmed one becomes the primary one.</summary>
    public Outcome<Done> ConfirmEmail(string normalizedAddress, DateTimeOffset now)
    {
        var email = _emails.Find(mine => mine.NormalizedAddress == normalizedAddress);
        if (email is null)
        {
            return new Refusal("person.email-unknown", "That address does not belong to this account any more. Add it again.");
        }

        email.Confirm(now);
        if (!_emails.Exists(mine => mine.IsPrimary))
        {
            email.IsPrimary = true;
        }

        return Done.Instance;
    }

    public Outcome<Done> MakePrimary(string normalizedAddress)
    {
        var email = _emails.Find(mine => mine.NormalizedAddress == normalizedAddress);
        if (email is null || !email.IsConfirmed)
        {
            return new Refusal("person.email-unconfirmed", "Confirm that address first: open the link in the mail that we sent to it.");
        }

        foreach (var mine in _emails)
        {
            mine.IsPrimary = mine == email;
        }

        return Done.Instance;
    }

    public Outcome<Done> RemoveEmail(string normalizedAddress)
    {
        var email = _emails.Find(mine => mine.NormalizedAddress == normalizedAddress);
        if (email is null)
        {
            return Done.Instance;
        }

        if (email.IsPrimary)
        {
            return new Refusal("person.email-primary", "That is your main address. Choose another main address before you remove it.");
        }

        _emails.Remove(email);
        return Done.Instance;
    }

    /// <summary>One line without control characters, so that a name can stand in a mail header and in a table.</summary>
    public static string Clean(string text) =>
        string.Join(' ', new string([.. text.Select(character => char.IsControl(character) || character is '\u2028' or '\u2029' ? ' ' : character)]).Split(' ', StringSplitOptions.RemoveEmptyEntries)).Normalize();
}

using Workshop.Data.Archive;

namespace Workshop.Web.Features.Archive;

/// <summary>
/// Which rows go into an archive, and what of them. Rows arrive in the order of the plan, so that what a row refers to has been decided before it: a row whose submission is left out is left out
/// too, and so on along every foreign key.
/// </summary>
internal sealed class ArchiveSelection
{
    private readonly ArchiveScope _scope;
    private readonly StandIns? _standIns;
    private readonly HashSet<Guid>? _managed;
    private readonly Dictionary<string, HashSet<string>> _kept = new(StringComparer.Ordinal);
    private readonly HashSet<string> _principals;
    private readonly HashSet<string> _addresses = new(StringComparer.Ordinal);
    private readonly HashSet<object> _wordless = [];

    /// <param name="managed">The submissions that the organizer may manage; null for everything.</param>
    /// <param name="standIns">Null for an archive with personal data.</param>
    public ArchiveSelection(ArchivePlan plan, HashSet<Guid>? managed, StandIns? standIns)
    {
        (_managed, _standIns) = (managed, standIns);
        _scope = managed is null ? ArchiveScope.Everything : ArchiveScope.Organizer;
        _principals = [.. plan.Parts.SelectMany(part => part.References.Select(reference => reference.Principal).Concat(part.Mentions.Select(mention => mention.Principal)))];
    }

    /// <summary>Ids in kept rows that may be people's.</summary>
    public HashSet<Guid> Persons { get; } = [];

    /// <summary>Hashes of files that kept rows speak of.</summary>
    public SortedSet<string> Files { get; } = new(StringComparer.Ordinal);

    public bool Takes(ArchivePart part)
    {
        var table = ArchiveTables.Of(part.Name);
        return (_scope == ArchiveScope.Everything || table.ForOrganizers) && (_standIns is null || !table.IsPersonal);
    }

    /// <summary>False when the row stays out. What is kept is changed in place: made inert, and stripped of names where the archive is without.</summary>
    public bool Keep(ArchivePart part, object?[] row)
    {
        if (!IsShown(part, row))
        {
            return false;
        }

        foreach (var reference in part.References.Where(reference => !reference.IsDeferred && IsDecided(reference.Principal)))
        {
            if (reference.Columns.All(place => row[place] is not null) && !_kept[reference.Principal].Contains(ArchiveValue.KeyOf(reference.Columns, row)) && !Detach(part, row, reference.Columns, reference.IsNullable))
            {
                return false;
            }
        }

        if (_scope == ArchiveScope.Organizer)
        {
            foreach (var (place, principal) in part.Mentions)
            {
                if (row[place] is { } mentioned && !(_kept.TryGetValue(principal, out var kept) && kept.Contains(ArchiveValue.KeyText(mentioned))) && !Detach(part, row, [place], part.Columns[place].IsNullable && part.Columns[place].Name != "SubmissionId"))
                {
                    return false;
                }
            }
        }

        if (_principals.Contains(part.Name))
        {
            _kept[part.Name].Add(ArchiveValue.KeyOf(part.Key, row));
        }

        Note(part, row);
        StandIns.MakeInert(part, row);
        if (_scope == ArchiveScope.Organizer)
        {
            HideFromOrganizer(part, row);
        }

        _standIns?.Hide(part, row);
        return true;
    }

    /// <summary>Before the rows of a table, also of one that is left out whole.</summary>
    public void Begin(ArchivePart part) => _kept[part.Name] = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>
    /// Somebody's main address counts as confirmed and no other: an archive that said of a stranger's account that it owns an address of yours would open your papers to it. Organizers get the
    /// addresses that they have seen in the event anyway.
    /// </summary>
    /// <param name="addresses">All of one person.</param>
    public List<object?[]> KeepAddresses(ArchivePart part, IReadOnlyList<object?[]> addresses)
    {
        var (normalized, confirmed, primary) = (part.IndexOf("NormalizedAddress"), part.IndexOf("ConfirmedAt"), part.IndexOf("IsPrimary"));
        var main = addresses.FirstOrDefault(row => row[confirmed] is not null && row[primary] is true) ?? addresses.FirstOrDefault(row => row[confirmed] is not null);
        var kept = new List<object?[]>();
        foreach (var row in addresses)
        {
            if (_standIns is not null ? row != main : _scope == ArchiveScope.Organizer && !_addresses.Contains((string)row[normalized]!))
            {
                continue;
            }

            if (row != main || _standIns is not null)
            {
                row[confirmed] = null;
            }

            _standIns?.Hide(part, row);
            kept.Add(row);
        }

        return kept;
    }

    private bool IsShown(ArchivePart part, object?[] row)
    {
        if (_scope == ArchiveScope.Everything)
        {
            return true;
        }

        var table = ArchiveTables.Of(part.Name);
        return (part.Name != ArchiveTables.Submissions || _managed!.Contains((Guid)row[part.Key[0]]!))
            && (part.Name != "IssuedCertificates" || row[part.IndexOf("Kind")] is "Presentation") // a letter of thanks tells who has reviewed
            && (part.Name != "MailAttachments" || !_wordless.Contains(row[part.IndexOf("MailId")]!))
            && (table.OnlyWhenSet is null || row[part.IndexOf(table.OnlyWhenSet)] is not null)
            && (table.OnlyWhenEmpty is null || row[part.IndexOf(table.OnlyWhenEmpty)] is null);
    }

    /// <summary>People and files are chosen by who refers to them, after everything else.</summary>
    private bool IsDecided(string principal) => principal is not (ArchiveTables.People or ArchiveTables.Files) && _kept.ContainsKey(principal);

    /// <summary>Whether the row may stay without what it referred to.</summary>
    private bool Detach(ArchivePart part, object?[] row, IReadOnlyList<int> columns, bool isNullable)
    {
        // A deadline extension of a paper that must not be known goes with the paper; the use of a link for late submissions stays, and is empty.
        var stays = isNullable && (_scope == ArchiveScope.Everything || columns.All(place => part.Columns[place].Name == ArchiveTables.Of(part.Name).Detaches || part.Columns[place].Name != "SubmissionId"));
        if (stays)
        {
            foreach (var place in columns)
            {
                row[place] = null;
            }
        }

        return stays;
    }

    private void Note(ArchivePart part, object?[] row)
    {
        foreach (var place in part.Persons)
        {
            if (row[place] is Guid person)
            {
                Persons.Add(person);
            }
        }

        foreach (var place in part.FileHashes)
        {
            if (row[place] is string { Length: 64 } hash)
            {
                Files.Add(hash);
            }
        }

        if (_standIns is null)
        {
            Files.UnionWith(ArchivePictures.In(part, row));
        }

        if (_scope == ArchiveScope.Organizer && part.IndexOf("NormalizedEmail") is >= 0 and var address && row[address] is string email)
        {
            _addresses.Add(email);
        }
    }

    /// <summary>As on the page of the mails: one that names no submission may speak of several, so its words stay out whatever they are.</summary>
    private void HideFromOrganizer(ArchivePart part, object?[] row)
    {
        if (part.Name == "OutgoingMails" && row[part.IndexOf("SubmissionId")] is null)
        {
            _wordless.Add(row[part.Key[0]]!);
            row[part.IndexOf("Subject")] = "";
            row[part.IndexOf("Body")] = "";
            row[part.IndexOf("Values")] = null;
        }
        else if (part.Name == ArchiveTables.People)
        {
            row[part.IndexOf("Orcid")] = null;
        }
    }
}

using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Archive;
using Workshop.Domain;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Archive;

/// <summary>
/// Who the people of an archive are here. Whoever has confirmed here what is their main address there is that person, with the account and the rights that they have here; everybody else is new,
/// without an account and without any right, and becomes themselves by proving that address.
/// </summary>
internal sealed partial class ArchivePeople
{
    private const int AtOnce = 300;

    private readonly Dictionary<Guid, Guid> _ids = [];

    private ArchivePeople()
    {
    }

    /// <summary>As they are to be stored.</summary>
    public List<(long Line, object?[] Row)> NewPeople { get; } = [];

    public List<(long Line, object?[] Row)> NewAddresses { get; } = [];

    public int Matched { get; private set; }

    /// <summary>By their ids in the archive.</summary>
    public HashSet<string> Known { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<int> PeopleColumns { get; private set; } = [];

    public IReadOnlyList<int> AddressColumns { get; private set; } = [];

    public static async Task<Outcome<ArchivePeople>> ReadAsync(WorkshopDb db, ArchiveFile archive, ArchivePlan plan, ArchiveLimits limits, CancellationToken cancel)
    {
        var people = new ArchivePeople();
        var (part, addressPart) = (plan[ArchiveTables.People], plan[ArchiveTables.PersonEmails]);
        var rows = await ReadAllAsync(archive, part, limits, cancel);
        var addresses = await ReadAllAsync(archive, addressPart, limits, cancel);
        if ((rows.Wrong ?? addresses.Wrong) is { } wrong)
        {
            return wrong;
        }

        (people.PeopleColumns, people.AddressColumns) = (rows.Columns, addresses.Columns);
        foreach (var (_, row) in rows.Rows)
        {
            people.Known.Add(ArchiveValue.KeyText(row[0]));
        }

        var main = new Dictionary<Guid, string>();
        var (person, typed, normalized, confirmed) = (addressPart.IndexOf("PersonId"), addressPart.IndexOf("Address"), addressPart.IndexOf("NormalizedAddress"), addressPart.IndexOf("ConfirmedAt"));
        foreach (var (line, row) in addresses.Rows)
        {
            if (!people.Known.Contains(ArchiveValue.KeyText(row[person])))
            {
                return ArchiveFile.Wrong(addressPart.Path, line, "The person is not in the archive.");
            }

            if (EmailAddress.Parse((string)row[typed]!) is not { Succeeded: true, Value: var address } || address.Normalized != (string)row[normalized]!)
            {
                return ArchiveFile.Wrong(addressPart.Path, line, "This is not an e-mail address and its normalized form.");
            }

            if (row[confirmed] is not null && (main.ContainsValue(address.Normalized) || !main.TryAdd((Guid)row[person]!, address.Normalized)))
            {
                return ArchiveFile.Wrong(addressPart.Path, line, "An archive may say of one address of a person that it is confirmed, and of one person that an address is theirs.");
            }
        }

        await people.MatchAsync(db, rows.Rows, addresses.Rows, person, main, cancel);
        return people;
    }

    /// <summary>The id here of somebody in the archive; any other id stays what it is.</summary>
    public Guid Here(Guid id) => _ids.GetValueOrDefault(id, id);

    /// <summary>The same within a text: keys of mails and JSON speak of people by their ids.</summary>
    public string Here(string text) => _ids.Count == 0 || text.Length < 32
        ? text
        : Id().Replace(text, match => Guid.TryParse(match.Value, out var id) && _ids.TryGetValue(id, out var here) ? here.ToString(match.Length == 32 ? "n" : "D") : match.Value);

    private async Task MatchAsync(WorkshopDb db, IReadOnlyList<(long Line, object?[] Row)> rows, IReadOnlyList<(long Line, object?[] Row)> addresses, int person, Dictionary<Guid, string> main, CancellationToken cancel)
    {
        var owners = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var chunk in main.Values.Chunk(AtOnce))
        {
            foreach (var email in await db.PersonEmails.Where(email => email.ConfirmedAt != null && chunk.Contains(email.NormalizedAddress)).Select(email => new { email.NormalizedAddress, email.PersonId }).ToListAsync(cancel))
            {
                owners[email.NormalizedAddress] = email.PersonId;
            }
        }

        var ids = rows.Select(row => (Guid)row.Row[0]!).ToList();
        var taken = new HashSet<Guid>();
        foreach (var chunk in ids.Chunk(AtOnce))
        {
            taken.UnionWith(await db.People.Where(known => chunk.Contains(known.Id)).Select(known => known.Id).ToListAsync(cancel));
        }

        var matched = new HashSet<Guid>();
        foreach (var (line, row) in rows)
        {
            var id = (Guid)row[0]!;
            if (main.TryGetValue(id, out var address) && owners.TryGetValue(address, out var here))
            {
                matched.Add(id);
                Map(id, here);
                continue;
            }

            Map(id, taken.Contains(id) ? Guid.NewGuid() : id);
            row[0] = Here(id);
            NewPeople.Add((line, row));
        }

        Matched = matched.Count;
        var mine = addresses.Where(address => !matched.Contains((Guid)address.Row[person]!)).ToList();
        var takenAddresses = new HashSet<Guid>();
        foreach (var chunk in mine.Select(address => (Guid)address.Row[0]!).Chunk(AtOnce))
        {
            takenAddresses.UnionWith(await db.PersonEmails.Where(known => chunk.Contains(known.Id)).Select(known => known.Id).ToListAsync(cancel));
        }

        foreach (var (line, row) in mine)
        {
            row[0] = takenAddresses.Contains((Guid)row[0]!) ? Guid.NewGuid() : row[0];
            row[person] = Here((Guid)row[person]!);
            NewAddresses.Add((line, row));
        }
    }

    private void Map(Guid there, Guid here)
    {
        if (there != here)
        {
            _ids[there] = here;
        }
    }

    private static async Task<(List<(long Line, object?[] Row)> Rows, IReadOnlyList<int> Columns, Refusal? Wrong)> ReadAllAsync(ArchiveFile archive, ArchivePart part, ArchiveLimits limits, CancellationToken cancel)
    {
        var rows = new List<(long, object?[])>();
        await using var stream = archive.OpenPart(part);
        if (stream is null)
        {
            return (rows, [], null);
        }

        var reader = new RowReader(part, stream, limits.LineBytes);
        while (await reader.ReadAsync(cancel))
        {
            rows.Add((reader.Line, reader.Row));
        }

        return (rows, reader.Columns, reader.Wrong);
    }

    [GeneratedRegex("[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Id();
}

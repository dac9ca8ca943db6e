using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Workshop.Domain.Mail;

namespace Workshop.Data.Archive;

/// <summary>
/// What takes the place of a row's secrets, always, and of names and texts, when an archive is made without personal data. The same person has the same number everywhere in one archive;
/// numbers follow the order of the rows, so that the same event gives the same archive.
/// </summary>
/// <param name="personOf">The person who has confirmed an address, so that all addresses of one person get one number.</param>
public sealed partial class StandIns(IReadOnlyDictionary<string, Guid> personOf)
{
    public const string AddressEnd = "@removed.invalid";

    /// <summary>What stands where a private mail had a link; such a mail cannot be sent, see <c>MailText.WhyIncomplete</c>.</summary>
    public const string SecretLink = "[missing: secret link]";

    private const string WaitedBecause = "It waited to be sent when the event was taken along.";
    private const string Interrupted = "It was under way when the event was taken along.";

    private readonly Dictionary<string, int> _persons = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _addresses = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> _addressesOf = [];
    private readonly Dictionary<string, int> _institutions = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _keys = new(StringComparer.Ordinal);

    /// <summary>
    /// For every archive: nothing in it opens anything, nothing in it is waiting to happen. Done once or twice it comes to the same, so that what was imported is exported as it came.
    /// </summary>
    public static void MakeInert(ArchivePart part, object?[] row)
    {
        foreach (var place in TextColumns(part))
        {
            if (row[place] is string && ArchiveColumns.Of(part.Name, part.Columns[place].Name) == ColumnContent.Secret)
            {
                // Some secrets are compared as they are stored: a stand-in that can be worked out would be one that works.
                row[place] = part.Columns[place].IsNullable ? null : Stand(part, row, place);
            }
        }

        if (part.Name == "OutgoingMails")
        {
            MakeMailInert(new Row(part, row));
        }
        else if (part.Name == "JobRuns" && new Row(part, row) is var run && run["State"] is "Queued" or "Running")
        {
            run["State"] = "Interrupted";
            run["Message"] = Interrupted;
            run["FinishedAt"] = run["HeartbeatAt"] ?? run["CreatedAt"];
            run["HeartbeatAt"] = run["FinishedAt"];
        }
    }

    /// <summary>Whether a row waits for something to be done with it, which no row of an archive does.</summary>
    public static bool IsWaiting(ArchivePart part, object?[] row) =>
        part.Name is "OutgoingMails" && row[part.IndexOf("State")] is "Queued" or "Sending" || (part.Name is "JobRuns" && row[part.IndexOf("State")] is "Queued" or "Running");

    /// <summary>Names, addresses and texts give way to stand-ins.</summary>
    public void Hide(ArchivePart part, object?[] row)
    {
        // The addresses of a row first: they say who the names beside them are.
        var (number, suggested) = (0, 0);
        foreach (var place in TextColumns(part))
        {
            if (row[place] is string { Length: > 0 } address && ArchiveColumns.Of(part.Name, part.Columns[place].Name) == ColumnContent.Address)
            {
                var whose = NumberOf(address);
                row[place] = StandInOf(address, whose);
                (number, suggested) = IsSuggestion(part, place) ? (number, whose) : (whose, suggested);
            }
        }

        if (part.Name == ArchiveTables.People)
        {
            number = Number(_persons, $"id:{row[0]}");
        }

        foreach (var place in TextColumns(part))
        {
            var column = part.Columns[place];
            if (row[place] is string { Length: > 0 } text)
            {
                row[place] = ArchiveColumns.Of(part.Name, column.Name) switch
                {
                    ColumnContent.Text => Cut(string.Create(CultureInfo.InvariantCulture, $"[{text.Length} characters]"), column),
                    ColumnContent.PersonName => string.Create(CultureInfo.InvariantCulture, $"Person {((IsSuggestion(part, place) ? suggested : number) is > 0 and var known ? known : NumberOf($"name:{text}"))}"),
                    ColumnContent.Institution => string.Create(CultureInfo.InvariantCulture, $"Institution {Number(_institutions, text)}"),
                    ColumnContent.FileName => "file" + Ending().Match(text).Value.ToLowerInvariant(),
                    ColumnContent.Key => string.Create(CultureInfo.InvariantCulture, $"key-{Number(_keys, text)}"),
                    ColumnContent.Emptied or ColumnContent.Pictures => column.IsNullable ? null : "",
                    _ => text,
                };
            }
        }
    }

    /// <summary>What is stored in place of a file's content: only how long it was.</summary>
    public static byte[] FileContent(int number, long size) =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"File {number} of {size} bytes was left out, because this archive was made without personal data.\n"));

    /// <summary>Somebody else whom the person of the row has named.</summary>
    private static bool IsSuggestion(ArchivePart part, int place) => part.Columns[place].Name.StartsWith("Suggested", StringComparison.Ordinal);

    private static void MakeMailInert(Row mail)
    {
        mail["UnsubscribeLink"] = null;
        if (mail["State"] is "Sending")
        {
            mail["State"] = "Uncertain";
            mail["LastError"] = WaitedBecause;
            mail["SendingSince"] = null;
        }
        else if (mail["State"] is "Queued" or "Held")
        {
            mail["State"] = "Held";
            mail["HeldBecause"] ??= WaitedBecause;
        }

        if (mail["IsPrivate"] is true)
        {
            mail["Values"] = null;
            if (mail["Body"] is string body && SecretLinks.Replace(body, SecretLink) is var inert && inert != body)
            {
                mail["Body"] = inert;
                mail["IsIncomplete"] = true;
            }
        }
    }

    /// <summary>A second address of the same person stays another one: tables tell people apart by their addresses.</summary>
    private string StandInOf(string address, int number)
    {
        var normalized = address.ToLowerInvariant();
        if (!_addresses.TryGetValue(normalized, out var standIn))
        {
            var nth = _addressesOf[number] = _addressesOf.GetValueOrDefault(number) + 1;
            standIn = string.Create(CultureInfo.InvariantCulture, $"person-{number}{(nth == 1 ? "" : $"-{nth}")}{AddressEnd}");
            _addresses[normalized] = standIn;
        }

        return standIn;
    }

    private static string Stand(ArchivePart part, object?[] row, int place)
    {
        var key = ArchiveValue.KeyOf(part.Key, row);
        return Cut("left-out-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{part.Name}|{part.Columns[place].Name}|{key}")))[..32], part.Columns[place]);
    }

    private static string Cut(string text, ArchiveColumn column) => column.MaxLength is { } most && text.Length > most ? text[..most] : text;

    private static IEnumerable<int> TextColumns(ArchivePart part) =>
        Enumerable.Range(0, part.Columns.Count).Where(place => part.Columns[place].Type == typeof(string) && !part.Columns[place].IsEnum);

    private int NumberOf(string addressOrName) =>
        Number(_persons, personOf.TryGetValue(addressOrName, out var person) || personOf.TryGetValue(addressOrName.ToLowerInvariant(), out person) ? $"id:{person}" : addressOrName);

    private static int Number(Dictionary<string, int> numbers, string key)
    {
        if (!numbers.TryGetValue(key, out var number))
        {
            numbers[key] = number = numbers.Count + 1;
        }

        return number;
    }

    [GeneratedRegex(@"\.[A-Za-z0-9]{1,5}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ending();

    /// <summary>A row by the names of its columns; one that the table does not have is nothing.</summary>
    private readonly struct Row(ArchivePart part, object?[] values)
    {
        public object? this[string column]
        {
            get => part.IndexOf(column) is >= 0 and var place ? values[place] : null;
            set
            {
                if (part.IndexOf(column) is >= 0 and var place)
                {
                    values[place] = value;
                }
            }
        }
    }
}

using System.Text.RegularExpressions;
using Workshop.Data;
using Workshop.Data.Archive;
using Workshop.Domain.Events;

namespace Workshop.Web.Features.Archive;

/// <summary>An instant in the settings of an event that the next one has, too.</summary>
/// <param name="Key">"SubmissionTypes.ClosesAt" and the row, for forms.</param>
public sealed record CopiedDate(string Key, string Label, DateTimeOffset Was, DateTimeOffset Becomes);

/// <summary>
/// The settings of one event as rows, on their way to another: every table that <see cref="ArchiveTables"/> calls configuration, with ids of its own, its dates moved. What somebody adds to the
/// settings tomorrow comes along as soon as it is called configuration there.
/// </summary>
internal sealed partial class EventCopy
{
    /// <summary>When a row was made or a rule began to hold, not when anything is due.</summary>
    private static readonly string[] Beginnings = ["CreatedAt", "AddedAt", "UpdatedAt"];

    private static readonly Dictionary<string, string> Labels = new(StringComparer.Ordinal)
    {
        ["SubmissionTypes.AbstractsDue"] = "Abstracts of the type “{0}” are due",
        ["SubmissionTypes.ClosesAt"] = "Deadline of the type “{0}”",
        ["Questions.RequiredFrom"] = "Must be answered from: “{0}”",
        ["DecisionSettings.ConfirmBy"] = "Authors confirm their place by",
        ["DecisionSettings.FinalsDue"] = "Final versions are due",
        ["ReviewingRules.OpensAt"] = "Reviewers read each other’s reviews from",
        ["ReviewingRules.ResponseOpens"] = "Authors respond from",
        ["ReviewingRules.ResponseCloses"] = "Authors respond until",
    };

    private readonly List<(ArchivePart Part, List<object?[]> Rows)> _tables = [];
    private readonly Dictionary<Guid, Guid> _ids = [];

    private EventCopy()
    {
    }

    /// <param name="withProgramme">The sessions as an empty frame, too.</param>
    public static async Task<EventCopy> ReadAsync(WorkshopDb db, Guid eventId, bool withProgramme, CancellationToken cancel)
    {
        var copy = new EventCopy();
        foreach (var part in ArchivePlan.Of(db).Parts.Where(part => ArchiveTables.Of(part.Name).IsConfiguration || (withProgramme && part.Name == "Sessions")))
        {
            var rows = new List<object?[]>();
            await foreach (var row in db.ReadRowsAsync(part, eventId, cancel))
            {
                // A question that is asked no more is there for the answers that it once got.
                if (part.IndexOf("ArchivedAt") is var archived && (archived < 0 || row[archived] is null))
                {
                    rows.Add(row);
                }
            }

            copy._tables.Add((part, rows));
        }

        return copy;
    }

    /// <summary>Every instant in the settings beside the event's own, which have a form of their own.</summary>
    public IReadOnlyList<CopiedDate> Dates(NextEvent next, EventZone zone) =>
        [.. from table in _tables
            where table.Part.Name is not (ArchiveTables.Events or "Sessions")
            from row in table.Rows
            from place in Deadlines(table.Part)
            where row[place] is DateTime
            let was = new DateTimeOffset((DateTime)row[place]!, TimeSpan.Zero)
            select new CopiedDate(KeyOf(table.Part, row, place), LabelOf(table.Part, row, place), was, next.Deadline(was, zone))];

    /// <summary>Puts the rows in, in the caller's transaction.</summary>
    /// <param name="dates">By the keys of <see cref="Dates"/>; null for no such date. What is not named moves by itself.</param>
    public async Task InsertAsync(WorkshopDb db, NewEventRow target, NextEvent next, (EventZone Old, EventZone New, EventZone Deadlines) zones, IReadOnlyDictionary<string, DateTimeOffset?> dates, CancellationToken cancel)
    {
        _ids[target.OldId] = target.Id;
        foreach (var (part, rows) in _tables)
        {
            foreach (var row in rows.Where(row => part.Name != ArchiveTables.Events && part.Key is [var key] && part.Columns[key].Name == "Id" && row[key] is Guid))
            {
                _ids[(Guid)row[part.Key[0]]!] = Guid.NewGuid();
            }
        }

        var copied = _tables.Select(table => table.Part.Name).ToHashSet(StringComparer.Ordinal);
        var news = _ids.Values.ToHashSet();
        foreach (var (part, rows) in _tables)
        {
            await using var insert = db.InsertInto(part, [.. Enumerable.Range(0, part.Columns.Count)]);
            foreach (var row in rows)
            {
                MoveDates(part, row, next, zones, dates, target.Now);
                Translate(part, row);
                if (part.Name == ArchiveTables.Events)
                {
                    Begin(part, row, target);
                }

                if (part.Name == "Sessions" && part.IndexOf("Chair") is >= 0 and var chair)
                {
                    row[chair] = "";
                }

                StandIns.MakeInert(part, row);
                if (!Detach(part, row, copied, news))
                {
                    continue;
                }

                for (var place = 0; place < row.Length; place++)
                {
                    insert.Parameters[place].Value = ArchiveValue.ForDatabase(row[place]);
                }

                await insert.ExecuteNonQueryAsync(cancel);
            }
        }
    }

    private static IEnumerable<int> Instants(ArchivePart part) => Enumerable.Range(0, part.Columns.Count).Where(place => part.Columns[place].Type == typeof(DateTime));

    private static IEnumerable<int> Deadlines(ArchivePart part) => Instants(part).Where(place => !IsBeginning(part.Columns[place].Name));

    private static bool IsBeginning(string column) => Beginnings.Contains(column) || column.EndsWith("Since", StringComparison.Ordinal);

    private static void MoveDates(ArchivePart part, object?[] row, NextEvent next, (EventZone Old, EventZone New, EventZone Deadlines) zones, IReadOnlyDictionary<string, DateTimeOffset?> dates, DateTimeOffset now)
    {
        foreach (var place in Instants(part))
        {
            if (row[place] is not DateTime was)
            {
                continue;
            }

            var at = new DateTimeOffset(was, TimeSpan.Zero);
            row[place] = IsBeginning(part.Columns[place].Name) ? now.UtcDateTime
                : part.Name == "Sessions" ? next.AtTheEvent(at, zones.Old, zones.New).UtcDateTime
                : dates.TryGetValue(KeyOf(part, row, place), out var chosen) && (chosen is not null || part.Columns[place].IsNullable) ? chosen?.UtcDateTime
                : next.Deadline(at, zones.Deadlines).UtcDateTime;
        }
    }

    private static void Begin(ArchivePart part, object?[] row, NewEventRow target)
    {
        row[part.IndexOf("Slug")] = target.Slug;
        foreach (var column in (string[])["DecisionsReleased", "ProgrammeReleased"])
        {
            row[part.IndexOf(column)] = null;
        }

        foreach (var column in (string[])["Revision", "ProgrammeRevision"])
        {
            row[part.IndexOf(column)] = 0;
        }
    }

    /// <summary>Ids of copied rows wherever they stand, in JSON as well.</summary>
    private void Translate(ArchivePart part, object?[] row)
    {
        for (var place = 0; place < row.Length; place++)
        {
            row[place] = row[place] switch
            {
                Guid id => _ids.GetValueOrDefault(id, id),
                string { Length: >= 36 } text when !part.Columns[place].IsEnum => Id().Replace(text, match => _ids.TryGetValue(Guid.Parse(match.Value), out var id) ? id.ToString("D") : match.Value),
                var other => other,
            };
        }
    }

    /// <summary>False for a row that makes no sense without something that does not come along.</summary>
    /// <param name="copied">Names of the tables that come along.</param>
    /// <param name="news">Ids of the rows that are new.</param>
    private static bool Detach(ArchivePart part, object?[] row, HashSet<string> copied, HashSet<Guid> news)
    {
        foreach (var reference in part.References.Where(reference => reference.Principal is not (ArchiveTables.Files or ArchiveTables.People)))
        {
            if (reference.Columns.All(place => row[place] is not null) && (!copied.Contains(reference.Principal) || reference.Columns.Any(place => row[place] is Guid id && !news.Contains(id))))
            {
                if (!reference.IsNullable)
                {
                    return false;
                }

                foreach (var place in reference.Columns)
                {
                    row[place] = null;
                }
            }
        }

        return true;
    }

    private static string KeyOf(ArchivePart part, object?[] row, int place) => $"{part.Name}.{part.Columns[place].Name}.{string.Join('.', part.Key.Select(key => ArchiveValue.KeyText(row[key])))}";

    private static string LabelOf(ArchivePart part, object?[] row, int place)
    {
        var named = ((string[])["Name", "Label"]).Select(part.IndexOf).FirstOrDefault(found => found >= 0, -1);
        var name = named < 0 ? "" : row[named] as string ?? "";
        return Labels.TryGetValue($"{part.Name}.{part.Columns[place].Name}", out var label)
            ? label.Replace("{0}", name, StringComparison.Ordinal)
            : $"{Words(part.Name)}: {Words(part.Columns[place].Name)}{(name.Length > 0 ? $" of “{name}”" : "")}";
    }

    /// <summary>"ResponseCloses" → "Response closes".</summary>
    private static string Words(string name) => Inner().Replace(name, match => " " + match.Value.ToLowerInvariant());

    [GeneratedRegex("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Id();

    [GeneratedRegex("(?<=[a-z])[A-Z]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Inner();
}

/// <summary>What is new about the event that a copy becomes.</summary>
internal sealed record NewEventRow(Guid OldId, Guid Id, string Slug, DateTimeOffset Now);

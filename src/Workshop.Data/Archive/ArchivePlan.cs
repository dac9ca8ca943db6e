using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Workshop.Data.Archive;

/// <summary>One column of a table as it is stored.</summary>
/// <param name="Type">As the database hands it out, after the model's converter: text for an enum.</param>
public sealed record ArchiveColumn(string Name, Type Type, bool IsNullable, bool HasDefault, int? MaxLength, Type ModelType, ValueConverter? Converter)
{
    public bool IsEnum => (Nullable.GetUnderlyingType(ModelType) ?? ModelType).IsEnum;
}

/// <summary>A foreign key between two tables of the archive, by the places of its columns.</summary>
/// <param name="IsDeferred">Filled in after all rows are there: a row refers to another one of its own table.</param>
public sealed record ArchiveReference(IReadOnlyList<int> Columns, string Principal, IReadOnlyList<string> PrincipalColumns, bool IsNullable, bool IsDeferred);

/// <summary>One table of the archive: <c>data/{Name}.jsonl</c>.</summary>
public sealed record ArchivePart(string Name, IReadOnlyList<ArchiveColumn> Columns, IReadOnlyList<int> Key, IReadOnlyList<ArchiveReference> References)
{
    /// <summary>Which rows belong to the event <c>@event</c>, in SQL; empty for people, addresses and files, which are chosen by who refers to them.</summary>
    public string Where { get; init; } = "";

    /// <summary>Places of the columns that may hold the id of a person: by a foreign key, or because they refer to nothing else.</summary>
    public IReadOnlyList<int> Persons { get; init; } = [];

    /// <summary>Places of the columns that hold the hash of a stored file.</summary>
    public IReadOnlyList<int> FileHashes { get; init; } = [];

    /// <summary>Columns that name a row of another table without a foreign key (its place, the table): the submission of a log entry, which may be gone.</summary>
    public IReadOnlyList<(int Column, string Principal)> Mentions { get; init; } = [];

    public int? EventColumn { get; init; }

    public string Path => $"data/{Name}.jsonl";

    /// <summary>-1 when there is no such column.</summary>
    public int IndexOf(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Name == column)
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>
/// Every table that belongs to an event, worked out from the model: it has an EventId, or a foreign key that leads to one that has. So a table that is added tomorrow is in the archive without
/// anybody thinking of it. In an order in which each comes after those that it refers to; people, addresses and files come first.
/// </summary>
public sealed class ArchivePlan
{
    /// <summary>Rights that an installation gives are no part of an event, and what a table keeps as bytes for all events is in <c>files/</c>.</summary>
    private static readonly Dictionary<string, string[]> HiddenColumns = new(StringComparer.Ordinal)
    {
        [ArchiveTables.People] = ["IsAdministrator"],
        [ArchiveTables.Files] = ["Content"],
    };

    private ArchivePlan(IReadOnlyList<ArchivePart> parts, string migration, IReadOnlyList<string> knownMigrations)
    {
        Parts = parts;
        Migration = migration;
        KnownMigrations = knownMigrations;
    }

    public IReadOnlyList<ArchivePart> Parts { get; }

    /// <summary>The newest migration by its name alone: the two databases make theirs some seconds apart.</summary>
    public string Migration { get; }

    public IReadOnlyList<string> KnownMigrations { get; }

    public ArchivePart this[string name] => Parts.Single(part => part.Name == name);

    public static ArchivePlan Of(WorkshopDb db)
    {
        var tables = db.Model.GetRelationalModel().Tables.ToDictionary(table => table.Name, StringComparer.Ordinal);
        var where = new Dictionary<string, string>(StringComparer.Ordinal) { [ArchiveTables.Events] = "\"Id\" = @event" };
        foreach (var table in tables.Values.Where(table => IsOfEvent(table) && !ArchiveTables.LeftOut.ContainsKey(table.Name)))
        {
            where[table.Name] = WithoutOwn(table, "\"EventId\" = @event");
        }

        while (tables.Values.Where(table => !where.ContainsKey(table.Name) && !ArchiveTables.LeftOut.ContainsKey(table.Name)).Select(table => (table, Owner(table, where))).FirstOrDefault(found => found.Item2 is not null) is ({ } next, { } owner))
        {
            where[next.Name] = $"\"{owner.Columns[0].Name}\" IN (SELECT \"{owner.PrincipalColumns[0].Name}\" FROM \"{owner.PrincipalTable.Name}\" WHERE {where[owner.PrincipalTable.Name]})";
        }

        string[] shared = [ArchiveTables.People, ArchiveTables.PersonEmails, ArchiveTables.Files];
        var names = shared.Concat(where.Keys.Except(shared)).ToHashSet(StringComparer.Ordinal);
        var ordered = InOrder([.. names.Select(name => tables[name]).OrderBy(table => !shared.Contains(table.Name)).ThenBy(table => table.Name, StringComparer.Ordinal)]);
        var migrations = db.Database.GetMigrations().Select(NameOf).ToList();
        return new ArchivePlan([.. ordered.Select(table => PartOf(table, names, where.GetValueOrDefault(table.Name, "")))], migrations.LastOrDefault() ?? "", migrations);
    }

    /// <summary>Without the instant that it begins with.</summary>
    private static string NameOf(string migration) => migration[(migration.IndexOf('_', StringComparison.Ordinal) + 1)..];

    private static bool IsOfEvent(ITable table) => table.FindColumn("EventId") is { } column && ModelTypeOf(column) == typeof(Guid);

    private static Type ModelTypeOf(IColumn column) => Nullable.GetUnderlyingType(column.PropertyMappings[0].Property.ClrType) ?? column.PropertyMappings[0].Property.ClrType;

    /// <summary>Without what stays where it is: rows about archives, and selections of visitors without an account, which whoever knows the id of one may change.</summary>
    private static string WithoutOwn(ITable table, string condition) => table.Name switch
    {
        "JobRuns" => $"{condition} AND \"Kind\" NOT LIKE '{ArchiveTables.OwnPrefix}%'",
        "AuditEntries" => $"{condition} AND \"Action\" NOT LIKE '{ArchiveTables.OwnPrefix}%'",
        "ProgrammeSelections" => $"{condition} AND \"PersonId\" IS NOT NULL",
        _ => condition,
    };

    /// <summary>The foreign key that makes a table part of the event; one that must be set before one that may be empty.</summary>
    private static IForeignKeyConstraint? Owner(ITable table, Dictionary<string, string> known) => table.ForeignKeyConstraints
        .Where(key => key.Columns.Count == 1 && key.PrincipalTable != table && known.ContainsKey(key.PrincipalTable.Name))
        .OrderBy(key => key.Columns[0].IsNullable).ThenBy(key => key.Name, StringComparer.Ordinal)
        .FirstOrDefault();

    private static List<ITable> InOrder(IReadOnlyList<ITable> tables)
    {
        var ordered = new List<ITable>();
        var left = tables.ToList();
        while (left.Count > 0)
        {
            // What a row only speaks of, without a foreign key, comes before it too where that is possible: whether it is kept is then known.
            var next = left.Find(table => Follows(table) && table.Columns.All(column => MentionedTable(column.Name) is not { } mentioned || mentioned == table.Name || !left.Exists(other => other.Name == mentioned)))
                ?? left.Find(Follows)
                ?? throw new InvalidOperationException($"The tables {string.Join(", ", left.Select(table => table.Name))} refer to each other in a circle: an archive could not be read back.");
            ordered.Add(next);
            left.Remove(next);
        }

        return ordered;

        bool Follows(ITable table) => table.ForeignKeyConstraints.All(key => key.PrincipalTable == table || !left.Contains(key.PrincipalTable));
    }

    private static ArchivePart PartOf(ITable table, HashSet<string> names, string where)
    {
        var hidden = HiddenColumns.GetValueOrDefault(table.Name, []);
        var keys = table.PrimaryKey!.Columns.Select(column => column.Name).ToList();
        var columns = table.Columns.Where(column => !hidden.Contains(column.Name))
            .OrderBy(column => keys.IndexOf(column.Name) is var place && place < 0 ? int.MaxValue : place).ThenBy(column => column.Name, StringComparer.Ordinal)
            .Select(ColumnOf).ToList();
        int At(string name) => columns.FindIndex(column => column.Name == name);

        var references = table.ForeignKeyConstraints.Where(key => names.Contains(key.PrincipalTable.Name))
            .OrderBy(key => key.Name, StringComparer.Ordinal)
            .Select(key => new ArchiveReference([.. key.Columns.Select(column => At(column.Name))], key.PrincipalTable.Name, [.. key.PrincipalColumns.Select(column => column.Name)], key.Columns.Any(column => column.IsNullable), key.PrincipalTable == table))
            .ToList();
        var referring = references.SelectMany(reference => reference.Columns).ToHashSet();
        var mentions = new List<(int, string)>();
        var persons = references.Where(reference => reference.Principal == ArchiveTables.People).SelectMany(reference => reference.Columns).ToList();
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Type != typeof(Guid) || referring.Contains(i) || columns[i].Name == "EventId" || keys is ["Id"] && columns[i].Name == "Id")
            {
                continue;
            }

            if (MentionedTable(columns[i].Name) is { } mentioned && names.Contains(mentioned))
            {
                mentions.Add((i, mentioned));
            }
            else
            {
                persons.Add(i);
            }
        }

        return new ArchivePart(table.Name, columns, [.. keys.Select(At)], references)
        {
            Where = where,
            Persons = persons,
            Mentions = mentions,
            FileHashes = [.. Enumerable.Range(0, columns.Count).Where(i => table.Name != ArchiveTables.Files && columns[i].Type == typeof(string) && columns[i].Name.EndsWith("Sha256", StringComparison.Ordinal))],
            EventColumn = table.Name != ArchiveTables.Events && At("EventId") is >= 0 and var place ? place : null,
        };
    }

    private static string? MentionedTable(string column) =>
        column.EndsWith("SubmissionId", StringComparison.Ordinal) ? ArchiveTables.Submissions
        : column.EndsWith("ReviewerId", StringComparison.Ordinal) ? "Reviewers"
        : column.EndsWith("AssignmentId", StringComparison.Ordinal) ? "ReviewAssignments"
        : null;

    private static ArchiveColumn ColumnOf(IColumn column)
    {
        var property = column.PropertyMappings[0].Property;
        var converter = property.GetTypeMapping().Converter;
        var type = converter?.ProviderClrType ?? property.ClrType;
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (!ArchiveValue.Known.Contains(type))
        {
            throw new NotSupportedException(string.Create(CultureInfo.InvariantCulture, $"{column.Table.Name}.{column.Name} is stored as {type.Name}, which archives do not know. Store it as one of the usual types, or teach ArchiveValue."));
        }

        var hasDefault = property.GetDefaultValue() is not null || property.GetDefaultValueSql() is not null;
        return new ArchiveColumn(column.Name, type, column.IsNullable, hasDefault, type == typeof(string) ? property.GetMaxLength() : null, property.ClrType, converter);
    }
}

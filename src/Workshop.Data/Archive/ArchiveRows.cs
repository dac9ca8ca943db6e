using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Workshop.Data.Archive;

/// <summary>Rows of tables as they are stored, in the order of their keys and one at a time, past the entities: whatever a class does to a value on its way, an archive must not.</summary>
public static class ArchiveRows
{
    /// <summary>PostgreSQL would sort text by the rules of a language; a byte order is the same everywhere.</summary>
    private const string NpgsqlOrder = " COLLATE \"C\"";

    /// <summary>A look at the database as it is now, that waits for no writer and lets none wait.</summary>
    public static Task<IDbContextTransaction> BeginLookAsync(this WorkshopDb db, CancellationToken cancel) =>
        // Of SQLite's transactions only this level begins without a lock; what it reads is a snapshot all the same.
        db.Database.BeginTransactionAsync(IsNpgsql(db) ? IsolationLevel.RepeatableRead : IsolationLevel.ReadUncommitted, cancel);

    public static async IAsyncEnumerable<object?[]> ReadRowsAsync(this WorkshopDb db, ArchivePart part, Guid eventId, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var command = db.NewCommand($"{Select(part)} WHERE {part.Where} ORDER BY {Order(db, part, part.Key)}");
        command.Add("@event", eventId);
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancel);
        while (await reader.ReadAsync(cancel))
        {
            yield return ReadRow(reader, part);
        }
    }

    /// <summary>The rows in which a column has one of the values, in the order of that column, then of the key.</summary>
    public static async Task<List<object?[]>> ReadRowsAsync(this WorkshopDb db, ArchivePart part, string column, IReadOnlyCollection<object> values, CancellationToken cancel)
    {
        var names = Enumerable.Range(0, values.Count).Select(number => $"@v{number}").ToList();
        await using var command = db.NewCommand($"{Select(part)} WHERE \"{column}\" IN ({string.Join(", ", names)}) ORDER BY {Order(db, part, [part.IndexOf(column), .. part.Key])}");
        foreach (var (name, value) in names.Zip(values))
        {
            command.Add(name, value);
        }

        var rows = new List<object?[]>();
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancel);
        while (await reader.ReadAsync(cancel))
        {
            rows.Add(ReadRow(reader, part));
        }

        return rows;
    }

    /// <summary>Puts rows of one table in, by one statement that is used again and again. Columns that are not named get their defaults.</summary>
    /// <param name="also">A column that no archive has, and its value in SQL.</param>
    public static DbCommand InsertInto(this WorkshopDb db, ArchivePart part, IReadOnlyList<int> columns, (string Column, string Sql)? also = null)
    {
        var names = columns.Select(column => $"\"{part.Columns[column].Name}\"").Concat(also is { } named ? [$"\"{named.Column}\""] : []);
        var values = columns.Select((_, place) => $"@p{place}").Concat(also is { } given ? [given.Sql] : []);
        var command = db.NewCommand($"INSERT INTO \"{part.Name}\" ({string.Join(", ", names)}) VALUES ({string.Join(", ", values)})");
        for (var place = 0; place < columns.Count; place++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@p{place}";
            command.Parameters.Add(parameter);
        }

        return command;
    }

    public static DbCommand NewCommand(this WorkshopDb db, string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
#pragma warning disable CA2100 // Names of tables and columns come from our own model, values are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    public static void Add(this DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }

    private static bool IsNpgsql(WorkshopDb db) => db.Database.ProviderName?.EndsWith("PostgreSQL", StringComparison.Ordinal) == true;

    private static string Select(ArchivePart part) => $"SELECT {string.Join(", ", part.Columns.Select(column => $"\"{column.Name}\""))} FROM \"{part.Name}\"";

    private static string Order(WorkshopDb db, ArchivePart part, IReadOnlyList<int> columns) =>
        string.Join(", ", columns.Distinct().Select(column => $"\"{part.Columns[column].Name}\"{(part.Columns[column].Type == typeof(string) && IsNpgsql(db) ? NpgsqlOrder : "")}"));

    private static object?[] ReadRow(DbDataReader reader, ArchivePart part)
    {
        var row = new object?[part.Columns.Count];
        for (var place = 0; place < row.Length; place++)
        {
            row[place] = ArchiveValue.Read(reader, place, part.Columns[place].Type);
        }

        return row;
    }
}

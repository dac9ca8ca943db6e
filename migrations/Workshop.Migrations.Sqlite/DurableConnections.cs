using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Workshop.Migrations.Sqlite;

/// <summary>
/// An acknowledged write is on disk: write-ahead log with a sync at every commit. Transactions need no care here, Microsoft.Data.Sqlite begins
/// them IMMEDIATE unless asked otherwise, so a writer waits for its turn instead of failing half-way.
/// </summary>
internal sealed class DurableConnections : DbConnectionInterceptor
{
    public static DurableConnections Instance { get; } = new();

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = PragmasFor(connection);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = PragmasFor(connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private const string Pragmas = "PRAGMA synchronous = FULL; PRAGMA busy_timeout = 30000;";

    /// <summary>EF Core looks with a reader's connection whether a database is there: one that comes from a backup has no write-ahead log yet, and a reader cannot begin it.</summary>
    private static string PragmasFor(DbConnection connection) =>
        new SqliteConnectionStringBuilder(connection.ConnectionString).Mode == SqliteOpenMode.ReadOnly ? Pragmas : "PRAGMA journal_mode = WAL; " + Pragmas;
}

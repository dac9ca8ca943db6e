using System.Data.Common;
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
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private const string Pragmas = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 30000;";
}

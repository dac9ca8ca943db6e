using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Workshop.Migrations.Sqlite;

public static class SqliteDatabase
{
    /// <summary>How long a writer waits for its turn. Writers queue up: SQLite has one at a time.</summary>
    private const int BusySeconds = 30;

    public static DbContextOptionsBuilder UseWorkshopSqlite(this DbContextOptionsBuilder options, string file) =>
        options
            .UseSqlite(ConnectionString(file), provider => provider.MigrationsAssembly(typeof(SqliteDatabase).Assembly).UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery))
            .AddInterceptors(DurableConnections.Instance);

    public static string ConnectionString(string file) =>
        new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true, DefaultTimeout = BusySeconds, Pooling = true }.ToString();
}
